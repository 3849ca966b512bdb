"""Reads cards from plain text, as Anki exports them: a note on each line, its fields separated by tabs or semicolons."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.reading.csv_list import LONGEST_CELL, named_columns, read_csv_list
from knowledge.authoring.reading.field_html import LOOKS_LIKE_HTML, markdown_of_field
from knowledge.authoring.reading.gaps import split_gaps
from knowledge.authoring.reading.plain_lines import PLAIN_HEADING
from knowledge.authoring.reading.refusals import UnreadableList, short
from knowledge.authoring.structure.titles import file_title, names_flashcards
from knowledge.authoring.words.asking import ASKS, Asked, read_asked, worth
from knowledge.authoring.words.levels import text_without_difficulty
from knowledge.text.marks import TAG

_HEADER = re.compile(r"^#(?P<key>[a-z][a-z ]{1,20}):(?P<value>.*)$", re.I)
"""A line at the top of an export that says how to read it."""
_KEYS = frozenset(["separator", "html", "tags", "columns", "notetype", "deck", "guid", "if matches"])
"""What such a line may be about, as Anki's manual lists it; " column" may follow."""
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
"""The names of separators in such a line."""
_LEAST, _FULL, _SHARE, _ENDING, _TIGHT = 2, 0.9, 0.5, 0.6, 0.9
"""Text without a header: how many rows it must have, which share must have two fields, which share must ask and be answered; with
semicolons, which share of the fronts ends in a question mark, or else which share has no space after the semicolon. By hand."""
_TAGS = re.compile(r"(?![A-Z][\w-]* [a-z])[\w:/-]+(?: [\w:/-]+)*")
"""What a field of tags consists of; a capital and then a small letter begin a sentence."""
_REPEATED = 0.7
"""A last field without a name holds tags if at most this share of its words are different. By hand: answers repeat less."""


@dataclass(frozen=True)
class _Header:
    """What the first lines say.

    Attributes:
        said: The values by key.
        lines: How many lines it has.
    """

    said: Mapping[str, str]
    lines: int

    def column(self, key: str) -> int | None:
        """The number of a special column, from 0; None if there is none."""
        value = self.said.get(f"{key} column", "").strip()
        return int(value) - 1 if value.isascii() and value.isdigit() and 0 < int(value) < 1000 else None


@dataclass(frozen=True)
class _Layout:
    """Which fields of a note are what, by their number from 0, and whether they are HTML.

    Attributes:
        fields: Its own fields, of which the first is the front.
        names: The names of fields, where they are given.
        special: The fields for tags, the deck, the kind of note and its id.
    """

    fields: Sequence[int]
    names: Mapping[int, str]
    special: Mapping[str, int]
    is_html: bool
    separator: str


@dataclass
class _Cards:
    parts: list[ListedPart] = field(default_factory=list)
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    passed: list[tuple[int, str]] = field(default_factory=list)


def read_anki_text(text: str, name: str = "") -> QuestionList | None:
    """The cards of an export, or of lines with two or more fields of which the first asks; None if it is neither.

    Args:
        name: Name of the list; "flashcards.txt" says that its fronts need not ask.

    Raises:
        UnreadableList: It has the header of an export, but no cards.
    """
    header = _header(text.split("\n"))
    if header.lines:
        return _export(text, header)
    first = next((line for line in text.split("\n") if line.strip()), "")
    if {"question", "answer"} <= set(named_columns(re.split("[\t;]", first))):
        return read_csv_list(text)
    for separator in ("\t", ";"):
        if separator in text and (rows := _plain_rows(text, separator, names_flashcards(file_title(name)))):
            kind = "tabs" if separator == "\t" else "semicolons"
            return _cards(rows, _guessed(rows, separator), f"lines with {kind} between question and answer", {})
    return None


def _header(lines: Sequence[str]) -> _Header:
    said: dict[str, str] = {}
    count = 0
    for line in lines:
        match = _HEADER.match(line)
        key = match["key"].casefold() if match else ""
        if not match or key.removesuffix(" column") not in _KEYS:
            break
        said[key] = match["value"]
        count += 1
    return _Header(said, count if set(said) - {"tags", "deck", "html"} or len(said) > 1 else 0)


