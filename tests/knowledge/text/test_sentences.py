"""Where sentences end, in one place: every other split has a rule of its own, and says which."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.text.sentences import first_sentence, last_sentence, sentences

ROOT = Path(__file__).parents[3]
HERE = "knowledge/text/sentences.py"
SPLIT = re.compile(r"\(\?<=\[[^\]]*\.[^\]]*\]\)(?:\(\?<?[!=](?:[^()\\]|\\.)*\)|\[(?:[^\]\\]|\\.)*\]\*)*\\s(?!\*)")
"""Matches a pattern for the space behind a full stop, whatever else it excludes."""


def splits(source: str) -> Iterator[str]:
    """The patterns in a module for where a sentence ends that don't say, with their name, why it isn't ``sentences``."""
    if "(?<=[" not in source:  # parsing takes its time
        return
    body = ast.parse(source).body
    named = {
        id(part)
        for line, after in pairwise(body)
        if isinstance(line, ast.Assign) and isinstance(after, ast.Expr) and "``sentences``" in ast.unparse(after)
        for part in ast.walk(line)
    }
    written = (
        part for line in body for part in ast.walk(line) if isinstance(part, ast.Constant) and id(part) not in named
    )
    for part in written:
        if isinstance(part.value, str) and SPLIT.search(part.value):
            yield f"{part.lineno}: {part.value}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It shrinks, e.g. by half. And so on.", ["It shrinks, e.g. by half.", "And so on."]),
        ("By half, i. e. a lot. See Fig. 3 there.", ["By half, i. e. a lot.", "See Fig. 3 there."]),
        ("Adam vs. momentum etc. is old. Etc. Next.", ["Adam vs. momentum etc. is old.", "Etc.", "Next."]),
        ('He said "no." (It was late.) Then 0.5 of it.', ['He said "no."', "(It was late.)", "Then 0.5 of it."]),
        ("One line\n\nand another; still it", ["One line", "and another; still it"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_sentence_does_not_end_where_it_goes_on(text: str, told: list[str]) -> None:
    assert sentences(text) == told


def test_more_may_end_one_and_a_line_need_not() -> None:
    assert sentences("a; b… c. d", also=";…") == ["a;", "b…", "c.", "d"]
    assert sentences("a\nb. c", lines=False) == ["a\nb.", "c"]


def test_the_first_and_the_last_of_a_text_that_may_be_wrapped() -> None:
    text = "It shrinks, e.g.\nby half. That is all,\nI think."
    assert (first_sentence(text), last_sentence(text)) == ("It shrinks, e.g.\nby half.", "That is all,\nI think.")
    assert first_sentence("") == last_sentence("") == ""


@pytest.mark.slow
def test_it_is_written_in_one_place() -> None:
    trees = (path for tree in ("interviewer", "knowledge", "evals") for path in sorted((ROOT / tree).rglob("*.py")))
    found = {str(path.relative_to(ROOT)): [*splits(path.read_text(encoding="utf-8"))] for path in trees}
    assert found.pop(HERE) == [], "it is made of parts there"
    assert {path: told for path, told in found.items() if told} == {}, "use sentences, or say why not in a docstring"


@pytest.mark.parametrize(
    "line",
    [
        r'a = re.split(r"(?<=[.!?])\s+", text)',
        r'_SENTENCE = re.compile(r"(?<=[?!.;…])\s+|\n+")',
        '_SENTENCE = re.compile(r"(?<=[.!?])\\s+")\n"""Where a sentence ends."""',
        r'_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)\s+(?=[A-Z])")',
        r'_SENTENCE = re.compile(r"(?<=[.!?…])[\"\')\]*]*\s+(?=\S)")',
        r'_END = rf"\n|(?<=[.;])\s|{_OTHER}"',
    ],
)
def test_a_split_without_a_reason_is_found(line: str) -> None:
    assert len([*splits(line)]) == 1


def test_a_split_with_a_reason_is_left() -> None:
    assert not [*splits('_END = re.compile(r"(?<=[.!?])\\s+")\n"""Unlike in ``sentences``, "e.g." ends one."""')]
