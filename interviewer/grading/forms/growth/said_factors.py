"""Growth that a sentence states by factors or pairs of values: "double the batch, double the rate", "from 3x3 to 7x7 it costs 49/9"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from interviewer.grading.forms.growth.laws import QUANTITY, Law
from interviewer.grading.forms.growth.wording import SIZE
from interviewer.grading.forms.maths.formula import FormulaError, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.maths.numerals import number_in
from knowledge.text.alternatives import any_of, in_context, table

_SYMBOLS = "kKnNmcrsaf"
"""Letters that stand for a factor."""
_AT = 3.7
"""The value at which a factor in letters is compared."""
_WORD = any_of("two, three, four, five, six, seven, eight, nine, ten, sixteen")
_NUMBER = rf"\d+(?:\.\d+)?\s*/\s*\d+|\d+(?:\.\d+)?|{_WORD}"
_LETTER = in_context(
    (
        (rf"sqrt\(\s*(?:[{_SYMBOLS}]|\d+)\s*\)", "sqrt(k)"),
        (rf"\(?1\s*/\s*(?:sqrt\([{_SYMBOLS}]\)|[{_SYMBOLS}](?:\^2)?)\)?", "1/k"),
        (rf"[{_SYMBOLS}]\^\(?(?:[234]|1\s*/\s*2|0?\.5|-1)\)?", "k^2"),
        (rf"[{_SYMBOLS}](?![\w'^(])", "k"),
        (r"the\s+same\s+(?:factor|amount)|that\s+factor", "the same factor"),
    )
)
_F = rf"(?P<f>{_NUMBER}|{_LETTER})"
_VERBS = {
    "doubl": 2.0,
    "halv": 0.5,
    "tripl": 3.0,
    "quadrupl": 4.0,
    "twice": 2.0,
    "half": 0.5,
    "quarter": 0.25,
    "third": 1 / 3,
}
_VERB = r"(?P<v>(?i:doubl|halv|tripl|quadrupl)\w*)"
_THE = r"(?:(?:the|your|our|a|its|my|this|their|QTY_|as|many|much|large|big|size|of)\s+){0,3}"
_MORE = r"(?:\s*(?:times|x\b|×|\*|-?\s*fold))?"
_AUXILIARIES = """
    is are get gets grow grows become becomes goes go increase increases rise rises change changes must should has have to be also
    then up by too can could multiplied scaled made raised will would
