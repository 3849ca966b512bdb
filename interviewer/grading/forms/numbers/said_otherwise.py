"""Named quantities to which an answer assigns a wrong number: "break-even is at four characters", "D(x) = 1/4 everywhere".

Such an answer also says other things, so only plain statements count: the name, the number, and nothing but words that join
them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import Numeral, numerals
from interviewer.grading.forms.numbers.said_bounds import hedged, is_bounded, ranged
from interviewer.grading.forms.numbers.said_clauses import LONGEST_SENTENCE
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import sentences
from knowledge.text.alternatives import any_of, shared, table

_JOINING_WORDS = """
    is are be was at of for the a an to by in on with and it they them two both each per when if where would will 'd d would
    have has had of exactly precisely just always then so must can gives give outputs output returns becomes become equals equal
    converges converge tends goes approaches settles stays remains ends predicts says reaches length lengths word words
    number average mean characters character letters letter chars symbols point value values optimal optimum ideal game objective
    minimum maximum equilibrium end models model entropies score optimally x s g v d p long every reached comes come lies about
    everywhere simply constantly constant between = : -> → ( ) , ^ * | [ ] .
"""
_JOINING = frozenset(_JOINING_WORDS.split())
_CALCULATION = re.compile(r"\d[\d.\s*/+()-]*=\s*$")
"""What a number is calculated from: "is 2*6 = 12"."""
MOST_JOINING = 12
"""Most words between a name and its number."""
_GENERAL = table(
    ("everywhere", "it is 5 everywhere"),
    ("for (?:all|every|any|each)", "it is 5 for every step"),
    ("on (?:all|every|any|each)", "it is 5 on every step"),
    ("always", "it is always 5"),
    ("constant(?:ly)?", "it is constantly 5"),
    ("at (?:the )?(?:optimum|equilibrium|end|convergence|nash)", "at the optimum"),
    (
        any_of("in the end, optimal(?:ly)?, optimum, converges?, equilibrium, perfect, finally, eventually"),
        "in the end it is 5",
    ),
    before=r"\b",
    after=r"\b",
)
"""Matches words that say that a value holds in general, or for the case that is asked about."""
_GAME = re.compile(r"\b(?:value of the game|objective|game value)\b", re.I)
_ONE_CASE = table(
    (
        r"\s*"
        + any_of("for, on, at, in, if, when, whenever, only, where, with, until, as long as")
        + r"\s+(?:the\s+|an?\s+|all\s+|every\s+|each\s+|any\s+)*"
        + any_of(r"real, fake, generated, true, training, data, start, beginning, first, one\b, some, other"),
        "in the beginning",
    ),
)
_SETS_ASIDE = table(
    (r"\bif\b", "if it is 5"),
    (r"\bsuppose", "I suppose it is 5"),
    (r"\b(?:weak|poor|bad|untrained)\b", "an untrained model"),
    shared(
        r"\b",
        (any_of("not, never, no longer, neither, nor, without, unless, before, early, initially"), "no longer 5"),
        (r"start\w*", "it starts at 5"),
        (r"begin\w*", "in the beginning"),
        (any_of("first, trained to, wants? to, tries, should, supposed, aims?, target, labels?"), "the target of 5"),
        (r"e\.g\.", "e.g.5 units"),
        (any_of("for (?:example|instance), some, other"), "for example"),
        after=r"\b",
    ),
    (r"n['’]t\b", "four letters don't match"),
    (r"\?", "Is it 5?"),
)
"""Matches sentences in which a number may be given for something else, or not as the candidate's own."""
_GOES_ON = re.compile(r"\s*[-+*/^=<>(\\]")
"""Behind a number, these make it the beginning of a formula."""
_MEASURES = frozenset(
    {"word", "words", "sentence", "sentences", "bit", "bits", "nat", "nats", "token", "tokens", "model", "models"}
)
"""Units in which texts and information are measured."""
_LOSS = re.compile(r"\b(?:loss|cost|entropy|discriminator's|each|per)\b", re.I)


