"""What is said next to code that works: words that deny what it does make the point uncertain, and earn nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.errors import UnavailableError
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.grade import MisconceptionFinding
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.text.evidence import locate
from interviewer.grading.words_beside_code import words_beside_code
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.code.test_hidden_tests import NETWORK
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls

DENIES = "In the backward pass nothing is masked, dz1 is simply equal to dh."
WORDS = f"{DENIES} And nothing from forward is needed."
ANSWER = f"```python\n{NETWORK}```\n\n{WORDS}"


class Hearing:
    """Hears that a quote contradicts a point, and nothing else."""

    name = "hearing"

    def __init__(self, quote: str, point: str = "relu-mask", unsure: bool = False, fault: bool = False) -> None:
        self.quote, self.point, self.unsure, self.fault = quote, point, unsure, fault
        self.read: list[str] = []

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.read.append(text)
        if self.fault:
            raise UnavailableError("down")
        place = locate(self.quote, text)
        heard = tuple(
            Judgement(c.id, "not_met", 0.02, (place,), unsure=self.unsure, contradicted=True)
            if place and c.id == self.point
            else Judgement(c.id, "not_met", 0.02)
            for c in criteria
        )
        belief = MisconceptionFinding("relu-on-gradient", (place,), "It is a mask.", 0.1) if place else None
        return Judgements(heard, (belief,) if belief and self.point == "belief" else ())


def grader_of(judge: Hearing) -> Grader:
    return Grader(judge, forms=[CodeForm(lambda: SANDBOX)])


@pytest.mark.slow
@needs_walls
def test_words_that_deny_what_the_code_does_are_quoted_and_cost_nothing(bank: Bank) -> None:
    judge = Hearing(DENIES)
    grade = grader_of(judge).grade(bank["training-03a"], ANSWER)
    item = grade.criterion("relu-mask")
    assert item.verdict == "met" and item.uncertain and "says otherwise" in item.reason
    assert "nothing is masked" in item.reason and item.reason in grade.feedback
    assert [c.id for c in grade.criteria if c.uncertain] == ["relu-mask"] and grade.score == 1
    assert all("def backward" not in text and DENIES in text for text in judge.read), "it reads the words alone"


@pytest.mark.slow
@needs_walls
def test_a_judge_that_is_not_sure_leaves_the_point_in_doubt(bank: Bank) -> None:
    grade = grader_of(Hearing(DENIES, unsure=True)).grade(bank["training-03a"], ANSWER)
    item = grade.criterion("relu-mask")
    assert item.verdict == "met" and item.uncertain and item.reason in grade.feedback
    assert "I can't tell whether" in item.reason and "nothing is masked" in item.reason


@pytest.mark.slow
@needs_walls
def test_a_wrong_belief_beside_the_code_is_told(bank: Bank) -> None:
    grade = grader_of(Hearing(DENIES, "belief")).grade(bank["training-03a"], ANSWER)
    assert [m.id for m in grade.misconceptions] == ["relu-on-gradient"]


@pytest.mark.slow
@needs_walls
@pytest.mark.parametrize(
    ("answer", "judge"),
    [
        (ANSWER, Hearing("never said")),
        (ANSWER, Hearing(DENIES, fault=True)),
        (f"```python\n{NETWORK}```\n\nI like code.", Hearing("code")),
        (f"```python\n{NETWORK.replace('import numpy as np', f'import numpy as np  # {DENIES}')}```", Hearing(DENIES)),
    ],
)
def test_words_that_deny_nothing_change_nothing(bank: Bank, answer: str, judge: Hearing) -> None:
    grade = grader_of(judge).grade(bank["training-03a"], answer)
    assert grade.score == 1.0 and not grade.misconceptions


def test_only_the_words_are_read_at_their_places(bank: Bank) -> None:
    question = bank["training-03a"]
    words = words_beside_code(question, ANSWER)
    assert len(words) == len(ANSWER) and words.strip() == WORDS and words.find(WORDS) == ANSWER.find(WORDS)
    bare = f"{WORDS}\n\n{NETWORK}"
    assert words_beside_code(question, bare).strip() == WORDS
    assert words_beside_code(question, NETWORK) == ""
    assert words_beside_code(question, WORDS) == "" == words_beside_code(bank["training-01"], ANSWER)
