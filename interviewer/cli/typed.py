"""Reads a message typed in the terminal: where it ends, and which first lines are commands."""

from __future__ import annotations

import re
from collections.abc import Callable

from interviewer.conversation.understanding.intent import read_intent

END = "."
"""A line with only this ends a message, as in Unix mail; no answer needs such a line."""
EMPTY_LINES = 2
"""This many empty lines in a row also end it; a single one separates paragraphs."""
FENCES = ("```", "~~~")
ALONE = frozenset({"next", "hint", "skip", "repeat"})
"""Words that are a complete message if they are the only words on the first line."""
COMMANDS = ("/hint", "/repeat", "/clarify", "/skip", "/later", "/change", "/time", "/end")
"""The commands listed when somebody types an unknown one; more are understood."""
_COMMAND = re.compile(r"/[a-z]+\Z", re.IGNORECASE)
HOW = "a line with only a full stop, or two empty lines"
"""How to end a message, in words."""


def read_typed(
    read_line: Callable[[], str],
    commands: frozenset[str],
    tell: Callable[[str], None] = print,
    one_line: bool = False,
) -> str | None:
    """The next message as it was typed, without the empty lines around it.

    Empty lines within a code fence do not end it. A line that begins with a slash is a command only if it is a known one:
    ``//`` or a path begins an answer.

    Args:
        read_line: Gives the next line with its line ending, or "" if there are no more.
        commands: Commands in addition to those of the interview, each with its slash.
        tell: Called with a message if there is no such command; nothing is sent then.
        one_line: A single line is the whole message, as when talking about a closed question.

    Returns:
        None if the input has ended and nothing was typed.
    """
    lines: list[str] = []
    empty = 0
    while line := read_line():
        line = line.rstrip("\n")
        if not lines and is_command(line, commands):
            return line.strip()
        if not lines and _COMMAND.match(line.strip()):
            tell(f"there is no {line.strip()}; there are {', '.join(COMMANDS)}")
            continue
        if line.strip() == END and (lines or one_line):
            if lines:
                break
            continue
        if one_line and line.strip():
            return line.strip()
        if line.strip():
            empty = 0
        elif not lines:
            continue
        elif not _in_fence(lines):
            empty += 1
            if empty == EMPTY_LINES:
                break
        lines.append(line)
    return "\n".join(lines).rstrip() if lines else None


def is_command(line: str, commands: frozenset[str]) -> bool:
    """Whether a first line is a command that takes no further lines."""
    text = line.strip().lower()
    if text in ALONE:
        return True
    word = text.split(" ", 1)[0]
    return word.startswith("/") and (word in commands or read_intent(text) not in ("answer", "empty"))


def _in_fence(lines: list[str]) -> bool:
    fence = ""
    for line in lines:
        mark = line.lstrip()[:3]
        if not fence and mark in FENCES:
            fence = mark
        elif fence and mark == fence:
            fence = ""
    return bool(fence)
