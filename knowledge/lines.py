"""Line numbers in a bank file, so that a message about a text can say where it is."""

from __future__ import annotations

from pathlib import Path

from knowledge.errors import Problem

_LOOKED_FOR = 40
"""Characters of a text that are looked for: long texts are folded over several lines."""


class FileLines:
    """The lines of one file; none where it cannot be read, and then every problem is of the file as a whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.lines = path.read_text(encoding="utf-8-sig").split("\n")
        except OSError:
            self.lines = []

    def problem(self, text: str, message: str) -> Problem:
        """A problem at the first line that holds the beginning of a text."""
        needle = text[:_LOOKED_FOR]
        line = next((n for n, content in enumerate(self.lines, start=1) if needle and needle in content), 0)
        return Problem(self.path, line, message)

    def has_field(self, name: str) -> bool:
        """Whether a line begins with a field, so that a default can be told from what was written."""
        return any(line.startswith(f"{name}:") for line in self.lines)
