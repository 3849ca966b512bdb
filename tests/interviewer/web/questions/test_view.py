"""The list of questions during a search: nothing is read again, and it stays fast for long lists."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.conversation.state.state import Started
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.history.view import HistoryTab
from interviewer.web.questions.shown import questions_html
from interviewer.web.questions.view import QuestionsTab
from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search.retriever import Hit
from tests.interviewer.web.states import NOON, attempt, graded, state

pytestmark = pytest.mark.filterwarnings("ignore")
QUESTIONS, INTERVIEWS = 1000, 200


@pytest.fixture
def large(bank: Bank) -> Bank:
    """The bank ten times over, under other ids."""
    return Bank([replace(q, id=f"{q.id}-{n}") for n in range(QUESTIONS // len(bank)) for q in bank.values()], bank.root)


@pytest.fixture
def desk(light_services: Services, store: Store, large: Bank) -> Iterator[Desk]:
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    light_services.bank = large
    yield made
    made.close()


def fill(store: Store, bank: Bank, interviews: int) -> None:
    ids = list(bank)
    for number in range(interviews):
        asked = [ids[(number * 5 + k) % len(ids)] for k in range(5)]
        grades = [(i, replace(graded(bank, i, "met"), question_id=i)) for i in asked]
        done = state(*(attempt(i, grade, closed=True) for i, grade in grades), phase="finished")
        store.interviews.create(done, "All sections", Started((NOON + timedelta(hours=number)).timestamp()), [])


def least(work: Callable[[], object], times: int = 5) -> float:
    """Seconds of processor time that the quickest of several runs takes; what else the machine does is no part of it."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.fixture
def tab(desk: Desk) -> Iterator[QuestionsTab]:
    with gr.Blocks():
        yield QuestionsTab(desk)


@pytest.mark.slow
def test_typing_reads_nothing_and_opening_the_tab_reads_anew(
    tab: QuestionsTab, desk: Desk, large: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tab.listed()
    rows = opened[tab.rows]
    assert isinstance(rows, tuple) and all(row.score is None for row in rows)
    fill(desk.store, large, 1)
    assert sum(row.score is not None for row in tab.listed()[tab.rows]) == 5  # type: ignore[attr-defined]
    monkeypatch.setattr(desk.store.interviews, "all", lambda: pytest.fail("typing read the interviews"))
    monkeypatch.setattr(desk, "plan", lambda: pytest.fail("typing read the schedule"))
    assert "exploding" in str(tab.narrowed(rows, "exploding gradients")[tab.list]).lower()


@pytest.mark.slow
def test_a_bookmark_shows_at_once_and_is_kept(tab: QuestionsTab, desk: Desk, large: Bank) -> None:
    rows = tab.listed()[tab.rows]
    first = next(iter(large))
    now = tab._toggled(rows, first)  # type: ignore[arg-type]
    assert [row.id for row in now if row.bookmarked] == [first]
    assert [row.id for row in tab.listed()[tab.rows] if row.bookmarked] == [first]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_each_letter_costs_little_beside_drawing_the_list(
    tab: QuestionsTab, desk: Desk, large: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(text: str, count: int) -> list[Hit]:
        raise VectorStoreError("the store's time is not ours")

    monkeypatch.setattr(desk.app.services, "search", away)  # words are searched in its place
    fill(desk.store, large, INTERVIEWS)
    rows = tab.listed()[tab.rows]
    assert isinstance(rows, tuple) and len(rows) == QUESTIONS
    tab.narrowed(rows, "warm up")  # the index of words is built once
    drawn = least(lambda: questions_html(rows, len(rows)))  # 4 to 7 ms on two cores
    every = least(lambda: tab.narrowed(rows, ""))
    typed = max(least(lambda text=text: tab.narrowed(rows, text)) for text in ("o", "over", "overfit the training set"))  # type: ignore[misc]
    read = least(tab.listed, 1)
    assert every < 2 * drawn and typed < 4 * drawn, (drawn, every, typed)
    assert typed < read / 4, (typed, read)
    assert max(every, typed) < 0.1 * max(1.0, drawn / 0.007), "100 ms, more on a machine that draws more slowly"


@pytest.mark.slow
def test_the_history_is_searched_in_what_was_read(desk: Desk, large: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk.store, large, 3)
    with gr.Blocks():
        history = HistoryTab(desk)
    rows = history.listed()[history.rows]
    monkeypatch.setattr(desk.store.interviews, "all", lambda: pytest.fail("typing read the interviews"))
    assert "3 interviews" in str(history.narrowed(rows, "all")[history.list])  # type: ignore[arg-type]
    assert "No interview matches" in str(history.narrowed(rows, "nothing like it")[history.list])  # type: ignore[arg-type]
