"""The evidence that a list contains questions.

"Describe your change" is a step of a guide in one file and a question in another. So an instruction, a topic or a link counts
as a question only if the rest of the list shows that it is one. A list without such evidence is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.reading.refusals import refuse_buried, refuse_empty, refuse_left_over, refuse_unshown
from knowledge.authoring.structure.marks import Heading
from knowledge.authoring.structure.outline import Outline
from knowledge.authoring.structure.titles import (
    is_structure,
    named_above,
    names_questions,
    says_to_ask,
    told_above,
)
from knowledge.authoring.words.asking import ASKS, commands, is_task, names, plain, read_asked, worth
from knowledge.authoring.words.question_words import ANSWERED_IN_WORDS
from knowledge.text.alternatives import any_of, table

_LEAST_ASKING = 0.5
"""Minimum share of parts that must ask. The public lists that were tried have .67 or more; guides with steps, below .35."""
_SHOWING = 0.2
"""If at least this share are plain questions, the instructions among them count as questions too."""
_SHOWING_ADVICE = 0.34
"""The same below a title such as "Interview tips", where only a question mark shows a question."""
_UNMARKED = 0.75
"""What a question without a question mark counts in a list that has none: chapters are called "What is Docker", too."""
_MANY, _MANY_ANSWERED = 5, 2
"""If a list has at least this many parts and most of them can only be answered in words or computed, it is not a guide: nobody's
steps are "explain", "compare", "derive" five times over, or "count" and "compare" with an answer below each."""
_WORDS_ANSWER = table(
    (rf"(?:briefly |please )?(?:{ANSWERED_IN_WORDS})\b(?!.*\byour\b)", "Please explain why"),
    (any_of("请解释, 解释一下, 简述, 簡述, 説明し, 述べよ, 설명"), "简述你的改动"),
    ("อธิบาย", "อธิบายการหมัก"),
)
"""A task that words can answer: without one a list of tasks is one of things to do."""
_SAID_TO_BE_DONE = re.compile(
    r"\b(?:tasks?|problems?|challenges?|puzzles?)\b|aufgabe|tarea|tarefa|problème|задач|задани|任务|課題|과제", re.I
)
"""A title that says that what is below it is to be solved."""
_ANSWERED = 0.8
"""If at least this share of the items under "Tasks" or "Questions" has something below, they are tasks with solutions."""
_MOST_STRUCTURE = 0.25
"""From this share of chapters' names, such as "Introduction", numbered items are the chapters of a document."""
_SENTENCE = re.compile(r"(?:\S+\s+){2,}\S*[?？؟]|[^\x00-\x7f]{3,}[?？؟]")
"""A question of several words; a single word with a question mark is no evidence."""
_SHORT_AND_MORE = re.compile(r"^(?:(?P<one>[a-z']+)|[a-z']+ [a-z']+)\?\s+\w", re.I)
"""One or two words with a question mark before something else: "Why so? Because it rises."."""
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$")
"""A heading, with its words."""
_CODE = re.compile(r"(```+|~~~+).*?(?:\1|\Z)|`[^`\n]*`", re.DOTALL)
"""Code: a question mark in it asks nothing."""


class Standing(Enum):
    """How a part counts as a question: it asks something, tells somebody to do something, is worded as a title, or none of these."""

    ASKS = 1
    TELLS = 2
    NAMES = 3
    SILENT = 4


@dataclass(frozen=True)
class _Part:
    """A part with what is known about it.

    Attributes:
        told: 1 if the titles above say that it is a question, -1 if they say that it is advice, otherwise 0.
        named: Whether one of them says so in words such as "questions" or "problems"; "interview" alone may head a tale of one.
        marked: Whether it clearly asks: it has a question mark at the end, or a label.
        numbered: Whether its line has a number.
    """

    part: ListedPart
    kind: Standing
    told: int
    named: bool
    marked: bool
    numbered: bool


def standing(part: ListedPart) -> Standing:
    """Whether one part is a question, judging by its own words and labels."""
    if part.labelled:
        return Standing.ASKS
    first = part.text.split("\n")[0]
    if _is_remark(plain(first)):
        return Standing.SILENT
    value = max(worth(first), worth(part.stem.split("\n")[0]))
    if value >= 1 and len(plain(first)) > 2 and not _is_exclamation(first):
        return Standing.ASKS
    # its question may be below its first line
    if _SENTENCE.search(plain(_CODE.sub(" ", f"{part.stem}\n{part.text}"))):
        return Standing.ASKS
    if worth(first) >= ASKS:
        if names(first):
            return Standing.NAMES
        return Standing.TELLS if commands(first) or _is_exclamation(first) else Standing.ASKS
    return Standing.TELLS if worth(part.stem) >= ASKS or is_task(first) else Standing.SILENT