def _export(text: str, header: _Header) -> QuestionList:
    lines = text.split("\n")
    body = lines[header.lines :]
    named = header.said.get("separator", "").strip("\r\n")
    separator = _SEPARATORS.get(named.strip().casefold(), named[:1]) or _likely(next(filter(None, body), ""))
    rows = _rows("\n".join(body), separator, above=header.lines)
    special = {key: at for key in ("tags", "deck", "notetype", "guid") if (at := header.column(key)) is not None}
    names = dict(enumerate(next(csv.reader([header.said.get("columns", "")], delimiter=separator), [])))
    width = max((len(cells) for _, cells in rows), default=0)
    roles = named_columns([names.get(n, "") for n in range(width)])
    if "topics" in roles:
        special.setdefault("tags", roles["topics"])
    own = [n for n in range(width) if n not in special.values()]
    own.sort(key=lambda n: (n != roles.get("question"), n != roles.get("answer"), n))
    html = header.said.get("html", "").strip().casefold()
    is_html = html == "true" or (not html and any(LOOKS_LIKE_HTML.search(c) for _, cells in rows for c in cells))
    layout = _Layout(own, names, special, is_html, separator)
    found = _cards(rows, layout, "notes of an Anki export", header.said)
    heads = tuple((n, lines[n - 1].rstrip()) for n in range(1, header.lines + 1))
    if not found.parts or 2 * sum(any(c.isalpha() for c in p.text) for p in found.parts) < len(found.parts):
        line, cells = rows[0] if rows else (header.lines, [lines[header.lines - 1]])
        raise UnreadableList(
            f"has the header of an Anki export, but no cards below it: line {line} ({short(' '.join(cells))}) has no front "
            "in words; export the notes again, as 'Notes in Plain Text'"
        )
    return QuestionList(found.parts, found.unplaced, tuple(sorted((*heads, *found.passed))), found.shape)


def _likely(line: str) -> str:
    return max("\t;,|", key=line.count)


def _rows(text: str, separator: str, quoted: bool = True, above: int = 0) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line it begins on, from 1.

    Args:
        above: How many lines are above the text.

    Raises:
        UnreadableList: A field is too long.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    found, begun = [], above + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((begun, [cell.strip() for cell in cells]))
            begun = above + reader.line_num + 1
    except csv.Error as error:
        raise UnreadableList(f"cannot be read: line {begun}: {error}; export the notes again") from error
    return found


def _plain_rows(text: str, separator: str, told: bool) -> list[tuple[int, list[str]]]:
    """The rows of a text without a header, if most have a question and its answer; otherwise none."""
    for quoted in (True, False):
        try:
            rows = _rows(text, separator, quoted)
        except UnreadableList:
            continue
        if _are_cards([cells for _, cells in rows if not PLAIN_HEADING.match(cells[0])], separator, told):
            return rows
    return []


def _are_cards(rows: Sequence[Sequence[str]], separator: str, told: bool) -> bool:
    full = [cells for cells in rows if sum(map(bool, cells)) >= 2]
    if len(full) < max(_LEAST, _FULL * len(rows)):
        return False
    at = _first(full)
    asking = sum(worth(cells[at]) >= ASKS for cells in full if at < len(cells))
    answers = [cells[at + 1] for cells in full if at + 1 < len(cells) and cells[at + 1]]
    asked_back = sum(worth(answer) >= ASKS for answer in answers)
    if told and not asked_back:
        tight = sum(
            separator == "\t" or "; " not in f"{cells[at]};{cells[at + 1]}" for cells in full if at + 1 < len(cells)
        )
        worded = sum(any(c.isalpha() for c in cells[at]) for cells in full if at < len(cells))
        if len(answers) == len(full) and worded >= _FULL * len(full) and tight >= _FULL * len(full):
            return True
    if asking < _SHARE * len(full) or len(answers) < _SHARE * len(full) or asked_back >= _SHARE * len(answers):
        return False
    if separator == "\t":
        return True
    ending = sum(worth(cells[at]) >= 1 for cells in full if at < len(cells))
    return ending >= _ENDING * len(full)


