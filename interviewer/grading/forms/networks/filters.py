"""Criteria that ask for the filters that do the work of a dense layer: their number and size are compared with what the layer has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.growth.said_laws import is_taken_back
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.stance import may_turn, stood_by
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, sentences
from knowledge.answers.expectation import FILTERS
from knowledge.schema import Question
from knowledge.text.alternatives import table

FIRST, _ = FILTERS
LONGEST_SENTENCE = 400
"""Longest sentence that is read, in characters. By hand; it bounds the time."""
LONGEST_QUOTE = 300
"""Longest quote, in characters. By hand."""
_SIDE = r"(?:\d{1,5}|[hHwWkKfFCDcMmNn]'?)"
_BY = r"\s*(?:x|\*|by|×)\s*"
_SIZE = rf"(?P<a>{_SIDE}){_BY}(?P<b>{_SIDE})(?:{_BY}(?P<c>{_SIDE}))?(?!{_BY}{_SIDE})(?![\w'])"
_MANY = r"(?<![\w.,^*])(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5}|[MN]'?)"
_NOUN = r"(?:filters?|kernels?|output\s+channels?|output\s+maps?)"
_STATES = (
    table(
        (
            rf"{_MANY}\s+(?:such\s+)?{_NOUN}\s*,?\s*(?:(?:each|of|with|size|shape|a|the|is|are|having)\s+){{0,4}}\(?{_SIZE}",
            "4096 filters of 7x7",
        ),
    ),
    table(
        (rf"{_MANY}\s+(?:of\s+)?{_SIZE}(?:\s+{_NOUN})", "4096 7x7 filters"),
    ),
    table(
        (
            rf"(?<![\w^*]){_SIZE}\s+(?:conv\w*|{_NOUN})(?:\s+layer)?\s*,?\s*(?:with|and|having)\s+{_MANY}\s+{_NOUN}",
            "a 7x7 convolution with 4096 filters",
        ),
    ),
)
_STATES_IN_MAP = table(
    (
        rf"(?<![\w^*]){_SIZE}\s+(?:feature\s+)?(?:maps?|inputs?|volumes?|tensors?|blocks?|activations?)\b",
        "a 7x7x512 map",
    ),
    flags=re.NOFLAG,
)
_LINK = (
    r"(?:of\s+|is\s+|=\s*|size\s+|shape\s+|with\s+|the\s+|that\s+|a\s+|,\s*|e\.g\.\s*,?\s*|for\s+example\s*,?\s*){0,4}"
)
_INPUT = table(
    (
        rf"\b(?:map|input|volume|tensor|output)\s*{_LINK}{_SIZE}(?!\s*-?\s*(?:conv|filter|kernel))",
        "the map is 7 x 7 x 512",
    ),
    flags=re.NOFLAG,
)
_UNITS = re.compile(
    r"(?<![\w.,^*])(?P<n>\d{1,3}(?:,\d{3})+|\d{2,5}|M)\s+(?:hidden\s+|output\s+|dense\s+|fully[- ]connected\s+)?(?:units?|neurons?|outputs?|nodes?)\b"
)
_USUAL = ("7", "7", "512", "4096")
"""The map and the units of the usual example."""


@dataclass(frozen=True)
class _Filters:
    """Filters as a sentence gives them: how many, and their sides; the last is "" if it does not say."""

    count: str
    sides: tuple[str, str, str]
    quote: str

    def __str__(self) -> str:
        size = " x ".join(side for side in self.sides if side)
        return f"{self.count} filters of {size}"


class Filters:
    """The form of criteria that expect the filters of a converted layer."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria."""
        found = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "filters":
                finding = filters_finding(criterion.id, criterion.expects.accepted[0], answer)
                found += [finding] if finding else []
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """No note: filters in words are left to the judge."""
        return ""


