"""Criteria that ask for a formula or a derivation: the answer's formulas are compared by value at random points."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.formulas.aliases import own_names, with_parts
from interviewer.grading.forms.formulas.compare import (
    CLOSE,
    ExpectedFormulas,
    SamplePoint,
    apart,
    in_terms,
    is_special_case,
    nearest,
    same,
    value_at,
)
from interviewer.grading.forms.formulas.derivation_steps import finding_of_start, finding_of_steps
from interviewer.grading.forms.formulas.jacobians import jacobian_finding
from interviewer.grading.forms.formulas.said_formulas import Chain, Side, chains, unread_formula
from interviewer.grading.forms.formulas.sense import clauses_about
from interviewer.grading.forms.formulas.stated import is_left_open, names_target, pieces_of, wrong_group
from interviewer.grading.forms.maths.formula import FormulaError, Node, value_of
from interviewer.grading.forms.numbers.padding import asks_for_sizes, held_to_sizes
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from knowledge.answers.expectation import STEPS, Expectation
from knowledge.schema import Question

_ASCENT = re.compile(r"\b(?:ascent|ascend|climb|uphill|maximi[sz])", re.I)
"""Matches words for which the opposite sign is right, so that it is not a second version of the rule."""
_ROUGH = re.compile(
    r"≈|~|\\approx|\\sim|\b(?:about|roughly|nearly|at|for|when|if|max(?!\s*\()\w*|largest?|small|limit)\b", re.I
)
"""Matches words saying that a formula has, or nearly has, a number's value somewhere."""
_NAME_LAST = re.compile(r"(?:\bis|=|:|\bgradient|\bto|\bequals)\s*\$?\s*\\?[A-Za-z]{1,6}\s*\$?\s*[.!]?\s*$")
_EQUALS = re.compile(r"'\s*(?:\([^()]{1,4}\)\s*)?=")
"""A primed name before a sign of equality: what follows is the derivative, however short."""


class Derivations:
    """The form of criteria that expect a formula."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on the criteria that expect a formula."""
        found = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "expression":
                finding = expression_finding(criterion.id, criterion.expects, answer)
                if asks_for_sizes(criterion.expects):
                    finding = held_to_sizes(finding, criterion.id, answer, question.hints)
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


def expression_finding(criterion_id: str, expects: Expectation, answer: str) -> Finding | None:
    """The verdict on one criterion; None if the answer's words must decide."""
    wanted = ExpectedFormulas.of(expects)
    if wanted is None:
        return None
    names, target = own_names(answer, wanted)
    expects = replace(expects, names=names, target=target)
    wanted = replace(wanted, expects=expects)
    if expects.given and expects.target:
        wanted = with_parts(answer, wanted)
        expects = wanted.expects
    judge = finding_of_steps if expects.part == STEPS else _of_result
    # J = s(1-s) says nothing about a derivative with another name
    said = [chain for chain in _said(answer, expects) if not chain.denied and not (chain.of and expects.target)]
    later = [chain for chain in said if chain.corrects]
    if later and any(names_target(chain, wanted) or _same_kind(chain, wanted) for chain in later):
        said = later
    finding = judge(criterion_id, wanted, said)
    if finding is None and expects.part == STEPS:
        finding = finding_of_start(criterion_id, wanted, said, answer)
    finding = finding or jacobian_finding(criterion_id, wanted, answer)
    # for ascent, the opposite sign is right
    if finding and finding.contradicted and (_ASCENT.search(answer) or is_left_open(expects, answer)):
        return None
    return finding


def _said(answer: str, expects: Expectation) -> Sequence[Chain]:
    if not expects.about:
        return chains(answer, expects.names, expects.target)
    heard = clauses_about(answer[:MAX_GRADED_CHARACTERS], expects.about, expects.target)
    return [chain for clause in heard for chain in chains(clause, expects.names, expects.target)]


def _same_kind(chain: Chain, wanted: ExpectedFormulas) -> bool:
    """Whether a chain without a target uses the variables of an expected formula, so that it may be meant as another one."""
    nodes = [side.node for side in chain.sides if side.node is not None and side.node.op not in {"name", "number"}]
    return any(node.names - {"e", "pi"} == group[-1].names for node in nodes for group in wanted.formulas)