def with_evidence(found: QuestionList, text: str, headings: Sequence[Heading], name: str = "") -> QuestionList:
    """The list without sections that ask nothing; those are listed as unplaced.

    Args:
        text: The text that was read, for the lines that are left out.
        name: Name of the list; "questions.md" says what its items are.

    Raises:
        UnreadableList: Most of it asks nothing, nothing shows that its instructions are questions, or most of its lines
            don't belong to any question.
    """
    refuse_empty(found)
    lines = text.split("\n")
    parts = _known(found, lines, headings, name)
    _refuse_silence(found, parts)
    refuse_left_over(found, lines)
    refuse_buried(found, lines)
    kept = _without_silent_sections(found, parts, lines, headings)
    if kept is not found:
        sections = set(kept.sections)
        _refuse_silence(kept, [part for part in parts if part.part.section in sections])
    return kept


def _known(found: QuestionList, lines: Sequence[str], headings: Sequence[Heading], name: str) -> list[_Part]:
    outline = Outline(headings)
    return [
        _Part(
            part=part,
            kind=standing(part),
            told=told_above(part.line, outline, name, part.section, answered=bool(part.answer)),
            named=named_above(part.line, outline, name, part.section),
            marked=part.labelled or worth(part.text.split("\n")[0]) >= 1 or worth(part.stem.split("\n")[0]) >= 1,
            numbered=found.shape.startswith("numbered") or _has_number(lines, part.line),
        )
        for part in found.parts
    ]


def _has_number(lines: Sequence[str], line: int) -> bool:
    said = lines[line - 1] if line <= len(lines) else ""
    return read_asked(re.sub(r"^[\s#>*+|-]*", "", said)).number is not None


def _is_exclamation(text: str) -> bool:
    """Whether a question is one word, as in "Questions?" or "Problems? Ask us"."""
    asked = re.split(r"[?？؟]", plain(text))[0]
    return len(asked.split()) < 2 and asked.isascii()


def _is_remark(text: str) -> bool:
    """Whether a question is only the beginning of a remark, as in "Why so? Because it rises."."""
    match = _SHORT_AND_MORE.match(text)
    return match is not None and (not match["one"] or worth(f"{match['one']} so") >= ASKS)


def _refuse_silence(found: QuestionList, parts: Sequence[_Part]) -> None:
    """Refuse a list in which too few parts count as questions."""
    counted = _counted(parts)
    if sum(counted) >= _LEAST_ASKING * len(parts) or _is_solved(found, parts):
        return
    asking = [p.kind is Standing.ASKS and value > 0 for p, value in zip(parts, counted, strict=True)]
    left = [p for p, value in zip(parts, counted, strict=True) if not value]
    refuse_unshown(
        found,
        sum(asking),
        [p.part for p in left if p.kind is not Standing.SILENT],
        [p.part for p in left if p.kind is Standing.SILENT],
    )


def _counted(parts: Sequence[_Part]) -> list[float]:
    """How much each part counts as a question, 0..1."""
    asking = sum(p.kind is Standing.ASKS for p in parts)
    doubted = sum(p.marked for p in parts) < _SHOWING * len(parts)
    shown = asking >= _SHOWING * len(parts) or _need_words(parts)
    advised = sum(p.marked for p in parts) >= _SHOWING_ADVICE * len(parts)
    numbers = _are_numbered_questions(parts)
    return [_value(p, shown if p.told >= 0 else advised, doubted, numbers) for p in parts]


def _value(p: _Part, shown: bool, doubted: bool, numbers: bool) -> float:
    if p.told < 0:
        return float((p.kind is Standing.ASKS and p.marked) or (p.kind is Standing.TELLS and shown))
    if p.kind is Standing.ASKS:
        return _UNMARKED if doubted and not p.told and not p.marked else 1.0
    if p.kind is Standing.TELLS:
        return float(shown or p.told > 0)
    return float(p.told > 0 and p.named and (p.kind is Standing.NAMES or (numbers and p.numbered)))


def _need_words(parts: Sequence[_Part]) -> bool:
    """Whether most parts can only be answered in words, or computed and have an answer below."""
    telling = [p for p in parts if p.kind is Standing.TELLS]
    answered = _is_answered(parts)
    words = sum(
        bool(_WORDS_ANSWER.match(said)) or (answered and is_task(said))
        for said in (plain(p.part.text) for p in telling)
    )
    return len(parts) >= (_MANY_ANSWERED if answered else _MANY) and words >= 0.75 * len(parts)


