"""The fitted part of the embedded judge: a logistic model from signals to a probability."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.cross_encoder import holds_several_points
from interviewer.records import Verdict
from knowledge.schema import Criterion, Question


@dataclass(frozen=True)
class Logistic:
    """p = 1 / (1 + exp(-(x - mean) / scale @ weights - bias))."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def log_odds(self, values: NDArray[np.float64]) -> float:
        """Log-odds that a criterion is met."""
        return float((values - self.mean) / self.scale @ self.weights + self.bias)


@dataclass(frozen=True)
class Stack:
    """Joins the log-odds of the signals' model and of the cross-encoder, and for whole references the cover.

    ``bias + signals * s + reader * r + cover * c``, where with a cover r is the reader's probability: of a whole answer a
    share was said, and by log-odds a sure reader would outweigh whatever was covered.
    """

    bias: float
    signals: float
    reader: float
    cover: float = 0.0

    def log_odds(self, signals: float, reader: float, cover: float = 0.0) -> float:
        """Log-odds that a criterion is met, by all.

        Args:
            signals, reader: Log-odds by each of the two.
            cover: From ``signals.cover``.
        """
        read = probability(reader) if self.cover else reader
        return self.bias + self.signals * signals + self.reader * read + self.cover * cover


def verdict_from(p: float, met: float, partly: float) -> Verdict:
    """The verdict of a probability, by the thresholds from which it is ``met`` and ``partly_met``."""
    return "met" if p >= met else "partly_met" if p >= partly else "not_met"


@dataclass(frozen=True)
class Calibration:
    """Everything that was fitted, and where it came from.

    Attributes:
        paraphrased: For criteria with labelled paraphrases.
        bare: For criteria with a claim only.
        with_reader, bare_with_reader: The same two kinds, where the cross-encoder has read the answer too.
        whole_with_reader: For claims that hold several points and have no paraphrases.
        met, partly: Probabilities from which a verdict is ``met`` and ``partly_met``.
        whole_met, whole_partly: The same for claims that hold several points, where half is no rare thing.
        witness_weight: Weight of the language model's log-odds where it was asked.
        unsure: Probabilities between which the language model is asked.
    """

    version: str
    paraphrased: Logistic
    bare: Logistic
    with_reader: Stack
    bare_with_reader: Stack
    whole_with_reader: Stack
    met: float
    partly: float
    whole_met: float
    whole_partly: float
    witness_weight: float
    witness_bias: float
    unsure: tuple[float, float]
    misconception: float
    sha256: str

    def stack_for(self, question: Question, criterion: Criterion) -> Stack:
        """How signals and reader are joined for a criterion."""
        if criterion.satisfied_by:
            return self.with_reader
        return self.whole_with_reader if holds_several_points(question, criterion) else self.bare_with_reader

    def thresholds_for(self, question: Question, criterion: Criterion) -> tuple[float, float]:
        """Probabilities from which a criterion is met, and from which it is partly met."""
        return (
            (self.whole_met, self.whole_partly)
            if holds_several_points(question, criterion)
            else (self.met, self.partly)
        )


def probability(log_odds: float) -> float:
    """Log-odds as a probability, 0..1."""
    return float(1.0 / (1.0 + np.exp(-np.clip(log_odds, -30, 30))))


@cache
def load_calibration() -> Calibration:
    """Read the committed ``local_judge.json``."""
    return read_calibration(source_text())


def source_text() -> str:
    """The committed file as it is, with what it was fitted on."""
    return (resources.files(__package__) / "local_judge.json").read_text(encoding="utf-8")


def read_calibration(text: str) -> Calibration:
    """Parse a calibration file."""
    data = json.loads(text)

    def logistic(item: dict[str, list[float] | float]) -> Logistic:
        return Logistic(
            np.asarray(item["mean"]),
            np.asarray(item["scale"]),
            np.asarray(item["weights"]),
            float(item["bias"]),  # type: ignore[arg-type]
        )

    return Calibration(
        version=data["version"],
        paraphrased=logistic(data["paraphrased"]),
        bare=logistic(data["bare"]),
        with_reader=Stack(**data["with_reader"]),
        bare_with_reader=Stack(**data["bare_with_reader"]),
        whole_with_reader=Stack(**data["whole_with_reader"]),
        met=data["met"],
        partly=data["partly"],
        whole_met=data["whole_met"],
        whole_partly=data["whole_partly"],
        witness_weight=data["witness_weight"],
        witness_bias=data["witness_bias"],
        unsure=(data["unsure"][0], data["unsure"][1]),
        misconception=data["misconception"],
        sha256=hashlib.sha256(text.encode()).hexdigest()[:12],
    )