def _of_result(criterion_id: str, wanted: ExpectedFormulas, said: Sequence[Chain]) -> Finding | None:
    groups = [_of_group(criterion_id, group, wanted, said) for group in wanted.formulas if len(group) > 1]
    finding = next((found for found in groups if found), None)
    if finding:
        return finding
    single = [
        (group[0], text)
        for group, text in zip(wanted.formulas, wanted.expects.accepted, strict=True)
        if len(group) == 1
    ]
    found: list[Finding] = []
    for chain in said:
        text = next((text for formula, text in single if _has(chain, formula, wanted.points)), "")
        if text and not _ends_apart(chain, wanted) and _holds(chain, wanted):
            found.append(Finding(criterion_id, "met", f"It equals {text}, checked at random points.", chain.quote))
        elif not text or _ends_apart(chain, wanted):
            other = _of_equation(criterion_id, wanted, chain) or _of_target(criterion_id, wanted, chain)
            found += [other] if other else []
    return _settled(found) or (None if found else wrong_group(criterion_id, wanted, said))


def _settled(found: Sequence[Finding]) -> Finding | None:
    """The verdict on all formulas of an answer; None if a right one is followed by a wrong one, and nothing says why."""
    right = next((at for at, finding in enumerate(found) if finding.verdict == "met"), -1)
    if right < 0:
        return found[-1] if found else None
    if any(finding.contradicted and not _ASCENT.search(finding.quote) for finding in found[right + 1 :]):
        return None
    return found[right]


def _holds(chain: Chain, wanted: ExpectedFormulas) -> bool:
    """Whether the sides of a chain are equal, as it says. Mere names, and the target itself, are not checked."""
    variables = frozenset[str]().union(*(group[0].names for group in wanted.formulas))
    sides = [s for s in chain.sides if s.node is not None and (s.node.op != "name" or s.node.name in variables)]
    shown = [value for side in sides if (value := value_at(side, chain.conditions, wanted)) is not None]
    if chain.conditions and len(shown) > 1:
        return all(math.isclose(value, shown[0], rel_tol=CLOSE, abs_tol=CLOSE) for value in shown)
    if _ROUGH.search(chain.quote):
        return True
    numbers = [side for side in sides if side.node is not None and side.node.op == "number"]
    if numbers and len(numbers) < len(sides):
        return False
    formula = next(group[0] for group in wanted.formulas if _has(chain, group[0], wanted.points))
    if wanted.expects.target and not pieces_of(formula):
        return True
    return all(same(side, formula, wanted.points) for side in sides if not side.derived)


def _ends_apart(chain: Chain, wanted: ExpectedFormulas) -> bool:
    """Whether a chain gives the target and ends in a formula with another value, whatever it went through."""
    if not wanted.expects.target or chain.spoken or chain.conditions or _ROUGH.search(chain.quote):
        return False
    last = next((side for side in reversed(chain.sides) if side.is_formula), None)
    if last is None or not names_target(chain, wanted) or is_special_case(last, wanted):
        return False
    formulas = [group[0] for group in wanted.formulas if len(group) == 1]
    return bool(formulas) and all(
        apart(last, formula, wanted.points) and not same(last, formula, wanted.points) for formula in formulas
    )


def _has(chain: Chain, formula: Node, points: Sequence[SamplePoint]) -> bool:
    return any(same(side, formula, points) and in_terms(side, formula) for side in chain.sides)


def _of_target(criterion_id: str, wanted: ExpectedFormulas, chain: Chain) -> Finding | None:
    """The verdict on a chain that gives the target, but not in the terms of the expected formula."""
    formula, shown = wanted.formulas[0][0], wanted.expects.accepted[0]
    stated = [side for side in chain.sides if side.node is not None and not _is_target(side, wanted)]
    if not stated or not names_target(chain, wanted):
        return None
    right = any(same(side, formula, wanted.points) for side in stated)
    if right and not _ends_apart(chain, wanted):
        reason = f"Its value is right, but it is not in the form {shown}."
        return Finding(criterion_id, "partly_met", reason, chain.quote)
    if chain.spoken or is_special_case(stated[-1], wanted):
        return None
    formula, shown = nearest(stated[-1], wanted)
    difference = apart(stated[-1], formula, wanted.points)
    node = stated[-1].node
    if difference is None or node is None or node.op == "number" or (stated[-1].derived and not wanted.expects.given):
        return None
    if node.op == "name" and not (len(chain.sides) == 2 and _ends_with_name(chain, wanted)):
        return None
    return Finding(
        criterion_id, "not_met", f"It is {shown}, not {stated[-1].text}: {difference}.", chain.quote, contradicted=True
    )


def _is_target(side: Side, wanted: ExpectedFormulas) -> bool:
    """Whether a side is the bare target, where that is a variable."""
    return side.node is not None and side.node.op == "name" and side.node.name in wanted.expects.target


def _ends_with_name(chain: Chain, wanted: ExpectedFormulas) -> bool:
    """Whether the target is set to a mere name, and nothing follows that may belong to it."""
    return bool(_EQUALS.search(chain.quote) or (wanted.expects.about and _NAME_LAST.search(chain.quote)))


