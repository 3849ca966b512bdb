"""The verdict on a derivation: each step is checked at random points, in one chain or in several equations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.formulas.compare import ExpectedFormulas, SamplePoint, agree, in_terms, same
from interviewer.grading.forms.formulas.names import UNKNOWN
from interviewer.grading.forms.formulas.said_formulas import Chain, Side
from interviewer.grading.forms.maths.formula import Node

_WORD = re.compile(r"[A-Za-z]{2,}")
FEWEST_SIDES = 3
"""Sides of the shortest chain that counts as a derivation: the start, one step, and the result."""


def finding_of_steps(criterion_id: str, wanted: ExpectedFormulas, said: Sequence[Chain]) -> Finding | None:
    """The verdict on a derivation; None if the answer's words must decide.

    A chain that gives the derivative is wrong if one of its sides is wrong. An equation that contains the derivative only as a
    part, as in implicit differentiation, is never called wrong: if it does not hold, it may have been misread.
    """
    formula, shown = wanted.formulas[0][0], wanted.expects.accepted[0]
    for chain in said:
        stated = _stated(chain)
        if len(stated) + int(chain.sides[0].node is None) < 2 or not _gives(chain, wanted):
            continue
        wrong = _first_wrong(stated, formula, wanted.points)
        if wrong is not None:
            before, side = wrong
            if not _is_a_step(chain, side):
                continue  # more likely words around a formula than a wrong step
            start = f"the step from {before.text} to {side.text}" if before else side.text
            return Finding(
                criterion_id, "not_met", f"In the derivation {start} does not hold.", chain.quote, contradicted=True
            )
        rewritten = in_terms(stated[-1], formula) and any(not in_terms(side, formula) for side in stated)
        if len(chain.sides) >= FEWEST_SIDES and rewritten:
            if slope := _wrong_slope(said, wanted):
                reason = f"In the derivation {' = '.join(side.text for side in slope.sides)} does not hold."
                return Finding(criterion_id, "not_met", reason, slope.quote, contradicted=True)
            reason = f"Each of the {len(chain.sides) - 1} steps to {shown} holds, checked at random points."
            return Finding(criterion_id, "met", reason, chain.quote)
    return _of_equations(criterion_id, wanted, said)


def _of_equations(criterion_id: str, wanted: ExpectedFormulas, said: Sequence[Chain]) -> Finding | None:
    """The verdict on steps that are separate equations; it is never that they are wrong."""
    formula, shown = wanted.formulas[0][0], wanted.expects.accepted[0]
    results = [chain for chain in said if _gives(chain, wanted) and _stated(chain)]
    last = results[-1] if results else None
    if last is None or not in_terms(_stated(last)[-1], formula):
        return _of_rewriting(criterion_id, wanted, said)
    before = said[: said.index(last)]
    if not all(same(side, formula, wanted.points) for chain in results for side in _stated(chain)):
        return None
    equations = [chain for chain in before if not _gives(chain, wanted) and len(_stated(chain)) > 1]
    if not all(agree(_stated(chain), wanted.points) for chain in equations):
        return None
    steps = [side for chain in results for side in _stated(chain) if not in_terms(side, formula)]
    implicit = [chain for chain in equations if any(_has_unknown(side) for side in chain.sides)]
    from_definition = any("x" in _names(side) for chain in equations for side in chain.sides)
    if not steps and not (implicit and from_definition):
        return None
    count = len(results) + len(equations)
    reason = f"Each of the {count} equations that lead to {shown} holds, checked at random points."
    return Finding(criterion_id, "met", reason, last.quote)


def _wrong_slope(said: Sequence[Chain], wanted: ExpectedFormulas) -> Chain | None:
    """An equation that gives a wrong slope of a part, such as "du/dx = e^-x" where u is 1 + e^-x."""
    for chain in said:
        stated = _stated(chain)
        slopes = [n for n in _names(stated[0]) if n not in {"dx", "ds"} and n.startswith("d")] if stated else []
        alone = bool(slopes) and _names(stated[0]) <= {*slopes, "dx"}
        if alone and len(stated) == len(chain.sides) > 1 and not chain.spoken and agree(stated, wanted.points) is False:
            return chain
    return None


def _of_rewriting(criterion_id: str, wanted: ExpectedFormulas, said: Sequence[Chain]) -> Finding | None:
    """The verdict on a right chain that does not say that it is the derivative, as where only the rewriting is shown."""
    formula, shown = wanted.formulas[0][0], wanted.expects.accepted[0]
    for chain in said:
        stated = _stated(chain)
        right = len(stated) >= FEWEST_SIDES and all(same(side, formula, wanted.points) for side in stated)
        if right and in_terms(stated[-1], formula) and not in_terms(stated[0], formula):
            reason = f"Each of the {len(stated)} sides equals {shown}, checked at random points."
            return Finding(criterion_id, "met", reason, chain.quote)
    return None


def finding_of_start(criterion_id: str, wanted: ExpectedFormulas, said: Sequence[Chain], answer: str) -> Finding | None:
    """The verdict on a derivation that is right but breaks off before the expected formula; None if words follow it.

    Words may well do the rest: "..., which is sigma times one minus sigma".
    """
    formula, shown = wanted.formulas[0][0], wanted.expects.accepted[0]
    chain = said[-1] if said else None
    stated = _stated(chain) if chain is not None else []
    if chain is None or not _gives(chain, wanted) or not stated or not stated[-1].is_formula:
        return None
    if any(in_terms(side, formula) for one in said for side in one.sides):
        return None
    if not all(same(side, formula, wanted.points) for side in stated) or len(stated) < FEWEST_SIDES - 1:
        return None  # a single formula is a result, and no derivation
    if _WORD.search(answer[answer.rfind(chain.quote) + len(chain.quote) :]):
        return None
    reason = f"It is right as far as it goes, to {stated[-1].text}; the last step, to {shown}, is missing."
    return Finding(criterion_id, "partly_met", reason, chain.quote)


def _gives(chain: Chain, wanted: ExpectedFormulas) -> bool:
    """Whether a chain says what the derivative is, and not the derivative of something else, such as that of ln s."""
    formula, first = wanted.formulas[0][0], chain.sides[0]
    return first.node is None or (first.derived and any(same(side, formula, wanted.points) for side in chain.sides))


def _stated(chain: Chain) -> list[Side]:
    return [side for side in chain.sides if side.node is not None]


def _names(side: Side) -> frozenset[str]:
    return side.node.names if side.node is not None else frozenset()


def _has_unknown(side: Side) -> bool:
    """Whether the derivative is a part of a side, as in "s'/s", or its differential is, as in "dy/(y(1-y))"."""
    return bool(_names(side) & {UNKNOWN, "ds"})


def _is_a_step(chain: Chain, side: Side) -> bool:
    """Whether a side was certainly meant as a step. A mere sign before a factor often is not: "-(1+e^-x)^-2, times …"."""
    whole = side.is_formula and side.node is not None and side.node.op != "neg" and not _has_unknown(side)
    return whole and not chain.spoken and "=" in chain.quote


def _first_wrong(
    sides: Sequence[Side], formula: Node, points: Sequence[SamplePoint]
) -> tuple[Side | None, Side] | None:
    before: Side | None = None
    for side in sides:
        if not same(side, formula, points):
            return before, side
        before = side
    return None
