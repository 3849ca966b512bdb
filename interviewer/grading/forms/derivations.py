"""Criteria that ask for a formula or a derivation: what an answer writes is compared by value at random points."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.formula import FormulaError, Node, value_of
from interviewer.grading.forms.formula_parser import parse_formula
from interviewer.grading.forms.said_formulas import Chain, Side, chains, unread_formula
from knowledge.expectation import STEPS, Expectation
from knowledge.schema import Question

POINTS = 6
"""Random points at which two formulas are compared. Two that differ agree at all six with no chance that matters."""
STEP = 1e-5
"""Of the central difference that stands for a derivative; its error is about the square of this."""
CLOSE, CLOSE_DERIVED = 1e-6, 1e-4
FEWEST_SIDES = 3
"""Sides of the shortest chain that is a derivation: where it begins, one step, and the result."""

_EQUALS = re.compile(r"'\s*(?:\([^()]{1,4}\)\s*)?=")
"""A primed name before a sign of equality: what follows is the derivative, however short."""

_Point = Mapping[str, float]


class Derivations:
    """The form of criteria that expect a formula."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on the criteria that expect a formula."""
        found = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "expression":
                finding = expression_finding(criterion.id, criterion.expects, answer)
                found += [finding] if finding else []
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """A sentence about the first formula that could not be read and was left to prose."""
        expected = [c.expects for c in question.criteria if c.expects and c.expects.kind == "expression"]
        if not expected or self.findings(question, answer):
            return ""
        names = expected[0].names
        unread = unread_formula(answer, names, [t for e in expected for t in e.target])
        return f"The formula {unread} could not be read, so it was graded as prose." if unread else ""


@dataclass(frozen=True)
class _Wanted:
    """What one criterion expects, ready to be compared."""

    formulas: tuple[tuple[Node, ...], ...]
    points: tuple[_Point, ...]
    expects: Expectation

    @classmethod
    def of(cls, expects: Expectation) -> _Wanted | None:
        names = frozenset(group[0] for group in expects.names)
        try:
            formulas = tuple(
                tuple(parse_formula(part.strip(), names) for part in text.split(";")) for text in expects.accepted
            )
            return cls(formulas, _points(expects, names), expects)
        except FormulaError:
            return None


def expression_finding(criterion_id: str, expects: Expectation, answer: str) -> Finding | None:
    """The verdict on one criterion; None where the answer's words must decide."""
    wanted = _Wanted.of(expects)
    if wanted is None:
        return None
    said = [c for c in chains(answer, expects.names, expects.target) if not c.denied and _is_about(expects, c.quote)]
    if expects.part == STEPS:
        return _of_steps(criterion_id, wanted, said)
    return _of_result(criterion_id, wanted, said)


def _is_about(expects: Expectation, words: str) -> bool:
    return not expects.about or any(word.lower() in words.lower() for word in expects.about)


def _of_result(criterion_id: str, wanted: _Wanted, said: Sequence[Chain]) -> Finding | None:
    groups = [_of_group(criterion_id, group, wanted, said) for group in wanted.formulas if len(group) > 1]
    finding = next((found for found in groups if found), None)
    if finding:
        return finding
    single = [
        (group[0], text)
        for group, text in zip(wanted.formulas, wanted.expects.accepted, strict=True)
        if len(group) == 1
    ]
    for chain in said:
        text = next((text for formula, text in single if _has(chain, formula, wanted.points)), "")
        if text:
            finding = Finding(criterion_id, "met", f"It equals {text}, checked at random points.", chain.quote)
        else:
            finding = _of_target(criterion_id, wanted, chain) or finding
    return finding


def _has(chain: Chain, formula: Node, points: Sequence[_Point]) -> bool:
    return any(_same(side, formula, points) and _in_terms(side, formula) for side in chain.sides)


def _of_target(criterion_id: str, wanted: _Wanted, chain: Chain) -> Finding | None:
    """The verdict on a chain that says what the target is and does not give the expected formula in its own terms."""
    formula, shown = wanted.formulas[0][0], wanted.expects.accepted[0]
    stated = [side for side in chain.sides if side.node is not None]
    if not stated or not _names_target(chain, wanted):
        return None
    if any(_same(side, formula, wanted.points) for side in stated):
        reason = f"Its value is right, but it is not brought to the form {shown}."
        return Finding(criterion_id, "partly_met", reason, chain.quote)
    apart = _apart(stated[-1], formula, wanted.points)
    bare = stated[-1].node is not None and stated[-1].node.op in {"name", "number"}
    if stated[-1].node is not None and stated[-1].node.op == "number":
        return None
    if apart is None or (bare and not (len(chain.sides) == 2 and _EQUALS.search(chain.quote))):
        return None
    return Finding(
        criterion_id, "not_met", f"It is {shown}, not {stated[-1].text}: {apart}.", chain.quote, contradicted=True
    )


def _names_target(chain: Chain, wanted: _Wanted) -> bool:
    """Whether a chain says what the target is: by a name of its own, or by a variable that is set to a formula of all."""
    first, formula = chain.sides[0].node, wanted.formulas[0][0]
    if first is None:
        return True
    last = chain.sides[-1].node
    sets = first.op == "name" and first.name in wanted.expects.target and len(chain.sides) > 1
    return sets and last is not None and formula.names <= last.names


