"""A skip is taken back while nothing has come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from interviewer.conversation.conducting.closing import ratings_of_closed
from interviewer.conversation.machine.unskip import can_unskip
from interviewer.conversation.phrases import notices
from interviewer.conversation.selection.outcomes import counted_score, judged_grade
from interviewer.conversation.state.state import Appealed, InterviewState, Pressed, Said
from interviewer.conversation.state.stored import Rated, Review, Scheduled
from interviewer.grading.grade import Grade
from interviewer.report.build import build_report
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met
from tests.interviewer.web.states import record


def skipped(bank: Bank, **setup: object) -> Player:
    player = Player(bank, **({"mode": "interview", "questions": 3} | setup))
    player.send(Pressed(player.now + 5, "skip"))
    return player


def test_the_skipped_question_is_asked_again_and_counts_as_never_skipped(bank: Bank) -> None:
    player = Player(bank, mode="interview", questions=3)
    first, ability = player.state.attempts[0].question_id, player.state.ability
    player.send(Pressed(player.now + 5, "skip"))
    assert can_unskip(player.state)
    (asked,) = player.send(Pressed(player.now + 9, "unskip"))
    assert asked.kind == "ask" and asked.text == f"{notices.SKIP_UNDONE}\n\n{bank[first].question}"
    (attempt,) = player.state.attempts
    assert (attempt.question_id, attempt.skipped, attempt.closed, attempt.closed_at) == (first, False, False, 0.0)
    assert player.state.ability == ability and player.state.phase == "answering"
    player.say("an answer after all")
    assert player.state.attempts[0].answer == "an answer after all" and player.state.attempts[0].grade is not None


def test_the_question_asked_in_its_place_may_come_later(bank: Bank) -> None:
    player = skipped(bank, pool=("training-01", "nlp-10"), questions=2)
    other = player.state.attempts[1].question_id
    player.send(Pressed(player.now + 9, "unskip"))
    player.send(Pressed(player.now + 12, "skip"))
    assert player.state.attempts[-1].question_id == other
    player.send(Pressed(player.now + 15, "unskip"))  # and as often as one likes
    assert len(player.state.attempts) == 1


def answer(player: Player) -> None:
    player.say("begun")


def hint(player: Player) -> None:
    player.send(Pressed(player.now + 6, "hint"))


@pytest.mark.parametrize("begin", [answer, hint])
def test_once_the_next_question_is_begun_it_stands(bank: Bank, begin: Callable[[Player], None]) -> None:
    player = skipped(bank)
    begin(player)
    asked = [attempt.question_id for attempt in player.state.attempts]
    assert not can_unskip(player.state)
    turns = player.send(Pressed(player.now + 9, "unskip"))
    assert [turn.text for turn in turns] == [notices.NO_SKIP] and player.state.attempts[0].skipped
    assert [attempt.question_id for attempt in player.state.attempts] == asked


def in_coach(bank: Bank, *before: str) -> Player:
    player = Player(bank, mode="coach", pool=("training-06a",), questions=1)
    for text in before:
        player.say(text, clipping="met")
    player.send(Pressed(player.now + 5, "skip"))
    return player


def test_a_coach_goes_back_too_and_says_that_it_is_practice_now(bank: Bank) -> None:
    player = in_coach(bank)
    assert player.state.phase == "reviewing" and can_unskip(player.state)
    (asked,) = player.send(Pressed(player.now + 9, "unskip"))
    question = bank["training-06a"]
    assert asked.kind == "ask" and asked.text == f"{notices.SKIP_UNDONE_EMPTY}\n\n{question.question}"
    (attempt,) = player.state.attempts
    assert player.state.phase == "answering" and (attempt.skipped, attempt.closed, attempt.seen) == (False, False, True)
    ability = player.state.ability
    player.say("all of it", **all_met(bank, "training-06a"))
    (attempt,) = player.state.attempts
    assert player.state.phase == "reviewing" and attempt.grade is not None and attempt.grade.score == 1.0
    # a candidate who has read the answer proves nothing by repeating it, so a skip undone after that still counts as a skip
    assert player.state.ability == ability and judged_grade(attempt) is None and counted_score(attempt) == 0.0
    shown = build_report(record("r", player.state), [], bank).questions[0]
    assert (shown.outcome, shown.score) == ("skipped", None)
    assert ratings(player.state) == [] and not can_unskip(player.state)


def test_what_was_earned_before_the_answer_was_seen_counts(bank: Bank) -> None:
    player = Player(bank, mode="coach", pool=("training-06a", "training-01"), questions=2)
    first = player.state.attempts[-1].question_id
    player.say("vaguely")
    earned = player.state.attempts[-1].grade
    player.send(Pressed(player.now + 5, "skip"))
    player.send(Pressed(player.now + 9, "unskip"))
    player.say("all of it", **all_met(bank, first))
    attempt = player.state.attempts[0]
    assert earned is not None and attempt.grade is not None and attempt.grade.score == 1.0 != earned.score
    assert judged_grade(attempt) == earned and counted_score(attempt) == earned.score
    report = build_report(record("r", player.state), [], bank)
    assert report.questions[0].score == earned.score and report.questions[0].grade == earned


@pytest.mark.parametrize("mode", ["coach", "interview"])
def test_a_follow_up_that_was_skipped_is_asked_again(mode: str, bank: Bank) -> None:
    player = Player(bank, mode=mode, pool=("training-06a", "training-01"), questions=2)
    first = player.state.attempts[-1].question_id
    player.say("vaguely")
    probing = player.state.attempts[-1].probing
    assert probing
    player.send(Pressed(player.now + 5, "skip"))
    assert can_unskip(player.state) and player.state.attempts[0].closed
    (asked,) = player.send(Pressed(player.now + 9, "unskip"))
    assert asked.text.endswith(f"\n\n{bank[first].criterion(probing).probe}")
    (attempt,) = player.state.attempts
    assert attempt.probing == probing and attempt.grade is not None and not attempt.closed
    player.say("all of it", **all_met(bank, first))
    assert player.state.attempts[0].grade is not None and player.state.attempts[0].grade.score == 1.0


def test_who_goes_on_and_comes_back_is_rated_once(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06a", "training-01"), questions=2)
    player.say("vaguely")
    player.send(Pressed(player.now + 5, "skip"))
    at = player.state.attempts[0].closed_at
    assert at == player.now + 5
    player.send(Pressed(player.now + 9, "unskip"))
    before = player.state
    player.say("all of it", **all_met(bank, before.attempts[-1].question_id))
    rated = ratings(player.state, before)
    assert player.state.attempts[0].closed_at == at and rated and all(item.replaces for item in rated)


def ratings(after: InterviewState, before: InterviewState | None = None) -> list[Rated]:
    def rate(question_id: str, grade: Grade, at: datetime) -> list[Rated]:
        rating = Review(at.timestamp(), question_id, grade.criteria[0].id, 3, "grade")
        return [Rated(rating, lambda log, day: Scheduled(at, {}))]

    return ratings_of_closed(before or replace(after, attempts=()), after, rate)


def test_a_verdict_that_was_contested_stands(bank: Bank) -> None:
    player = in_coach(bank, "vaguely")
    assert can_unskip(player.state)
    attempt = player.state.attempts[-1]
    assert attempt.grade is not None
    point = attempt.grade.criteria[0].id
    player.send(
        Appealed(player.now, attempt.question_id, point, "I did", "not_met", "not_met", attempt.grade, "It stays.")
    )
    assert not can_unskip(player.state)
    assert [turn.text for turn in player.send(Pressed(player.now + 9, "unskip"))] == [notices.NO_SKIP]


def test_a_question_that_was_closed_otherwise_is_no_skip(bank: Bank) -> None:
    player = Player(bank, mode="coach", pool=("training-06a",))
    player.say("all of it", **all_met(bank, "training-06a"))
    assert player.state.phase == "reviewing" and not can_unskip(player.state)


def test_a_coach_who_has_gone_on_has_shown_the_answer(bank: Bank) -> None:
    player = skipped(bank, mode="coach")
    player.send(Pressed(player.now + 7, "next"))
    assert not can_unskip(player.state)
    assert [turn.text for turn in player.send(Pressed(player.now + 9, "unskip"))] == [notices.NO_SKIP]


def test_without_a_skip_there_is_none_to_take_back(bank: Bank) -> None:
    player = Player(bank, mode="interview")
    assert [turn.text for turn in player.send(Pressed(player.now + 9, "unskip"))] == [notices.NO_SKIP]
    assert len(player.state.attempts) == 1


def test_a_question_that_was_come_back_to_is_not_dropped(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-01", "nlp-10"), questions=2)
    player.say("come back to this later")
    player.send(Pressed(player.now + 5, "skip"))  # the first one is asked again
    assert player.state.attempts[-1].set_aside and not can_unskip(player.state)


@pytest.mark.parametrize(
    "words",
    [
        "sorry, I hit skip by accident, can we go back to that one?",
        "actually, go back please, I do have something on the position embeddings",
        "Oops, I clicked the skip button by mistake. Could we return to the previous question?",
        "I didn't want to skip that one!",
        "whoops, that skip was an accident",
        "wait, may I have the last question back? I know it after all",
        "Undo the skip, please.",
        "please take me back to the one we just had, I remember now",
        "hang on, skipping that was a mistake",
    ],
)
def test_a_skip_is_taken_back_in_words(words: str, bank: Bank) -> None:
    for heard in (None, "skip", "control"):
        player = skipped(bank)
        first = player.state.attempts[0].question_id
        mine, asked = player.send(Said(player.now + 9, words, heard=heard))  # type: ignore[arg-type]
        assert mine.kind == "talk" and asked.text == f"{notices.SKIP_UNDONE}\n\n{bank[first].question}"
        coach = skipped(bank, mode="coach")
        *_, asked = coach.send(Said(coach.now + 9, words, heard=heard))  # type: ignore[arg-type]
        assert coach.state.phase == "answering" and asked.text.startswith(notices.SKIP_UNDONE_EMPTY)


@pytest.mark.parametrize(
    "words",
    [
        "You take a step, go back, and take another.",
        "Go back to the first layer and freeze it.",
        "Skip connections by accident also help the gradient go back.",
        "The gradient must go back through every time step, so it vanishes.",
    ],
)
def test_an_answer_takes_no_skip_back(words: str, bank: Bank) -> None:
    player = skipped(bank)
    player.send(Said(player.now + 9, words))
    assert len(player.state.attempts) == 2 and player.state.attempts[-1].answer == words


def test_the_words_without_a_skip_skip_nothing(bank: Bank) -> None:
    player = Player(bank, mode="interview", questions=3)
    player.send(Said(player.now + 9, "I hit skip by accident.", heard="skip"))
    assert len(player.state.attempts) == 1 and player.turns[-1].text == notices.NO_SKIP
    player.send(Said(player.now + 9, "can we come back to this one later?"))
    assert player.state.attempts[0].set_aside
