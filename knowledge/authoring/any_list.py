"""Reads a question list in any format, or reports the line it failed on. It never returns fragments of answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt

from knowledge.authoring.answer_labels import with_known_labels
from knowledge.authoring.answers import fenced, split_body, within_answer_folds
from knowledge.authoring.asking import ASKS, plain, read_asked, worth
from knowledge.authoring.evidence import Standing, standing, with_evidence
from knowledge.authoring.marked_list import MarkedList, read_marked
from knowledge.authoring.marks import Heading, Mark, find_marks
from knowledge.authoring.question_list import ListedPart, QuestionList, read_list
from knowledge.authoring.refusals import UnreadableList, more_left_over, nothing_asks
from knowledge.authoring.shapes import SECOND_ASKING, Shape, answered_in_items, choose, contents_of

__all__ = ["UnreadableList", "read_any_list"]

_HTML_HEADING = re.compile(r"^\s{0,3}<h([1-6])[^>]*>(.*?\S.*?)</h\1>\s*$", re.I)
_LOOSE = re.compile(r"^\s*(?:</?(?:div|p|details|br|center|section|blockquote|hr)\b[^>]*>\s*)+$", re.I)
_FURTHER = 3
"""How many more shapes to look for in what the first one leaves over."""


def read_any_list(text: str, name: str = "") -> QuestionList:
    """Read a list, whatever its questions are marked with.

    Args:
        name: Name of the list; "questions.md" suggests that its items are questions.

    Raises:
        UnreadableList: Nothing in it is recognised as a question, or most of what could be one asks nothing.
    """
    written = text.splitlines()
    text = with_known_labels(_with_plain_headings("\n".join(written)))
    lines = text.split("\n")
    hidden = within_answer_folds(lines)
    marks, headings = find_marks("\n".join(_without_loose_tags(lines)))
    headings = [heading for heading in headings if not hidden[heading.start]]
    contents = contents_of(marks)
    listed = {id(mark) for mark in contents}
    open_marks = [mark for mark in marks if id(mark) not in listed and not hidden[mark.start]]
    shape = choose(open_marks)
    filled = {n for n, line in enumerate(lines) if line.strip()}
    plainly = shape is None or (shape.family[0] == "ordered" and not shape.family[2])
    if plainly and not (shape and shape.family[1] == 0 and answered_in_items(shape, open_marks, filled)):
        found = _numbered(text, open_marks, headings, shape)
    else:
        assert shape is not None  # a list that is not plainly numbered has one
        found = _by_marks(lines, shape, open_marks, contents, headings)
    found = with_evidence(found, text, headings, name)
    as_written = [tuple((n, written[n - 1].rstrip()) for n, _ in lines) for lines in (found.unplaced, found.passed)]
    return replace(found, unplaced=as_written[0], passed=as_written[1])


def _by_marks(
    lines: list[str], shape: Shape, marks: list[Mark], contents: list[Mark], headings: list[Heading]
) -> QuestionList:
    questions, names = list(shape.marks), [shape.name]
    found = read_marked(lines, questions, marks, headings)
    for _ in range(_FURTHER):
        # a link into the file whose question was found under other words is still an entry in the contents
        left = [m for m in marks if m.start not in found.taken and not m.target.startswith("#")]
        more = choose(left, SECOND_ASKING)
        if more is None or (len(more.marks) < 2 and not any(m.asked.labelled for m in more.marks)):
            break
        questions = sorted([*questions, *more.marks], key=lambda mark: mark.start)
        found = read_marked(lines, questions, marks, headings)
        names += [more.name] if more.name not in names else []
    left = [m for m in marks if m.start not in found.taken and not m.target.startswith("#")]
    _refuse_fragments(found.parts, left, shape)
    entries = {n for mark in contents for n in range(mark.start, mark.end)} - found.taken
    return _accounted(lines, found, entries, headings, " and ".join(names))


def _accounted(
    lines: list[str], found: MarkedList, entries: set[int], headings: list[Heading], shape: str
) -> QuestionList:
    """The list with every line that belongs to no question accounted for: skipped, or unplaced."""
    sections = {part.section for part in found.parts}
    structure = {n for h in headings if plain(h.text) in sections for n in range(h.start, h.end)}
    heads = {n for h in headings for n in range(h.start, h.end)} - structure
    passed, unplaced = list(found.passed), []
    for n, line in enumerate(lines):
        if n in found.taken or not any(c.isalnum() for c in line):
            continue
        if n in structure:
            # a section keeps the words of its heading, but not the link
            passed += [(n, line)] if "](" in line else []
            continue
        above_rows = n + 1 < len(lines) and re.match(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$", lines[n + 1])
        if n in entries or n in heads or above_rows or re.match(r"^\W*\[[^\]]*\]\(#[^)]*\)\W*$", line):
            passed.append((n, line))
        else:
            unplaced.append((n + 1, line.rstrip()))
    numbered = tuple(sorted((n + 1, line.rstrip()) for n, line in passed))
    return QuestionList(tuple(found.parts), tuple(unplaced), numbered, shape)


def _numbered(text: str, marks: list[Mark], headings: list[Heading], shape: Shape | None) -> QuestionList:
    """A list of plainly numbered items, plus other questions among the remaining lines."""
    found = read_list(text)
    elsewhere = sum(m.asked.worth >= ASKS for m in marks if m.kind != "ordered")
    asking = sum(standing(part) is not Standing.SILENT for part in found.parts)
    if not found.parts or (shape is None and elsewhere > asking + 2):
        raise nothing_asks(text, marks)
    lines = text.split("\n")
    left = {line - 1 for line, _ in found.unplaced}
    more = choose([m for m in marks if m.start in left and m.kind != "ordered"], SECOND_ASKING)
    parts, unplaced = list(found.parts), list(found.unplaced)
    name = "numbered items"
    if more is not None and len(more.marks) >= 2:
        extra = read_marked(lines, more.marks, marks, list(headings))
        parts = sorted([*parts, *extra.parts], key=lambda part: part.line)
        unplaced = [(line, said) for line, said in unplaced if line - 1 not in extra.taken]
        name = f"{name} and {more.name}"
        parts = _renumbered(parts)
    sections = {plain(part.section) for part in parts}
    passed = [(h.start + 1, lines[h.start]) for h in headings if plain(h.text) not in sections]
    linked = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[^\]]*\]\(#[^)]*\)\s*$")
    passed += [(n, line) for n, line in enumerate(lines, start=1) if linked.match(line)]
    named = {line for line, _ in (*unplaced, *passed)}
    passed += [(n, lines[n - 1]) for n in _unsaid(lines, parts) if n not in named]
    return QuestionList(tuple(_with_marks_read(p) for p in parts), tuple(unplaced), tuple(sorted(passed)), name)


def _unsaid(lines: Sequence[str], parts: Sequence[ListedPart]) -> list[int]:
    """Numbers of lines whose words are mostly in no part: headings and contents that the reader treats as structure."""
    said = " ".join(f"{p.section} {p.stem} {p.text} {p.answer}" for p in parts)
    kept = set(re.findall(r"\w+", said))
    found = []
    for number, line in enumerate(lines, start=1):
        words = [word for word in re.findall(r"\w+", line) if not word.isdigit()]
        if words and 2 * sum(word not in kept for word in words) >= len(words):
            found.append(number)
    return found


def _renumbered(parts: Sequence[ListedPart]) -> list[ListedPart]:
    """Parts of two shapes in one section get numbers that don't clash."""
    taken: set[tuple[str, int, int]] = set()
    made: list[ListedPart] = []
    for part in parts:
        number = part.number
        while (part.section, number, part.part) in taken:
            number += 1
        taken.add((part.section, number, part.part))
        made.append(replace(part, number=number) if number != part.number else part)
    return made


