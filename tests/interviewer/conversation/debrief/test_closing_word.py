"""What a coach says once a question is closed, the second time as well."""

from __future__ import annotations

import itertools
from dataclasses import replace

from interviewer.conversation.debrief.closing_word import closing_word
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import Pressed, QuestionAttempt
from interviewer.grading.feedback.praise import BONUS_MEANS, POINT, bonus_made, point_made, worded
from interviewer.grading.grade import Grade
from interviewer.grading.remark import Remark, joined
from knowledge.schema import Bank, Question
from tests.interviewer.conversation.player import Player, all_met

FIRST = (point_made("clip it"), worded("missing", claim="a symptom in the loss"))
MEANS = Remark("bonus_means", BONUS_MEANS)


def test_nothing_is_said_twice_of_a_question_that_was_taken_up_again() -> None:
    grade = Grade("q", 0.5, ()).with_remarks(FIRST)
    attempt = QuestionAttempt("q", grade=grade)
    assert closing_word(attempt) == joined(FIRST)
    again = replace(attempt, seen=True, earned=grade)
    assert closing_word(again) == notices.NOTHING_NEW
    more = replace(again, grade=grade.with_remarks((*FIRST, bonus_made("norms"))))
    assert closing_word(more) == "You get a bonus for adding “norms”."
    assert closing_word(replace(again, earned=None)) == joined(FIRST), "it was skipped, so nothing was said of it yet"
    assert closing_word(QuestionAttempt("q", skipped=True)) == notices.SKIPPED_COACH
    assert closing_word(QuestionAttempt("q", skipped=True, seen=True)) == notices.SKIPPED_AGAIN


def test_the_feedback_of_an_older_grade_is_kept_as_it_was() -> None:
    grade = Grade("q", 0.5, (), feedback="You said “clip it”. In fact, no.")
    assert closing_word(QuestionAttempt("q", grade=grade)) == grade.feedback


def test_no_two_questions_of_an_interview_are_praised_in_the_same_words() -> None:
    def done(quote: str) -> QuestionAttempt:
        return QuestionAttempt("q", grade=Grade("q", 0.5, ()).with_remarks((point_made(quote), MEANS)), closed=True)

    attempts = [done(f"word {n}") for n in range(len(POINT))]
    told = [closing_word(attempt, attempts[:n]) for n, attempt in enumerate(attempts)]
    assert len({text.replace(f"word {n}", "") for n, text in enumerate(told)}) == len(POINT)
    assert all(f"“word {n}”" in text for n, text in enumerate(told))
    assert [BONUS_MEANS in text for text in told] == [True] + [False] * (len(POINT) - 1)


def test_the_reference_is_shown_once(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",), questions=1)
    player.say("vaguely", clipping="met")
    for control in ("skip", "unskip"):
        player.send(Pressed(player.now + 5, control))  # type: ignore[arg-type]
    turns = player.say("all of it", **all_met(bank, "training-06a"))
    assert player.state.phase == "reviewing" and "feedback" in [turn.kind for turn in turns]
    told = [turn.text for turn in player.turns if turn.role == "interviewer"]
    assert [turn.kind for turn in player.turns].count("reveal") == 1
    assert len(set(told)) == len(told)


def test_a_bonus_is_said_to_be_one(bank: Bank) -> None:
    question = next(q for q in bank.values() if any(c.bonus and c.probe for c in q.criteria))
    for mode in ("coach", "interview"):
        player = Player(bank, pool=(question.id,), mode=mode)
        met = {c.id.replace("-", "_"): "met" for c in question.criteria if not c.bonus}
        turns = player.say("all that was asked", **met)
        probe = next(turn for turn in turns if turn.kind == "probe")
        assert (notices.BONUS[0] in probe.text) == (mode == "coach")


def test_two_bonuses_in_a_row_are_not_asked_for_in_the_same_words(bank: Bank) -> None:
    def bonuses(question: Question) -> list[str]:
        return [c.id for c in question.criteria if c.bonus and c.probe]

    question = max(bank.values(), key=lambda q: len(bonuses(q)))
    player = Player(bank, pool=(question.id, *(q.id for q in bank.values() if bonuses(q))), minutes=300.0)
    for _ in range(8):
        asked = bank[player.state.attempts[-1].question_id]
        met = {c.id.replace("-", "_"): "met" for c in asked.criteria if not c.bonus}
        player.say("all that was asked", **met)
        player.say("and I add some words here", **met)
        if player.state.phase == "reviewing":
            player.say("next")
    leads = [lead for turn in player.turns if turn.kind == "probe" for lead in notices.BONUS if lead in turn.text]
    assert len(leads) > 2 and leads[0] == notices.BONUS[0] and notices.BONUS[0] not in leads[1:]
    assert all(one != other for one, other in itertools.pairwise(leads))
