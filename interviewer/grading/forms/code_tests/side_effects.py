"""Whether a call leaves what it is given as it was; code that changes its arguments breaks whoever called it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from interviewer.grading.forms.code_tests.bench import Bench
from interviewer.grading.forms.code_tests.leaves import leaves
from interviewer.grading.forms.inside.values import Array, Value
from interviewer.grading.forms.messages import Argument, Place, Result


@dataclass(frozen=True)
class Watched:
    """A call with its result.

    Attributes:
        changed: The parameters whose arrays the call has changed, in order. Arrays in dicts that the test made are not
            looked at: these do not come back.
    """

    result: Result
    changed: tuple[str, ...]


def watched_call(bench: Bench, function: Place, named: Mapping[str, Argument]) -> Watched:
    """Call a function by the names of its parameters, and see what became of them.

    Raises:
        CodeFaultError: It raises, takes too long, or ends the process.
    """
    held = {name: bench.read(item) for name, item in named.items() if isinstance(item, Place)}
    result = bench.call(function, (), named)
    came_back = iter(result.after)
    changed = []
    for name, item in named.items():
        old = held.get(name, item if isinstance(item, np.ndarray) else None)
        if isinstance(old, np.ndarray):
            # a number without axes is no array inside, and so does not come back
            same = old.ndim == 0 or _same(old, next(came_back, None))
        else:
            same = not isinstance(item, Place) or _all_same(old, bench.read(item))
        if not same:
            changed.append(name)
    return Watched(result, tuple(changed))


def _all_same(old: Value, new: Value) -> bool:
    """Whether every array that was there still is what it was; what has been added does not matter."""
    now = {leaf.path: leaf.array for leaf in leaves(new)}
    return all(_same(leaf.array, now.get(leaf.path)) for leaf in leaves(old))


def _same(old: Array, new: object) -> bool:
    return isinstance(new, np.ndarray) and old.shape == new.shape and np.array_equal(old, new, equal_nan=True)
