"""How an answer's network is called: its style, the roles of its parameters, and where it keeps its weights."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from interviewer.grading.forms.code.code_tests.leaves import Leaf
from interviewer.grading.forms.code.code_tests.network.reference import NAMES, NetworkCase, draw_case
from interviewer.grading.forms.code.code_tests.precision import CLOSE, ROUGH, is_rough
from interviewer.grading.forms.code.code_tests.roles import ParameterRole, role_of
from interviewer.grading.forms.sandbox.inside.values import Array, Floats, ValuePath
from interviewer.grading.forms.sandbox.messages import Argument, AsLists, AsNamedTuple, Place, Result

FORWARD_ROLES = {
    "W1": r"w1|weights?1|w0?1|theta1|wh|win|wih|wxh|whidden|weights?hidden|u|w1st|win2hid|wi|wa|fc1w",
    "b1": r"b1|bias(?:es)?1|bh|bin|bhidden|bias(?:es)?hidden|b1st|bi|ba|fc1b",
    "W2": r"w2|weights?2|theta2|wo|wout|who|why|wy|woutput|weights?out(?:put)?|v|wb|fc2w",
    "b2": r"b2|bias(?:es)?2|bo|bout|by|boutput|bias(?:es)?out(?:put)?|bb|fc2b",
    "params": r"params?|parameters|weights|theta|model|net|network|p|w|ws|state",
    "x": r"x|xs|inputs?|inp|data|batch|xbatch|batchx|features?|a0|xin|h0",
}
ZERO_BASED = {"W1": r"w0|weights?0", "b1": r"b0|bias0", "W2": r"w1|weights?1", "b2": r"b1|bias1"}
BACKWARD_NAME = re.compile(r"back|bwd|bprop|grad|^b$|^g$|deriv", re.I)


@dataclass(frozen=True)
class WeightLayout:
    """How the answer wants its weights: as (out, in) instead of (in, out), and biases as a row or a column."""

    transposed: bool = False
    bias: tuple[int, ...] = ()

    def of(self, case: NetworkCase, name: str) -> Floats:
        """A weight or bias of a case in this layout."""
        value = case.weight(name)
        if name.startswith("W"):
            return value.T.copy() if self.transposed else value.copy()
        return value.reshape(self.bias).copy() if self.bias else value.copy()


LAYOUTS = (
    WeightLayout(),
    WeightLayout(bias=(1, -1)),
    WeightLayout(transposed=True),
    WeightLayout(transposed=True, bias=(1, -1)),
)


@dataclass(frozen=True)
class Way:
    """A way to call the answer's code.

    Attributes:
        forward: The name of the function, or of the method of ``holder``.
        given: The role of each of its parameters.
        out: The path from its result to the output.
        holder: The class whose instance has the weights; "" for a plain function, "globals" if they are globals.
        made_of: The role of each parameter of the constructor.
        places: Where the holder keeps each weight.
        keys: The weights' keys, if they are passed in a dict.
        lists: Whether arrays are passed as plain lists.
        silent: Whether the function returns nothing, so that its variables are examined.
        nested: The keys of the layers, and of weight and bias in each, if they are passed in a dict of dicts.
    """

    layout: WeightLayout = WeightLayout()
    forward: str = ""
    given: Mapping[str, ParameterRole] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    out: ValuePath = ()
    holder: str = ""
    made_of: Mapping[str, ParameterRole] = field(default_factory=dict)
    places: Mapping[str, ValuePath] = field(default_factory=dict)
    nested: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    lists: bool = False
    silent: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether it is clear how to call the pass, so that a failure is its own fault and not that of a guess.

        Either an instance or the module has the weights, or every parameter is named after what it gets, including the
        biases: a function of two matrices may want the biases in them.
        """
        roles = set(self.given.values())
        named = all(role_of(name, FORWARD_ROLES) or role_of(name, ZERO_BASED) for name in self.given)
        own_keys = "params" in roles and set(self.keys.values()) >= set(NAMES)
        return bool(self.holder) or (named and (roles >= {"x", *NAMES} or own_keys))


