"""How an answer's dropout is called: the roles of its parameters, and how it is told to train or to predict."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from interviewer.grading.forms.code.code_tests.leaves import leaves
from interviewer.grading.forms.code.code_tests.roles import ParameterRole, assignments, role_of
from interviewer.grading.forms.sandbox.inside.values import Floats, Thing, Value, ValuePath
from interviewer.grading.forms.sandbox.messages import (
    Argument,
    AsLists,
    Definition,
    Generator,
    Parameter,
    Place,
    Result,
)

MASK, BACK, SCALE, INVERTED = "random-mask", "backward-same-mask", "test-time-scaling", "inverted"
"""The criteria that the tests of dropout decide."""
RATE = 0.75
"""The value for every probability; keeping and dropping differ widely at this rate."""
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
BACK_ROLES = {
    "dout": r"d(?:out|y|h|a|x|z|output|l)?|grad(?:ient)?s?|g|grad(?:out|output|y|h)|up(?:stream)?(?:grad)?(?:ient)?|"
    r"delta|gy|gout|outgrad|dldy|dldout|err(?:or)?|upstream|dnext|dupstream|gradientoutput",
    "kept": r"masks?|m|cache[sd]?|ctx|context|saved|mem(?:ory)?|store|tape|state|kept|keepmask|dropmask|dropoutmask|scaledmask|d",
    **ROLES,
}
BACK_NAME = re.compile(r"back|bwd|bprop|grad", re.I)
EVAL_NAME = re.compile(r"predict|test|eval|infer", re.I)
FORWARD_NAME = re.compile(r"forward|fwd|dropout|train|call|apply", re.I)
RATES = frozenset({"keep", "drop", "p"})
OLD_CALLS = re.compile(r"(?<!np\.random)(?<!numpy\.random)\.(?:rand|randn|randint|random_sample|ranf)\(")
"""Matches methods that only NumPy's old generators have, called on a generator that is passed in."""


@dataclass(frozen=True)
class Pass:
    """A way to call one pass.

    Attributes:
        name: The name of the function, or of the method of ``holder``.
        given: What each parameter gets: a role or, for a backward pass, a path into forward's result.
        holder: The class that has the method, or the function that creates and returns it; "" for a plain function.
        made_of: What the constructor's parameters get.
        prepared: Methods to call on the instance first, such as ``eval``, each with its arguments.
        set_: Attributes of the instance to set first.
        closure: The path to the function in forward's result, if it is created there.
        keys: The roles of the entries of a dict of options.
        lists: Whether arrays are passed as plain lists.
    """

    name: str = ""
    given: Mapping[str, ParameterRole | ValuePath] = field(default_factory=dict)
    holder: str = ""
    made_of: Mapping[str, ParameterRole] = field(default_factory=dict)
    prepared: tuple[tuple[str, tuple[bool, ...]], ...] = ()
    set_: tuple[tuple[str, bool | str], ...] = ()
    closure: ValuePath | None = None
    keys: Mapping[str, ParameterRole] = field(default_factory=dict)
    mode: str = "train"
    out: ValuePath = ()
    lists: bool = False

    @property
    def rate_role(self) -> ParameterRole:
        """Whether the answer's probability is of keeping or of dropping, going by its name; "" if it takes none."""
        found = [r for r in (*self.given.values(), *self.made_of.values(), *self.keys.values()) if r in RATES]
        return str(found[0]) if found else ""

    @property
    def rate_name(self) -> str:
        """What the answer calls its probability; "" if it takes none."""
        named = [*self.given.items(), *self.made_of.items(), *self.keys.items()]
        return next((name for name, role in named if role in RATES), "")

    @property
    def function(self) -> str:
        """The function's name in the code, with its class before a dot."""
        return f"{self.holder}.{self.name}" if self.holder else self.name

    def takes(self, *roles: ParameterRole) -> bool:
        """Whether one of its parameters, or of its constructor's, has one of these roles."""
        return any(r in roles for r in (*self.given.values(), *self.made_of.values(), *self.keys.values()))


@dataclass(frozen=True)
class Made:
    """A pass that was run.

    Attributes:
        x, rate: Its input and rate.
        out: Its output, None if that is not an array of numbers.
        changed: Whether it changed its input in place.
        left: The input after the call; None if it did not come back.
    """

    result: Result
    holder: Place
    out: Floats | None
    x: Floats
    rate: float
    changed: bool = False
    left: Floats | None = None


