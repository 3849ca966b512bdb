"""Formulas as trees, evaluated as floating-point numbers.

Numbers are never big integers: ``10^10^10`` overflows immediately and is a formula without a value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass


class FormulaError(ValueError):
    """A text cannot be read as a formula, or a formula has no real value."""


@dataclass(frozen=True)
class Node:
    """One operation of a formula.

    Attributes:
        op: ``number``, ``name``, an operator such as ``+``, or the name of a function.
        value: The number, if it is one.
        name: The name, if it is one.
    """

    op: str
    args: tuple[Node, ...] = ()
    value: float = 0.0
    name: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Names of the variables in it."""
        own = frozenset({self.name}) if self.op == "name" else frozenset()
        return own.union(*(arg.names for arg in self.args))

    @property
    def functions(self) -> frozenset[str]:
        """Operators and functions in it."""
        return frozenset({self.op}).union(*(arg.functions for arg in self.args))


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x > -700 else 0.0


FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "exp": math.exp,
    "log": math.log,
    "ln": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "lg": math.log2,
    "sqrt": math.sqrt,
    "sin": math.sin,
    "cos": math.cos,
    "tanh": math.tanh,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "sech": lambda x: 1.0 / math.cosh(x),
    "abs": abs,
    "max": max,
    "min": min,
    "floor": math.floor,
    "ceil": math.ceil,
    "relu": lambda x: max(0.0, x),
    "step": lambda x: float(x > 0),
    "sign": lambda x: float((x > 0) - (x < 0)),
    "sigmoid": _sigmoid,
    "logistic": _sigmoid,
    "OR": lambda *x: float(any(v > 0.5 for v in x)),
    "AND": lambda *x: float(all(v > 0.5 for v in x)),
    "NAND": lambda *x: float(not all(v > 0.5 for v in x)),
    "NOR": lambda *x: float(not any(v > 0.5 for v in x)),
    "NOT": lambda x: float(x <= 0.5),
    # two opaque functions: equal for equal arguments and for no others
    "norm": lambda x: math.sqrt(x * x + 0.37),
    "diag": lambda x: 1.7 * x + 0.31,
}
CONSTANTS = {"pi": math.pi, "e": math.e}
DERIVE = "derive"
"""The operation of a derivative by ``x``."""
STEP = 1e-5
"""Step of the central difference that approximates a derivative; its error is about the square of this."""


def value_of(node: Node, values: Mapping[str, float] | None = None) -> float:
    """The value of a formula.

    Raises:
        FormulaError: A variable has no value, or the result is not a finite real number.
    """
    try:
        result = _evaluate(node, values or {})
    except (ArithmeticError, ValueError, TypeError, KeyError) as error:
        raise FormulaError(f"has no real value: {error}") from error
    if isinstance(result, complex) or not math.isfinite(result):
        raise FormulaError("has no finite real value")
    return float(result)


def _evaluate(node: Node, values: Mapping[str, float]) -> float:
    if node.op == "number":
        return node.value
    if node.op == "name":
        return values[node.name] if node.name in values else CONSTANTS[node.name]
    if node.op == DERIVE:
        return _slope(node.args[0], values)
    args = [_evaluate(arg, values) for arg in node.args]
    if node.op in _OPERATORS:
        return _OPERATORS[node.op](*args)
    return float(FUNCTIONS[node.op](*args))


def _slope(node: Node, values: Mapping[str, float]) -> float:
    """The derivative by ``x``, through every variable; how ``s`` changes with ``x`` is the value named ``ds``."""
    total = 0.0
    for name in node.names - CONSTANTS.keys():
        rate = values["dx"] if name == "x" and "dx" in values else 1.0 if name == "x" else values[f"d{name}"]
        up, down = (_evaluate(node, {**values, name: values[name] + sign * STEP}) for sign in (1, -1))
        total += rate * (up - down) / (2 * STEP)
    return total


def _power(base: float, exponent: float) -> float:
    result = base**exponent
    if isinstance(result, complex):
        raise ValueError("a root of a negative number")
    return float(result)


_OPERATORS: Mapping[str, Callable[..., float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": _power,
    "neg": lambda a: -a,
    "<": lambda a, b: float(a < b),
    ">": lambda a, b: float(a > b),
    "<=": lambda a, b: float(a <= b),
    ">=": lambda a, b: float(a >= b),
    "==": lambda a, b: float(a == b),
}
