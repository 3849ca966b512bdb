"""Ways to put items in order that need more than a place for each: from the last to the first, duels, lists of bare numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.forms.maths.numerals import ORDINALS
from knowledge.text.alternatives import any_of, table

MARK = "\ue000{}\ue001"
ITEM = "\ue000(\\d+)\ue001"
"""A mention of an item in a text, by its index."""
NEXT_TO_LAST = r"(?:(?:next|second)[\s-]+(?:to|from)[\s-]+(?:the\s+)?(?:last|bottom|end)|last[\s-]+but[\s-]+one|penultimate|second[\s-]+(?:last|lowest|worst))"
_LAST = re.compile(r"\b(?:last|worst|lowest|bottom|least)\b(?<!to last)", re.I)
_TOP = re.compile(r"\b(?:top|best|first|wins?|winner|leads?|highest)\b", re.I)
_SOFTLY = r"(?:(?:only\s+|just\s+|narrowly\s+|barely\s+|slightly\s+|clearly\s+|easily\s+)*)"
_BEATS = r"(?:beats?|edges?\s+out|pips?|outranks?|outscores?|passes|is\s+(?:just\s+)?ahead\s+of|comes\s+(?:just\s+)?before|wins\s+(?:over|against))"
_DUEL = table(
    (rf"{ITEM}\s*,?\s*(?:which\s+)?{_SOFTLY}{_BEATS}\s+(?:out\s+)?{ITEM}", "1 edges out 2"),
)
_FOR_SECOND = re.compile(r"[^.;\ue000]{0,30}\b(?:second|2nd|runner|number\s+two|place\s+two)\b", re.I)
_GIVEN_SCORE = r"\s*(?:[:=(]?\s*\d?[.,]\d+\)?)?\s*"
_ASIDE = re.compile(
    rf"(?P<before>{ITEM}{_GIVEN_SCORE})[(\[][^()\[\]\n]{{0,60}}{ITEM}[^()\[\]\n]{{0,60}}[)\]]"
    rf"(?:\s*(?:[>≥≻]|\\succ|→|->|,?\s*then)\s*{ITEM}{_GIVEN_SCORE})+"
)
_BEHIND = re.compile(rf"\b(?:behind|after)\s+{ITEM}", re.I)
_ORDERED = re.compile(
    r"\b(?:orders?|ordered|rank(?:s|ed|ing)?|sort(?:ed|ing)?|highest|lowest|best|"
    r"worst)\b[^:\n\d]{0,60}:\s*(?P<list>\d(?:\s*(?:,|>|<|then|and|;)+\s*\d)+)(?!\d|\.\d)",
    re.I,
)
_TOP_TWO = re.compile(
    r"\b(?:top|best|first|highest)\s+(?:two|2|ones|documents)\b[^:\n\d]{0,20}(?:\bare|:|=|is)\s*(?P<list>\d\s*(?:,|and|then|&|>)+\s*\d)(?!\d|\.\d)",
    re.I,
)
_MORE_ORDINALS = table(
    (
        r"(?P<before>\ue001[^\ue000.;]{0,20}?"
        + any_of(r"\bthen, \band, \bfollowed\s+by, \bbefore, ,")
        + (
            rf"\s+)the\s+(?P<word>{'|'.join((w for w in ORDINALS if w.isalpha()))})(?=\s*(?:[.,;]|$)"
            rf"|\s+{any_of('comes?, is, ranks?, takes?, gets?, follows, ends')}\b)"
        ),
        "1, the second",
    ),
)


def marked_numbers(text: str, items: Sequence[str]) -> str:
    """A text in which bare numbers in a list of items are marked as items: "in descending order: 4, 3, 2, 5, 1"."""
    numbers = {match[1]: at for at, item in enumerate(items) if (match := re.search(r"(\d+)$", item))}

    def marked(match: re.Match[str]) -> str:
        given = re.findall(r"\d", match["list"])
        if len(set(given)) < len(given) or not set(given) <= set(numbers) or len(given) not in {2, len(items)}:
            return match[0]
        listed = re.sub(r"\d", lambda digit: MARK.format(numbers[digit[0]]), match["list"])
        return match[0][: match.start("list") - match.start()] + listed

    return _TOP_TWO.sub(marked, _ORDERED.sub(marked, text))


def marked_ordinals(text: str, items: Sequence[str]) -> str:
    """A text in which "the third" right after an item is one, too: "the fourth document, then the third"."""
    numbers = {match[1]: at for at, item in enumerate(items) if (match := re.search(r"(\d+)$", item))}

    def marked(match: re.Match[str]) -> str:
        at = numbers.get(str(ORDINALS[match["word"].lower()]))
        return match[0] if at is None else match["before"] + MARK.format(at)

    return _MORE_ORDINALS.sub(marked, text)


def from_the_last(words: str, items: Sequence[str]) -> dict[int, str]:
    """The places of all items where a sentence names them from the last to the first: "last is D1, then ..., D4 on top"."""
    marks = list(re.finditer(ITEM, words))
    named = [items[int(mark[1])] for mark in marks]
    if len(named) != len(items) or len(set(named)) != len(items):
        return {}
    start, end = words[: marks[1].start()], words[marks[-2].end() :]
    if _LAST.search(start) and not _TOP.search(start) and _TOP.search(end) and not _LAST.search(end):
        return dict(enumerate(reversed(named), start=1))
    return {}


def by_duel(words: str, items: Sequence[str], first: str | None) -> dict[int, str]:
    """The places after a duel for the second one: "D3 edges out D2 for second place behind D4".

    Args:
        first: The item that is known to be first, if it is.
    """
    duel = _DUEL.search(words)
    if duel is None:
        return {}
    winner, loser = items[int(duel[1])], items[int(duel[2])]
    behind = _BEHIND.search(words, duel.end())
    first = items[int(behind[1])] if behind and not words[duel.end() : behind.start()].count(".") else first
    second = bool(_FOR_SECOND.match(words, duel.end()))
    clause = re.split(r"[;:.]", words[: duel.end()])[-1]
    others = {items[int(mark[1])] for mark in re.finditer(ITEM, clause)} - {winner, loser, first}
    if first in {winner, loser} or not (second or (first and not others)):
        return {}
    places = {2: winner, 3: loser}
    return {1: first, **places} if first else places


def listed_places(words: str, items: Sequence[str]) -> dict[int, str]:
    """Places of a numbered list whose lines begin with the items."""
    lines = re.findall(rf"^[ \t]*(\d)[.)]\s*\W{{0,3}}{ITEM}", words, re.MULTILINE)
    numbers = [int(n) for n, _ in lines]
    return (
        {int(n): items[int(i)] for n, i in lines}
        if len(lines) > 1 and numbers == list(range(1, len(lines) + 1))
        else {}
    )


def table_values(words: str, items: Sequence[str]) -> dict[str, float]:
    """Values of a table with a row of item names followed by a row with as many numbers."""
    rows = [line for line in words.splitlines() if line.count("|") >= 2][:40]
    for at, row in enumerate(rows):
        names = re.findall(ITEM, row)
        if len(names) < 2:
            continue
        for other in rows[at + 1 : at + 3]:
            numbers = re.findall(r"(?<![\w.])\d?\.\d+|(?<=\|)\s*0\s*(?=\|)", other)
            if len(numbers) == len(names):
                return {items[int(n)]: float(v) for n, v in zip(names, numbers, strict=True)}
    return {}


def without_asides(words: str) -> str:
    """A sentence without an aside about another item inside a chain, and without what the chain says behind it.

    In "D4 > D3 (D2 close) > D5" the first two places are clear, and it is open where D2 belongs.
    """
    return _ASIDE.sub(lambda match: match["before"], words)
