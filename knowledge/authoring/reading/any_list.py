"""Reads a question list in any format, or reports the line it failed on. It never returns fragments of answers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from knowledge.authoring.question_list import ListedPart, QuestionList, read_list
from knowledge.authoring.reading.answer_labels import with_known_labels
from knowledge.authoring.reading.answers import split_body, within_answer_folds
from knowledge.authoring.reading.callouts import with_plain_callouts
from knowledge.authoring.reading.comments import without_comments
from knowledge.authoring.reading.evidence import Standing, standing, with_evidence
from knowledge.authoring.reading.inline_answers import with_inline_answers
from knowledge.authoring.reading.left_over import (
    accounted,
    entries_of,
    is_enough,
    named_by,
    with_asides_told,
    with_entries_told,
    with_headings_told,
    without_contents,
)
from knowledge.authoring.reading.marked_list import read_marked
from knowledge.authoring.reading.org_headings import with_org_headings
from knowledge.authoring.reading.plain_html import without_block_tags
from knowledge.authoring.reading.plain_labels import lines_moved, with_plain_labels, words_left_out
from knowledge.authoring.reading.plain_markdown import (
    front_matter,
    with_plain_headings,
    with_short_summaries,
    with_title,
    without_loose_tags,
)
from knowledge.authoring.reading.plain_numbers import with_plain_numbers
from knowledge.authoring.reading.refusals import UnreadableList, more_left_over, nothing_asks
from knowledge.authoring.structure.marks import Heading, Mark, find_marks
from knowledge.authoring.structure.outline import Outline
from knowledge.authoring.structure.shapes import (
    SECOND_ASKING,
    Shape,
    answered_in_items,
    choose,
    choose_tasks,
    contents_of,
    name_of,
)
from knowledge.authoring.structure.siblings import with_siblings, without_titles
from knowledge.authoring.structure.source_links import with_source
from knowledge.authoring.structure.titles import told_above, with_levels_above
from knowledge.authoring.words.asking import ASKS, plain
from knowledge.authoring.words.inline_label import split_at_label
from knowledge.authoring.words.levels import text_without_difficulty, without_difficulty
from knowledge.authoring.words.stars import with_counted_stars

__all__ = ["UnreadableList", "read_any_list"]

_FURTHER = 3
"""How many more shapes to look for in what the first one leaves over."""


def read_any_list(text: str, name: str = "") -> QuestionList:
    """Read a list, no matter how its questions are marked.

    Args:
        name: Name of the list; "questions.md" suggests that its items are questions.

    Raises:
        UnreadableList: Nothing in it is recognised as a question, or most candidates don't ask anything.
    """
    text = with_plain_callouts(with_org_headings(with_counted_stars(text)))
    written = text.splitlines()
    head = front_matter(written)
    text = with_plain_numbers(with_short_summaries(with_plain_headings(without_comments(with_title(written, head)))))
    text = with_plain_labels(text)
    unread, moved = words_left_out(written, text.split("\n")), lines_moved(written, text.split("\n"))
    text = with_known_labels(text)
    lines = text.split("\n")
    hidden = within_answer_folds(lines)
    marks, headings = find_marks("\n".join(without_block_tags(without_loose_tags(lines))))
    headings = [heading for heading in headings if not hidden[heading.start]]
    contents = contents_of(marks)
    listed = {id(mark) for mark in contents}
    open_marks = [mark for mark in marks if id(mark) not in listed and not hidden[mark.start]]
    outline = Outline(headings)
    shape = choose(open_marks) or choose_tasks(open_marks, lambda mark: told_above(mark.start + 1, outline, name) > 0)
    filled = {n for n, line in enumerate(lines) if line.strip()}
    plainly = shape is None or (shape.family[0] == "ordered" and not shape.family[2] and not _holds_labels(open_marks))
    if plainly and not (shape and answered_in_items(shape, open_marks, filled)):
        found = _numbered(text, open_marks, contents, headings, shape)
    else:
        assert shape is not None  # a list that is not plainly numbered has one
        found = _by_marks(lines, shape, open_marks, contents, headings)
    parts = [with_source(part) for part in found.parts]
    found = replace(found, parts=with_levels_above(with_inline_answers(parts), headings))
    found = with_headings_told(with_evidence(found, text, headings, name), headings)
    found = with_asides_told(with_entries_told(found, contents), open_marks)
    known = {line for line, _ in found.passed}
    ahead = [(n, "") for n in range(1, head + 1) if n not in known]
    ahead += [(n, "") for n in unread if n > head and n not in known]
    outside = known | {line for line, _ in found.unplaced}
    ahead += [(n, "") for n, host in moved.items() if n > head and host in outside and n not in outside]
    passed = [(n, said) for n, said in sorted((*ahead, *found.passed)) if any(c.isalnum() for c in written[n - 1])]
    as_written = [tuple((n, written[n - 1].rstrip()) for n, _ in lines) for lines in (found.unplaced, passed)]
    titles = tuple((n, written[n - 1].strip()) for n, _ in found.headings if n > head)
    return replace(found, unplaced=as_written[0], passed=as_written[1], headings=titles)


def _by_marks(
    lines: list[str], shape: Shape, marks: list[Mark], contents: list[Mark], headings: list[Heading]
) -> QuestionList:
    chosen = without_titles(shape.marks, headings, lines)
    questions, names, outline = with_siblings(chosen, marks), [shape.name], Outline(headings)
    found = read_marked(lines, questions, marks, headings)
    for _ in range(_FURTHER):
        # a link into the file whose question was found under other words is still an entry in the contents
        left = [m for m in marks if m.start not in found.taken and not m.target.startswith("#")]
        starts = [mark.start for mark in questions]
        more = choose([m for m in left if not _is_section(m, starts, outline, lines)], SECOND_ASKING)
        if more is None or not is_enough(more.marks, contents):
            break
        questions = with_siblings(sorted([*questions, *more.marks], key=lambda mark: mark.start), marks)
        found = read_marked(lines, questions, marks, headings)
        names += [more.name] if more.name not in names else []
    left = [m for m in marks if m.start not in found.taken and not m.target.startswith("#")]
    _refuse_fragments(found.parts, left, shape)
    others = (name_of(family) for family in sorted({mark.family for mark in questions}))
    names += [name for name in others if name not in names]
    return accounted(lines, found, contents, headings, " and ".join(names))


def _holds_labels(marks: Sequence[Mark]) -> bool:
    """Whether an item holds a line such as ``Q3:``, which is a question next to it rather than one of its parts."""
    labels = [mark.start for mark in marks if mark.kind == "label"]
    return any(mark.start < line < mark.stop for mark in marks if mark.kind == "ordered" for line in labels)


def _is_section(mark: Mark, starts: Sequence[int], outline: Outline, lines: Sequence[str]) -> bool:
    """Whether a heading that asks has only questions below it, and no answer of its own.

    Args:
        starts: First lines of the questions, in order.
    """
    if mark.kind != "heading":
        return False
    end = outline.end_of(mark.start, mark.level)
    below = starts[bisect_right(starts, mark.start) : bisect_left(starts, len(lines) if end is None else end)]
    return len(below) >= 2 and not any(line.strip() for line in lines[mark.end : below[0]])


def _numbered(
    text: str, marks: list[Mark], contents: list[Mark], headings: list[Heading], shape: Shape | None
) -> QuestionList:
    """A list of plainly numbered items, plus other questions among the remaining lines."""
    entries = entries_of(marks, contents)
    found = read_list(text, entries)
    elsewhere = sum(m.asked.worth >= ASKS for m in marks if m.kind != "ordered")
    asking = sum(standing(part) is not Standing.SILENT for part in found.parts)
    if not found.parts or (shape is None and elsewhere > asking + 2):
        raise nothing_asks(text, marks)
    lines = text.split("\n")
    left = {line - 1 for line, _ in found.unplaced}
    more = choose([m for m in marks if m.start in left and m.kind != "ordered"], SECOND_ASKING)
    parts, unplaced = without_contents(found.parts, headings), list(found.unplaced)
    name = "numbered items"
    beside = list(more.marks) if more is not None and is_enough(more.marks, contents) else []
    beside = sorted({m.start: m for m in (*beside, *named_by(contents, marks))}.values(), key=lambda m: m.start)
    if beside:
        extra = read_marked(lines, beside, marks, list(headings))
        parts = sorted([*parts, *extra.parts], key=lambda part: part.line)
        unplaced = [(line, said) for line, said in unplaced if line - 1 not in extra.taken]
        name = " and ".join([name, *sorted({name_of(mark.family) for mark in beside})])
        headings = [heading for heading in headings if heading.start not in extra.taken]
    parts = _renumbered(parts)
    sections = {plain(part.section) for part in parts}
    passed = [(h.start + 1, lines[h.start]) for h in headings if plain(h.text) not in sections]
    passed += [(n, lines[n - 1]) for n in sorted(entries)]
    named = {line for line, _ in (*unplaced, *passed)}
    passed += [(n, lines[n - 1]) for n in _unsaid(lines, parts) if n not in named]
    read = [_with_marks_read(part) for part in parts]
    for part, said in ((part, said) for part, said in read if said):
        at = next((n for n in range(part.line, len(lines)) if lines[n].strip() == said.strip()), None)
        passed += [(at + 1, lines[at])] if at is not None and at + 1 not in named else []
    return QuestionList(tuple(part for part, _ in read), tuple(unplaced), tuple(sorted(set(passed))), name)


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


def _with_marks_read(part: ListedPart) -> tuple[ListedPart, str]:
    """A numbered part with its difficulty and its labelled answer removed from the text, and a line that was only a level."""
    first, *rest = part.text.split("\n")
    first, after = split_at_label(first)
    rest = [f"Answer: {after}", *rest] if after else rest
    head, difficulty = without_difficulty(first)
    head = head if difficulty else first
    body = split_body(head, rest, labelled_only=True)
    said = rest.pop(body.passed[0][0]) if body.difficulty else ""
    text = f"{head}\n\n{body.more}".strip() if body.answer else "\n".join([head, *rest]).strip("\n ")
    stem, above = text_without_difficulty(part.stem)
    part = replace(part, stem=stem)
    difficulty = difficulty or body.difficulty or above
    if text == part.text:
        return replace(part, difficulty=difficulty), said
    answer, labelled = body.answer or part.answer, bool(body.answer)
    return (
        replace(part, text=text, answer=answer, difficulty=difficulty, original=part.text, labelled=labelled),
        said,
    )


def _refuse_fragments(parts: Sequence[ListedPart], left: Sequence[Mark], shape: Shape) -> None:
    """Refuse a reading that leaves out more questions than it places."""
    missed = [m for m in left if m.asked.worth >= 1.0]
    if len(missed) > len(parts):
        raise more_left_over(parts, missed, shape)
