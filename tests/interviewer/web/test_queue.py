"""The place in the queue, where this machine reads one answer at a time and others are before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.serve import TABS_KEPT, THREADS, launch_page
from tests.waiting import until

SAID = "I would look at the training loss and the validation loss."


@pytest.fixture
def desk(light_services: Services, store: Store) -> Iterator[Desk]:
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    yield made
    made.close()


def test_a_view_for_each_place_until_it_is_ones_turn(desk: Desk, light_services: Services) -> None:
    queue = light_services.queue
    first, second = queue.ask("a"), queue.ask("b")
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    views = desk.say(interview_id, SAID)
    assert next(views).doing == "Reading your answer"
    view = next(views)
    assert view.waiting and view.doing == "2 answers before yours" and view.state.phase == "working"
    queue.leave(first)
    view = next(views)
    assert view.waiting and view.doing == "1 answer before yours"
    queue.leave(second)
    view = next(views)
    assert not view.waiting and view.doing == "Reading your answer"
    assert list(views)[-1].state.attempts[0].grade is not None and queue.length == 0


def test_whoever_closes_the_page_leaves_the_queue_and_the_answer_is_read_later(
    desk: Desk, light_services: Services
) -> None:
    queue = light_services.queue
    busy = queue.ask("a")
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    views = desk.say(interview_id, SAID)
    next(views), next(views)
    assert queue.length == 1
    views.close()
    assert queue.length == 0
    queue.leave(busy)
    view = desk.tick(interview_id)
    assert view is not None and view.state.attempts[0].grade is not None


@pytest.mark.slow
def test_cards_and_appeals_wait_for_their_turn(desk: Desk, light_services: Services) -> None:
    import threading

    queue = light_services.queue
    (card,) = desk.deck("training", 1)
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    list(desk.say(interview_id, SAID))
    list(desk.press(interview_id, "skip"))
    attempt = desk.view(interview_id).state.attempts[0]
    assert attempt.closed and attempt.grade is not None
    point = next(item for item in attempt.grade.criteria if item.verdict != "met")
    busy = queue.ask("a")
    waiting = [
        threading.Thread(target=desk.check_card, args=(card, SAID)),
        threading.Thread(target=desk.appeal, args=(interview_id, attempt.question_id, point.id, "I said the loss")),
    ]
    for thread in waiting:
        thread.start()
    until(lambda: queue.length == 2)
    assert all(thread.is_alive() for thread in waiting)
    queue.leave(busy)
    for thread in waiting:
        thread.join(20)
    assert not any(thread.is_alive() for thread in waiting) and queue.length == 0


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_page_shows_the_place_and_a_closed_tab_leaves_the_queue(
    light_page: tuple[str, Store], light_services: Services
) -> None:
    from gradio_client import Client

    url, _ = light_page
    queue = light_services.queue
    first, second = queue.ask("a"), queue.ask("b")
    client = Client(url, verbose=False)
    client.predict(["training"], 30, 1, "coach", api_name="/start")
    job = client.submit(SAID, None, api_name="/say")
    until(lambda: "2 answers before yours" in str(job.outputs()))
    queue.leave(first)
    until(lambda: "1 answer before yours" in str(job.outputs()))
    shown = next(part for update in job.outputs() for part in update if "answers before yours" in str(part))
    assert re.fullmatch(r'<p class="quiet" role="status">2 answers before yours …</p>', str(shown))
    other: Any = Client(url, verbose=False)
    other.predict(["training"], 30, 1, "coach", api_name="/start")
    gone = other.submit(SAID, None, api_name="/say")
    until(lambda: "2 answers before yours" in str(gone.outputs()))
    assert queue.length == 2
    gone.cancel()
    other.close()
    until(lambda: queue.length == 1)
    queue.leave(second)
    until(job.done, seconds=30)
    texts = [str(update) for update in job.outputs()]
    waited = max(n for n, text in enumerate(texts) if "before yours" in text)
    assert "Reading your answer" in texts[waited + 1]
    assert 'aria-label="Grade"' in texts[-1] and "Reading your answer" not in texts[-1]
    until(lambda: queue.length == 0)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_page_has_its_own_limits_and_not_gradios(light_services: Services, store: Store) -> None:
    settings = light_services.settings.model_copy(update={"port": 0})
    desk = Desk(App(settings, light_services, store, conductor_of(light_services, store)))
    blocks, _ = launch_page(desk)
    try:
        assert blocks.limiter is not None and blocks.limiter.total_tokens == THREADS >= 200
        assert blocks.state_session_capacity == TABS_KEPT <= 500  # what is kept of a tab takes most of a megabyte
    finally:
        blocks.close(verbose=False)
        desk.close()
