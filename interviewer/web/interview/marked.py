"""The reference answer when a question closes, with the missing and the mistaken points marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.feedback.correction import correct_point
from interviewer.grading.grade import MARKS, CriterionVerdict, loss
from interviewer.grading.rubric.reference import nearest_passage, nearest_words
from interviewer.report.priorities import lacking
from interviewer.web.markdown import safe_line, safe_markdown
from knowledge.quoted import passage_for
from knowledge.schema import Question

_ITEM = re.compile(r"^[ \t]{0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
"""The mark of a list's item, which must stay at the start of its line."""
_CELL = re.compile(r"[^|\s](?:[^|\n]*[^|\s])?")
"""A cell of a table's row, without the space around it."""
_SIGNED = re.compile(r"\$[^$]*\$|`[^`]*`")
"""Formulas and code, in which a star is no emphasis."""


def marked_reference(question: Question, attempt: QuestionAttempt) -> str:
    """The reference answer as Markdown. The words that state a point which the answer lacks or gets wrong are marked, and what
    is said about it stands above their paragraph or their item of a list.

    Points that nothing states come first, the heaviest before the others.
    """
    text = question.reference
    told: dict[int, list[str]] = {}
    spans: list[tuple[int, int, str]] = []
    grade = attempt.grade
    for item in sorted(grade.criteria if grade else (), key=lambda item: -loss(item)):
        if item.kind in {"not_met", "partly_met", "contradicted"} and not (item.bonus and not item.called_wrong):
            passage = passage_for(question, item.claim) or nearest_passage(question, item.claim)
            # a passage is found by its text; of two identical passages the first is marked
            begin = max(text.find(passage), 0)
            words = nearest_words(question, passage, item.claim)
            start = text.find(words, begin) if words else begin
            told.setdefault(_head(text, begin, start), []).append(_mark(question, attempt, item))
            for a, b in _stretches(text, begin, start, start + len(words)):
                if all(b <= taken or end <= a for taken, end, _ in spans):
                    spans.append((a, b, item.kind))
    # each is a separate block quote, since each has its own colour
    blocks = {at: "\n" + "\n\n<!-- -->\n\n".join(lines) + "\n\n" for at, lines in told.items()}
    edits = [(at, at, block, "") for at, block in blocks.items()]
    edits += [(a, b, f'<mark class="{kind}">', "</mark>") for a, b, kind in spans]
    out, at = [], 0
    for a, b, before, after in sorted(edits):
        out += [safe_markdown(text[at:a]), before, safe_markdown(text[a:b]), after]
        at = b
    shown = "".join((*out, safe_markdown(text[at:])))
    return f"{shown}\n\n### Going deeper\n\n{safe_markdown(question.deeper)}" if question.deeper else shown


def _head(text: str, begin: int, at: int) -> int:
    """Where the item of a list that a place is in begins; without a list, where the passage does."""
    return max((item.start() for item in _ITEM.finditer(text, begin) if item.start() <= at), default=begin)


def _stretches(text: str, begin: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of some words that can be marked, line by line and cell by cell, so that no formula, code or emphasis is cut.

    Args:
        begin: Where their passage begins.
    """
    if text.startswith("```", begin):
        return
    for line in re.finditer(r"[^\n]+", text):
        item = _ITEM.match(text, line.start())
        first = item.end() if item else line.start()
        if line.end() <= start or end <= line.start() or text.startswith(("$$", "#"), first):
            continue
        a, b = max(start, first), min(end, line.end())
        cells = _CELL.finditer(text, a, b) if text.startswith("|", line.start()) else ()
        apart = _is_whole(text[a:b]) and _ends_outside(text[begin:a])
        parts = [cell.span() for cell in cells] or [(a, b) if apart else (first, line.end())]
        yield from (
            (c, d) for c, d in parts if text[c:d].strip() and _is_whole(text[c:d]) and _ends_outside(text[begin:c])
        )


def _is_whole(part: str) -> bool:
    """Whether each formula, code and emphasis that begins in a part of a line ends in it."""
    rest = _SIGNED.sub("", part)
    stars = rest.replace("**", "")
    return _ends_outside(part) and rest.count("**") % 2 == 0 and stars.count("*") % 2 == 0


def _ends_outside(part: str) -> bool:
    """Whether a part ends neither within a formula nor within code; one with escaped signs is not taken apart."""
    return part.count("$") % 2 == 0 and part.count("`") % 2 == 0 and "\\`" not in part and "\\$" not in part


def _mark(question: Question, attempt: QuestionAttempt, item: CriterionVerdict) -> str:
    heard = attempt.grade.misconceptions if attempt.grade else ()
    if item.called_wrong:
        told = correct_point(question, item, heard).text
    else:
        told = lacking(item.claim, half=item.verdict == "partly_met", unsure=item.uncertain)
    line = safe_line(told)
    mark = MARKS[item.kind]
    # the style sheet distinguishes half-met from missing points by how the mark is set
    return f"> *{mark}* {line}" if item.verdict == "partly_met" else f"> **{mark}** {line}"