def _with_marks_read(part: ListedPart) -> ListedPart:
    """A numbered part with its difficulty and its labelled answer removed from the text."""
    first, *rest = part.text.split("\n")
    asked = read_asked(first) if worth(first) >= ASKS or re.match(r"^\[[A-Z]\]", first) else None
    head = asked.text if asked and asked.difficulty and asked.number is None else first
    body = split_body(head, rest, labelled_only=True)
    answer = body.answer
    text = "\n".join([head, *rest]) if not answer else f"{head}\n\n{body.more}".strip()
    if text == part.text:
        return part
    difficulty = asked.difficulty if asked else 0
    labelled = bool(answer)
    return replace(
        part, text=text, answer=answer or part.answer, difficulty=difficulty, original=part.text, labelled=labelled
    )


def _refuse_fragments(parts: Sequence[ListedPart], left: Sequence[Mark], shape: Shape) -> None:
    """Refuse a reading that leaves out more questions than it places."""
    missed = [m for m in left if m.asked.worth >= 1.0]
    if len(missed) > len(parts):
        raise more_left_over(parts, missed, shape)


def _without_loose_tags(lines: Sequence[str]) -> list[str]:
    """The lines without tags directly above text, because a Markdown parser would take that text for HTML."""
    after = [*lines[1:], ""]
    inside = fenced(list(lines))
    loose = [
        bool(_LOOSE.match(line)) and below.strip() and not below.lstrip().startswith("<")
        for line, below in zip(lines, after, strict=True)
    ]
    return ["" if alone and not code else line for line, alone, code in zip(lines, loose, inside, strict=True)]


def _with_plain_headings(text: str) -> str:
    """The text, line for line, with underlined and HTML headings rewritten as ``#`` headings."""
    lines = text.split("\n")
    if "</h" in text.casefold():
        inside = fenced(lines)
        for n, line in enumerate(lines):
            html = _HTML_HEADING.match(line)
            # inside an HTML block a parser would not see it
            if html and not inside[n] and (not n or not lines[n - 1].strip() or lines[n - 1].startswith("#")):
                lines[n] = f"{'#' * int(html[1])} {html[2].strip()}"
        text = "\n".join(lines)
    for token in MarkdownIt("commonmark").parse(text):
        if token.type != "heading_open" or token.markup not in ("=", "-") or token.level or not token.map:
            continue
        first, end = token.map[0], token.map[1]
        title = lines[first].strip()
        if token.markup == "-" and "](#" in title:
            # a link to the top above a rule is not a heading
            lines[first + 1] = ""
            continue
        alone = end - first == 2 and (first == 0 or not lines[first - 1].strip())
        if alone and (token.markup == "=" or not title.endswith((".", ":", "!", ","))):
            lines[first] = f"{'#' if token.markup == '=' else '##'} {title}"
            lines[first + 1] = ""
    return "\n".join(lines)
