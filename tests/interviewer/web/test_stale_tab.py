"""Two tabs show one interview; what is sent from the outdated one is never applied to something else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.conversation.state.state import Mode
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.study.schedule import set_interview_date
from interviewer.web.desk import Desk
from interviewer.web.guards import ComponentUpdates, guarded_stream
from interviewer.web.handlers import Handlers
from interviewer.web.interview.seen import seen_html
from interviewer.web.layout import Layout
from interviewer.web.snapshot import View
from tests.interviewer.web.interview.test_seen import as_the_script_sends_it

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
TEXT = "An answer to the first question: the loss."


class Tabs:
    """The handlers of a page, and what a tab sends along."""

    def __init__(self, services: Services, store: Store, warned: list[str]) -> None:
        self.desk = Desk(App(services.settings, services, store, conductor_of(services, store)))
        with gr.Blocks():
            self.on = Layout(self.desk)
            self.do = Handlers(self.desk, self.on)
        self.warned = warned

    def start(self, mode: Mode = "interview") -> str:
        return self.desk.start(mode, ["training"], 30, 5).interview_id

    def seen(self, interview: str) -> str:
        return as_the_script_sends_it(seen_html(self.view(interview), self.desk.bank))

    def view(self, interview: str) -> View:
        return self.desk.view(interview)

    def say(self, text: str, seen: str, interview: str) -> list[ComponentUpdates]:
        return list(guarded_stream(self.do.say, self.do.refresh)(text, None, "", "", seen, interview))

    def press(self, control: str, seen: str, interview: str) -> list[ComponentUpdates]:
        return list(guarded_stream(lambda *given: self.do.press(control, *given), self.do.refresh)(seen, interview))


@pytest.fixture
def tabs(light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tabs]:
    warned: list[str] = []
    monkeypatch.setattr(gr, "Warning", lambda text, **_: warned.append(text))
    made = Tabs(light_services, store, warned)
    yield made
    made.desk.close()


def refused(tabs: Tabs, out: list[ComponentUpdates]) -> bool:
    """The view is brought up to date, and the box is left as it is."""
    (update,) = out
    box = update[tabs.on.talk.answer]
    assert isinstance(box, dict)
    return tabs.on.talk.chat in update and "value" not in box and 'data-refused="1"' in placed(tabs, update)


def placed(tabs: Tabs, update: ComponentUpdates) -> str:
    """What the page is told of the place that was sent along."""
    return str(update[tabs.on.talk.place])


def named(seen: str, name: str) -> str:
    return json.dumps({**json.loads(seen), "sent": name})


def test_what_is_stored_is_named_and_what_is_refused_is_not(tabs: Tabs) -> None:
    interview = tabs.start("coach")
    behind = tabs.seen(interview)
    out = tabs.say(TEXT, named(behind, "first"), interview)
    assert all(update[tabs.on.talk.took] == '<span data-took="first"></span>' for update in out)
    assert [tabs.on.talk.took in update for update in tabs.say("too late", named(behind, "second"), interview)] == [
        False
    ]
    assert [tabs.on.talk.took in update for update in tabs.say(" ", named(behind, "third"), interview)] == [False]


def test_a_date_that_is_being_typed_is_not_written_over(tabs: Tabs) -> None:
    progress = tabs.on.setup.progress
    set_interview_date(tabs.desk.store, "2099-01-02")
    assert progress.opened("")[progress.date] == "2099-01-02"
    assert progress.date not in progress.opened("2098-") and progress.today in progress.opened("2098-")


def test_the_box_of_an_open_interview_is_never_written(tabs: Tabs) -> None:
    """The candidate goes on typing while the answer is read."""
    interview = tabs.start("coach")
    out = tabs.say(TEXT, tabs.seen(interview), interview)
    assert len(out) > 1 and tabs.view(interview).state.attempts[0].answer == TEXT
    boxes: list[Any] = [update.get(tabs.on.talk.answer, {}) for update in out]
    assert not any("value" in box for box in boxes)


def test_an_answer_to_one_question_is_never_graded_against_another(tabs: Tabs) -> None:
    interview = tabs.start()
    behind = tabs.seen(interview)
    list(tabs.desk.press(interview, "skip"))  # in the other tab
    before = tabs.view(interview)
    assert refused(tabs, tabs.say(TEXT, behind, interview))
    assert len(tabs.warned) == 1 and "what you wrote is still here" in tabs.warned[0]
    after = tabs.view(interview)
    assert after.turns == before.turns and after.state.attempts == before.state.attempts
    tabs.say("and now an answer to the second: the loss", tabs.seen(interview), interview)
    assert tabs.view(interview).state.attempts[1].answer.startswith("and now")
    assert tabs.view(interview).state.attempts[0].answer == ""


def test_an_answer_that_was_replied_to_elsewhere_is_not_graded_as_the_reply_to_the_follow_up(tabs: Tabs) -> None:
    interview = tabs.start()
    behind = tabs.seen(interview)
    list(tabs.desk.say(interview, "vaguely, the loss"))
    assert tabs.view(interview).state.attempts[0].probing
    assert refused(tabs, tabs.say(TEXT, behind, interview))
    assert TEXT not in tabs.view(interview).state.attempts[0].answer


def test_what_still_fits_is_taken(tabs: Tabs) -> None:
    interview = tabs.start()
    behind = tabs.seen(interview)
    list(tabs.desk.press(interview, "hint"))
    out = tabs.say(TEXT, behind, interview)
    assert not tabs.warned and 'data-refused="0"' in placed(tabs, out[0])
    assert TEXT in tabs.view(interview).state.attempts[0].answer


@pytest.mark.parametrize("control", ["skip", "hint", "repeat", "next", "unskip"])
def test_no_button_does_to_one_question_what_was_meant_for_another(control: str, tabs: Tabs) -> None:
    interview = tabs.start()
    behind = tabs.seen(interview)
    list(tabs.desk.press(interview, "skip"))
    before = tabs.view(interview)
    assert refused(tabs, tabs.press(control, behind, interview))
    assert tabs.view(interview).turns == before.turns and "Nothing was done" in tabs.warned[0]


def test_the_end_is_the_end_wherever_it_is_pressed(tabs: Tabs) -> None:
    interview = tabs.start()
    behind = tabs.seen(interview)
    list(tabs.desk.press(interview, "skip"))
    tabs.press("end", behind, interview)
    assert tabs.view(interview).state.phase == "finished"


def test_the_menu_is_held_to_it_as_well(tabs: Tabs) -> None:
    interview = tabs.start()
    behind = tabs.seen(interview)
    list(tabs.desk.press(interview, "skip"))
    before = tabs.view(interview)
    assert refused(tabs, list(guarded_stream(tabs.do.ask, tabs.do.refresh)("later", "", behind, interview)))
    assert tabs.view(interview).state.attempts == before.state.attempts


def test_a_tick_brings_a_tab_that_is_behind_up_to_date_with_the_conversation(tabs: Tabs) -> None:
    interview, chat = tabs.start(), tabs.on.talk.chat
    behind = tabs.seen(interview)
    assert chat not in tabs.do.tick(behind, "", interview)  # drawn again it would scroll
    list(tabs.desk.press(interview, "skip"))
    update = tabs.do.tick(behind, "", interview)
    assert len(update[chat]) == len(tabs.view(interview).turns)
    assert chat not in tabs.do.tick(tabs.seen(interview), "", interview)


def test_a_tick_tells_of_a_question_that_was_closed_and_of_an_interview_that_ended(tabs: Tabs) -> None:
    interview, chat = tabs.start("coach"), tabs.on.talk.chat
    behind = tabs.seen(interview)
    list(tabs.desk.press(interview, "skip"))
    assert tabs.view(interview).state.phase == "reviewing"
    assert chat in tabs.do.tick(behind, "", interview)
    behind = tabs.seen(interview)
    assert chat not in tabs.do.tick(behind, "", interview)
    list(tabs.desk.press(interview, "end"))
    update = tabs.do.tick(behind, "", interview)
    assert chat in update and update[tabs.on.kept] == ""


def test_a_verdict_is_contested_of_the_question_that_the_tab_shows(tabs: Tabs) -> None:
    interview = tabs.start("coach")
    list(tabs.desk.say(interview, "vaguely"))
    list(tabs.desk.press(interview, "skip"))
    first = tabs.view(interview).state.attempts[0]
    assert first.grade is not None and first.closed
    behind = tabs.seen(interview)
    list(tabs.desk.press(interview, "next"))
    list(tabs.desk.say(interview, "vaguely again"))
    list(tabs.desk.press(interview, "skip"))
    lost = next(item for item in first.grade.criteria if item.verdict != "met")
    tabs.do.appeal(interview, lost.id, "I said 'vaguely'", behind)
    told = [turn for turn in tabs.view(interview).turns if turn.kind == "appeal"]
    assert {turn.question_id for turn in told} == {first.question_id}


def test_nothing_is_lost_that_is_sent_while_the_interviewer_reads(tabs: Tabs) -> None:
    interview = tabs.start()
    steps = tabs.desk.say(interview, "vaguely, the loss")
    next(steps)
    behind = tabs.seen(interview)  # a tab that was opened in the middle
    assert refused(tabs, tabs.say(TEXT, behind, interview))
    assert "still on your last message" in tabs.warned[0]
    for _ in steps:
        pass
    assert TEXT not in [turn.text for turn in tabs.view(interview).turns]


def test_next_leads_from_the_last_question_to_the_report(tabs: Tabs) -> None:
    interview = tabs.desk.start("coach", ["training"], 30, 1).interview_id
    list(tabs.desk.press(interview, "skip"))
    out = tabs.press("next", tabs.seen(interview), interview)
    assert tabs.view(interview).state.phase == "finished"
    assert out[-1][tabs.on.report.opened] == interview


def test_how_sure_one_is_outlives_a_clarification(tabs: Tabs) -> None:
    interview, sure = tabs.start(), tabs.on.talk.sure
    assert all(sure not in update for update in tabs.say("What do you mean?", tabs.seen(interview), interview))
    emptied: Any = tabs.say(TEXT, tabs.seen(interview), interview)[0][sure]
    assert emptied["value"] is None


def test_a_tick_takes_what_is_in_the_box_along_for_the_judge(tabs: Tabs, monkeypatch: pytest.MonkeyPatch) -> None:
    interview, heard = tabs.start(), []
    monkeypatch.setattr(tabs.desk.conductor, "overhear", lambda which, text: heard.append((which, text)))
    for box in ("", None, "The gradient vanishes. And"):
        tabs.do.tick(tabs.seen(interview), box, interview)
    assert heard == [(interview, "The gradient vanishes. And")]
    list(tabs.desk.press(interview, "end"))
    tabs.do.tick(tabs.seen(interview), "Too late.", interview)
    assert len(heard) == 1, "the interview is over"
