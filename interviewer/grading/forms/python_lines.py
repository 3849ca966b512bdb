"""Where there is Python in an answer that has no fence around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from interviewer.grading.forms.fences import spaced, without_fences
from knowledge.text.alternatives import table

DEFINES = re.compile(r"^[ \t]*(?:def[ \t]+\w+[ \t]*\(|class[ \t]+\w+[ \t]*[:(])", re.M)
"""The head of a function or a class."""
_BEGINS = re.compile(r"(?:import|from|def|class)\b|@\w|>>>|In[ \t]?\[\d*\]:")
"""A line at the margin that begins a program, or a notebook's cell."""
_STATEMENT = table(
    (r"(?:def|class)[ \t]+\w+[ \t]*[(:]", "def f(x):"),
    (r"(?:return|import|from|raise|assert|global|nonlocal|del|yield)\b", "return x"),
    (r"(?:for|while|if|elif|with|except)\b.*:", "for x in xs:"),
    (r"(?:else|try|finally)[ \t]*:", "else:"),
    (r"(?:pass|break|continue)[ \t]*$", "pass"),
    (r"@\w", "@dataclass"),
    (r"(?:>>>|\.\.\.|In[ \t]?\[\d*\]:)", "In [1]: x"),
    (r"[\w.\[\](), \t:\"'<>=!*-]+?[-+*/@%]?=[^=]", 'cache["h"] = x'),
    (r"[\w.]+\(.*", "print(x)"),
    (r"[])}]+[ \t,:]*$", "),"),
    (r"(?:\"\"\"|''')", '"""What it does.'),
    before=r"[ \t]*",
    flags=re.NOFLAG,
)
"""A line of Python, roughly."""
_INDENTED = re.compile(r"[ \t]+(?![-*+•>][ \t])\S")
_COMMENT = re.compile(r"[ \t]*#")


def bare_code(prose: str) -> tuple[int, int]:
    """Where the code begins and ends that an answer defines without a fence, in characters; (0, 0) if there is none.

    It goes from its first line, with the comments above it, to the last line that is indented or is a statement.

    Args:
        prose: The answer with spaces in place of its fenced blocks.
    """
    if not DEFINES.search(prose):
        return 0, 0
    lines = prose.splitlines(keepends=True)
    first = next((n for n, line in enumerate(lines) if _BEGINS.match(line)), 0)
    while first and (_COMMENT.match(lines[first - 1]) or _STATEMENT.match(lines[first - 1])):
        first -= 1
    code = [n for n in range(first, len(lines)) if _INDENTED.match(lines[n]) or _STATEMENT.match(lines[n])]
    last = code[-1] if code else first
    start = sum(map(len, lines[:first]))
    return start, start + sum(map(len, lines[first : last + 1]))


def without_code(text: str) -> str:
    """The prose of an answer: fenced blocks, and code that is defined without a fence, are replaced by as many spaces."""
    prose = without_fences(text)
    start, end = bare_code(prose)
    return prose[:start] + spaced(prose[start:end]) + prose[end:] if end else prose


def comments(prose: str) -> frozenset[int]:
    """Where lines begin that are comments of code which defines nothing: their number signs are next to statements.

    What counts are the nearest lines above and below that have words and are no comments.
    """
    lines = prose.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    above, below = _next_to_code(lines), _next_to_code(lines[::-1])[::-1]
    return frozenset(starts[n] for n in range(len(lines)) if above[n] or below[n])


def _next_to_code(lines: Sequence[str]) -> list[bool]:
    """Of each line, whether it begins with a number sign and the last line before it that does not is a statement."""
    found, code = [], False
    for line in lines:
        signed = _COMMENT.match(line) is not None
        found.append(signed and code)
        if line.strip() and not signed:
            code = _STATEMENT.match(line) is not None
    return found
