"""Messages for lists that cannot be read: the line at fault, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.authoring.asking import ASKS, plain
from knowledge.authoring.marks import Mark
from knowledge.authoring.question_list import ListedPart
from knowledge.authoring.shapes import Shape, ranked_shapes
from knowledge.errors import KnowledgeError

WANTED = (
    "a question is a numbered item, a heading, a bold line, a bullet or a table row that asks something, "
    "such as '1. What is …?' below '## Section'"
)
_HTML = re.compile(r"^\s*</?[a-z!]", re.I)
_ROW = re.compile(r"^\s*\|.*\|\s*$")


class UnreadableList(KnowledgeError):
    """No question list is recognised; the message names the line that caused it."""


def nothing_asks(text: str, marks: Sequence[Mark]) -> UnreadableList:
    """The error for a text without any question."""
    return UnreadableList(f"has no numbered question and no other known shape{_misleading(text, marks)}; {WANTED}")


def more_left_over(parts: Sequence[ListedPart], missed: Sequence[Mark], shape: Shape) -> UnreadableList:
    """The error for a reading that leaves out more questions than it places."""
    return UnreadableList(
        f"is not understood: {shape.name} were taken for its {len(parts)} questions, but line {missed[0].start + 1} "
        f"and {len(missed) - 1} more ask something too ({short(missed[0].asked.text)}); {WANTED}"
    )


def short(text: str) -> str:
    """A text in quotes, shortened to fit on a line."""
    words = plain(text)
    return f"'{words[:57]}…'" if len(words) > 58 else f"'{words}'"


def _misleading(text: str, marks: Sequence[Mark]) -> str:
    ranked = ranked_shapes(marks)
    for shape in sorted(ranked, key=lambda s: -s.score):
        of_kind = [m for m in marks if m.family == shape.family]
        wrong = next((m for m in of_kind if m.asked.worth < ASKS), None)
        if wrong is not None and len(of_kind) >= 2:
            return f": line {wrong.start + 1} ({short(wrong.asked.text)}) is one of {len(of_kind)} {shape.name}, most of which ask nothing"
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if line.strip()), None)
    if at is None:
        return ": line 1 is its last, and the file has no words"
    at = next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), at)
    return f": line {at + 1} ({short(lines[at])}) {_kind(lines[at])}"


def _kind(line: str) -> str:
    if _ROW.match(line):
        return "is a row of a table in which no column asks; name the columns in a first row, '| Question | Answer |'"
    if _HTML.match(line):
        return "is HTML; write the questions in Markdown"
    return "is not marked as a question"
