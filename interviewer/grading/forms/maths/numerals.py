"""Numbers as people write and say them: digits, words, fractions, powers, LaTeX; each with its place in the text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.forms.maths.formula import FormulaError, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.number_words import SMALL, TENS, WORDS
from knowledge.text.alternatives import table

_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_PARTS = {
    "half": 2.0, "halves": 2.0, "third": 3.0, "thirds": 3.0, "quarter": 4.0, "quarters": 4.0, "fourths": 4.0,
    "fifth": 5.0, "fifths": 5.0, "sixths": 6.0, "seventh": 7.0, "sevenths": 7.0, "eighth": 8.0, "eighths": 8.0,
    "ninth": 9.0, "ninths": 9.0, "tenth": 10.0, "tenths": 10.0, "hundredth": 100.0, "hundredths": 100.0,
}  # fmt: skip
ORDINALS = {
    word: n
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        start=1,
    )
} | {f"{n}{end}": n for n, end in ((1, "st"), (2, "nd"), (3, "rd"), *((n, "th") for n in range(4, 13)))}
_NUMBER_WORD = "|".join(sorted((*WORDS, *_SCALES), key=len, reverse=True))
_SIMPLE = rf"(?:(?:{'|'.join(TENS)})(?:[\s-]+(?:{'|'.join(SMALL[1:10])})\b)?|{'|'.join(sorted(SMALL, key=len, reverse=True))})"
_SCALE = rf"(?:[\s-]+(?:{'|'.join(_SCALES)})\b)"
_WHOLE = rf"(?:(?:{_SIMPLE}|a(?={_SCALE})){_SCALE}+(?:(?:\s+and\s+|[\s-]+){_SIMPLE}\b{_SCALE}*)*|{_SIMPLE})"
"""A whole number in words. A list of words, as in "three, five and six", is not a sum."""
_PART_WORD = "|".join(sorted(_PARTS, key=len, reverse=True))
_SPOKEN = table(
    (rf"(?:an?\s+)?(?:{_PART_WORD})(?!\w)", "a seventh"),
    (rf"point(?:\s+(?:{_NUMBER_WORD}))+", "point two"),
    (
        rf"{_WHOLE}(?:\s+point(?:\s+(?:{_NUMBER_WORD}))+)?(?:\s+and\s+(?:an?|one)\s+(?:half|quarter|third)"
        rf"|[\s-]+(?:{_PART_WORD}))?",
        "a million",
    ),
    before=r"\b(?:(?:minus|negative)\s+)?",
    after=r"(?:\s+per\s?cent)?\b",
)
_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f' ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_WRITTEN = re.compile(
    rf"(?<![\w.]){_DIGITS}(?:[eE][-+]?\d+(?!\w))?(?:\s*(?:%|per\s?cent\b|k\b|[mM]illions?\b|[tT]housand\b))?"
)
_SCIENTIFIC = re.compile(rf"(?<![\w.])({_DIGITS})\s*[*x]\s*10\s*\^\s*\(?\s*([-+]?\d+)\s*\)?")
_OPERAND = (
    rf"(?:{_DIGITS}(?:[eE][-+]?\d+)?%?|(?:log2|log10|log|ln|lg|sqrt|exp|tanh|sigmoid)\b(?![A-Za-z])|log(?=\d)|pi\b)"
)
_RUN = table(
    (rf"(?<![\w.'])[-+(\s]{{0,6}}{_OPERAND}(?:[-+*/^()\s]|(?<=[\d\s)])x(?=[\d\s(])|{_OPERAND})*+", "log pi"),
    flags=re.NOFLAG,
)
_CALCULATES = re.compile(r"[-+*/^(]|[\d\s)]x[\d\s(]|log|ln|lg|sqrt|exp|tanh|sigmoid|pi")
_SIZES = re.compile(r"\(?\d+(?:-\d+){2,}\)?")
"""Layer sizes such as 2-4-1, which are not subtractions."""
MAX_READ = 2000
"""How many characters of a sentence are searched for numbers; a table of a hundred numbers has about 800."""
LARGEST_EXPONENT = 300
"""Largest power of ten that is read: floats end at 308."""
_SCALE_SIGNS = {"k": 1e3, "million": 1e6, "millions": 1e6, "thousand": 1e3}


@dataclass(frozen=True)
class Numeral:
    """A number in a text.

    Attributes:
        start, end: Its place in the text, in characters.
        places: Digits after the point, or None if it is exact, as in a word or a fraction.
        word: Whether it is a single word such as "four", which may also mean something else.
    """

    value: float
    start: int
    end: int
    places: int | None = None
    word: bool = False


def numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of a text in plain notation, in order and without overlap; an expression such as ``2^10`` is one."""
    text = text[:MAX_READ]
    found: list[Numeral] = []
    for numeral in (*_evens(text), *_scientific(text), *_expressions(text), *_written(text), *_spoken(text)):
        if all(numeral.end <= other.start or numeral.start >= other.end for other in found):
            found.append(numeral)
    # an expression without a value keeps its place, so that no part of it is mistaken for a number
    return tuple(sorted((n for n in found if math.isfinite(n.value)), key=lambda numeral: numeral.start))


