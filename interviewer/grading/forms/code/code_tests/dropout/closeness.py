"""How close to the right values a dropout pass has to come: as close as the precision it works in allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from interviewer.grading.forms.code.code_tests.precision import CLOSE, ROUGH
from interviewer.grading.forms.sandbox.inside.values import Floats

_HALF = re.compile(r"float16|\bhalf\b|['\"][<>=]?f2['\"]|dtype\s*=\s*['\"]e['\"]")
"""Signs of half precision in code. A result in double precision may have been rounded to half before, so its type does not say."""


@dataclass(frozen=True)
class Closeness:
    """Compares values.

    Attributes:
        slack: The relative error that is allowed: single precision has seven digits, and half precision three.
    """

    slack: float

    def each(self, a: ArrayLike, b: ArrayLike) -> NDArray[np.bool_]:
        """Where two arrays agree, entry by entry."""
        return np.asarray(np.isclose(a, b, rtol=self.slack, atol=self.slack / 1000))

    def all(self, a: ArrayLike, b: ArrayLike) -> bool:
        """Whether two arrays of one shape agree everywhere."""
        return bool(self.each(a, b).all())

    def factors(self, ratio: Floats) -> Floats:
        """The different values of an array in order; what differs by rounding only counts as one, which is their median."""
        ordered = np.sort(np.where(np.abs(ratio) < 1e-9, 0.0, ratio), axis=None)
        if not len(ordered) or not np.all(np.isfinite(ordered)):
            return np.unique(ordered)
        steps = np.abs(np.diff(ordered)) > self.slack * np.abs(ordered[:-1])
        groups = np.split(ordered, np.flatnonzero(steps) + 1)
        widths = [float(group[-1] - group[0]) for group in groups]
        if any(width > 4 * self.slack * abs(float(group[0])) for width, group in zip(widths, groups, strict=True)):
            return np.unique(ordered)  # a chain of neighbours, such as many random numbers
        middles = np.array([float(np.median(group)) for group in groups])
        return np.where(self.each(middles, 1.0), 1.0, middles)  # no scale at all is told from one by being exactly 1


def closeness_of(source: str) -> Closeness:
    """How closely the results of some code are compared."""
    return Closeness(ROUGH if _HALF.search(source) else CLOSE)