def _of_group(criterion_id: str, group: Sequence[Node], wanted: _Wanted, said: Sequence[Chain]) -> Finding | None:
    """The verdict on formulas that belong together, which must come in their order."""
    texts = [part.strip() for text in wanted.expects.accepted if ";" in text for part in text.split(";")]
    sides = [(at, side, chain) for at, chain in enumerate(said) for side in chain.sides]
    places = [
        next(
            (
                n
                for n, (_, side, _) in enumerate(sides)
                if _same(side, formula, wanted.points) and _in_terms(side, formula)
            ),
            -1,
        )
        for formula in group
    ]
    if all(place >= 0 for place in places) and places == sorted(places):
        reason = f"Both are right in value: {' and '.join(texts)}."
        return Finding(criterion_id, "met", reason, sides[places[0]][2].quote)
    return None


def _of_steps(criterion_id: str, wanted: _Wanted, said: Sequence[Chain]) -> Finding | None:
    """The verdict on a derivation: a chain whose sides are all equal and which ends in the expected formula."""
    formula, shown = wanted.formulas[0][0], wanted.expects.accepted[0]
    for chain in said:
        stated = [side for side in chain.sides if side.node is not None]
        begins = chain.sides[0].node is None or chain.sides[0].derived
        if len(stated) + int(chain.sides[0].node is None) < 2 or not begins:
            continue
        wrong = _first_wrong(stated, formula, wanted.points)
        if wrong is not None:
            before, side = wrong
            if side.node is None or side.node.op in {"name", "number", "neg"} or "=" not in chain.quote:
                continue  # words around a formula, more likely than a wrong step
            start = f"the step from {before.text} to {side.text}" if before else side.text
            return Finding(
                criterion_id, "not_met", f"In the derivation {start} does not hold.", chain.quote, contradicted=True
            )
        if len(chain.sides) >= FEWEST_SIDES and any(_in_terms(side, formula) for side in stated[-1:]):
            own = [side for side in stated if not _in_terms(side, formula)]
            if own:
                reason = f"Each of the {len(chain.sides) - 1} steps to {shown} holds, checked at random points."
                return Finding(criterion_id, "met", reason, chain.quote)
    return None


def _first_wrong(sides: Sequence[Side], formula: Node, points: Sequence[_Point]) -> tuple[Side | None, Side] | None:
    before: Side | None = None
    for side in sides:
        if not _same(side, formula, points):
            return before, side
        before = side
    return None


def _points(expects: Expectation, names: frozenset[str]) -> tuple[_Point, ...]:
    """Random values of the variables, those that are given by others calculated."""
    rng = random.Random(len(expects.accepted[0]))
    given = [text.split("=", 1) for text in expects.given if "=" in text]
    made = []
    # a rectifier shows what it does on both sides of zero only; a logarithm has no other side
    lowest = -1.9 if any(word in text for text in expects.accepted for word in ("relu", "max", "abs")) else 0.4
    for _ in range(POINTS):
        values = {name: rng.uniform(lowest, 1.9) for name in sorted(names)}
        for name, formula in given:
            values[name.strip()] = value_of(parse_formula(formula.strip(), names), values)
        made.append(values)
    return tuple(made)


def _same(side: Side, formula: Node, points: Sequence[_Point]) -> bool:
    if side.node is None:
        return False
    close = CLOSE_DERIVED if side.derived else CLOSE
    try:
        return all(
            math.isclose(
                _value(side, point), value_of(formula, _bound(side, formula, point)), rel_tol=close, abs_tol=close
            )
            for point in points
        )
    except FormulaError:
        return False


def _bound(side: Side, formula: Node, point: _Point) -> _Point:
    """A point whose filter is three wide where a formula is written for such a filter: 9*C*D is k^2*C*D then."""
    if side.node is not None and "k" in formula.names and "k" not in side.node.names:
        return {**point, "k": 3.0}
    return point


def _value(side: Side, point: _Point) -> float:
    """The value of a side, or of its derivative by ``x``.

    Raises:
        FormulaError: It has none.
    """
    assert side.node is not None
    if not side.derived:
        return value_of(side.node, point)
    if "x" not in point or side.node.names - {"x", "e", "pi"}:
        raise FormulaError("is derived by x and has other variables")
    up, down = ({**point, "x": point["x"] + sign * STEP} for sign in (1, -1))
    return (value_of(side.node, up) - value_of(side.node, down)) / (2 * STEP)


def _in_terms(side: Side, formula: Node) -> bool:
    """Whether a side is written in the variables of a formula, and is more than one of them."""
    if side.node is None or side.derived or side.node.op in {"name", "number"}:
        return False
    own = side.node.names - {"e", "pi"}
    missing = formula.names - own
    calls = formula.functions & {"relu", "norm", "diag", "max"}
    same_calls = not calls or bool(side.node.functions & (calls | {"relu", "max", "abs"}))
    return own <= formula.names and missing <= {"k"} and same_calls


def _apart(side: Side, formula: Node, points: Sequence[_Point]) -> str | None:
    """Where two formulas differ, in words; None where they cannot be compared."""
    for point in points:
        try:
            got, want = _value(side, point), value_of(formula, point)
        except FormulaError:
            return None
        if not math.isclose(got, want, rel_tol=1e-3, abs_tol=1e-3):
            free = sorted((side.node.names if side.node else frozenset()) & set(point))
            at = ", ".join(f"{name} = {point[name]:.2f}" for name in free)
            return (
                f"at {at} the values are {want:.3f} and {got:.3f}" if at else f"the values are {want:.3f} and {got:.3f}"
            )
    return None
