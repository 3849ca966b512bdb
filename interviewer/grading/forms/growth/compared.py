"""Criteria that ask which of two things has more of something: both counts are in one sentence, each with what has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.growth.said_laws import is_taken_back
from interviewer.grading.forms.growth.wording import SIZE
from interviewer.grading.forms.maths.formula import FormulaError, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import numerals, written
from interviewer.grading.forms.stance import may_turn, stood_by
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, sentences
from knowledge.answers.expectation import Expectation
from knowledge.schema import Question
from knowledge.text.alternatives import any_of, table

LONGEST_SENTENCE = 400
"""Longer sentences, in characters, are not read: they say more than two counts."""
LONGEST_QUOTE = 300
"""Longest quote, in characters. By hand."""
FAR = 2.0
"""By which factor one count must exceed the other to be far more."""
_SIDES = re.compile(r"(?<![\w.])\d+(?:\s*(?:x|\*|by|×)\s*\d+)+(?!\s*(?:\w+\s+){0,1}(?:=|QTY))(?![\w.]*\d)", re.I)
_CHANNELS = re.compile(r"\b\d+\s*(?:to|->|and|in,?)\s*\d+\s+(?:channels?|maps?|filters?|out)\b")
_LETTER = r"[kKCDMNHWhwncmF]\d?'*(?:_\w{1,3})?"
_FACTOR = rf"(?:\d+|{_LETTER})(?:\s*\^\s*\(?\d\)?)?"
_FORMULA = re.compile(rf"(?<![\w'])(?:{_FACTOR}(?:\s*\*\s*|\s+)?){{2,6}}(?![A-Za-z'])")
_NONE = re.compile(r"\b(?:none|zero|no)\b(?:\s+(?:extra\s+|additional\s+)?(?:QTY\b)?)?", re.I)
_OTHER_NOUNS = """
    channels? filters? kernels? pixels? images? inputs? outputs? units? neurons? layers? maps? bits? times x\\b % by\\b per\\s?cent
    windows? stride
"""
_NOT_A_COUNT = re.compile(rf"\s*-?\s*(?:{'|'.join(_OTHER_NOUNS.split())})", re.I)
_SET = re.compile(r"(?:\b[A-Za-z]'?\s*=|\bstride(?:\s+of)?|\^\s*\(?|[A-Za-z]\s*[*/]|[*/])\s*$")
_EQUALS = re.compile(r"\s*(?:QTY\s*)?[,(]?\s*(?:=|so|or|about|~)\s*(?:about\s+|roughly\s+)?")
_THAT_IS = re.compile(r".{0,45}?\b(?:that['’]?s|that\s+is|which\s+is|i\.e\.)\s*(?:about\s+|roughly\s+|around\s+)?")
_OTHER_WAY = table(
    (
        r"\b"
        + any_of(
            r"sav\w+, less, fewer, reduc\w+, lose\w*, drops?, removes?, replac\w+, gains?, ratio, factor, half, quarters?, networks?, nets?, models?, total"
        )
        + r"\b",
        "it saves 27",
    ),
)
"""Matches words with which the numbers of a sentence may be differences."""


@dataclass(frozen=True)
class _Token:
    """A count, or one of the two things, in a sentence."""

    start: int
    end: int
    owner: str = ""
    count: float = 0.0


class Comparisons:
    """The form of criteria that expect one thing to have more than another."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria."""
        found = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "more":
                finding = comparison_finding(criterion.id, criterion.expects, answer)
                found += [finding] if finding else []
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """No note: what is compared in words is left to the judge."""
        return ""


def comparison_finding(criterion_id: str, expects: Expectation, answer: str) -> Finding | None:
    """The verdict on the counts that an answer compares; None if it gives none, or they contradict each other."""
    answer = answer[:MAX_GRADED_CHARACTERS]
    heard = stood_by(answer)
    right: list[Finding] = []
    wrong: list[Finding] = []
    for sentence in sentences(heard):
        words = sentence.of(heard)
        counts = _counts(words, expects) if len(words) <= LONGEST_SENTENCE else None
        if counts is None:
            continue
        quote = answer[sentence.start : sentence.end].strip()[:LONGEST_QUOTE]
        more = expects.accepted[0]
        less = next(name for name in counts if name != more)
        told = f"{written(counts[more])} against {written(counts[less])}"
        if counts[more] > FAR * counts[less]:
            right.append(Finding(criterion_id, "met", f"The counts are compared: {told}.", quote))
        elif counts[less] > FAR * counts[more]:
            reason = f"It is the other way round: you say {told}."
            wrong.append(Finding(criterion_id, "not_met", reason, quote, contradicted=True))
    given = [*right, *wrong]
    if not given or (right and wrong):
        return None
    return None if may_turn(answer, [finding.quote for finding in given]) else given[0]


