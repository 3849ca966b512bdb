"""A computed value counts only if the words around it let it stand, as far as a judge can hear that."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.errors import UnavailableError
from interviewer.grading.forms.exact_forms import forms_with
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.walls import SANDBOX

PART, POINT = "nlp-10", "value"


class Hearing:
    """Hears the point wherever none of some words is, and never where one of them is."""

    name = "hearing"

    def __init__(self, *rejecting: str, heard: float = 0.95, fault: bool = False) -> None:
        self.rejecting, self.heard, self.fault = rejecting, heard, fault
        self.read: list[str] = []

    def likelihood(self, question: Question, words: str, criterion: Criterion) -> float | None:
        self.read.append(words)
        if self.fault:
            raise UnavailableError("down")
        return 0.02 if any(word in words for word in self.rejecting) else self.heard

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        return Judgements(tuple(Judgement(c.id, "not_met", 0.02) for c in criteria))


class Asked(Hearing):
    """Cannot say anything of a few words alone."""

    likelihood = None  # type: ignore[assignment]


def verdict(bank: Bank, judge: Hearing, answer: str) -> str:
    grade = Grader(judge, forms=forms_with(lambda: SANDBOX)).grade(bank[PART], answer)
    return grade.criterion(POINT).verdict


@pytest.mark.parametrize(
    "answer",
    [
        "The legend has it that the distance is 4.",
        'Whoever wrote "the distance is 4" on the board had a legend in mind.',
        "The distance is 4. Well, so goes the legend.",
        "So goes the legend. The distance is 4.",
    ],
)
def test_what_the_judge_no_longer_hears_among_its_neighbours_is_left_to_it(bank: Bank, answer: str) -> None:
    judge = Hearing("legend")
    assert verdict(bank, judge, answer) == "not_met"
    assert any("legend" in words for words in judge.read) and any("legend" not in words for words in judge.read)


def test_a_value_that_stands_is_read_once_and_counts(bank: Bank) -> None:
    judge = Hearing("legend")
    assert verdict(bank, judge, "The distance is 4.") == "met" and judge.read == ["The distance is 4."]


def test_a_sentence_further_off_takes_nothing_back(bank: Bank) -> None:
    said = "The distance is 4. It takes four edits. All are substitutions. None is shorter. There is a legend about it."
    assert verdict(bank, Hearing("legend"), said) == "met"


def test_where_the_judge_does_not_understand_the_words_alone_the_form_decides(bank: Bank) -> None:
    assert verdict(bank, Hearing(heard=0.1), "The legend has it that the distance is 4.") == "met"


def test_a_judge_that_is_away_takes_nothing_back(bank: Bank) -> None:
    assert verdict(bank, Hearing("legend", fault=True), "The legend has it that the distance is 4.") == "met"


def test_a_judge_that_cannot_say_is_not_asked(bank: Bank) -> None:
    assert verdict(bank, Asked("legend"), "The legend has it that the distance is 4.") == "met"


def test_a_very_long_sentence_is_cut_in_few_ways(bank: Bank) -> None:
    judge = Hearing("legend")
    said = "The legend has it that, " + "as they say, " * 60 + "the distance is 4."
    verdict(bank, judge, said)
    assert len(judge.read) <= 4
