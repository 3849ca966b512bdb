"""How tests are distributed over processes (``pytest -n 2``): file by file, with browser tests after all others.

A file stays in one process, so that its fixtures are made once. A browser test whose page runs in a process of its own, with
its models, needs the machine to itself. One whose page has stand-ins for models mostly waits, so two such run side by side.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

ALONE = "tests with a browser and a server"
_BROWSER = re.compile(r"^pytestmark = \[?\s*(?:BROWSER|LIGHT|pytest\.mark\.browser)", re.MULTILINE)
_SERVES = re.compile(r"\b(?:server|plain): Server\b|\b(?:Server|Process)\(")
_TAKES_LONG = re.compile(r"pytest\.mark\.(?:slow|server|embedded)|NEEDS_POSTGRES|needs_walls")


class ByFile(LoadScopeScheduling):
    """Hands out one file after another, in the order of the tests."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)  # type: ignore[arg-type]

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::")[0]
        return ALONE if needs_machine(self.config.rootpath / path) else path


def drives_browser(path: Path) -> bool:
    """Whether the tests of a file drive a browser."""
    return bool(_BROWSER.search(_text(path)))


def needs_machine(path: Path) -> bool:
    """Whether the tests of a file drive a browser on a page in a process of its own."""
    return drives_browser(path) and bool(_SERVES.search(_text(path)))


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Tests in the order in which their files are handed out: slow ones first, and browser tests last."""
    ranks = {path: _rank(path) for path in {item.path for item in items}}
    return sorted(items, key=lambda item: ranks[item.path])


def _rank(path: Path) -> int:
    if needs_machine(path):
        return 3
    if drives_browser(path):
        return 2
    return 0 if _TAKES_LONG.search(_text(path)) else 1


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
