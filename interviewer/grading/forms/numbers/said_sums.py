"""Calculations in words, such as "two plus two edits" and "twice two", written in figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.forms.maths.number_words import SMALL_NUMBER, in_digits
from knowledge.text.alternatives import table

_TWICE = table(
    (
        rf"\b(?P<how>twice|double|half(?:\s+of)?)\s+(?P<of>{SMALL_NUMBER})\b(?!\s+(?:plus|minus|times|and|or)\b)",
        "half of eight",
    ),
)
_STEP = table(
    (rf"\s+(?P<sign>plus|minus|times)\s+(?P<number>{SMALL_NUMBER})\b(?:\s+more\b)?", "four plus two"),
)
_FIRST = table(
    (rf"(?<![\w.+*/=-])(?<![+*/=-]\s){SMALL_NUMBER}\b", "Scratch that, it is three."),
)
_SIGNS = {"plus": "+", "minus": "-", "times": "*"}
_PARTS = ("insertion", "insertions", "deletion", "deletions", "addition", "additions", "removal", "removals")
_GOES_ON = re.compile(
    r"\s*(?:[a-z]+\s+)?(?:[-+*/=^]|\b(?:plus|minus|times|over|divided|squared|point|hundred|thousand|half|thirds?|quarters?)\b)",
    re.I,
)
LEAD = 40
"""Characters before a number that can lead to it; a bound, as there may be thousands of numbers."""
_LED_TO = re.compile(r"\b(?:plus|minus|times|over|by|point|twice|half|of)\s*$", re.I)


def summed(text: str, units: Sequence[str]) -> str:
    """The text with these in figures; its length stays the same.

    Args:
        units: Words that can come after each of the numbers: "two substitutions plus two deletions".
    """
    text = _TWICE.sub(_doubled, text)
    nouns = "|".join(sorted(map(re.escape, {*units, *_PARTS}), key=len, reverse=True))
    noun = re.compile(rf"\s+(?:(?:more|other)\s+)?(?:{nouns})\b", re.I)
    at = 0
    while (first := _FIRST.search(text, at)) is not None:
        at = first.end()
        if _LED_TO.search(text, max(0, first.start() - LEAD), first.start()):
            continue
        terms, end, last = [in_digits(first[0])], first.end(), None
        while True:
            named = noun.match(text, end)
            step = _STEP.match(text, named.end() if named else end)
            last = named or last
            if step is None:
                break
            terms += [_SIGNS[step["sign"].lower()], in_digits(step["number"])]
            end = step.end()
        if len(terms) < 3 or _GOES_ON.match(text, end) or ("*" in terms and {"+", "-"} & {*terms}):
            continue
        trailing = noun.match(text, end)
        if trailing and trailing[0].split()[-1].lower() in _PARTS:
            end, last = trailing.end(), trailing
        kept = f" {units[0]}" if last is not None and units and not noun.match(text, end) else ""
        written = f"{_result(terms)}{kept}"
        text = text[: first.start()] + written.ljust(end - first.start()) + text[end:]
        at = end
    return text


def _result(terms: list[str]) -> int:
    value = int(terms[0])
    for sign, number in zip(terms[1::2], terms[2::2], strict=True):
        value = value * int(number) if sign == "*" else value + (int(number) if sign == "+" else -int(number))
    return value


def _doubled(match: re.Match[str]) -> str:
    number = int(in_digits(match["of"]))
    if match["how"].lower().startswith("half"):
        return match[0] if number % 2 else f"{number // 2}".ljust(len(match[0]))
    return f"{2 * number}".ljust(len(match[0]))
