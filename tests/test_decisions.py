"""No decision depends on the wording of a sentence: what was said is for the reader, and what it was about is stored."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SENTENCES = ("notices", "phrases")
"""The modules that hold what the interviewer says."""
SHORTEST = 3
"""From how many words on a constant is a sentence, or a piece of one."""
SAID = ("reason", "feedback", "explanation", "correction")
"""Fields that hold sentences for the candidate."""
COMPARING = ("startswith", "endswith", "find", "index", "count", "removeprefix", "removesuffix")


parsed = lru_cache(maxsize=2000)(ast.parse)
"""A module is read three times."""


def constants(source: str) -> set[str]:
    """The constants of a module whose value is a sentence, or several."""
    found = set()
    for node in parsed(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            name, value = node.target.id, node.value
        else:
            continue
        parts = value.elts if isinstance(value, ast.Tuple) else [value]
        texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if name.isupper() and texts and all(len(text.split()) >= SHORTEST for text in texts):
            found.add(name)
    return found


def imported(source: str, by_module: Mapping[str, set[str]]) -> set[str]:
    """The constants that are sentences, among those that a module imports by name."""
    froms = [node for node in ast.walk(parsed(source)) if isinstance(node, ast.ImportFrom)]
    return {alias.name for node in froms for alias in node.names if alias.name in by_module.get(node.module or "", ())}


def is_sentence(node: ast.AST, names: Collection[str]) -> bool:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.attr.isupper() and (node.value.id in SENTENCES or node.attr in names)
    return isinstance(node, ast.Name) and node.id in names


def decisions(source: str, names: Collection[str] = ()) -> list[int]:
    """The lines that compare some text with a sentence or with a piece of one, or that search a sentence.

    Args:
        names: The constants that are sentences, of this module and of those it imports.
    """
    found = []
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Compare):
            parts: list[ast.expr] = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPARING:
            parts = [*node.args]
            searched = node.func.value
            if isinstance(searched, ast.Attribute) and searched.attr in SAID:
                found.append(node.lineno)
                continue
        else:
            continue
        if any(is_sentence(inner, names) for part in parts for inner in ast.walk(part)):
            found.append(node.lineno)
    return found


def test_nothing_is_decided_by_a_sentence() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "interviewer").rglob("*.py")}
    by_module = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): constants(text) for path, text in texts.items()
    }
    assert sum(map(len, by_module.values())) > 100
    found = {
        module: decisions(text, by_module[module] | imported(text, by_module))
        for module, text in zip(by_module, texts.values(), strict=True)
    }
    assert {path: lines for path, lines in found.items() if lines} == {}, "store what was asked as a typed field"


@pytest.mark.parametrize(
    "line",
    [
        "x = text == notices.CLOSED",
        "x = notices.ASK_END in state.used",
        'x = text.startswith(notices.WHICH_POINT.partition("{")[0])',
        "x = [a for a in b if a != notices.ASK_END]",
        "x = settled.words.endswith(NOT_CONTESTED)",
        "x = text == left_wrong.NOT_CONTESTED",
        "x = settled.reason.endswith('contested that')",
    ],
)
def test_such_a_decision_is_found(line: str) -> None:
    assert decisions(line, constants('NOT_CONTESTED = "and you didn\'t contest that"')) == [1]


def test_only_a_sentence_is_one() -> None:
    assert imported("from a.b import B, D", {"a.b": {"B"}, "a": {"D"}}) == {"B"}
    assert constants('A = "met"\nB: str = "one two three"\nC = ("one two three", "two")\nb = "one two three"') == {"B"}


def test_saying_a_sentence_decides_nothing() -> None:
    assert not decisions("x = turn('note', notices.CLOSED)\ny = notices.LEFT if left else notices.KEPT")
