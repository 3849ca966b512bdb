"""Equations between numbers in an answer: each is calculated, and those that do not hold are reported."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import Numeral, number_in, numerals, without_separators, written
from interviewer.grading.forms.numbers.figures import false_rates, false_sizes
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from knowledge.schema import Question
from knowledge.text.alternatives import table

_ROUGH = re.compile(r"≈|~|\\approx|\\sim|\b(?:about|roughly|around|approx|nearly|almost|circa|or so)\b", re.I)
DOTTED = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\w.,]*\d)")
"""A number whose thousands may be separated by dots, as in 294.912."""
_SIZE = re.compile(r"(\d+)\s*[*x]\s*\1(?:\s*[*x]\s*\1)?")
"""The size of a filter or a map, such as 5 x 5, which is not a product."""
ROUGH, ROUNDED = 0.05, 0.01
"""Relative error allowed for rough values, and for values calculated with rounded numbers."""
BARELY = 1.01
"""How much more than half of its last digit a rounded value can be off, since floats are not exact."""
LAST_DIGIT = 0.006
"""How much more than by ``ROUNDED`` small values can be off: half a hundredth, to which they are rounded. By hand."""
LONGEST_LINE = 600
"""How much of a line is read, in characters. By hand; it bounds the time."""
SATURATED = 0.05
"""How far a saturating value, such as the sigmoid of -10, can be from the whole number it is said to be."""
MAX_EQUATIONS, MAX_TOLD = 60, 5
"""Most equations that are checked, and most faults that are told. By hand."""
_LINE_END = re.compile(r"\n|(?<=[.;])\s")
"""Where a line of a calculation ends: unlike in ``sentences``, not at the "!" of a factorial, nor at a question mark, which may
stand for a number."""
_EQUALS = re.compile(r"=|≈|approx")
_LOG_OF_FRACTION = re.compile(r"\b(log2|log10|log|ln|lg)\s+(\d+(?:\.\d+)?\s*/\s*\d+(?:\.\d+)?)")
_NUMBERS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_OPERATION = r"(times|multiplied by|plus|minus|divided by|over)"
_SPOKEN = re.compile(rf"\b{_OPERATION}\b", re.I)
_NO_NOUN = "not|is|are|or|and|squared|cubed|power|plus|minus|times|by|to|of|percent|in|into|less|more|than|root|log"
_NOUNS = rf"(?:(?!(?:{_NO_NOUN})\b)[a-z]{{2,12}}\s+){{0,4}}?"
_JOINS = table(
    (rf"\s*{_NOUNS}{_OPERATION}\s+(?:the\s+|those\s+)?", "clear wins over deep"),
)
_GIVES = re.compile(
    r"\s*(?:[a-z]{2,12}\s+){0,3}?(?:is|are|makes?|gives?|equals?|=|comes? to)\s+(?:about\s+|roughly\s+|equal to\s+|exactly\s+)?",
    re.I,
)
_GOES_ON = re.compile(
    rf"(?:{_OPERATION}|[-+*/^(]|\bby|\bx|\bof|\broot|\bsquared|\blog|\bln|^\s*and)\s*(?:the\s*)?$", re.I
)
_CARRIES_ON = re.compile(rf"\s*(?:[a-z]{{2,12}}\s+){{0,1}}?(?:{_OPERATION}\b|[-+*/^=])", re.I)
_OPERATIONS: Mapping[str, Callable[[float, float], float]] = {
    "times": operator.mul,
    "multiplied": operator.mul,
    "plus": operator.add,
    "minus": operator.sub,
    "divided": operator.truediv,
    "over": operator.truediv,
}


@dataclass(frozen=True)
class Equation:
    """An equation between numbers: its words, and the values of its sides.

    Attributes:
        operands: The numbers that its sides are calculated from.
    """

    quote: str
    left: float
    right: float
    holds: bool
    operands: frozenset[float] = frozenset()

    @property
    def reason(self) -> str:
        """One sentence about an equation that does not hold."""
        return f"In “{self.quote}” the left side is {written(self.left)}, not {written(self.right)}."


class Workings:
    """The form of intermediate calculations: it gives no verdicts but points out all slips."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """No verdicts: a value that rests on a slip is handled by the form that reads the value."""
        return ()

    def note(self, question: Question, answer: str) -> str:
        """Every equation and numerical example that does not hold, up to ``MAX_TOLD``."""
        sizes = false_sizes(answer) if _asks_for_sizes(question) else ()
        slips = [equation.reason for equation in false_equations(answer)]
        found = list(dict.fromkeys((*slips, *sizes, *(() if slips else false_rates(answer)))))
        more = len(found) - MAX_TOLD
        return " ".join([*found[:MAX_TOLD], *([f"{more} more do not hold."] if more > 0 else [])])


def _asks_for_sizes(question: Question) -> bool:
    """Whether a formula in n, k, p and s is asked for: the size of a filter's output."""
    names = [{group[0] for group in c.expects.names} for c in question.criteria if c.expects]
    return any({"n", "k", "p", "s"} <= known for known in names)


