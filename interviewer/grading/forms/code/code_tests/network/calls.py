"""Finds the forward pass of a network in an answer, whatever its style, and calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from interviewer.grading.forms.code.code_tests.bench import NOT_GIVEN, Bench, place_of
from interviewer.grading.forms.code.code_tests.leaves import attributes, leaves, subscripts, without_numpy
from interviewer.grading.forms.code.code_tests.network.reference import NAMES, C, NetworkCase, draw_case, forward
from interviewer.grading.forms.code.code_tests.network.structures import STRUCTURES, structured, ways_with_structures
from interviewer.grading.forms.code.code_tests.network.way import (
    BACKWARD_NAME,
    FORWARD_ROLES,
    LAYOUTS,
    ZERO_BASED,
    Forwarded,
    Way,
    in_lists,
    keys_of,
    left_of,
    real,
    record_names,
    same,
    weights_in,
)
from interviewer.grading.forms.code.code_tests.roles import ParameterRole, assignments, role_of
from interviewer.grading.forms.code.code_tests.side_effects import watched_call
from interviewer.grading.forms.sandbox.messages import (
    Argument,
    AsNamedTuple,
    CodeFaultError,
    Definition,
    Fault,
    Parameter,
    Place,
)

_FORWARD_NAME = re.compile(
    r"forward|fwd|predict|feed|fprop|propagate$|^net|^f$|^call|__call__|^run|^model|two.?layer|mlp", re.I
)
_SMALL_NAME = re.compile(r"relu|affine|linear|layer_|dense|softmax|loss|init", re.I)
_NOT_OF_THAT_SHAPE = re.compile(
    r"values to unpack|KeyError|indices must be|not subscriptable|IndexError|has no attribute"
)
"""Matches errors about arguments that are in another form than the code expects."""
_SIZES = {
    "D": r"(?:d|din|indim|inputdim|inputsize|insize|nin|ninputs?|nfeatures|inputs?|indims?|infeatures|idim|ni|dimin|numinputs|xdim)",
    "H": r"(?:h|hidden|hiddendim|hiddensize|nhidden|hiddenunits|nh|hdim|dimhidden|dh|hiddens|numhidden|width)",
    "C": r"(?:c|o|out|outdim|outputdim|outputsize|outsize|nout|noutputs?|nclasses|numclasses|outputs?|classes|k|no|dout|odim|dimout|outfeatures)",
    "seed": r"seed|randomstate",
    "rng": r"rng|random|generator",
    "scale": r"scale|std|weightscale|sigma|eps|lr|learningrate",
}


class AnswerNetwork:
    """The answer's network: how to call it, once it is found.

    Attributes:
        way: How it is called; None if nothing in the answer can be called as a forward pass.
        fault: Why calling it failed last.
        is_certain: Whether it gives an output of the right shape, or was at least called as its parameter names say, so that
            a failure is its own fault.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.way: Way | None = None
        self.fault: Fault | None = None
        self.is_certain = False
        self._ran = False

    def find(self) -> None:
        """Find the forward pass, and then the backward pass."""
        case = draw_case(1)
        best: tuple[float, Way] = (0.0, Way())
        lists = without_numpy(self._bench.source)
        ways = (
            replace(way, lists=listed)
            for way in self._forward_ways()
            for listed in ((True, False) if lists else (False,))
        )
        for way in ways:
            score, found = self._score(way, case)
            if score > best[0]:
                best = (score, found)
            if score >= RIGHT or (self.fault and self.fault.fatal):
                break  # an endless loop would also be endless when called in another way
        if best[0] > 0:
            self.way = best[1]
        self.is_certain = best[0] >= SHAPED or best[1].is_certain

    @property
    def is_uncallable(self) -> bool:
        """Whether no way to call it was found: each failed because of its arguments, not because of what it does."""
        way, fault = self.way, self.fault
        if way is None or fault is None or self._ran:
            return False
        guessed = any(role in STRUCTURES or role.startswith("params") for role in way.given.values())
        return bool(NOT_GIVEN.search(fault.text) or (guessed and _NOT_OF_THAT_SHAPE.search(fault.text)))

    def run_forward(
        self, case: NetworkCase, way: Way | None = None, trace: bool = False, watch: bool = False
    ) -> Forwarded:
        """Run a forward pass.

        Args:
            trace: Record each array that a line assigns to a name.
            watch: Record which of its arguments it changes.

        Raises:
            CodeFaultError: It fails.
        """
        way = way or self.way
        assert way is not None
        trace = trace or way.silent
        holder = Place()
        if way.holder:
            holder = self._make(way, case)
            function = holder.at(way.forward)
        else:
            function = place_of(way.forward)
        named = {name: self._argument(way, case, role) for name, role in way.given.items()}
        named = {name: in_lists(item) for name, item in named.items()} if way.lists else named
        row = next((name for name in named if name.startswith("*")), "")
        changed: tuple[str, ...] = ()
        if row:  # arguments after the star can only be given in order
            several = named.pop(row)
            args = (*named.values(), *(several if isinstance(several, list) else ()))
            result = self._bench.call(function, args, {}, trace)
        elif watch:
            watched = watched_call(self._bench, function, named)
            result, changed = watched.result, watched.changed
        else:
            result = self._bench.call(function, (), named, trace)
        given_back = result.names if way.silent else result.value
        out = next((leaf.array for leaf in leaves(given_back) if leaf.path == way.out), None)
        return Forwarded(result, holder, real(out), changed, {} if row else left_of(way, named, result))

    def _make(self, way: Way, case: NetworkCase) -> Place:
        """An instance with the case's weights, or the module with the weights as globals."""
        if way.holder == "globals":
            holder = Place()
        else:
            sizes: dict[str, Argument] = {"D": case.W1.shape[0], "H": case.W1.shape[1], "C": case.W2.shape[1]}
            sizes |= {"seed": 0, "scale": 0.1}
            named = {
                name: sizes[role] if role in sizes else way.layout.of(case, role) for name, role in way.made_of.items()
            }
            named = {name: in_lists(item) for name, item in named.items()} if way.lists else named
            holder = self._bench.call(Place().at(way.holder), (), named).place
        for name, path in way.places.items():
            value = way.layout.of(case, name)
            self._bench.put(holder.at(*path), in_lists(value) if way.lists else value)
        return holder

    def _argument(self, way: Way, case: NetworkCase, role: ParameterRole) -> Argument:
        if role == "x":
            return case.x.copy()
        if role == "dout":
            return case.dout.copy()
        if role == "params":
            return {key: way.layout.of(case, name) for key, name in way.keys.items()}
        if role in STRUCTURES:
            return structured(case, way.layout, role, way.nested)
        if role == "params in order":
            names = record_names(attributes(self._bench.source, way.forward))
            return AsNamedTuple({names[name]: way.layout.of(case, name) for name in NAMES})
        return way.layout.of(case, role)

    def _score(self, way: Way, case: NetworkCase) -> tuple[float, Way]:
        """How well a way works: whether it gives the right output, one of the right shape, or any output."""
        try:
            done = self.run_forward(case, way)
        except CodeFaultError as error:
            self.fault = self.fault or error.fault
            return (0.1 if way.given or way.holder else 0.0), way
        self._ran = True
        wanted = forward(case)
        if done.result.value is None and not way.silent:
            return self._score(replace(way, silent=True), case)
        given_back = done.result.names if way.silent else done.result.value
        found = [leaf for leaf in leaves(given_back) if leaf.array.size > 1]
        for leaf in found:
            if same(leaf.array, wanted):
                return RIGHT, replace(way, out=leaf.path)
        shaped = [leaf for leaf in found if leaf.array.shape == wanted.shape]
        named = [leaf for leaf in shaped if re.search(r"out|y|score|logit|pred|z2|a2", leaf.label)]
        if shaped:
            unbiased = same(shaped[0].array, forward(replace(case, b1=case.b1 * 0, b2=case.b2 * 0)))
            return (3.5 if unbiased else SHAPED), replace(way, out=(named or shaped)[0].path)
        return (1.0, replace(way, out=found[0].path)) if found else (0.2, way)

    def _forward_ways(self) -> Iterator[Way]:
        functions = [d for d in self._bench.definitions if d.kind == "function"]
        classes = [d for d in self._bench.definitions if d.kind == "class"]
        functions = [f for f in functions if not BACKWARD_NAME.search(f.name)]
        functions.sort(key=lambda f: (not _FORWARD_NAME.search(f.name), bool(_SMALL_NAME.search(f.name)), -f.line))
        for function in functions:
            yield from self._ways_of_function(function)
        for definition in reversed(classes):
            yield from self._ways_of_class(definition)
        yield from self._ways_of_globals(functions)

    def _ways_of_function(self, function: Definition) -> Iterator[Way]:
        table = _table(function.parameters)
        names = [p.name for p in function.parameters]
        roles = [role_of(name, table) for name in names]
        holds = "params" in roles and "W1" not in roles
        keys = keys_of(subscripts(self._bench.source, function.name))
        if holds or len([p for p in function.parameters if not p.optional]) == 2:
            for params in ("params", "params in order"):
                for given in assignments(
                    function.parameters, {"x": FORWARD_ROLES["x"], params: FORWARD_ROLES["params"]}, ("x", params)
                ):
                    for layout in LAYOUTS:
                        yield Way(layout, function.name, given, keys)
        if not {"W1", "W2"} <= set(roles):
            yield from ways_with_structures(function, self._bench.source, LAYOUTS)
        wanted = ("x", *NAMES) if len(names) >= 5 or any(r.startswith("b") for r in roles) else ("x", "W1", "W2")
        if len(names) < len(wanted):
            return
        for given in assignments(function.parameters, table, wanted):
            for layout in LAYOUTS if _by_name(given, table) else LAYOUTS[:1]:
                yield Way(layout, function.name, given)

    def _ways_of_class(self, definition: Definition) -> Iterator[Way]:
        for made, methods in self._makings(definition):
            if not made.places:
                for method in (m for m in methods if not BACKWARD_NAME.search(m.name)):
                    for way in self._ways_of_function(method):
                        yield replace(way, holder=definition.name)
                continue
            for method in sorted(methods, key=lambda m: not _FORWARD_NAME.search(m.name)):
                if BACKWARD_NAME.search(method.name) or method.name == "__init__":
                    continue
                for given in assignments(method.parameters, {"x": FORWARD_ROLES["x"]}, ("x",)):
                    yield replace(made, forward=method.name, given=given)

    def _makings(self, definition: Definition) -> Iterator[tuple[Way, tuple[Definition, ...]]]:
        """How an instance is made, with its methods; without places if the weights are passed with each call."""
        tables = [({**_SIZES}, ("D", "H", "C", "seed", "scale")), (_table(definition.parameters), NAMES)]
        for table, available in tables:
            need = available[:3] if available[0] == "D" else ()
            for made_of in assignments(definition.parameters, table, available, need):
                try:
                    holder = self._bench.call(Place().at(definition.name), (), self._sizes(made_of)).place
                    value = self._bench.read(holder)
                    methods = self._bench.methods(holder)
                except CodeFaultError as error:
                    self.fault = self.fault or error.fault
                    continue
                layout, places = weights_in(list(leaves(value)))
                if "W1" in places and "W2" in places:
                    yield Way(layout, holder=definition.name, made_of=made_of, places=places), methods
                    return
                if not definition.parameters:
                    yield Way(holder=definition.name), methods

    def _sizes(self, made_of: Mapping[str, ParameterRole]) -> dict[str, Argument]:
        case = draw_case(1)
        sizes: dict[str, Argument] = {"D": case.W1.shape[0], "H": case.W1.shape[1], "C": C, "seed": 0, "scale": 0.1}
        return {name: sizes[role] if role in sizes else case.weight(role).copy() for name, role in made_of.items()}

    def _ways_of_globals(self, functions: Sequence[Definition]) -> Iterator[Way]:
        try:
            found = list(leaves(self._bench.read(Place())))
        except CodeFaultError as error:
            self.fault = error.fault
            return
        names = {leaf.label: str(leaf.path[0]) for leaf in found if leaf.array.ndim}
        table = ZERO_BASED if {"w0", "w1"} <= set(names) and "w2" not in names else FORWARD_ROLES
        places = {role: (name,) for label, name in names.items() if (role := role_of(label, table)) in NAMES}
        if "W1" not in places or "W2" not in places:
            return
        for function in functions:
            for given in assignments(function.parameters, {"x": FORWARD_ROLES["x"]}, ("x",)):
                for layout in LAYOUTS:
                    yield Way(layout, function.name, given, {}, (), "globals", {}, dict(places))


RIGHT, SHAPED = 4.0, 3.0
"""The scores of a forward pass that gives the right output, and of one that gives something of its shape."""


def _table(parameters: Sequence[Parameter]) -> Mapping[ParameterRole, str]:
    """The names of the roles, numbered from zero if the answer does so."""
    plain = {re.sub(r"[^a-z0-9]", "", p.name.lower()) for p in parameters}
    return {**FORWARD_ROLES, **ZERO_BASED} if {"w0", "w1"} <= plain and "w2" not in plain else FORWARD_ROLES


def _by_name(given: Mapping[str, ParameterRole], table: Mapping[ParameterRole, str]) -> bool:
    return all(role_of(name, table) == role for name, role in given.items())
