"""Finds the backward pass of a network in an answer, whatever its style, and calls it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from interviewer.grading.forms.code_tests.bench import Bench, place_of
from interviewer.grading.forms.code_tests.leaves import (
    Leaf,
    attributes,
    callables,
    inner_name,
    leaves,
    returned_names,
    subscripts,
)
from interviewer.grading.forms.code_tests.network_call import BACK_ROLES, LOSSES, Call, Source, caches_in
from interviewer.grading.forms.code_tests.network_calls import Network
from interviewer.grading.forms.code_tests.network_matching import MOST_ALIKE, matched, target_of
from interviewer.grading.forms.code_tests.network_reference import (
    NAMES,
    Case,
    backward,
    draw_case,
    forward,
    one_hot,
    with_softmax,
)
from interviewer.grading.forms.code_tests.network_structures import STRUCTURES, structured
from interviewer.grading.forms.code_tests.network_way import (
    BACKWARD_NAME,
    ZERO_BASED,
    Forwarded,
    Layout,
    Way,
    in_lists,
    keys_of,
    record_names,
    same,
)
from interviewer.grading.forms.code_tests.roles import role_of
from interviewer.grading.forms.code_tests.side_effects import watched_call
from interviewer.grading.forms.inside.values import Array
from interviewer.grading.forms.messages import Argument, CodeFaultError, Definition, Fault, Place, Record

_MOST_WAYS = 400
_GRADIENT = re.compile(r"_?(?:d|g|grad|delta|nabla).*|.*grad", re.I)
"""Names of gradients, where the weights themselves have names alike."""


class Gradients:
    """The answer's backward pass: how to call it, once it is found.

    Attributes:
        call: How it is called; None where nothing can be called as a backward pass.
        fault: Why calling it failed; of the likeliest way.
        stopped: Why the last call failed, where it had computed some gradients before.
        seen: Whether something in the answer looks like a backward pass.
        crowded: Whether a call gave so many nameless arrays that nothing says which is which gradient.
    """

    def __init__(self, bench: Bench, network: Network) -> None:
        self._bench = bench
        self._network = network
        self.call: Call | None = None
        self.fault: Fault | None = None
        self.stopped: Fault | None = None
        self.seen = False
        self.crowded = False

    def find(self) -> None:
        """Find it: the way that gives the most right gradients, else the most gradients."""
        case, best = draw_case(1), 0.0
        try:
            done = self._network.run_forward(case)
        except CodeFaultError as error:
            self.fault = error.fault
            return
        for tries, call in enumerate(self._ways(done)):
            score, found = self._score(call, case)
            if score > best:
                best, self.call = score, found
            if score >= len(NAMES) or tries >= _MOST_WAYS or (self.fault and self.fault.fatal):
                break

    def effective(self, case: Case) -> Case:
        """The case with the gradient at the output that the answer's own loss has."""
        assert self.call is not None
        return with_softmax(case) if self.call.loss in {"one-hot", "labels"} else case

    def run(self, case: Case, call: Call | None = None) -> dict[str, Array | None]:
        """The gradients by the name of what they belong to; None for one that is not there.

        Raises:
            CodeFaultError: It fails.
        """
        call = call or self.call
        assert call is not None
        result = {leaf.path: leaf for leaf in self._leaves(call, case)}
        return {name: result[call.found[name]].array if call.found.get(name) in result else None for name in NAMES}

    def changed(self, case: Case) -> tuple[str, ...]:
        """The parameters of the backward pass whose arrays it changes: what arrives, what forward kept, the weights.

        Raises:
            CodeFaultError: It fails.
        """
        call, way = self.call, self._network.way
        if call is None or way is None or call.closure is not None:
            return ()  # a function that forward made has one argument, and names for it of its own
        done = self._network.run_forward(case)
        named = self._given(case, call, done, way)
        return watched_call(self._bench, _function(call, done), named).changed

    def _leaves(self, call: Call, case: Case) -> list[Leaf]:
        done = self._network.run_forward(case)
        way = self._network.way
        assert way is not None
        function = _function(call, done)
        named = self._given(case, call, done, way)
        before = {leaf.path: leaf.array for leaf in self._held(done.holder, way)}
        try:
            if call.closure is not None and len(named) == 1:
                result = self._bench.call(function, tuple(named.values()))
            else:
                result = self._bench.call(function, (), named)
        except CodeFaultError as error:
            # what it had computed before it failed is judged; the rest is missing
            found = [replace(leaf, path=("reached", *leaf.path)) for leaf in leaves(error.reached)]
            found = [leaf for leaf in found if _GRADIENT.match(leaf.label.split(" ")[-1]) and target_of(leaf, found)]
            if not found or error.fault.fatal:
                raise
            self.stopped = error.fault
            return found
        self.stopped = None
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
        return found

    def _given(self, case: Case, call: Call, done: Forwarded, way: Way) -> dict[str, Argument]:
        """What each parameter gets."""
        named = {name: self._argument(source, case, call, done, way) for name, source in call.given.items()}
        return {name: in_lists(item) for name, item in named.items()} if way.lists else named

    def _held(self, holder: Place, way: Way) -> list[Leaf]:
        return list(leaves(self._bench.read(holder))) if way.holder else []

    def _argument(self, source: Source, case: Case, call: Call, done: Forwarded, way: Way) -> Argument:
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
            return Record({names[name]: way.layout.of(case, name) for name in NAMES})
        if source in STRUCTURES:
            return structured(case, way.layout, source, way.nested)
        if source in ("x", "dout"):
            return (case.x if source == "x" else case.dout).copy()
        return way.layout.of(case, source)

    def _score(self, call: Call, case: Case) -> tuple[float, Call]:
        best: tuple[float, Call] = (0.0, call)
        found_leaves: list[Leaf] = []
        for loss in LOSSES if "y" in call.given.values() else LOSSES[:1]:
            tried = replace(call, loss=loss)
            if loss == "" and "y" in call.given.values():
                continue
            try:
                found_leaves = found = self._leaves(tried, case)
            except CodeFaultError as error:
                self.fault = self.fault or error.fault  # the likeliest way was tried first
                if error.fault.fatal:
                    return 0.05, replace(tried, found={}, labels={})
                score, named = 0.05, dict[str, Leaf]()
            else:
                self.call, kept = tried, self.call
                wanted = backward(self.effective(case))
                self.call = kept
                score, named = matched(
                    found, wanted, self._network.way.layout if self._network.way else Layout(), len(case.x)
                )
            self.crowded = self.crowded or (not named and len(found_leaves) > len(NAMES) * MOST_ALIKE)
            if score > best[0]:
                labels = {name: leaf.label for name, leaf in named.items()}
                best = (score, replace(tried, found={name: leaf.path for name, leaf in named.items()}, labels=labels))
        return best

    def _ways(self, done: Forwarded) -> Iterator[Call]:
        way = self._network.way
        assert way is not None
        for path in callables(done.result.value):
            self.seen = True
            name = inner_name(returned_names(self._bench.source, way.forward), path)
            yield Call(name, closure=path, given={"dout": "dout"})
        if way.holder and way.holder != "globals":
            methods = [
                m for m in self._bench.methods(done.holder) if m.name not in {way.forward, "__init__", "__call__"}
            ]
            for method in sorted(methods, key=lambda m: not BACKWARD_NAME.search(m.name)):
                self.seen = self.seen or bool(BACKWARD_NAME.search(method.name))
                for given in self._givens(method, done, f"{way.holder}.{way.forward}"):
                    yield Call(method.name, method=True, given=given)
        functions = [d for d in self._bench.definitions if d.kind == "function" and d.name != way.forward]
        for function in sorted(
            functions, key=lambda f: (not BACKWARD_NAME.search(f.name), "relu" in f.name.lower(), -f.line)
        ):
            self.seen = self.seen or (bool(BACKWARD_NAME.search(function.name)) and "relu" not in function.name.lower())
            for given in self._givens(function, done, way.forward):
                yield Call(function.name, given=given)

    def _givens(self, function: Definition, done: Forwarded, forward_name: str) -> Iterator[dict[str, Source]]:
        """What the parameters may get: by name where a name says it, and every order of the rest."""
        names = returned_names(self._bench.source, forward_name)
        kept = list(leaves(done.result.value, names))
        caches = caches_in(done, self._network.way)
        zero = {"w0", "w1"} <= {p.name.lower() for p in function.parameters}
        table = {**BACK_ROLES, **ZERO_BASED} if zero else BACK_ROLES
        way = self._network.way
        together = {n: r for n, r in way.given.items() if r in STRUCTURES and n[0] != "*"} if way is not None else {}
        fixed: dict[str, Source] = {}
        open_: list[str] = []
        wants_cache: list[str] = []
        for parameter in function.parameters:
            if parameter.kind.startswith("VAR_") or parameter.name == "self":
                continue
            plain = re.sub(r"[^a-z0-9]", "", parameter.name.lower())
            role = role_of(parameter.name, table)
            own = [leaf.path for leaf in kept if re.sub(r"[^a-z0-9]", "", leaf.label.split(" ")[-1]) == plain]
            if parameter.name in together:  # the weights come as they do in the forward pass
                fixed[parameter.name] = together[parameter.name]
            elif len(together) == 1 and role == "params":
                fixed[parameter.name] = next(iter(together.values()))
            elif own and role not in {"x", "dout", *NAMES}:
                fixed[parameter.name] = own[0] if len(own) == 1 else own[0][:1]  # all that has the name, together
            elif role == "cache" and caches:
                wants_cache.append(parameter.name)
            elif parameter.optional:
                continue
            elif role and role != "cache" and role not in fixed.values():
                fixed[parameter.name] = role
            else:
                open_.append(parameter.name)
        if "params" in fixed.values() and caches and "W1" in fixed.values():
            name = next(n for n, s in fixed.items() if s == "params")
            wants_cache.append(name)
            del fixed[name]
        for cache in caches if wants_cache else [()]:
            settled = {**fixed, **dict.fromkeys(wants_cache, cache)}
            rest: list[Source] = [] if "dout" in fixed.values() or "y" in fixed.values() else ["dout"]
            rest += [] if wants_cache else list(caches)
            rest += [leaf.path for leaf in kept if leaf.path not in settled.values() and leaf.path not in caches]
            rest += [r for r in ("x", *NAMES, "params") if r not in settled.values()]
            for order in itertools.islice(itertools.permutations(rest, len(open_)), _MOST_WAYS):
                given = settled | dict(zip(open_, order, strict=True))
                yield from self._with_params(given)

    def _with_params(self, given: dict[str, Source]) -> Iterator[dict[str, Source]]:
        """The weights together come as forward got them first: by name, or in order."""
        if "params" not in given.values():
            yield given
            return
        way = self._network.way
        kinds: list[Source] = ["params", "params in order"]
        for kind in reversed(kinds) if way is not None and "params in order" in way.given.values() else kinds:
            yield {name: kind if source == "params" else source for name, source in given.items()}


def _function(call: Call, done: Forwarded) -> Place:
    if call.closure is not None:
        return Place(done.result.place.ref, call.closure)
    return done.holder.at(call.name) if call.method else place_of(call.name)
