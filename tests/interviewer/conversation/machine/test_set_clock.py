"""The system's clock is set while an interview is under way: by a day forward, or back."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.machine.timekeeping import MAX_GAP_SECONDS
from interviewer.conversation.state.state import Resumed, Said, Ticked
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.study.schedule import ratings_of
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player

DAY = 86_400.0
JUMPS = pytest.mark.parametrize("jump", [DAY, -DAY, -1500.0], ids=["forward", "back", "back by half an hour"])


def tick(player: Player, seconds: float, times: int = 1) -> None:
    for _ in range(times):
        player.now += seconds
        player.send(Ticked(player.now))


@JUMPS
def test_time_goes_on_after_the_jump_and_only_the_gap_around_it_is_lost(bank: Bank, jump: float) -> None:
    player = Player(bank, minutes=30.0)
    tick(player, 5, times=12)
    player.now += jump
    tick(player, 5, times=13)
    assert player.state.elapsed == 120  # one tick of 5 seconds is lost, however far the clock went
    assert player.state.attempts[-1].seconds == 120


@JUMPS
def test_the_interview_ends_when_its_minutes_are_used_up(bank: Bank, jump: float) -> None:
    player = Player(bank, minutes=5.0, mode="interview")
    tick(player, 10, times=10)
    player.now += jump
    tick(player, 10, times=20)
    assert player.state.phase == "answering" and player.state.seconds_left <= 10
    tick(player, 10, times=14)
    assert player.state.phase == "finished"


@JUMPS
def test_no_jump_ends_an_interview_or_a_question(bank: Bank, jump: float) -> None:
    player = Player(bank, minutes=30.0)
    tick(player, 5)
    before = player.state
    player.now += jump
    turns = player.send(Ticked(player.now))
    assert turns == [] and player.state.phase == "answering"
    assert player.state.elapsed - before.elapsed <= MAX_GAP_SECONDS


def test_a_clock_set_forward_by_less_counts_as_thinking_but_never_for_more(bank: Bank) -> None:
    player = Player(bank, minutes=60.0)
    tick(player, 5)
    player.now += 1500
    tick(player, 5, times=2)
    assert player.state.elapsed == 5 + 1505 + 5
    player.now += MAX_GAP_SECONDS
    tick(player, 5)
    assert player.state.elapsed == 5 + 1505 + 5


def test_there_and_back_again_costs_two_gaps_and_no_more(bank: Bank) -> None:
    player = Player(bank, minutes=30.0)
    for jump in (DAY, -DAY, -DAY, DAY):
        tick(player, 5, times=10)
        player.now += jump
    tick(player, 5, times=10)
    assert player.state.elapsed == 250 - 4 * 5


def test_events_that_two_windows_store_out_of_order_count_no_second_twice(bank: Bank) -> None:
    player = Player(bank, minutes=30.0)
    for at in (10, 8, 9, 20, 15, 30):
        player.send(Ticked(1000.0 + at))
    assert player.state.elapsed == 30


@JUMPS
def test_an_interview_taken_up_again_under_another_clock_has_the_time_it_had(bank: Bank, jump: float) -> None:
    player = Player(bank, minutes=30.0)
    tick(player, 5, times=4)
    player.now += jump
    player.send(Resumed(player.now))
    assert player.state.elapsed == 20
    tick(player, 5, times=4)
    assert player.state.elapsed == 40


@JUMPS
def test_an_answer_that_was_being_graded_comes_back_all_the_same(bank: Bank, jump: float) -> None:
    player = Player(bank, pool=("training-06a",))
    player.now += 10
    player.send(Said(player.now, "clip the gradients"))
    player.now += jump
    player.settle({"clipping": "met"})
    attempt = player.state.attempts[-1]
    assert attempt.grade is not None and "clipping" in attempt.met and player.state.elapsed == 10


@pytest.mark.parametrize("jump", [DAY, -DAY], ids=["forward", "back"])
def test_a_stored_interview_keeps_order_and_ratings(light_services: Services, store: Store, jump: float) -> None:
    now = [1_800_000_000.0]
    conductor = Conductor(light_services, store.interviews, lambda: now[0], ratings_of)
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a", "nlp-01a"), seed=1)
    now[0] += 20
    list(conductor.say(interview_id, "I would clip the gradient by its norm."))
    now[0] += jump
    while not conductor.record(interview_id).state.attempts[0].closed:
        now[0] += 20
        list(conductor.say(interview_id, "I don't know"))
    record = conductor.record(interview_id)
    said = [turn.text for turn in store.interviews.transcript(interview_id) if turn.role == "candidate"]
    assert said[0].startswith("I would clip") and set(said[1:]) == {"I don't know"}
    assert 20 <= record.state.elapsed <= 20 * (len(said) + 1)
    assert {key[0] for key in store.reviews.schedule()} == {record.state.attempts[0].question_id}


def test_durations_are_measured_by_a_clock_that_nobody_sets() -> None:
    """``time.time`` may be read for a moment that is kept or compared with another machine's; never for a duration."""
    root = Path(__file__).parents[4] / "interviewer"
    moments = {
        "conversation/conducting/conductor.py": "when something was said; the machine knows a clock that was set",
        "web/cards/contest.py": "when a verdict was contested, which is kept with the case",
        "web/gate/sign_in.py": "until when somebody is signed in, over restarts",
        "llm/wire/tries.py": "where a server names a time and not its own",
    }
    readers = [path for path in root.rglob("*.py") if "time.time" in path.read_text(encoding="utf-8")]
    assert {path.relative_to(root).as_posix() for path in readers} == set(moments)
