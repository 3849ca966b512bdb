"""Follow-ups that are worded while the candidate types: used where they fit, dropped where they do not, and never in the way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from interviewer.conversation.conducting import performing
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.probing.likely import Likely
from interviewer.conversation.wording.ahead import MOST_INTERVIEWS, Ahead
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank
from tests.interviewer.conversation.slow_chat import SlowChat

NAME = "viva-wording-ahead"


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == NAME]


def until(true: Callable[[], object], seconds: float = 15.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    yield
    assert until(lambda: not threads()), "a thread goes on wording"


def likely(bank: Bank, criterion_id: str = "clipping", heard: str = "", go: int = 1) -> Likely:
    question = bank["training-06a"]
    return Likely(question, criterion_id, go, heard, frozenset(c.id for c in question.criteria))


class Slow:
    """Words that come once they are let; each call notes whether it was still wanted then."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.began: list[Likely] = []
        self.wanted: list[bool] = []
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()

    def __call__(self, one: Likely, is_wanted: Callable[[], bool]) -> str:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            self.began.append(one)
        while is_wanted() and not self.let.wait(0.01):
            pass
        with self._lock:
            self._now -= 1
        self.wanted.append(wanted := is_wanted())
        return f"words for {one.criterion_id}" if wanted else ""


def ready(ahead: Ahead, interview_id: str, one: Likely) -> str:
    found: list[str] = []
    until(lambda: found.append(text) or True if (text := ahead.take(interview_id, one)) else False)
    return found[0] if found else ""


def test_what_was_worded_is_given_once(bank: Bank) -> None:
    ahead = Ahead(lambda one, is_wanted: f"words for {one.criterion_id}", 1, alone=True)
    ahead.begin("a", [likely(bank), likely(bank, "gradient-norms")])
    assert ready(ahead, "a", likely(bank)) == "words for clipping"
    assert ready(ahead, "a", likely(bank, "gradient-norms")) == "words for gradient-norms"
    assert ahead.take("a", likely(bank)) == ""


def test_what_no_longer_fits_is_not_given(bank: Bank) -> None:
    ahead = Ahead(lambda one, is_wanted: "words", 1, alone=True)
    made = likely(bank, heard="the loss jumps")
    ahead.begin("a", [made])
    assert until(lambda: not threads())
    other = replace(made, question=replace(made.question, question="Another?"))
    for stale in (
        replace(made, heard="the loss is flat"),  # the answer was taken back
        replace(made, go=2),
        replace(made, criterion_id="gradient-norms"),
        replace(made, unmet=made.unmet | {"one more"}),
        other,
    ):
        assert ahead.take("a", stale) == ""
    grown = replace(made, heard="the loss jumps, and then NaN", unmet=made.unmet - {"clipping"})
    assert ahead.take("a", grown) == "words"


def test_two_interviews_do_not_mix(bank: Bank) -> None:
    ahead = Ahead(lambda one, is_wanted: f"after {one.heard}", 2, alone=False)
    ahead.begin("a", [likely(bank, heard="this")])
    ahead.begin("b", [likely(bank, heard="that")])
    assert until(lambda: not threads())
    assert ahead.take("c", likely(bank, heard="this")) == ""
    assert ahead.take("a", likely(bank, heard="that")) == ""
    assert ahead.take("b", likely(bank, heard="that")) == "after that"
    assert ahead.take("a", likely(bank, heard="this")) == "after this"


def test_there_is_one_at_a_time_where_there_is_one_lane(bank: Bank) -> None:
    slow = Slow()
    ahead = Ahead(slow, 1, alone=True)
    ahead.begin("a", [likely(bank), likely(bank, "gradient-norms")])
    ahead.begin("b", [likely(bank)])
    assert until(lambda: slow.began) and len(threads()) == 1
    slow.let.set()
    assert until(lambda: not threads())
    assert len(slow.began) == 3 and slow.most == 1


def test_the_end_of_an_interview_breaks_off_what_is_under_way_and_leaves_no_thread(bank: Bank) -> None:
    slow = Slow()
    ahead = Ahead(slow, 1, alone=True)
    ahead.begin("a", [likely(bank), likely(bank, "gradient-norms")])
    assert until(lambda: slow.began)
    ahead.begin("a", ())
    assert until(lambda: not threads()), "it goes on"
    assert slow.wanted == [False] and len(slow.began) == 1
    assert ahead.take("a", likely(bank)) == ""