def number_in(text: str) -> float | None:
    """The value of a text that is one number and nothing else, in any notation; None if it is not."""
    plain = plain_notation(text).strip().rstrip(".")
    found = numerals(plain)
    if len(found) == 1 and not (plain[: found[0].start] + plain[found[0].end :]).strip(" ()"):
        return found[0].value
    try:
        return value_of(parse_formula(without_separators(plain)))
    except FormulaError:
        return None


def without_separators(text: str) -> str:
    """A text whose numbers have no separators between thousands, and products written with a star."""
    text = re.sub(r"(?<=\d)[,\u00a0\u2009\u202f'](?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<![\d.])(\d{1,3})((?: \d{3})+)(?![\d])", lambda m: m[1] + m[2].replace(" ", ""), text)
    text = re.sub(r"(?<=[\d)])\s*[xX]\s*(?=[\d(])", "*", text)
    return re.sub(r"(\d+(?:\.\d+)?)\s*%", r"(\1/100)", text)


def _evens(text: str) -> Iterator[Numeral]:
    """Even odds; before a sign of equality, as in "50-50 = 0", it is a calculation."""
    for match in re.finditer(
        r"(?<![\w.])50\s*[/:-]\s*50(?![\w.]*\d)(?!\s*(?:=|≈|\\approx))|\bfifty[-\s]fifty\b", text, re.I
    ):
        yield Numeral(0.5, *match.span())
    for match in re.finditer(r"\b(?:one|1)\s+in\s+(?:two|2)\b(?![.,]?\d)", text, re.I):
        yield Numeral(0.5, *match.span())


def _scientific(text: str) -> Iterator[Numeral]:
    for match in _SCIENTIFIC.finditer(text):
        exponent = int(match[2][:5])
        if abs(exponent) <= LARGEST_EXPONENT:
            yield Numeral(float(without_separators(match[1])) * 10.0**exponent, *match.span())


def _expressions(text: str) -> Iterator[Numeral]:
    """Runs of numbers and operators that have a value: ``1/2``, ``2^10``, ``-log 4``.

    A run without one is yielded as not a number.
    """
    for match in _RUN.finditer(text):
        run = match[0].rstrip()
        lead = len(run) - len(run.lstrip())
        start, run = match.start() + lead, run[lead:]
        if not _CALCULATES.search(run) or _SIZES.fullmatch(run):
            if _SIZES.fullmatch(run):
                yield Numeral(math.nan, start, start + len(run))
            continue
        for end in _ends(run):  # a run may end in something that belongs to the sentence
            value = _calculated(run[:end])
            if value is not None:
                yield Numeral(value, start, start + len(run[:end].rstrip()), _places(run[:end]))
                break
        else:
            if re.search(r"\d\s*[*/^+]\s*\(?-?\d", run):
                yield Numeral(math.nan, start, start + len(run))


