"""A network in one function, which runs forward and backward: its passes are told apart by the arrays that it computes.

Such a function has no output and no cache to hand over, so its own variables are read when it ends: the output is what has the values
or the shape of one, and the gradients are what its names, its result, or its steps on the weights say they are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import place_of
from interviewer.grading.forms.code.code_tests.leaves import Leaf, leaves, nodes_of, returned_names, subscripts
from interviewer.grading.forms.code.code_tests.network.call import BACK_ROLES
from interviewer.grading.forms.code.code_tests.network.calls import RIGHT, SHAPED, AnswerNetwork
from interviewer.grading.forms.code.code_tests.network.matching import target_of
from interviewer.grading.forms.code.code_tests.network.reference import (
    NAMES,
    NetworkCase,
    draw_case,
    forward,
    one_hot,
)
from interviewer.grading.forms.code.code_tests.network.way import (
    FORWARD_ROLES,
    LAYOUTS,
    Forwarded,
    Way,
    in_lists,
    keys_of,
    real,
    same,
)
from interviewer.grading.forms.code.code_tests.roles import ParameterRole, assignments, role_of
from interviewer.grading.forms.sandbox.inside.values import Floats, ValuePath
from interviewer.grading.forms.sandbox.messages import Argument, CodeFaultError, Definition, Fault, Place, Result

_STEP_ROLES = {
    "lr": r"lr|learningrate|eta|alpha|stepsize|step|rate|gamma",
    "once": r"(?:n|num|max)?(?:epochs?|iters?|iterations?|steps)",
    "examples": r"n|m|bs|batchsize|(?:n|num)(?:samples|examples|data)",
}
"""Parameters of a training step: its learning rate, which gets 1, how often it is made, which is once, and the number of examples."""
ROLES = {**_STEP_ROLES, "dout": BACK_ROLES["dout"], "y": BACK_ROLES["y"], **FORWARD_ROLES}
LINES = "_lines"
"""The name of a function that was made of lines without one; nobody calls one of their own like this."""
TARGETS = ("y", "labels")
"""The roles of a target: a row for each example, or its class."""
_GRADIENT = re.compile(r"_?(?:d|g|grad|delta|nabla).*|.*grad(?:ient)?s?", re.I)
"""Matches names of gradients, and of what holds them."""
_OUTPUT = re.compile(r"out|y|score|logit|pred|z2|a2", re.I)
"""Found in names of a network's output, where several arrays have its shape and none its values."""
_FAILED = 0.5
"""What a call that fails on its way costs, so that another way of giving the target is tried before its fault is told."""
MOST_TRIED = 60
"""Most ways of calling that are tried; the names of the parameters usually say the first."""


@dataclass(frozen=True)
class Ran:
    """One run of a function that does both passes.

    Attributes:
        found: Every array that it left: in its own variables, its result, and the instance it belongs to.
        steps: What it took from each weight that it was given, by role.
        fault: Why it failed, if it had computed something by then.
        kept: Whether it gives back or changes anything.
    """

    done: Forwarded
    found: Sequence[Leaf]
    steps: Mapping[str, Floats] = field(default_factory=dict)
    fault: Fault | None = None
    kept: bool = True


