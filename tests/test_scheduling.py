"""Which tests run when, in several processes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("xdist")

from tests.scheduling import drives_browser, in_order

TESTS = Path(__file__).parent


class Item:
    """A test, as far as its place in the order goes."""

    def __init__(self, path: str) -> None:
        self.path = TESTS / path


def test_each_file_with_a_browser_is_known() -> None:
    files = [*TESTS.rglob("test_*.py")]
    asks = {
        path for path in files if re.search(r"^def [^)]*browser: Any", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(asks) > 5 and {path for path in files if drives_browser(path)} == asks


def test_slow_files_come_first_and_those_with_a_browser_last() -> None:
    paths = (
        "interviewer/web/test_browser.py",
        "test_sizes.py",
        "test_wheel.py",
        "interviewer/storage/test_postgres.py",
    )
    ordered = in_order([Item(path) for path in paths])  # type: ignore[list-item]
    assert [item.path.name for item in ordered] == [
        "test_wheel.py",
        "test_postgres.py",
        "test_sizes.py",
        "test_browser.py",
    ]
