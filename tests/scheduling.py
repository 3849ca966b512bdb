"""How tests are shared out among processes (``pytest -n 2``): file by file, and what needs the whole machine one by one.

A file stays in one process, so that what its tests share is made once. Files that drive a browser or run the real models use
every core by themselves, and some wait no longer than a person would: they go to one process, after all others.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

ALONE = "needs the whole machine"
_ALL_OF_A_FILE = re.compile(r"^pytestmark = \[?\s*(?:BROWSER|pytest\.mark\.(?:browser|embedded))", re.MULTILINE)
_TAKES_LONG = re.compile(r"pytest\.mark\.(?:slow|server|embedded)|NEEDS_POSTGRES|needs_walls")


class ByFile(LoadScopeScheduling):
    """Hands out one file after another, in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)  # type: ignore[arg-type]

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::")[0]
        return ALONE if needs_all(self.config.rootpath / path) else path


def needs_all(path: Path) -> bool:
    """Whether the tests of a file use the whole machine."""
    return bool(_ALL_OF_A_FILE.search(_text(path)))


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Tests in the order in which their files are handed out: long ones first, so that none is left for the end; then alone."""
    ranks = {path: _rank(path) for path in {item.path for item in items}}
    return sorted(items, key=lambda item: ranks[item.path])


def _rank(path: Path) -> int:
    if needs_all(path):
        return 2
    return 0 if _TAKES_LONG.search(_text(path)) else 1


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
