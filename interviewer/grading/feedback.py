"""Feedback of two to four sentences, built from verdicts and the reference answer; nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from interviewer.grading.evidence import MAX_GRADED_CHARACTERS
from interviewer.grading.grade import CriterionGrade, MisconceptionFinding
from knowledge.schema import Question, is_prose

MAX_QUOTE_WORDS = 18
ROW_AHEAD = 2
"""How many more words of a missing point a row of a table must share than the nearest sentence, to be quoted for it."""
_MARKUP = re.compile(r"^\s*(?:[-*]|\d+\.)\s+|[*_`]{1,2}(?=\S)|(?<=\S)[*_`]{1,2}", re.MULTILINE)


def write_feedback(
    question: Question,
    criteria: Sequence[CriterionGrade],
    heard: Sequence[MisconceptionFinding],
    passage: Callable[[Question, str], str] | None = None,
    cut: bool = False,
) -> str:
    """What was right, what was missing and why it matters, in the words of the rubric and the reference.

    Args:
        passage: Finds the reference passage nearest to a text; the passage nearest by shared words unless given.
        cut: Say that the answer was too long to be read to its end.
    """
    sentences: list[str] = []
    met = sorted((c for c in criteria if c.verdict == "met"), key=lambda c: -c.weight)
    missing = sorted((c for c in criteria if c.verdict in {"not_met", "partly_met"}), key=lambda c: -_lost(c))
    ungraded = [c for c in criteria if c.verdict == "ungraded"]
    if ungraded and len(ungraded) == len(criteria):
        return f"This answer could not be graded: {ungraded[0].reason}. It is kept and can be graded again."
    if met:
        best = met[0]
        sentences.append(f"Your answer {_phrase(best.claim)} (“{_short(best.evidence[0].quote)}”).")
    elif any(c.verdict == "partly_met" for c in criteria):
        sentences.append("Your answer touches the right points without making one of them fully.")
    else:
        sentences.append("None of the points that the question is after was found in your answer.")
    if missing:
        first = missing[0]
        if first.uncertain:
            lead = "I could not tell for sure whether it makes this point"
        elif first.verdict == "partly_met":
            lead = "It comes close, but does not fully reach this"
        else:
            lead = "What is missing most"
        sentences.append(f"{lead}: a full answer {_phrase(first.claim)}.")
        reason = _first_sentence((passage or nearest_passage)(question, first.claim), first.claim)
        reason = _row_of_a_table(question, first.claim, reason) or reason
        if reason:
            sentences.append(f"From the reference answer: {reason}")
    elif not ungraded:
        sentences.append("Nothing that the question is after is missing.")
    if heard:
        sentences.append(f"One thing to correct: {heard[0].correction}")
    if ungraded:
        sentences.append(f"{len(ungraded)} of {len(criteria)} points could not be graded and do not count.")
    if cut:
        sentences.append(f"Only the first {MAX_GRADED_CHARACTERS:,} characters of the answer were read.")
    return " ".join(sentences)


def _lost(item: CriterionGrade) -> float:
    """What a verdict costs, less where it may be wrong."""
    return item.weight * (1.0 if item.verdict == "not_met" else 0.5) * (1.0 - item.probability)


def _phrase(claim: str) -> str:
    text = claim.strip().rstrip(".")
    return text[:1].lower() + text[1:]


def _short(quote: str) -> str:
    words = quote.split()
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
    """How many of the longer words of a text stand in another."""
    return len(set(re.findall(r"[a-z]{4,}", about.lower())) & set(re.findall(r"[a-z]{4,}", text.lower())))
