"""Criteria that ask for a value: the last value that the answer gives as its own decides."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import Numeral, number_in, numerals, written
from interviewer.grading.forms.numbers.expected_distance import with_distance
from interviewer.grading.forms.numbers.said_breakdowns import counted_together, false_total, is_undercut
from interviewer.grading.forms.numbers.said_counts import Counted, corner_of, is_calculated, roman_in
from interviewer.grading.forms.numbers.said_logs import in_figures
from interviewer.grading.forms.numbers.said_otherwise import in_other_unit, said_otherwise
from interviewer.grading.forms.numbers.said_scope import is_limited
from interviewer.grading.forms.numbers.said_sums import summed
from interviewer.grading.forms.numbers.said_values import Force, SaidValue, said_values
from interviewer.grading.forms.numbers.workings import false_equations, slip_behind
from interviewer.grading.forms.python_lines import DEFINES, without_code
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import sentences
from knowledge.answers.expectation import Expectation
from knowledge.schema import Question
from knowledge.text.alternatives import any_of, table

NATS = frozenset({"nat", "nats"})
INFORMATION = NATS | {"bit", "bits", "shannon", "shannons"}
"""Units of a logarithm; one with base 2 is in bits."""
EXACT = 1e-9
"""Relative error between two values that count as the same: rounding of floating-point numbers, nothing more."""

LONGEST_SENTENCE = 1500
"""The most characters of a sentence that are read for numbers in any notation."""


class Values:
    """The form of criteria that expect a value."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on the criteria that expect a value."""
        found: list[Finding] = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "value":
                expects, working = with_distance(question, criterion.expects)
                finding = value_finding(criterion.id, expects, answer, working)
                if finding and finding.contradicted and _has_alternative(criterion.claim, answer):
                    finding = None
                found += [finding] if finding else []
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """No note: anything wrong with a value is said in its finding."""
        return ""


def _has_alternative(claim: str, answer: str) -> bool:
    """Whether a claim accepts something else instead of the value, and the answer names it: "relates it to X, or gives ..."."""
    instead = claim.rpartition(", or ")[0]
    names = re.findall(r"(?<!^)\b[A-Z][a-z]+(?:-[A-Z][a-z]+)+", instead)
    names += ["".join(re.findall(r"[A-Z]", name)) for name in names]
    return any(re.search(rf"\b{re.escape(name.split('-')[0])}", answer) for name in names)


def value_finding(criterion_id: str, expects: Expectation, answer: str, working: str = "") -> Finding | None:
    """The verdict on one criterion; None if the answer's words must decide.

    Args:
        working: A sentence that shows how the value was computed.
    """
    wanted = tuple(value for text in expects.accepted if (value := number_in(text)) is not None)
    if not wanted:
        return None
    informs = any("log" in text or "ln" in text for text in expects.accepted)
    read = in_figures(answer) if informs else answer
    if _is_count(expects, wanted):
        read = summed(counted_together(read, expects.units[0]) if working else read, expects.units)
    found = _finding(criterion_id, expects, read, working, wanted, informs)
    if working and (found is None or found.verdict == "met"):
        reason, quote = false_total(answer)
        if reason:
            return Finding(criterion_id, "not_met", reason, quote, contradicted=True)
        found = None if is_undercut(answer, min(wanted)) else found
    at = read.find(found.quote) if found else -1
    if found is None or at < 0:
        return found
    end = at + len(found.quote)
    end += len(read[end:]) - len(read[end:].lstrip(" "))  # figures are shorter than the words they stand for
    return replace(found, quote=answer[at:end].strip())


