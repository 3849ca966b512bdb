"""How close the arrays in a result have to come to the right ones, by the precision they are in."""

from __future__ import annotations

import numpy as np

from interviewer.grading.forms.sandbox.inside.values import Array

CLOSE, ROUGH = 1e-5, 1e-2
"""Relative error up to which an array counts as right: in single or double precision, and in half precision."""


def is_rough(array: Array) -> bool:
    """Whether an array is in half precision."""
    return array.dtype == np.float16