TRAIN_MODES, TEST_MODES = ("train", "training"), ("test", "eval", "predict", "inference", "prediction")
FLAGS = frozenset({"train", "test", "mode"})


def given_text(way: Pass, x: Floats, rate: float) -> str:
    """The input of a pass, in words."""
    named = f" and {way.rate_name} = {rate:g}" if way.rate_name else ""
    return f"x of shape {x.shape}{named}"


def argument_of(way: Pass, role: ParameterRole, x: Floats, rate: float, seed: int, old: bool = False) -> Argument:
    """The argument for a parameter with a role.

    Args:
        old: Whether a generator should be one of NumPy's old ones.
    """
    training = way.mode in TRAIN_MODES
    plain: dict[ParameterRole, Argument] = {"train": training, "test": not training, "mode": way.mode}
    plain |= {"rng": Generator(seed, old), "seed": seed}
    if role == "x":
        return AsLists(x) if way.lists else x.copy()
    if role == "config":
        return {key: argument_of(way, inner, x, rate, seed, old) for key, inner in way.keys.items()}
    return plain.get(role, rate)


def is_named(given: Mapping[str, ParameterRole | ValuePath]) -> bool:
    """Whether every parameter of a forward pass, including the input, gets what its name says."""
    roles = {name: role_of(name, ROLES) for name in given}
    return "x" in given.values() and all(role == roles[name] for name, role in given.items())


def is_changed(named: Mapping[str, Argument], result: Result) -> bool:
    """Whether a call changed an array passed to it, or rows passed as plain lists."""
    pairs = zip(named.values(), result.after, strict=False)
    given = [(item.array if isinstance(item, AsLists) else item, after) for item, after in pairs]
    return any(
        not (
            isinstance(after, np.ndarray) and item.shape == after.shape and np.array_equal(item, after, equal_nan=True)
        )
        for item, after in given
        if isinstance(item, np.ndarray) and item.ndim
    )


def left_of(way: Pass, named: Mapping[str, Argument], result: Result) -> Floats | None:
    """The input after a call; None if it does not come back as an array."""
    name = next((name for name, role in way.given.items() if role == "x"), "")
    given, after = named.get(name), dict(zip(named, result.after, strict=False)).get(name)
    fits = isinstance(after, np.ndarray) and isinstance(given, np.ndarray) and after.shape == given.shape
    return after.astype(float) if isinstance(after, np.ndarray) and fits and after.dtype.kind in "fiub" else None


def ways_of_function(function: Definition, subscripts: Sequence[str]) -> Iterator[Pass]:
    """Ways to call a function as a training forward pass.

    Args:
        subscripts: The string keys it uses.
    """
    keys = {k: r for k in subscripts if (r := role_of(k, ROLES)) and r != "x"}
    if "config" in [role_of(p.name, ROLES) for p in function.parameters] and keys:
        for mode in TRAIN_MODES:
            for given in assignments(function.parameters, ROLES, ("x", "config")):
                yield Pass(function.name, given, keys=keys, mode=mode)
    for given in givens_of(function.parameters):
        for mode in TRAIN_MODES if "mode" in given.values() else TRAIN_MODES[:1]:
            yield Pass(function.name, given, mode=mode)


def ways_in_lists(ways: Iterator[Pass], lists: bool) -> Iterator[Pass]:
    """The ways; if the answer may want plain lists, each is preceded by itself with lists."""
    for way in ways:
        yield from (replace(way, lists=True), replace(way, lists=False)) if lists else (way,)