@pytest.mark.parametrize("alone", [True, False])
def test_a_reply_is_not_delayed_and_what_is_ready_stays(bank: Bank, alone: bool) -> None:
    slow = Slow()
    ahead = Ahead(slow, 2, alone)
    ahead.begin("a", [likely(bank)])
    ahead.begin("b", [likely(bank)])
    assert until(lambda: len(slow.began) == 2)
    with ahead.resting("a"):
        assert until(lambda: len(threads()) == (0 if alone else 1)), "a model of this machine would slow the grade down"
        ahead.begin("a", [likely(bank, "gradient-norms")])
        assert len(slow.began) == 2, "an interview that is replied to waits"
        slow.let.set()
        if alone:
            assert ahead.take("b", likely(bank)) == ""
    assert ready(ahead, "b", likely(bank)) == "words for clipping", "broken off for another's reply, it is begun anew"
    assert ahead.take("a", likely(bank)) == ""
    ahead.begin("a", [likely(bank)])
    assert until(lambda: not threads())
    with ahead.resting("a"):
        assert ahead.take("a", likely(bank)) == "words for clipping"


def test_the_same_work_is_not_begun_twice(bank: Bank) -> None:
    calls: list[Likely] = []
    ahead = Ahead(lambda one, is_wanted: calls.append(one) or "", 1, alone=True)  # type: ignore[func-returns-value]
    for _ in range(3):
        ahead.begin("a", [likely(bank), likely(bank, "gradient-norms")])
        assert until(lambda: not threads())
    assert len(calls) == 2


def test_a_fault_in_one_wording_stops_no_other(bank: Bank) -> None:
    def words(one: Likely, is_wanted: Callable[[], bool]) -> str:
        if one.criterion_id == "clipping":
            raise ValueError("a fault")
        return "words"

    ahead = Ahead(words, 1, alone=True)
    ahead.begin("a", [likely(bank), likely(bank, "gradient-norms")])
    assert ready(ahead, "a", likely(bank, "gradient-norms")) == "words"
    assert ahead.take("a", likely(bank)) == ""


@pytest.mark.slow
def test_only_so_many_interviews_are_kept(bank: Bank) -> None:
    ahead = Ahead(lambda one, is_wanted: "words", 1, alone=True)
    for number in range(MOST_INTERVIEWS + 1):
        ahead.begin(str(number), [likely(bank)])
        assert until(lambda: not threads())
    assert ahead.take("0", likely(bank)) == ""
    assert ahead.take("1", likely(bank)) == "words"


class Echo(SlowChat):
    """Asks the bank's follow-up with a word before it, so that it is known as the model's."""

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        self.text = "So, " + user.rsplit("Follow-up: ", 1)[-1]
        yield from super().stream(system, user, max_tokens)


def conductor_with(services: Services, store: Store, chat: SlowChat, kind: str) -> Conductor:
    services.settings = services.settings.model_copy(update={"llm": kind})
    services._chat, services._chat_ready = chat, True  # type: ignore[assignment]
    return Conductor(services, store.interviews)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["embedded", "off"])
def test_a_follow_up_that_is_ready_is_asked_though_the_model_has_become_slow(
    light_services: Services, store: Store, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(performing, "AHEAD_BY_API", 9)
    monkeypatch.setattr(performing, "AHEAD_HERE", 9)
    chat = Echo("")
    conductor = conductor_with(light_services, store, chat, kind)
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a",), seed=1)
    assert until(lambda: chat.asked and not threads())
    assert all("<said>" not in user for _, user in chat.asked), "nothing was said yet"
    chat.first = 3.0
    turns = [step.turn for step in conductor.say(interview_id, "hm, the batches") if step.turn]
    assert turns[-1].kind == "probe" and "So, " in turns[-1].text
    if kind == "embedded":  # not by the clock: a busy machine takes its time over anything
        again = [user for _, user in chat.asked if user.rsplit("Follow-up: ", 1)[-1] in turns[-1].text]
        assert not any("<said>" in user for user in again), "what is ready is not asked for once more"
    stored = list(store.interviews.transcript(interview_id))
    assert sum("So, " in turn.text for turn in stored) == 1, "nothing is kept that was not asked"
    list(conductor.press(interview_id, "end"))


def test_after_a_follow_up_the_next_is_worded_from_what_was_said(light_services: Services, store: Store) -> None:
    chat = Echo("")
    conductor = conductor_with(light_services, store, chat, "embedded")
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a",), seed=1)
    assert until(lambda: not threads())
    list(conductor.say(interview_id, "hm, the batches"))
    assert until(lambda: not threads())
    assert "hm, the batches" in chat.asked[-1][1] and "<said>" in chat.asked[-1][1]
    list(conductor.press(interview_id, "end"))
    asked = len(chat.asked)
    assert not threads() and not conductor._performer.ahead._kept
    list(conductor.tick(interview_id))
    assert len(chat.asked) == asked


def test_without_a_model_nothing_is_begun(light_services: Services, store: Store) -> None:
    conductor = Conductor(light_services, store.interviews)
    conductor.start("coach", 30, pool=("training-06a",), seed=1)
    assert not threads()
