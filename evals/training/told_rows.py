"""Training rows from answers whose writers labelled each statement with its relation to each point."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from evals.labelled.strangers import StatedAnswer
from interviewer.grading.local.relation import RELATIONS, Relation
from interviewer.grading.local.statement import Statement, statements_of
from interviewer.grading.text.evidence import readable
from interviewer.grading.text.markup import Unmarked, unmarked
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.nearest import most_alike
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import BankEmbedder

SILENT = 3
"""How many statements per criterion that are not about it: the two nearest and one at random."""
MOST_OF_IT = 0.7
"""The share of a labelled sentence that a piece must contain to get its label. Chosen by judgement."""


def told_rows(
    bank: Bank, answers: Iterable[StatedAnswer], maker: BankRows, embedder: BankEmbedder, seed: int
) -> Iterator[Row]:
    """The rows from the statements of some answers, split as the judge splits them."""
    rng = random.Random(seed)
    for answer in answers:
        question = bank[answer.question_id]
        said = told_statements(answer)
        for criterion in question.criteria:
            silent: list[str] = []
            for statement, told in said:
                relation = told.get(criterion.id)
                if relation is None:
                    silent.append(statement.text)
                elif relation != "unclear":
                    yield maker.row(question, criterion, statement.text, (_as_relation(relation),), "told")
            for text in _some_silent(silent, criterion, embedder, rng):
                yield maker.row(question, criterion, text, ("silent",), "told")


def told_statements(answer: StatedAnswer) -> list[tuple[Statement, dict[str, str]]]:
    """The statements of an answer as the judge splits it, each with its relations to the points.

    A piece that contains too little of a labelled sentence is ``unclear`` on that sentence's points.
    """
    text = readable(answer.text)
    plain = unmarked(text)
    out = []
    for item in statements_of(plain.text):
        told: dict[str, str] = {}
        for start, end, labels in answer.places():
            share = _share(plain, item, start, end)
            for name, relation in labels.items():
                if share >= MOST_OF_IT:
                    told[name] = _weightier(told.get(name), relation)
                elif share > 0.1:
                    told.setdefault(name, "unclear")
        out.append((item, told))
    return out


def _share(plain: Unmarked, item: Statement, start: int, end: int) -> float:
    """The share of a stretch of the written answer that a statement contains, 0..1."""
    place = plain.in_written(item.place)
    common = min(place.end, end) - max(place.start, start)
    return max(0, common) / max(1, end - start)


def _weightier(known: str | None, relation: str) -> str:
    """The stronger of two labels of one statement: a contradiction first, then the one that says more."""
    order = ("unclear", "half", "says", "contradicts")
    return relation if known is None or order.index(relation) > order.index(known) else known


def _as_relation(name: str) -> Relation:
    return next(relation for relation in RELATIONS if relation == name)


def _some_silent(
    texts: Sequence[str], criterion: Criterion, embedder: BankEmbedder, rng: random.Random
) -> Sequence[str]:
    about = (criterion.claim, *criterion.satisfied_by)
    order = sorted(dict.fromkeys(texts), key=lambda text: -most_alike(text, about, embedder))
    near, rest = order[: SILENT - 1], order[SILENT - 1 :]
    return [*near, *rng.sample(rest, min(1, len(rest)))]
