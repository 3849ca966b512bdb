"""A wrong belief is told with its words, costs nothing if its contrary was said, and can be contested like a point."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import LookAgain, Said
from interviewer.grading.appeal import hear
from interviewer.grading.beliefs import COSTS_NOTHING, charged, corrected, told
from interviewer.grading.evidence import locate
from interviewer.grading.grade import CriterionGrade, Evidence, Grade, MisconceptionFinding
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.merging import score_of
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts

ANSWER = "With a deadline it matters what is left. It is always the same policy, it just takes longer."
WORDS = "It is always the same policy"


def belief(words: str = WORDS, text: str = ANSWER) -> MisconceptionFinding:
    start = text.index(words)
    return MisconceptionFinding(
        "only-length",
        (Evidence(words, start, start + len(words)),),
        "It changes what is optimal: with a deadline the best action depends on the time left.",
        claim="Says that the horizon only changes how long the algorithm runs",
    )


def point(name: str, claim: str, verdict: str, words: str = "With a deadline") -> CriterionGrade:
    start = ANSWER.index(words)
    return CriterionGrade(name, claim, 2.0, verdict, evidence=(Evidence(words, start, start + len(words)),))  # type: ignore[arg-type]


CONTRARY = "Says that with a finite horizon the best policy depends on the time left"


def test_a_belief_is_told_with_its_words_and_what_they_were_taken_to_say() -> None:
    assert told(belief()) == (
        f"You said “{WORDS}”. As I read it, your answer says that the horizon only changes how long the algorithm runs. "
        "In fact, it changes what is optimal: with a deadline the best action depends on the time left."
    )
    assert corrected(belief()).startswith(f"One thing to correct: you said “{WORDS}”.")


def test_the_same_words_cannot_make_a_point_and_be_wrong(bank: Bank) -> None:
    question = bank["training-06a"]
    assert charged(question, [point("a", "Says that steps are counted", "met", WORDS)], [belief()]) == ()
    assert charged(question, [point("a", "Says that steps are counted", "not_met", WORDS)], [belief()]) == (belief(),)


def test_a_belief_whose_contrary_is_met_costs_nothing(bank: Bank) -> None:
    question = bank["training-06a"]
    rows = [point("a", CONTRARY, "met")]
    (held,) = charged(question, rows, [belief()])
    assert held.penalty == 0 and told(held).endswith(COSTS_NOTHING)
    assert score_of(question, rows, (held,)) == 1.0
    (held,) = charged(question, [point("a", "Says that a sum may diverge", "met")], [belief()])
    assert held.penalty == 0.1


class Believing:
    """Finds one belief in some words, whatever else is said."""

    name = "believing"

    def __init__(self, words: str, always: bool) -> None:
        self._words, self._always, self._times = words, always, 0

    def judge(self, question: object, text: str, criteria: object, since: int = 0) -> Judgements:
        place = locate(self._words, text)
        self._times += 1
        heard = (replace(belief(), evidence=(place,)),) if place and (self._always or self._times == 1) else ()
        items = tuple(Judgement(c.id, "not_met", 0.0) for c in criteria)  # type: ignore[attr-defined]
        return Judgements(items, heard)


@pytest.mark.parametrize("stays", [True, False])
def test_a_contested_belief_stands_only_if_each_reading_finds_it(bank: Bank, stays: bool) -> None:
    question, grader = bank["training-06a"], Grader(Believing(WORDS, always=stays))
    before = grader.grade(question, ANSWER)
    assert [m.id for m in before.misconceptions] == ["only-length"]
    outcome = hear(grader, question, ANSWER, before, "only-length", "I never said that")
    assert outcome.decided and outcome.upheld is not stays and bool(outcome.grade.misconceptions) is stays
    assert ("still hear the same" in outcome.explanation) is stays


def closed_with_belief(bank: Bank) -> tuple[Player, Bank]:
    """A question closed with every point made, and one known belief charged."""
    bank = Bank([bank["training-01"]])
    question = bank["training-01"]
    player = Player(bank, pool=(question.id,))
    player.say("all of it, and it is safe", **all_met(bank, question.id))
    grade = player.state.attempts[-1].grade
    assert grade is not None and question.misconceptions
    known = question.misconceptions[0]
    finding = MisconceptionFinding(known.id, (Evidence("it is safe", 15, 25),), known.correction, claim=known.claim)
    attempt = replace(player.state.attempts[-1], grade=replace(grade, score=0.9, misconceptions=(finding,)))
    player.state = replace(player.state, attempts=(attempt,))
    return player, bank


@pytest.mark.parametrize("text", ["that's what I said though", "I disagree", "I never said that"])
def test_objecting_in_words_has_the_one_thing_that_was_charged_read_again(bank: Bank, text: str) -> None:
    player, bank = closed_with_belief(bank)
    state, _ = advance(player.state, Said(player.now + 5, text), bank)
    assert isinstance(state.pending, LookAgain)
    assert state.pending.criterion_id == bank["training-01"].misconceptions[0].id
    told = texts(player.say(text))
    assert "You are right" in told and "90%" in told
    grade = player.state.attempts[-1].grade
    assert grade is not None and grade.misconceptions == () and grade.score == 1.0
    assert player.state.attempts[-1].appealed == (bank["training-01"].misconceptions[0].id,)


def test_a_why_names_the_words_that_cost_something(bank: Bank) -> None:
    player, _ = closed_with_belief(bank)
    assert "you said “it is safe”" in texts(player.say("why did I lose points?"))


def test_stored_grades_without_the_claim_are_still_read(bank: Bank) -> None:
    grade = Grade("q", 0.5, (), (MisconceptionFinding("m", (), "It does."),))
    assert set(grade.to_dict()["misconceptions"][0]) == {"id", "evidence", "correction"}  # type: ignore[index]
