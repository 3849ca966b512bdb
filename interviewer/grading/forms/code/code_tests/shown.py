"""Values as the candidate sees them: short, with their shape if they are long."""

from __future__ import annotations

import numpy as np

from interviewer.grading.forms.sandbox.inside.values import Array, Opaque, Thing, Value
from interviewer.grading.forms.sandbox.messages import Fault

MOST_SHOWN = 4
"""Most numbers of an array that are written out."""


def shown(value: Value) -> str:
    """A value in a few words."""
    if value is None:
        return "nothing"
    if isinstance(value, np.ndarray):
        return _shown_array(value)
    if isinstance(value, Opaque | Thing):
        return f"a {value.type_name}"
    if isinstance(value, tuple):
        return f"({', '.join(shown(item) for item in value[:3])}{', …' if len(value) > 3 else ''})"
    if isinstance(value, dict):
        return f"a dict with {', '.join(list(value)[:4]) or 'nothing in it'}"
    return repr(value)[:60]


def shown_error(fault: Fault) -> str:
    """How a call failed, to be shown in place of a value."""
    return f"an error ({fault.message})"


def shown_apart(wanted: Value, got: Value) -> tuple[str, str]:
    """Two differing values, shown so that the difference is visible: at the first number that differs, with enough digits."""
    texts = shown(wanted), shown(got)
    if texts[0] != texts[1] or not isinstance(wanted, np.ndarray) or not isinstance(got, np.ndarray):
        return texts
    if wanted.shape != got.shape or {wanted.dtype.kind, got.dtype.kind} - set("fiub"):
        return texts
    apart = np.abs(wanted.astype(float) - got.astype(float)).reshape(-1)
    at = int(np.nanargmax(apart)) if not np.all(np.isnan(apart)) else 0
    a, b = (float(array.reshape(-1)[at]) for array in (wanted, got))
    return f"{a:.9g} at place {at + 1}", f"{b:.9g} there"


def _shown_array(array: Array) -> str:
    if array.dtype.kind == "c":
        return f"complex numbers of shape {array.shape}"
    numbers = [f"{x:.4g}" for x in array.reshape(-1)[:MOST_SHOWN].astype(float) + 0.0]  # no "-0"
    text = ", ".join(numbers) + (", …" if array.size > MOST_SHOWN else "")
    return text if not array.ndim else f"[{text}] of shape {array.shape}"
