"""Derivations written one step per line: a line that begins with an equals sign continues the line before."""

from __future__ import annotations

import re

_MARK = (
    r"(?:\(?(?:step )?(?:\d{1,2}|[ivx]{1,4}) ?[.):] ?|[-*•–] |(?:first|second|third|fourth|fifth|then|next|final|so|and)"
    r"(?:ly)?\b ?[,:]? ?)"
)
_GOES_ON = re.compile(
    rf" ?{_MARK}?(?:\$\$?|\\\(|\\\[)? ?&? ?(?:(?:\\(?:implies|Rightarrow|to)\b|=>|⇒) ?)?(?==(?![=>]))", re.I
)
_SAID_ON = re.compile(rf" ?{_MARK}(?P<is>(?:this|that|which|it) (?:is|equals|gives|becomes) )(?=[$\\(\w])", re.I)
_ENDS = " \t.;,$\\"
"""Matches what can end a line that continues in the next one."""


def joined_steps(text: str) -> str:
    """A text of the same length in which such steps are one line.

    "2. ds/dx = a", "3. = b" and "Fourth, this is c" become "ds/dx = a = b = c".
    """
    lines = text.split("\n")
    out = [lines[0]]
    for line in lines[1:]:
        start = len(line) - len(line.lstrip())
        goes_on, said_on = _GOES_ON.match(line, start), _SAID_ON.match(line, start)
        if "=" not in out[-1] or not (goes_on or said_on):
            out.append(line)
            continue
        before = out[-1].rstrip(_ENDS)
        gap = " " * (len(out[-1]) - len(before) + 1)
        if goes_on:
            out[-1] = before + gap + " " * goes_on.end() + line[goes_on.end() :]
        elif said_on:
            out[-1] = before + gap + "=".rjust(said_on.end() - 1) + " " + line[said_on.end() :]
    return "\n".join(out)