def _finding(
    criterion_id: str, expects: Expectation, answer: str, working: str, wanted: Sequence[float], informs: bool
) -> Finding | None:
    units = (*expects.units, *(INFORMATION if informs else ()))
    count = Counted(expects.about, bool(working)) if _is_count(expects, wanted) else None
    prose = without_code(answer)
    # a table in a fence, or a program, shows how the value was found; it is read only if the words give none
    values = said_values(prose, units, expects.about, count)
    if prose != answer and given_value(values) is None:
        values = said_values(answer, units, expects.about, count)
    values = [_in_nats(said) for said in values] if informs else values
    if not expects.sole:
        return _named_finding(criterion_id, expects, answer, values, wanted, informs)
    said = given_value(values)
    shown = expects.accepted[0]
    if said is None and count:
        said = _in_other_ways(answer)
    if said is None:
        if _left_open(answer, values, wanted, expects) or is_calculated(answer) or (count and corner_of(answer)):
            return None
        return Finding(criterion_id, "not_met", "No value is given as the answer.")
    if any(same_value(said, value, expects.tolerance) for value in wanted):
        return _right(criterion_id, shown, answer, said, working)
    if _said_before(said, values, wanted, expects.tolerance) or (DEFINES.search(answer) and said.quote not in prose):
        return None
    reason = f"The value given is {written(said.value)}; it is {shown}. {working}".rstrip()
    return Finding(criterion_id, "not_met", reason, said.quote, contradicted=True)


def _named_finding(
    criterion_id: str,
    expects: Expectation,
    answer: str,
    values: Sequence[SaidValue],
    wanted: Sequence[float],
    informs: bool,
) -> Finding | None:
    """The verdict on a value in an answer that also says other things; None if it isn't plainly given."""

    def is_wanted(said: SaidValue | Numeral) -> bool:
        return any(same_value(said, value, expects.tolerance) for value in wanted)

    if is_limited(answer, is_wanted) or _corrected_away(values, wanted, expects.tolerance):
        return None
    # a matching value is the one that was meant; a logarithm needs no name, since nothing else in such an answer is -log 4
    said = given_value([value for value in values if is_wanted(value)], named_only=not informs)
    shown = expects.accepted[0]
    if said is not None:
        return _right(criterion_id, shown, answer, said)
    counted = in_other_unit(answer, expects.about, expects.units)
    if counted is not None and is_wanted(Numeral(counted.value, 0, 0)):
        reason = f"The value given is {counted.written}; it is {shown} {expects.units[0]}."
        return Finding(criterion_id, "not_met", reason, counted.quote, contradicted=True)
    slip = next(
        (e for e in false_equations(answer) if is_wanted(Numeral(e.left, 0, 0)) and _names(e.quote, expects)), None
    )
    if slip is not None:
        return Finding(criterion_id, "not_met", slip.reason, slip.quote, contradicted=True)
    if any(map(is_wanted, values)) or _occurs(is_wanted, answer):
        return None
    other = said_otherwise(answer, expects.about, expects.units, informs)
    if other is None or is_wanted(Numeral(other.value, 0, 0)):
        return None
    reason = f"The value given is {other.written}; it is {shown}."
    return Finding(criterion_id, "not_met", reason, other.quote, contradicted=True)


def _names(words: str, expects: Expectation) -> bool:
    """Whether some words are a calculation of what is asked for."""
    return any(name in words for name in expects.about if any(sign.isdigit() for sign in name))


def _occurs(is_wanted: Callable[[Numeral], bool], answer: str) -> bool:
    """Whether a wanted number occurs anywhere in an answer, or may occur in a sentence that is too long to be read.

    It goes sentence by sentence: a whole answer is longer than any formula.
    """
    heard = stood_by(answer, denials=False, questions=False, retractions=False)
    for sentence in sentences(heard):
        text = sentence.of(heard)
        if len(text) > LONGEST_SENTENCE or any(map(is_wanted, numerals(plain_notation(text)))):
            return True
    return False


def _right(criterion_id: str, shown: str, answer: str, said: SaidValue, working: str = "") -> Finding:
    """The verdict on a value that is right, though it may rest on a slip."""
    slip = slip_behind(answer, said.value)
    if slip is not None:
        reason = f"The value {shown} is given, but it rests on a false step. {slip.reason}"
        return Finding(criterion_id, "partly_met", reason, said.quote)
    return Finding(criterion_id, "met", f"The value {shown} is given. {working}".rstrip(), said.quote)


def _is_count(expects: Expectation, wanted: Sequence[float]) -> bool:
    """Whether the value asked for is a whole number of something, and nothing else is asked for."""
    return expects.sole and bool(expects.units) and all(value == int(value) for value in wanted)


