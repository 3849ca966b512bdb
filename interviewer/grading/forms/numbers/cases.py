"""Criteria that ask for a value per case: each value is compared with that of its own case, so that swapped ones are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.numerals import Numeral, number_in, written
from interviewer.grading.forms.numbers.numbers import same_value
from interviewer.grading.forms.numbers.said_cases import NUMBER, Places, SaidCase, pattern_of, said_cases
from interviewer.grading.forms.stance import corrections
from knowledge.answers.expectation import Expectation
from knowledge.schema import Question


class Cases:
    """The form of criteria that expect a value for each of several cases."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria."""
        found = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "cases":
                finding = cases_finding(criterion.id, criterion.expects, answer)
                found += [finding] if finding else []
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """No note: what was computed is in the finding."""
        return ""


def cases_finding(criterion_id: str, expects: Expectation, answer: str) -> Finding | None:
    """The verdict on the values of an answer; None if it gives no case a value, or one case two."""
    wanted = {name: value for name, value in map(_case_and_value, expects.accepted) if value is not None}
    spellings = {name: (name, *next((g[1:] for g in expects.names if g[0] == name), ())) for name in wanted}
    given = settled(said_cases(answer, named_in(spellings)), answer)
    if not given:
        return None

    def is_right(name: str, said: Numeral) -> bool:
        return same_value(said, wanted[name], expects.tolerance)

    shown = ", ".join(f"{name} {written(value)}" for name, value in wanted.items())
    wrong = [name for name, case in given.items() if not is_right(name, case.said)]
    if wrong and any(corrections(answer)):
        return None  # the value that corrects it may be behind other words
    if wrong:
        quote = given[wrong[0]].quote
        if len(wrong) > 1 and are_exchanged({name: given[name].said for name in wrong}, is_right):
            reason = f"The values of {' and '.join(wrong)} are swapped: it is {shown}."
            return Finding(criterion_id, "not_met", reason, quote, contradicted=True)
        reason = f"For {wrong[0]} it is {written(wanted[wrong[0]])}, not {written(given[wrong[0]].said.value)}."
        return Finding(criterion_id, "not_met", reason, quote, contradicted=True)
    quote = next(iter(given.values())).quote
    missing = [name for name in wanted if name not in given]
    if missing:
        reason = f"Right for {' and '.join(given)}; what is missing is {' and '.join(missing)}."
        return Finding(criterion_id, "partly_met", reason, quote)
    return Finding(criterion_id, "met", f"Each case has its value: {shown}.", quote)


def are_exchanged(said: Mapping[str, Numeral], is_right: Callable[[str, Numeral], bool]) -> bool:
    """Whether the values, none of which is right, all belong to another one of the cases."""
    return all(any(is_right(other, value) for other in said if other != name) for name, value in said.items())


def settled(said: Sequence[SaidCase], answer: str) -> dict[str, SaidCase]:
    """The value of each case, the last one where the answer corrects itself; empty if one case has two."""
    given: dict[str, SaidCase] = {}
    for case in said:
        before = given.get(case.case)
        if before is not None and before.said.value != case.said.value and not any(corrections(answer)):
            return {}
        given[case.case] = case
    return given


def named_in(spellings: Mapping[str, Sequence[str]]) -> Callable[[str], Places]:
    """What finds cases by their spellings; "widths 3 and 5" names two that begin with the same word."""
    patterns = [(name, pattern_of(spelling)) for name, known in spellings.items() for spelling in known]
    heads = {match[1]: () for name in spellings if (match := re.fullmatch(r"([A-Za-z]+)\s+\d+", name))}
    listed = re.compile(
        rf"\b(?:{'|'.join(heads)})s?\s+(?P<row>{NUMBER}(?:\s*(?:,|and|&|or)\s*{NUMBER})+)\b", re.I
    ) if heads else None  # fmt: skip

    def places(words: str) -> Places:
        found = [(m.start(), m.end(), name) for name, pattern in patterns for m in pattern.finditer(words)]
        for row in listed.finditer(words) if listed else ():
            for number in re.finditer(rf"\b{NUMBER}\b", row["row"], re.I):
                value = number_in(number[0])
                names = [name for name in spellings if name.rpartition(" ")[2] == f"{value:g}"] if value else []
                start, end = row.start("row") + number.start(), row.start("row") + number.end()
                found = [place for place in found if not (place[0] < end and start < place[1])]
                found += [(start, end, names[0])] if names else []
        return sorted({(start, end): (start, end, name) for start, end, name in found}.values())

    return places


def _case_and_value(text: str) -> tuple[str, float | None]:
    name, _, value = text.rpartition("=")
    return name.strip(), number_in(value)