@dataclass(frozen=True)
class Otherwise:
    """Another number that a named quantity is given, as it is written, and the sentence that gives it."""

    value: float
    written: str
    quote: str


def said_otherwise(answer: str, about: Collection[str], units: Collection[str], informs: bool) -> Otherwise | None:
    """The number that an answer explicitly assigns to a named quantity; None if there is none, or several.

    Args:
        about: The names of the quantity.
        units: Words of which one must follow the number; none if it needs no unit, and then the sentence must say that the
            value holds in general.
        informs: Whether only logarithms count.
    """
    heard = stood_by(answer)
    found: list[Otherwise] = []
    for sentence in sentences(heard):
        words = sentence.of(heard)
        if len(words) <= LONGEST_SENTENCE and not _SETS_ASIDE.search(words):
            plain = plain_notation(words)
            for numeral in _named(plain, about, units, informs):
                figures = plain[numeral.start : numeral.end].strip()
                found.append(Otherwise(numeral.value, figures, sentence.of(answer).strip()))
    return found[-1] if len({other.value for other in found}) == 1 else None


def in_other_unit(answer: str, about: Collection[str], units: Collection[str]) -> Otherwise | None:
    """The number that an answer plainly gives a named quantity in another unit, such as "break-even at 3 words".

    None if it needs no unit, or if several are given.
    """
    others = _MEASURES - {unit.lower() for unit in units}
    heard = stood_by(answer)
    found: list[Otherwise] = []
    for sentence in sentences(heard) if units else ():
        words = sentence.of(heard)
        if len(words) > LONGEST_SENTENCE or _SETS_ASIDE.search(words):
            continue
        plain = plain_notation(words)
        for numeral in _named(plain, about, others, informs=False):
            noun = re.match(r"[\s-]*([A-Za-z]+)(?:\s+(?:length|lengths|long)\b)?", plain[numeral.end :])
            if noun and noun[0].strip().lower() == noun[1].lower():
                figures = plain[numeral.start : numeral.end].strip()
                found.append(Otherwise(numeral.value, f"{figures} {noun[1]}", sentence.of(answer).strip()))
    return found[0] if len({other.written for other in found}) == 1 else None


def _named(plain: str, about: Collection[str], units: Collection[str], informs: bool) -> Iterator[Numeral]:
    found = numerals(plain)
    unsure = hedged(plain, found) | ranged(plain, found)
    general = _GENERAL.search(plain) or (informs and _GAME.search(plain))
    if not units and (not general or (informs and _LOSS.search(plain))):
        return
    for numeral in found:
        digits = plain[numeral.start : numeral.end]
        behind = plain[numeral.end :]
        if numeral in unsure or is_bounded(plain, numeral) or _ONE_CASE.match(behind) or _GOES_ON.match(behind):
            continue
        if informs and not re.search(r"lo?g|ln", digits):
            continue
        unit = re.match(r"[\s-]*([A-Za-z]+)", behind)
        if units and not (unit and unit[1].lower() in units):
            continue
        before = (
            _joined(plain[m.end() : numeral.start]) for name in about for m in _names(name, plain[: numeral.start])
        )
        if any(before) or (units and unit and _named_behind(behind[unit.end() :], about)):
            yield numeral


def _named_behind(behind: str, about: Collection[str]) -> bool:
    """Whether the name comes after the number and its unit, and no other number after that: "at 6 letters they tie"."""
    return any(
        _joined(behind[: m.start()]) and not re.search(r"\d", behind[m.end() : m.end() + 25])
        for name in about
        for m in _names(name, behind)
    )


def _names(name: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![A-Za-z]){re.escape(name)}(?:s|es)?(?![A-Za-z(])", text, re.I)


def _joined(between: str) -> bool:
    """Whether some words only join a name and a number."""
    between = _CALCULATION.sub(" ", between)
    words = re.findall(r"'?[A-Za-z]+|->|[^\sA-Za-z']", between)
    # "A" is a model, not an article
    return len(words) <= MOST_JOINING and all(word.lower() in _JOINING and word != "A" for word in words)
