"""Laws that a sentence states as a formula: "the cost grows with k^2", "V^n possible n-grams", "lr / B = const"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.forms.growth.laws import CLOSE, QUANTITY, Law
from interviewer.grading.forms.maths.formula import FormulaError, Node, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from knowledge.text.alternatives import any_of, in_context, table


@dataclass(frozen=True)
class SaidLaw:
    """A statement about growth.

    Attributes:
        right: Whether it is the right one.
        sure: Whether, if it is wrong, nothing else can be meant.
    """

    right: bool
    sure: bool


_FILLER_WORDS = """
    of a an the layer layers filter filters kernel kernels and both per for in each every conv convs convolution convolutions
    convolutional number total possible possibly distinct different therefore so then it they roughly about only just always all
    simply your its new also thus there such SIZED QTY basically exactly would that this which
"""
"""Words between a quantity, a verb and a formula that change nothing."""
_FILLED = rf"(?:(?:{'|'.join(_FILLER_WORDS.split())})\b\s*,?\s*){{0,7}}"
_FILLER = f"{_FILLED}?"
_REL = in_context(
    (
        (r"[∝~=:]|->", "QTY = k^2"),
        (r"\b(?:(?:is|are|be|goes|varies)\s+)?(?:directly\s+)?proportional\s+to", "QTY is proportional to k^2"),
        (r"\b(?:is|are)\s+of\s+(?:the\s+)?order(?:\s+of)?", "QTY is of order k^2"),
        (r"\b(?:is|are|be)\b", "QTY is k^2"),
        (
            rf"\b{any_of('grow, go, scale, rise, increase, explode, vary')}\w*\s+(?:up\s+|roughly\s+)?"
            + any_of(r"with, as, like, in\s+proportion\s+to"),
            "QTY grows with k^2",
        ),
    )
)
_STRICT = re.compile(r"∝|~|proportional|order|=|O$")
_FORMULA = r"(?P<formula>(?:[OΘ]\s*(?=\())?[-\w^*/+().' ]{1,80})"
_HAS = any_of(r"there\s+are, (?:you|we|it)\s+(?:have|get), has, have, gives?, needs?, makes?, costs?, takes?")
_STATES = (
    table((rf"\bQTY\s*,?\s*{_FILLER}(?P<rel>{_REL})\s*{_FILLED}{_FORMULA}", "QTY grows with k^2"), flags=re.NOFLAG),
    table((rf"\b(?i:{_HAS})\s+{_FILLED}{_FORMULA}", "there are V^n QTY"), flags=re.NOFLAG),
    table((rf"(?:^|[,:;(])\W*{_FILLED}{_FORMULA}", "so V^n possible QTY"), flags=re.NOFLAG),
    table((rf"(?<![A-Za-z])(?P<rel>[OΘ])\s*(?=\(){_FORMULA}", "O(k^2)"), flags=re.NOFLAG),
    table((rf"\bQTY\s+{_FILLED}{_FORMULA}", "QTY k^2 C C"), flags=re.NOFLAG),
)
_SIGNS = r"[-\w^*/(). ]{0,40}"
_STAYS = any_of(r"=, ∝, is, stays?, remains?, (?:is\s+)?kept, (?:should|must)\s+(?:be|stay), to\s+be")
_FIXED = any_of("const, constant, fixed, the same, unchanged")
_CONSTANT = table(
    (rf"(?P<formula>{_SIGNS}\bQTY\b{_SIGNS}?)\s*(?:{_STAYS}\s+)?\b{_FIXED}\b", "QTY /B = const"), flags=re.NOFLAG
)
_TAKEN_BACK = table(
    (
        r"\b"
        + any_of(
            "not, never, no longer, instead, rather, unlike, contrary, wrong, mistake, myth, neither, nor, unless, suppose"
        )
        + r"\b",
        "it is not k^2",
    ),
    (r"n['’]t\b", "it isn't k^2"),
    (r"\b(?:some|many|people|others|they|blogs?|colleagues?)\s+(?:say|think|claim|believe|argue)", "people say"),
    (r"\b(?:if|when|were)\b[^,]*\bwould\b|\b(?:naive\w*|at\s+first|tempt\w*|expect)\b", "if it were k^3 it would"),
    (r"\?", "Is it k^2?"),
)
"""Matches a sentence whose formula may not be meant."""
_CLAUSE = re.compile(r"[;:]\s|,\s|\b(?:but|because|since|so|and|which|while|whereas|as)\b")
_UPDATE = re.compile(rf"\bQTY_new\s*=\s*{_FORMULA}")
_OR = re.compile(r"\s*,?\s*(?:or|maybe|perhaps|if\s+not|to)\b")
_OVER = re.compile(r"\s*(?:[.,;:!)]|$|\b(?:so|and|since|because|which|as|with|for|if)\b)")


def laws_in(sentence: str, law: Law) -> Iterator[SaidLaw]:
    """The laws that a sentence states.

    Args:
        sentence: As ``wording.read`` gives it.
    """
    names = law.names | {QUANTITY}
    if update := _UPDATE.search(sentence):
        found = _longest(update["formula"], names | {f"{name}_{index}" for name in names for index in ("new", "old")})
        right = (
            None if found is None or _is_doubtful(sentence, update.start(), update.end()) else _is_update(found[0], law)
        )
        if right is not None:
            yield SaidLaw(right, sure=True)
            return
    if (match := _CONSTANT.search(sentence)) and not _is_doubtful(sentence, match.start(), match.end()):
        held = _longest(match["formula"].strip(), names, from_start=False)
        if held is not None and (right := _is_kept(held[0], law)) is not None:
            yield SaidLaw(right, sure=True)
            return
    read: set[tuple[int, str]] = set()
    for pattern in _STATES:
        for match in pattern.finditer(sentence):
            found = _longest(match["formula"], law.names)
            if found is None:
                continue
            node, length = found
            end = match.start("formula") + length
            behind = sentence[end:]
            rel = match.groupdict().get("rel") or ""
            about = bool(rel) or QUANTITY in sentence[: match.start("formula")] or _counts(behind)
            right = law.is_right(node)
            bare = node.op == "name" and not _STRICT.search(rel)
            if (
                right is None
                or not about
                or bare
                or _is_doubtful(sentence, match.start("formula"), end)
                or _OR.match(behind)
                or (end, match["formula"][:length]) in read
            ):
                continue
            read.add((end, match["formula"][:length]))
            yield SaidLaw(right, sure=(bool(rel) or _counts(behind)) and (bool(_OVER.match(behind)) or _counts(behind)))


def is_taken_back(sentence: str) -> bool:
    """Whether some words say that what they state is not meant."""
    return _TAKEN_BACK.search(sentence) is not None


def _is_doubtful(sentence: str, start: int, end: int) -> bool:
    """Whether the clause of a formula takes it back, or the sentence is a question."""
    before, after = _CLAUSE.split(sentence[:start])[-1], _CLAUSE.split(sentence[end:])[0]
    return is_taken_back(f"{before} {sentence[start:end]} {after}") or "?" in sentence


def _is_update(new: Node, law: Law) -> bool | None:
    """Whether a formula gives the new quantity from the old one as it should; None if it lacks one of the two sizes."""
    old, changed = f"{law.variable}_old", f"{law.variable}_new"
    if not {changed} <= new.names or not new.names & {QUANTITY, f"{QUANTITY}_old"}:
        return None
    try:
        return any(
            all(
                abs(
                    value_of(
                        new,
                        {
                            **low, QUANTITY: 1.0, f"{QUANTITY}_old": 1.0,
                            old: low[law.variable], changed: high[law.variable],
                        },
                    )
                    / (value_of(right, high) / value_of(right, low))
                    - 1
                )
                < CLOSE
                for low, high in law.points
            )
            for right in law.accepted
        )  # fmt: skip
    except (FormulaError, ZeroDivisionError):
        return None


def _counts(behind: str) -> bool:
    """Whether what is behind a formula says that it counts the quantity: "V^n possible n-grams"."""
    return (
        re.match(
            r"\s*(?:(?:of|many|possible|different|distinct|such|the|as|all|conceivable)\s+){0,3}(?:QTY|possible(?=\s*[,.;)]|\s*$))\b",
            behind,
        )
        is not None
    )


def _longest(text: str, names: frozenset[str], from_start: bool = True) -> tuple[Node, int] | None:
    """The longest formula at the start of a text, or at its end, and how many characters it has."""
    cuts = (
        [m.end() for m in re.finditer(r"[\w')](?![\w'])", text)]
        if from_start
        else [m.start() for m in re.finditer(r"(?<![\w'])[\w(]", text)]
    )
    for cut in sorted(cuts, reverse=from_start):
        piece = text[:cut] if from_start else text[cut:]
        try:
            node = parse_formula(re.sub(r"^\s*[OΘ]\s*(?=\()", "", piece).strip(), names)
        except FormulaError:
            continue
        return node, cut
    return None


def _is_kept(held: Node, law: Law) -> bool | None:
    """Whether a formula with the quantity in it stays the same if the quantity grows rightly; None if it tells nothing."""
    if not {QUANTITY, law.variable} <= held.names:
        return None
    try:
        return any(
            all(
                abs(
                    value_of(held, {**high, QUANTITY: value_of(right, high)})
                    / value_of(held, {**low, QUANTITY: value_of(right, low)})
                    - 1
                )
                < CLOSE
                for low, high in law.points
            )
            for right in law.accepted
        )
    except (FormulaError, ZeroDivisionError):
        return None
