"""*Send* where the database can't be written: one line says why, what was written stays, and the next *Send* works."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, event

from interviewer.storage.store import Store
from tests.interviewer.web.talking import LIGHT, LightPage, begin, box, ready, sized, state_of, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = LIGHT
TEXT = "I would overfit one batch first, to see that the loss can reach zero."


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Another program holds the database, and nobody waits for it for long."""
    with set_on_all(engine_of(store), "PRAGMA busy_timeout=50"):
        holder = sqlite3.connect(str(engine_of(store).url.database), isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        yield
        holder.execute("ROLLBACK")
        holder.close()


@contextmanager
def read_only(store: Store) -> Iterator[None]:
    with set_on_all(engine_of(store), "PRAGMA query_only=ON"):
        yield


@contextmanager
def full(store: Store) -> Iterator[None]:
    """No page can be added to the file."""
    engine = engine_of(store)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with set_on_all(engine, f"PRAGMA max_page_count={pages}"):
        yield


def engine_of(store: Store) -> Engine:
    return store._database._engine


@contextmanager
def set_on_all(engine: Engine, pragma: str) -> Iterator[None]:
    """A setting of every connection that is opened from now on; at the end, those are closed."""

    def apply(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(pragma)

    event.listen(engine, "connect", apply)
    engine.dispose()
    yield
    event.remove(engine, "connect", apply)
    engine.dispose()


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (locked, "another program has held the database"),
        (read_only, "cannot be written"),
        (full, "no room left"),
    ],
)
def test_what_cannot_be_stored_stays_in_the_box_and_is_sent_once_it_can(
    browser: Browser, light_page: LightPage, fault: Callable[[Store], AbstractContextManager[None]], says: str
) -> None:
    url, store = light_page
    page = sized(browser, "laptop")
    begin(page, url)
    # longer than the free space within the pages that there are
    text = f"{TEXT} {'And I would look at the gradients. ' * 300}".strip()
    write(page, text)
    with fault(store):
        page.click("#btn-send")
        page.wait_for_selector(".toast-body")
        page.wait_for_function(f"() => document.querySelector('.toast-wrap').innerText.includes({says!r})")
        assert page.locator(".toast-body").count() == 1
    page.locator(".toast-close").click()
    assert box(page) == text
    assert not state_of(store).attempts[0].answer
    ready(page)
    page.click("#btn-send")
    page.wait_for_function("t => document.querySelector('#chat').innerText.includes(t)", arg=TEXT)
    ready(page)
    assert box(page) == ""
    assert state_of(store).attempts[0].answer.count(TEXT) == 1
    assert page.inner_text("#chat").count(TEXT) == 1
