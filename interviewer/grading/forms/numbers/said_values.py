"""The values that an answer gives, and how firmly: as its answer, in passing, or not as its own at all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum

from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import Numeral, numerals
from interviewer.grading.forms.numbers.said_bounds import hedged, is_bounded, ranged, without_dashes
from interviewer.grading.forms.numbers.said_clauses import around, clauses, pieces, without_list_marks
from interviewer.grading.forms.numbers.said_counts import Counted, is_qualified
from interviewer.grading.forms.numbers.value_phrasings import (
    APART,
    CLAUSE_START,
    CORRECTS,
    COUNTS,
    DECIMAL_COMMA,
    FIRM_BEFORE,
    HYPOTHETICAL,
    IMAGINARY,
    LABEL,
    NEGATED,
    OTHER_MEASURE,
    PART_OF,
    PARTS,
    REASON,
    ROW_OF_NUMBERS,
    TENTATIVE,
    UNIT,
)
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import sentences
from knowledge.text.letters import has_word


class Force(IntEnum):
    """How firmly a value is given."""

    NONE = 0
    WEAK = 1
    FIRM = 2
    NAMED = 3


@dataclass(frozen=True)
class SaidValue:
    """A value in an answer.

    Attributes:
        force: How firmly it is given as the answer; ``NONE`` if it counts something else or is taken back.
        corrects: Whether its sentence takes back what was said before.
        quote: The words that give it, verbatim.
        bounded: Whether the value is only bounded below or above: "at least 4", "4 or more".
        unit: The word after it.
        hedged: Whether it is one of several that are given as alternatives, or an imaginary number: "4 or 5", "4i".
        aside: Whether it is given as a first idea, for a special case or for another measure, so that it may still be meant.
    """

    value: float
    places: int | None
    force: Force
    corrects: bool
    quote: str
    bounded: bool = False
    aside: bool = False
    unit: str = ""
    hedged: bool = False


MAX_VALUES = 300
"""Most numbers per answer that are read; the longest labelled answer has under a hundred."""
_SAFE_WORDS = """
    and so because since as in for with by when is are was apart total altogether at to if then but or each
    exactly though although which that i it we you from between not where everywhere always overall the a an while
    here again too now of on per there only just either would should must has have gives makes thanks if please
    right correct um uh ok actually maybe probably perhaps think believe guess
