"""Values that an answer gives case by case, such as one for each width of a filter: which value goes with which case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.number_words import ANY_WORD, WORDS
from interviewer.grading.forms.maths.numerals import Numeral, numerals
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, sentences
from knowledge.text.alternatives import any_of, in_context, table

LONGEST = 600
"""Longest sentence that is read, in characters; a list of cases is shorter."""
NUMBER = rf"(?:\d+|{ANY_WORD})"
_PLAIN = in_context(
    (
        (
            any_of(
                "a, an, the, that, this, that's, it, it's, is, are, be, of, at, about, roughly, exactly, only, "
                "just, would, will, should, must, you, we, one, i, there, so, then, with, size, width, output, "
                "filters?, kernels?, convolutions?, conv, windows?, layers?, maps?, side, your, its"
            ),
            "so it is",
        ),
    ),
)
_VERB = in_context(
    (
        (
            any_of(
                "gets?, gives?, has, have, needs?, takes?, wants?, requires?, means?, leaves?, makes?, yields?, "
                "comes? to, comes? out at, adds?, uses?, pad(?:ding)?, scores?, reaches, ends up, turns into, "
                "becomes, p, value, cosine, cos, similarity"
            ),
            "turns into",
        ),
    ),
)
_SIGN = r"[\s,:=≈()\[\]→>*_$|-]"
_TO_VALUE = table(
    (rf"(?:{_SIGN}|\b(?:{_PLAIN}|{_VERB})\b|'s\b|’s\b){{1,14}}", "No, I take that back."),
)
"""Between a case and its value: "3 x 3 needs", "for width 3 it's"."""
_UNIT = (
    "(?:"
    + in_context(
        (
            (
                any_of(
                    "pixels?, px, zeros?, rows?, rings?, columns?, positions?, values?, steps?, places?, of zeros, "
                    "of padding, padding, extra, more"
                ),
                "of padding",
            ),
            ("(?:on|at|for|along) (?:each|every|either|both|all) (?:sides?|borders?|edges?|ends?)", "on both sides."),
            ("(?:a|per|each) (?:side|border|edge|end)", "each side"),
        ),
    )
    + ")"
)
_TO_CASE = table(
    (
        rf"(?:\s*{_UNIT}){{0,3}}\s*,?\s*"
        rf"(?:\b{any_of('for, with, at, if, when, to, goes to, belongs to, in the case of, in')}\b)"
        rf"(?:{_SIGN}|\b(?:{_PLAIN}|k)\b){{1,6}}",
        "zero in the rest",
    ),
)
"""Between a value and its case: "1 on each side for a"."""
_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|&|/)|\|)\s*(?:the\s+|an?\s+|for\s+)*", re.I)


@dataclass(frozen=True)
class SaidCase:
    """A value that an answer gives for one case, with the sentence that gives it."""

    case: str
    said: Numeral
    quote: str


Places = Sequence[tuple[int, int, str]]
"""Where cases are named in a sentence: start, end, and the name of the case."""


def said_cases(answer: str, cases_in: Callable[[str], Places]) -> tuple[SaidCase, ...]:
    """The values given to cases, in order; none from a sentence in which it is unclear which value belongs to which case.

    Args:
        cases_in: Finds the cases that a sentence names.
    """
    heard = stood_by(answer[:MAX_GRADED_CHARACTERS])
    found: list[SaidCase] = []
    for sentence in sentences(heard):
        words = sentence.of(heard)
        if len(words) > LONGEST:
            continue
        for piece in re.split(r";|\n", plain_notation(words)):
            found += [SaidCase(case, said, sentence.of(answer).strip()) for case, said in _pairs(piece, cases_in)]
    return tuple(found)


def _pairs(piece: str, cases_in: Callable[[str], Places]) -> Iterator[tuple[str, Numeral]]:
    cases = sorted(cases_in(piece))
    if not cases:
        return
    masked = piece
    for start, end, _ in cases:
        masked = masked[:start] + " " * (end - start) + masked[end:]
    values = [n for n in numerals(masked) if not _is_no_value(masked, n)]
    if len(cases) == len(values) > 1 and _are_lists(piece, cases, values):
        yield from ((name, value) for (*_, name), value in zip(cases, values, strict=True))
        return
    ahead = [
        (case[2], value)
        for case, value in _neighbours(cases, values)
        if case[1] <= value.start and _TO_VALUE.fullmatch(piece, case[1], value.start)
    ]
    behind = [
        (case[2], value)
        for case, value in _neighbours(cases, values)
        if value.end <= case[0] and _TO_CASE.fullmatch(piece, value.end, case[0])
    ]
    if ahead and behind and len(ahead) == len(behind) and {v for _, v in ahead} & {v for _, v in behind}:
        return
    yield from ahead if len(ahead) >= len(behind) else behind


def _neighbours(cases: Places, values: Sequence[Numeral]) -> Iterator[tuple[tuple[int, int, str], Numeral]]:
    """Cases and values with no other case or value between them."""
    row: list[tuple[int, tuple[int, int, str] | None, Numeral | None]] = [(case[0], case, None) for case in cases]
    row += [(value.start, None, value) for value in values]
    for (_, case, value), (_, other_case, other_value) in pairwise(sorted(row, key=lambda item: item[0])):
        pair = (case or other_case, value or other_value)
        if pair[0] is not None and pair[1] is not None:
            yield pair[0], pair[1]


def _are_lists(piece: str, cases: Places, values: Sequence[Numeral]) -> bool:
    """Whether all cases come first and all values follow, as in "widths 3 and 5 give 8 and 6"."""
    ends = [(start, end) for start, end, _ in cases], [(value.start, value.end) for value in values]
    if ends[0][-1][1] > ends[1][0][0]:
        return False
    inside = [piece[a[1] : b[0]] for row in ends for a, b in pairwise(row)]
    return all(map(_LISTED.fullmatch, inside)) and bool(_TO_VALUE.fullmatch(piece, ends[0][-1][1], ends[1][0][0]))


def _is_no_value(piece: str, numeral: Numeral) -> bool:
    """Whether a number is not a value on its own: "zero padding", "one zero", or the side of something."""
    if numeral.word and numeral.value == 0:
        counted = re.search(rf"\b{NUMBER}\s+$", piece[: numeral.start], re.I)
        if counted or re.match(r"[\s-]*(?:pad|on\b|around|per\b|a side|each)", piece[numeral.end :]):
            return True
    return bool(re.match(r"\s*(?:[x×*^/+]|by\b)\s*[\d(]", piece[numeral.end :]))


def pattern_of(spelling: str) -> re.Pattern[str]:
    """What matches a case by its spelling: "width 3" also as "width = three", "3 x 3" also as "three by three"."""
    parts: list[str] = []
    for token in re.findall(r"\d+(?:\.\d+)?|[A-Za-z]\w*|[^\s\w]", spelling):
        if token.isdigit():
            words = [word for word, value in WORDS.items() if value == float(token)]
            parts.append(rf"(?:{'|'.join([token, *words])})")
        elif token.lower() in {"x", "×"} and parts:
            parts.append(r"(?:x|×|\*|by|-by-)")
        else:
            parts.append(re.escape(token) + ("s?" if token.isalpha() and len(token) > 2 else ""))
    between = r"[\s_-]*(?:(?:of|is|size)\s+|[=:]\s*)?"
    return re.compile(rf"(?<![\w.]){between.join(parts)}(?![\w]|\.\d)", re.I)
