"""The sizes of a layer that an answer names: the side of its filters, and its channels in and out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.forms.maths.number_words import WORDS
from interviewer.grading.forms.maths.numerals import without_separators
from knowledge.text.alternatives import any_of, table

LARGEST_KERNEL = 15
"""Largest side of a kernel; a larger one is a map. By hand."""
LARGEST_SIZE = 8192
"""Largest number of channels, units or pixels that is read."""
_WORDS = "|".join(sorted((word for word, value in WORDS.items() if value >= 1), key=len, reverse=True))
_N = rf"(?:(?<![\d.,\w*^])(?:\d{{1,3}},\d{{3}}|\d{{1,4}})(?![\d\w]|[.,]\d|\s*[*^])|\b(?:{_WORDS})\b)"
_A, _B = rf"(?P<a>{_N})", rf"(?P<b>{_N})"
_UNIT = r"(?:(?:feature\s+)?(?:channels?|maps?|planes?|filters?))"
_WHOLE = rf"(?:(?:input\s+|incoming\s+|in-?\s*)?{_UNIT}\s*)?"
_IN, _OUT = r"(?:input|incoming|in)\b", r"(?:output|outgoing|out)\b"
_ARROW = r"(?:->|→|=>|⇒|to|into)"
_JOIN = r"[\s,;/]*(?:and|&)?\s*(?:with\s+|an?\s+)?"
_IS = r"\s*(?:=|:|is|are|of|be)\s*"
_KERNEL = (
    re.compile(r"(?<![\w.*^])(?P<k>\d{1,2})\s*(?:[x*]|-?by-?|\s+by\s+)\s*(?P=k)(?![\d.]|\s*[*x]\s*\d)", re.I),
    table(
        (
            rf"(?<![\w])(?:k|K|D_?K|kernel(?:\s+size|\s+width)?|filter\s+size){_IS}(?P<k>\d{{1,2}}|{_WORDS})"
            r"(?![\d.\w])",
            "kernel of one",
        ),
        flags=re.NOFLAG,
    ),
    table(
        (rf"\bkernels?\s+(?:of\s+)?(?:size\s+|width\s+|side\s+)?(?P<k>\d{{1,2}}|{_WORDS})(?![\d.\w])", "kernel seven,"),
    ),
)
_PAIRS = (
    table(
        (
            rf"{_A}\s*{_WHOLE}{_IN}(?:\s*{_UNIT})?{_JOIN}{_B}\s*{_WHOLE}(?:go\s+|come\s+)?{_OUT}",
            "two channels in, three out:",
        ),
    ),
    table(
        (rf"{_A}\s+(?:input|in)(?:s|\s+{_UNIT})?{_JOIN}{_B}\s+(?:output|out)", "two inputs and one output"),
    ),
    table(
        (
            rf"{_B}\s+(?:outputs?|output\s+{_UNIT}|{_UNIT}\s+out)\s+(?:from|for|out\s+of)\s+{_A}\s+(?:inputs?\b"
            rf"|input\s+{_UNIT}|{_UNIT}\s+in\b)?",
            "64 outputs from 32 inputs",
        ),
    ),
    table(
        (
            rf"\b{_IN}(?:puts?)?(?:\s+{_UNIT})?{_IS}{_A}[\s,;]*(?:and\s+)?{_OUT}(?:puts?)?"
            rf"(?:\s+{_UNIT})?{_IS}{_B}",
            "in channels = 3, out channels = 64",
        ),
    ),
    table(
        (
            rf"(?<![\w'])(?:C_?(?:in|i)?|c_?in|M){_IS}{_A}[\s,;]*(?:and\s+)?(?:D|C'|C_?(?:out|o)|c_?out|N"
            f"|c'){_IS}{_B}",
            "C = 3, C' = 64",
        ),
        flags=re.NOFLAG,
    ),
    table(
        (
            rf"\b(?:on|over|of|with|taking|takes)\s+{_A}\s+{_UNIT}\s+"
            rf"(?:and\s+)?{any_of('giving, gives, making, producing, yielding, for')}\s+{_B}",
            "on 512 channels giving 256",
        ),
    ),
    table(
        (rf"{_A}\s+(?:input\s+)?channels?\s*(?:,|and|&)\s*{_B}\s+(?:filters|kernels)\b", "3 channels, 64 filters"),
    ),
    table(
        (rf"\b(?P<rgb>RGB)\b[^.;\d]{{0,20}}?{_ARROW}\s+{_B}", "RGB to 32"),
    ),
)
_SAME = table(
    (
        rf"{_A}\s*(?:{_UNIT}\s+)?(?:both\s+)?(?:in(?:put)?\s*(?:and|&|/|=)\s*out(?:put)?)\b(?:\s*{_UNIT})?",
        "six channels in and out",
    ),
)
_FROM_TO = table(
    (
        rf"{_A}\s*(?:(?:input\s+)?{_UNIT}\s*)?{_ARROW}\s*{_B}(?P<behind>[^.;:\n]{{0,40}})",
        "64 to 64 channels",
    ),
)
_OF_SIZES = re.compile(
    rf"{_UNIT}|\bin\b|\bout\b|\bconv|\bfilter|\bkernel|\blayer|\bk\b|[x*]\s*\d\s*[,:)]|\b\d\s*[x*]\s*\d\b", re.I
)
_OF_RESULTS = re.compile(
    r"\b(?:weights?|param\w*|numbers?|falls?|drops?|goes\s+down|down|reduc\w*|shrinks?|saves?|instead|before|after|normal\w*|count)\b[^.;:|]{0,25}$",
    re.I,
)
_RESULTS = re.compile(r"\s*(?:weights?|param\w*)", re.I)


@dataclass(frozen=True)
class SaidSizes:
    """The sizes that an answer names.

    Attributes:
        kernels: Sides of filters; none if the answer names none. The side of a pointwise filter, 1, is not among them.
        channels: Channels in and out, for each layer that has both.
    """

    kernels: tuple[float, ...] = ()
    channels: tuple[tuple[float, float], ...] = ()

    @property
    def sure(self) -> bool:
        """Whether there is exactly one layer, and all of it is named."""
        return len(self.kernels) == 1 and len(self.channels) == 1


def said_sizes(text: str) -> SaidSizes:
    """The sizes in a text in plain notation."""
    kernels = {
        size for pattern in _KERNEL for m in pattern.finditer(text) if 1 < (size := _size(m["k"])) <= LARGEST_KERNEL
    }
    channels = dict.fromkeys(pair for pair in _channels(text) if min(pair) >= 1 and max(pair) <= LARGEST_SIZE)
    return SaidSizes(tuple(sorted(kernels)), tuple(channels))


def _channels(text: str) -> Iterator[tuple[float, float]]:
    for pattern in _PAIRS:
        for match in pattern.finditer(text):
            yield 3.0 if "rgb" in match.groupdict() else _size(match["a"]), _size(match["b"])
    for match in _SAME.finditer(text):
        yield _size(match["a"]), _size(match["a"])
    for match in _FROM_TO.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        around = before + " " + match["behind"]
        counted = re.match(rf"\s*{_UNIT}", match["behind"], re.I)
        results = _OF_RESULTS.search(before) or _RESULTS.match(match["behind"])
        if counted or (_OF_SIZES.search(around + match[0]) and not results):
            yield _size(match["a"]), _size(match["b"])


def _size(text: str) -> float:
    return WORDS[text.lower()] if text.lower() in WORDS else float(without_separators(text))
