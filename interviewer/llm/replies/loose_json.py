"""Decodes JSON that is nearly right, as small models write it.

Only what can mean one thing is read, and nothing is completed: a text that ends inside of a value has no value. A library
such as json-repair closes what is open, so that half of a reply becomes a whole one with verdicts that nobody gave.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.json_data import JsonValue

MOST_DEPTH = 40
"""Deepest nesting that is read loosely. A reply of ours has three levels; a judgement."""

_STRICT = json.JSONDecoder()
_BETWEEN = re.compile(r"(?:\s|//[^\n]*|#[^\n]*|/\*.*?\*/)*+", re.DOTALL)
"""What may stand between two parts: space, and comments, which JSON doesn't have."""
_STRINGS = {
    '"': re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL),
    "'": re.compile(r"'([^'\\]*(?:\\.[^'\\]*)*)'", re.DOTALL),
}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
"""A number."""
_WORD = re.compile(r"[A-Za-z_]\w*")
"""A word without quotation marks: a key, or a value such as true or None."""
_UNFINISHED = re.compile(r"[-+.\w]*|/(?:\*.*)?", re.DOTALL)
"""What may become a number, a word or a comment."""
_ESCAPE = re.compile(
    r"(?P<json>(?:\\u[0-9a-fA-F]{4})+)|\\(?:x(?P<byte>[0-9a-fA-F]{2})|U(?P<wide>[0-9a-fA-F]{8})|(?P<sign>.))", re.DOTALL
)
"""An escaped character in a string, as JSON or as other languages write it."""
_ESCAPED = {'"': '"', "'": "'", "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LITERALS = {"true": True, "True": True, "false": False, "False": False, "null": None, "None": None}


class CutJsonError(ValueError):
    """The text ends before the value does."""


@dataclass(frozen=True)
class Decoded:
    """A value, where it ends in its text, and whether it was JSON as it should be."""

    value: JsonValue
    end: int
    strict: bool


def decode(text: str, start: int) -> Decoded:
    """The JSON value that begins at a place: decoded strictly, or loosely if that fails.

    Loosely means: line breaks and other control characters inside of strings, commas before a closing bracket, single
    quotes, keys without quotes, Python's ``True``, ``False`` and ``None``, comments, and backslashes that escape nothing, as
    in LaTeX.

    Raises:
        CutJsonError: The text ends before the value does.
        ValueError: There is no value here.
    """
    try:
        value, end = _STRICT.raw_decode(text, start)
    except (ValueError, RecursionError):
        reader = _LooseReader(text, start)
        value = reader.value()
        return Decoded(value, reader.at, strict=False)
    return Decoded(value, end, strict=True)


class _LooseReader:
    """Reads one value; ``at`` is the place it has reached."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self.at = start

    def value(self, depth: int = 0) -> JsonValue:
        """The value that comes next."""
        match self._next():
            case "{":
                return self._object(depth)
            case "[":
                return [self.value(depth + 1) for _ in self._members("]", depth)]
            case '"' | "'":
                return self._string()
        if number := self._take(_NUMBER):
            return float(number) if re.search("[.eE]", number) else int(number)
        return self._literal()

    def _object(self, depth: int) -> JsonValue:
        found: dict[str, JsonValue] = {}
        for _ in self._members("}", depth):
            key = self._string() if self._next() in _STRINGS else self._take(_WORD)
            if not key or key in found:  # of two values for a key, nobody can say which is meant
                raise self._fault()
            self._pass(":")
            found[key] = self.value(depth + 1)
        return found

    def _members(self, closing: str, depth: int) -> Iterator[None]:
        """Stops before each member, and ends behind the closing bracket."""
        if depth > MOST_DEPTH:
            raise self._fault()
        self.at += 1
        first = True
        while self._next() != closing:
            if not first:
                self._pass(",")
                if self._next() == closing:
                    break
            yield
            first = False
        self.at += 1

    def _string(self) -> str:
        found = _STRINGS[self._next()].match(self._text, self.at)
        if not found:
            raise CutJsonError("the text ends inside of a string")
        self.at = found.end()
        return _ESCAPE.sub(_unescaped, found[1])

    def _literal(self) -> bool | None:
        word = self._take(_WORD)
        if word not in _LITERALS:
            raise self._fault()
        return _LITERALS[word]

    def _take(self, pattern: re.Pattern[str]) -> str:
        """What matches here; empty if nothing does."""
        found = pattern.match(self._text, self.at)
        if not found:
            return ""
        self.at = found.end()
        return found[0]

    def _pass(self, mark: str) -> None:
        if self._next() != mark:
            raise self._fault()
        self.at += 1

    def _next(self) -> str:
        """The next character that is neither white space nor a comment; it is not passed."""
        self._take(_BETWEEN)
        if self.at >= len(self._text):
            raise CutJsonError("the text ends inside of a value")
        return self._text[self.at]

    def _fault(self) -> ValueError:
        ends = _UNFINISHED.fullmatch(self._text, self.at)
        return CutJsonError("the text ends inside of a value") if ends else ValueError(f"no JSON at {self.at}")


def _unescaped(escape: re.Match[str]) -> str:
    """What an escape stands for; a backslash that escapes nothing stands for itself."""
    if escape["json"]:
        return str(json.loads(f'"{escape["json"]}"'))
    if code := escape["byte"] or escape["wide"]:  # Python's
        return chr(int(code, 16)) if int(code, 16) <= sys.maxunicode else escape[0]
    return _ESCAPED.get(escape["sign"], escape[0])
