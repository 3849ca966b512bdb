"""``python -m evals quotes``: whether a verdict quotes the words that it should rest on.

The answers are by writers that the reader learnt nothing from, on questions that it was not trained on, and each of their
statements is labelled. Only verdicts that the labels agree with are looked at; whether verdicts are right is measured elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.labelled import fluent, strangers
from evals.labelled.gold import CONTRADICTED, gold_split
from evals.labelled.strangers import STRANGERS, StatedAnswer, read_stated
from evals.metrics.resampling import mean_interval
from interviewer.bars import item_bar
from interviewer.grading.grade import CREDIT, CriterionVerdict
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank

MAKES, SPEAKS_AGAINST = ("says", "half"), ("contradicts",)
"""The labels of statements for which a point can be credited, and of those that can contradict it."""
PARTS = ("credited", "called_wrong")


@dataclass(frozen=True)
class QuotedVerdict:
    """A verdict that the labels agree with.

    Attributes:
        part: One of ``PARTS``.
        right: Whether its quote is a statement with a label that bears it out.
    """

    stem: str
    writer: str
    part: str
    right: bool


def measure(bank: Bank, grader: Grader, split: str) -> JsonObject:
    """The share of correct verdicts whose quote supports them: for credited points, for contradicted ones, and by writer.

    Args:
        split: The split to take questions from: train, dev or test.
    """
    answers = left_out(bank, split)
    quoted: list[QuotedVerdict] = []
    with item_bar("quotes", len(answers)) as step:
        grades = grader.grade_many((bank[answer.question_id], answer.text) for answer in answers)
        for answer, grade in zip(answers, grades, strict=True):
            quoted += _quoted(bank, answer, grade.criteria)
            step()
    writers = sorted({row.writer for row in quoted})
    return {
        "split": split,
        "answers": len(answers),
        **{part: _share([row for row in quoted if row.part == part]) for part in PARTS},
        "by_writer": {name: _share([row for row in quoted if row.writer == name]) for name in writers},
    }


def left_out(bank: Bank, split: str) -> list[StatedAnswer]:
    """The answers to a split's questions by the writers that the reader learnt nothing from."""
    stems = frozenset(gold_split()[split])
    files = [
        *(STRANGERS / f"{name}.jsonl" for name in strangers.LEFT_OUT),
        *(fluent.FLUENT / f"{name}.jsonl" for name in fluent.LEFT_OUT),
    ]
    return [a for path in files for a in read_stated(path, bank) if bank[a.question_id].stem in stems]


def _quoted(bank: Bank, answer: StatedAnswer, criteria: Sequence[CriterionVerdict]) -> Iterator[QuotedVerdict]:
    for item in criteria:
        label = answer.labels[item.id]
        credited = CREDIT.get(item.verdict, 0.0) > 0 and CREDIT.get(label, 0.0) > 0
        called_wrong = item.contradicted and label == CONTRADICTED
        if not item.evidence or not (credited or called_wrong):
            continue
        wanted = MAKES if credited else SPEAKS_AGAINST
        bears = [(start, end) for start, end, told in answer.places() if told.get(item.id) in wanted]
        if bears:  # some labels of a whole answer rest on no single statement
            part = PARTS[0] if credited else PARTS[1]
            stem = bank[answer.question_id].stem
            yield QuotedVerdict(stem, answer.writer, part, _rests_on(item, bears))


def _rests_on(item: CriterionVerdict, places: Sequence[tuple[int, int]]) -> bool:
    """Whether most of a verdict's first quote lies in one of these places."""
    quote = item.evidence[0]
    inside = max(min(quote.end, end) - max(quote.start, start) for start, end in places)
    return inside * 2 > quote.end - quote.start


def _share(rows: Sequence[QuotedVerdict]) -> JsonObject:
    if not rows:
        return {"n": 0}
    return {"n": len(rows), **mean_interval([row.stem for row in rows], [float(row.right) for row in rows])}