_IN_ALL = re.compile(r"\b(?:total|altogether|together|overall|both sides|in all|sum|max\w*|full)\b", re.I)
_ROUNDED = re.compile(r"\b(?:round\w*|floor\w*|integer|ceil\w*|int|odd|even|whole)\b", re.I)


def _of_equation(criterion_id: str, wanted: ExpectedFormulas, chain: Chain) -> Finding | None:
    """The verdict on an equation between a variable and those of an expected formula, such as 2p = k - 1."""
    sides = [side for side in chain.sides if side.node is not None and not side.derived]
    if len(sides) != 2 or len(chain.sides) != 2 or chain.spoken or chain.conditions:
        return None
    own = frozenset[str]().union(*(side.node.names for side in sides if side.node is not None)) - {"e", "pi"}
    expected = [g[0] for g in wanted.formulas if len(g) == 1]
    for formula, shown in zip(expected, wanted.expects.accepted, strict=False):
        solved = own - formula.names
        named = any("padding" in group for group in wanted.expects.names if group[0] in solved)
        if len(solved) != 1 or not named or own - solved != formula.names:
            continue
        (variable,) = solved
        try:
            points = [{**point, variable: value_of(formula, point)} for point in wanted.points]
            if all(_equal(sides, point) for point in points):
                return Finding(
                    criterion_id, "met", f"It says that {variable} is {shown}, checked at random points.", chain.quote
                )
        except FormulaError:
            return None
        if _IN_ALL.search(chain.quote) or _ROUNDED.search(chain.quote) or _is_half(sides, variable, formula, wanted):
            return None
        reason = f"{variable} is {shown}; that does not fit {sides[0].text} = {sides[1].text}."
        return Finding(criterion_id, "not_met", reason, chain.quote, contradicted=True)
    return None


def _equal(sides: Sequence[Side], point: SamplePoint) -> bool:
    left, right = (value_of(side.node, point) for side in sides if side.node is not None)
    return math.isclose(left, right, rel_tol=CLOSE, abs_tol=CLOSE)


def _is_half(sides: Sequence[Side], variable: str, formula: Node, wanted: ExpectedFormulas) -> bool:
    """Whether a variable is off by a half, or by a factor of two: rounding, or both sides together, may be meant."""
    slips = ((1.0, 0.5), (1.0, -0.5), (2.0, 0.0))
    try:
        return any(
            all(_equal(sides, {**point, variable: times * value_of(formula, point) + more}) for point in wanted.points)
            for times, more in slips
        )
    except FormulaError:
        return False


_TURNED = re.compile(
    r"\b(?:separable|depthwise|pointwise)\b.*\b(?:normal|standard|usual|full|regular|ordinary|original|plain|dense)\b"
    r"|\b(?:instead of|rather than|as opposed to|against|down from|compared (?:to|with))\b",
    re.I | re.DOTALL,
)
"""Matches words saying that the layer before comes after the one that replaces it."""


def _are_turned(sides: Sequence[tuple[int, Side, Chain]], places: Sequence[int]) -> bool:
    """Whether the first of some formulas is given last, and the words say so."""
    if places[0] != max(places):
        return False
    quotes = dict.fromkeys(sides[n][2].quote for n in range(min(places), places[0] + 1))
    return bool(_TURNED.search(" ".join(quotes)))


def _of_group(
    criterion_id: str, group: Sequence[Node], wanted: ExpectedFormulas, said: Sequence[Chain]
) -> Finding | None:
    """The verdict on formulas that belong together, which must come in their order."""
    whole = next(text for text, parts in zip(wanted.expects.accepted, wanted.formulas, strict=True) if parts == group)
    texts = [part.strip() for part in whole.split(";")]
    sides = [(at, side, chain) for at, chain in enumerate(said) for side in chain.sides]
    places = [
        next(
            (
                n
                for n, (_, side, _) in enumerate(sides)
                if same(side, formula, wanted.points) and in_terms(side, formula)
            ),
            -1,
        )
        for formula in group
    ]
    if all(place >= 0 for place in places) and (places == sorted(places) or _are_turned(sides, places)):
        said_names = [(sides[n][1].node or group[0]).names for n in places]
        if any("k" in formula.names - own for formula, own in zip(group, said_names, strict=True)):
            reason = f"It is right only for a 3 by 3 filter; in general it is {' and '.join(texts)}."
            return Finding(criterion_id, "partly_met", reason, sides[places[0]][2].quote)
        reason = f"{'Both' if len(texts) == 2 else 'All'} have the right value: {' and '.join(texts)}."
        return Finding(criterion_id, "met", reason, sides[places[0]][2].quote)
    return None
