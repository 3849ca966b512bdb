"""Finds the passes of dropout in an answer, whatever their style: training, prediction and backward."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.forms.code_tests.bench import Bench
from interviewer.grading.forms.code_tests.leaves import callables, leaves, returned_names, subscripts
from interviewer.grading.forms.code_tests.roles import Role, assignments, role_of
from interviewer.grading.forms.session import (
    Argument,
    CodeFaultError,
    Definition,
    Fault,
    Generator,
    Parameter,
    Place,
    Result,
)

Floats = NDArray[np.float64]
Path = tuple[str | int, ...]
RATE = 0.75
"""What every probability is set to; keeping and dropping at this rate differ by far."""
ROLES = {
    "keep": r"keep(?:prob(?:ability|s)?|rate|p|ratio)?|p?keep|q|retain(?:prob(?:ability)?|rate)?|kp|pretain|probkeep|keepratio|survival(?:prob)?",
    "drop": r"drop(?:out)?(?:prob(?:ability)?|rate|p|ratio)?|rate|p?drop|ratio|dropprobability|probdrop|dr",
    "p": r"p|prob|probability|alpha|pr|rho|theta",
    "train": r"(?:is)?train(?:ing|mode|flag)?|trainingmode|intraining",
    "test": r"(?:is)?(?:test|testing|eval|evaluate|predict|predicting|prediction|inference)(?:mode|time)?",
    "mode": r"mode|phase|stage",
    "rng": r"rng|generator|random|prng|randomgenerator|rand",
    "seed": r"seed|randomseed|randomstate|rs",
    "config": r"dropoutparams?|params?|config|cfg|options?",
    "x": r"x|xs|inputs?|inp|data|batch|h|a|acts?|activations?|z|values|arr|layer|hidden|xbatch|a1|h1|inputdata|features|layerinput|v",
}
_BACK_ROLES = {
    "dout": r"d(?:out|y|h|a|x|z|output|l)?|grad(?:ient)?s?|g|grad(?:out|output|y|h)|up(?:stream)?(?:grad)?(?:ient)?|delta|gy|gout|outgrad|dldy|dldout|err(?:or)?|upstream|dnext|dupstream|gradientoutput",
    "kept": r"masks?|m|cache[sd]?|ctx|context|saved|mem(?:ory)?|store|tape|state|kept|keepmask|dropmask|dropoutmask|scaledmask|d",
    **ROLES,
}
_BACK_NAME = re.compile(r"back|bwd|bprop|grad", re.I)
_EVAL_NAME = re.compile(r"predict|test|eval|infer", re.I)
_FORWARD_NAME = re.compile(r"forward|fwd|dropout|train|call|apply", re.I)
RATES = frozenset({"keep", "drop", "p"})


@dataclass(frozen=True)
class Pass:
    """A way to make one pass.

    Attributes:
        name: The function, or the method of ``holder``.
        given: What each parameter gets: a role, or for a backward pass a way into forward's result.
        holder: The class that the method is of, "" for a function.
        made_of: What the class's parameters get.
        prepared: Methods to call on the instance before, such as ``eval``, each with its arguments.
        set_: Attributes of the instance to set before.
        closure: The way to the function in forward's result, where it is made there.
        keys: The roles of the entries of a dict of options.
    """

    name: str = ""
    given: Mapping[str, Role | Path] = field(default_factory=dict)
    holder: str = ""
    made_of: Mapping[str, Role] = field(default_factory=dict)
    prepared: tuple[tuple[str, tuple[bool, ...]], ...] = ()
    set_: tuple[tuple[str, bool | str], ...] = ()
    closure: Path | None = None
    keys: Mapping[str, Role] = field(default_factory=dict)
    mode: str = "train"
    out: Path = ()

    @property
    def rate_role(self) -> Role:
        """What the answer's probability is of, by its name; "" where it takes none."""
        found = [r for r in (*self.given.values(), *self.made_of.values(), *self.keys.values()) if r in RATES]
        return str(found[0]) if found else ""


