"""Code with a syntax error: what is whole is kept, what is lost is named, and a slip of the keyboard is put right.

Python would run none of it. But a function that stands before the error is complete, and is tested by itself. The function or
class that has the error is lost as a whole: half of it would do something else than what was meant. What was meant can be told
where the error is a mere slip, such as a missing colon; see ``without_slips``.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

MOST_CUT = 3
"""How many lines can fail to parse, at the end of code or as slips; with more, the code counts as not running."""
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
"""A return that breaks off. What it would have handed back is not known, so it is read as handing back nothing."""
_DEFINED = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.M)


@dataclass(frozen=True)
class Broken:
    """Code that does not parse, without the part that is to blame.

    Attributes:
        kept: The code that parses; all of the code if there is no such part.
        line: The first line that is not valid Python; "" if nothing was left out.
        lost: The name of the function or class that it is in; "" if it is in none.
    """

    kept: str
    line: str = ""
    lost: str = ""


def parses(source: str) -> bool:
    """Whether a text parses as Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def without_broken_end(code: str) -> Broken:
    """Code without its last statement, and without the whole function or class of it, if only that does not parse."""
    whole = code.rstrip().splitlines()
    lines = list(whole)
    for _ in range(MOST_CUT):
        at = _fault(lines)
        if not 0 < at <= len(lines):
            break
        lines = lines[: at - 1]
        if sum(bool(line.strip()) for line in whole[len(lines) :]) > MOST_CUT:
            break
        if not lines or parses("\n".join(lines)):
            return _without_definition(code, whole, len(lines))
    return Broken(code)


def without_slips(code: str) -> str:
    """Code with its few slips of syntax put right as they were most likely meant.

    A line with anything else wrong in it is never left out: it may be the very line that is wrong. Only words that are no code,
    and brackets that close nothing, are. The lines keep their numbers. "" if more than ``MOST_CUT`` lines are to blame, or if
    what is wrong with one is no slip.
    """
    lines = code.rstrip().splitlines()
    for _ in range(MOST_CUT):
        at = _fault(lines)
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


def names_in(code: str) -> list[str]:
    """The functions and classes at the top of some code, which need not parse."""
    return _DEFINED.findall(code)


def faulty_line(code: str) -> str:
    """The first line of some code that is not valid Python."""
    lines = code.rstrip().splitlines()
    at = _fault(lines)
    return lines[at - 1].strip() if 0 < at <= len(lines) else ""


def _fault(lines: list[str]) -> int:
    """The line of the first syntax error, from 1; 0 if unknown. A block without a body is wrong at its head."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse("\n".join(lines))
    except SyntaxError as error:
        behind = re.search(r"on line (\d+)$", error.msg or "")
        at = int(behind[1]) if behind else error.lineno or 0
        return at if behind or at <= len(lines) else len(lines)
    except (ValueError, RecursionError, MemoryError):
        return 0
    return 0


def _without_definition(code: str, whole: list[str], end: int) -> Broken:
    """The code up to a line, without the function or class that goes on there."""
    start = end
    if start < len(whole) and whole[start][:1].isspace():
        while start > 0 and (not whole[start][:1].strip() or whole[start][:1] in ")]}#"):
            start -= 1
        while start > 0 and whole[start - 1].startswith("@"):
            start -= 1
    lost = names_in("\n".join(whole[start:]))
    kept = "\n".join(whole[:start]) + "\n"
    return Broken(kept, faulty_line(code), lost[0] if lost else "") if names_in(kept) else Broken(code)
