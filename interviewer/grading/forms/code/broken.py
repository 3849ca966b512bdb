"""Code with a syntax error: what is whole is kept, and what is lost is named.

Python would run none of it. But a function before the error is complete, and is tested by itself. The function or
class that has the error is lost as a whole: half of it would do something else than what was meant. What was meant can be told
where the error is a mere slip, such as a missing colon; see ``slips``.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

MOST_CUT = 3
"""How many lines can fail to parse, at the end of code or as slips; with more, the code counts as not running."""
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
        at = fault_line(lines)
        if not 0 < at <= len(lines):
            break
        lines = lines[: at - 1]
        if sum(bool(line.strip()) for line in whole[len(lines) :]) > MOST_CUT:
            break
        if not lines or parses("\n".join(lines)):
            return _without_definition(code, whole, len(lines))
    return Broken(code)


def names_in(code: str) -> list[str]:
    """The functions and classes at the top of some code, which need not parse."""
    return _DEFINED.findall(code)


def faulty_line(code: str) -> str:
    """The first line of some code that is not valid Python."""
    lines = code.rstrip().splitlines()
    at = fault_line(lines)
    return lines[at - 1].strip() if 0 < at <= len(lines) else ""


def fault_line(lines: list[str]) -> int:
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