def _ends(run: str) -> Iterator[int]:
    """Where a run can end: as a whole, without dangling operators and brackets, or before a gap."""
    yield len(run)
    bare = re.sub(r"[-+*/^(\s]+$", "", run)
    yield len(bare)
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip()
        yield len(bare)
    for gap in reversed(list(re.finditer(r"(?<=[\d)])\s*[(\s]\s*(?=[-+\d(])", bare))):
        yield gap.start()


def _calculated(piece: str) -> float | None:
    try:
        return value_of(parse_formula(without_separators(piece)))
    except FormulaError:
        return None


def _places(piece: str) -> int | None:
    """Digits after the point of a signed decimal; a calculation has none."""
    decimal = re.fullmatch(r"[-+(\s]*\d[\d,]*\.(\d+)[)\s]*", piece)
    return len(decimal[1]) if decimal else None


def _written(text: str) -> Iterator[Numeral]:
    for match in _WRITTEN.finditer(text):
        plain = match[0].lower()
        digits = re.match(r"[\d.,'\u00a0\u2009\u202f ]+(?:e[-+]?\d+)?", plain)
        if digits is None:
            continue
        value = float(without_separators(digits[0].strip()))
        sign = plain[digits.end() :].strip() if digits else ""
        places = len(digits[0].strip().split(".")[1].split("e")[0]) if "." in digits[0] else 0
        if sign in {"%"} or sign.startswith("per"):
            value, places = value / 100, places + 2
        elif sign in _SCALE_SIGNS:
            value, places = value * _SCALE_SIGNS[sign], places - (3 if _SCALE_SIGNS[sign] == 1e3 else 6)
        if abs(value) < 1e300:
            yield Numeral(value, match.start(), match.start() + len(match[0].rstrip()), places)


def _spoken(text: str) -> Iterator[Numeral]:
    for match in _SPOKEN.finditer(text):
        words = re.findall(r"[a-z]+", match[0].lower())
        if words == ["second"]:
            continue
        value = _said(words)
        if value is not None:
            yield Numeral(value, match.start(), match.end(), None, len(words) == 1)


def _said(words: list[str]) -> float | None:
    """The value of number words, such as "minus two thirds" or "seventy-three thousand and five"."""
    sign = -1.0 if words[0] in {"minus", "negative"} else 1.0
    words = words[1:] if sign < 0 else list(words)
    percent = words[-1] in {"percent", "cent"}
    if percent:
        words = words[: -2 if words[-1] == "cent" else -1]
    if words and words[0] in {"a", "an"}:
        words[0] = "one"
    part = 0.0
    if words and words[-1] in _PARTS:
        below = _PARTS[words.pop()]
        if "and" in words:  # three and a half
            words = words[: words.index("and")]
            part = 1 / below
        else:
            whole = _whole(words) if words else 1.0
            return None if whole is None else sign * whole / below
    decimals = ""
    if "point" in words:
        at = words.index("point")
        decimals = "".join(str(int(WORDS[w])) for w in words[at + 1 :] if w in WORDS)
        words = words[:at]
    whole = _whole(words) if words else 0.0
    if whole is None:
        return None
    value = whole + part + (float(f"0.{decimals}") if decimals else 0.0)
    return sign * value / (100 if percent else 1)


def _whole(words: list[str]) -> float | None:
    total = current = 0.0
    for word in words:
        if word in WORDS:
            current += WORDS[word]
        elif word == "hundred":
            current = (current or 1.0) * 100
        elif word in _SCALES:
            total += (current or 1.0) * _SCALES[word]
            current = 0.0
        elif word != "and":
            return None
    return total + current


def written(value: float) -> str:
    """A value as people write it."""
    return f"{value:,.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:.4g}"