def _first(rows: Sequence[Sequence[str]]) -> int:
    """The number of the field that asks: the first, or the second if the first is a number everywhere."""
    return int(all(re.fullmatch(r"\d{1,6}[.)]?", cells[0]) for cells in rows) and all(len(cells) > 2 for cells in rows))


def _guessed(rows: Sequence[tuple[int, list[str]]], separator: str) -> _Layout:
    full = [cells for _, cells in rows if len(cells) >= 2]
    width = max(map(len, full))
    at = _first(full)
    special = {"guid": 0} if at else {}
    last = [cells[width - 1] for cells in full if len(cells) == width and cells[width - 1]]
    words = " ".join(last).split()
    if width - at > 2 and separator == "\t" and len(last) > 1 and all(map(_TAGS.fullmatch, last)):
        special |= {"tags": width - 1} if len(set(words)) <= _REPEATED * len(words) else {}
    own = [n for n in range(at, width) if n not in special.values()]
    is_html = any(LOOKS_LIKE_HTML.search(cell) for _, cells in rows for cell in cells)
    return _Layout(own, {}, special, is_html, separator)


def _cards(
    rows: Sequence[tuple[int, list[str]]], layout: _Layout, shape: str, header: Mapping[str, str]
) -> QuestionList:
    made = _Cards()
    count: dict[str, int] = {}
    section = header.get("deck", "").strip().replace("::", ": ")
    for line, cells in rows:
        heading = PLAIN_HEADING.match(cells[0]) if len(cells) == 1 and not header else None
        read = ((n, markdown_of_field(cells[n], layout.is_html)) for n in layout.fields if n < len(cells))
        texts = [(n, said) for n, said in read if _is_seen(said)]
        if heading:
            section = heading[1]
        elif not texts or (len(texts) == 1 and not header and worth(texts[0][1]) < ASKS):
            made.unplaced.append((line, layout.separator.join(cells).strip()))
        else:
            deck = _special(cells, layout, "deck").replace("::", ": ") or section
            count[deck] = count.get(deck, 0) + 1
            made.parts.append(_part(line, texts, layout, deck, count[deck], cells, header))
            ids = [said for key in ("notetype", "guid") if (said := _special(cells, layout, key))]
            made.passed += [(line, ", ".join(ids))] if ids else []
    return QuestionList(tuple(made.parts), tuple(made.unplaced), tuple(made.passed), shape)


def _is_seen(text: str) -> bool:
    """Whether a field shows anything, rather than tags alone."""
    return "<img" in text.casefold() or bool(TAG.sub("", text).strip())


def _special(cells: Sequence[str], layout: _Layout, key: str) -> str:
    at = layout.special.get(key)
    return cells[at].strip() if at is not None and at < len(cells) else ""


def _part(
    line: int,
    texts: Sequence[tuple[int, str]],
    layout: _Layout,
    section: str,
    number: int,
    cells: Sequence[str],
    header: Mapping[str, str],
) -> ListedPart:
    (_, front), *others = texts
    answers = [
        said if n in layout.fields[:2] or not layout.names.get(n) else f"{layout.names[n]}: {said}"
        for n, said in others
    ]
    if not layout.names and len(layout.fields) > 2 and layout.separator == ";" and not header:
        answers = [f"{layout.separator} ".join(answers)]  # a semicolon within the answer
    asked, revealed = split_gaps(front)
    read = Asked(asked) if header else read_asked(asked)
    text, level = text_without_difficulty(read.text)
    tags = f"{_special(cells, layout, 'tags')} {header.get('tags', '')}".split()
    return ListedPart(
        section,
        number=number,
        part=0,
        stem="",
        text=text if _is_seen(text) else front,
        line=line,
        answer="\n\n".join(filter(None, [revealed, *answers])),
        difficulty=level or read.difficulty,
        topics=tuple(dict.fromkeys(tags)),
        original=front if text != front else "",
        labelled=bool(header) or bool(revealed),
    )
