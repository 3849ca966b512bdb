"""An answer without the marks of Markdown that a pattern trips over: "The root is **5**." says that the root is 5.

Only marks without a meaning of their own go: code stays as it is, with a fence or without, and so do the star of a product, the
minus of a formula that continues on the next line, and the dollar signs of a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.grading.forms.fences import without_fences
from interviewer.grading.forms.python_lines import bare_code, comments

LONGEST_RUN = 200
"""As often as a character is read one after another: more than any line of code is indented, and than any number has digits.
Patterns that backtrack over thousands of spaces or digits take seconds."""
_RUN = re.compile(rf"(.)\1{{{LONGEST_RUN},}}")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_FIRST_MARK = re.compile(r"(?:[ \t]*#{1,6}[ \t].*\n|[^\S\n]*\n)*[ \t]*([-*+•>])[ \t]+(?=\S)")
"""Below its headings, the text begins with a bullet or a quoted line: the same sign at the start of other lines is one too."""
_EMPHASIS = re.compile(
    r"(?<![^\s([{\"'“‘:/])(\*{1,3}|_{1,3}|~~)(?=[^\s*_~])([^\n*_~]{0,80}?[^\s*_~])\1(?![^\s)\]}.,;:!?\"'”’/%])"
)
"""Emphasised words are between spaces or punctuation; the star of a product and the sign of a positive part do not."""
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_DOLLARS = re.compile(r"(?<![\w$\\])\$[ \t]*([-+]?\d+(?:\.\d+)?)[ \t]*\$(?![\w$])")
"""Dollar signs around a single number, which needs no formula to be read."""


def without_markdown(text: str) -> str:
    """The text without emphasis, inline code, headings, bullets and dollar signs around a number; shorter if there are any."""
    text = _RUN.sub(lambda run: run[0][:LONGEST_RUN], text)
    gone: set[int] = set()
    prose = without_fences(text)
    first, last = bare_code(prose)
    signs = frozenset() if last else comments(prose)
    for start, end in _spans(prose):
        if (end <= first or start >= last) and start not in signs:
            gone.update(range(start, end))
    return "".join(char for place, char in enumerate(text) if place not in gone) if gone else text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the marks are, start and end in characters."""
    for pattern, group in ((_EMPHASIS, 2), (_CODE, 1), (_DOLLARS, 1)):
        for match in pattern.finditer(text):
            yield match.start(), match.start(group)
            yield match.end(group), match.end()
    for match in _HEADING.finditer(text):
        yield match.span()
    if first := _FIRST_MARK.match(text):
        for match in re.finditer(rf"^[ \t]*{re.escape(first[1])}[ \t]+", text, re.MULTILINE):
            yield match.span()
