"""Rephrases a point of the rubric as an interviewer would say it: as a fact, as said, or as not said.

A rubric describes an answer: "Says that the loss jumps". A candidate is told "the loss jumps", "You said that the loss
jumps" or "You didn't say that the loss jumps".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.rubric.claim_forms import ADVICE, LEAD, plain, turned, ways
from interviewer.grading.rubric.claim_verbs import LATER_VERBS, base, gerund, past

_DO = frozenset(base(verb) for verb in LATER_VERBS)
_AND_DO = re.compile(r", (?:and (then )?|(then) )([a-z]+)\b")
"""Before a second thing that was not done: "didn't use all units, and match" would mean that they did match."""
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_FIRST_PART = re.compile(r"(?<=\w{3})(?:[,;:] | \(|,? (?:such as|namely|or its|or that|since|because|with)\b)")
"""Where the first part of a claim ends, which is enough to name the point."""
MOST_IN_HEADING = 8
"""Most words of a point that only has to be distinguished from others (a judgement)."""


def point(claim: str) -> str:
    """A claim as its verdict shows it after the question is closed, without a full stop: "The loss jumps (or: a norm jumps)".

    It is never an order, except for advice: "Choosing model B", but "Start from a pretrained model", which is what to say. A
    claim that is not about an answer is unchanged. In a sentence only one of two ways is given, see ``core``.
    """
    met = ways(claim)
    told = _told(met.whole or met.first)
    if not met.second:
        return told
    second = _small(_without_colon(_told(met.second)), claim) if LEAD.match(met.second) else met.second
    return f"{told}; or: {second}" if told.endswith(")") or "(" in second else f"{told} (or: {second})"


def core(claim: str) -> str:
    """``point`` as spoken: only the first of two ways to make it."""
    return _told(ways(claim).first)


def _told(text: str) -> str:
    if not LEAD.match(text):
        return text
    if advice := ADVICE.fullmatch(text):
        return _capital(advice["do"])
    return _capital(plain(text) or " ".join(turned(text, gerund)))


def said(claim: str) -> str:
    """That a claim was made, without a full stop: "You said that the loss jumps"."""
    text = ways(claim).first
    if not LEAD.match(text):
        return f"You made this point: {_small(text, claim)}"
    return f"You {' '.join(turned(text, past))}"


def unsaid(claim: str) -> str:
    """That a claim was not made, without a full stop: "You didn't say that the loss jumps"."""
    text = ways(claim).first
    if not LEAD.match(text):
        return f"This was missing: {_small(text, claim)}"
    verb, rest = turned(text, base)
    return f"You didn't {verb} {_AND_DO.sub(_joined, rest)}"


def _joined(second: re.Match[str]) -> str:
    if second[3] not in _DO:
        return second[0]
    return f" and {'then ' if second[1] or second[2] else ''}{second[3]}"


def achieved(claim: str) -> str:
    """A point that was made: as a fact or a thing where ``core`` gives one, otherwise as what the candidate did."""
    text = ways(claim).first
    return f"{core(claim) if plain(text) or not LEAD.match(text) else said(claim)}."


def in_sentence(claim: str) -> str:
    """``core`` for use after a colon, without a second colon."""
    return _small(_without_colon(core(claim)), claim)


def _without_colon(told: str) -> str:
    head, colon, rest = told.partition(": ")
    # what follows "a drawback" are names, what follows "why it diverges" or "the reason" may be a sentence
    joint = ", namely " if re.match(r"an? (?!(?:\w+ )?reason\b)", head, re.IGNORECASE) else ", that is, "
    return f"{head}{joint}{rest}" if colon else head


def listed(parts: Sequence[str]) -> str:
    """Some words in a row, as said: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def count_word(number: int) -> str:
    """A small number in words, up to ten."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str, claim: str) -> str:
    """The text with a lower-case first letter, unless the first word is a name such as "ReLU", "SGD" or "Adam".

    Args:
        claim: What the text is from: a word that is written with a capital within it is a name.
    """
    first = re.match(r"[\w-]*", text.strip())
    word = first[0] if first else ""
    is_name = bool(word) and re.search(rf"(?<=[a-z,] ){re.escape(word)}(?!\w)", claim) is not None
    if is_name or word[1:] != word[1:].lower() or (len(word) == 1 and word != "A"):
        return text
    return text[:1].lower() + text[1:]


def heading(claim: str) -> str:
    """A claim in a few words, to tell it from the other points of its question."""
    words = _FIRST_PART.split(in_sentence(claim), maxsplit=1)[0].split()
    return " ".join(words) if len(words) <= MOST_IN_HEADING else f"{' '.join(words[:MOST_IN_HEADING])} …"
