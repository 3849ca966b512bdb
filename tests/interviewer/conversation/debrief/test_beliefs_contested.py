"""A wrong belief can be contested while its question is open, in words; and in the terminal, by its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from interviewer.cli.contest import contest
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.debrief.contest import appealed
from interviewer.conversation.debrief.standing import point_meant
from interviewer.conversation.state.state import Appealed, GradeAnswer, LookAgain, Said
from interviewer.errors import UsageError
from interviewer.grading.appeals.appeal import hear
from interviewer.grading.grade import Evidence, Grade, MisconceptionFinding
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.conversation.player import Player, texts

SAID = "With ReLU they cannot grow."
ID = "relu-fixes-all"


class Believing:
    """Finds one wrong belief wherever ``SAID`` is read, and no point; alone it may not."""

    name = "believing"

    def __init__(self, alone: bool) -> None:
        self._alone = alone

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        items = tuple(Judgement(c.id, "not_met", 0.1) for c in criteria)
        start = text.find(SAID)
        if start < 0 or (text.strip() == SAID and not self._alone):
            return Judgements(items)
        known = next(m for m in question.misconceptions if m.id == ID)
        place = Evidence(SAID, start, start + len(SAID))
        return Judgements(items, (MisconceptionFinding(ID, (place,), known.correction, known.penalty),))


class Contesting(Player):
    """Plays with a judge that finds the belief, and finds it again on a second look only if ``stands``."""

    stands = True

    def grade(self, pending: GradeAnswer, verdicts: dict[str, str]) -> Grade:
        question, attempt, grader = self.bank[pending.question_id], self.state.attempts[-1], Grader(Believing(True))
        if attempt.grade is None:
            return grader.grade(question, attempt.answer)
        return grader.grade_again(question, attempt.answer, attempt.grade, None, attempt.graded_to)

    def look(self, pending: LookAgain, verdicts: dict[str, str]) -> Appealed:
        question, attempt = self.bank[pending.question_id], self.state.attempts[-1]
        assert attempt.grade is not None
        grader, point = Grader(Believing(self.stands)), pending.criterion_id
        outcome = hear(grader, question, attempt.answer, attempt.grade, point, pending.argument)
        return appealed(self.now, question.id, point, pending.argument, outcome)


def told_of_it(bank: Bank, mode: str = "coach", stands: bool = True) -> Contesting:
    player = Contesting(bank, pool=("training-06a",), mode=mode)
    player.stands = stands
    player.say("I would watch the loss.")
    told = texts(player.say(SAID))
    assert (f"you said “{SAID[:-1]}”" in told) is (mode == "coach")
    return player


CONTESTS = [
    "That's not what I said.",
    "I never said that ReLU rules them out",
    "You misread me.",
    "I didn't say they can't grow with ReLU",
    "I disagree, ReLU doesn't rule out anything and they can grow",
]


@pytest.mark.parametrize("text", CONTESTS)
def test_a_belief_is_read_again_while_the_question_is_open(bank: Bank, text: str) -> None:
    player = told_of_it(bank, stands=False)
    before = player.state.attempts[-1]
    assert before.grade is not None and before.grade.misconceptions
    told = texts(player.say(text))
    after = player.state.attempts[-1]
    assert told.startswith("You are right. I've read it again") and "The grade goes from" not in told
    assert after.grade is not None and not after.grade.misconceptions
    assert not after.appealed and not after.closed, "the appeal after the close is not used up"
    player.say("And I clip them.")
    assert player.state.attempts[-1].grade.misconceptions == ()  # type: ignore[union-attr]


@pytest.mark.parametrize("text", CONTESTS)
def test_a_belief_that_is_found_again_stays_and_is_told_again(bank: Bank, text: str) -> None:
    player = told_of_it(bank)
    told = texts(player.say(text))
    grade = player.state.attempts[-1].grade
    assert "I still read them the same way. You said" in told and grade is not None and grade.misconceptions


def test_a_why_about_a_belief_is_answered(bank: Bank) -> None:
    player = told_of_it(bank)
    asked = "why is it false that with ReLU they cannot grow?"
    told = texts(player.send(Said(player.now, asked, heard="why")))
    assert f"You said “{SAID[:-1]}”" in told and "If I misread you" in told


@pytest.mark.parametrize("text", ["I did say that!", "I already said that: clip them.", "why is the last point open?"])
def test_an_objection_about_a_point_is_not_taken_for_one_about_a_belief(bank: Bank, text: str) -> None:
    player = told_of_it(bank, stands=False)
    player.say(text)
    assert player.state.attempts[-1].grade.misconceptions  # type: ignore[union-attr]


def test_an_interviewer_who_told_no_belief_is_not_asked_about_one(bank: Bank) -> None:
    player = told_of_it(bank, mode="interview")
    attempt, question = player.state.attempts[-1], bank["training-06a"]
    assert attempt.grade is not None
    text = "I never said that ReLU rules out that they grow"
    assert point_meant(attempt, attempt.grade, text, question).id != ID
    assert point_meant(attempt, attempt.grade, text, question, beliefs=True).id == ID


def test_a_belief_has_a_number_in_the_terminal(light_services: Services, store: Store) -> None:
    conductor = Conductor(light_services, store.interviews)
    interview_id, _ = conductor.start("coach", 20, pool=["training-06a"], questions=1)
    list(conductor.say(interview_id, f"I would watch the loss. {SAID}"))
    list(conductor.press(interview_id, "skip"))
    record = conductor.record(interview_id)
    attempt, question = record.state.attempts[-1], conductor.bank_of(interview_id)["training-06a"]
    assert attempt.grade is not None
    known = next(m for m in question.misconceptions if m.id == ID)
    start = attempt.answer.index(SAID)
    belief = MisconceptionFinding(ID, (Evidence(SAID, start, start + len(SAID)),), known.correction, 0.1, known.claim)
    charged = replace(
        record.state, attempts=(replace(attempt, grade=replace(attempt.grade, misconceptions=(belief,))),)
    )
    store.interviews.touch(interview_id, record.version, charged)
    number = len(attempt.grade.criteria) + 1
    with pytest.raises(UsageError, match=f"1 to {number}, and"):
        contest(conductor, interview_id, f"/contest {number + 1} I said so")
    with pytest.raises(UsageError, match=f"contest it: /contest {number}"):
        contest(conductor, interview_id, f"/deny {number}")
    told = contest(conductor, interview_id, f"/contest {number} I only said that they do not saturate")
    assert told.startswith("You are right.")
    grade = conductor.record(interview_id).state.attempts[-1].grade
    assert grade is not None and not grade.misconceptions
