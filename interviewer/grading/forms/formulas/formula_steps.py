"""Derivations written one step per line, or aligned: a line that begins with an equals sign continues the line before."""

from __future__ import annotations

import re

from knowledge.text.alternatives import table

_MARK = (
    r"(?:\(?(?:step )?(?:\d{1,2}|[ivx]{1,4}) ?[.):] ?|[-*•–] |(?:first|second|third|fourth|fifth|then|next|final|so|and)"
    r"(?:ly)?\b ?[,:]? ?)"
)
_LISTED = re.compile(
    r"^\s*(?:\(?(?:step ?)?\d{1,2}[.):]+|\(?[a-hivx]{1,3}\)|[-*•–])\s+(?=[A-Za-z$\\(\d][^\n=]{0,200}=)(?!\d+\s*[.)])",
    re.I,
)
"""Matches the mark of a step in a list, which is not part of its formula."""
_GOES_ON = table(
    (rf" ?{_MARK}?(?:\$\$?|\\\(|\\\[)? ?&? ?(?:(?:\\(?:implies|Rightarrow|to)\b|=>|⇒) ?)?(?==(?![=>]))", "I) ="),
)
_SAID_ON = table(
    (rf" ?{_MARK}(?P<is>(?:this|that|which|it) (?:is|equals|gives|becomes) )(?=[$\\(\w])", "and that gives the"),
)
_ENDS = " \t.;,$\\"
"""Matches what can end a line that continues in the next one."""
_ALIGNED = re.compile(
    r"\\begin\s{0,3}\{(?P<kind>align(?:ed|at)?|split|gather(?:ed)?|eqnarray|multline)(?P<star>\*?)\}(?P<body>.*?)"
    r"(?:\\end\s{0,3}\{(?P=kind)(?P=star)\}|\Z)",
    re.DOTALL,
)
_ROW_END = re.compile(r"\\\\(?:\[[^\]\n]{0,9}\])?(?P<goes_on>\s*&?\s*=)?")
_NOT_PRINTED = re.compile(r"\\(?:nonumber|notag|label\s?\{[^}\n]{0,40}\})")


def joined_steps(text: str) -> str:
    """A text of the same length in which such steps are one line.

    "2. ds/dx = a", "3. = b" and "Fourth, this is c" become "ds/dx = a = b = c".
    """
    lines = _ALIGNED.sub(_unaligned, text).split("\n")
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


def without_marks(text: str) -> str:
    """A text of the same length without the marks of a list of equations: "(1) s' = a" is "    s' = a"."""
    return "\n".join(_LISTED.sub(lambda mark: " " * len(mark[0]), line, count=1) for line in text.split("\n"))


def _unaligned(match: re.Match[str]) -> str:
    """The rows of an aligned derivation as lines of the same length, each row that begins with ``=`` behind the one before."""
    body = _NOT_PRINTED.sub(lambda m: " " * len(m[0]), match["body"].replace("\n", " "))
    body = _ROW_END.sub(lambda m: "=".rjust(len(m[0])) if m["goes_on"] else "\n".ljust(len(m[0])), body)
    before, after = match.start("body") - match.start(), match.end() - match.end("body")
    return " " * before + body.replace("&", " ") + " " * after
