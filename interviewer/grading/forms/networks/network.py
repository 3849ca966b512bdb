"""A small network as named units, and its outputs for the four inputs of a gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from interviewer.grading.forms.maths.formula import FormulaError, Node, value_of

ROWS: tuple[tuple[float, float], ...] = tuple((float(a), float(b)) for a, b in product((0, 1), repeat=2))
"""The four inputs: (0,0), (0,1), (1,0), (1,1)."""
XOR = (0.0, 1.0, 1.0, 0.0)
"""XOR's outputs for them."""
SIGNED_ROWS: tuple[tuple[float, float], ...] = tuple((2 * a - 1, 2 * b - 1) for a, b in ROWS)
SIGNED_XOR = tuple(2 * value - 1 for value in XOR)
"""The same with -1 for 0, for answers that say they use this coding."""
CLOSE = 0.3
"""How far an output can be from 0 or 1; saturating units reach neither."""


@dataclass(frozen=True)
class Unit:
    """One unit: its name and the formula of its output."""

    name: str
    formula: Node


@dataclass(frozen=True)
class Network:
    """Units in the order in which they are computed, the output last.

    Attributes:
        inputs: Names of the two inputs.
        quote: The words of the answer that give the output unit.
        numbers: Whether weights are given as numbers, and not only gates by name.
        sure: Whether the answer says what its activations are.
        others: The same words read in other ways, where they leave open what is meant.
    """

    units: tuple[Unit, ...]
    inputs: tuple[str, str]
    quote: str = ""
    numbers: bool = True
    sure: bool = True
    others: tuple[Network, ...] = ()

    @property
    def hidden(self) -> int:
        """The number of units besides the output; a rectifier within the output's own formula also counts.

        A mere sum does not if only hidden units read it: it is what their activation is applied to.
        """
        inner = _nonlinear(self.units[-1].formula)
        outer = int(self.units[-1].formula.op in _SQUASHING)
        sums = {unit.name for unit in self.units[:-1] if not _nonlinear(unit.formula)}
        inside = 0 if self.units[-1].formula.names & sums else len(sums)
        return len(self.units) - 1 - inside + max(0, inner - outer)

    @property
    def fewest_hidden(self) -> int:
        """How many hidden units it has at least.

        A weighted sum with a name of its own is no unit, a threshold on a single input may only read that input, and a function
        of nothing but the last unit may only read the output.
        """
        formulas = {unit.name: unit.formula for unit in self.units}
        reads = dict.fromkeys(self.inputs, frozenset[str]())
        for unit in self.units:
            reads[unit.name] = frozenset[str]().union(*({name, *reads.get(name, ())} for name in unit.formula.names))
        output = self.units[-1]
        while len(output.formula.names) == 1 and (name := min(output.formula.names)) in formulas:
            output = Unit(name, formulas[name])
        last = _unscaled(output.formula)
        own = last.args if last.op in _SQUASHING else (last,)
        parts = [*own, *(formulas[name] for name in reads[output.name] & formulas.keys())]
        bends = {bend for part in parts for bend in _bends(part)}
        return sum(not (bend.op in _THRESHOLDS and self._is_of_one_input(bend, reads)) for bend in bends)

    def _is_of_one_input(self, bend: Node, reads: Mapping[str, frozenset[str]]) -> bool:
        read = bend.names.union(*(reads.get(name, frozenset()) for name in bend.names))
        return len(read & set(self.inputs)) == 1

    @property
    def skips(self) -> bool:
        """Whether an input feeds the output directly."""
        return bool(self.units[-1].formula.names & set(self.inputs))

    def outputs(self, rows: Sequence[Sequence[float]] = ROWS) -> tuple[float, ...]:
        """The output for each of the four inputs.

        Raises:
            FormulaError: A unit has no value for one of them.
        """
        return tuple(self._output(row) for row in rows)

    def _output(self, row: Sequence[float]) -> float:
        values: dict[str, float] = dict(zip(self.inputs, row, strict=True))
        for unit in self.units:
            values[unit.name] = value_of(unit.formula, values)
        return values[self.units[-1].name]


_SQUASHING = frozenset(
    {"step", "sigmoid", "relu", "max", "abs", "sign", "tanh", "<", ">", "<=", ">=", "OR", "AND", "NAND", "NOR"}
)

_THRESHOLDS = frozenset({"step", "sign", "<", ">", "<=", ">="})


def _unscaled(node: Node) -> Node:
    """A formula without numbers that scale and shift it: an output of -1 and 1 can be 2 * step(…) - 1."""
    while node.op in {"+", "-", "*", "/", "neg"}:
        varying = [arg for arg in node.args if arg.names - {"pi", "e"}]
        if len(varying) != 1:
            break
        node = varying[0]
    return node


def _bends(node: Node) -> Iterator[Node]:
    """The outermost activations of a formula."""
    if node.op in _SQUASHING:
        yield node
    else:
        for arg in node.args:
            yield from _bends(arg)


def with_function(network: Network, old: str, new: str) -> Network:
    """The network with one activation replaced by another.

    Args:
        new: The name of a function, or ``>=`` for a step that is 1 at 0.
    """
    units = tuple(Unit(unit.name, _replaced(unit.formula, old, new)) for unit in network.units)
    return replace(network, units=units, others=())


def _replaced(node: Node, old: str, new: str) -> Node:
    args = tuple(_replaced(arg, old, new) for arg in node.args)
    if node.op != old:
        return replace(node, args=args)
    return Node(new, (*args, Node("number", value=0.0)) if new == ">=" else args)


def is_built_of_units(node: Node) -> bool:
    """Whether a formula has only weights, sums and activations: no product, maximum or distance of input-dependent terms.

    |x1 - x2| and x1 + x2 - 2 x1 x2 compute XOR but are not networks. A power or a sine of a weighted sum is an activation.
    """
    varying = [arg for arg in node.args if arg.names - {"pi", "e"}]
    products = node.op in {"*", "max", "min"} and len(varying) > 1
    divides = node.op == "/" and bool(node.args[1].names - {"pi", "e"})
    return not (products or divides or (node.op == "abs" and varying)) and all(map(is_built_of_units, node.args))


def _nonlinear(node: Node) -> int:
    """Non-linear units within a formula."""
    return int(node.op in _SQUASHING) + sum(_nonlinear(arg) for arg in node.args)


def in_order(formulas: Mapping[str, Node]) -> tuple[Unit, ...]:
    """Units ordered so that each comes after those it uses, with unused ones last.

    Raises:
        FormulaError: Two units use each other.
    """
    done: list[Unit] = []
    left = dict(formulas)
    while left:
        ready = [name for name, formula in left.items() if not (formula.names & set(left))]
        if not ready:
            raise FormulaError("the units use each other in a circle")
        done += [Unit(name, left.pop(name)) for name in ready]
    used = frozenset[str]().union(*(unit.formula.names for unit in done))
    return tuple(sorted(done, key=lambda unit: unit.name not in used))


def is_gate(outputs: Sequence[float], wanted: Sequence[float]) -> bool:
    """Whether the outputs are those of a gate, 0 and 1 within ``CLOSE``."""
    return all(abs(got - want) <= CLOSE for got, want in zip(outputs, wanted, strict=True))


def shown(outputs: Sequence[float], inputs: Sequence[Sequence[float]] = ROWS) -> str:
    """The truth table as a line of text."""
    rows = (f"({a:.0f},{b:.0f}) → {value:.3g}" for (a, b), value in zip(inputs, outputs, strict=True))
    return ", ".join(rows)
