"""Searches the reference answer for the passage, sentence or table row about a point."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.grading.text.words import content_words
from knowledge.quoted import passage_for, words_for
from knowledge.schema import Question, is_prose
from knowledge.text.sentences import first_sentence

ROW_AHEAD = 2
"""How many more words of a missing point a table row must share than the nearest sentence to be quoted instead. A judgement,
not swept."""


MOST_WORDS = 40
"""Longest quote from a reference, in words; of a longer sentence only the part about the point is quoted (a judgement)."""
FEWEST_WORDS = 4
"""Shortest part that is quoted, in words. By hand."""
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\*\*\d\.)\s+(?=[A-Z*])")
"""Where a sentence ends: unlike in ``sentences``, never before a small letter, and not after the bold number of a list item, so
that no sentence is cut in two and half of it quoted."""
_PARTS = re.compile(r"(?<=[;:])\s+|(?<=\.)\s+(?=[A-Z])|\s+[–—]\s+")
"""Where a part of a long sentence ends that can be quoted by itself."""


def phrase(claim: str) -> str:
    """A claim as the predicate of a sentence: "names two signs"."""
    text = claim.strip().rstrip(".")
    return text[:1].lower() + text[1:]


def best_sentence(question: Question, passage: str, about: str) -> str:
    """The sentence of a passage, or the table row of the reference, that says most about a text; else "".

    For a claim whose words in the reference are named by the bank, those words.
    """
    if holds := passage_for(question, about):
        named = words_for(question, about)
        return capital(_cut(_told(holds.splitlines()[0], named) if named.startswith("|") else _plain(named), about))
    sentence = _first_sentence(passage, about)
    return capital(_short(_row_of_a_table(question, about, sentence) or sentence, about))


def _cut(named: str, about: str) -> str:
    """Words that the bank names; of many the part that says most about a text, or else the first sentence."""
    return _short(named, about) or first_sentence(named)


def _short(sentence: str, about: str) -> str:
    """A sentence or, if it is long, the part that says most about a text; "" if that is also too long."""
    if len(sentence.split()) <= MOST_WORDS:
        return sentence
    parts = [part for part in _PARTS.split(sentence) if FEWEST_WORDS <= len(part.split()) <= MOST_WORDS]
    best = max((part for part in parts if part.count("$") % 2 == 0), key=lambda part: shared(part, about), default="")
    if not best or not shared(best, about):
        return ""
    return f"{capital(best.rstrip(';:., '))}."


def nearest_passage(question: Question, about: str) -> str:
    """The passage of a question's reference answer that makes a claim, or else shares most words with a text, prose first."""
    if (passage := passage_for(question, about)) and is_prose(passage):
        return passage
    prose = [p for p in question.passages() if is_prose(p)] or list(question.passages())
    return max(prose, key=lambda p: shared(p, about))


def nearest_words(question: Question, passage: str, about: str) -> str:
    """The words of a passage that state a point, verbatim: those that the bank names, or else the sentence that shares most
    words with it; "" if none does."""
    named = words_for(question, about)
    if named and named in passage:
        return named
    best = max(_sentences(passage), key=lambda s: shared(s, about), default="")
    return best if shared(best, about) else ""


def _first_sentence(passage: str, about: str) -> str:
    """The sentence of a passage that shares most words with a text, whole, without list marks."""
    sentences = [s for s in _sentences(passage) if len(s.split()) >= 8]
    return _plain(max(sentences, key=lambda s: shared(s, about))) if sentences else ""


def _sentences(passage: str) -> list[str]:
    """The sentences of a passage as they stand in it, without those that a formula is cut by; none of a table or code."""
    if passage.lstrip().startswith(("```", "|")):
        return []
    found = (s for line in passage.splitlines() for s in _SENTENCE_END.split(line.strip()))
    return [s for s in found if s.count("$") % 2 == 0 and not s.startswith("$$")]


def _plain(sentence: str) -> str:
    """A sentence without list marks and emphasis, with a full stop."""
    text = re.sub(r"^\s*(?:[-*]|\*{0,2}\d+\.)\s+", "", sentence)
    text = _without_emphasis(text).strip()
    return text if text.endswith((".", "!", "?", ".)")) else text.rstrip(";:,") + "."


def _without_emphasis(text: str) -> str:
    text = re.sub(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return text.replace("**", "")  # a bold pair that was split between two sentences


def _row_of_a_table(question: Question, about: str, sentence: str) -> str:
    """A table row of the reference that matches a text better than the sentence does, as a sentence; else ""."""
    rows = [row for passage in question.passages() if passage.lstrip().startswith("|") for row in _rows(passage)]
    best = max(rows, key=lambda row: shared(row, about), default="")
    return best if shared(best, about) >= shared(sentence, about) + ROW_AHEAD else ""


def _rows(table: str) -> Iterator[str]:
    """The rows of a Markdown table as sentences, without empty ones and those in which a bar cuts a formula."""
    head, *rows = table.splitlines()
    for row in rows[1:]:  # below the rule; a line that merely begins with a bar has no rows
        if text := _told(head, row):
            yield text


def _told(head: str, row: str) -> str:
    """A table row as a sentence that begins with its first filled cell, not the number of a step; "" if a bar cuts a formula in it.

    The heads of the columns follow their cells in brackets: "Cost of a step: $O(N)$ (gradient descent); $O(1)$ (SGD)."
    """
    heads, cells = ([cell.strip() for cell in line.strip().strip("|").split("|")] for line in (head, row))
    said = [(head, cell) for head, cell in zip(heads, cells, strict=False) if cell]
    if len(said) > 1 and said[0][1].isdecimal():
        said = said[1:]
    if not said:
        return ""
    told = (
        "; ".join(_celled(head, cell) for head, cell in said[1:]) if len(said) > 2 else "".join(c for _, c in said[1:])
    )
    text = _without_emphasis(f"{said[0][1]}: {told}.")
    return capital(text) if text.count("$") % 2 == 0 else ""


def _celled(head: str, cell: str) -> str:
    """A cell with its column's head; a colon within it becomes a comma, since the row has one already."""
    text = re.sub(r": (?=[^$]*(?:\$[^$]*\$[^$]*)*\Z)", ", ", cell)
    return f"{text[:-1]}; {head})" if text.endswith(")") else f"{text} ({head})"


def capital(text: str) -> str:
    """A text with a capital letter at its beginning, unless that is a symbol such as "d"."""
    return f"{text[:1].upper()}{text[1:]}" if re.match(r"[a-z]{2}|a ", text) else text


def shared(text: str, about: str) -> int:
    """How many content words two texts share."""
    return len(content_words(about) & content_words(text))
