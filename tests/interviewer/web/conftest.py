"""A server of its own and a browser, for the tests that drive the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.interviewer.web.driving import CHROMIUM, FLAGS, Server


@pytest.fixture
def server(tmp_path: Path, real_model: Path) -> Iterator[Server]:
    made = Server(tmp_path / "served", real_model)
    made.start()
    yield made
    made.kill()
    assert "Traceback" not in made.log.read_text(), made.log.read_text()


@pytest.fixture
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def plain(tmp_path: Path, real_model: Path) -> Iterator[Server]:
    """Without a language model, which is quicker."""
    made = Server(tmp_path / "served", real_model, VIVA_LLM="off")
    made.start()
    yield made
    made.kill()
    assert "Traceback" not in made.log.read_text(), made.log.read_text()