def _are_numbered_questions(parts: Sequence[_Part]) -> bool:
    """Whether numbered items below "Questions" can be questions by that alone: topics and tasks, but not chapters and steps."""
    silent = [p for p in parts if p.told > 0 and p.kind is Standing.SILENT and p.numbered]
    chapters = sum(is_structure(p.part.text.split("\n")[0]) for p in silent)
    sections = sum(_holds_tasks(p.part.answer) for p in silent)
    return bool(silent) and chapters < _MOST_STRUCTURE * len(silent) and 2 * sections < len(silent)


def _holds_tasks(answer: str) -> bool:
    """Whether what is below a topic are tasks rather than an answer."""
    items = re.findall(r"^[-*+] +(.+)$", answer, re.M)
    return bool(items) and 2 * sum(worth(item) >= ASKS or is_task(item) for item in items) >= len(items)


def _is_solved(found: QuestionList, parts: Sequence[_Part]) -> bool:
    """Whether the items are tasks with solutions: the titles say that something is to be done, and almost all have an answer."""
    titles = {part.section for part in found.parts}
    solved = all(p.told > 0 and p.named for p in parts) or any(
        _SAID_TO_BE_DONE.search(plain(title)) for title in titles
    )
    # a guide's chapters have text below as well, so headings need to ask or to be numbered
    return solved and "heading" not in found.shape and not any(p.told < 0 for p in parts) and _is_answered(parts)


def _without_silent_sections(
    found: QuestionList, parts: Sequence[_Part], lines: Sequence[str], headings: Sequence[Heading]
) -> QuestionList:
    """The list without sections that ask nothing: a list often ends with steps for contributors, which are not questions."""
    if _is_solved(found, parts):
        return found
    groups: dict[str, list[_Part]] = defaultdict(list)
    for known in parts:
        groups[known.part.section].append(known)
    asked = any(_asks(group) for group in groups.values())
    out = {section for section, group in groups.items() if _is_silent(section, group, asked)}
    if not out or len(out) == len(groups):
        return found
    begins = sorted({part.line for part in found.parts} | {len(lines) + 1})
    named = {line for line, _ in (*found.unplaced, *found.passed)}
    named |= {heading.start + 1 for heading in headings if plain(heading.text) in set(groups) - out}
    # one within a fold is no heading of the list, but a plain reader took it for one
    titles = ((n, line.rstrip(), _HEADING.match(line)) for n, line in enumerate(lines, start=1))
    left = [(n, line) for n, line, title in titles if title and {title[1], plain(title[1])} & out and n not in named]
    for part in (known.part for section in out for known in groups[section]):
        end = next(line for line in begins if line > part.line)
        begin = _stem_begins(part, lines, begins)
        left += [(n, lines[n - 1].rstrip()) for n in range(begin, end) if lines[n - 1].strip() and n not in named]
    kept = tuple(part for part in found.parts if part.section not in out)
    return replace(found, parts=kept, unplaced=tuple(sorted({*found.unplaced, *left})))


def _stem_begins(part: ListedPart, lines: Sequence[str], begins: Sequence[int]) -> int:
    """The line, from 1, where the text above a part begins; the part's own if it has none."""
    above = range(part.line - 1, 0, -1) if part.stem and part.part == 1 else range(0)
    ends = next((n for n in above if n in begins or _HEADING.match(lines[n - 1])), None)
    return part.line if ends is None else ends + 1


def _is_answered(parts: Sequence[_Part]) -> bool:
    return sum(bool(p.part.answer) for p in parts) >= _ANSWERED * len(parts)


def _asks(parts: Sequence[_Part]) -> bool:
    return sum(p.kind is Standing.ASKS for p in parts) >= _LEAST_ASKING * len(parts)


def _is_silent(section: str, parts: Sequence[_Part], others_ask: bool) -> bool:
    """Whether a section has no questions.

    Args:
        others_ask: Whether another section asks plainly, so that this one could as well.
    """
    if says_to_ask(section) < 0:
        return sum(p.kind is Standing.ASKS and p.marked for p in parts) < _LEAST_ASKING * len(parts)
    telling = sum(p.kind is Standing.TELLS for p in parts)
    silent = not any(p.kind is Standing.ASKS for p in parts) and telling < _LEAST_ASKING * len(parts)
    return (
        silent
        and not names_questions(section)
        and (others_ask or not sum(_counted(parts)) >= _LEAST_ASKING * len(parts))
    )
