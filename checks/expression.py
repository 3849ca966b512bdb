"""Licence expressions, such as ``MIT AND (Apache-2.0 OR BSD-3-Clause)``: whether a list of names allows one."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

_TOKEN = re.compile(r"\s*([()]|[A-Za-z0-9.+-]+)")


def is_expression(text: str) -> bool:
    """Whether this can be read as an expression."""
    try:
        allows(text, frozenset())
    except ValueError:
        return False
    return True


def allows(expression: str, names: Set[str]) -> bool:
    """Whether these names allow an expression: every part joined by AND or WITH, and at least one of those joined by OR.

    Raises:
        ValueError: The text is not a licence expression.
    """
    reader = _Reader(_tokens(expression))
    allowed = _either(reader, names)
    if reader.peek():
        raise ValueError(f"{reader.peek()!r} is where the expression should end")
    return allowed


@dataclass
class _Reader:
    tokens: list[str]
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    for match in _TOKEN.finditer(text.strip()):
        if match.start() != at:
            break
        found.append(match[1])
        at = match.end()
    if not found or at != len(text.strip()):
        raise ValueError(f"{text[:60]!r} is not a licence expression")
    return found


def _either(reader: _Reader, names: Set[str]) -> bool:
    allowed = _both(reader, names)
    while reader.peek().upper() == "OR":
        reader.take()
        allowed = _both(reader, names) or allowed
    return allowed


def _both(reader: _Reader, names: Set[str]) -> bool:
    allowed = _one(reader, names)
    while reader.peek().upper() in {"AND", "WITH"}:
        reader.take()
        allowed = _one(reader, names) and allowed
    return allowed


def _one(reader: _Reader, names: Set[str]) -> bool:
    token = reader.take()
    if token == "(":
        allowed = _either(reader, names)
        if reader.take() != ")":
            raise ValueError("a bracket is not closed")
        return allowed
    if not token or token == ")" or token.upper() in {"AND", "OR", "WITH"}:
        raise ValueError(f"a licence is missing before {token or 'the end'!r}")
    return token in names
