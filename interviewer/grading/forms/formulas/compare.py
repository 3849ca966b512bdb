"""Formulas of an answer and those that are expected, compared by value at random points."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.formulas.names import UNKNOWN
from interviewer.grading.forms.formulas.said_formulas import Side
from interviewer.grading.forms.maths.formula import STEP, FormulaError, Node, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from knowledge.answers.expectation import Expectation

POINTS = 6
"""Random points at which two formulas are compared. The chance that different ones agree at all six is negligible."""
CLOSE, CLOSE_DERIVED = 1e-6, 1e-4
"""Relative difference up to which values are equal: rounding, and that of a derivative from differences."""

SamplePoint = Mapping[str, float]


@dataclass(frozen=True)
class ExpectedFormulas:
    """What one criterion expects, ready to be compared."""

    formulas: tuple[tuple[Node, ...], ...]
    points: tuple[SamplePoint, ...]
    expects: Expectation

    @classmethod
    def of(cls, expects: Expectation) -> ExpectedFormulas | None:
        """What an expectation asks for; None if its own formulas cannot be read."""
        names = frozenset(group[0] for group in expects.names)
        try:
            formulas = tuple(
                tuple(parse_formula(part.strip(), names) for part in text.split(";")) for text in expects.accepted
            )
            return cls(formulas, points_of(expects, names), expects)
        except FormulaError:
            return None


def points_of(expects: Expectation, names: frozenset[str]) -> tuple[SamplePoint, ...]:
    """Random values of the variables; those defined by others are calculated, and what changes with ``x`` has its slope."""
    rng = random.Random(len(expects.accepted[0]))
    given = [text.split("=", 1) for text in expects.given if "=" in text]
    made = []
    # a rectifier shows its behaviour only on both sides of zero; a logarithm has no negative side
    # and the two sides also tell |w| from w, which no polynomial minds
    both_sides = any(word in text for text in expects.accepted for word in ("relu", "max", "abs(", "*w"))
    lowest = -1.9 if both_sides and not given else 0.4
    for _ in range(POINTS):
        values = _defined({name: rng.uniform(lowest, 1.9) for name in sorted(names)}, given, names)
        if given and "x" in values:
            up, down = (_defined({**values, "x": values["x"] + sign * STEP}, given, names) for sign in (1, -1))
            values |= {f"d{name}": (up[name] - down[name]) / (2 * STEP) for name in [n.strip() for n, _ in given]}
            values["dx"] = 1.0
        made.append(values)
    return tuple(made)


def _defined(values: Mapping[str, float], given: Sequence[Sequence[str]], names: frozenset[str]) -> dict[str, float]:
    """Values of the variables, with those that equations define calculated from the others."""
    out = dict(values)
    for name, formula in given:
        out[name.strip()] = value_of(parse_formula(formula.strip(), names), out)
    return out


def same(side: Side, formula: Node, points: Sequence[SamplePoint]) -> bool:
    """Whether a side has the value of a formula at all points."""
    if side.other is not None and same(side.read_otherwise, formula, points):
        return True
    if side.node is None:
        return False
    close = CLOSE_DERIVED if side.derived else CLOSE
    try:
        return all(
            math.isclose(
                value_of(side.node, point),
                value_of(formula, _bound(side, formula, point)),
                rel_tol=close,
                abs_tol=close,
            )
            for point in points
        )
    except FormulaError:
        return False


def agree(sides: Sequence[Side], points: Sequence[SamplePoint]) -> bool | None:
    """Whether the sides of an equation have the same value at all points; None if one has no value."""
    try:
        for point in points:
            values = [value_of(side.node, point) for side in sides if side.node is not None]
            if any(not math.isclose(v, values[0], rel_tol=CLOSE_DERIVED, abs_tol=CLOSE_DERIVED) for v in values):
                return False
    except FormulaError:
        return None
    return True


def with_target(points: Sequence[SamplePoint], formula: Node) -> tuple[SamplePoint, ...]:
    """The points at which the target has the value of a formula, so that it can be part of an equation."""
    try:
        return tuple({**point, UNKNOWN: value_of(formula, point)} for point in points)
    except FormulaError:
        return tuple(points)


def _bound(side: Side, formula: Node, point: SamplePoint) -> SamplePoint:
    """A point whose filter is three wide where a formula is written for such a filter: 9*C*D is k^2*C*D then."""
    if side.node is not None and "k" in formula.names and "k" not in side.node.names:
        return {**point, "k": 3.0}
    return point


def in_terms(side: Side, formula: Node) -> bool:
    """Whether a side is written in the variables of a formula, and is more than one of them."""
    if side.node is None or side.derived or side.node.op in {"name", "number"}:
        return False
    own = side.node.names - {"e", "pi"}
    missing = formula.names - own
    calls = formula.functions & {"relu", "norm", "diag", "max"}
    same_calls = not calls or bool(side.node.functions & (calls | {"relu", "max", "abs"}))
    return own <= formula.names and missing <= {"k"} and same_calls


def apart(side: Side, formula: Node, points: Sequence[SamplePoint]) -> str | None:
    """Where two formulas differ, in words; None if they cannot be compared."""
    for point in points:
        try:
            if side.node is None:
                return None
            got, want = value_of(side.node, point), value_of(formula, point)
        except FormulaError:
            return None
        if not math.isclose(got, want, rel_tol=1e-3, abs_tol=1e-3):
            free = sorted(name for name in side.node.names & set(point) if name != "dx")
            at = ", ".join(f"{name} = {point[name]:.2f}" for name in free)
            return (
                f"at {at} the values are {want:.3f} and {got:.3f}" if at else f"the values are {want:.3f} and {got:.3f}"
            )
    return None


def value_at(side: Side, conditions: Mapping[str, float], wanted: ExpectedFormulas) -> float | None:
    """The value of a side under the conditions of its line; None if it takes more than they say."""
    given = [text.split("=", 1) for text in wanted.expects.given if "=" in text]
    values = dict(conditions)
    try:
        for name, formula in given:
            node = parse_formula(formula.strip(), frozenset(group[0] for group in wanted.expects.names))
            if node.names - {"e", "pi"} <= values.keys():
                values[name.strip()] = value_of(node, values)
        return None if side.derived or side.node is None else value_of(side.node, values)
    except FormulaError:
        return None


def nearest(side: Side, wanted: ExpectedFormulas) -> tuple[Node, str]:
    """The expected formula that a side was most likely meant to be, by its variables."""
    own = (side.node.names if side.node else frozenset()) - {"e", "pi"}
    singles = [
        (group[0], text)
        for group, text in zip(wanted.formulas, wanted.expects.accepted, strict=True)
        if len(group) == 1
    ]
    return min(
        singles or [(wanted.formulas[0][0], wanted.expects.accepted[0])], key=lambda item: len(item[0].names ^ own)
    )


def is_special_case(side: Side, wanted: ExpectedFormulas) -> bool:
    """Whether a side is an expected formula without variables that are 0 or 1, as without padding or at stride 1."""
    if side.node is None:
        return False
    for group in wanted.formulas:
        missing = sorted(group[0].names - side.node.names - {"e", "pi"})
        if len(group) > 1 or not missing or not side.node.names & group[0].names or len(missing) > 2:
            continue
        for values in itertools.product((0.0, 1.0), repeat=len(missing)):
            points = [{**point, **dict(zip(missing, values, strict=True))} for point in wanted.points]
            if same(side, group[0], points):
                return True
    return False
