"""Rows of a Markdown table as questions: which column has the questions, which the answers, which the difficulty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from knowledge.authoring.words.asking import ASKS, plain, worth
from knowledge.authoring.words.levels import difficulty_of

_COLUMNS = {
    "question": r"questions?|q|prompt|ask(?:ed)?|interview questions?|problems?|tasks?|exercises?|challenges?|问题|题目|面试题|問題|質問|вопросы?|preguntas?|frage|질문",
    "answer": r"answers?|a|ans|solutions?|short answer|(?:model|sample|reference) answer|explanation|答案|回答|解答|ответы?|respuesta|antwort|답변?",
    "difficulty": r"difficulty|level|hardness|lvl|难度|難易度|сложность|dificultad|난이도|schwierigkeit",
    "number": r"#|no\.?|nr\.?|num(?:ber)?|id|s\.? ?no\.?|序号|编号|番号|№|n°",
    "topic": r"topics?|categor(?:y|ies)|areas?|subject|tags?|section|分类|类别|тема|tema|thema",
}

_ASKING = 0.6
"""The share of rows that must ask in a column without a name. By hand."""
_NUMBERED = 0.7
"""The share of rows that must have a number, so that the others are no questions unless they ask."""
_SAYS_QUESTION = re.compile(r"question|问|題|题|質問|вопрос|pregunta|frage|질문", re.I)
"""The head of a column that says that it has questions."""


@dataclass(frozen=True)
class TableRow:
    """One row of a table.

    Attributes:
        line: Its line, from 0.
        height: Number of lines; a row without a question goes on from the one above.
        width: Number of columns in the header.
        named: Whether the header names a question column.
        asks: Whether it calls that column "Question", so that everything in it is one.
    """

    line: int
    question: str
    answer: str = ""
    difficulty: int = 0
    number: int | None = None
    topics: tuple[str, ...] = ()
    height: int = 1
    width: int = 0
    named: bool = False
    asks: bool = False


def read_rows(tokens: list[Token], at: int) -> Iterator[TableRow]:
    """The rows of the table that begins at a token; none if no column contains questions."""
    head, *body = list(_cells(tokens, at))
    if any(worth(cell) >= 1 for cell in head[1]):
        # the first row is already a question instead of column names
        yield from rows_of([""] * len(head[1]), [head, *body])
    else:
        yield from rows_of(head[1], body)


def rows_without_head(line: int, rows: Sequence[str]) -> Iterator[TableRow]:
    """The rows of a table without a header and a rule below it, which a Markdown parser reads as prose.

    Args:
        line: The first row's line, from 0.
    """
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))] for row in rows]
    yield from rows_of([""] * max(map(len, cells)), [(line + n, row) for n, row in enumerate(cells)])


def rows_of(head: list[str], body: Sequence[tuple[int, list[str]]]) -> Iterator[TableRow]:
    """The rows below a header; its cells are "" for unnamed columns."""
    names = [role_of(cell) for cell in head]
    named = "question" in names
    asks = named and bool(_SAYS_QUESTION.search(plain(head[names.index("question")])))
    if not named:
        count = [sum(worth(_cell(cells, n)) >= ASKS for _, cells in body) for n in range(len(names))]
        best = max(range(len(names)), key=lambda n: count[n], default=0)
        if not body or count[best] < _ASKING * len(body):
            return
        names[best] = "question"
        if not any(head):
            names = [name or _told(body, n) for n, name in enumerate(names)]
    rows: list[TableRow] = []
    for line, cells in body:
        question = _cell(cells, names.index("question"))
        row = _row(line, question, names, head, cells)
        if question.strip():
            rows.append(row)
        elif rows and row.answer and row.number is None and line == rows[-1].line + rows[-1].height:
            # a row without a question goes on from the one above
            above = rows.pop()
            answer = "\n".join(filter(None, [above.answer, row.answer]))
            rows.append(replace(above, answer=answer, height=above.height + 1))
    numbered = sum(row.number is not None for row in rows) >= _NUMBERED * len(rows)
    for row in rows:
        # a row without a number among numbered ones is the title of those below it
        if not numbered or row.number is not None or row.answer or row.difficulty or worth(row.question) >= ASKS:
            yield replace(row, named=named, asks=asks)


def _told(body: Sequence[tuple[int, list[str]]], n: int) -> str:
    """The role of an unnamed column, judging by its cells: difficulty, number, or answer."""
    values = [value for _, cells in body if (value := _cell(cells, n).strip())]
    if values and all(re.fullmatch(r"\d{1,6}[.)]?", plain(value)) for value in values):
        return "number"
    return "difficulty" if values and all(difficulty_of(value) for value in values) else "answer"


def _row(line: int, question: str, names: list[str], head: list[str], cells: list[str]) -> TableRow:
    answers: list[str] = []
    topics: list[str] = []
    difficulty, number = 0, None
    for n, role in enumerate(names):
        value = _cell(cells, n).strip()
        if n == names.index("question") or not value:
            continue
        level = difficulty_of(value) if role == "difficulty" else 0
        digits = re.match(r"\D{0,3}(\d{1,6})\W*$", plain(value)) if role == "number" else None
        if level:
            difficulty = level
        elif digits:
            number = int(digits[1])
        elif role == "answer":
            answers.append(re.sub(r"<br\s*/?>", "\n", value))
        elif role == "topic":
            topics.append(plain(value))
        else:
            answers.append(f"{plain(head[n])}: {value}" if head[n].strip() else value)
    return TableRow(
        line,
        question=re.sub(r"<br\s*/?>", " ", question),
        answer="\n\n".join(answers),
        difficulty=difficulty,
        number=number,
        topics=tuple(topics),
        width=len(head),
    )


def _cells(tokens: list[Token], at: int) -> Iterator[tuple[int, list[str]]]:
    cells: list[str] = []
    line = 0
    for token in tokens[at:]:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            cells, line = [], token.map[0] if token.map else line + 1
        elif token.type == "inline":
            cells.append(token.content)
        elif token.type == "tr_close":
            yield line, cells


def role_of(cell: str) -> str:
    """The role that a column's name gives it: question, answer, difficulty, number or topic; "" for any other."""
    name = plain(cell).strip().casefold()
    return next((role for role, form in _COLUMNS.items() if re.fullmatch(form, name)), "")


def _cell(cells: list[str], n: int) -> str:
    return cells[n] if n < len(cells) else ""
