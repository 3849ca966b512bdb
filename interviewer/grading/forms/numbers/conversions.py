"""Criteria that ask for a conversion between units: the answer's own calculation is carried out, "2 * 6 = 10 bits per word"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.formula import FormulaError, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.maths.numerals import number_in, written
from interviewer.grading.forms.numbers.said_cases import NUMBER as WHOLE
from interviewer.grading.forms.numbers.said_choices import choice_of, sure_choice_of
from interviewer.grading.forms.numbers.workings import Equation, equations
from interviewer.grading.forms.stance import corrections, stood_by
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, sentences
from knowledge.answers.expectation import Expectation
from knowledge.schema import Question

NUMBER = rf"(?:\d+\.\d+|{WHOLE})"
LARGEST = 30.0
"""Largest number that is taken for the rate of a conversion, such as characters per word."""
ROUGH = 0.06
"""Relative error of a result that may be rounded."""
_OPERATORS = {
    "*": r"[*×·x⋅]|\\times|\\cdot|\btimes\b|\bmultiplied\b",
    "/": r"[/÷:]|\\frac|\bdivided\b|\bover\b",
    "+": r"\+|\bplus\b",
}
_UNIT = re.compile(r"\s*\$?\s*(?:\\text\{)?\s*([A-Za-z]+)")
_CHOICE = "choice"


@dataclass(frozen=True)
class _Conversion:
    """A calculation of an answer that converts one of the values.

    Attributes:
        right: Whether it holds, and is the one that converts the value.
        slip: Whether it is the one that converts it, and only its result is wrong.
    """

    quote: str
    right: bool
    reason: str
    slip: bool = False


class Conversions:
    """The form of criteria that expect a conversion."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria."""
        found = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "conversion":
                finding = conversion_finding(criterion.id, criterion.expects, answer)
                found += [finding] if finding else []
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """No note: a false calculation is told by the form of workings."""
        return ""


def conversion_finding(criterion_id: str, expects: Expectation, answer: str) -> Finding | None:
    """The verdict on the conversions of an answer; None if it calculates none.

    With ``part: choice``, the verdict is on a choice that rests on them: it is only half right after a false one.
    """
    answer = answer[:MAX_GRADED_CHARACTERS]
    found = [*_calculated(expects, answer), *_in_words(expects, answer)]
    wrong = next((conversion for conversion in found if not conversion.right), None)
    if wrong is not None and any(corrections(answer)):
        return None
    if expects.part == _CHOICE:
        return _of_choice(criterion_id, expects, answer, found, wrong)
    if wrong is not None and all(conversion.right or conversion.slip for conversion in found):
        return Finding(criterion_id, "partly_met", f"You convert it, but not rightly: {wrong.reason}", wrong.quote)
    if wrong is not None:
        return Finding(criterion_id, "not_met", wrong.reason, wrong.quote, contradicted=True)
    return Finding(criterion_id, "met", found[0].reason, found[0].quote) if found else None


def _of_choice(
    criterion_id: str, expects: Expectation, answer: str, found: Sequence[_Conversion], wrong: _Conversion | None
) -> Finding | None:
    """The verdict on what is chosen, if it rests on a conversion; None if it rests on words, or nothing is chosen."""
    choice = choice_of(answer, expects.names) if found else None
    if choice is None:
        return None  # "for shorter words A is ahead" chooses nothing
    better = expects.terms[0]
    if choice.name not in expects.terms:
        choice = sure_choice_of(answer, expects.names, [conversion.quote for conversion in found])
        if choice is None:
            return None
        reason = f"The conversion favours {better}" if wrong is None else f"Converted rightly, {better} is ahead"
        return Finding(criterion_id, "not_met", f"{reason}, not {choice.name}.", choice.quote, contradicted=True)
    if wrong is not None:
        reason = f"The choice rests on a false step. {wrong.reason}"
        return Finding(criterion_id, "partly_met", reason, wrong.quote)
    return Finding(criterion_id, "met", f"The conversion holds, and it favours {better}.", choice.quote)


def _calculated(expects: Expectation, answer: str) -> Iterator[_Conversion]:
    """The conversions that are written as equations."""
    for equation in equations(answer):
        for text in expects.accepted:
            (constant,) = _constants(text)
            rates = [rate for rate in equation.operands if rate != constant or len(equation.operands) == 1]
            if constant in equation.operands and len(rates) == 1 and 1 < rates[0] <= LARGEST:
                at = answer.find(equation.quote) + len(equation.quote)
                yield from _of_equation(equation, text, constant, rates[0], _UNIT.match(answer, at), expects)


def _of_equation(
    equation: Equation, text: str, constant: float, rate: float, unit: re.Match[str] | None, expects: Expectation
) -> Iterator[_Conversion]:
    value = _value(text, rate)
    sign = "*" if "*" in text else "/"
    used = next((op for op, pattern in _OPERATORS.items() if re.search(pattern, equation.quote)), "")
    wanted = f"{written(constant)} {sign} {written(rate)} is {written(value)}"
    both = {constant, rate} == {number for other in expects.accepted for number in _constants(other)}
    if both and used != "*":
        return  # 6 / 2 is the rate at which the two are equal
    if used == sign and math.isclose(equation.left, value, rel_tol=1e-6):
        reason = f"The conversion holds: {wanted}." if equation.holds else f"{wanted}, not {written(equation.right)}."
        yield _Conversion(equation.quote, equation.holds, reason, not equation.holds)
    elif used and used != sign and not both and unit is not None and unit[1].lower() in expects.units:
        yield _Conversion(
            equation.quote, False, f"To convert it, calculate {written(constant)} {sign} {written(rate)}."
        )


def _in_words(expects: Expectation, answer: str) -> Iterator[_Conversion]:
    """Conversions whose calculation is not written out: "with 4.5 characters per word, A needs 9 bits"."""
    rates = [re.escape(word) for word in expects.about]
    if not rates or not expects.terms:
        return
    rate_of = re.compile(rf"(?P<n>{NUMBER})[\s-]+(?:{'|'.join(rates)})\b(?!\s*(?:are|is)\b)", re.I)
    heard = stood_by(answer)
    for sentence in sentences(heard):
        words = sentence.of(heard)
        found = [number for match in rate_of.finditer(words) if (number := number_in(match["n"])) is not None]
        if len(set(found)) != 1 or not 1 < found[0] <= LARGEST or "=" in words:
            continue
        for name, text in zip(expects.names, expects.accepted, strict=False):
            given = re.search(
                rf"\b(?:{'|'.join(map(re.escape, name))})['’]?s?\s+(?:\w+\s+){{0,3}}?"
                rf"(?P<n>{NUMBER})\s+(?:{'|'.join(expects.units)})\b(?P<per>\s+(?:per|a)\s+\w+)?",
                words,
            )
            said = number_in(given["n"]) if given else None
            if said is None or said in _constants(text) or given is None:
                continue
            value = _value(text, found[0])
            holds = math.isclose(said, value, rel_tol=ROUGH)
            reason = f"At {written(found[0])} it is {written(value)}{'' if holds else f', not {written(said)}'}."
            yield _Conversion(sentence.of(answer).strip(), holds, reason, not holds)


def _constants(text: str) -> Sequence[float]:
    return [float(number) for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text)]


def _value(text: str, rate: float) -> float:
    """The value of a formula in ``n``.

    Raises:
        FormulaError: The bank's formula has no value.
    """
    node = parse_formula(text, frozenset({"n"}))
    try:
        return value_of(node, {"n": rate})
    except ZeroDivisionError as error:
        raise FormulaError(str(error)) from error
