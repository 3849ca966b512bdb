"""Every call of a language model is counted in the usage of the grade that it was made for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from interviewer.errors import ModelReplyError, UnavailableError
from interviewer.grading.appeals.appeal import hear
from interviewer.grading.appeals.last_word import held_to_last_word
from interviewer.grading.grade import Grade
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgements
from interviewer.grading.llm_judge import LLMJudge
from interviewer.json_data import JsonObject, JsonValue
from interviewer.llm.usage import Usage
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.appeals.test_appeal import ANSWER, WRONG, Accuser, Reader
from tests.interviewer.grading.appeals.test_last_word import SAID, Literal
from tests.stand_ins import FakeChat, FakeReply

EACH = Usage(calls=2, input_tokens=100, output_tokens=10, cost=0.5)


class Paid:
    """A judge whose every answer costs the same."""

    def __init__(self, judge: Reader | Accuser | Literal) -> None:
        self._judge = judge
        self.asked = 0
        self.name = judge.name

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.asked += 1
        found = self._judge.judge(question, text, criteria, since)
        return Judgements(found.items, usage=EACH)


def counted(grade: Grade) -> tuple[int, int, int, float | None]:
    usage = grade.usage
    return usage.calls, usage.input_tokens, usage.output_tokens, usage.cost


@pytest.mark.parametrize(
    ("answer", "argument", "readings"),
    [
        (ANSWER, 'I did say "else something is broken"!', 1),  # it is right
        (ANSWER, "unfair!", 1),  # it stays so, and a complaint makes no point
        (
            ANSWER,
            "unfair! overfitting a small sample is a check for bugs in the training code",
            2,
        ),  # it stays so, and what is argued is read, too
    ],
)
def test_an_appeal_costs_what_its_readings_cost(bank: Bank, answer: str, argument: str, readings: int) -> None:
    question, judge = bank["training-01"], Paid(Reader())
    grader = Grader(judge)
    before = grader.grade(question, answer)
    outcome = hear(grader, question, answer, before, "bug-check", argument)
    assert judge.asked == 1 + readings
    assert counted(outcome.grade) == (2 * judge.asked, 100 * judge.asked, 10 * judge.asked, 0.5 * judge.asked)
    assert outcome.grade.usage.seconds >= before.usage.seconds


def test_an_appeal_that_clears_a_charge_is_counted(bank: Bank) -> None:
    question = bank["training-01"]
    before = Grader(Paid(Accuser(hears_context=False))).grade(question, WRONG)
    outcome = hear(Grader(Paid(Accuser(hears_context=True))), question, WRONG, before, "bug-check", "I did not!")
    assert outcome.upheld and outcome.grade.usage.calls == 4


def test_an_appeal_that_could_not_be_read_is_counted(bank: Bank) -> None:
    question, answer = bank["training-01"], {"criteria": [], "misconceptions": []}
    before = Grader(Reader()).grade(question, ANSWER)
    chat = CountedChat(answer, UnavailableError("gone"))
    outcome = hear(Grader(LLMJudge(chat)), question, ANSWER, before, "bug-check", "look again")
    assert not outcome.decided and "gone" in outcome.explanation
    assert outcome.grade.usage.calls == 1 and outcome.grade.criteria == before.criteria


def test_words_taken_back_are_read_again_at_a_cost(bank: Bank) -> None:
    question, judge = bank["training-01"], Paid(Literal())
    grader = Grader(judge)
    before = grader.grade(question, SAID)
    after = held_to_last_word(grader, question, SAID, before)
    assert judge.asked == 2 and counted(after) == (4, 200, 20, 1.0)
    again = held_to_last_word(grader, question, SAID, after)
    assert again.usage == after.usage, "nothing is left to read again"


class CountedChat(FakeChat):
    """Counts the replies that came, as an endpoint bills them, and resets the count once it has reported them."""

    def __init__(self, *replies: FakeReply) -> None:
        super().__init__(*replies)
        self.spent = Usage()

    def _next(self, system: str, user: str) -> JsonValue:
        reply = super()._next(system, user)
        self.spent += EACH_REPLY
        return reply

    def take_usage(self) -> Usage:
        spent, self.spent = self.spent, Usage()
        return spent


EACH_REPLY = Usage(calls=1, input_tokens=50, output_tokens=5)


def unread() -> Iterator[JsonObject | Exception]:
    """Replies without a verdict, and then a model that is gone."""
    yield {"criteria": [], "misconceptions": []}
    yield {"criteria": [], "misconceptions": []}
    yield UnavailableError("gone")


def test_what_was_spent_before_the_model_was_gone_is_counted(bank: Bank) -> None:
    grade = Grader(LLMJudge(CountedChat(*unread()))).grade(bank["training-01"], "Overfit a few examples first.")
    assert {item.verdict for item in grade.criteria} == {"ungraded"}
    assert {item.reason for item in grade.criteria} == {"gone"}
    assert (grade.usage.calls, grade.usage.input_tokens, grade.usage.output_tokens) == (2, 100, 10)


def test_an_answer_graded_at_the_second_try_costs_both(bank: Bank) -> None:
    question, answer = bank["training-01"], "Overfit a few examples first."
    chat = CountedChat(*unread(), *[ModelReplyError("odd")] * 9)
    grader = Grader(LLMJudge(chat))
    first = grader.grade(question, answer)
    again = grader.grade_again(question, answer, first)
    assert (first.usage.calls, again.usage.calls) == (2, 2), "what came to nothing was billed once"
