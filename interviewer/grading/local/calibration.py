"""The fitted part of the embedded judge: from what was measured of a reading to probabilities and a verdict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from interviewer.errors import UnavailableError
from interviewer.grading.local.verdict import MEASURED, OUTCOMES, Likelihoods, Thresholds
from interviewer.grading.rubric import holds_several_points
from knowledge.schema import Criterion, Question

VERSION_DIGITS = 8
"""How many hexadecimal digits of its file's SHA-256 name a fit."""


@dataclass(frozen=True)
class Calibration:
    """Everything that was fitted.

    Attributes:
        shown: Outcomes of claims that the reader is shown statements of the bank with.
        bare: Outcomes of claims alone.
        points: From which probabilities a verdict is given on one point.
        whole: The same for claims that hold several points, where probabilities are shares of them.
        belief: From which probability a statement says a misconception.
        taken_back: From which probability one of the last statements takes back all before it.
        sha256: Of the file, in hex.
    """

    shown: Likelihoods
    bare: Likelihoods
    points: Thresholds
    whole: Thresholds
    belief: float
    taken_back: float
    sha256: str

    @property
    def version(self) -> str:
        """Names this fit and no other: the beginning of its file's hash."""
        return self.sha256[:VERSION_DIGITS]

    def likelihoods(self, criterion: Criterion) -> Likelihoods:
        """How likely the outcomes of a criterion are."""
        return self.shown if criterion.satisfied_by else self.bare

    def thresholds(self, question: Question, criterion: Criterion) -> Thresholds:
        """From which probabilities a verdict on a criterion is given."""
        return self.whole if holds_several_points(question, criterion) else self.points


@cache
def load_calibration() -> Calibration:
    """The shipped calibration.

    Raises:
        UnavailableError: It does not fit this code.
    """
    return read_calibration(source_text())


def source_text() -> str:
    """The shipped file as it is, with what it was fitted on."""
    return (resources.files(__package__) / "calibration.json").read_text(encoding="utf-8")


def read_calibration(text: str) -> Calibration:
    """Parse a calibration file.

    Raises:
        UnavailableError: It was fitted on other measures than this code takes, or lacks a number.
    """
    try:
        data = json.loads(text)
        fitted = (tuple(data.get("measures", ())), tuple(data.get("outcomes", ())))
    except (ValueError, AttributeError, TypeError) as error:
        raise UnavailableError(f"the judge's calibration cannot be read ({error}); install Viva again") from error
    if fitted != (MEASURED, OUTCOMES):
        raise UnavailableError(
            f"the judge's calibration was fitted on other measures than this version takes ({fitted[0]}, {fitted[1]}); "
            "install Viva again, or fit it with 'python -m evals fit'"
        )
    try:
        return Calibration(
            shown=_likelihoods(data["shown"]),
            bare=_likelihoods(data["bare"]),
            points=_thresholds(data["points"]),
            whole=_thresholds(data["whole"]),
            belief=float(data["belief"]),
            taken_back=float(data["taken_back"]),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
    except KeyError as error:
        raise UnavailableError(f"the judge's calibration lacks {error}; install Viva again") from error
    except (TypeError, ValueError) as error:
        raise UnavailableError(f"the judge's calibration has a damaged number ({error}); install Viva again") from error


def _thresholds(item: Mapping[str, Any]) -> Thresholds:
    return Thresholds(float(item["met"]), float(item["partly"]), float(item["contradicted"]))


def _likelihoods(item: Mapping[str, Any]) -> Likelihoods:
    weights, bias = np.asarray(item["weights"], dtype=float), np.asarray(item["bias"], dtype=float)
    if weights.shape != (len(OUTCOMES), len(MEASURED)) or bias.shape != (len(OUTCOMES),):
        raise ValueError(f"weights of shape {weights.shape}, bias of shape {bias.shape}")
    return Likelihoods(weights, bias)
