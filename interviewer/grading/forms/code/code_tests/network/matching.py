"""Works out which array from a backward pass is which gradient, and in which layout."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from interviewer.grading.forms.code.code_tests.leaves import Leaf, leaves
from interviewer.grading.forms.code.code_tests.network.reference import NAMES
from interviewer.grading.forms.code.code_tests.network.way import FORWARD_ROLES, ZERO_BASED, WeightLayout, same
from interviewer.grading.forms.code.code_tests.roles import role_of
from interviewer.grading.forms.sandbox.inside.values import Array, Floats, Thing, Value

_GRADIENT = re.compile(r"_?(?:d|g|grad|delta|nabla).*|.*grad", re.I)
"""Names of gradients, for code whose weights have similar names."""
MOST_ALIKE = 2
"""Most unnamed arrays of one shape in a result: a gradient, and perhaps its weight. With more, it would be a guess."""


def matched(
    found: Sequence[Leaf], wanted: Mapping[str, Floats], layout: WeightLayout, factors: Sequence[float]
) -> tuple[float, dict[str, Leaf]]:
    """Which leaf is which gradient, and a score: 1 for each right one, less for one that is merely present.

    Args:
        factors: What the right gradients can be multiplied by; see ``scales``.
    """
    named: dict[str, Leaf] = {}
    targets = [target_of(leaf, found) for leaf in found]
    for leaf, target in zip(found, targets, strict=True):
        if target and (target not in named or leaf.array.shape == wanted[target].shape):
            named[target] = leaf
    nameless = [leaf for leaf, target in zip(found, targets, strict=True) if not target]
    for leaf, target in zip(found, targets, strict=True):
        by_shape = next((k for k in NAMES if _fits(leaf.array, wanted[k], k)), "")
        if not target and by_shape and by_shape not in named:
            alike = sum(_fits(other.array, wanted[by_shape], by_shape) for other in nameless)
            if alike <= MOST_ALIKE:
                named[by_shape] = leaf
    score = 0.0
    for name, leaf in named.items():
        right = any(same(in_plain(leaf.array, name, layout), wanted[name] * s) for s in factors)
        score += 1.0 if right else 0.2
    return score, named


def scales(n: int, c: int, of_loss: bool = True) -> tuple[float, ...]:
    """Factors that a mean over a batch of ``n`` examples with ``c`` outputs, or a loss, can introduce.

    Args:
        of_loss: Whether the backward pass takes a target, so that its own loss can introduce a factor. If the gradient at
            the output is handed in, only a mean over the batch can; the result is then the beginning of the other one.
    """
    handed_in = (1.0, 1 / n)
    return (*handed_in, 2.0, 2 / n, 2 / (n * c), 1 / (n * c)) if of_loss else handed_in


def one_factor(grads: Mapping[str, Array | None], wanted: Mapping[str, Floats]) -> float | None:
    """The number by which all gradients differ from the right ones; None if there is no such number."""
    factors = []
    for name, right in wanted.items():
        got = grads[name]
        if got is None or got.shape != right.shape or got.dtype.kind not in "fiu":
            return None
        factors.append(float((got.astype(float) * right).sum() / (right * right).sum()))
        if not same(got, right * factors[0]):
            return None
    return factors[0] if np.isfinite(factors[0]) and factors[0] else None


def in_plain(array: Array | None, name: str, layout: WeightLayout) -> Array | None:
    """A gradient as (in, out) or as a flat bias, if it has the shape of its weight in the answer's layout."""
    if array is None:
        return None
    if name.startswith("W"):
        return array.T if layout.transposed and array.ndim == 2 else array
    flat = array.ndim == 1 or (
        array.ndim == 2 and (array.shape[0] == 1 or (layout.bias == (-1, 1) and array.shape[1] == 1))
    )
    return array.reshape(-1) if flat else array


def target_of(leaf: Leaf, all_: Sequence[Leaf]) -> str:
    """The weight that a gradient belongs to, going by the answer's name for it; "" if that does not say."""
    zero = any(re.search(r"[wb]_?0", other.label) for other in all_)
    table = {**FORWARD_ROLES, **ZERO_BASED} if zero else FORWARD_ROLES
    for word in reversed(leaf.label.split(" ")):
        plain = re.sub(r"[^a-z0-9]", "", word)
        plain = re.sub(r"^(?:dl?d|dlossd|d|grad(?:ient)?s?|g|nabla|delta)(?=[wbu])|grad(?:ient)?s?$", "", plain)
        if (role := role_of(plain, table)) in NAMES:
            return role
    return ""


def named_gradient(leaf: Leaf, found: list[Leaf]) -> bool:
    """Whether a named array of a function is a gradient, going by its name."""
    return bool(_GRADIENT.match(leaf.label.split(" ")[-1]) and target_of(leaf, found))


def gradients_in(given: Value) -> Value:
    """The named arrays of a function or a module that are gradients, going by their names."""
    names = given.attributes if isinstance(given, Thing) else given
    found = list(leaves(given))
    kept = {str(leaf.path[0]) for leaf in found if named_gradient(leaf, found)}
    return {name: value for name, value in names.items() if name in kept} if isinstance(names, Mapping) else None


def _fits(array: Array, wanted: Floats, name: str) -> bool:
    if name.startswith("W"):
        return array.shape in {wanted.shape, wanted.shape[::-1]}
    return array.size == wanted.size and array.ndim <= 2
