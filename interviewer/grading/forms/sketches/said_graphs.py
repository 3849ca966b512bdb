"""A function's graph in words: "from 0 far left through one half at zero to 1" as values and slopes at its ends and at zero."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from interviewer.grading.forms.sketches.said_signs import signs_of
from interviewer.grading.forms.sketches.shape import KINK

NEAR = 0.03
"""How far a value can be from the one asked for. Words give round numbers, so this only allows for 0.99 in place of 1."""


@dataclass(frozen=True)
class SaidShape:
    """Whether words give the shape that is asked for; ``says`` is what they give instead."""

    fits: bool
    says: str


@dataclass
class _Facts:
    """What is said of a graph at its places: ``L``, ``Z`` and ``R`` for its left end, zero and its right end.

    Attributes:
        flat: Sides on which it is said to be constant, not only to come close to a value.
        clash: Whether two of the statements contradict each other.
    """

    values: dict[str, float] = field(default_factory=dict)
    slopes: dict[str, float] = field(default_factory=dict)
    flat: set[str] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)
    clash: bool = False

    def at(self, place: str, value: float) -> None:
        """Note a value. One for all negative numbers (``N``) or all positive ones (``P``) is a constant."""
        side = _END.get(place, place)
        self.clash |= self.values.setdefault(side, value) != value
        if place in _END:
            self.constant(side)

    def slope(self, place: str, value: float) -> None:
        """Note the slope of one side."""
        side = _END.get(place, place)
        self.clash |= side == "Z" or self.slopes.setdefault(side, value) != value

    def constant(self, place: str) -> None:
        """Note that one side is a horizontal line."""
        self.flat.add(_END.get(place, place))
        self.slope(place, 0.0)


_END = {"N": "L", "P": "R"}
_V = r"(?:#(?P<{0}>-?[\d.e-]+)|at0|origin)"
_P = r"@(?P<place>[LNRPZ]) "
_SEP = r"(?:(?:,|then|rise) )*"


def _ends(facts: _Facts, m: re.Match[str]) -> None:
    facts.at("L", _number(m["a"]))
    facts.at("R", _number(m["b"]))


def _through(facts: _Facts, m: re.Match[str]) -> None:
    facts.at("L", _number(m["a"]))
    facts.at("Z", _number(m["m"]))
    facts.at("R", _number(m["b"]))


def _beyond(facts: _Facts, m: re.Match[str]) -> None:
    """A line without a place after what is said about the left is the right side."""
    facts.clash |= not m["place"] and "L" not in {*facts.values, *facts.slopes}
    facts.slope(m["place"] or "R", float(m["s"]))


def _flat(facts: _Facts, m: re.Match[str]) -> None:
    place = m.groupdict().get("place") or "L"
    facts.constant(place)
    if m["value"] or m["zero"]:
        facts.at(place, _number(m["value"]))


def _larger(facts: _Facts, m: re.Match[str]) -> None:
    """The larger of ``x`` and a part of it: two lines that meet at zero."""
    facts.clash |= float(m["s"]) > 1
    facts.slope("L", float(m["s"]))
    facts.slope("R", 1.0)
    if float(m["s"]) == 0:
        facts.at("L", 0.0)


def _later(facts: _Facts, m: re.Match[str]) -> None:
    """An end without a place: the left one first, then the right one."""
    facts.at("R" if "L" in facts.values else "L", _number(m["a"]))


_A, _B, _M = _V.format("a"), _V.format("b"), _V.format("m")
_RULES: tuple[tuple[str, Callable[[_Facts, re.Match[str]], None]], ...] = (
    (rf"(?:from )?{_A} (?:@L )?{_SEP}via {_M} (?:@Z |at0 )?{_SEP}to {_B} (?:@R )?", _through),
    (rf"(?:from|between) {_A} (?:@L )?{_SEP}to {_B} (?:@R )?", _ends),
    (rf"between {_A} (?:to |, )?{_B} ", _ends),
    (rf"{_SEP}{_A} (?:@L )?to {_B} (?:@R )?", _ends),
    (rf"via {_A} (?:@Z |at0 )?", lambda facts, m: facts.at("Z", _number(m["a"]))),
    (rf"(?:via )?(?:@Z |at0 )(?:to )?{_A} ", lambda facts, m: facts.at("Z", _number(m["a"]))),
    (rf"{_A} at0 ", lambda facts, m: facts.at("Z", _number(m["a"]))),
    (rf"flat {_P}(?:to |sat )?(?:#(?P<value>-?[\d.e-]+) |(?P<zero>at0) )", _flat),
    (rf"flat (?:to )?(?:#(?P<value>-?[\d.e-]+) |(?P<zero>at0) )?{_P}", _flat),
    (rf"{_P}(?:, )?flat (?:to )?(?:#(?P<value>-?[\d.e-]+) |(?P<zero>at0) )?", _flat),
    (r"flat (?:#(?P<value>-?[\d.e-]+) |(?P<zero>at0) )(?:to (?:at0|origin|@Z|#0) )?", _flat),
    (rf"(?:from |to )?{_A} {_P}", lambda facts, m: facts.at(m["place"], _number(m["a"]))),
    (rf"{_P}(?:, )?(?:from |to )?{_A} ", lambda facts, m: facts.at(m["place"], _number(m["a"]))),
    (rf"(?:rise )?line:(?P<s>-?[\d.e-]+) {_P}", lambda facts, m: facts.slope(m["place"], float(m["s"]))),
    (rf"{_P}(?:, )?(?:rise )?line:(?P<s>-?[\d.e-]+) ", lambda facts, m: facts.slope(m["place"], float(m["s"]))),
    (rf"(?:then |, )+(?:rise )?line:(?P<s>-?[\d.e-]+) (?:{_P})?", _beyond),
    (r"line:(?P<s>-?[\d.e-]+) (?P<place>)then ", _beyond),
    (r"max:(?P<s>-?[\d.e-]+) ", _larger),
    (rf"sat {_A} (?:to |, )?{_B} (?!@)", _ends),
    (r"sat ", lambda facts, m: None),
    (rf"(?:from|to) {_A} ", _later),
    (r"(?P<way>rise|fall) ", lambda facts, m: facts.ways.add(m["way"])),
    (r"(?:,|then) ", lambda facts, m: None),
)
"""What signs say, the longest first. Each rule begins where the one before has ended."""
_COMPILED = tuple((re.compile(pattern), note) for pattern, note in _RULES)


def lines_said(words: str, features: Sequence[str]) -> SaidShape | None:
    """Whether words give a graph the features; None if a word is not understood, or if they leave a feature open."""
    facts = _facts(signs_of(words))
    if facts is None or facts.clash or len(facts.ways) > 1:
        return None
    checked = [_check(feature, facts) for feature in features]
    wrong = [says for fits, says in checked if fits is False]
    if wrong:
        return SaidShape(False, wrong[0])
    return SaidShape(True, "") if checked and all(fits for fits, _ in checked) else None


def has_values(words: str) -> bool:
    """Whether words hold a value, a place or a line, and so may describe a graph."""
    return any(re.match(r"#|@|line:|flat|at0|origin", sign) for sign in signs_of(words))


def _facts(signs: Sequence[str]) -> _Facts | None:
    text = "".join(f"{sign} " for sign in signs)
    facts = _Facts()
    at = 0
    while at < len(text):
        for pattern, note in _COMPILED:
            match = pattern.match(text, at)
            if match:
                note(facts, match)
                at = match.end()
                break
        else:
            return None
    return facts


def _check(feature: str, facts: _Facts) -> tuple[bool | None, str]:
    """Whether a feature is there, None if that is unclear; and what is there instead."""
    for pattern, check in _CHECKS:
        if match := re.fullmatch(pattern, feature):
            return check(facts, match)
    return None, ""


_Checked = tuple[bool | None, str]
_SIDES = {"left": "L", "right": "R"}


def _near(facts: _Facts, m: re.Match[str]) -> _Checked:
    place = {"the left end": "L", "the right end": "R", "x = 0": "Z"}.get(m["place"], "")
    given = facts.values.get(place)
    if given is None:
        return None, ""
    return abs(given - float(m["value"])) <= NEAR, f"is at {given:g} at {m['place']}, not at {float(m['value']):g}"


def _slope(facts: _Facts, side: str) -> float | None:
    """The slope of a side: the one given, or that of the horizontal line at zero."""
    given = facts.slopes.get(_SIDES[side])
    return 0.0 if given is None and facts.values.get(_SIDES[side]) == 0.0 else given


def _slope_is(facts: _Facts, m: re.Match[str]) -> _Checked:
    slope, wanted = _slope(facts, m["side"]), float(m["value"])
    if slope is None:
        return None, ""
    return abs(slope - wanted) <= NEAR, f"has slope {slope:g} on the {m['side']}, not {wanted:g}"


def _slope_between(facts: _Facts, m: re.Match[str]) -> _Checked:
    slope = facts.slopes.get(_SIDES[m["side"]])
    if slope is None:
        return None, ""
    # words give the exact slope of a line, so even one that would hardly be visible counts
    return float(m["low"]) / 10 <= slope <= float(m["high"]), f"has slope {slope:g} on the {m['side']}"


def _kink(facts: _Facts, m: re.Match[str]) -> _Checked:
    left, right = _slope(facts, "left"), _slope(facts, "right")
    if left is None or right is None or facts.values.get("Z", 0.0) != 0.0 or float(m["x"]) != 0.0:
        return None, ""
    return (abs(right - left) >= KINK) or None, ""


def _rises(facts: _Facts, m: re.Match[str]) -> _Checked:
    left, right = facts.values.get("L"), facts.values.get("R")
    if left is None or right is None or ("fall" in facts.ways) != (left > right and bool(facts.ways)):
        return None, ""
    return left < right, f"goes from {left:g} to {right:g}"


def _levels(facts: _Facts, m: re.Match[str]) -> _Checked:
    """An end that comes close to a value levels off. A constant does not bend, which makes it another curve."""
    side = _SIDES[m["side"]]
    return (side in facts.values and side not in facts.flat) or None, ""


_VALUE = r"(?P<value>-?\d+(?:\.\d+)?)"
_CHECKS: tuple[tuple[str, Callable[[_Facts, re.Match[str]], _Checked]], ...] = (
    (rf"near {_VALUE} at (?P<place>.+)", _near),
    (rf"slope {_VALUE} on the (?P<side>left|right)", _slope_is),
    (r"slope between (?P<low>[\d.]+) and (?P<high>[\d.]+) on the (?P<side>left|right)", _slope_between),
    (r"kink at (?P<x>-?[\d.]+)", _kink),
    (r"rises", _rises),
    (r"levels off at the (?P<side>left|right) end", _levels),
)
"""The features of ``shape`` that words can give; any other leaves the curve to the judge."""


def _number(value: str | None) -> float:
    return float(value) if value else 0.0
