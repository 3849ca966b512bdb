"""Supplies a backward pass with values it uses but is not given, by the name they had in forward, so that one mistake costs
one point."""

from __future__ import annotations

import re

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.network.call import Call, Lent
from interviewer.grading.forms.code.code_tests.network.way import Forwarded, Way
from interviewer.grading.forms.sandbox.inside.values import Value, ValuePath
from interviewer.grading.forms.sandbox.messages import Fault, Place

MOST_LENT = 8
"""Most names supplied to one backward pass; the network has eight arrays."""
_NO_NAME = re.compile(r"NameError: name '(\w+)'")
_NO_ATTRIBUTE = re.compile(r"AttributeError: '(\w+)' object has no attribute '(\w+)'")
_NO_KEY = re.compile(r"KeyError: '(\w+)'")


def may_lack(fault: Fault) -> bool:
    """Whether a fault is a missing name, attribute or key."""
    return any(pattern.search(fault.message) for pattern in (_NO_NAME, _NO_ATTRIBUTE, _NO_KEY))


def missing(fault: Fault, call: Call, way: Way, done: Forwarded) -> Lent | None:
    """What a backward pass lacks and forward had; None if it failed for another reason.

    Args:
        done: A forward pass that was traced.
    """
    had = done.result.names
    if not isinstance(had, dict) or fault.kind != "raised" or len(call.lent) >= MOST_LENT:
        return None
    if (match := _NO_NAME.search(fault.message)) and match[1] in had:
        return ("module", match[1])
    if (match := _NO_ATTRIBUTE.search(fault.message)) and match[1] == way.holder and match[2] in had:
        return ("holder", match[2])
    if (match := _NO_KEY.search(fault.message)) and match[1] in had:
        sources = [source for source in call.given.values() if isinstance(source, tuple)]
        kept = _inner(done.result.value, sources[0]) if len(sources) == 1 else None
        if isinstance(kept, dict) and match[1] not in kept:
            return ("result", *sources[0], match[1])
    return None


def lend(bench: Bench, call: Call, done: Forwarded) -> None:
    """Put what is supplied where backward looks for it.

    Raises:
        CodeFaultError: It cannot be put there.
    """
    had = done.result.names
    places = {"module": Place(), "holder": done.holder, "result": done.result.place}
    for kind, *path in call.lent:
        if isinstance(had, dict) and str(path[-1]) in had:
            bench.put(places[str(kind)].at(*path), had[str(path[-1])])


def _inner(value: Value, path: ValuePath) -> Value:
    for step in path:
        if isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        elif isinstance(value, dict) and str(step) in value:
            value = value[str(step)]
        else:
            return None
    return value