def ways_of_prediction(way: Pass, methods: Mapping[str, Definition], value: Value) -> Iterator[Pass]:
    """Ways to make an instance predict: a separate method, a mode set by a method, or an attribute for the mode.

    Args:
        way: How it is trained.
        value: The instance, with its attributes.
    """
    for name, method in methods.items():
        if EVAL_NAME.search(name) and name != way.name and method.parameters and not name.lower().startswith("set"):
            for given in givens_of(method.parameters):
                if "x" in given.values():
                    yield replace(way, name=name, given=given, mode="test")
    for name, method in methods.items():
        if EVAL_NAME.search(name) and not method.parameters:
            yield replace(way, prepared=((name, ()),), mode="test")
        if re.fullmatch(r"train|set_?train(?:ing)?(?:_mode)?|set_?mode", name) and method.parameters:
            yield replace(way, prepared=((name, (False,)),), mode="test")
    texts = [k for k, v in (value.attributes if isinstance(value, Thing) else {}).items() if isinstance(v, str)]
    for name in texts:
        yield from (replace(way, set_=((name, mode),), mode="test") for mode in TEST_MODES)
    attributes = [leaf for leaf in leaves(value) if len(leaf.path) == 1 and role_of(leaf.label, ROLES) in FLAGS]
    for leaf in attributes:
        yield replace(way, set_=((str(leaf.path[0]), role_of(leaf.label, ROLES) == "test"),), mode="test")


def likely_methods(definition: Definition, methods: Sequence[Definition]) -> list[Definition]:
    """The methods that may be a forward pass, the likeliest first."""
    modes = {"__init__", "train", "eval"} if definition.kind == "class" else set()
    likely = [m for m in methods if not BACK_NAME.search(m.name) and m.name not in modes]
    return sorted(likely, key=lambda m: (bool(EVAL_NAME.search(m.name)), not FORWARD_NAME.search(m.name)))


def parts_of(value: Value, names: Sequence[str], out: ValuePath) -> list[ValuePath]:
    """The parts of a forward pass's result that backward may be given: all but its output, and the whole."""
    kept = [leaf.path for leaf in leaves(value, names) if leaf.path != out]
    rest = [(n,) for n in range(len(value)) if (n,) != out[:1]] if isinstance(value, tuple) else []
    return list(dict.fromkeys([*rest, *kept, ()]))


def givens_of(parameters: Sequence[Parameter]) -> Iterator[dict[str, ParameterRole]]:
    """What the parameters of a forward pass can get. One with an unknown name can be the input, the rate or the flag."""
    roles = [role_of(p.name, ROLES) for p in parameters]
    rate = next((r for r in roles if r in RATES), "p")
    flag = next((r for r in roles if r in FLAGS), "train")
    extra = [r for r in ("rng", "seed") if r in roles]
    yield from assignments(parameters, ROLES, ("x", rate, flag, *extra))


def back_givens(
    parameters: Sequence[Parameter], parts: Sequence[ValuePath]
) -> Iterator[dict[str, ParameterRole | ValuePath]]:
    """What the parameters of a backward pass can get: by name, and the rest in every order.

    Args:
        parts: The paths into forward's result that may be the mask or the cache.
    """
    yield from _back_orders(parameters, parts, named_rates=True)
    if any(_may_be_the_mask(p.name) for p in parameters):
        yield from _back_orders(parameters, parts, named_rates=False)


def _may_be_the_mask(name: str) -> bool:
    """Whether the name of a rate could also name the kept units. A plain ``p`` could not: a mask drawn again with the mask as
    its rate is the same mask."""
    return role_of(name, BACK_ROLES) == "keep" and "keep" in name.lower()


def _back_orders(
    parameters: Sequence[Parameter], parts: Sequence[ValuePath], named_rates: bool
) -> Iterator[dict[str, ParameterRole | ValuePath]]:
    fixed: dict[str, ParameterRole | ValuePath] = {}
    open_: list[str] = []
    for parameter in parameters:
        role = role_of(parameter.name, BACK_ROLES)
        role = "" if not named_rates and _may_be_the_mask(parameter.name) else role
        if parameter.name == "self" or parameter.kind.startswith("VAR_"):
            continue
        if role == "dout" and "dout" in fixed.values():
            role = "kept" if role_of(parameter.name, {"kept": BACK_ROLES["kept"]}) else ""
        if role and role not in {"kept", "config"}:
            if not parameter.optional or role in RATES | {"train"}:
                fixed[parameter.name] = role
        elif not parameter.optional or role == "kept":
            open_.append(parameter.name)
    sources: list[ParameterRole | ValuePath] = [*parts, *(r for r in ("dout", "x", "p") if r not in fixed.values())]
    for order in itertools.permutations(sources, min(len(open_), len(sources))):
        given = fixed | dict(zip(open_, order, strict=False))
        if "dout" in given.values():
            yield given