"""
_BECOMES = rf"(?:(?:{'|'.join(_AUXILIARIES.split())})\s+){{0,6}}"
_LARGER = any_of("multipl, scal, increas, rais, grow, enlarg")
_BY = r"(?:also\s+|up\s+|too\s+|then\s+)?by\s+(?:a\s+factor\s+(?:of\s+)?)?"
_CHANGES = (
    rf"\b{_VERB}\s+{_THE}(?P<z>{{z}})(?!\w)",
    rf"(?<!\w)(?P<z>{{z}})\s+(?:(?:is|are|gets|be|must|should|can|has|to|also|then|you|then)\s+){{0,3}}{_VERB}",
    rf"\b(?i:{_LARGER})\w*\s+{_THE}(?P<z>{{z}})\s+{_BY}{_F}",
    rf"\b(?P<down>(?i:divid)\w+)\s+{_THE}(?P<z>{{z}})\s+{_BY}{_F}",
    rf"(?<!\w)(?P<z>{{z}})\s+{_BECOMES}(?P<down>divided\s+by)\s+{_F}",
    rf"(?<!\w)(?P<z>{{z}})\s+{_BECOMES}(?:a\s+factor\s+(?:of\s+)?)?{_F}(?:\s*(?:times|x\b|×|\*|-?\s*fold))",
    rf"(?<!\w)(?P<z>{{z}})\s+{_BECOMES}(?:by\s+)?a\s+factor\s+(?:of\s+)?{_F}",
    rf"(?<![\w^]){_F}\s*(?:times|x\b|×|-?\s*fold)\s+{_THE}(?:(?:larger|bigger|more|higher)\s+)?(?P<z>{{z}})(?!\w)",
    rf"(?<!\w)(?P<z>{{z}})\s+(?:\w+\s+){{0,3}}?(?:\*|(?:multiplied|scaled)\s+by)\s*{_F}",
    rf"\b(?:an?\s+)?(?P<v>(?i:quarter|third))\s+of\s+{_THE}(?P<z>{{z}})(?!\w)",
    rf"\b(?P<v>(?i:twice|half))\s+{_THE}(?P<z>{{z}})(?!\w)",
    rf"(?<!\w)(?P<z>{{z}})\s*(?:\*|×|x(?=[\s\d])|\btimes\b)\s*{_F}(?!\s*(?:\*|/|\^))",
    rf"(?<!\w)(?P<z>{{z}})\s*(?P<down>/)\s*{_F}(?!\s*(?:\*|/|\^))",
    rf"(?<![\w^*/]){_F}\s*(?:\*|×)\s*{_THE}(?P<z>{{z}})(?!\w)",
)
_LINK = any_of("->, at, @, /, :, with, ,")
_PAIR = re.compile(
    rf"(?<![\w.])(?P<x>\d{{1,6}})\s*(?:images|examples|samples)?\s*{_LINK}\s*(?:a\s+)?(?:QTY\s*(?:=|of|is)?\s*)?"
    r"(?P<y>\d?\.\d+|\d+(?:\.\d+)?e-\d+)(?![\d.])"
)
"""A size and the value that belongs to it, such as "256 at 0.1"."""
_RATIO = r"\d+\s*/\s*\d+"
_TIMES = table(
    (rf"(?<![\w.^/])(?P<f>{_NUMBER})\s*(?:times\b|x\b(?!\s*\d)|×|-?fold\b|\*)", "5.4 times"),
    (rf"\bfactor\s+(?:of\s+)?(?P<g>{_RATIO}|\d+(?:\.\d+)?)", "by a factor of 5.4"),
    (r"\b(?P<h>twice|doubles?|quadruples?|halves)\b", "it doubles"),
    (rf"(?<![\w./])(?P<i>{_RATIO})(?![\w/])", "costs 49/9"),
)
_COUNT = re.compile(r"(?<![\w.^/])(?:\d+(?:\.\d+)?|nine|twenty-five|forty-nine|one|four)(?![\w.]*\d|\w)")


def factors_in(sentence: str, law: Law) -> Iterator[bool]:
    """Whether the growth that a sentence states by factors is right, for each pair of factors that can be compared.

    Args:
        sentence: As ``wording.read`` gives it.
    """
    if len({match[1] for match in SIZE.finditer(sentence) if match[1] == match[2]}) > 1:
        yield from _of_sizes(sentence, law)
        return
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) for name in law.names - {law.variable}):
        return  # twice the filter and twice the channels is sixteen times the cost
    by, grown = list(_changes(sentence, law.variable, law.names)), list(_changes(sentence, QUANTITY, law.names))
    if by and len(by) == len(grown):
        for (changed, own), (result, letters) in zip(by, grown, strict=True):
            value = changed if math.isnan(result) else result
            if (own or not letters) and (right := law.fits(changed, value)) is not None:
                yield right
    pairs = [(float(m["x"]), float(m["y"])) for m in _PAIR.finditer(sentence)]
    if len(pairs) == 2 and pairs[0][0] != pairs[1][0] and QUANTITY in sentence + " QTY":
        (x, y), (other_x, other_y) = pairs
        if (right := law.fits(other_x / x, other_y / y)) is not None:
            yield right


def _changes(sentence: str, name: str, names: frozenset[str]) -> Iterator[tuple[float, bool]]:
    """The factors by which something changes, in order, and whether each is a letter; nan stands for "the same factor"."""
    found: dict[int, tuple[float, bool]] = {}
    for pattern in _CHANGES:
        for match in re.finditer(pattern.replace("{z}", re.escape(name)), sentence):
            groups = match.groupdict()
            read = None if groups.get("f") in names else _factor(groups.get("f") or "", groups.get("v") or "")
            if read is not None:
                value, letter = read
                found.setdefault(match.start("z"), (1 / value if groups.get("down") else value, letter))
    for _, change in sorted(found.items()):
        yield change


def _factor(text: str, verb: str) -> tuple[float, bool] | None:
    if verb:
        return next((value, False) for stem, value in _VERBS.items() if verb.lower().startswith(stem))
    if text.startswith(("the same", "that")):
        return math.nan, False
    letter = re.search(rf"(?<![A-Za-z])[{_SYMBOLS}](?![A-Za-z])", text)
    if letter is None:
        value = number_in(text)
        return (value, False) if value else None
    try:
        return value_of(parse_formula(text, frozenset({letter[0]})), {letter[0]: _AT}), True
    except FormulaError:
        return None


def _of_sizes(sentence: str, law: Law) -> Iterator[bool]:
    """Whether the costs of two sizes of filters are compared rightly: "a 7x7 costs 49/9 of a 3x3", "9 weights against 25"."""
    sizes = [(float(m[1]), m.start()) for m in SIZE.finditer(sentence) if m[1] == m[2]]
    if len({size for size, _ in sizes}) != 2 or QUANTITY not in sentence:
        return
    (first, _), (second, _) = sizes[0], next(item for item in sizes if item[0] != sizes[0][0])
    bare = SIZE.sub(lambda m: " " * len(m[0]), sentence)
    numbers = {value for m in _COUNT.finditer(bare) if (value := number_in(m[0])) is not None}
    if {first**2, second**2} <= numbers and law.fits(first / second, (first / second) ** 2):
        yield True
        return
    factors = [value for m in _TIMES.finditer(bare) if (value := _of_match(m)) is not None]
    if len({round(f, 1) for f in factors}) != 1:
        return
    # "from 3x3 to 7x7 it is 49/9", and otherwise "a 7x7 costs 49/9 of a 3x3"
    onwards = re.search(r"\bfrom\s*$|^\W*$", sentence[: sizes[0][1]], re.I) and re.search(
        r"->|\bto\b", sentence[sizes[0][1] : sizes[-1][1]]
    )
    by = second / first if onwards else first / second
    if any(law.fits(1 / by, factor) for factor in factors):
        return  # right the other way round: which of the two is meant by it?
    right = [law.fits(by, factor) for factor in factors]
    if None not in right:
        yield all(right)


def _of_match(match: re.Match[str]) -> float | None:
    if match["h"]:
        return next((v for stem, v in _VERBS.items() if match["h"].lower().startswith(stem)), None)
    return number_in(match["f"] or match["g"] or match["i"] or "")
