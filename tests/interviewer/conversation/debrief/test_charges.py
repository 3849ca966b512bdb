"""Words that count against a point: what a candidate can say about them, and what is left after each second look."""

from __future__ import annotations

from interviewer.conversation.debrief.contest import (
    IS_THE_POINT,
    NEITHER,
    NOT_SAID,
    appealed,
    contested,
    way_to_contest,
)
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.appeals.appeal import hear
from interviewer.grading.appeals.given_back import deny
from interviewer.grading.grade import CriterionVerdict
from interviewer.web.objections import ELSEWHERE, objections
from interviewer.web.verdicts import shown_verdicts
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, scripted, texts

QUESTION, POINT = "training-06a", "clipping"


class Charged:
    """A closed question of which one point counts as contradicted."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.player = Player(bank, pool=(QUESTION,))
        self.player.say("clip them", clipping="contradicted")
        while self.player.state.phase == "answering":
            self.player.say("I don't know")

    @property
    def attempt(self) -> QuestionAttempt:
        return self.player.state.attempts[-1]

    @property
    def item(self) -> CriterionVerdict:
        assert self.attempt.grade is not None
        return self.attempt.grade.criterion(POINT)

    def labels(self) -> list[str]:
        return [objection.label for objection in objections(self.attempt, self.item)]

    def contest(self, verdict: str) -> str:
        attempt, grade = contested(self.player.state, QUESTION, POINT)
        grader = scripted({POINT: verdict})
        outcome = hear(grader, self.bank[QUESTION], attempt.answer, grade, POINT, "“clip them” is the point")
        self.player.send(appealed(self.player.now, QUESTION, POINT, "that is the point", outcome))
        return outcome.explanation

    def deny(self) -> None:
        _, grade = contested(self.player.state, QUESTION, POINT, denies=True)
        outcome = deny(self.bank[QUESTION], grade, POINT)
        self.player.send(appealed(self.player.now, QUESTION, POINT, "neither", outcome))


def test_who_is_charged_for_the_point_itself_can_say_so(bank: Bank) -> None:
    case = Charged(bank)
    assert case.labels() == [NOT_SAID, IS_THE_POINT]
    assert "You are right" in case.contest("met")
    assert case.item.verdict == "met" and case.labels() == []


def test_a_charge_that_is_only_dropped_leaves_the_point_to_be_contested_once(bank: Bank) -> None:
    case = Charged(bank)
    assert "contest it once more" in case.contest("not_met")
    assert case.item.kind == "not_met" and case.labels()[0] == "Yes, it says that"  # the judge is unsure
    case.contest("not_met")
    assert case.labels() == [ELSEWHERE] and case.attempt.appealed == (POINT,)
    other = Charged(bank)
    other.contest("not_met")
    other.contest("met")
    assert other.item.verdict == "met"


def test_a_charge_that_is_repeated_is_no_dead_end(bank: Bank) -> None:
    case = Charged(bank)
    told = case.contest("contradicted")
    assert "still contradicts" in told and "you can still say so" in told
    assert case.labels() == [NEITHER]
    said = way_to_contest(case.attempt, "I disagree about clipping: clip them")
    assert "clip" in said and f"*{NEITHER}*" in said
    score = case.attempt.grade.score if case.attempt.grade else None
    case.deny()
    assert case.item.kind == "not_met" and case.item.denied and case.labels() == []
    assert case.attempt.grade is not None and case.attempt.grade.score == score
    assert case.attempt.appealed == (POINT,)


def test_a_charge_dropped_on_the_candidates_word_is_settled(bank: Bank) -> None:
    case = Charged(bank)
    case.deny()
    assert case.item.denied and case.labels() == []
    assert "You say your answer doesn't contradict it" in texts(case.player.turns[-1:])
    shown = next(row for row in shown_verdicts(case.attempt) if row.id == POINT)
    assert shown.moved == "" and "as you said yourself" in shown.tag
