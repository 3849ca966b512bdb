"""Whether a call leaves its arguments unchanged, and what it costs if not.

Working in place costs nothing by itself: the criteria ask for values, and ``h *= mask`` gives the right ones. It is mentioned
next to the verdict. It costs a point only if it makes a result wrong: a gradient after a forward pass that overwrote what it
needs, or a second gradient or forward pass after something stored (weights, mask, cache) was overwritten. Values that only
pass through, the activations and the incoming gradient, can be overwritten.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.leaves import leaves
from interviewer.grading.forms.code.report import TestResult
from interviewer.grading.forms.sandbox.inside.values import Array, Value
from interviewer.grading.forms.sandbox.messages import Argument, Place, Result


@dataclass(frozen=True)
class WatchedCall:
    """A call with its result.

    Attributes:
        changed: The parameters whose arrays the call has changed, in order. Arrays in dicts made by the test are not checked,
            since these do not come back.
    """

    result: Result
    changed: tuple[str, ...]


def told_in_place(name: str, changed: Collection[str], line: int) -> TestResult:
    """The result of a test that finds a pass working in place; other tests penalise it if that makes a result wrong."""
    what = " and ".join(changed)
    got = f"{what} changes in place, which costs nothing by itself"
    return TestResult(name, None, got=got, line=line, side_effect=True)


def watched_call(bench: Bench, function: Place, named: Mapping[str, Argument], trace: bool = False) -> WatchedCall:
    """Call a function with keyword arguments, and see what became of them.

    Args:
        trace: Note the lines that come to arrays.

    Raises:
        CodeFaultError: It raises, takes too long, or ends the process.
    """
    held = {name: bench.read(item) for name, item in named.items() if isinstance(item, Place)}
    result = bench.call(function, (), named, trace)
    came_back = dict(zip(named, result.after, strict=False))
    changed = []
    for name, item in named.items():
        if isinstance(item, Place):
            same = _all_same(held[name], bench.read(item))
        else:
            # a number without axes is not an array inside the process, and so does not come back
            same = not isinstance(item, np.ndarray) or item.ndim == 0 or _same(item, came_back.get(name))
        if not same:
            changed.append(name)
    return WatchedCall(result, tuple(changed))


def _all_same(old: Value, new: Value) -> bool:
    """Whether every array that was there is unchanged; additions do not matter."""
    now = {leaf.path: leaf.array for leaf in leaves(new)}
    return all(_same(leaf.array, now.get(leaf.path)) for leaf in leaves(old))


def _same(old: Array, new: object) -> bool:
    return isinstance(new, np.ndarray) and old.shape == new.shape and np.array_equal(old, new, equal_nan=True)
