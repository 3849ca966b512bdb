"""Reads a list whose question lines are known: each question gets the lines below it, up to the next question."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.authoring.question_list import ListedPart
from knowledge.authoring.reading.answers import dedented, split_body
from knowledge.authoring.structure.marks import Heading, Mark
from knowledge.authoring.structure.shapes import section_of
from knowledge.authoring.words.answer_titles import names_answer
from knowledge.authoring.words.asking import ASKS
from knowledge.authoring.words.levels import difficulty_of, is_level

_BETWEEN = re.compile(r"^(?:[:：]+|[-–—]+(?=\s))\s*")
"""What is between a question in bold and its answer on the same line."""


@dataclass
class MarkedList:
    """The parts of a list, and which of its lines they use.

    Attributes:
        taken: Lines, from 0, that are in a question or an answer, or contain only markup.
        passed: Lines that were skipped, from 0, with their text.
    """

    parts: list[ListedPart] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    passed: list[tuple[int, str]] = field(default_factory=list)


def read_marked(
    lines: Sequence[str], questions: Sequence[Mark], marks: Sequence[Mark], headings: Sequence[Heading]
) -> MarkedList:
    """Read the questions at some marks, with their answers.

    Args:
        questions: The marks that ask, in order of lines.
        marks: All marks that could be questions, to find the topic above a nested bullet.
    """
    found = MarkedList()
    asked = {mark.start for mark in questions}
    outer = _outer_items(marks)
    loose = _loose_families(lines, questions, headings, outer)
    last: dict[str, int] = {}
    for at, mark in enumerate(questions):
        following = questions[at + 1].start if at + 1 < len(questions) else len(lines)
        end = _end(mark, _before_outer(mark, following, outer), headings, loose)
        section = section_of(mark, headings, asked)
        number = mark.asked.number
        number = number if number is not None and number > last.get(section, 0) else last.get(section, 0) + 1
        last[section] = number
        topic = _topic(mark, marks, asked)
        if topic is not None:
            found.taken.update(range(topic.start, topic.end))
        found.taken.update(range(mark.start, end))
        found.parts.append(
            _part(mark, lines[mark.end : end], (section, number, topic.asked.text if topic else ""), found)
        )
    return found


def _part(mark: Mark, below: Sequence[str], place: tuple[str, int, str], found: MarkedList) -> ListedPart:
    asked, tail = mark.asked, mark.tail.strip()
    if mark.kind != "table":
        tail = _BETWEEN.sub("", tail)
    difficulty = asked.difficulty
    if mark.kind != "table" and is_level(tail):
        difficulty, tail = difficulty or difficulty_of(tail), ""
    ahead = [tail] if tail and mark.kind != "table" else []
    body = split_body(asked.text, [*ahead, *below])
    found.passed += [(mark.end - len(ahead) + n, text) for n, text in body.passed]
    answer = tail if mark.kind == "table" else body.answer
    if mark.target and not mark.target.startswith("#"):
        answer = "\n\n".join(filter(None, [f"<{mark.target}>", answer]))
    section, number, stem = place
    text = "\n\n".join(filter(None, [asked.text, body.more if mark.kind != "table" else ""]))
    return ListedPart(
        section=section,
        number=number,
        part=0,
        stem=stem,
        text=text,
        line=mark.start + 1,
        answer=dedented(answer.split("\n")),
        difficulty=difficulty or body.difficulty,
        topics=mark.topics,
        labelled=asked.labelled or (body.labelled and mark.kind != "table"),
    )


def _end(mark: Mark, following: int, headings: Sequence[Heading], loose: set[tuple[str, int, str]]) -> int:
    """The line after the last one that belongs to a question."""
    if mark.kind == "table":
        return mark.end
    limit = mark.within or (mark.level if mark.kind == "heading" else 6)
    closing = [h.start for h in headings if mark.start < h.start and h.level <= limit and not names_answer(h.text)]
    end = min([following, *closing[:1]])
    # between two questions an answer may be outside its item; after the last item of a plain list come remarks
    slipped = mark.style == "heading" or ((mark.style or mark.kind == "ordered") and end == following)
    if mark.kind in ("bullet", "ordered") and mark.family not in loose and not slipped:
        end = min(end, max(mark.stop, mark.end))
    return max(end, mark.end) if mark.end <= following else following


def _outer_items(marks: Sequence[Mark]) -> dict[int, list[int]]:
    """First lines of the items that are less deep than each depth, in order."""
    items = sorted((mark.start, mark.level) for mark in marks if mark.kind in ("bullet", "ordered"))
    depths = {level for _, level in items} - {0}
    return {depth: [start for start, level in items if level < depth] for depth in depths}


def _before_outer(mark: Mark, following: int, outer: Mapping[int, Sequence[int]]) -> int:
    """The line where what is below an item within an item ends: at the next question, or at the next outer item."""
    starts = outer.get(mark.level, ()) if mark.kind in ("bullet", "ordered") else ()
    at = bisect_right(starts, mark.start)
    return min([following, *starts[at : at + 1]])


def _loose_families(
    lines: Sequence[str], questions: Sequence[Mark], headings: Sequence[Heading], outer: Mapping[int, Sequence[int]]
) -> set[tuple[str, int, str]]:
    """Families of items whose answers are at the margin, outside the items."""
    outside: dict[tuple[str, int, str], list[bool]] = {}
    for mark, after in itertools.pairwise(questions):
        end = _end(mark, _before_outer(mark, after.start, outer), headings, {mark.family})
        said = any(line.strip() for line in lines[mark.stop : end])
        outside.setdefault(mark.family, []).append(said)
    return {family for family, said in outside.items() if sum(said) >= 0.3 * len(said)}


def _topic(mark: Mark, marks: Sequence[Mark], asked: set[int]) -> Mark | None:
    """The bullet above a nested question, if it is not a question itself."""
    if mark.kind not in ("bullet", "ordered") or not mark.level:
        return None
    above = [
        m
        for m in marks
        if m.kind in ("bullet", "ordered") and m.level == mark.level - 1 and m.start < mark.start < m.stop
    ]
    if not above or above[-1].start in asked or above[-1].asked.worth >= ASKS:
        return None
    return above[-1]
