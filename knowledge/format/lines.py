"""Line numbers in a bank file, so that a message about a text can say where the text is."""

from __future__ import annotations

from pathlib import Path

from knowledge.errors import FieldName, Problem, ProblemKind

_LOOKED_FOR = 40
"""How many characters of a text to search for: long texts are folded over several lines."""


class FileLines:
    """The lines of one file. If it cannot be read there are none, and every problem belongs to the file as a whole.

    Args:
        text: The file's text, if it is not saved yet.
    """

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        try:
            self.lines = (path.read_text(encoding="utf-8-sig") if text is None else text).split("\n")
        except OSError:
            self.lines = []

    def problem(
        self,
        text: str,
        what: str | tuple[str | FieldName, ...],
        about: str = "",
        criterion: str = "",
        kind: ProblemKind = "",
    ) -> Problem:
        """A problem at the first line that contains the beginning of a text."""
        needle = text[:_LOOKED_FOR]
        line = next((n for n, content in enumerate(self.lines, start=1) if needle and needle in content), 0)
        return Problem(self.path, line=line, what=what, about=about, criterion=criterion, kind=kind)

    def has_field(self, name: str) -> bool:
        """Whether a line begins with a field, to distinguish a default from what was written."""
        return any(line.startswith(f"{name}:") for line in self.lines)
