"""Retracted words are not held against anybody."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.grading.appeals.appeal import hear
from interviewer.grading.appeals.last_word import MADE_AND_TAKEN_BACK, TAKEN_BACK, held_to_last_word
from interviewer.grading.grade import Evidence, Grade
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.text.evidence import locate
from knowledge.schema import Bank, Criterion, Question

SAID = "Memorise a few examples. That proves it generalises. No wait, I take that back: it only shows a bug."


class Literal:
    """Charges every point with "generalises", and finds "bug-check" in "shows a bug" where it is not charged."""

    name = "literal"

    def __init__(self) -> None:
        self.calls = 0

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.calls += 1
        items = []
        for criterion in criteria:
            wrong = places(text, "That proves it generalises")
            right = places(text, "shows a bug") if criterion.id == "bug-check" and not wrong else ()
            items.append(
                Judgement(
                    criterion.id,
                    "met" if right else "not_met",
                    0.9 if right else 0.1,
                    wrong or right,
                    contradicted=bool(wrong) and criterion.id == "bug-check",
                )
            )
        return Judgements(tuple(items))


def places(text: str, quote: str) -> tuple[Evidence, ...]:
    found = locate(quote, text)
    return (found,) if found else ()


def graded(bank: Bank, answer: str) -> tuple[Grade, Grade, Literal]:
    question, judge = bank["training-01"], Literal()
    grader = Grader(judge)
    before = grader.grade(question, answer)
    return before, held_to_last_word(grader, question, answer, before), judge


def test_a_charge_on_withdrawn_words_is_read_again_without_them(bank: Bank) -> None:
    before, after, _ = graded(bank, SAID)
    assert before.criterion("bug-check").contradicted and "You said “That proves" in before.feedback
    item = after.criterion("bug-check")
    assert item.verdict == "met" and all(SAID[e.start : e.end] == e.quote for e in item.evidence)
    assert after.score > before.score and "That proves" not in after.feedback


def test_where_nothing_is_left_the_point_is_open_and_no_longer_a_charge(bank: Bank) -> None:
    _, after, _ = graded(bank, "That proves it generalises. Scratch that.")
    item = after.criterion("bug-check")
    assert (item.verdict, item.contradicted, item.evidence, item.reason) == ("not_met", False, (), TAKEN_BACK)


def test_what_stands_is_still_charged_and_read_once(bank: Bank) -> None:
    before, after, judge = graded(bank, "That proves it generalises. I like it.")
    assert after == before and judge.calls == 1


def test_an_appeal_is_not_led_back_to_withdrawn_words(bank: Bank) -> None:
    question, grader = bank["training-01"], Grader(Literal())
    before = grader.grade(question, SAID)
    outcome = hear(grader, question, SAID, before, "bug-check", "I took that back in the very next sentence: a bug")
    assert outcome.upheld and outcome.after == "met"


def test_who_is_right_is_told_so_by_the_words_they_point_at(bank: Bank) -> None:
    class Either(Literal):
        """Finds "bug-check" in either of two sentences, first in the one that shows a bug."""

        def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
            wrong = places(text, "proves nothing works")
            right = () if wrong else places(text, "shows a bug") or places(text, "it can memorise five")
            return Judgements(
                tuple(
                    Judgement(c.id, "met" if right else "not_met", 0.9, right or wrong, contradicted=bool(wrong))
                    for c in criteria
                )
            )

    answer = (
        "Try whether it can memorise five examples. It proves nothing works. No wait, scratch that: it shows a bug."
    )
    question, judge = bank["training-01"], Either()
    grader = Grader(judge)
    before = grader.grade(question, answer)
    argument = "Try whether it can memorise five examples."
    outcome = hear(grader, question, answer, before, "bug-check", argument)
    assert outcome.upheld and "it can memorise five" in outcome.explanation


class Credits(Literal):
    """Credits "bug-check" for either of two sentences."""

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.calls += 1
        right = places(text, "Memorise five examples") or places(text, "A net must overfit a batch")
        return Judgements(
            tuple(
                Judgement(c.id, "met" if right and c.id == "bug-check" else "not_met", 0.9 if right else 0.1, right)
                for c in criteria
            )
        )


def credited(bank: Bank, answer: str) -> tuple[Grade, Grade, Literal]:
    question, judge = bank["training-01"], Credits()
    grader = Grader(judge)
    before = grader.grade(question, answer)
    assert before.criterion("bug-check").verdict == "met"
    return before, held_to_last_word(grader, question, answer, before), judge


def test_a_point_made_in_withdrawn_words_is_lost(bank: Bank) -> None:
    before, after, _ = credited(bank, "Memorise five examples. No wait, scratch that, I was wrong.")
    item = after.criterion("bug-check")
    assert (item.verdict, item.evidence, item.reason) == ("not_met", (), MADE_AND_TAKEN_BACK)
    assert after.score < before.score


def test_a_point_made_in_other_words_as_well_stays(bank: Bank) -> None:
    answer = "A net must overfit a batch. Memorise five examples. No wait, scratch that."
    _, after, _ = credited(bank, answer)
    item = after.criterion("bug-check")
    assert item.verdict == "met" and [e.quote for e in item.evidence] == ["A net must overfit a batch"]


def test_what_the_correction_itself_says_stays(bank: Bank) -> None:
    before, after, judge = credited(bank, "It shows the data. No wait, I take that back: Memorise five examples.")
    assert after == before and judge.calls == 1