class WholeNetwork(AnswerNetwork):
    """An answer's function that does both passes; its forward pass is the part that ends with the output."""

    def find(self) -> None:
        """Find the function, and where its output is."""
        case, best = draw_case(1), 0.0
        for tries, way in enumerate(self._whole_ways()):
            score, found = self._whole_score(way, case)
            if score > best:
                best, self.way = score, found
            if best >= RIGHT or tries >= MOST_TRIED or (self.fault and self.fault.fatal):
                break
        self.is_certain = best >= SHAPED - _FAILED

    def run_forward(
        self, case: NetworkCase, way: Way | None = None, trace: bool = False, watch: bool = False
    ) -> Forwarded:
        """Run the function with some target; see ``AnswerNetwork.run_forward``."""
        return self.run(case, way=way).done

    def run(self, case: NetworkCase, target: Argument | None = None, way: Way | None = None) -> Ran:
        """Run the function.

        Args:
            target: What it is trained towards, if it takes a target; by default any.

        Raises:
            CodeFaultError: It fails before it has computed anything.
        """
        way = way or self.way
        assert way is not None
        holder = self._make(way, case) if way.holder else Place()
        function = holder.at(way.forward) if way.holder else place_of(way.forward)
        named = {name: self._given(way, case, role, target) for name, role in way.given.items()}
        named = {name: in_lists(item) for name, item in named.items()} if way.lists else named
        fault = None
        try:
            result = self._bench.call(function, (), named, trace=True)
        except CodeFaultError as error:
            if error.fault.fatal or error.reached is None:
                raise
            result, fault = Result(Place(), None, names=error.reached), error.fault
        own = [replace(leaf, path=("own", *leaf.path)) for leaf in leaves(result.names) if leaf.path[0] not in named]
        names = returned_names(self._bench.source, way.forward)
        own += [replace(leaf, path=("result", *leaf.path)) for leaf in leaves(result.value, names)]
        held = list(leaves(self._bench.read(holder))) if way.holder else []
        own += [replace(leaf, path=("holder", *leaf.path)) for leaf in held if leaf.path not in way.places.values()]
        now = {role: leaf for leaf in leaves(result.names) for role in [_weight_at(way, leaf.path)] if role}
        now |= {role: leaf for leaf in held for role in NAMES if leaf.path == way.places.get(role)}
        steps = {
            role: way.layout.of(case, role) - leaf.array.astype(float)
            for role, leaf in now.items()
            if leaf.array.shape == way.layout.of(case, role).shape and leaf.array.dtype.kind in "fiu"
        }
        out = next((leaf.array for leaf in own if leaf.path == way.out), None)
        kept = (
            result.value is not None
            or any(np.any(step) for step in steps.values())
            or any(leaf.path[0] == "holder" for leaf in own)
        )
        return Ran(Forwarded(result, holder, real(out)), own, steps, fault, kept)

    def _given(self, way: Way, case: NetworkCase, role: ParameterRole, target: Argument | None) -> Argument:
        if role in TARGETS:
            drawn: Floats = one_hot(case) if role == "y" else one_hot(case).argmax(axis=1)
            return drawn if target is None else target
        if role in _STEP_ROLES:
            return {"lr": 1.0, "once": 1, "examples": len(case.x)}[role]
        return self._argument(way, case, role)

    def _whole_score(self, way: Way, case: NetworkCase) -> tuple[float, Way]:
        """How well a way works: whether the right output is computed on the way, or one of its shape."""
        try:
            ran = self.run(case, way=way)
        except CodeFaultError as error:
            self.fault = self.fault or error.fault
            return 0.0, way
        if ran.fault is not None and self._may_be_ours(ran.fault, way):
            return 0.0, way
        wanted, cost = forward(case), _FAILED if ran.fault is not None else 0.0
        shaped = [leaf for leaf in ran.found if leaf.array.shape == wanted.shape and not is_gradient(leaf, ran.found)]
        right = next((leaf for leaf in shaped if same(leaf.array, wanted)), None)
        if right is not None:
            return RIGHT - cost, replace(way, out=right.path)
        if not shaped or _has_loop(self._bench.source, way.forward):
            return 0.0, way  # after several rounds the output is that of other weights
        named = [leaf for leaf in shaped if _OUTPUT.search(leaf.label.split(" ")[-1])]
        return SHAPED - cost, replace(way, out=(named or shaped)[0].path)

    def _may_be_ours(self, fault: Fault, way: Way) -> bool:
        """Whether the line that fails has the target, which may be wanted in another form."""
        lines = self._bench.source.splitlines()
        line = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
        return any(re.search(rf"\b{re.escape(name)}\b", line) for name, role in way.given.items() if role in TARGETS)

    def _whole_ways(self) -> Iterator[Way]:
        for definition in sorted(self._bench.definitions, key=lambda d: -d.line):
            if definition.kind == "function" and "." not in definition.name:
                yield from self._whole_calls(definition)
        for definition in self._bench.definitions:
            if definition.kind == "class":
                yield from self._whole_methods(definition)

    def _whole_calls(self, function: Definition) -> Iterator[Way]:
        keys = keys_of(subscripts(self._bench.source, function.name))
        for weights in (NAMES, ("params",)):
            for given in _assigned(function, ("x", *weights)):
                for layout in LAYOUTS:
                    yield Way(layout, function.name, given, keys)

    def _whole_methods(self, definition: Definition) -> Iterator[Way]:
        for made, methods in self._makings(definition):
            for method in methods:
                weights = () if made.places else NAMES
                for given in _assigned(method, ("x", *weights)) if method.name != "__init__" else ():
                    yield replace(made, forward=method.name, given=given)


def is_input(name: str) -> bool:
    """Whether a name is that of something such a function is given: its data, a weight, or a setting of its step."""
    return role_of(name, ROLES) in {"x", "dout", *TARGETS, *NAMES, *_STEP_ROLES}


def _assigned(function: Definition, inputs: Sequence[ParameterRole]) -> Iterator[dict[str, ParameterRole]]:
    """What each parameter gets, if the function also takes a target or the gradient at the output."""
    needed = [p.name for p in function.parameters if not p.optional and not p.kind.startswith("VAR_")]
    needed = [name for name in needed if name not in {"self", "cls"}]
    once = [role for p in function.parameters if (role := role_of(p.name, _STEP_ROLES))]
    for last in ("dout", "y"):
        wanted = (*inputs, last, *once)
        if len(needed) > len(wanted):
            continue
        for given in assignments(function.parameters, ROLES, wanted):
            told = all(
                role_of(name, ROLES) in {"", role}
                for name, role in given.items()
                if role in {"dout", "y", "lr", "once"}
            )
            if told and {*inputs, last} <= set(given.values()) and set(needed) <= set(given):
                yield given
                if last == "y":
                    yield {name: "labels" if role == "y" else role for name, role in given.items()}


def _weight_at(way: Way, path: ValuePath) -> ParameterRole:
    """The weight that a function has at this place among its variables, "" if it is none that was passed to it."""
    role = way.given.get(str(path[0]), "")
    if role == "params" and len(path) > 1:
        return way.keys.get(str(path[1]), "")
    return role if role in NAMES and len(path) == 1 else ""


def is_gradient(leaf: Leaf, found: Sequence[Leaf]) -> bool:
    """Whether an array is a gradient of a weight, going by its name or that of what it is in."""
    return any(_GRADIENT.fullmatch(word) for word in leaf.label.split(" ")) and bool(target_of(leaf, found))


def _has_loop(source: str, function: str) -> bool:
    """Whether a function runs something several times."""
    nodes = nodes_of(source, function)
    return any(isinstance(node, ast.For | ast.While) and not isinstance(node.body[-1], ast.Break) for node in nodes)