def false_equations(answer: str) -> tuple[Equation, ...]:
    """The equations between numbers that do not hold, in order."""
    return tuple(equation for equation in equations(answer) if not equation.holds)


def equations(answer: str) -> tuple[Equation, ...]:
    """The equations between numbers that an answer stands by, in order; at most ``MAX_EQUATIONS``."""
    answer = answer[:MAX_GRADED_CHARACTERS]
    heard = stood_by(answer)
    found: list[Equation] = []
    at = 0
    for match in (*_LINE_END.finditer(answer), None):
        start, at, end = at, match.end() if match else at, match.start() if match else len(answer)
        line = heard[start:end]
        if len(found) >= MAX_EQUATIONS:
            break
        if line.strip() and (_EQUALS.search(line) or _SPOKEN.search(line)):
            found += _in_line(line[:LONGEST_LINE])
    return tuple(found[:MAX_EQUATIONS])


def slip_behind(answer: str, value: float) -> Equation | None:
    """A false equation that a value rests on; None if there is none, or if the value can also be reached without it.

    A value rests on an equation of which it is the right side, and on those whose right sides are used in that one.
    """
    found = equations(answer)
    slips: list[Equation | None] = []
    for at, equation in enumerate(found):
        behind = (_behind(number, found[:at], slips) for number in sorted(equation.operands))
        slips.append(equation if not equation.holds else next((slip for slip in behind if slip), None))
    return _behind(value, found, slips)


def _behind(value: float, found: Sequence[Equation], slips: Sequence[Equation | None]) -> Equation | None:
    """The slip behind a number, if all equations that lead to it have one."""
    leading = [slip for e, slip in zip(found, slips, strict=True) if math.isclose(e.right, value, rel_tol=1e-9)]
    return leading[0] if leading and all(leading) else None


def _in_line(line: str) -> Iterator[Equation]:
    rough = bool(_ROUGH.search(line))
    plain = plain_notation(line)
    found = numerals(plain)
    yield from _spoken(plain, found, line, rough)
    for sign in re.finditer(r"(?<![<>!=])=(?![=<>])", plain):
        left = next((n for n in found if n.end <= sign.start() and not plain[n.end : sign.start()].strip(" )")), None)
        right = next((n for n in found if n.start >= sign.end() and not plain[sign.end() : n.start].strip(" (~")), None)
        if left is None or right is None or not _whole(plain, left, right):
            continue
        if _SIZE.fullmatch(plain[right.start : right.end].strip("() ")):
            continue
        if not _calculated(plain, left) and not _calculated(plain, right):
            continue
        quote = _verbatim(plain[left.start : right.end].strip(), line)
        operands = frozenset(
            float(without_separators(number))
            for n in (left, right)
            if _calculated(plain, n)
            for number in _NUMBERS.findall(plain[n.start : n.end])
        )
        holds = _equal(plain, left, right, rough) or _holds_of_fractions(plain, left, right, rough)
        yield Equation(quote, left.value, right.value, holds, operands)


