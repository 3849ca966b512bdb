"""The ways an answer's backward pass can be called, likely ones first."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.leaves import (
    callables,
    function_named,
    inner_name,
    leaves,
    returned_names,
)
from interviewer.grading.forms.code.code_tests.network.call import BACK_ROLES, Call, Source, caches_in
from interviewer.grading.forms.code.code_tests.network.calls import AnswerNetwork
from interviewer.grading.forms.code.code_tests.network.reference import NAMES
from interviewer.grading.forms.code.code_tests.network.structures import STRUCTURES
from interviewer.grading.forms.code.code_tests.network.way import BACKWARD_NAME, ZERO_BASED, Forwarded
from interviewer.grading.forms.code.code_tests.roles import role_of
from interviewer.grading.forms.sandbox.messages import Definition

MOST_WAYS = 400
"""Most ways that are tried; given the answer's parameter names, it is usually the first."""


class BackWays:
    """The ways to call an answer's backward pass.

    Attributes:
        seen: Whether anything in the answer looks like a backward pass.
    """

    def __init__(self, bench: Bench, network: AnswerNetwork) -> None:
        self._bench = bench
        self._network = network
        self.seen = False

    def of(self, done: Forwarded) -> Iterator[Call]:
        """The ways, likely ones first."""
        way = self._network.way
        assert way is not None
        for path in callables(done.result.value):
            self.seen = True
            name = inner_name(returned_names(self._bench.source, way.forward), path)
            yield Call(name, closure=path, given=self._given_inside(name))
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

    def _given_inside(self, name: str) -> dict[str, Source]:
        """What the only parameter of a function created by forward gets: a target if it is named so."""
        made = function_named(self._bench.source, name) if name else None
        only = made.args.args[0].arg if made is not None and len(made.args.args) == 1 else "dout"
        return {only: "y" if role_of(only, BACK_ROLES) == "y" else "dout"}

    def _givens(self, function: Definition, done: Forwarded, forward_name: str) -> Iterator[dict[str, Source]]:
        """What the parameters can get: by name if the name says it, and the rest in every order."""
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
            if parameter.name in together:  # the weights are passed as in the forward pass
                fixed[parameter.name] = together[parameter.name]
            elif len(together) == 1 and role == "params":
                fixed[parameter.name] = next(iter(together.values()))
            elif own and role not in {"x", "dout", *NAMES}:
                fixed[parameter.name] = own[0] if len(own) == 1 else own[0][:1]  # everything with that name, together
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
            for order in itertools.islice(itertools.permutations(rest, len(open_)), MOST_WAYS):
                given = settled | dict(zip(open_, order, strict=True))
                yield from self._with_params(given)

    def _with_params(self, given: dict[str, Source]) -> Iterator[dict[str, Source]]:
        """Weights passed together are tried first in the form forward got them: by name, or in order."""
        if "params" not in given.values():
            yield given
            return
        way = self._network.way
        kinds: list[Source] = ["params", "params in order"]
        for kind in reversed(kinds) if way is not None and "params in order" in way.given.values() else kinds:
            yield {name: kind if source == "params" else source for name, source in given.items()}
