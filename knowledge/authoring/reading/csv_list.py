"""Reads a question list from a CSV table, as saved by a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.reading.any_list import UnreadableList
from knowledge.authoring.structure.tables import role_of
from knowledge.authoring.words.asking import ASKS, plain, worth
from knowledge.authoring.words.levels import difficulty_of, text_without_difficulty
from knowledge.text.shortening import shortened

_NAMES: Mapping[str, tuple[str, ...]] = {
    "question": ("front",),
    "answer": ("reference", "back"),
    "section": ("section", "category", "subject", "chapter"),
}
"""The names a column can have, in lower case, besides those of a Markdown table."""
_ROLES = {"question": "question", "answer": "answer", "difficulty": "difficulty", "topic": "topics", "number": "number"}
"""The column of a Markdown table's role."""
_DELIMITERS = ",;\t|"
LONGEST_CELL = 200_000
"""The most characters in a cell; at Python's default limit, reading would fail with Python's own error message."""


def read_csv_list(text: str) -> QuestionList:
    """Read a table: by the names of its columns, or the first column as the questions and the second as the answers.

    Raises:
        UnreadableList: It has no column of questions, or most of that column asks nothing.
    """
    rows = _rows(text)
    if not rows:
        raise UnreadableList(
            "has no rows (line 1 is its last); give a column 'question' and, if you like, a column 'answer'"
        )
    columns = named_columns(rows[0][1])
    named = "question" in columns
    columns = columns if named else {"question": 0, "answer": 1}
    head = rows[0][1] if named else []
    body = rows[1:] if named else rows
    if not named and not worth(_cell(rows[0][1], 0)) >= ASKS:
        raise UnreadableList(
            f"is not understood: line 1 ({_short(','.join(rows[0][1]))}) neither names a column 'question' nor asks "
            "anything; name the columns 'question' and 'answer' in the first line"
        )
    parts, unplaced = _parts(body, columns, head)
    silent = [part for part in parts if worth(part.text.split("\n")[0]) < ASKS and "?" not in part.text]
    if not parts or len(silent) > len(parts) / 2:
        line, said = (silent[0].line, silent[0].text) if silent else (rows[0][0], "")
        raise UnreadableList(
            f"is not understood: line {line} ({_short(said)}) asks nothing, and {len(silent)} of {len(parts)} rows are "
            "like it; name the column with the questions 'question'"
        )
    return QuestionList(tuple(parts), tuple(unplaced), shape="rows of a table in CSV")


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The non-empty rows, each with the line it begins on."""
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count) if any(each in first for each in _DELIMITERS) else ","
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, begun = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begun, cells))
            begun = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableList(
            f"cannot be read as CSV: line {begun}: {error}; save it again from the spreadsheet"
        ) from error
    return rows


def named_columns(head: Sequence[str]) -> dict[str, int]:
    """The number of each column that the first row names."""
    found: dict[str, int] = {}
    for at, cell in enumerate(head):
        name = " ".join(cell.casefold().split())
        what = next((key for key, names in _NAMES.items() if name in names), _ROLES.get(role_of(cell)))
        if what and what not in found:
            found[what] = at
    return found


def _parts(
    rows: Sequence[tuple[int, list[str]]], columns: Mapping[str, int], head: Sequence[str]
) -> tuple[list[ListedPart], list[tuple[int, str]]]:
    parts: list[ListedPart] = []
    unplaced: list[tuple[int, str]] = []
    count: dict[str, int] = {}
    for line, cells in rows:
        asked = {what: _cell(cells, at) for what, at in columns.items()}
        if not asked["question"]:
            unplaced.append((line, ", ".join(cell for cell in cells if cell.strip())))
            continue
        further = {at: _cell(cells, at) for at in range(len(cells)) if at not in columns.values() and cells[at].strip()}
        if not head and further:
            unplaced.append((line, ", ".join(further.values())))
            further = {}
        section = " ".join(asked.get("section", "").split())
        count[section] = count.get(section, 0) + 1
        text, level = text_without_difficulty(asked["question"])
        named = [f"{plain(_cell(head, at))}: {said}" if _cell(head, at) else said for at, said in further.items()]
        answer = "\n\n".join(filter(None, [asked.get("answer", ""), *named]))
        parts.append(
            ListedPart(
                section=section,
                number=count[section],
                part=0,
                stem="",
                text=text,
                line=line,
                answer=answer,
                difficulty=difficulty_of(asked.get("difficulty", "")) or level,
                topics=tuple(t.strip() for t in asked.get("topics", "").replace(";", ",").split(",") if t.strip()),
                original=asked["question"] if level else "",
            )
        )
    return parts, unplaced


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].replace("\r\n", "\n").replace("\r", "\n").strip() if at < len(cells) else ""


def _short(text: str) -> str:
    return f"'{shortened(text, 58)}'"
