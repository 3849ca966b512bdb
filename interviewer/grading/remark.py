"""One sentence of feedback with what it is about, so that it can be put in other words or left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "said", "fact", "wanted", "reference", "more_wrong",
    "point", "point_unsure", "point_named", "point_shown", "point_plain", "point_again", "touched", "touched_graded",
    "none_made", "none_clear", "none_graded", "all_made", "all_heard",
    "bonus", "bonus_named", "bonus_shown", "bonus_alone", "bonus_plain", "bonus_again", "bonus_means", "bonus_left",
    "missing", "first", "half", "unsure", "belief", "ungraded", "cut", "note",
]  # fmt: skip
"""``said``, ``fact``, ``wanted`` and ``more_wrong`` are about what was wrong; ``reference`` is a sentence of the reference answer
after one of these or after a missing point."""


@dataclass(frozen=True)
class Remark:
    """A sentence or two of feedback.

    Attributes:
        text: The remark in its first wording.
        quote: The candidate's words in it, as they are shown; "" if it has none.
        code: Whether these are code, which is written and not said.
        claim: What else goes into its wordings: a point as part of a sentence, or a sentence of the reference.
    """

    kind: Kind
    text: str
    quote: str = ""
    code: bool = False
    claim: str = ""


def joined(remarks: Iterable[Remark]) -> str:
    """Remarks as one text, each in its first wording."""
    return " ".join(remark.text for remark in remarks)