def filters_finding(criterion_id: str, after: str, answer: str) -> Finding | None:
    """The verdict on the filters of a converted layer; None if an answer gives none of them, or right and wrong ones.

    Args:
        after: What the layer comes after, one of ``FILTERS``.
    """
    answer = answer[:MAX_GRADED_CHARACTERS]
    heard = stood_by(answer)
    given = list(_filters(answer, heard))
    maps = {tuple(sides) for sides in _maps(heard)} or {_USUAL[:3], ("h", "w", "C")}
    units = {_plain(m["n"]) for m in _UNITS.finditer(plain_notation(heard[:2000]))} or {_USUAL[3], "M"}
    judged = [(_of_first(item, maps, units) if after == FIRST else _of_later(item, units), item) for item in given]
    right = [item for verdict, item in judged if verdict]
    wrong = [item for verdict, item in judged if verdict is False]
    if right and wrong:
        return None
    if may_turn(answer, [item.quote for item in given]):
        return None
    if right:
        return Finding(criterion_id, "met", f"{right[0]} do the same as the layer.", right[0].quote)
    if wrong:
        wanted = "as large as the map, one for each unit" if after == FIRST else "1 x 1, one for each unit"
        reason = f"They are {wanted}, and not {wrong[0]}."
        return Finding(criterion_id, "not_met", reason, wrong[0].quote, contradicted=True)
    return None


def _of_first(item: _Filters, maps: set[tuple[str, ...]], units: set[str]) -> bool | None:
    """Whether filters are those of the layer after the map; None if they may be those of another layer."""
    fits = {m for m in maps if m[:2] == item.sides[:2] and (not item.sides[2] or not m[2] or m[2] == item.sides[2])}
    if fits:
        return item.count in units or (False if len(units) == 1 and item.count.isdigit() and item.sides[2] else None)
    if (len(maps) > 1 and ("h", "w", "C") not in maps) or item.sides[:2] == _USUAL[:2]:
        return None  # a larger map, over which the filters slide
    other_map = all(side.isdigit() for side in item.sides[:2]) and all(m[0].isdigit() for m in maps if m[0] != "h")
    small = (
        other_map
        and item.sides[0] == item.sides[1]
        and 1 < int(item.sides[0]) < min((int(m[0]) for m in maps if m[0].isdigit()), default=0)
    )
    return False if small and item.count in units and item.sides[2] in {"", *(m[2] for m in maps)} else None


def _of_later(item: _Filters, units: set[str]) -> bool | None:
    """Whether filters are those of a layer after other units; None if they may be those of the first layer."""
    deep = item.sides[2] in units
    if item.sides[:2] == ("1", "1"):
        return True if deep or (item.count in {"1000", "M'"} and not item.sides[2]) else None
    square = item.sides[0] == item.sides[1] and item.sides[0].isdigit()
    if square and (deep or int(item.sides[0]) >= 1000):
        return False
    return False if item.sides[:2] == ("h", "w") and deep else None


def _filters(answer: str, heard: str) -> Iterator[_Filters]:
    for sentence in sentences(heard):
        words = sentence.of(heard)
        if len(words) > LONGEST_SENTENCE or is_taken_back(words):
            continue
        plain = plain_notation(words)
        seen: set[tuple[str, ...]] = set()
        for pattern in _STATES:
            for match in pattern.finditer(plain):
                sides = (_plain(match["a"]), _plain(match["b"]), _plain(match["c"] or ""))
                key = (_plain(match["n"]), *sides)
                if key not in seen:
                    seen.add(key)
                    quote = answer[sentence.start : sentence.end].strip()[:LONGEST_QUOTE]
                    yield _Filters(key[0], sides, quote)


def _maps(heard: str) -> Iterator[Sequence[str]]:
    """The sizes of feature maps that an answer names."""
    plain = " ".join(
        plain_notation(sentence.of(heard)) for sentence in sentences(heard)[:40] if len(sentence.of(heard)) < 600
    )
    for pattern in (_STATES_IN_MAP, _INPUT):
        for match in pattern.finditer(plain):
            if match["a"] != "1":
                yield _plain(match["a"]), _plain(match["b"]), _plain(match["c"] or "")


def _plain(text: str) -> str:
    return text.replace(",", "")