def _spoken(plain: str, found: Sequence[Numeral], line: str, rough: bool) -> Iterator[Equation]:
    """Equations in words: "2 bits times five is 12 bits"."""
    for at, (first, second, third) in enumerate(zip(found, found[1:], found[2:], strict=False)):
        between, negative = plain[first.end : second.start], re.match("minus|negative", plain[second.start :], re.I)
        # "minus two" is one number
        joined = _JOINS.fullmatch(f"{between}plus " if negative else between)
        gives = _GIVES.fullmatch(plain[second.end : third.start])
        before = plain[found[at - 1].end : first.start] if at else f": {plain[: first.start]}"
        after = plain[third.end :]
        if not (joined and gives) or _GOES_ON.search(before) or _CARRIES_ON.match(after):
            continue
        try:
            value = _OPERATIONS[joined[1].split()[0].lower()](first.value, second.value)
        except (ArithmeticError, KeyError):
            continue
        close = math.isclose(value, third.value, rel_tol=ROUGH if rough or joined[1][0] in "dDoO" else ROUNDED)
        digits = third.places is not None and abs(value - third.value) <= 0.5 * 10.0**-third.places
        near = joined[1][0] in "dDoO" and abs(value - third.value) <= 0.5 and third.value == round(third.value)
        exact = (
            all(n.value == round(n.value) for n in (first, second, third)) and not rough and joined[1][0] not in "dDoO"
        )
        holds = value == third.value if exact else close or digits or near
        quote = _verbatim(plain[first.start : third.end].strip(), line)
        yield Equation(quote, value, third.value, holds, frozenset({first.value, second.value}))


def _whole(plain: str, left: Numeral, right: Numeral) -> bool:
    """Whether the numbers are whole sides, with no variable or operator of a longer formula next to them."""
    before = plain[: left.start].rstrip()
    signed = plain[left.start] in "+-"
    if (
        re.search(r"[-+*/^(_]$", before)
        or (signed and re.search(r"[\w)]$", before))
        or re.search(r"[\w)]$", plain[: left.start])
    ):
        return False
    if plain[left.start : left.end].count("(") != plain[left.start : left.end].count(")"):
        return False
    return not re.match(r"\s*[*/^]|\s*[-+]\s*[\w(]|[A-Za-z(]|\s*%\s*\d", plain[right.end :])


def _calculated(plain: str, numeral: Numeral) -> bool:
    return bool(re.search(r"[-+*/^x]|log|ln|sqrt|exp|sigmoid|tanh", plain[numeral.start : numeral.end].strip("+- ")))


def _holds_of_fractions(plain: str, left: Numeral, right: Numeral, rough: bool) -> bool:
    """Whether an equation holds if "log 1/2" is meant as the logarithm of a half."""
    sides = []
    for side in (left, right):
        value = number_in(_LOG_OF_FRACTION.sub(r"\1(\2)", plain[side.start : side.end]))
        sides.append(side if value is None else replace(side, value=value))
    return bool(_LOG_OF_FRACTION.search(plain)) and _equal(plain, sides[0], sides[1], rough)


def _equal(plain: str, left: Numeral, right: Numeral, rough: bool) -> bool:
    apart = abs(left.value - right.value)
    size = max(abs(left.value), abs(right.value))
    if math.isclose(left.value, right.value, rel_tol=1e-6, abs_tol=1e-9):
        return True
    if right.places is not None and right.places != 0 and apart <= 0.5 * 10.0**-right.places * BARELY:
        return True
    sides = [plain[n.start : n.end] for n in (left, right)]
    if DOTTED.fullmatch(sides[1].strip()) and math.isclose(left.value, float(sides[1].strip().replace(".", ""))):
        return True
    if rough and apart <= ROUGH * size:
        return True
    if any(re.search(r"\d\.\d", side) for side in sides) and apart <= ROUNDED * size + LAST_DIGIT:
        return True
    if re.search(r"sigmoid|tanh|exp", sides[0]) and apart <= SATURATED and right.value == round(right.value):
        return True
    # a quotient, a root or a logarithm is often given as a whole number
    return bool(re.search(r"/|sqrt|log|ln|exp", sides[0])) and apart <= 0.5 and right.value == round(right.value)


def _verbatim(quote: str, line: str) -> str:
    return quote if quote in line else line.strip()[:120]
