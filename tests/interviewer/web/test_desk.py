"""What one event shows, and what is left behind when the page is closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.pause import paused


@pytest.fixture
def desk(light_services: Services, store: Store) -> Iterator[Desk]:
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    yield made
    made.close()


def test_finished_text_is_shown_at_once_and_in_whole(desk: Desk) -> None:
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    before = len(desk.view(interview_id).turns)
    views = list(desk.press(interview_id, "hint"))
    # a hint is the bank's own text, so nothing has to be waited for
    assert [len(view.turns) for view in views] == [before + 1]
    assert views[0].turns[-1].kind == "hint" and views[0].partial is None
    assert views[0].state.phase == "answering"


def test_there_is_one_view_for_each_wait(desk: Desk) -> None:
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    views = list(desk.say(interview_id, "I would look at the training loss and the validation loss."))
    assert views[0].doing == "Reading your answer" and views[0].state.phase == "working"
    assert views[0].turns[-1].role == "candidate"
    assert [bool(view.doing) for view in views] == [True] * (len(views) - 1) + [False]
    assert [len(view.turns) for view in views] == sorted(len(view.turns) for view in views)
    assert views[-1].turns == desk.view(interview_id).turns


def test_what_a_page_left_undone_is_done_at_the_next_tick(desk: Desk) -> None:
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    steps = desk.say(interview_id, "overfit first, then regularise")
    next(steps)  # stored, and then the page is gone
    assert desk.tick(interview_id) is None  # still being worked on
    steps.close()
    assert desk.view(interview_id).state.phase == "working"
    view = desk.tick(interview_id)
    assert view is not None
    assert view.state.phase in {"answering", "reviewing"}
    assert view.state.attempts[0].grade is not None and view.turns[-1].role == "interviewer"


def test_what_another_process_is_grading_is_left_to_it(desk: Desk, light_services: Services, store: Store) -> None:
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    other = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    steps = desk.say(interview_id, "overfit first, then regularise")
    next(steps)
    assert other.tick(interview_id) is None  # a page that is open there too
    assert list(steps)[-1].state.attempts[0].grade is not None
    other.close()


def test_downloads_are_in_one_folder_that_goes_when_the_desk_is_closed(light_services: Services, store: Store) -> None:
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    list(desk.press(interview_id, "end"))
    files = [Path(name) for name in desk.report_files(desk.report(interview_id))]
    assert [file.suffix for file in files] == [".md", ".json", ".pdf"]
    assert all(file.parent == desk.files and file.stat().st_size for file in files)
    desk.close()
    assert not desk.files.exists()


def test_a_doubtful_point_is_settled_by_the_candidate(desk: Desk) -> None:
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    list(desk.say(interview_id, "I would overfit one batch first and look at the loss."))
    list(desk.press(interview_id, "end"))
    state = desk.view(interview_id).state
    grade = state.attempts[0].grade
    assert grade is not None and state.attempts[0].closed
    first = replace(grade.criteria[0], verdict="partly_met", unsure=True)
    doubtful = replace(state.attempts[0], grade=replace(grade, criteria=(first, *grade.criteria[1:])))
    desk.store.interviews.touch(
        interview_id, desk.conductor.record(interview_id).version, replace(state, attempts=(doubtful,))
    )
    with pytest.raises(UsageError, match="choose the point"):
        desk.deny(interview_id, doubtful.question_id, "")
    after = desk.deny(interview_id, doubtful.question_id, first.id)
    settled = after.state.attempts[0].grade
    assert settled is not None and settled.criteria[0].denied and "You say that your answer" in after.turns[-1].text


def test_a_pause_counts_the_time_up_to_it_and_no_further(light_services: Services, store: Store) -> None:
    now = [1000.0]
    conductor = Conductor(light_services, store.interviews, clock=lambda: now[0])
    desk = Desk(App(light_services.settings, light_services, store, conductor))
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    now[0] += 7
    held = paused(desk, interview_id)
    assert held is not None and held.state.elapsed == 7.0
    now[0] += 28
    list(desk.resume(interview_id))
    assert desk.view(interview_id).state.elapsed == 7.0
    list(desk.press(interview_id, "end"))
    assert paused(desk, interview_id) is None and paused(desk, "") is None
    desk.close()