def _in_other_ways(answer: str) -> SaidValue | None:
    """A count that is given as a Roman numeral, or as the last cell of a table."""
    roman, corner = roman_in(answer), corner_of(answer)
    if roman is not None:
        return SaidValue(roman[0], None, Force.NAMED, False, roman[1])
    return SaidValue(corner.value, None, Force.NAMED, False, corner.row) if corner and corner.meant else None


_CONCLUDES = table(
    (any_of("so, hence, thus, therefore"), "So it is four."),
    (r"(?:which|that|this)\s+makes", "which makes four substitutions"),
    (any_of("together, altogether"), "Together it is four."),
    (r"(?:in\s+)?total", "In total it is four."),
    before=r"\W*(?:and\s+)?",
    after=r"\s+(?:(?:it|that|we|i)"
    + any_of(r"['’]s, \s+is, \s+get, \s+have")
    + r"?\s+)?\w+(?:\s+\w+)?(?:\s+(?:in\s+(?:total|all)|together))?\W*",
)


def _said_before(said: SaidValue, values: Sequence[SaidValue], wanted: Sequence[float], tolerance: float) -> bool:
    """Whether a wanted value was given before another one, as firmly, and nothing takes it back: the later one may be of
    something else.

    It is not if it was given even earlier, too, or is what the answer concludes: "4 substitutions and 1 insertion, so 5".
    """
    if _CONCLUDES.fullmatch(said.quote):
        return False
    for value in itertools.takewhile(lambda value: value is not said, values):
        if value.value == said.value and value.force >= Force.FIRM:
            return False
        if value.force >= said.force and any(same_value(value, right, tolerance) for right in wanted):
            return not said.corrects
    return False


def _in_nats(said: SaidValue) -> SaidValue:
    """A logarithm converted to nats, if its unit of information identifies it."""
    if said.unit not in INFORMATION:
        return said
    bits = said.unit not in NATS
    force = Force.NAMED if said.force is Force.FIRM else said.force
    return replace(said, value=said.value * math.log(2) if bits else said.value, force=force)


def _corrected_away(values: Sequence[SaidValue], wanted: Sequence[float], tolerance: float) -> bool:
    """Whether a sentence that gives a wanted value goes on to correct itself, and ends with another one."""
    for at, said in enumerate(values):
        if not any(same_value(said, value, tolerance) for value in wanted):
            continue
        later = [v for v in values[at + 1 :] if v.corrects and v.force >= Force.FIRM]
        if said.corrects and later and not any(same_value(later[-1], value, tolerance) for value in wanted):
            return True
    return False


def _left_open(answer: str, values: Sequence[SaidValue], wanted: Sequence[float], expects: Expectation) -> bool:
    """Whether an expected value occurs other than as an alternative, be it as a bound or in words that seem to set it aside.

    Rules can't decide how it is then meant, so a reader must. A value that is plainly denied does not count as given.
    """
    stood = {(numeral.start, numeral.end) for numeral in numerals(stood_by(answer))}
    undenied = numerals(stood_by(answer, questions=False, retractions=False))
    heard: list[SaidValue | Numeral] = [value for value in values if not value.hedged]
    heard += [numeral for numeral in undenied if (numeral.start, numeral.end) not in stood]
    return any(same_value(said, value, expects.tolerance) for said in heard for value in wanted)


def given_value(values: Sequence[SaidValue], named_only: bool = False) -> SaidValue | None:
    """The value that an answer gives as its own: the last of those given most firmly, unless a later one corrects it.

    Args:
        named_only: Count only values in sentences that name what is asked.
    """
    best: SaidValue | None = None
    for said in values:
        if said.force is Force.NONE or (named_only and said.force is not Force.NAMED):
            continue
        if best is None or said.force >= best.force or (said.corrects and said.force >= Force.FIRM):
            best = said
    return best


def same_value(said: SaidValue | Numeral, value: float, tolerance: float = 0.0) -> bool:
    """Whether a value equals an expected one, to the digits given."""
    if math.isclose(said.value, value, rel_tol=max(EXACT, tolerance), abs_tol=1e-12):
        return True
    if said.places is None or said.places < 1:
        return False
    significant = abs(said.value) >= 10.0 ** (1 - said.places) or said.value == 0
    return significant and abs(said.value - value) <= 0.5 * 10.0**-said.places * (1 + EXACT) and said.places >= 2
