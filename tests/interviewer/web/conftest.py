"""A server and a browser for the tests that drive the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interviewer.bootstrap import App, conductor_of, forms_of
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from tests.interviewer.web.driving import CHROMIUM, FLAGS, PATIENCE, Address, PlainServer, Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def server(tmp_path: Path, real_model: Path) -> Iterator[Server]:
    made = Server(tmp_path / "served", real_model)
    made.start()
    yield made
    made.kill()
    assert "Traceback" not in made.log.read_text(), made.log.read_text()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Callable[[], Browser]]:
    """The Chromium of a file's tests: starting one takes as long as loading the page. If it crashes, there is another."""
    from playwright.sync_api import sync_playwright

    started: list[Browser] = []
    with sync_playwright() as play:

        def running() -> Browser:
            if not started or not started[-1].is_connected():
                started.append(play.chromium.launch(executable_path=CHROMIUM, args=FLAGS))
            return started[-1]

        yield running
        for made in started:
            made.close()


@pytest.fixture
def browser(chromium: Callable[[], Browser]) -> Iterator[Browser]:
    """A Chromium with nothing open. Each context has its own cookies, storage and cache, and ends with the test."""
    made = chromium()
    yield made
    for context in made.contexts:
        context.close()


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Server]:
    """A server without models, for tests of what is no grade's matter."""
    made = PlainServer(tmp_path / "served")
    made.start()
    yield made
    made.kill()
    assert "Traceback" not in made.log.read_text(), made.log.read_text()


@pytest.fixture
def light_page(light_services: Services, store: Store) -> Iterator[tuple[str, Store]]:
    """The address of a page in this process whose models are stand-ins, and its store."""
    from interviewer.web.desk import Desk
    from interviewer.web.page import build_page
    from interviewer.web.theme import head, style, theme

    conductor = conductor_of(light_services, store)
    blocks = build_page(Desk(App(light_services.settings, light_services, store, conductor)))
    blocks.queue()
    _, url, _ = blocks.launch(
        server_name="127.0.0.1",
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        theme=theme(),
        css=style(),
        head=head(),
        ssr_mode=False,
        _frontend=False,  # as it is served
    )
    yield url, store
    blocks.close(verbose=False)


@pytest.fixture
def light(light_page: tuple[str, Store]) -> Address:
    """That page for tests of what it shows: it is there ten seconds before one in a process of its own, with the models."""
    return Address(light_page[0])


SIZES = {"laptop": (1366, 650), "phone": (390, 844)}


@pytest.fixture(params=list(SIZES))
def touched(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A tab on a laptop and on a phone, both with a touch screen."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True)
    made = context.new_page()
    made.set_default_timeout(PATIENCE)
    made.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    yield made
    context.close()


@pytest.fixture
def computed(light_services: Services, request: pytest.FixtureRequest) -> str:
    """The address of the light page with the production forms, which must be set before the page is built."""
    light_services.forms = forms_of(light_services.settings)
    url, _ = request.getfixturevalue("light_page")
    return str(url)
