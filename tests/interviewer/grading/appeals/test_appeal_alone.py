"""An appeal that repeats words of the answer has them read by themselves; and a credited point can be given back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.errors import UsageError
from interviewer.grading.appeals.appeal import hear
from interviewer.grading.appeals.given_back import deny
from interviewer.grading.grade import Evidence
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.appeals.test_appeal import Reader

TOLD = "FFT pays off for large filters. As to accuracy I have no idea, I'd guess it's no use for big kernels."


class Distracted:
    """Finds the point in the words by themselves, but not together with other words."""

    name = "distracted"

    def __init__(self, hears: str = "it's no use for big kernels") -> None:
        self.hears = hears
        self.seen: list[str] = []

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.seen.append(text)
        met = text.strip(" .!").lower() == self.hears
        quote = (Evidence(text, 0, len(text)),) if met else ()
        return Judgements(
            tuple(Judgement(c.id, "met" if met else "not_met", 0.9 if met else 0.1, quote) for c in criteria)
        )


@pytest.mark.parametrize(
    "argument",
    [
        "I disagree about the fourth point: I said it's no use for big kernels.",
        "It's no use for big kernels. That's in my answer.",
        "I did tell you it's no use for big kernels, didn't I",
    ],
)
def test_words_that_stand_in_the_answer_are_read_alone_and_decide(bank: Bank, argument: str) -> None:
    question, grader = bank["training-01"], Grader(Distracted())
    before = grader.grade(question, TOLD)
    outcome = hear(grader, question, TOLD, before, "bug-check", argument)
    assert outcome.after == "met" and outcome.upheld and "no use for big kernels" in outcome.explanation
    item = outcome.grade.criterion("bug-check")
    assert all(TOLD[e.start : e.end] == e.quote for e in item.evidence)


def test_nobody_is_told_that_words_are_missing_that_stand_in_the_answer(bank: Bank) -> None:
    question, argument = bank["training-01"], "I said it's no use for big kernels, so there it is."
    grader = Grader(Distracted(hears=argument.strip(" .!").lower()))
    before = grader.grade(question, TOLD)
    outcome = hear(grader, question, TOLD, before, "bug-check", argument)
    assert not outcome.upheld and outcome.explanation.startswith("You did say “it's no use for big kernels”.")
    assert "I read those words again by themselves, and the point is still not met." in outcome.explanation
    assert "didn't find it there" not in outcome.explanation and "doesn't say as much" in outcome.explanation


@pytest.mark.parametrize(
    "answer", ["People say that it's no use for big kernels. They err.", "I don't think it's no use for big kernels."]
)
def test_words_within_a_denial_earn_nothing_by_themselves(bank: Bank, answer: str) -> None:
    question, grader = bank["training-01"], Grader(Distracted())
    before = grader.grade(question, answer)
    assert not hear(grader, question, answer, before, "bug-check", "I said it's no use for big kernels").upheld


def test_whoever_was_given_a_point_may_give_it_back_but_not_what_earned_nothing(bank: Bank) -> None:
    question = bank["training-01"]
    grade = Grader(Reader()).grade(question, "else something is broken")
    sure = grade.criterion("bug-check")
    assert sure.verdict == "met" and not sure.uncertain
    assert deny(question, grade, "bug-check").grade.criterion("bug-check").denied
    with pytest.raises(UsageError, match="only deny a point that counts"):
        deny(question, grade, "capacity")


class Misled(Distracted):
    """Takes a sentence with several clauses for the opposite of what one of them says."""

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        items = super().judge(question, text, criteria, since).items
        whole = (Evidence(text, 0, len(text)),)
        return Judgements(
            tuple(
                item
                if item.verdict == "met"
                else Judgement(item.criterion_id, "not_met", 0.1, whole, contradicted=True)
                for item in items
            )
        )


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ("You need all the weights, and it's no use for big kernels, so it costs a lot.", "met"),
        ("I don't think it's no use for big kernels, so it costs a lot.", "not_met"),
    ],
)
def test_a_clause_that_was_taken_for_the_contrary_is_read_alone(bank: Bank, answer: str, after: str) -> None:
    question, grader = bank["training-01"], Grader(Misled())
    before = grader.grade(question, answer)
    assert before.criterion("bug-check").contradicted
    outcome = hear(grader, question, answer, before, "bug-check", "I said it's no use for big kernels.")
    assert outcome.after == after and outcome.upheld == (after == "met")