def _counts(words: str, expects: Expectation) -> dict[str, float] | None:
    """The counts that a sentence gives the two things; None unless it gives each of them one, and nothing else."""
    if is_taken_back(words) or _OTHER_WAY.search(words):
        return None
    plain = _named(plain_notation(words), expects)
    if "QTY" not in plain:
        return None
    names = [group[0] for group in expects.names]
    owners = [
        _Token(m.start(), m.end(), owner=m[0])
        for m in re.finditer(rf"\b(?:{'|'.join(map(re.escape, names))})\b", plain)
    ]
    numbers = _merged(plain, sorted(_said(plain, expects.given), key=lambda token: token.start), owners)
    if len(owners) != 2 or len({token.owner for token in owners}) != 2 or len(numbers) != 2:
        return None
    if any(token.count != int(token.count) for token in numbers):
        return None  # half the weights, or a quarter million of them
    order = sorted((*owners, *numbers), key=lambda token: token.start)
    kinds = "".join("o" if token.owner else "c" for token in order)
    if kinds not in {"ococ", "coco"}:
        return None
    return {owner.owner: number.count for owner, number in zip(owners, numbers, strict=True)}


def _named(text: str, expects: Expectation) -> str:
    for name, spellings in (("QTY", expects.about), *((group[0], group[1:]) for group in expects.names)):
        for spelling in sorted(spellings, key=len, reverse=True):
            body = re.escape(spelling).replace("\\ ", r"[\s-]+").replace("\\-", r"[\s-]*")
            text = re.sub(rf"(?<![A-Za-z]){body}(?![A-Za-z])", f" {name} ", text, flags=re.I)
    return re.sub(r"\s+", " ", text)


def _said(plain: str, given: Sequence[str]) -> Iterator[_Token]:
    """The counts of a sentence: numbers that count nothing else, products of letters, and "none"."""
    values = {name.strip(): float(value) for name, _, value in (text.partition("=") for text in given)}
    taken = [m.span() for m in _SIDES.finditer(plain)]
    taken += [m.span() for m in _CHANNELS.finditer(plain)]
    taken += [m.span() for m in SIZE.finditer(plain) if not any(a <= m.start() < b for a, b in taken)]
    for match in _FORMULA.finditer(plain):
        text = match[0].strip()
        letters = set(re.findall(r"[A-Za-z]'?", text))
        if not letters or not letters <= values.keys() or any(a <= match.start() < b for a, b in taken):
            continue
        try:
            value = value_of(parse_formula(text, frozenset(values)), values)
        except FormulaError:
            continue
        taken.append(match.span())
        yield _Token(match.start(), match.start() + len(text), count=value)
    for numeral in numerals(plain):
        if any(a < numeral.end and numeral.start < b for a, b in taken):
            continue
        if (
            _NOT_A_COUNT.match(plain, numeral.end)
            or _SET.search(plain[: numeral.start])
            or (numeral.word and numeral.value <= 2)
        ):
            continue
        taken.append((numeral.start, numeral.end))
        yield _Token(numeral.start, numeral.end, count=numeral.value)
    for match in _NONE.finditer(plain):
        counts = "QTY" in match[0] or match[0].strip().lower() in {"none", "zero"}
        if counts and not any(a < match.end() and match.start() < b for a, b in taken):
            yield _Token(match.start(), match.end(), count=0.0)


def _merged(plain: str, counts: Sequence[_Token], owners: Sequence[_Token]) -> list[_Token]:
    """The counts, with those that are said to be equal as one: "k^2 C C' = 262,144"."""
    out: list[_Token] = []
    for token in counts:
        between = plain[out[-1].end : token.start] if out else ""
        apart = any(out and out[-1].end <= owner.start < token.start for owner in owners)
        if out and not apart and (_EQUALS.fullmatch(between) or _THAT_IS.fullmatch(between)):
            out[-1] = _Token(out[-1].start, token.end, count=token.count)
        else:
            out.append(token)
    return out
