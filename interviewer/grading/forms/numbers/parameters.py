"""Criteria that ask for a numerical example: looks for sizes that give the answer's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.formula import FormulaError, Node, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import numerals, written
from interviewer.grading.forms.numbers.placed_numbers import numbers_of, place_of
from interviewer.grading.forms.numbers.said_ratios import false_ratio
from interviewer.grading.forms.numbers.said_sizes import LARGEST_KERNEL, LARGEST_SIZE, SaidSizes, said_sizes
from interviewer.grading.forms.numbers.workings import MAX_TOLD, false_equations
from interviewer.grading.forms.stance import stood_by
from knowledge.schema import Question

MAX_SIZES = 14
"""Most different small numbers of an answer that are tried as sizes; three at a time give under 3,000 cases."""
SMALLEST = 50
"""Numbers below this are more often sizes or counts of something else than the result of an example whose sizes are not named."""
_FIRST = re.compile(r"\b(?:normal(?:ly)?|standard|full|before|ordinary|regular|usual|original|plain|dense)\b", re.I)
_SECOND = re.compile(r"\b(?:separable|after|now|instead(?! of)|afterwards|depthwise)\b", re.I)
_NUMBER = re.compile(r"[\d][\d.,]*(?<![.,])(?:k|M\b)?")
_OTHER_COUNTS = re.compile(r"\bbias|\bMACs?\b|\bflops?\b|\bmultipl|\boperations?\b|\bmult-?adds?\b", re.I)
"""Words after which the numbers may count more than weights."""
ROUGH = 0.1
"""Relative error of a number that may only be rounded."""
_SENTENCE = re.compile(r"[.;]\s|\n")
_BEHIND = re.compile(r"[,;.:(\n]|\d|\b(?:and|but|to|against|vs|versus|while|whereas|with|for|or|the|an?)\b", re.I)
"""Matches the end of the words that belong to the number before them."""
_REPLACED = re.compile(
    r"\b(?:instead of|rather than|as opposed to|down from|compared (?:to|with)|used to (?:be|have|take)|was)\s+(?:the\s+|about\s+)*$",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?:instead of|rather than|as opposed to|not)\s+(?:the\s+|a\s+|about\s+)*[\d.,]+k?(?:\s+\w+)?", re.I
)
_STEP = re.compile(r"\b(?:depthwise|pointwise|spatial|1\s?[x×]\s?1|step|part)\b", re.I)
_NEXT = re.compile(
    r"[\d.,]+(?:k|M)?\s*(?:weights?|param\w*)?\s*(?:[,;/]|->|→)?\s*(?:(?:and|or|then|but)\s*){0,2}(?:only|about|just|roughly)?\s*",
    re.I,
)
"""From the first number to the second, where nothing but a comma or "and" is between them."""
_COUNTS_ELSE = re.compile(
    r"[\d.,]+(?:k|M)?\s*(?:times|x\b|%|per\s?cent|bias\w*|channels?|filters?|maps?|inputs?|outputs?|layers?)",
    re.I,
)
_AGAINST = re.compile(r"(?:->|→|vs\.?|versus|against|to|only|=|becomes|about|exactly)\s*$", re.I)


@dataclass(frozen=True)
class _Match:
    """Sizes whose numbers are in the answer: which of the two numbers, and where."""

    sizes: tuple[float, ...]
    wanted: tuple[float, float]
    places: tuple[int, int]

    @property
    def score(self) -> tuple[int, int]:
        """How many of the two numbers are there, then how early the first is."""
        found = [place for place in self.places if place >= 0]
        return len(found), -min(found, default=0)


class Parameters:
    """The form of criteria that expect two numbers, before and after, for sizes that the candidate chooses."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria."""
        found = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "parameters":
                finding = example_finding(criterion.id, criterion.expects.accepted, answer)
                found += [finding] if finding else []
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """No note: what was computed is in the finding."""
        return ""


