"""Callouts, as Obsidian writes them, whose titles are the questions: ``> [!question]- What is …?`` with the answer quoted below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.authoring.reading.answers import fenced
from knowledge.authoring.words.answer_titles import is_answer_label
from knowledge.authoring.words.asking import ASKS, worth

_OPENED = re.compile(r"^\s{0,3}>\s?\[!(?P<kind>[\w-]{2,30})(?:\|[^\]]*)?\][-+]?\s*(?P<title>.*?)\s*$")
"""The first line of a callout, with its kind and its title."""
_QUOTED = re.compile(r"^\s{0,3}>\s?")
"""The mark of a quoted line."""
_ASKS = ("question", "faq", "help")
"""The kinds of callouts that Obsidian draws as a question."""
_ANSWERS = ("success", "check", "done", "answer", "solution")
"""The kinds that it draws as done, and those that people name after what they hold."""
_FEWEST = 2
"""How many callouts must ask; a single one is a remark in a text. By hand."""


@dataclass(frozen=True)
class _Callout:
    """A callout: its first line and the line after its last, from 0, its kind and its title."""

    start: int
    end: int
    kind: str
    title: str

    @property
    def asks(self) -> bool:
        """Whether it is a question rather than a remark or an answer."""
        return self.kind in _ASKS or (self.kind not in _ANSWERS and worth(self.title) >= ASKS)

    @property
    def answers(self) -> bool:
        """Whether it holds an answer."""
        return self.kind in _ANSWERS or is_answer_label(self.title)


def with_plain_callouts(text: str) -> str:
    """The text, line for line, with callouts that ask as bold questions, and what they hold as their answers."""
    lines = text.split("\n")
    found = _callouts(lines) if "[!" in text else []
    if sum(callout.asks for callout in found) < _FEWEST:
        return text
    for callout in found:
        if callout.asks:
            _open(lines, callout, f"**{callout.title}**" if worth(callout.title) >= ASKS else f"**Q: {callout.title}**")
        elif callout.answers:
            _open(lines, callout, "**Answer:**" if is_answer_label(callout.title) else f"**Answer:** {callout.title}")
    return "\n".join(lines)


def _callouts(lines: Sequence[str]) -> list[_Callout]:
    inside, found = fenced(list(lines)), []
    for n, line in enumerate(lines):
        match = None if inside[n] else _OPENED.match(line)
        if match:
            end = next((m for m in range(n + 1, len(lines)) if not lines[m].lstrip().startswith(">")), len(lines))
            found.append(_Callout(n, end, match["kind"].casefold(), match["title"]))
    return found


def _open(lines: list[str], callout: _Callout, first: str) -> None:
    """Put a line in the place of a callout's first, and take the marks of quotation from the others, in place."""
    lines[callout.start] = first.replace("**Q: **", "**Question:**").rstrip()
    for n in range(callout.start + 1, callout.end):
        lines[n] = _QUOTED.sub("", lines[n])
    for inner in _callouts(lines[callout.start + 1 : callout.end]):
        at = callout.start + 1
        within = _Callout(inner.start + at, inner.end + at, inner.kind, inner.title)
        if within.answers:
            _open(lines, within, "**Answer:**" if is_answer_label(within.title) else f"**Answer:** {within.title}")
