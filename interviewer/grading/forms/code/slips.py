"""Slips of syntax in code, such as a missing colon, and the code as it was most likely meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from interviewer.grading.forms.code.broken import MOST_CUT, fault_line, parses

_HEAD = re.compile(r"[ \t]*(?:async[ \t]+)?(?:def|class|for|while|if|elif|else|with|try|except|finally)\b")
"""The start of a line that begins a block."""
_STARTS = ("return", "import", "while", "class", "lambda", "raise", "except", "finally")
"""Words that begin a statement and are long enough to be known when two letters changed places."""
_OPENING = {")": "(", "]": "[", "}": "{"}
_TYPED = str.maketrans("×·÷−–“”‘’", "**/--\"\"''")
"""Signs that a phone or an editor of texts puts in place of those of Python."""
_DOUBLED = re.compile(r"([-+*/@])[ \t]+\1[ \t]*")
"""An operator that was typed twice."""
_STRAY_COMMAS = re.compile(r",(?:\s*,)+")
_NO_CODE = re.compile(
    r"[\s\W_]*|\s*(?!(?:return|raise|yield|pass|break|continue|import|global|del|assert)\b)[A-Za-z']+(?:\s+[A-Za-z']+)+\s*[.!…]*\s*"
)
"""A line of nothing but signs, or of nothing but words."""
_CUT_RETURN = re.compile(r"\s*return\b.*[(\[{]\s*$")
"""A return that breaks off. What it would have returned is not known, so it is read as returning nothing."""


@dataclass(frozen=True)
class Slips:
    """Code that does not parse because of a few slips, and the same with them put right.

    Attributes:
        written: The code as it was typed.
        meant: The code with its slips put right; its lines have the same numbers.
        lines: The numbers, from 1, of the lines that were put right.
    """

    written: str
    meant: str
    lines: tuple[int, ...]

    @property
    def first(self) -> str:
        """The first line with a slip, as it was typed."""
        return self.line(self.lines[0])

    def line(self, number: int) -> str:
        """A line as it was typed, without the space around it."""
        return self.written.splitlines()[number - 1].strip()


def slips_of(written: str) -> Slips | None:
    """The slips of some code; None if it parses, has too many of them, or has something worse."""
    meant = "" if parses(written) else without_slips(written)
    if not meant:
        return None
    both = zip(written.splitlines(), meant.splitlines(), strict=False)  # empty lines at the end are left out
    return Slips(written, meant, tuple(n for n, (typed, put_right) in enumerate(both, 1) if typed != put_right))


def without_slips(code: str) -> str:
    """Code with its few slips of syntax put right as they were most likely meant.

    A line with anything else wrong in it is never left out: it may be the very line that is wrong. Only words that are no code,
    and brackets that close nothing, are. The lines keep their numbers. "" if more than ``MOST_CUT`` lines are to blame, or if
    what is wrong with one is no slip.
    """
    lines = code.rstrip().splitlines()
    for _ in range(MOST_CUT):
        at = fault_line(lines)
        if not 0 < at <= len(lines):
            return ""
        for line in _put_right(lines[at - 1]):
            lines[at - 1] = line
            if parses("\n".join(lines)):
                return "\n".join(lines) + "\n"
    return ""


def _put_right(line: str) -> Iterator[str]:
    """A line with each of the usual slips undone, the likeliest first."""
    code, comment = _apart(line.translate(_TYPED))
    code = re.sub(r"(?:,\s*){2,}$", "", code)
    code = re.sub(r"^(\s*)else\s+if\b", r"\1elif", _STRAY_COMMAS.sub(",", _DOUBLED.sub(r"\1 ", code)))
    code = re.sub(r"^(\s*\w+)(\+\+|--)$", lambda m: f"{m[1]} {m[2][0]}= 1", _start_spelt(code))
    closed = "" if _CUT_RETURN.match(line) else _closed(code)
    for way in dict.fromkeys((code, closed, code.removesuffix(","), closed.removesuffix(","))):
        yield way + comment
        if _HEAD.match(way) and not way.endswith(":"):
            yield f"{way}:{comment}"
    if _NO_CODE.fullmatch(line) and not _HEAD.match(line):
        yield ""


def _apart(line: str) -> tuple[str, str]:
    """The code of a line and the comment behind it, with the space before it. A sign in a string is not looked for."""
    at = line.find("#")
    code = (line if at < 0 else line[:at]).rstrip()
    return code, line[len(code) :].rstrip()


def _start_spelt(code: str) -> str:
    """A line whose first word is nearly one of ``_STARTS``, with that word."""
    first = re.match(r"\s*([a-z]+)(?=\s+[\w(\[])", code)
    meant = get_close_matches(first[1], _STARTS, n=1, cutoff=0.8) if first else []
    return code if first is None or not meant else code[: first.start(1)] + meant[0] + code[first.end(1) :]


def _closed(code: str) -> str:
    """A line with the brackets that it leaves open closed, and without those at its end that close nothing."""
    head = code.endswith(":") and _HEAD.match(code) is not None
    body = code[:-1] if head else code
    left: list[str] = []
    for sign in body:
        if sign in _OPENING.values():
            left.append(sign)
        elif sign in _OPENING and left and left[-1] == _OPENING[sign]:
            left.pop()
        elif sign in _OPENING:
            left.append(sign)
    while left and left[-1] in _OPENING and body.endswith(left[-1]):
        body = body[:-1].rstrip()
        left.pop()
    closing = {opening: sign for sign, opening in _OPENING.items()}
    body += "".join(closing.get(sign, "") for sign in reversed(left))
    return f"{body}:" if head else body
