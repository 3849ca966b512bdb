"""The shape of an apostrophe changes no verdict, and what is quoted has the one that was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pytest

from evals.labelled.gold import GOLD
from interviewer.bootstrap import forms_of
from interviewer.grading.grade import Evidence, Grade
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.prose import plainly_typed
from interviewer.settings import load_settings
from knowledge.schema import Bank, Criterion, Question

WITHIN = re.compile(r"(?<=[A-Za-z])'(?=[a-z])")


class Silent:
    """Decides nothing, and notes what it is shown."""

    name = "silent"

    def __init__(self) -> None:
        self.shown: list[str] = []

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.shown.append(text)
        return Judgements(())


def answers() -> list[tuple[str, str]]:
    """Computed answers with an apostrophe, after the part they are about."""
    names = ("another-hand", "third-hand", "fourth-hand", "later-words")
    lines = [line for name in names for line in (GOLD / "forms" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    rows = [(str(row["question_id"]), str(row["answer"])) for row in map(json.loads, lines)]
    return [row for row in rows if WITHIN.search(row[1]) and "```" not in row[1] and "def " not in row[1]]


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["’", "‘", "ʼ", "´"])
def test_a_computed_verdict_is_the_same_with_any_apostrophe(bank: Bank, typed: str) -> None:
    grader = Grader(Silent(), None, forms_of(load_settings(llm="off")))

    def verdicts(grade: Grade) -> list[tuple[str, str]]:
        return [(item.id, item.verdict) for item in grade.criteria]

    rows = answers()[::4] if typed != "’" else answers()
    assert len(rows) > 20
    for part, answer in rows:
        text = WITHIN.sub(typed, answer)
        grade = grader.grade(bank[part], text)
        assert verdicts(grade) == verdicts(grader.grade(bank[part], answer)), text
        assert all(e.quote == text[e.start : e.end] for item in grade.criteria for e in item.evidence)


def test_a_judge_reads_plain_apostrophes_and_its_quotes_are_as_typed(bank: Bank) -> None:
    class Quotes(Silent):
        def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
            self.shown.append(text)
            return Judgements(tuple(Judgement(c.id, "met", 0.9, (Evidence(text, 0, len(text)),)) for c in criteria))

    judge, text = Quotes(), "It doesn’t matter; it can`t shrink."
    grade = Grader(judge).grade(bank["training-06a"], text)
    assert judge.shown == ["It doesn't matter; it can't shrink."]
    assert {e.quote for item in grade.criteria for e in item.evidence} == {text}


@pytest.mark.parametrize(
    "text",
    [
        "```python\nprint('it isn’t')\n```",
        "the `mask`s",
        "‘quoted’ words, the layers’ outputs",
        "f′(x) and 5’s",
        "",
    ],
)
def test_code_and_quotation_marks_stay_as_they_are(text: str) -> None:
    assert plainly_typed(text) == text
