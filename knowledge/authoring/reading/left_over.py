"""What is in no question: contents, titles, links. Each line is accounted for, and what may be a question is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.reading.marked_list import MarkedList
from knowledge.authoring.structure.marks import Heading, Mark
from knowledge.authoring.structure.outline import Outline
from knowledge.authoring.structure.siblings import asks_plainly
from knowledge.authoring.structure.titles import is_contents
from knowledge.authoring.words.asking import ASKS, plain, title_key
from knowledge.authoring.words.likeness import telling_words

_LINK_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,6}[.)])\s+\[[^\]]*\]\(#[^)]*\)")
"""An item that begins with a link into the list."""
_TAG = re.compile(
    r"</?(?:p|div|center|span|section|details|summary|br|hr|blockquote|dl|dt|dd|ol|ul|li|a(?=\s+(?:name|id)))\b[^<>]{0,200}>",
    re.I,
)
"""Tags that say nothing by themselves."""
_SHARED = 0.75
"""The share of words that an entry of the contents must have in common with its question."""


def accounted(
    lines: list[str], found: MarkedList, contents: Sequence[Mark], headings: list[Heading], shape: str
) -> QuestionList:
    """The list with every line that belongs to no question accounted for: skipped, or unplaced."""
    sections = {part.section for part in found.parts}
    structure = {n for h in headings if plain(h.text) in sections for n in range(h.start, h.end)}
    entries = {n for mark in contents for n in range(mark.start, mark.end)} - found.taken
    entries |= _below_contents(lines, headings) - found.taken
    heads = {n for h in headings for n in range(h.start, h.end)} - structure
    passed, unplaced = list(found.passed), []
    for n, line in enumerate(lines):
        if n in found.taken or not any(c.isalnum() for c in _TAG.sub(" ", line)):
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


def entries_of(marks: Sequence[Mark], contents: Sequence[Mark]) -> set[int]:
    """Numbers of the lines, from 1, of contents: entries that are found elsewhere, and items that all lead into the list."""
    groups: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.kind in ("bullet", "ordered"):
            groups[mark.group].append(mark)
    leading = [m for group in groups.values() if all(m.target.startswith("#") for m in group) for m in group]
    return {mark.start + 1 for mark in (*contents, *leading) if mark.kind in ("bullet", "ordered")}


def is_enough(marks: Sequence[Mark], contents: Sequence[Mark]) -> bool:
    """Whether marks next to the questions are questions as well: two of them, or one with a label or in the contents."""
    listed = {title_key(mark.asked.text) for mark in contents}
    return len(marks) >= 2 or any(m.asked.labelled or title_key(m.asked.text) in listed for m in marks)


def named_by(contents: Sequence[Mark], marks: Sequence[Mark]) -> list[Mark]:
    """Titles that ask and that the contents lead to."""
    listed = {title_key(mark.asked.text) for mark in contents}
    titles = [m for m in marks if m.kind in ("heading", "bold", "label", "summary") and m.asked.worth >= ASKS]
    return [mark for mark in titles if title_key(mark.asked.text) in listed]


def without_contents(parts: Sequence[ListedPart], headings: Sequence[Heading]) -> list[ListedPart]:
    """The parts below "Contents" in the section above that, since it is no subject."""
    outline = Outline(headings)
    return [
        replace(part, section=_section_above(part, outline)) if is_contents(part.section) else part for part in parts
    ]


def with_headings_told(found: QuestionList, headings: Sequence[Heading]) -> QuestionList:
    """The list with the headings that are no question and have none below them, apart from those within answers."""
    outside = {line for line, _ in (*found.passed, *found.unplaced)}
    outline = Outline(headings)
    begun = sorted(part.line for part in found.parts)
    told = []
    for heading in headings:
        end = outline.end_of(heading.start, heading.level)
        held = any(heading.start < line and (end is None or line <= end) for line in begun)
        if heading.start + 1 in outside and not held and not is_contents(heading.text):
            told.append((heading.start + 1, heading.text))
    return replace(found, headings=tuple(told))


def with_entries_told(found: QuestionList, contents: Sequence[Mark]) -> QuestionList:
    """The list with entries of the contents that ask among what was not placed, if no question has their words."""
    said = [part.text.split("\n")[0] for part in found.parts]
    keys = {title_key(text) for text in said}
    lost = {
        mark.start + 1
        for mark in contents
        if mark.asked.worth >= 1
        and keys.isdisjoint((title_key(mark.asked.text), title_key(mark.target.rpartition("#")[2].replace("-", " "))))
        and not any(_is_near(mark.asked.text, text) for text in said)
    }
    moved = [(line, text) for line, text in found.passed if line in lost]
    kept = tuple((line, text) for line, text in found.passed if line not in lost)
    return replace(found, passed=kept, unplaced=tuple(sorted([*found.unplaced, *moved])))


def _is_near(entry: str, question: str) -> bool:
    """Whether an entry of the contents has most words of a question, or a question most of its words."""
    one, other = telling_words(entry), telling_words(question)
    return len(one & other) >= _SHARED * min(len(one), len(other))


def with_asides_told(found: QuestionList, marks: Sequence[Mark]) -> QuestionList:
    """The list with the lines of its answers that look like questions."""
    known = {part.line for part in found.parts} | {line for line, _ in (*found.passed, *found.unplaced)}
    asides = [(m.start + 1, m.asked.text) for m in marks if m.start + 1 not in known and asks_plainly(m)]
    return replace(found, asides=tuple(asides))


def _below_contents(lines: Sequence[str], headings: Sequence[Heading]) -> set[int]:
    """Lines, from 0, below a heading such as "Contents" that lead into the list, and may say more than their link."""
    found: set[int] = set()
    starts = [heading.start for heading in headings]
    for heading, end in zip(headings, [*starts, len(lines)][1:], strict=True):
        if is_contents(heading.text):
            found |= {n for n in range(heading.end, end) if _LINK_ITEM.match(lines[n]) and "?" not in lines[n]}
    return found


def _section_above(part: ListedPart, outline: Outline) -> str:
    above = (plain(h.text) for h in outline.above(part.line - 1) if isinstance(h, Heading))
    return next((title for title in above if not is_contents(title)), "")
