"""The page sets its apostrophes as type does, ’ and not '. Only what is typed for the candidate is as a keyboard types it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "interviewer" / "web"
MODULES = sorted(WEB.rglob("*.py"))
STRAIGHT = re.compile(r"[A-Za-z]'(?:s|t|d|m|re|ve|ll)\b")


def shown(tree: ast.AST) -> Iterator[str]:
    """The texts in a module, without its docstrings and without the words of a command, which are sent as the candidate's."""
    left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    left_out |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "words"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_no_text_of_the_page_has_a_straight_apostrophe(path: Path) -> None:
    assert [text for text in shown(ast.parse(path.read_text(encoding="utf-8"))) if STRAIGHT.search(text)] == []


def test_a_straight_apostrophe_is_found_in_what_is_shown_alone() -> None:
    module = '"""It isn\'t shown."""\nshow("It\'s here.", f"{name} can\'t", words="I\'m done.")'
    assert [text for text in shown(ast.parse(module)) if STRAIGHT.search(text)] == ["It's here.", " can't"]
    assert len(MODULES) > 60
