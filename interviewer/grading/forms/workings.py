"""Equations between numbers in an answer: each is calculated, and the first that does not hold is named."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.notation import plain_notation
from interviewer.grading.forms.numbers import written
from interviewer.grading.forms.numerals import Numeral, numerals
from knowledge.schema import Question

_ROUGH = re.compile(r"≈|~|\\approx|\\sim|\b(?:about|roughly|around|approx|nearly|almost|circa|or so)\b", re.I)
DOTTED = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\w.,]*\d)")
"""A number whose thousands may be set apart by dots, as in 294.912."""
_SIZE = re.compile(r"(\d+)\s*[*x]\s*\1(?:\s*[*x]\s*\1)?")
"""The size of a filter or a map, such as 5 x 5: no product."""
ROUGH, ROUNDED = 0.05, 0.01
"""Relative error of what is said to be rough, and of what is calculated with rounded numbers."""
LONGEST_LINE = 600


@dataclass(frozen=True)
class FalseEquation:
    """An equation that does not hold: its words, and what its sides come to."""

    quote: str
    left: float
    right: float

    @property
    def reason(self) -> str:
        """One sentence about it."""
        return f"In “{self.quote}” the left side is {written(self.left)}, not {written(self.right)}."


class Workings:
    """The form of calculations that an answer writes down, whatever the question."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """No verdicts: a slip on the way is pointed out, and the value decides."""
        return ()

    def note(self, question: Question, answer: str) -> str:
        """The first equation that does not hold."""
        found = false_equation(answer)
        return found.reason if found else ""


def false_equation(answer: str) -> FalseEquation | None:
    """The first equation between numbers that does not hold; None where all do or there are none."""
    for line in re.split(r"\n|(?<=[.;])\s", answer[:12_000]):
        if "=" not in line and "≈" not in line and "approx" not in line:
            continue
        found = _in_line(line[:LONGEST_LINE])
        if found:
            return found
    return None


def _in_line(line: str) -> FalseEquation | None:
    rough = bool(_ROUGH.search(line))
    plain = plain_notation(line)
    found = numerals(plain)
    for sign in re.finditer(r"(?<![<>!=])=(?![=<>])", plain):
        left = next((n for n in found if n.end <= sign.start() and not plain[n.end : sign.start()].strip(" )")), None)
        right = next((n for n in found if n.start >= sign.end() and not plain[sign.end() : n.start].strip(" (~")), None)
        if left is None or right is None or not _whole(plain, left, right):
            continue
        if _SIZE.fullmatch(plain[right.start : right.end].strip("() ")):
            continue
        if not _calculated(plain, left) and not _calculated(plain, right):
            continue
        if not _equal(plain, left, right, rough):
            quote = plain[left.start : right.end].strip()
            return FalseEquation(_verbatim(quote, line), left.value, right.value)
    return None


def _whole(plain: str, left: Numeral, right: Numeral) -> bool:
    """Whether the numbers are whole sides, with no variable or sign of a longer formula beside them."""
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
    return bool(re.search(r"[-+*/^x]|log|ln|sqrt|exp", plain[numeral.start : numeral.end].strip("+- ")))


def _equal(plain: str, left: Numeral, right: Numeral, rough: bool) -> bool:
    apart = abs(left.value - right.value)
    size = max(abs(left.value), abs(right.value))
    if math.isclose(left.value, right.value, rel_tol=1e-6, abs_tol=1e-9):
        return True
    if right.places is not None and right.places != 0 and apart <= 0.5 * 10.0**-right.places * 1.01:
        return True
    sides = [plain[n.start : n.end] for n in (left, right)]
    if DOTTED.fullmatch(sides[1].strip()) and math.isclose(left.value, float(sides[1].strip().replace(".", ""))):
        return True
    if rough and apart <= ROUGH * size:
        return True
    if any(re.search(r"\d\.\d", side) for side in sides) and apart <= ROUNDED * size + 0.006:
        return True
    # a quotient, a root or a logarithm is often given as a whole number
    return bool(re.search(r"/|sqrt|log|ln|exp", sides[0])) and apart <= 0.5 and right.value == round(right.value)


def _verbatim(quote: str, line: str) -> str:
    return quote if quote in line else line.strip()[:120]