@dataclass(frozen=True)
class Made:
    """A pass that was made."""

    result: Result
    holder: Place
    out: Floats | None


class Dropout:
    """The answer's dropout: how to make each pass, once it is found.

    Attributes:
        train, predict, backward: None where the answer has no such pass.
        fault: Why calling it failed; of the likeliest way.
        has_backward: Whether something in it looks like a backward pass.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.train: Pass | None = None
        self.predict: Pass | None = None
        self.backward: Pass | None = None
        self.fault: Fault | None = None
        self.back_fault: Fault | None = None
        self.has_backward = False
        self._seed = 0

    def find_train(self, x: Floats) -> None:
        """Find the forward pass in training: one whose output is the input with some entries gone."""
        best = 0.0
        for tried in self._train_ways():
            score, found = self._score(tried, x)
            if score > best:
                best, self.train = score, found
            if score >= _MASKED or (self.fault and self.fault.fatal):
                return

    def make(self, way: Pass, x: Floats, rate: float = RATE, holder: Place | None = None) -> Made:
        """Make a forward pass, on an instance of its own unless one is given.

        Raises:
            CodeFaultError: It fails.
        """
        holder = holder or self._instance(way, x, rate)
        self._seed += 1
        named = {name: self._argument(way, role, x, rate) for name, role in way.given.items() if isinstance(role, str)}
        result = self._bench.call(holder.at(way.name), (), named)
        out = next((leaf.array for leaf in leaves(result.value) if leaf.path == way.out), None)
        return Made(result, holder, None if out is None or out.dtype.kind not in "fiub" else out.astype(float))

    def make_backward(self, done: Made, x: Floats, dout: Floats, way: Pass | None = None) -> Floats | None:
        """The gradient at the input after a forward pass.

        Raises:
            CodeFaultError: It fails.
        """
        way = way or self.backward
        assert way is not None
        if way.closure is not None:
            result = self._bench.call(Place(done.result.place.ref, way.closure), (dout.copy(),))
        else:
            named = {name: self._back_argument(way, source, done, x, dout) for name, source in way.given.items()}
            result = self._bench.call((done.holder if way.holder else Place()).at(way.name), (), named)
        found = [leaf.array for leaf in leaves(result.value) if leaf.array.shape == dout.shape]
        return found[0].astype(float) if found and found[0].dtype.kind in "fiub" else None

    def find_predict(self, x: Floats) -> None:
        """Find the forward pass when one predicts: another mode of the pass in training, or a function of its own."""
        for way in self._predict_ways():
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
        """Find the backward pass: one that gives what arrives, as forward changed its input, else one that runs."""
        assert self.train is not None
        best = 0.0
        try:
            done = self.make(self.train, x)
        except CodeFaultError:
            return
        for way in itertools.islice(self._backward_ways(done), _MOST_WAYS):
            try:
                done = self.make(self.train, x)
                dx = self.make_backward(done, x, dout, way)
            except CodeFaultError as error:
                self.back_fault = self.back_fault or error.fault
                if error.fault.fatal:
                    return
                continue
            score = 0.0 if dx is None else 1.0
            if dx is not None and done.out is not None and np.array_equal(dx == 0, done.out == 0):
                score = 2.0 + float(np.allclose(dx, dout * done.out / x))
            if score > best:
                best, self.backward = score, way
            if best >= 3.0:
                return

    def restart_seeds(self) -> None:
        """Give the next pass the first seed again."""
        self._seed = 0

    def _score(self, way: Pass, x: Floats) -> tuple[float, Pass]:
        try:
            done = self.make(way, x)
        except CodeFaultError as error:
            self.fault = self.fault or error.fault
            return 0.1, way
        shaped = [
            leaf for leaf in leaves(done.result.value) if leaf.array.shape == x.shape and leaf.array.dtype.kind in "fiu"
        ]
        for leaf in shaped:
            factors = np.unique(np.round(leaf.array.astype(float) / x, 9))
            if len(factors) == 2 and factors[0] == 0:
                return _MASKED, replace(way, out=leaf.path)
        named = [leaf for leaf in shaped if re.search(r"out|y|res", leaf.label)]
        return (2.0, replace(way, out=(named or shaped)[0].path)) if shaped else (0.2, way)

    def _train_ways(self) -> Iterator[Pass]:
        definitions = [d for d in self._bench.definitions if not _BACK_NAME.search(d.name)]
        functions = [d for d in definitions if d.kind == "function"]
        # what predicts is no training that drops nothing, unless it is all there is
        functions = [f for f in functions if not _EVAL_NAME.search(f.name)] or functions
        functions.sort(key=lambda f: (bool(_EVAL_NAME.search(f.name)), not _FORWARD_NAME.search(f.name), -f.line))
        for definition in (d for d in self._bench.definitions if d.kind == "class"):
            for made_of in assignments(definition.parameters, ROLES, ("keep", "drop", "p", "seed", "rng"), ()):
                yield from self._ways_of_class(definition, made_of)
        for function in functions:
            yield from self._ways_of_function(function)

    def _ways_of_function(self, function: Definition) -> Iterator[Pass]:
        keys = {k: r for k in subscripts(self._bench.source, function.name) if (r := role_of(k, ROLES)) and r != "x"}
        if "config" in [role_of(p.name, ROLES) for p in function.parameters] and keys:
            for mode in _TRAIN_MODES:
                for given in assignments(function.parameters, ROLES, ("x", "config")):
                    yield Pass(function.name, given, keys=keys, mode=mode)
        for given in _givens(function.parameters):
            for mode in _TRAIN_MODES if "mode" in given.values() else _TRAIN_MODES[:1]:
                yield Pass(function.name, given, mode=mode)

    def _ways_of_class(self, definition: Definition, made_of: Mapping[str, Role]) -> Iterator[Pass]:
        blank = Pass(holder=definition.name, made_of=made_of)
        try:
            methods = self._bench.methods(self._instance(blank, np.ones((1, 1)), RATE))
        except CodeFaultError as error:
            self.fault = self.fault or error.fault
            return
        likely = [m for m in methods if not _BACK_NAME.search(m.name) and m.name not in {"__init__", "train", "eval"}]
        likely.sort(key=lambda m: (bool(_EVAL_NAME.search(m.name)), not _FORWARD_NAME.search(m.name)))
        for method in likely:
            for given in _givens(method.parameters):
                yield replace(blank, name=method.name, given=given)

    def _predict_ways(self) -> Iterator[Pass]:
        way = self.train
        assert way is not None
        flagged = {r for r in (*way.given.values(), *way.keys.values(), *way.made_of.values()) if r in _FLAGS}
        if flagged:
            for mode in _TEST_MODES if "mode" in flagged else _TEST_MODES[:1]:
                yield replace(way, mode=mode)
        if way.holder:
            yield from self._predict_ways_of_class(way)
        for function in self._bench.definitions:
            if function.kind == "function" and _EVAL_NAME.search(function.name) and function.name != way.name:
                for given in _givens(function.parameters):
                    yield Pass(function.name, given, mode="test")

    def _predict_ways_of_class(self, way: Pass) -> Iterator[Pass]:
        x = np.ones((1, 1))
        try:
            holder = self._instance(way, x, RATE)
            methods = {m.name: m for m in self._bench.methods(holder)}
            value = self._bench.read(holder)
        except CodeFaultError:
            return
        for name, method in methods.items():
            if (
                _EVAL_NAME.search(name)
                and name != way.name
                and method.parameters
                and not name.lower().startswith("set")
            ):
                for given in _givens(method.parameters):
                    if "x" in given.values():
                        yield replace(way, name=name, given=given, mode="test")
        for name, method in methods.items():
            if _EVAL_NAME.search(name) and not method.parameters:
                yield replace(way, prepared=((name, ()),), mode="test")
            if re.fullmatch(r"train|set_?train(?:ing)?(?:_mode)?|set_?mode", name) and method.parameters:
                yield replace(way, prepared=((name, (False,)),), mode="test")
        attributes = [leaf for leaf in leaves(value) if len(leaf.path) == 1 and role_of(leaf.label, ROLES) in _FLAGS]
        for leaf in attributes:
            yield replace(way, set_=((str(leaf.path[0]), role_of(leaf.label, ROLES) == "test"),), mode="test")

    def _backward_ways(self, done: Made) -> Iterator[Pass]:
        way = self.train
        assert way is not None
        for path in callables(done.result.value):
            self.has_backward = True
            yield Pass(closure=path)
        if way.holder:
            for method in self._bench.methods(done.holder):
                if _BACK_NAME.search(method.name):
                    self.has_backward = True
                    for given in self._back_givens(method, done):
                        yield Pass(method.name, given, holder=way.holder)
        for function in self._bench.definitions:
            if function.kind == "function" and _BACK_NAME.search(function.name):
                self.has_backward = True
                for given in self._back_givens(function, done):
                    yield Pass(function.name, given)

    def _back_givens(self, function: Definition, done: Made) -> Iterator[dict[str, Role | Path]]:
        way = self.train
        assert way is not None
        names = returned_names(self._bench.source, f"{way.holder}.{way.name}" if way.holder else way.name)
        kept = [leaf for leaf in leaves(done.result.value, names) if leaf.path != way.out]
        value = done.result.value
        rest = [(n,) for n in range(len(value)) if (n,) != way.out[:1]] if isinstance(value, tuple) else []
        parts: list[Path] = list(dict.fromkeys([*rest, *(leaf.path for leaf in kept), ()]))
        fixed: dict[str, Role | Path] = {}
        open_: list[str] = []
        for parameter in function.parameters:
            role = role_of(parameter.name, _BACK_ROLES)
            if parameter.name == "self" or parameter.kind.startswith("VAR_"):
                continue
            if role == "dout" and "dout" in fixed.values():
                role = "kept" if role_of(parameter.name, {"kept": _BACK_ROLES["kept"]}) else ""
            if role and role not in {"kept", "config"}:
                if not parameter.optional or role in RATES | {"train"}:
                    fixed[parameter.name] = role
            elif not parameter.optional or role == "kept":
                open_.append(parameter.name)
        sources: list[Role | Path] = [*parts, *(r for r in ("dout", "x", "p") if r not in fixed.values())]
        for order in itertools.permutations(sources, min(len(open_), len(sources))):
            given = fixed | dict(zip(open_, order, strict=False))
            if "dout" in given.values():
                yield given

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

    def _argument(self, way: Pass, role: Role, x: Floats, rate: float) -> Argument:
        training = way.mode in _TRAIN_MODES
        plain: dict[Role, Argument] = {"train": training, "test": not training, "mode": way.mode}
        plain |= {"rng": Generator(self._seed), "seed": self._seed}
        if role == "x":
            return x.copy()
        if role == "config":
            return {key: self._argument(way, inner, x, rate) for key, inner in way.keys.items()}
        return plain.get(role, rate)

    def _back_argument(self, way: Pass, source: Role | Path, done: Made, x: Floats, dout: Floats) -> Argument:
        if isinstance(source, tuple):
            return done.result.place.at(*source)
        assert self.train is not None
        return dout.copy() if source == "dout" else self._argument(self.train, source, x, RATE)


_MASKED = 4.0
_MOST_WAYS = 200
_TRAIN_MODES, _TEST_MODES = ("train", "training"), ("test", "eval", "predict", "inference", "prediction")
_FLAGS = frozenset({"train", "test", "mode"})


def _givens(parameters: Sequence[Parameter]) -> Iterator[dict[str, Role]]:
    """What the parameters of a forward pass get. What is not named may be the input, the rate or the flag."""
    roles = [role_of(p.name, ROLES) for p in parameters]
    rate = next((r for r in roles if r in RATES), "p")
    flag = next((r for r in roles if r in _FLAGS), "train")
    extra = [r for r in ("rng", "seed") if r in roles]
    yield from assignments(parameters, ROLES, ("x", rate, flag, *extra))
