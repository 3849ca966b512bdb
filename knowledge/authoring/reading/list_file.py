"""Reads a question list from a file or from bytes: Markdown, plain text, or a CSV table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from knowledge.authoring.manifest import ImportFailure
from knowledge.authoring.question_list import QuestionList
from knowledge.authoring.reading.anki_text import read_anki_text
from knowledge.authoring.reading.any_list import UnreadableList, read_any_list
from knowledge.authoring.reading.colon_lines import read_colon_lines
from knowledge.authoring.reading.csv_list import read_csv_list
from knowledge.authoring.reading.evidence import with_evidence
from knowledge.authoring.reading.inline_answers import with_inline_answers
from knowledge.authoring.reading.latex_lists import COMMAND, with_latex_as_markdown
from knowledge.authoring.reading.plain_blocks import read_plain_blocks
from knowledge.authoring.reading.plain_labels import words_left_out
from knowledge.authoring.reading.plain_lines import read_plain_lines, with_headings_passed
from knowledge.authoring.reading.problems import read_problems
from knowledge.authoring.structure.titles import with_levels_above
from knowledge.authoring.words.stars import with_counted_stars
from knowledge.text.visible import visible

MAX_LIST_BYTES = 50_000_000
"""Largest list that is read. By hand; it bounds the memory."""


def read_list_file(path: Path) -> QuestionList:
    """Read a list from a file.

    Raises:
        ImportFailure: It cannot be read, is not text, or has no shape that is understood; the message names the line at fault.
    """
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise ImportFailure(f"{path} is over 50 MB; a question list is text")
        data = path.read_bytes()
    except OSError as error:
        raise ImportFailure(f"{path} cannot be read: {error.strerror}") from error
    return read_list_text(list_text(data, str(path)), str(path))


def list_text(data: bytes, name: str) -> str:
    """The text of a list.

    Args:
        name: Name of the list in error messages.

    Raises:
        ImportFailure: It is not UTF-8 text.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ImportFailure(f"{name} is not UTF-8 text (line {line}, byte {error.start}); save it as UTF-8") from error
    return text


def read_list_text(text: str, name: str) -> QuestionList:
    """Read a list; a ``*.csv`` file is a table or an export of Anki, anything else may have any shape.

    Terminal commands and invisible characters are removed first: a list from the web would carry them to the terminal and into
    the bank's files.

    Args:
        name: Name of the list, also in error messages.

    Raises:
        ImportFailure: It has no shape that is understood; the message names the line at fault.
    """
    text = visible(text)
    try:
        if not name.lower().endswith(".csv") or text.startswith("#separator:"):
            return _read_text(text, name)
        found = read_csv_list(with_counted_stars(text))
        return replace(found, parts=with_levels_above(with_inline_answers(found.parts)))
    except UnreadableList as error:
        raise ImportFailure(f"{name} {error}") from error


def _read_text(text: str, name: str) -> QuestionList:
    if (notes := read_anki_text(text, name)) is not None:
        return with_headings_passed(_shown(notes, text, name), text)
    if (cards := read_colon_lines(text, name)) is not None:
        return _shown(cards, text, name)
    written, text = text, with_latex_as_markdown(text)
    problems = read_problems(text)
    found = _shown(problems, text, name) if problems is not None else _read_marked(text, name)
    if text == written:
        return found
    lines = written.split("\n")
    known = {line for line, _ in (*found.unplaced, *found.passed)}
    said = [COMMAND.sub(" ", line) for line in lines]
    left = [(n, lines[n - 1].strip()) for n in words_left_out(said, text.split("\n")) if n not in known]
    return replace(found, passed=tuple(sorted((*found.passed, *left))), shape=f"{found.shape}, in LaTeX")


def _read_marked(text: str, name: str) -> QuestionList:
    try:
        return read_any_list(text, name)
    except UnreadableList:
        if (plain := read_plain_lines(text) or read_plain_blocks(text)) is None:
            raise
    plain = replace(plain, parts=with_inline_answers(plain.parts))
    return with_headings_passed(_shown(plain, text, name), text)


def _shown(found: QuestionList, text: str, name: str) -> QuestionList:
    """A list whose reader knows no outline, with the levels of its sections, if there is evidence that it asks."""
    return with_evidence(replace(found, parts=with_levels_above(found.parts)), text, (), name)