def example_finding(criterion_id: str, formulas: Sequence[str], answer: str) -> Finding | None:
    """The verdict on an example; None if no sizes give any of the answer's numbers.

    Args:
        formulas: The two numbers as formulas, the one before first.
    """
    heard = _heard(answer[:6000])
    text = "\n".join(plain_notation(line) if line.count("|") < 2 else line for line in heard.splitlines())
    nodes = [parse_formula(formula, _names(formula)) for formula in formulas]
    named = said_sizes(text)
    best = _best(nodes, text, named)
    if best is None:
        return _misfit(criterion_id, nodes, text, named, answer)
    right = _right(nodes, best.sizes, best.wanted)
    slips = " ".join(slip.reason for slip in false_equations(answer)[:MAX_TOLD])
    quote = _line_at(answer, text, max(best.places))
    if all(place >= 0 for place in best.places):
        if _in_wrong_order(text, best.places):
            return None  # nothing says which is which
        if _swapped(text, best.places):
            return Finding(criterion_id, "not_met", f"The two numbers are swapped. {right}", quote, contradicted=True)
        if slips:
            return Finding(criterion_id, "partly_met", f"{right} But {slips[0].lower()}{slips[1:]}", quote)
        if ratio := false_ratio(text, max(best.places), *best.wanted):
            return Finding(criterion_id, "partly_met", f"{right} {ratio}", quote)
        return Finding(criterion_id, "met", right, quote)
    if _mislabelled(text, best.places):
        return Finding(criterion_id, "not_met", f"The numbers are swapped. {right}", quote, contradicted=True)
    other = _other_number(text, best)
    if other is not None:
        reason = f"{right} The answer has {written(other)}."
        return Finding(criterion_id, "not_met", reason, quote, contradicted=True)
    return Finding(criterion_id, "partly_met", f"One of the two numbers is there. {right}", quote)


def _right(nodes: Sequence[Node], sizes: Sequence[float], wanted: tuple[float, float]) -> str:
    """A sentence with the two numbers for some sizes."""
    shown = ", ".join(f"{name} = {written(value)}" for name, value in zip(_all_names(nodes), sizes, strict=True))
    return f"With {shown} it is {written(wanted[0])} before and {written(wanted[1])} after."


def _misfit(criterion_id: str, nodes: Sequence[Node], text: str, named: SaidSizes, answer: str) -> Finding | None:
    """The verdict on two numbers that are called before and after, if neither is that of the only sizes named."""
    names, numbers = _all_names(nodes), numbers_of(text)
    chosen = list(_choices(names, named, text))
    if not (named.sure and len(chosen) == 1):
        return None
    wanted = _wanted(nodes, names, chosen[0])
    given = {
        label: number for number in numbers if (label := _label(text, number.start)) and number.value > max(chosen[0])
    }
    if wanted is None or len(given) < 2 or _OTHER_COUNTS.search(text):
        return None
    pairs = zip((given["first"].value, given["second"].value), wanted, strict=True)
    if all(abs(number - right) <= ROUGH * right for number, right in pairs):
        return None  # rounded too much to tell
    said = f"The answer has {written(given['first'].value)} and {written(given['second'].value)}."
    quote = _line_at(answer, text, given["first"].start)
    return Finding(criterion_id, "not_met", f"{_right(nodes, chosen[0], wanted)} {said}", quote, contradicted=True)


def _all_names(nodes: Sequence[Node]) -> list[str]:
    return sorted(frozenset[str]().union(*(node.names for node in nodes)))


def _choices(names: Sequence[str], named: SaidSizes, text: str) -> Iterator[tuple[float, ...]]:
    """The sizes to try, in the order of their names: those the answer names for what they are, else all of its small numbers."""
    sizes, kernels = _sizes(text)
    kernels = list(named.kernels) or kernels
    if named.channels and {"C", "D"} <= set(names):
        others = [name for name in names if name not in {"C", "D"}]
        for channels, rest in product(named.channels, product(*(kernels if name == "k" else sizes for name in others))):
            chosen = dict(zip(("C", "D", *others), (*channels, *rest), strict=True))
            yield tuple(chosen[name] for name in names)
    else:
        yield from product(*(kernels if name == "k" else sizes for name in names))


def _wanted(nodes: Sequence[Node], names: Sequence[str], chosen: Sequence[float]) -> tuple[float, float] | None:
    """The two numbers for some sizes; None if a formula has no value there."""
    values = dict(zip(names, chosen, strict=True))
    try:
        return value_of(nodes[0], values), value_of(nodes[1], values)
    except FormulaError:
        return None


def _heard(answer: str) -> str:
    """The part of an answer that it stands by. "8,768 instead of 73,728" denies neither number: it compares them."""
    heard = stood_by(answer)
    for match in _COMPARED.finditer(answer):
        heard = heard[: match.start()] + match[0] + heard[match.end() :]
    return heard


def _names(formula: str) -> frozenset[str]:
    return frozenset(re.findall(r"[A-Za-z]\w*", formula))


