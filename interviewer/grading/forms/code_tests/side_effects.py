"""Whether a call leaves what it is given as it was, and what that costs.

Working in place costs nothing by itself: the criteria ask for values, and ``h *= mask`` gives the right ones. It is told
beside the verdict. It costs a point where a result is wrong through it: a gradient after a forward pass that has written
over what it needs, a second gradient or a second forward pass after what is kept (weights, mask, cache) has been written
over. What only flows through, the activations and the gradient that arrives, may be used up.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from interviewer.grading.forms.code_report import TestResult
from interviewer.grading.forms.code_tests.bench import Bench
from interviewer.grading.forms.code_tests.leaves import leaves
from interviewer.grading.forms.inside.values import Array, Value
from interviewer.grading.forms.messages import Argument, Place, Result


@dataclass(frozen=True)
class WatchedCall:
    """A call with its result.

    Attributes:
        changed: The parameters whose arrays the call has changed, in order. Arrays in dicts that the test made are not
            looked at: these do not come back.
    """

    result: Result
    changed: tuple[str, ...]


def told_in_place(name: str, changed: Collection[str], line: int) -> TestResult:
    """The result of a test that finds a pass at work in place, which other tests charge where a result is wrong through it."""
    what = " and ".join(changed)
    return TestResult(name, None, got=f"{what} changes in place, which costs nothing by itself", line=line)


def watched_call(bench: Bench, function: Place, named: Mapping[str, Argument], trace: bool = False) -> WatchedCall:
    """Call a function by the names of its parameters, and see what became of them.

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
            # a number without axes is no array inside, and so does not come back
            same = not isinstance(item, np.ndarray) or item.ndim == 0 or _same(item, came_back.get(name))
        if not same:
            changed.append(name)
    return WatchedCall(result, tuple(changed))


def _all_same(old: Value, new: Value) -> bool:
    """Whether every array that was there still is what it was; what has been added does not matter."""
    now = {leaf.path: leaf.array for leaf in leaves(new)}
    return all(_same(leaf.array, now.get(leaf.path)) for leaf in leaves(old))


def _same(old: Array, new: object) -> bool:
    return isinstance(new, np.ndarray) and old.shape == new.shape and np.array_equal(old, new, equal_nan=True)
