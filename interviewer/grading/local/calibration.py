"""The fitted part of the embedded judge: from the measures of a reading to probabilities and a verdict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from interviewer.errors import UnavailableError
from interviewer.grading.local.reader import WEIGHTS, version_of
from interviewer.grading.local.verdict import MEASURED, OUTCOMES, Likelihoods, Thresholds
from interviewer.grading.rubric.rubric import holds_several_points
from interviewer.json_data import JsonObject, JsonValue, number_of, object_of
from knowledge.schema import Criterion, Question

VERSION_DIGITS = 8
"""How many hexadecimal digits of a file's SHA-256 are used to name a fit."""


@dataclass(frozen=True)
class Calibration:
    """Everything that was fitted.

    Attributes:
        shown: Outcome model for claims that are shown to the reader with the bank's statements.
        bare: Outcome model for claims without such statements.
        points: Thresholds for verdicts on single points.
        whole: The same for claims with several points, where probabilities are shares of them.
        belief: Threshold on the probability that a statement states a misconception.
        taken_back: Threshold on the probability that one of the last statements takes back everything before it.
        sha256: The file's hash, in hex.
        reader: Version of the reader whose readings it was fitted on; "" if the file does not say.
    """

    shown: Likelihoods
    bare: Likelihoods
    points: Thresholds
    whole: Thresholds
    belief: float
    taken_back: float
    sha256: str
    reader: str = ""

    @property
    def version(self) -> str:
        """The name of this fit: the beginning of its file's hash."""
        return self.sha256[:VERSION_DIGITS]

    def likelihoods(self, criterion: Criterion) -> Likelihoods:
        """The outcome model for a criterion."""
        return self.shown if criterion.satisfied_by else self.bare

    def thresholds(self, question: Question, criterion: Criterion) -> Thresholds:
        """The thresholds for verdicts on a criterion."""
        return self.whole if holds_several_points(question, criterion) else self.points


@cache
def load_calibration() -> Calibration:
    """The shipped calibration. It also applies to a reader adapted to a bank, which started as the shipped one.

    Raises:
        UnavailableError: It does not fit this code, or was fitted on another reader than the shipped one.
    """
    fitted, shipped = read_calibration(source_text()), version_of(WEIGHTS)
    if fitted.reader != shipped:
        raise UnavailableError(
            f"the judge's calibration was fitted on reader {fitted.reader or 'unknown'}, but reader {shipped} is installed; "
            "install Viva again, or fit it with 'python -m evals fit'"
        )
    return fitted


def source_text() -> str:
    """The shipped file's text, including what it was fitted on."""
    return (resources.files(__package__) / "calibration.json").read_text(encoding="utf-8")


def read_calibration(text: str) -> Calibration:
    """Parse a calibration file.

    Raises:
        UnavailableError: It was fitted on other measures than this code takes, or lacks a number.
    """
    try:
        data: JsonValue = json.loads(text)
        if not isinstance(data, Mapping):
            raise TypeError("it is not an object")
        fitted = _names(data.get("measures", [])), _names(data.get("outcomes", []))
    except (ValueError, TypeError) as error:
        raise UnavailableError(f"the judge's calibration cannot be read ({error}); install Viva again") from error
    if fitted != (MEASURED, OUTCOMES):
        raise UnavailableError(
            f"the judge's calibration was fitted on other measures than this version takes ({fitted[0]}, {fitted[1]}); "
            "install Viva again, or fit it with 'python -m evals fit'"
        )
    try:
        return Calibration(
            shown=_likelihoods(_part(data, "shown")),
            bare=_likelihoods(_part(data, "bare")),
            points=_thresholds(_part(data, "points")),
            whole=_thresholds(_part(data, "whole")),
            belief=number_of(data["belief"]),
            taken_back=number_of(data["taken_back"]),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            reader=str(object_of(data.get("fitted_on")).get("reader", "")),
        )
    except KeyError as error:
        raise UnavailableError(f"the judge's calibration lacks {error}; install Viva again") from error
    except (TypeError, ValueError) as error:
        raise UnavailableError(f"the judge's calibration has a damaged number ({error}); install Viva again") from error


def _names(value: JsonValue) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    return tuple(str(name) for name in value)


def _part(data: JsonObject, name: str) -> JsonObject:
    value = data[name]
    if not isinstance(value, Mapping):
        raise TypeError(f"{name!r} is not an object")
    return value


def _thresholds(item: JsonObject) -> Thresholds:
    return Thresholds(number_of(item["met"]), number_of(item["partly"]), number_of(item["contradicted"]))


def _likelihoods(item: JsonObject) -> Likelihoods:
    weights, bias = np.asarray(item["weights"], dtype=float), np.asarray(item["bias"], dtype=float)
    if weights.shape != (len(OUTCOMES), len(MEASURED)) or bias.shape != (len(OUTCOMES),):
        raise ValueError(f"weights of shape {weights.shape}, bias of shape {bias.shape}")
    return Likelihoods(weights, bias)
