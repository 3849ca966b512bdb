"""What a formula in an answer is about, and under which conditions it is said to hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from knowledge.text.sentences import sentences

_INDEXED = re.compile(r"(?<![A-Za-z])([A-Za-z]+)_\s*\{?([ijkmn])\}?(?![A-Za-z])")
_CLAUSE = re.compile(r"\s*[,;]\s+|\s+(?=(?:and|while|whereas|but|or)\s)|(?<=[.!?])\s+|\n+")
"""Where a clause ends: finer than ``sentences``, into which the answer has been cut before."""
_CONDITION = re.compile(
    r"\b(?:for|at|with|where|when|if|e\.g\.|say|and|,)\s+([A-Za-z]\w*)\s*=\s*(-?\d+(?:\.\d+)?)(?![\w.]|\s*[-+*/^(=])"
)
_SQUARE = re.compile(r"\b(\d+)\s*(?:[x×*]|by)\s*\1\b")
_INDEX = re.compile(
    r"_\s*\(\s*\w+\s*(?:[+-]\s*1)?\s*\)|_\s*(?:[ijtnk]|old|new)\b(?:\s*[+-]\s*1\b)?|_\s*[tkn]1\b"
    r"|\^\s*(?:\(\s*\(\s*t\s*(?:[+-]\s*1)?\s*\)\s*\)|\(\s*t\s*(?:[+-]\s*1)?\s*\)|t\b)"
)
"""The index of an element or a step, as subscript or superscript: w_{t+1} is w_t1 in plain notation."""
_GRAMMAR = frozenset(["the", "of", "gradient", "derivative", "grad", "just", "its"])


def without_indices(plain: str) -> str:
    """A line in plain notation whose variables have no index of an element or a step."""
    return _INDEX.sub("", plain)


def has_mixed_indices(line: str) -> bool:
    """Whether one side of an equation has one variable with two indices, so that it is not an element-wise formula."""
    for side in re.split(r"(?<![!<>])=", line):
        indices: dict[str, set[str]] = {}
        for name, index in _INDEXED.findall(side.split(" if ")[0]):
            if name not in {"delta", "d", "partial"}:
                indices.setdefault(name, set()).add(index)
        if any(len(found) > 1 for found in indices.values()):
            return True
    return False


def is_out_of_bounds(plain: str, names: Collection[str]) -> bool:
    """Whether a line makes a variable negative, which random points never are: "with eta < 0"."""
    return any(
        match[1] in names
        for match in re.finditer(
            r"\b(?:with|where|for|and|but|when|if)\s+(?:a\s+)?([A-Za-z]\w*)\s*(?:is\s+)?(?:<=?\s*0(?![\d.])|=\s*-)",
            plain,
        )
    ) or bool(
        re.search(r"\b(?:with|where|and|but)\s+(?:an?\s+)?(?:negative\s+\w+|\w+\s+(?:is\s+)?negative)\b", plain, re.I)
    )


def conditions_of(plain: str, line: str, names: Collection[str]) -> Mapping[str, float]:
    """The values to which a line sets variables, such as ``k = 3`` in "for k=3" or "for a 5x5 filter"."""
    found = {name: float(value) for name, value in _CONDITION.findall(plain) if name in names}
    square = _SQUARE.search(line)
    if square and "k" in names and "k" not in found:
        found["k"] = float(square[1])
    return found


def clauses_about(answer: str, about: Sequence[str], target: Sequence[str]) -> Iterator[str]:
    """The clauses of an answer about something: those that name it, and those that follow one and name nothing similar.

    Args:
        about: Words for it, such as "squared".
        target: Names of what is asked of it, such as "the gradient of the squared norm"; their other nouns are of its kind.
    """
    kind = {word for text in target for word in re.findall(r"[A-Za-z]{3,}", text.lower())} - _GRAMMAR
    kind -= {word.lower() for word in about}
    for sentence in sentences(answer):
        spoken_of = False
        for clause in _CLAUSE.split(sentence):
            low = clause.lower()
            if any(word.lower() in low for word in about):
                spoken_of = True
            elif any(re.search(rf"\b{word}", low) for word in kind) or re.search(r"\|\||‖|\\l?Vert|\\\|", clause):
                spoken_of = False
            if spoken_of:
                yield clause
