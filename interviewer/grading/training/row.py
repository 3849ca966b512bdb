"""One labelled pair."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.grading.local.relation import RELATIONS, Relation


@dataclass(frozen=True)
class Row:
    """A claim, a statement, and how the statement relates to the claim.

    Attributes:
        claim: The first text of the pair, from ``relation.claim_text``.
        statement: The second text.
        relations: The possible relations; several if the label leaves it open: "not met" is silence or a contradiction.
        source: Which data it comes from, such as ``bank`` or ``cad``.
        group: The question, so that whole questions can be left out.
    """

    claim: str
    statement: str
    relations: tuple[Relation, ...]
    source: str
    group: str = ""

    @property
    def mask(self) -> int:
        """The relations as bits, in the order of ``RELATIONS``."""
        return sum(1 << RELATIONS.index(name) for name in self.relations)
