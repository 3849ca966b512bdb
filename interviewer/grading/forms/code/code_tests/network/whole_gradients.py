"""The gradients of a function that runs forward and backward: found among its own arrays, its result, or its steps on the weights."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.leaves import Leaf, nodes_of
from interviewer.grading.forms.code.code_tests.network.call import OWN, Call
from interviewer.grading.forms.code.code_tests.network.gradients import Gradients
from interviewer.grading.forms.code.code_tests.network.matching import matched, scales, target_of
from interviewer.grading.forms.code.code_tests.network.reference import (
    NAMES,
    NetworkCase,
    backward,
    draw_case,
    forward,
    one_hot,
)
from interviewer.grading.forms.code.code_tests.network.way import LAYOUTS, Way, real
from interviewer.grading.forms.code.code_tests.network.whole import TARGETS, WholeNetwork, is_gradient
from interviewer.grading.forms.sandbox.inside.values import Floats, Value, ValuePath
from interviewer.grading.forms.sandbox.messages import Argument

FEWEST_OF_OWN = 2
"""With an unknown loss, at least so many gradients must follow from one array for it to be taken as the gradient at the output. By
hand: every mutant by one edit leaves as many."""


class WholeGradients(Gradients):
    """The gradients that a function for both passes computes."""

    def __init__(self, bench: Bench, network: WholeNetwork) -> None:
        super().__init__(bench, network)
        self._whole = network
        self._stepped: frozenset[str] = frozenset()  # the weights that it changes
        self._own: ValuePath = ()  # its gradient at the output, if its loss is not known here

    def find(self) -> None:
        """Find which of its arrays are gradients, and of which loss."""
        way, case = self._whole.way, draw_case(1)
        assert way is not None
        steps = self._whole.run(case).steps if "lr" in way.given.values() else {}
        self._stepped = frozenset(role for role, step in steps.items() if np.any(step))
        given = {name: "y" if role in TARGETS else role for name, role in way.given.items()}
        call = Call(way.forward, method=bool(way.holder), given=given)
        score, found = self._score(call, case)
        # with nothing right, its loss may be one that is not known here
        self.call = found if score >= 1 or "dout" in given.values() else self._of_own_loss(call, case)

    def effective(self, case: NetworkCase) -> NetworkCase:
        """The case with the gradient at the output replaced by that of the answer's own loss."""
        if self.call is None or self.call.loss != OWN:
            return super().effective(case)
        found = {leaf.path: leaf.array for leaf in self._whole.run(case, self._target(self.call, case)).found}
        own = real(found.get(self._own))
        return case if own is None or own.shape != case.dout.shape else replace(case, dout=own.astype(float))

    def _of_own_loss(self, call: Call, case: NetworkCase) -> Call | None:
        """The call with the array that most gradients follow from, if it grows with the output."""
        best, found = float(FEWEST_OF_OWN), None
        own: ValuePath = ()
        labels = _rows(case)
        ran = self._whole.run(case, self._target(replace(call, loss=OWN), case))
        out = forward(case) if ran.done.out is None else ran.done.out
        for leaf in ran.found:
            if leaf.path[0] not in {"own", "holder"} or leaf.array.shape != out.shape or leaf.array.dtype.kind != "f":
                continue
            if float((leaf.array.astype(float) * (out.astype(float) - labels)).sum()) <= 0:
                continue  # a step against it would make the loss larger
            self._own, self.call = leaf.path, replace(call, loss=OWN)
            wanted = backward(self.effective(case))
            layout = self._whole.way.layout if self._whole.way else LAYOUTS[0]
            score, named = matched(self._leaves(self.call, case), wanted, layout, scales(*case.dout.shape))
            if score >= best and (found is None or score > best):
                places = {name: item.path for name, item in named.items()}
                told = {name: item.label for name, item in named.items()}
                best, found, own = score, replace(self.call, found=places, labels=told), leaf.path
        self._own = own
        return found

    def steps(self, case: NetworkCase) -> Sequence[tuple[int, Value]]:
        """The arrays that the lines of the function compute, with their lines."""
        call = self.call
        return () if call is None else self._whole.run(case, self._target(call, case)).done.result.steps

    def _with_loans(self, call: Call, case: NetworkCase) -> tuple[Call, list[Leaf]]:
        return call, self._leaves(call, case)

    def _leaves(self, call: Call, case: NetworkCase, again: bool = False) -> list[Leaf]:
        ran = self._whole.run(case, self._target(call, case))
        self.stopped, self.unreturned = ran.fault, not ran.kept
        found = [leaf for leaf in ran.found if is_gradient(leaf, ran.found)]
        there = {target_of(leaf, found) for leaf in found}
        way = self._whole.way
        assert way is not None
        if "lr" in way.given.values():  # it was 1, so a step is the gradient
            unseen = [(role, step) for role, step in ran.steps.items() if role in self._stepped - there]
            return found + [Leaf(("step", role), f"d{role.lower()}", step) for role, step in unseen]
        result = [leaf for leaf in ran.found if leaf.path[0] == "result" and leaf.path != way.out]
        nameless = [leaf for leaf in result if not target_of(leaf, result)]
        named = [leaf for leaf in result if leaf not in nameless]
        nameless = [] if _returns_updates(self._bench.source, way) else nameless
        return [*(found or named), *nameless]

    def _target(self, call: Call, case: NetworkCase) -> Argument | None:
        if "y" not in call.given.values():
            return None
        if call.loss == "squares":
            out = self._whole.run(case).done.out
            return (forward(case) if out is None or out.shape != case.dout.shape else out.astype(float)) - case.dout
        rows = _rows(case) if call.loss == OWN else one_hot(case)
        way = self._whole.way
        classes = call.loss == "labels" or (call.loss == OWN and way is not None and "labels" in way.given.values())
        return rows.argmax(axis=1) if classes else rows


def _rows(case: NetworkCase) -> Floats:
    """Some labels, one row each, that do not depend on the gradient at the output."""
    table: Floats = np.eye(case.dout.shape[1])
    rows: Floats = table[case.x[:, : case.dout.shape[1]].argmax(axis=1)]
    return rows


def _returns_updates(source: str, way: Way) -> bool:
    """Whether a function returns weights less something, which are no gradients."""
    nodes = nodes_of(source, way.forward)
    entries = [e for n in nodes if isinstance(n, ast.Return) and isinstance(n.value, ast.Tuple) for e in n.value.elts]
    return any(isinstance(e, ast.BinOp) and isinstance(e.op, ast.Sub) and _weight_in(e.left, way) for e in entries)


def _weight_in(node: ast.expr, way: Way) -> bool:
    return isinstance(node, ast.Name) and way.given.get(node.id) in NAMES