"""
_SAFE_AFTER = frozenset(_SAFE_WORDS.split())
"""Words after a number that are not nouns, so that the number counts what was asked."""


def said_values(
    answer: str, units: Collection[str] = (), about: Collection[str] = (), count: Counted | None = None
) -> list[SaidValue]:
    """The values of an answer in the order they are said.

    Args:
        units: Words that can follow the number, such as "edits".
        about: Words that name what is asked; a firm value in a sentence with one of them is a named one.
        count: What is counted, if the value is a count of something.
    """
    heard = stood_by(answer)
    heard = count.read(heard) if count else heard
    text = ROW_OF_NUMBERS.sub(lambda m: " " * len(m[0]), without_list_marks(heard))
    found: list[SaidValue] = []
    for sentence in (piece for whole in sentences(text) for piece in pieces(whole, text)):
        whole = sentence.of(text)
        corrects = bool(CORRECTS.search(whole))
        apart, parts = APART.split(whole), PARTS.split(whole)
        for clause in clauses(whole, sentence):
            words = clause.of(text)
            if len(found) > MAX_VALUES or not COUNTS.search(words):
                continue
            named = any(has_word(word, _NAME_SIGNS.sub(_plain_sign, around(words, apart))) for word in about)
            context = words if corrects else around(words, parts)
            verbatim = answer[clause.start : clause.end]
            others = count.follows_other(whole[: clause.start - sentence.start], words) if count else False
            found += _of_clause(
                words,
                verbatim=verbatim,
                context=context,
                named=named,
                corrects=corrects,
                units=units,
                count=count,
                follows_other=others,
            )
    return found


_NAME_SIGNS = re.compile(r"\^\s*\{?\s*(?:\\star|\*|\\ast)\s*\}?|\\equiv(?![A-Za-z])")
"""Signs of names and between them in LaTeX, which names of what is asked have plainly: D^\\star is D*."""


def _plain_sign(match: re.Match[str]) -> str:
    return "=" if "equiv" in match[0] else "*"


def _of_clause(
    words: str,
    *,
    verbatim: str,
    context: str,
    named: bool,
    corrects: bool,
    units: Collection[str],
    count: Counted | None,
    follows_other: bool,
) -> Iterator[SaidValue]:
    plain = plain_notation(without_dashes(DECIMAL_COMMA.sub("0.", words)))
    found = numerals(plain)
    unsettled = hedged(plain, found)
    away = bool(OTHER_MEASURE.search(words)) or bool(TENTATIVE.search(words)) or bool(HYPOTHETICAL.search(context))
    chain_end = _chain_end(plain, found)
    wholes, parts = _parts_of(plain, found, units)
    ends = ranged(plain, found)
    others = count.others(plain, found, units, follows_other) if count else set()
    for numeral in found:
        force = Force.FIRM if numeral in parts else _force(plain, numeral, units)
        if force is Force.FIRM and named:
            force = Force.NAMED
        if numeral in chain_end and force is Force.NONE:
            force = Force.WEAK
        bounded = numeral in ends or is_bounded(plain, numeral)
        if (
            away
            or bounded
            or numeral in (unsettled | wholes | others)
            or (numeral not in chain_end and _before_equals(plain, numeral))
        ):
            force = Force.NONE
        unit = UNIT.match(plain, numeral.end)
        yield SaidValue(
            value=numeral.value,
            places=numeral.places,
            force=force,
            corrects=corrects,
            quote=verbatim.strip(),
            bounded=bounded and not away,
            aside=away or numeral in others,
            unit=unit[1].lower() if unit else "",
            hedged=numeral in unsettled or bool(IMAGINARY.match(plain, numeral.end)),
        )


def _force(plain: str, numeral: Numeral, units: Collection[str]) -> Force:
    """How firmly one number of a clause is given."""
    before, after = plain[: numeral.start], plain[numeral.end :]
    following = re.match(r"[\s*_)\]$-]*([A-Za-z]+)", after)
    noun = following[1].lower() if following else ""
    unit = noun in units or noun.rstrip("s") in units
    second = re.match(r"[\s*_)\]$-]*[A-Za-z]+[\s-]+([A-Za-z]+)", after)
    unit = unit or bool(second and second[1].lower() in units) or is_qualified(after, units)
    if NEGATED.search(before) or (LABEL.search(before.rstrip("^*_ ")[-14:]) and not FIRM_BEFORE.search(before)):
        return Force.NONE
    if (
        re.match(r"\s*(?:to|by|x|\.\.+|or)\s*(?:\d|\w+teen|two|three|four|five|six|seven|eight|nine|ten)\b", after)
        and not unit
    ):
        return Force.NONE
    if re.search(r"(?:\d|\w)\s*(?:\bto\b|\bby\b|\bx\b|\.\.+)\s*$", before) and re.search(
        r"\d\s*(?:to|by|x|\.\.+)\s*$", before
    ):
        return Force.NONE
    if IMAGINARY.match(after):
        return Force.NONE  # an imaginary number such as 4i is never asked for
    if re.match(r"\s*of\s*$|\s*of\s+(?:them|the|these|those|which|its|his)\b", after):
        return Force.NONE
    if noun and not unit and noun not in _SAFE_AFTER:
        return Force.NONE
    if numeral.word and numeral.value == 1 and not unit and not re.search(r"(?:is|=|:|equals|outputs?)\s*$", before):
        return Force.NONE
    if REASON.match(plain):
        return Force.WEAK
    if unit or FIRM_BEFORE.search(before) or CLAUSE_START.match(before):
        return Force.FIRM
    return Force.WEAK


def _parts_of(plain: str, found: tuple[Numeral, ...], units: Collection[str]) -> tuple[set[Numeral], set[Numeral]]:
    """In "four of the six letters change": the whole, six, which is not a value, and the part, if a unit follows."""
    wholes, parts = set(), set()
    for part, whole in itertools.pairwise(found):
        if PART_OF.fullmatch(plain[part.end : whole.start]):
            wholes.add(whole)
            after = re.findall(r"[a-z]+", plain[whole.end : whole.end + 60].lower())[:6]
            if any(word in units or word.rstrip("s") in units for word in after):
                parts.add(part)
    return wholes, parts


def _chain_end(plain: str, found: tuple[Numeral, ...]) -> set[Numeral]:
    """Numbers that end a calculation: those after the last equals sign of their run."""
    return {n for n in found if re.search(r"=\s*$", plain[: n.start]) and not re.match(r"\s*=", plain[n.end :])}


def _before_equals(plain: str, numeral: Numeral) -> bool:
    return bool(
        re.match(
            r"[\s)]*=(?!\s*[A-Za-z]{2,12}\s|\s*['\"]?[a-z]['\"]?\s*(?:->|→|(?:for|to|by|with)\b))", plain[numeral.end :]
        )
    )
