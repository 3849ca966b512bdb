"""Feedback of two to four sentences, built from verdicts and the reference answer; nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from interviewer.grading.evidence import MAX_GRADED_CHARACTERS
from interviewer.grading.grade import CriterionGrade, MisconceptionFinding, loss
from interviewer.grading.markup import unmarked
from interviewer.grading.words import content_words
from knowledge.schema import Question, is_prose

MAX_QUOTE_WORDS = 18
ROW_AHEAD = 2
"""How many more words of a missing point a row of a table must share than the nearest sentence, to be quoted for it.
A judgement, not swept."""


def write_feedback(
    question: Question,
    criteria: Sequence[CriterionGrade],
    heard: Sequence[MisconceptionFinding],
    passage: Callable[[Question, str], str] | None = None,
    cut: bool = False,
) -> str:
    """What was right, what was missing and why it matters, in the words of the rubric and the reference.

    A bonus is praised where it was made, and never missed.

    Args:
        passage: Finds the reference passage nearest to a text; the passage nearest by shared words unless given.
        cut: Say that the answer was too long to be read to its end.
    """
    asked, bonuses = [c for c in criteria if not c.bonus], [c for c in criteria if c.bonus]
    counted = asked or bonuses
    ungraded = [c for c in counted if c.verdict == "ungraded"]
    if ungraded and len(ungraded) == len(counted):
        return f"This answer could not be graded: {ungraded[0].reason}. It is kept and can be graded again."
    missing = [c for c in asked if c.verdict in {"not_met", "partly_met"}]
    sentences = [_what_was_right(asked)] if asked else []
    sentences += [_praise(c) for c in bonuses if c.verdict == "met"]
    if missing:
        sentences += _what_is_missing(question, max(missing, key=loss), passage or nearest_passage)
    elif asked and not ungraded:
        sentences.append("Nothing that the question asks for is missing.")
    elif not sentences:
        sentences.append("Your answer does not make this point; it goes beyond what was asked and costs nothing.")
    if heard:
        sentences.append(f"One thing to correct: {heard[0].correction}")
    if ungraded:
        sentences.append(f"{len(ungraded)} of {len(counted)} points could not be graded and do not count.")
    if cut:
        sentences.append(f"Only the first {MAX_GRADED_CHARACTERS:,} characters of the answer were read.")
    return " ".join(sentences)


def _what_was_right(asked: Sequence[CriterionGrade]) -> str:
    met = [c for c in asked if c.verdict == "met"]
    if met:
        best = max(met, key=lambda c: c.weight)
        return f"Your answer {_phrase(best.claim)} (“{_short(best.evidence[0].quote)}”)."
    if any(c.verdict == "partly_met" for c in asked):
        return "Your answer touches the right points without making one of them fully."
    return "None of the points that the question asks for was found in your answer."


def _praise(bonus: CriterionGrade) -> str:
    return f"Beyond what was asked, it {_phrase(bonus.claim)} (“{_short(bonus.evidence[0].quote)}”)."


def _what_is_missing(
    question: Question, first: CriterionGrade, passage: Callable[[Question, str], str]
) -> Iterator[str]:
    """The point that is missing most, and the sentence of the reference that makes it, where there is one."""
    if first.uncertain:
        lead = "I could not tell for sure whether it makes this point"
    elif first.verdict == "partly_met":
        lead = "It comes close, but does not fully reach this"
    else:
        lead = "What is missing most"
    yield f"{lead}: a full answer {_phrase(first.claim)}."
    reason = _first_sentence(passage(question, first.claim), first.claim)
    reason = _row_of_a_table(question, first.claim, reason) or reason
    if reason:
        yield f"From the reference answer: {reason}"


def _phrase(claim: str) -> str:
    text = claim.strip().rstrip(".")
    return text[:1].lower() + text[1:]


def _short(quote: str) -> str:
    words = unmarked(quote).text.split()
    return " ".join(words[:MAX_QUOTE_WORDS]) + (" …" if len(words) > MAX_QUOTE_WORDS else "")


def nearest_passage(question: Question, about: str) -> str:
    """The passage of a question's reference answer that shares most words with a text, prose before formulas."""
    prose = [p for p in question.passages() if is_prose(p)] or list(question.passages())
    return max(prose, key=lambda p: _shared(p, about))


def _first_sentence(passage: str, about: str) -> str:
    """The sentence of a passage that shares most words with a text, whole, without list marks."""
    if passage.lstrip().startswith(("```", "|")):
        return ""
    sentences = [
        s
        for line in passage.splitlines()
        for s in re.split(r"(?<=[.!?])(?<!\*\*\d\.)\s+(?=[A-Z*])", line.strip())
        if len(s.split()) >= 8 and s.count("$") % 2 == 0 and not s.startswith("$$")
    ]
    if not sentences:
        return ""
    best = max(sentences, key=lambda s: _shared(s, about))
    text = re.sub(r"^\s*(?:[-*]|\*{0,2}\d+\.)\s+", "", best)
    text = re.sub(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text).strip()
    text = text.replace("**", "")  # a pair that was cut between two sentences
    return text if text.endswith((".", "!", "?")) else text.rstrip(";:,") + "."


def _row_of_a_table(question: Question, about: str, sentence: str) -> str:
    """The row of a table of the reference that says a text better than the sentence does, as a sentence; else ""."""
    rows = [row for passage in question.passages() if passage.lstrip().startswith("|") for row in _rows(passage)]
    best = max(rows, key=lambda row: _shared(row, about), default="")
    return best if _shared(best, about) >= _shared(sentence, about) + ROW_AHEAD else ""


def _rows(table: str) -> Iterator[str]:
    """The rows of a Markdown table as sentences, where they have a name and no formula is cut by a bar."""
    heads, *rows = ([cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines())
    for name, *cells in rows[1:]:  # below the rule; a line that merely begins with a bar has none
        told = "; ".join(f"{head}: {cell}" for head, cell in zip(heads[1:], cells, strict=False) if cell)
        text = f"{name}: {told}.".replace("**", "")
        if name and text.count("$") % 2 == 0:
            yield text[:1].upper() + text[1:]


def _shared(text: str, about: str) -> int:
    """How many of the words that carry meaning two texts share."""
    return len(content_words(about) & content_words(text))
