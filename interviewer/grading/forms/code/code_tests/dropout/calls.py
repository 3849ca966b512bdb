"""Finds the dropout passes in an answer, whatever its style: training, prediction and backward."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.dropout.closeness import closeness_of
from interviewer.grading.forms.code.code_tests.dropout.way import (
    BACK_NAME,
    BACK_ROLES,
    EVAL_NAME,
    FLAGS,
    FORWARD_NAME,
    OLD_CALLS,
    RATE,
    ROLES,
    TEST_MODES,
    Made,
    Pass,
    argument_of,
    back_givens,
    givens_of,
    is_changed,
    is_named,
    left_of,
    likely_methods,
    parts_of,
    ways_in_lists,
    ways_of_function,
    ways_of_prediction,
)
from interviewer.grading.forms.code.code_tests.leaves import (
    callables,
    leaves,
    makes_functions,
    returned_names,
    subscripts,
    without_numpy,
)
from interviewer.grading.forms.code.code_tests.roles import ParameterRole, assignments, role_of
from interviewer.grading.forms.code.code_tests.side_effects import watched_call
from interviewer.grading.forms.sandbox.inside.values import Floats, ValuePath
from interviewer.grading.forms.sandbox.messages import (
    Argument,
    AsLists,
    CodeFaultError,
    Definition,
    Fault,
    Place,
    Result,
)

_MASKED, _SHAPED, _MOST_WAYS = 4.0, 2.0, 200
"""The scores of a forward pass that drops, and of one that at least returns the shape of its input; most ways that are tried."""


class Dropout:
    """The answer's dropout: how to make each pass, once it is found.

    Attributes:
        train, predict, backward: None if the answer has no such pass.
        fault: Why calling it failed, for the likeliest way of calling.
        has_backward: Whether something in it looks like a backward pass.
        is_certain: Whether the forward pass drops, or was at least called as its parameter names say, so that a failure is
            its own fault.
        is_back_certain: Whether the backward pass was called as its parameter names say.
        back_changed, back_result: The parameters whose arrays the last backward pass changed, and the result of its call.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._lists = without_numpy(bench.source)
        self.train: Pass | None = None
        self.predict: Pass | None = None
        self.backward: Pass | None = None
        self.fault: Fault | None = None
        self.back_fault: Fault | None = None
        self.has_backward = False
        self.is_certain = False
        self.is_back_certain = False
        self.back_changed: tuple[str, ...] = ()
        self.back_result: Result | None = None
        self._seed = 0

    def find_train(self, x: Floats) -> None:
        """Find the training forward pass: one whose output is the input with some entries dropped."""
        best = 0.0
        for tried in ways_in_lists(self._train_ways(), self._lists):
            score, found = self._score(tried, x)
            if score > best:
                best, self.train = score, found
                self.is_certain = score >= _SHAPED or is_named(found.given)
            if score >= _MASKED or (self.fault and self.fault.fatal):
                return

    def make(self, way: Pass, x: Floats, rate: float = RATE, holder: Place | None = None, trace: bool = False) -> Made:
        """Run a forward pass, by default on a new instance.

        Args:
            trace: Note the lines that come to arrays.

        Raises:
            CodeFaultError: It fails.
        """
        holder = holder or self._instance(way, x, rate)
        self._seed += 1
        named = {name: self._argument(way, role, x, rate) for name, role in way.given.items() if isinstance(role, str)}
        result = self._bench.call(holder.at(*way.name.split(".")), (), named, trace)
        found = next((leaf.array for leaf in leaves(result.value) if leaf.path == way.out), None)
        out = None if found is None or found.dtype.kind not in "fiub" else found.astype(float)
        return Made(result, holder, out, x, rate, is_changed(named, result), left_of(way, named, result))

    def make_backward(self, done: Made, dout: Floats, way: Pass | None = None, trace: bool = False) -> Floats | None:
        """The gradient at the input after a forward pass; if traced, the lines are in ``back_result``.

        Raises:
            CodeFaultError: It fails.
        """
        way = way or self.backward
        assert way is not None
        if way.closure is not None:
            given = AsLists(dout) if way.lists else dout.copy()
            result = self._bench.call(Place(done.result.place.ref, way.closure), (given,), None, trace)
            self.back_changed = ("the gradient",) if is_changed({"": given}, result) else ()
        else:
            named = {name: self._back_argument(way, source, done, dout) for name, source in way.given.items()}
            function = (done.holder if way.holder else Place()).at(*way.name.split("."))
            watched = watched_call(self._bench, function, named, trace)
            result, self.back_changed = watched.result, watched.changed
        self.back_result = result
        found = [leaf.array for leaf in leaves(result.value) if leaf.array.shape == dout.shape]
        return found[0].astype(float) if found and found[0].dtype.kind in "fiub" else None

    def find_predict(self, x: Floats) -> None:
        """Find the prediction forward pass: another mode of the training pass, or a separate function."""
        for way in ways_in_lists(self._predict_ways(), self._lists):
            try:
                done = self.make(way, x)
            except CodeFaultError as error:
                if error.fault.fatal:
                    return
                continue
            found = [leaf for leaf in leaves(done.result.value) if leaf.array.shape == x.shape]
            if found:
                self.predict = replace(way, out=found[0].path)
                return

    def find_backward(self, x: Floats, dout: Floats) -> None:
        """Find the backward pass: one that changes the gradient as forward changed its input, else any that runs."""
        assert self.train is not None
        best = 0.0
        try:
            done = self.make(self.train, x)
        except CodeFaultError:
            return
        for way in itertools.islice(ways_in_lists(self._backward_ways(done), self._lists), _MOST_WAYS):
            try:
                done = self.make(self.train, x)
                dx = self.make_backward(done, dout, way)
            except CodeFaultError as error:
                self.back_fault = self.back_fault or error.fault
                if error.fault.fatal:
                    return
                continue
            score, gone = 0.0 if dx is None else 1.0, np.zeros(1) if done.out is None else done.out == 0
            if dx is not None and done.out is not None and gone.any() and np.array_equal(dx == 0, gone):
                score = 2.0 + float(closeness_of(self._bench.source).all(dx, dout * done.out / x))
            if score > best:
                best, self.backward = score, way
            if best >= 3.0:
                return

    def restart_seeds(self) -> None:
        """Start the next pass from the first seed again."""
        self._seed = 0

    def _score(self, way: Pass, x: Floats) -> tuple[float, Pass]:
        try:
            done = self.make(way, x)
        except CodeFaultError as error:
            self.fault = self.fault or error.fault
            return 0.1, way
        arrays = leaves(done.result.value)
        shaped = [leaf for leaf in arrays if leaf.array.shape == x.shape and leaf.array.dtype.kind in "fiu"]
        for leaf in shaped:
            factors = closeness_of(self._bench.source).factors(leaf.array.astype(float) / x)
            if len(factors) == 2 and factors[0] == 0:
                return _MASKED, replace(way, out=leaf.path)
        named = [leaf for leaf in shaped if re.search(r"out|y|res", leaf.label)]
        return (_SHAPED, replace(way, out=(named or shaped)[0].path)) if shaped else (0.2, way)

    def _train_ways(self) -> Iterator[Pass]:
        definitions = [d for d in self._bench.definitions if not BACK_NAME.search(d.name)]
        functions = [d for d in definitions if d.kind == "function"]
        # a prediction function does not count as training that drops nothing, unless it is all there is
        functions = [f for f in functions if not EVAL_NAME.search(f.name)] or functions
        functions.sort(key=lambda f: (bool(EVAL_NAME.search(f.name)), not FORWARD_NAME.search(f.name), -f.line))
        for definition in (d for d in self._bench.definitions if d.kind == "class"):
            for made_of in assignments(definition.parameters, ROLES, ("keep", "drop", "p", "seed", "rng"), ()):
                yield from self._ways_of_class(definition, made_of)
        for function in functions:
            yield from ways_of_function(function, subscripts(self._bench.source, function.name))
        for function in functions:
            # a function that creates the passes and returns them; it gets the rate and no input
            roles = [role_of(p.name, ROLES) for p in function.parameters]
            if "x" not in roles and makes_functions(self._bench.source, function.name):
                for made_of in assignments(function.parameters, ROLES, ("keep", "drop", "p", "seed", "rng"), ()):
                    yield from self._ways_of_class(function, made_of)

    def _ways_of_class(self, definition: Definition, made_of: Mapping[str, ParameterRole]) -> Iterator[Pass]:
        blank = Pass(holder=definition.name, made_of=made_of)
        try:
            methods = self._bench.methods(self._instance(blank, np.ones((1, 1)), RATE))
        except CodeFaultError as error:
            self.fault = self.fault or error.fault
            return
        for method in likely_methods(definition, methods):
            for given in givens_of(method.parameters):
                yield replace(blank, name=method.name, given=given)

    def _predict_ways(self) -> Iterator[Pass]:
        way = self.train
        assert way is not None
        flagged = {r for r in (*way.given.values(), *way.keys.values(), *way.made_of.values()) if r in FLAGS}
        if flagged:
            for mode in TEST_MODES if "mode" in flagged else TEST_MODES[:1]:
                yield replace(way, mode=mode)
        if way.holder:
            yield from self._predict_ways_of_class(way)
        for function in self._bench.definitions:
            if function.kind == "function" and EVAL_NAME.search(function.name) and function.name != way.name:
                for given in givens_of(function.parameters):
                    yield Pass(function.name, given, mode="test")

    def _predict_ways_of_class(self, way: Pass) -> Iterator[Pass]:
        x = np.ones((1, 1))
        try:
            holder = self._instance(way, x, RATE)
            methods = {m.name: m for m in self._bench.methods(holder)}
            value = self._bench.read(holder)
        except CodeFaultError:
            return
        yield from ways_of_prediction(way, methods, value)

    def _backward_ways(self, done: Made) -> Iterator[Pass]:
        way = self.train
        assert way is not None
        for path in callables(done.result.value):
            self.has_backward = self.is_back_certain = True
            yield Pass(closure=path)
        if way.holder:
            for method in self._bench.methods(done.holder):
                if BACK_NAME.search(method.name):
                    self.has_backward = self.is_back_certain = True
                    for given in self._back_givens(method, done):
                        yield Pass(method.name, given, holder=way.holder)
        for function in self._bench.definitions:
            takes_gradient = any(role_of(p.name, BACK_ROLES) == "dout" for p in function.parameters)
            other = function.name != way.name and not EVAL_NAME.search(function.name)
            if function.kind == "function" and (BACK_NAME.search(function.name) or (takes_gradient and other)):
                self.has_backward = True
                self.is_back_certain = self.is_back_certain or takes_gradient
                for given in self._back_givens(function, done):
                    yield Pass(function.name, given)

    def _back_givens(self, function: Definition, done: Made) -> Iterator[dict[str, ParameterRole | ValuePath]]:
        assert self.train is not None
        names = returned_names(self._bench.source, self.train.function)
        yield from back_givens(function.parameters, parts_of(done.result.value, names, self.train.out))

    def _instance(self, way: Pass, x: Floats, rate: float) -> Place:
        if not way.holder:
            return Place()
        named = {name: self._argument(way, role, x, rate) for name, role in way.made_of.items()}
        holder = self._bench.call(Place().at(way.holder), (), named).place
        for name, arguments in way.prepared:
            self._bench.call(holder.at(name), arguments)
        for name, value in way.set_:
            self._bench.put(holder.at(name), value)
        return holder

    def _argument(self, way: Pass, role: ParameterRole, x: Floats, rate: float) -> Argument:
        return argument_of(way, role, x, rate, self._seed, bool(OLD_CALLS.search(self._bench.source)))

    def _back_argument(self, way: Pass, source: ParameterRole | ValuePath, done: Made, dout: Floats) -> Argument:
        if isinstance(source, tuple):
            return done.result.place.at(*source)
        assert self.train is not None
        if source == "dout":
            return AsLists(dout) if way.lists else dout.copy()
        if source == "x" and done.changed and done.left is not None:
            return done.left  # the caller has what forward made of it
        return self._argument(self.train, source, done.x, done.rate)
