"""Cases made from the bank's statements (denied, asked, swapped) and from its examples of misconceptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evals.changes.asked import asked
from evals.changes.attributed import rejected
from evals.changes.change import ChangeMethod
from evals.changes.denied import denied
from evals.changes.figures import refigured
from evals.changes.swapped import holds_a_swap, swapped
from evals.changes.unconditional import unconditional
from evals.changes.unsure import unsure
from evals.changes.withdrawn import taken_back
from evals.suites.cases.cases import Case, CaseMaker, ChangeKind, Material, rng_of
from knowledge.schema import Criterion, Question, folded


def _worded(ways: Callable[[str], list[ChangeMethod]]) -> CaseMaker:
    """Makes cases from every paraphrase in every wording."""

    def make(kind: str, material: Material) -> Iterator[Case]:
        chosen = ways(material.wordings)
        for question in material.questions:
            for criterion in material.points_of(question):
                yield from _changed(kind, question, criterion, chosen)

    return make


def _about_claims(ways: Callable[[str], list[ChangeMethod]]) -> CaseMaker:
    """Makes cases from every paraphrase with rules that look at the claim; these are the same in both sets of wordings."""

    def make(kind: str, material: Material) -> Iterator[Case]:
        for question in material.questions:
            for criterion in material.points_of(question):
                yield from _changed(kind, question, criterion, ways(criterion.claim))

    return make


def _changed(kind: str, question: Question, criterion: Criterion, ways: Sequence[ChangeMethod]) -> Iterator[Case]:
    """The changed paraphrases of one criterion, without those that match another paraphrase."""
    known = {folded(text) for text in (*criterion.satisfied_by, *criterion.partly_satisfied_by)}
    for text in criterion.satisfied_by:
        for way in ways:
            made = way.change(text, rng_of(kind, way.name, text))
            if made is not None and folded(made).rstrip(".") not in known:
                yield Case(kind, way=way.name, question=question, text=made, before=text, criterion=criterion.id)


def _contradicted(kind: str, material: Material) -> Iterator[Case]:
    """The bank's contradicting statements: for each criterion those with a swap, or the first one if there is none."""
    for question in material.questions:
        for criterion in question.criteria:
            swaps = [text for text in criterion.contradicted_by if holds_a_swap(text)]
            way = "two sides or a direction" if swaps else "other"
            for text in swaps or criterion.contradicted_by[:1]:
                yield Case(kind, way, question, text, criterion=criterion.id)


def _misconceptions(field: str) -> CaseMaker:
    def make(kind: str, material: Material) -> Iterator[Case]:
        for question in material.questions:
            for item in question.misconceptions:
                known = {"examples": item.examples, "not_examples": item.not_examples, "correction": (item.correction,)}
                for text in known[field]:
                    if text.strip():
                        yield Case(kind, field, question, text, misconception=item.id)

    return make


STATEMENT_KINDS = (
    ChangeKind("denied", "nothing left", _worded(denied)),
    ChangeKind("asked", "nothing left", _worded(asked)),
    ChangeKind("attributed and rejected", "nothing left", _worded(rejected)),
    ChangeKind("unsure", "nothing left", _worded(unsure)),
    ChangeKind("taken back", "nothing left", _worded(taken_back)),
    ChangeKind("swapped", "nothing left", _about_claims(swapped)),
    ChangeKind("number or sign changed", "nothing left", _about_claims(refigured)),
    ChangeKind("condition dropped", "nothing left", _about_claims(unconditional)),
    ChangeKind("contradicted in the bank", "earns nothing", _contradicted),
    ChangeKind("misconception stated", "found", _misconceptions("examples")),
    ChangeKind("near a misconception", "not charged", _misconceptions("not_examples")),
    ChangeKind("correction stated", "not charged", _misconceptions("correction")),
)