@dataclass(frozen=True)
class Forwarded:
    """A forward pass that was run.

    Attributes:
        changed: The parameters whose arrays it changed, if that was watched.
        left: The input and weights after the call, by role, for those that it changed.
    """

    result: Result
    holder: Place
    out: Array | None
    changed: tuple[str, ...] = ()
    left: Mapping[ParameterRole, Array] = field(default_factory=dict)


def left_of(way: Way, named: Mapping[str, Argument], result: Result) -> dict[ParameterRole, Array]:
    """The input and weights passed as arrays, as they are after a forward pass, for those that it changed."""
    after = dict(zip(named, result.after, strict=False))
    found: dict[ParameterRole, Array] = {}
    for name, role in way.given.items():
        given, now = named.get(name), after.get(name)
        if not (isinstance(given, np.ndarray) and isinstance(now, np.ndarray)) or role not in ("x", *NAMES):
            continue
        if now.shape == given.shape and not np.array_equal(given, now, equal_nan=True):
            found[role] = now
    return found


def in_lists(item: Argument) -> Argument:
    """An argument with its arrays as plain lists."""
    if isinstance(item, np.ndarray):
        return AsLists(item) if item.ndim else item
    if isinstance(item, AsNamedTuple):
        return AsNamedTuple({name: in_lists(value) for name, value in item.fields.items()})
    if isinstance(item, Mapping):
        return {name: in_lists(value) for name, value in item.items()}
    if isinstance(item, Sequence) and not isinstance(item, str):
        return [in_lists(value) for value in item]
    return item


def same(a: Array | None, b: Array) -> bool:
    """Whether two arrays agree in shape and, to five digits, in values; complex numbers and NaN never agree.

    Single precision passes: it has seven digits, of which sums lose one or two. Half precision has three, and passes to two.
    Small numbers in an array of large ones are sums of large ones, and have their error.
    """
    if a is None or a.shape != b.shape or a.dtype.kind not in "fiub":
        return False
    close = ROUGH if is_rough(a) else CLOSE
    size = max(1.0, float(np.max(np.abs(b), initial=0.0)))
    return bool(np.allclose(a.astype(float), b, rtol=close, atol=close / 10 * size))


def real(array: Array | None) -> Array | None:
    """An array of real numbers unchanged; anything else, such as complex numbers, becomes an array of NaN."""
    if array is None or array.dtype.kind in "fiub":
        return array
    return np.full(array.shape, np.nan)


def keys_of(used: Sequence[str]) -> dict[str, str]:
    """The keys of a dict of weights, by weight: the answer's own, or else the usual ones."""
    zero = {"w0", "w1"} <= {k.lower() for k in used} and "w2" not in {k.lower() for k in used}
    table = ZERO_BASED if zero else FORWARD_ROLES
    own = {key: role for key in used if (role := role_of(key, table)) in NAMES}
    return own or {name: name for name in NAMES}


def record_names(used: Sequence[str]) -> dict[str, str]:
    """The field names of a record of weights: the answer's own, or else the usual ones."""
    own = {role: name for name in reversed(used) if (role := role_of(name, FORWARD_ROLES)) in NAMES}
    return {name: own.get(name, name) for name in NAMES}


def weights_in(found: Sequence[Leaf]) -> tuple[WeightLayout, dict[str, ValuePath]]:
    """Where an instance keeps its weights, by their shapes."""
    case = draw_case(1)
    d, h, c = case.W1.shape[0], case.W1.shape[1], case.W2.shape[1]
    shapes = {(d, h): "W1", (h, d): "W1", (h, c): "W2", (c, h): "W2", (h,): "b1", (1, h): "b1", (h, 1): "b1"}
    shapes |= {(c,): "b2", (1, c): "b2", (c, 1): "b2"}
    places: dict[str, ValuePath] = {}
    transposed = False
    bias: tuple[int, ...] = ()
    for leaf in found:
        name = shapes.get(leaf.array.shape)
        if name is None or name in places or re.search(r"(?:^|\W)(?:d_?[wb]|grad|vel|mom)", leaf.label):
            continue
        places[name] = leaf.path
        transposed = transposed or leaf.array.shape in {(h, d), (c, h)}
        if name.startswith("b") and leaf.array.ndim == 2:
            bias = (1, -1) if leaf.array.shape[0] == 1 else (-1, 1)
    return WeightLayout(transposed, bias), places
