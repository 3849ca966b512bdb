"""Whether an answer's formula is meant for what is asked: the target is set to it, or it is where the right one should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.formulas.compare import ExpectedFormulas, same
from interviewer.grading.forms.formulas.said_formulas import Chain, Side
from interviewer.grading.forms.maths.formula import FormulaError, Node, value_of
from knowledge.answers.expectation import Expectation

_PIECEWISE = frozenset({"relu", "max", "abs"})
_OTHER_COUNTS = re.compile(
    r"\b(?:bias\w*|flops?|macs?|operations?|multipl\w+|cost|saves?|saving\w*|ratio|factor|differen\w+|fewer|less|times|per\s+position|memory|activations?"
    r"|groups?|only\s+(?:if|when)|if|when|for\s+\w+\s*=)\b",
    re.I,
)
"""Words of a line whose formula may count something else than the weights, or hold for one case only."""
FEWEST_NAMES = 2
"""Fewest variables of a formula that can be a wrong version of the one asked for; a single one is a size."""


def is_left_open(expects: Expectation, answer: str) -> bool:
    """Whether an answer has words with which another formula may be right: "w = g u with a unit vector u"."""
    words = answer.lower()
    return any(
        re.search(rf"(?<![A-Za-z]){re.escape(word.lower())}(?![A-Za-z])", words)
        if word.replace(" ", "").isalnum()
        else word.lower() in words
        for word in expects.unless
    )


def names_target(chain: Chain, wanted: ExpectedFormulas) -> bool:
    """Whether a chain gives the target: by its own name, or by a variable that is set to a formula in all variables."""
    first, formula = chain.sides[0].node, wanted.formulas[0][0]
    if first is None or (chain.sides[0].derived and same(chain.sides[0], formula, wanted.points)):
        return True
    last = chain.sides[-1].node
    if last is None or len(chain.sides) < 2:
        return False
    for name, other in ((first, last), (last, first)):
        missing, foreign = formula.names - other.names, other.names - formula.names - {"e", "pi"}
        sets = name.op == "name" and name.name in wanted.expects.target and len(missing) <= len(foreign)
        if sets and formula.names & other.names and other.op != "name" and _bends_alike(other, formula):
            return not (
                name is last and pieces_of(formula) == 0
            )  # "w - eta g = w" is odd, "relu(z) - relu(-z) = z" is not
    return False


def _bends_alike(node: Node, formula: Node) -> bool:
    """Whether a formula has as many rectifiers as the one expected, and like it is not zero on either side.

    "relu(z) = z" is true for positive z, and no attempt at an identity.
    """
    wanted = pieces_of(formula)
    if not wanted:
        return True
    if pieces_of(node) < wanted:
        return False
    try:
        return all(abs(value_of(node, dict.fromkeys(node.names, at))) > 0 for at in (1.0, -1.0))
    except FormulaError:
        return False


def pieces_of(node: Node) -> int:
    """How many rectifiers a formula has."""
    return int(node.op in _PIECEWISE) + sum(pieces_of(arg) for arg in node.args)


def wrong_group(criterion_id: str, wanted: ExpectedFormulas, said: Sequence[Chain]) -> Finding | None:
    """The verdict on formulas that belong together, where one is in the place of a right one and is wrong.

    Only two formulas, or a right one and another, are surely meant as the two that are asked for.
    """
    shown, group = next(
        ((text, g) for text, g in zip(wanted.expects.accepted, wanted.formulas, strict=True) if len(g) == FEWEST_NAMES),
        ("", ()),
    )
    if not group:
        return None
    right = [node for formulas in wanted.formulas for node in formulas]
    parts = [arg for node in right if node.op == "+" for arg in node.args]
    stated = list(_stated(group, said))
    wrong = [
        (side, chain) for side, chain in stated if not any(same(side, node, wanted.points) for node in (*right, *parts))
    ]
    has = [any(same(side, node, wanted.points) for side, _ in stated) for node in group]
    if len(wrong) == 1 and (sum(has) == 1 or (len(stated) == 1 and wrong[0][1].sides[0].node is None)):
        missing = shown.split(";")[has.index(False)].strip()
    elif len(wrong) == len(group) and not any(has):
        missing = " and ".join(part.strip() for part in shown.split(";"))
    else:
        return None
    side, chain = wrong[-1]
    return Finding(criterion_id, "not_met", f"It is {missing}, not {side.text}.", chain.quote, contradicted=True)


def _stated(group: Sequence[Node], said: Sequence[Chain]) -> Iterator[tuple[Side, Chain]]:
    """The formulas in the variables of a group that can be meant as one of it."""
    names = frozenset[str]().union(*(node.names for node in group))
    for chain in said:
        if chain.denied or chain.spoken or chain.conditions or _OTHER_COUNTS.search(chain.quote):
            continue
        for side in chain.sides:
            own = side.node.names if side.node is not None else frozenset[str]()
            if side.is_formula and not side.derived and own <= names and len(own) >= FEWEST_NAMES:
                yield side, chain
