"""No decision depends on the wording of a sentence: what was said is for the reader, and what it was about is stored."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SENTENCES = ("notices", "phrases")
"""The modules that hold what the interviewer says."""
COMPARING = ("startswith", "endswith", "find", "index", "count", "removeprefix", "removesuffix")


def is_sentence(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr.isupper()
        and isinstance(node.value, ast.Name)
        and node.value.id in SENTENCES
    )


def decisions(source: str) -> list[int]:
    """The lines that compare some text with a sentence, or with a piece of one."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            parts: list[ast.expr] = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPARING:
            parts = [*node.args]
        else:
            continue
        if any(is_sentence(inner) for part in parts for inner in ast.walk(part)):
            found.append(node.lineno)
    return found


def test_nothing_is_decided_by_a_sentence() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "interviewer").rglob("*.py")}
    found = {
        str(path.relative_to(ROOT)): decisions(text)
        for path, text in texts.items()
        if any(name in text for name in SENTENCES)
    }
    assert {path: lines for path, lines in found.items() if lines} == {}, "store what was asked as a typed field"


@pytest.mark.parametrize(
    "line",
    [
        "x = text == notices.CLOSED",
        "x = notices.ASK_END in state.used",
        'x = text.startswith(notices.WHICH_POINT.partition("{")[0])',
        "x = [a for a in b if a != notices.ASK_END]",
    ],
)
def test_such_a_decision_is_found(line: str) -> None:
    assert decisions(line) == [1]


def test_saying_a_sentence_decides_nothing() -> None:
    assert not decisions("x = turn('note', notices.CLOSED)\ny = notices.LEFT if left else notices.KEPT")
