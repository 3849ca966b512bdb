"""The button that grades the rest: visible if something is ungraded, hidden once it is graded, and honest if it failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.conversation.conducting.rereading import Reread
from interviewer.errors import StorageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web import left
from interviewer.web.desk import Desk
from interviewer.web.guards import ComponentUpdates
from interviewer.web.interview.shown import shown
from interviewer.web.left import BUSY, LeftButton, outcome
from tests.interviewer.conversation.faulty import AWAY, FaultyJudge


@pytest.fixture
def judge(light_services: Services) -> FaultyJudge:
    made = light_services._judge = FaultyJudge("*")
    return made


@pytest.fixture
def desk(light_services: Services, store: Store, judge: FaultyJudge) -> Iterator[Desk]:
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    yield made
    made.close()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the page says besides."""
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(left.gr, "Info", lambda text, **_: said.append(("info", text)))
    monkeypatch.setattr(left.gr, "Warning", lambda text, **_: said.append(("warning", text)))
    return said


def answered(desk: Desk, mode: str = "coach") -> str:
    interview_id = desk.start(mode, ["training"], 30, 1).interview_id  # type: ignore[arg-type]
    list(desk.say(interview_id, "Overfit one batch first."))
    return interview_id


def button(desk: Desk) -> LeftButton:
    with gr.Blocks():
        return LeftButton(desk, "left")


def state_of(update: ComponentUpdates, made: LeftButton) -> dict[str, object]:
    button = update[made.button]
    assert isinstance(button, dict)
    return dict(button)


@pytest.mark.slow
def test_it_is_there_where_something_is_ungraded_and_gone_once_it_is_graded(
    desk: Desk, judge: FaultyJudge, told: list[tuple[str, str]]
) -> None:
    interview_id, made = answered(desk), button(desk)
    before = state_of(made.of(interview_id), made)
    assert before["visible"] and str(before["value"]).startswith("Grade the rest (") and before["interactive"]
    judge.away.clear()
    steps = made.press(interview_id)
    first = next(steps)
    assert state_of(made.of(interview_id), made)["value"] == BUSY, "so it is drawn by the clock, too"
    assert [state_of(again, made)["value"] for again in made.press(interview_id)] == [BUSY], "pressed in another tab"
    (last,) = steps
    assert state_of(first, made) | {"value": BUSY, "interactive": False} == state_of(first, made)
    assert not state_of(last, made)["visible"]
    assert [kind for kind, _ in told] == ["info"] and told[0][1].endswith("graded.")
    list(made.press(interview_id))
    assert told[-1] == ("info", "Everything is graded.")


def test_a_model_that_is_still_away_is_said_and_the_button_stays(desk: Desk, told: list[tuple[str, str]]) -> None:
    interview_id, made = answered(desk), button(desk)
    *_, last = made.press(interview_id)
    assert state_of(last, made)["visible"] and state_of(last, made)["interactive"]
    assert told == [("warning", f"It still doesn’t work: {AWAY}")]


@pytest.mark.slow
def test_after_a_fault_it_can_be_pressed_again(desk: Desk, judge: FaultyJudge, monkeypatch: pytest.MonkeyPatch) -> None:
    interview_id, made = answered(desk), button(desk)
    judge.away.clear()

    def full(*_: object) -> int:
        raise StorageError("the disk is full; make room")

    monkeypatch.setattr(desk.store.interviews, "append", full)
    updates: list[Any] = []
    with pytest.raises(StorageError):
        updates.extend(made.press(interview_id))
    steps = made.press(interview_id)
    next(steps)
    assert state_of(next(steps), made)["interactive"]
    with pytest.raises(StorageError):
        next(steps)


@pytest.mark.slow
def test_an_interview_that_keeps_its_grades_back_has_no_button_before_its_report(
    desk: Desk, judge: FaultyJudge
) -> None:
    coach, kept = answered(desk), answered(desk, "interview")
    for interview_id, points in ((coach, 1), (kept, 0)):
        panel = shown(desk.view(interview_id), desk.bank_of(interview_id)).panel
        assert panel is not None and (panel.left > 0) == bool(points)
    made = button(desk)
    assert state_of(made.of(kept), made)["visible"], "the report has it"


@pytest.mark.slow
def test_nothing_is_there_where_everything_is_graded(desk: Desk, judge: FaultyJudge) -> None:
    judge.away.clear()
    interview_id, made = answered(desk), button(desk)
    assert not state_of(made.of(interview_id), made)["visible"]


def test_part_of_it_is_told_as_part() -> None:
    done = [Reread("a", 3, 0), Reread("b", 2, 1, "the model is \x1b[31maway")]
    assert outcome(done) == "4 points graded, but 1 still can’t be: the model is away"
    assert outcome([]) == "Everything is graded." and outcome([Reread("a", 1, 0)]) == "1 point graded."
