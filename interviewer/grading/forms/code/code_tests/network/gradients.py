"""Finds the backward pass of a network in an answer, whatever its style, and calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench, place_of
from interviewer.grading.forms.code.code_tests.leaves import (
    Leaf,
    attributes,
    leaves,
    returned_names,
    subscripts,
)
from interviewer.grading.forms.code.code_tests.network.back_ways import MOST_WAYS, BackWays
from interviewer.grading.forms.code.code_tests.network.call import LOSSES, Call, Source
from interviewer.grading.forms.code.code_tests.network.calls import AnswerNetwork
from interviewer.grading.forms.code.code_tests.network.lending import lend, may_lack, missing
from interviewer.grading.forms.code.code_tests.network.matching import (
    MOST_ALIKE,
    gradients_in,
    matched,
    named_gradient,
    scales,
)
from interviewer.grading.forms.code.code_tests.network.reference import (
    NAMES,
    NetworkCase,
    backward,
    draw_case,
    forward,
    one_hot,
    with_softmax,
)
from interviewer.grading.forms.code.code_tests.network.structures import STRUCTURES, structured
from interviewer.grading.forms.code.code_tests.network.way import (
    Forwarded,
    Way,
    WeightLayout,
    in_lists,
    keys_of,
    record_names,
    same,
)
from interviewer.grading.forms.code.code_tests.side_effects import watched_call
from interviewer.grading.forms.sandbox.inside.values import Array, Value
from interviewer.grading.forms.sandbox.messages import Argument, AsNamedTuple, CodeFaultError, Fault, Place


class Gradients:
    """The answer's backward pass: how to call it, once it is found.

    Attributes:
        call: How it is called; None if nothing can be called as a backward pass.
        fault: Why calling it failed, for the likeliest way of calling.
        stopped: Why the last call failed, if it had computed some gradients first.
        lacked: The fault of a backward pass that lacks something forward had.
        crowded: Whether a call returned so many unnamed arrays that they cannot be told apart.
        unreturned: Whether the last call left its gradients in its own variables, where nobody gets them.
    """

    def __init__(self, bench: Bench, network: AnswerNetwork) -> None:
        self._bench = bench
        self._network = network
        self.call: Call | None = None
        self.fault: Fault | None = None
        self.stopped: Fault | None = None
        self.lacked: Fault | None = None
        self._ways = BackWays(bench, network)
        self.crowded = False
        self.unreturned = False

    @property
    def seen(self) -> bool:
        """Whether anything in the answer looks like a backward pass."""
        return self._ways.seen

    def find(self) -> None:
        """Find the way that gives the most right gradients, or else the most gradients."""
        case, best = draw_case(1), 0.0
        try:
            done = self._network.run_forward(case)
        except CodeFaultError as error:
            self.fault = error.fault
            return
        for tries, call in enumerate(self._ways.of(done)):
            score, found = self._score(call, case)
            if score > best:
                best, self.call = score, found
            if score >= len(NAMES) or tries >= MOST_WAYS or (self.fault and self.fault.fatal):
                break

    def effective(self, case: NetworkCase) -> NetworkCase:
        """The case with the gradient at the output replaced by that of the answer's own loss."""
        assert self.call is not None
        return with_softmax(case) if self.call.loss in {"one-hot", "labels"} else case

    def run(self, case: NetworkCase, again: bool = False) -> dict[str, Array | None]:
        """The gradients by the name of their weight or bias; None for a missing one.

        Args:
            again: Compute them twice after one forward pass, and return the second ones.

        Raises:
            CodeFaultError: It fails.
        """
        call = self.call
        assert call is not None
        result = {leaf.path: leaf for leaf in self._leaves(call, case, again)}
        return {name: result[call.found[name]].array if call.found.get(name) in result else None for name in NAMES}

    def has_input(self, case: NetworkCase) -> bool:
        """Whether the backward pass is given the input, or may be: the contents of a closure cannot be seen.

        Raises:
            CodeFaultError: The forward pass fails.
        """
        call, way = self.call, self._network.way
        if call is None or way is None or call.closure is not None or "x" in call.given.values():
            return True
        done = self._network.run_forward(case)
        arrays = [leaf.array for leaf in (*leaves(done.result.value), *self._held(done.holder, way))]
        x = done.left.get("x", case.x).astype(float)
        return any(same(array, x) or same(array, x.T) for array in arrays)

    def changed(self, case: NetworkCase) -> tuple[str, ...]:
        """The parameters whose arrays the backward pass changes: the incoming gradient, what forward kept, the weights.

        Raises:
            CodeFaultError: It fails.
        """
        call, way = self.call, self._network.way
        if call is None or way is None or call.closure is not None:
            return ()  # a function created by forward has one argument, with a name of its own
        done = self._network.run_forward(case)
        named = self._given(case, call, done, way)
        return watched_call(self._bench, _function(call, done), named).changed

    def steps(self, case: NetworkCase) -> Sequence[tuple[int, Value]]:
        """The arrays that the lines of the backward pass compute, with their lines; none for a function created by forward."""
        call, way = self.call, self._network.way
        if call is None or way is None or call.closure is not None:
            return ()
        done = self._network.run_forward(case, trace=bool(call.lent))
        lend(self._bench, call, done)
        return self._bench.call(_function(call, done), (), self._given(case, call, done, way), trace=True).steps

    def _leaves(self, call: Call, case: NetworkCase, again: bool = False) -> list[Leaf]:
        """The arrays that a backward pass computes.

        Args:
            again: Run it twice after one forward pass; the second run counts.
        """
        done = self._network.run_forward(case, trace=bool(call.lent))
        way = self._network.way
        assert way is not None
        function = _function(call, done)
        named = self._given(case, call, done, way)
        before = {leaf.path: leaf.array for leaf in self._held(done.holder, way)}
        in_order = call.closure is not None and len(named) == 1
        args, given = (tuple(named.values()), {}) if in_order else ((), named)
        try:
            lend(self._bench, call, done)
            if again:
                self._bench.call(function, args, given)
            result = self._bench.call(function, args, given)
        except CodeFaultError as error:
            # judge what it had computed before it failed; the rest counts as missing
            found = [replace(leaf, path=("reached", *leaf.path)) for leaf in leaves(error.reached)]
            found = [leaf for leaf in found if named_gradient(leaf, found)]
            if not found or error.fault.fatal:
                raise
            self.stopped = error.fault
            return found
        self.stopped, self.unreturned = None, False
        names = returned_names(self._bench.source, call.name)
        found = [replace(leaf, path=("result", *leaf.path)) for leaf in leaves(result.value, names)]
        for leaf in self._held(done.holder, way):
            old = before.get(leaf.path)
            if (
                old is None
                or not same(old, leaf.array.astype(float))
                or re.search(r"(?:^|\W|_)(?:d_?[wb]|grad)", leaf.label)
            ):
                found.append(replace(leaf, path=("holder", *leaf.path)))
        found = found or self._left_behind(done)
        if not found:
            # its own variables say what it computed, but do not return it
            names_of = gradients_in(self._bench.call(function, args, given, trace=True).names)
            found = [replace(leaf, path=("own", *leaf.path)) for leaf in leaves(names_of)]
            self.unreturned = bool(found)
        return found

    def _left_behind(self, done: Forwarded) -> list[Leaf]:
        """The gradients that a backward pass without a result has put into what forward kept, or into globals."""
        kept = {leaf.path: leaf.array for leaf in leaves(done.result.value)}
        now = leaves(self._bench.read(done.result.place))
        new = [leaf for leaf in now if leaf.path not in kept or not same(kept[leaf.path], leaf.array.astype(float))]
        module = list(leaves(gradients_in(self._bench.read(Place()))))
        places = (("kept", new), ("module", module))
        return [replace(leaf, path=(where, *leaf.path)) for where, found in places for leaf in found]

    def _given(self, case: NetworkCase, call: Call, done: Forwarded, way: Way) -> dict[str, Argument]:
        """What each parameter gets."""
        named = {name: self._argument(source, case, call, done, way) for name, source in call.given.items()}
        return {name: in_lists(item) for name, item in named.items()} if way.lists else named

    def _held(self, holder: Place, way: Way) -> list[Leaf]:
        return list(leaves(self._bench.read(holder))) if way.holder else []

    def _argument(self, source: Source, case: NetworkCase, call: Call, done: Forwarded, way: Way) -> Argument:
        if isinstance(source, tuple):
            if source[:1] == ("rest",):
                return tuple(done.result.place.at(n) for n in source[1:])
            return done.result.place.at(*source)
        if source == "y":
            if call.loss == "labels":
                return np.asarray(one_hot(case).argmax(axis=1))
            out = forward(case) if done.out is None or done.out.shape != case.dout.shape else done.out.astype(float)
            return out - case.dout if call.loss == "squares" else one_hot(case)
        if source == "params":
            return {
                key: way.layout.of(case, name)
                for key, name in keys_of(subscripts(self._bench.source, call.name)).items()
            }
        if source == "params in order":
            names = record_names(attributes(self._bench.source, call.name))
            return AsNamedTuple({names[name]: way.layout.of(case, name) for name in NAMES})
        if source in STRUCTURES:
            return structured(case, way.layout, source, way.nested)
        if source in done.left:
            return done.left[source]  # the caller has what forward made of it
        if source in ("x", "dout"):
            return (case.x if source == "x" else case.dout).copy()
        return way.layout.of(case, source)

    def _score(self, call: Call, case: NetworkCase) -> tuple[float, Call]:
        best: tuple[float, Call] = (0.0, call)
        found_leaves: list[Leaf] = []
        for loss in LOSSES if "y" in call.given.values() else LOSSES[:1]:
            tried = replace(call, loss=loss)
            if loss == "" and "y" in call.given.values():
                continue
            try:
                tried, found = self._with_loans(tried, case)
                found_leaves = found
            except CodeFaultError as error:
                self.fault = self.fault or error.fault  # the likeliest way is tried first
                if error.fault.fatal:
                    return 0.05, replace(tried, found={}, labels={})
                score, named = 0.05, dict[str, Leaf]()
            else:
                self.call, kept = tried, self.call
                wanted = backward(self.effective(case))
                self.call = kept
                layout = self._network.way.layout if self._network.way else WeightLayout()
                n, c = case.dout.shape
                score, named = matched(found, wanted, layout, scales(n, c, tried.of_loss))
            self.crowded = self.crowded or (not named and len(found_leaves) > len(NAMES) * MOST_ALIKE)
            score *= 0.9 if self.unreturned else 1.0
            if score > best[0]:
                labels = {name: leaf.label for name, leaf in named.items()}
                best = (score, replace(tried, found={name: leaf.path for name, leaf in named.items()}, labels=labels))
        return best

    def _with_loans(self, call: Call, case: NetworkCase) -> tuple[Call, list[Leaf]]:
        """A call supplied with whatever its backward pass lacks and forward had, and the arrays it then computes.

        Raises:
            CodeFaultError: It fails for another reason.
        """
        way = self._network.way
        assert way is not None
        while True:
            found, failed = list[Leaf](), None
            try:
                found = self._leaves(call, case)
                fault = self.stopped
            except CodeFaultError as error:
                failed, fault = error, error.fault
            lacks = None
            if fault is not None and may_lack(fault):
                lacks = missing(fault, call, way, self._network.run_forward(case, trace=True))
            if lacks is None and failed is not None:
                raise failed
            if lacks is None:
                return call, found
            self.lacked = self.lacked or fault
            call = replace(call, lent=(*call.lent, lacks))


def _function(call: Call, done: Forwarded) -> Place:
    if call.closure is not None:
        return Place(done.result.place.ref, call.closure)
    return done.holder.at(call.name) if call.method else place_of(call.name)
