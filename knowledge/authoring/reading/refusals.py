"""Messages for lists that cannot be read: the line at fault, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.structure.marks import Mark
from knowledge.authoring.structure.shapes import Shape, ranked_shapes
from knowledge.authoring.words.asking import ASKS, plain
from knowledge.errors import KnowledgeError
from knowledge.text.marks import TAG

WANTED = (
    "a question is a numbered item, a heading, a bold line, a bullet or a table row that asks something, "
    "such as '1. What is …?' below '## Section'"
)
_STATEMENT_WORDS = 3
"""An item that asks nothing and has at least this many words is a statement rather than a topic."""
_FEW, _BURIED = 2, 5
"""How many questions a list may have to be doubted, and how many lines must ask below each."""
_ASKS = re.compile(r"[?？؟]\W*$")
"""Ends as a question does: such a line is the one to show."""
_HTML = re.compile(r"^\s*</?[a-z!]", re.I)
"""A line of HTML, which is the likely cause."""
_ROW = re.compile(r"^\s*\|.*\|\s*$")
"""A row of a table, which is the likely cause."""


class UnreadableList(KnowledgeError):
    """No question list is recognised; the message names the line that caused it."""


def nothing_asks(text: str, marks: Sequence[Mark]) -> UnreadableList:
    """The error for a text without any question."""
    return UnreadableList(f"has no numbered question and no other known shape{_misleading(text, marks)}; {WANTED}")


def more_left_over(parts: Sequence[ListedPart], missed: Sequence[Mark], shape: Shape) -> UnreadableList:
    """The error for a reading that leaves out more questions than it places."""
    return UnreadableList(
        f"is not understood: {shape.name} were read as its {len(parts)} questions, but line {missed[0].start + 1} "
        f"and {len(missed) - 1} others look like questions, too ({short(missed[0].asked.text)}); {WANTED}"
    )


def refuse_unshown(
    found: QuestionList, asking: int, telling: Sequence[ListedPart], silent: Sequence[ListedPart]
) -> None:
    """Refuse a list in which too few parts are questions.

    Args:
        asking: How many of its parts ask.
        telling: Those that tell or name something, without anything that shows that they are questions.
        silent: Those that do neither.

    Raises:
        UnreadableList: Always; it names the line at fault.
    """
    if telling and (not silent or telling[0].line < silent[0].line):
        raise UnreadableList(
            f"is not understood: line {telling[0].line} ({short(telling[0].text)}) is an instruction, like a step of a "
            f"guide, and nothing shows that it is a question; put a heading such as '# Interview questions' above "
            f"the list, or the answers below, after 'Answer:'"
        )
    # a statement shows the problem better than a single word
    misled = next((p for p in silent if len(re.findall(r"[^\W\d]+", plain(p.text))) >= _STATEMENT_WORDS), None)
    misled = misled or (silent[0] if silent else found.parts[0])
    numbered = "is numbered but asks nothing" if found.shape.startswith("numbered") else "asks nothing"
    raise UnreadableList(
        f"is not understood: line {misled.line} {numbered} ({short(misled.text)}); only {asking} of "
        f"{len(found.parts)} {found.shape} do; word each question as one, such as 'What is …?', or put its answer "
        "below, after 'Answer:'"
    )


def refuse_empty(found: QuestionList) -> None:
    """Refuse a reading that places no question: each of its lines was read as the title of something below."""
    if not found.parts:
        line, said = next(iter((*found.passed, *found.unplaced)), (1, ""))
        where = f", such as line {line} ({short(said)})," if said else ""
        raise UnreadableList(f"has no question: its {found.shape}{where} are titles with nothing below them; {WANTED}")


def refuse_left_over(found: QuestionList, lines: Sequence[str]) -> None:
    """Refuse a text that is mostly something else: an article with three questions in it is not a question list."""
    passed = {line for line, _ in found.passed}
    filled = [n for n, line in enumerate(lines, start=1) if any(c.isalnum() for c in line) and n not in passed]
    left = [(line, said) for line, said in found.unplaced if any(c.isalnum() for c in said)]
    if 2 * len(left) > len(filled):
        line, said = left[0]
        raise UnreadableList(
            f"is not understood: {len(left)} of {len(filled)} lines don't belong to any question, the first of them line {line} "
            f"({short(said)}); put the questions into a separate file"
        )


def refuse_buried(found: QuestionList, lines: Sequence[str]) -> None:
    """Refuse one or two questions whose answers contain many more: the others have marks that are not understood, such as HTML."""
    if len(found.parts) > _FEW:
        return
    begin = found.parts[0].line
    said = {n: TAG.sub("", line).strip() for n, line in enumerate(lines, start=1) if n > begin}
    asking = [n for n, words in said.items() if _ASKS.search(words)]
    if len(asking) > _BURIED * len(found.parts):
        raise UnreadableList(
            f"is not understood: {found.shape} were read as its questions ({len(found.parts)}), but line {asking[0]} and "
            f"{len(asking) - 1} others look like questions, too ({short(said[asking[0]])}); {WANTED}"
        )


def short(text: str) -> str:
    """A text in quotes, shortened to fit on a line; if it is nothing but tags, these."""
    words = plain(text) or " ".join(text.split())
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
    said = [n for n, line in enumerate(lines) if plain(line) and not line.lstrip().startswith("#")]
    at = next((n for n in said if _ASKS.search(plain(lines[n]))), said[0] if said else at)
    return f": line {at + 1} ({short(lines[at])}) {_kind(lines[at])}"


def _kind(line: str) -> str:
    if _ROW.match(line):
        return "is a row of a table in which no column asks; name the columns in a first row, '| Question | Answer |'"
    if _HTML.match(line):
        return "is HTML; write the questions in Markdown"
    return "is not marked as a question"
