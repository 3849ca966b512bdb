"""Examples in figures that an answer gives: the size of an output from its own n, k, p and s, and bits from its own rates."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.number_words import WORDS
from interviewer.grading.forms.maths.numerals import number_in, numerals, written
from interviewer.grading.forms.numbers.said_bounds import hedged, ranged
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from knowledge.text.alternatives import any_of, shared, table
from knowledge.text.sentences import sentences

LONGEST = 400
"""Longest sentence that is read, in characters; an example is shorter."""
ROUNDED_RATES = 0.06
"""Relative error allowed for bits per word: all three numbers may be rounded. By hand."""
LARGEST_FILTER = 15
"""Largest side of something that may be a filter although it is not called one."""
_PAIR = re.compile(r"(?<![\w.])(\d{1,5})\s*(?:[x×*]|by)\s*\1(?![\w.]*\d)(?!\s*[x×*]\s*\d)")
_FILTER_AFTER = re.compile(r"\s*-?(?:kernel|filter|conv|window)", re.I)
_FILTER_BEFORE = re.compile(r"(?:kernels?|filters?|window)(?:\s+(?:size|of|is|with|a))*\s*=?\s*$", re.I)
_OUT_BEFORE = table(
    (
        r"\bout(?:put)?s?\b(?:\s+"
        + any_of("size, width, map, of, is, has, will, be, becomes?, would, then, a, an, the, about")
        + r")*\s*[=:]?",
        "output size",
    ),
    (r"\b(?:gives?|gets?|leaves?|becomes?|yields?|makes?)\s+(?:an?\s+)?(?:output\s+(?:of\s+)?)?", "so it gives "),
    ("(?:->|→|=>|:)", "the output:"),
    (r"\b(?:it|that|this)\s+is", "so that is"),
    after=r"\s*$",
)
_NAMED = {
    "n": re.compile(
        r"(?:\b(?:n|W|input(?:\s+(?:size|width|image))?|image)\b\s*(?:=|is|of|has)?\s*(?:size\s+|width\s+)?)(\d{1,5})(?!\s*[x×*]|\w|\.\d)"
    ),
    "k": re.compile(
        r"\b(?:k|F|kernel(?:\s+size)?|filter(?:\s+(?:size|width))?)\s*(?:=|is|of)?\s*(?:size\s+|width\s+)?(\d{1,3})(?!\s*[x×*]|\w|\.\d)"
    ),
    "p": re.compile(r"\b(?:p|P|padding|padded\s+(?:by|with)|pad)\s*(?:=|is|of|by)?\s*(\d{1,3})(?!\w|\.\d)"),
    "s": re.compile(r"\b(?:s|S|strides?)\s*(?:=|is|of)?\s*(\d{1,3})(?!\w|\.\d)"),
}
_NO_PADDING = re.compile(r"\b(?:no|without|zero)\s+padding\b|\bunpadded\b|\bvalid\b", re.I)
_WORD_OR_FIGURE = rf"\d{{1,5}}|{'|'.join(WORDS)}"
_ASKED = table(
    shared(
        rf"\binput\s+(?:is|of|has)\s+(?:size\s+|width\s+)?(?P<n>{_WORD_OR_FIGURE})\b[^.?]*?\bfilter\s+"
        rf"(?:is\s+|of\s+)?(?P<k>{_WORD_OR_FIGURE})\b[^.?]*?\b(?P<p>{_WORD_OR_FIGURE})\s+zeros?\s+on\s+"
        rf"(?:each|either)\s+side[^.?]*?\bstride\s+(?P<s>{_WORD_OR_FIGURE})\b.{{0,60}}?\bhow\s+",
        (
            any_of("wide, large, big"),
            "input is 10 wide, the filter 4, with one zero on each side and stride 2. How wide",
        ),
        after=r"\b",
    ),
)
"""A question that gives the sizes of a layer and asks for that of its output."""
_OTHER = re.compile(r"dilat|pool|transpos|deconv|\bsame padding\b|\blayers\b|\btwo\b|\btwice\b|\bceil|\bif\b", re.I)
"""Matches words that imply another formula, or more than one step."""
_PER = r"(?:per|a|an|each|/|for each|for every|every|in a|to a)"
_CHARACTER = r"(?:characters?|chars?|letters?|symbols?)"
_RATE = re.compile(rf"\s*bits?\s*{_PER}\s*{_CHARACTER}\b", re.I)
_LENGTH = re.compile(rf"\s*{_CHARACTER}\s*{_PER}\s*words?\b|-{_CHARACTER}\s+words?\b", re.I)
_WHOLE = re.compile(rf"\s*bits?\s*{_PER}\s*words?\b", re.I)
_MODELS = re.compile(r"\b([AB])\b(?!\s+(?:word|character|letter))")
_OTHERS = re.compile(
    r"\bother\b|\bsecond\b|\b(?:word|character)(?:-level)?\s+model\b|\bversus\b|\bvs\b|\bagainst\b", re.I
)


def false_sizes(answer: str) -> tuple[str, ...]:
    """A sentence on each output size that does not follow from the sizes given with it."""
    return tuple(reason for words in _sentences(answer) if (reason := _false_size(words)))


def size_asked(question: str) -> float | None:
    """The size of an output that a question asks for, whole; None if it does not give all sizes, or asks for none."""
    match = _ASKED.search(question)
    given = [match[name] for name in "nkps"] if match else []
    n, k, p, s = (
        (value for text in given if (value := number_in(text)) is not None) if len(given) == 4 else (0, 0, 0, 0)
    )
    return math.floor((n + 2 * p - k) / s) + 1 if s and n + 2 * p >= k else None


def false_rates(answer: str) -> tuple[str, ...]:
    """A sentence on each number of bits per word that is not the bits per character times the characters per word."""
    return tuple(reason for words in _sentences(answer) if (reason := _false_rate(words)))


def _sentences(answer: str) -> Iterator[str]:
    heard = stood_by(answer[:MAX_GRADED_CHARACTERS])
    yield from (words for words in sentences(heard, also=";") if len(words) <= LONGEST)


def _false_size(words: str) -> str:
    if _OTHER.search(words):
        return ""
    given: dict[str, set[int]] = {name: set() for name in "nkpso"}
    taken: set[int] = set()
    for name, pattern in _NAMED.items():
        for match in pattern.finditer(words):
            given[name].add(int(match[1]))
            taken.add(match.start(1))
    open_pairs: list[int] = []
    for match in _PAIR.finditer(words):
        side = int(match[1])
        taken.add(match.start())
        if _FILTER_AFTER.match(words, match.end()) or _FILTER_BEFORE.search(words[: match.start()]):
            given["k"].add(side)
        elif _OUT_BEFORE.search(words[: match.start()]) and (given["n"] or open_pairs):
            given["o"].add(side)
        else:
            open_pairs.append(side)
    for side in open_pairs:
        inner = given["n"] and not given["k"] and side <= LARGEST_FILTER and side < max(given["n"])
        given["k" if inner else "n"].add(side)
    for match in re.finditer(r"(?<![\w.])\d{1,5}(?![\w]|\.\d|\s*[-+*/x×])", words):
        if match.start() not in taken and _OUT_BEFORE.search(words[: match.start()]):
            given["o"].add(int(match[0]))
    if _NO_PADDING.search(words):
        given["p"].add(0)
    given["s"] = given["s"] or {1}
    if any(len(values) != 1 for values in given.values()):
        return ""
    n, k, p, s, said = (next(iter(given[name])) for name in "nkpso")
    if s == 0 or n + 2 * p < k:
        return ""
    right = (n + 2 * p - k) / s + 1
    if said in (math.floor(right), math.ceil(right)):
        return ""
    return f"With n = {n}, k = {k}, p = {p} and s = {s} the output is {math.floor(right)} wide, not {said}."


def _false_rate(words: str) -> str:
    if len(set(_MODELS.findall(words))) > 1 or _OTHERS.search(words):
        return ""
    plain = plain_notation(words)
    found: dict[str, set[float]] = {"rate": set(), "length": set(), "whole": set()}
    said = numerals(plain)
    unsettled = hedged(plain, said) | ranged(plain, said)
    for numeral in said:
        for name, pattern in (("rate", _RATE), ("length", _LENGTH), ("whole", _WHOLE)):
            if pattern.match(plain, numeral.end):
                found[name] |= {math.nan, numeral.value} if numeral in unsettled else {numeral.value}
    if any(len(values) != 1 for values in found.values()):
        return ""
    rate, length, whole = (next(iter(found[name])) for name in ("rate", "length", "whole"))
    if math.isclose(rate * length, whole, rel_tol=ROUNDED_RATES):
        return ""
    return (
        f"{written(rate)} bits per character at {written(length)} characters per word make {written(rate * length)} bits "
        f"per word, not {written(whole)}."
    )
