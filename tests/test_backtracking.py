"""No pattern repeats something that can be cut in two ways: on a text that does not fit, each piece would double the time.

``(?:\\d+)*!`` cuts 30 digits in half a billion ways before it gives up. What is repeated is tried on single characters and a few
words: whether two of them side by side are also one, whether what is between them may belong to either, and whether two
alternatives have the same one.
"""

from __future__ import annotations

import importlib
import re
import re._compiler as compiler  # type: ignore[import-not-found]
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge", "evals", "prompts")
PIECES: tuple[str, ...] = (
    *map(chr, range(32, 127)),
    *"\n\t—–…’“≈·×αβσ",
    "and",
    "so",
    "the",
    "is",
    "of",
    "1.5",
    "12",
    "a1",
)
GAPS = " ,.\n-|:;*"
FEWEST = 8
"""A pattern that repeats something at most this often has few ways."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All compiled patterns of our modules, alone or in a collection, each once."""
    seen = set()
    for tree in TREES:
        for path in sorted((ROOT / tree).rglob("*.py")):
            if not re.search(r"\bre\.|\btable\(", path.read_text(encoding="utf-8")):
                continue
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for variable, value in vars(importlib.import_module(name)).items():
                for pattern in members(value):
                    if (
                        isinstance(pattern, re.Pattern)
                        and isinstance(pattern.pattern, str)
                        and pattern.pattern not in seen
                    ):
                        seen.add(pattern.pattern)
                        yield f"{name}.{variable}", pattern


def members(value: object) -> tuple[object, ...]:
    if isinstance(value, dict):
        return tuple(value.values())
    return tuple(value) if isinstance(value, tuple | list | set | frozenset) else (value,)


def repeated(tree: parser.SubPattern) -> Iterator[parser.SubPattern]:
    """What a pattern repeats, at any depth. What is possessive is never cut anew."""
    for code, argument in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            if argument[1] >= FEWEST:
                yield argument[2]
            yield from repeated(argument[2])
        elif code is codes.SUBPATTERN:
            yield from repeated(argument[3])
        elif code is codes.BRANCH:
            for way in argument[1]:
                yield from repeated(way)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeated(argument[1])


def alternatives(body: parser.SubPattern) -> list[parser.SubPattern]:
    items = list(body)
    while len(items) == 1 and items[0][0] is codes.SUBPATTERN:
        items = list(items[0][1][3])
    return list(items[0][1][1]) if len(items) == 1 and items[0][0] is codes.BRANCH else [body]


def compiled(tree: parser.SubPattern, flags: int) -> re.Pattern[str] | None:
    """A part of a pattern alone; None if it refers to a group elsewhere."""
    try:
        return compiler.compile(tree, flags)  # type: ignore[no-any-return]
    except (re.error, IndexError, KeyError, TypeError):
        return None


def two_ways(body: parser.SubPattern, flags: int) -> str | None:
    """A text that repetitions of this can be cut into in two ways; None if none is found."""
    once = compiled(body, flags)
    twice = compiled(parser.SubPattern(body.state, list(body) * 2), flags)
    ways = [way for each in alternatives(body) if (way := compiled(each, flags)) is not None]
    if once is None or twice is None:
        return None
    gives_back = "POSSESSIVE" not in repr(body)
    for piece in PIECES:
        if sum(way.fullmatch(piece) is not None for way in ways) > 1:
            return piece
        if not once.fullmatch(piece):
            continue
        if once.fullmatch(piece * 2) and twice.fullmatch(piece * 2):
            return piece * 2
        for gap in GAPS if gives_back else "":
            text = f"{piece}{gap}{piece}"
            if once.fullmatch(piece + gap) and once.fullmatch(gap + piece) and twice.fullmatch(text):
                return text
    return None


def found_in(pattern: re.Pattern[str]) -> str | None:
    tree = parser.parse(pattern.pattern, pattern.flags)
    return next((text for body in repeated(tree) if (text := two_ways(body, pattern.flags)) is not None), None)


@pytest.mark.slow
def test_nothing_that_is_repeated_can_be_cut_in_two_ways() -> None:
    every = list(patterns())
    assert len(every) > 1000
    assert {name: text for name, pattern in every if (text := found_in(pattern)) is not None} == {}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?:\d+)*!", "00"),
        (r"(?:\s*\d\s*,?)+\)", "0 0"),
        (r"(?:[,;]|,|and)*1", ","),
        (r"x(?:(?:a|b+)c?)*y", "bb"),
        (r"(?=(?:\w+\s?)*$)", "00"),
    ],
)
def test_what_can_be_is_found(pattern: str, text: str) -> None:
    assert found_in(re.compile(pattern)) == text


@pytest.mark.parametrize(
    "pattern", [r"(?:\d+,)*!", r"(?:\d)*!", r"(?:\d+)*+!", r"(?:\s*\d(?!\d)(?:\s*,)?)+\)", r"(?:and|so\b)*1"]
)
def test_what_has_one_way_is_let_be(pattern: str) -> None:
    assert found_in(re.compile(pattern)) is None
