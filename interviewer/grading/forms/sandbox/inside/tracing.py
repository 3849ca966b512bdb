"""Traces a call line by line: which arrays the answer's lines compute."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from interviewer.grading.forms.sandbox.inside.values import MODULE, Json, encode

FILE = "<answer>"
"""The file name of the answer's code in tracebacks."""
MOST_STEPS = 60
"""Most arrays recorded per call: the two passes have a dozen."""


def traced(
    function: Callable[..., object],
    args: list[object],
    named: dict[str, object],
    steps: list[Json],
    returned: list[int],
    names: dict[str, object],
) -> object:
    """Call a function, and record each array that a line of the answer assigns to a name, and how it ends.

    Args:
        steps: Gets the lines with the arrays.
        returned: Gets the line that returns the result.
        names: Gets the arrays and dicts among the function's local variables when it ends.
    """
    seen: dict[int, tuple[int, dict[str, int]]] = {}

    def watch(frame: types.FrameType, event: str, _: object) -> Callable[..., object] | None:
        if frame.f_code.co_filename != FILE:
            return None
        if event == "return":
            returned[:] = [frame.f_lineno]  # the outermost is the last
            names.clear()
            names.update((name, item) for name, item in frame.f_locals.items() if isinstance(item, np.ndarray | dict))
        line, before = seen.get(id(frame), (0, {}))
        arrays = dict(_arrays_of(frame.f_locals))
        for name, item in arrays.items():
            if line and before.get(name) != id(item) and len(steps) < MOST_STEPS:
                steps.append({"line": line, "value": encode(item)})
        seen[id(frame)] = (frame.f_lineno, {name: id(item) for name, item in arrays.items()})
        return watch

    sys.settrace(watch)  # type: ignore[arg-type]
    try:
        return function(*args, **named)
    finally:
        sys.settrace(None)


def _arrays_of(names: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The arrays among local variables, and those inside dicts and the answer's own objects among them."""
    for name, item in names.items():
        if isinstance(item, np.ndarray):
            yield name, item
            continue
        own = type(item).__module__ == MODULE and isinstance(getattr(item, "__dict__", None), dict)
        held = vars(item) if own else item if isinstance(item, dict) else {}
        yield from ((f"{name}.{key}", value) for key, value in list(held.items()) if isinstance(value, np.ndarray))
