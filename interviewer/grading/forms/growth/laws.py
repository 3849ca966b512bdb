"""How a quantity grows, as a formula in what it grows with, and which laws an answer can be meant to state."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.maths.formula import FormulaError, Node, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from knowledge.answers.expectation import Expectation

QUANTITY = "QTY"
"""The name of what grows, in a sentence that is read."""
POINTS = 5
"""Sizes at which two laws are compared."""
CLOSE = 1e-6
"""Relative difference up to which values are equal: rounding."""
ROUGH = 0.03
"""Largest error of an exponent that is calculated from numbers, which may be rounded."""
SLIPS = (-4.0, -3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0, 4.0)
"""Exponents that factors can be meant to state; factors that fit none of them are about something else."""


@dataclass(frozen=True)
class Law:
    """What a criterion expects, ready to be compared.

    Attributes:
        variable: What the quantity grows with.
        accepted: The laws that are right, as formulas.
        points: Pairs of random values of all names that differ in the variable only.
    """

    variable: str
    accepted: tuple[Node, ...]
    names: frozenset[str]
    points: tuple[tuple[Mapping[str, float], Mapping[str, float]], ...]

    @classmethod
    def of(cls, expects: Expectation) -> Law | None:
        """The law of an expectation; None if it has no names, or its formulas cannot be read."""
        if not expects.names:
            return None
        names = frozenset(group[0] for group in expects.names)
        try:
            accepted = tuple(parse_formula(text, names) for text in expects.accepted)
        except FormulaError:
            return None
        variable = expects.names[0][0]
        return cls(variable, accepted, names, tuple(_pairs(names, variable)))

    def is_right(self, formula: Node) -> bool | None:
        """Whether a formula grows as one of those expected; None if that can't be told.

        It can't if it does not depend on the variable, or has no value; and n V^n or 2^n is exponential where V^n is expected.
        """
        if self.variable not in formula.names:
            return None
        try:
            grown = [value_of(formula, high) / value_of(formula, low) for low, high in self.points]
            right = any(
                all(
                    math.isclose(ratio, value_of(law, high) / value_of(law, low), rel_tol=CLOSE)
                    for ratio, (low, high) in zip(grown, self.points, strict=True)
                )
                for law in self.accepted
            )
        except (FormulaError, ZeroDivisionError):
            return None
        kin = self._is_exponential(formula) and any(self._is_exponential(law) for law in self.accepted)
        return None if kin and not right else right

    def _is_exponential(self, node: Node) -> bool:
        in_exponent = node.op in {"^", "exp"} and self.variable in node.args[-1].names
        return in_exponent or any(self._is_exponential(arg) for arg in node.args)

    def fits(self, by: float, grown: float) -> bool | None:
        """Whether a quantity grows by the right factor; None if it may be the factor of something else.

        Args:
            by: The factor by which the variable grows.
            grown: The factor by which the quantity does.
        """
        if by <= 0 or grown <= 0 or math.isclose(by, 1.0) or math.isclose(grown, 1.0):
            return None
        exponent = math.log(grown) / math.log(by)
        wanted = [e for law in self.accepted if (e := self._exponent(law)) is not None]
        if any(abs(exponent - right) <= ROUGH * max(1.0, abs(right)) for right in wanted):
            return True
        slipped = any(abs(exponent - slip) <= ROUGH * max(1.0, abs(slip)) for slip in SLIPS)
        return False if slipped and wanted else None

    @property
    def kinds(self) -> frozenset[str]:
        """What the right laws are called: linear, quadratic, exponential."""
        named = {1.0: "linear", 2.0: "quadratic", 3.0: "cubic"}
        powers = {named.get(round(e, 6), "") for law in self.accepted if (e := self._exponent(law)) is not None}
        return frozenset(powers | ({"exponential"} if any(map(self._is_exponential, self.accepted)) else set()))

    def _exponent(self, law: Node) -> float | None:
        """The exponent of a law that is a power; None if it is none."""
        try:
            found = [
                math.log(value_of(law, high) / value_of(law, low)) / math.log(high[self.variable] / low[self.variable])
                for low, high in self.points
            ]
        except (FormulaError, ValueError, ZeroDivisionError):
            return None
        return found[0] if all(math.isclose(e, found[0], rel_tol=CLOSE) for e in found) else None


def _pairs(names: frozenset[str], variable: str) -> Sequence[tuple[Mapping[str, float], Mapping[str, float]]]:
    rng = random.Random(len(names))
    pairs = []
    for _ in range(POINTS):
        low = {name: rng.uniform(2.2, 4.8) for name in sorted(names)}
        pairs.append((low, {**low, variable: low[variable] * rng.uniform(1.3, 1.9)}))
    return pairs
