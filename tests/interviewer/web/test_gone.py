"""An interview that was deleted while a tab still shows it."""

from __future__ import annotations

from typing import Any

import pytest

from interviewer.bootstrap import conductor_of
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.gone import FORGOTTEN, GONE, is_gone
from tests.interviewer.web.test_stale_tab import TEXT, Tabs, tabs

pytestmark = pytest.mark.filterwarnings("ignore")
__all__ = ["tabs"]


def test_an_interview_is_gone_once_it_is_deleted(light_services: Services, store: Store) -> None:
    conductor = conductor_of(light_services, store)
    interview, _ = conductor.start("coach", 30, sections=["training"], questions=1)
    assert not is_gone(conductor, interview)
    store.interviews.remove(interview)
    assert is_gone(conductor, interview) and is_gone(conductor, "")


def test_whatever_is_done_in_it_says_so_and_keeps_the_box(tabs: Tabs) -> None:
    interview = tabs.start("coach")
    seen = tabs.seen(interview)
    tabs.desk.remove(interview)
    outs: list[Any] = [
        *tabs.say(TEXT, seen, interview),
        *tabs.press("skip", seen, interview),
        *tabs.do.ask("time", "", seen, interview),
        tabs.do.tick(seen, "", interview),
    ]
    assert len(outs) == 4
    for out in outs:
        assert out[tabs.on.talk.status] == GONE and tabs.on.talk.answer not in out
        assert out[tabs.on.talk.send]["interactive"] is False
    assert outs[-1][tabs.on.ticker].active is False


def test_a_forgotten_tab_is_told_to_reload_and_keeps_its_interview(tabs: Tabs) -> None:
    interview = tabs.start("coach")
    seen = tabs.seen(interview)
    for out in (*tabs.say(TEXT, seen, ""), *tabs.press("skip", seen, ""), *tabs.do.ask("time", "", seen, "")):
        assert out[tabs.on.talk.status] == FORGOTTEN and tabs.on.talk.answer not in out
        assert tabs.on.kept not in out  # the browser still knows which interview to go back to
    assert set(tabs.do.tick(seen, "", "")) == {tabs.on.talk.clock}  # which stays as it is
    assert tabs.seen(interview) == seen