def _best(nodes: Sequence[Node], text: str, named: SaidSizes) -> _Match | None:
    numbers, names = numbers_of(text), _all_names(nodes)
    smallest = 0 if named.channels else SMALLEST
    best: _Match | None = None
    for chosen in _choices(names, named, text):
        wanted = _wanted(nodes, names, chosen)
        if wanted is None or min(wanted) <= max(*chosen, smallest):
            continue
        match = _Match(chosen, wanted, (place_of(wanted[0], numbers), place_of(wanted[1], numbers)))
        if max(match.places) >= 0 and (best is None or match.score > best.score):
            best = match
    return best


def _sizes(text: str) -> tuple[list[float], list[float]]:
    """The numbers of a text that can be sizes, and those that can be the side of a filter."""
    numbers = [float(n) for n in re.findall(r"(?<![\d.,])\d{1,4}(?!\d|\.\d|,\d)", text)]
    numbers += [
        n.value
        for line in text.splitlines()
        for n in numerals(line)
        if not re.search(r"\d", line[n.start : n.end]) and n.value == int(n.value)
    ]
    sizes = list(dict.fromkeys(n for n in numbers if 2 <= n <= LARGEST_SIZE))
    kernels = [n for n in sizes if n <= LARGEST_KERNEL]
    kernels += [n**0.5 for n in sizes if n in (9, 25, 49, 121) and n**0.5 not in kernels]  # "9 x 64" stands for 3 x 3
    return sizes[:MAX_SIZES], kernels[:MAX_SIZES]


def _swapped(text: str, places: tuple[int, int]) -> bool:
    """Whether the first number is labelled as the second, and the other way round."""
    return _label(text, places[0]) == "second" and _label(text, places[1]) == "first"


def _label(text: str, place: int) -> str:
    """The label of a number: ``first`` or ``second`` by the words right after it, or before it in its sentence; or ""."""
    number = _NUMBER.match(text, place)
    end = number.end() if number else place
    behind = _BEHIND.split(text[end : end + 40])[0]
    before = _SENTENCE.split(text[max(0, place - 45) : place])[-1]
    if _REPLACED.search(before):
        return "first"
    for words in (behind, before):
        labels = _last(_FIRST, words), _last(_SECOND, words)
        if labels[0] != labels[1]:
            return "first" if labels[0] > labels[1] else "second"
    return ""


def _in_wrong_order(text: str, places: tuple[int, int]) -> bool:
    """Whether the second number comes first and neither is labelled."""
    around = text[max(0, min(places) - 45) : max(places) + 45]
    called = _FIRST.search(around) or _SECOND.search(around) or _label(text, places[0])
    return places[1] < places[0] and not called


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((m.start() for m in pattern.finditer(words)), default=-1)


def _mislabelled(text: str, places: tuple[int, int]) -> bool:
    """Whether the only number given is labelled as the other one."""
    wrong = ("second", "first")
    return any(place >= 0 and _label(text, place) == other for place, other in zip(places, wrong, strict=True))


def _other_number(text: str, best: _Match) -> float | None:
    """A number that is given instead of the missing one."""
    known = {*best.sizes, *best.wanted, *(a * b for a, b in product(best.sizes, repeat=2))}
    parts = {a * b * c for a, b, c in product(best.sizes, repeat=3)}
    missing_after = best.places[0] >= 0
    for placed in numbers_of(text):
        place, number = placed.start, placed.value
        words = text[max(0, place - 30) : place]
        joined = re.search(r"\+\s*$", words) or re.match(r"[\d,.]+\s*[+*]", text[place:])
        if number in parts and _STEP.search(text[max(0, place - 25) : place + 25]):
            continue  # the weights of one of the two steps
        if number in known or number < 10 or number != round(number) or joined:
            continue
        label = _label(text, place)
        after = label == "second" or _SECOND.search(words) or _AGAINST.search(words)
        if missing_after and place > best.places[0] and after:
            return number
        before = text[place : best.places[0]] if missing_after and place < best.places[0] else ""
        if before and number not in parts and _REPLACED.search(before) and len(_NUMBER.findall(before)) == 1:
            return number
        follows = missing_after and _NEXT.fullmatch(text, best.places[0], place)
        if follows and number not in parts and not _COUNTS_ELSE.match(text, place):
            return number
        if not missing_after and (label == "first" or _FIRST.search(words)):
            return number
    return None


def _line_at(answer: str, text: str, place: int) -> str:
    """The line of the answer that a place in its plain text is in."""
    at = text.count("\n", 0, place)
    lines = answer.splitlines()
    return lines[at].strip()[:300] if at < len(lines) else ""
