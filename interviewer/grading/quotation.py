"""The candidate's words as quoted inside a sentence, whether they are a clause, a paragraph or code."""

from __future__ import annotations

import re

from interviewer.grading.grade import CriterionGrade
from interviewer.grading.markup import unmarked

MAX_QUOTE_WORDS = 18
"""Longest quote in a sentence, in words: about one and a half lines. A judgement."""
_CODE_SIGN = re.compile(r"[={}\[\]]|\w\(|->")
_PROSE = re.compile(r"(?:\b[A-Za-z'’]{2,}[ \t\n]){2}[A-Za-z'’]{2,}|\b(?:I|we|you|the|are|so|because|to|of)\b")
"""Matches three words in a row, or a word that code does not have outside strings."""
_PAIRED = ("$", "`")


def quoted(quote: str, words: int = MAX_QUOTE_WORDS) -> str:
    """A quote in quotation marks, or as code if it is code or breaks off within a formula; cut after ``words`` words.

    It appears inside a sentence, so its own full stop is dropped, and quotation marks within it become single.
    """
    if is_code(quote) or quote.count("$") % 2:  # half a formula would turn what follows it into a formula
        return f"`{_cut(quote.replace('`', ' ').split(), words)}`"
    text = " ".join(unmarked(quote).text.split()).strip('"“”„«»').rstrip(".,;: ")
    text = _cut(text.split(), words)
    text = re.sub(r"\"([^\"]*)\"", r"‘\1’", text)
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def you_said(quote: str) -> str:
    """A sentence that quotes the candidate, such as "You said “it is linear”."; "" without words."""
    if not quote:
        return ""
    return f"You {'wrote' if is_code(quote) else 'said'} {quoted(quote)}."


def first_quote(item: CriterionGrade) -> str:
    """The words that a verdict rests on, "" if it rests on nothing or on a drawing."""
    return item.evidence[0].quote if item.evidence and not item.drawn else ""


def grounds(item: CriterionGrade) -> str:
    """What a verdict rests on, as the end of a sentence: its words in brackets, or the reason if it was a drawing."""
    if item.drawn:
        return f". {item.reason.rstrip('.')}" if item.reason else ""
    return f" ({quoted(first_quote(item))})" if item.evidence else ""


def is_code(quote: str) -> bool:
    """Whether a quote is a piece of code rather than prose; a formula in dollars is prose."""
    return "$" not in quote and bool(_CODE_SIGN.search(quote)) and not _PROSE.search(quote)


def _cut(words: list[str], most: int) -> str:
    """The first words, with no formula and no code cut in two; an ellipsis says that there is more."""
    kept = words[:most]
    while kept and any(" ".join(kept).count(mark) % 2 for mark in _PAIRED) and len(kept) < len(words):
        kept = kept[:-1]
    if not kept:
        kept = words  # one formula from end to end
    return " ".join(kept) + (" …" if len(kept) < len(words) else "")
