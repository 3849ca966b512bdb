"""The fitted part of the embedded judge: a logistic model from signals to a probability."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.grade import Verdict
from interviewer.grading.rubric import holds_several_points
from knowledge.schema import Criterion, Question

EVEN = 0.5
"""A point that is met with more than this probability, halves aside, is met however likely a half is."""


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


@dataclass(frozen=True)
class Half:
    """Log-odds that a criterion is met by half: ``bias + reader * r + doubt * 4 p (1 - p) + margin * m``.

    r is what the cross-encoder says of it, p the probability that the criterion is met, and m how much nearer the answer
    comes to what the bank says is half of it than to what meets or misses it.
    """

    bias: float
    reader: float
    doubt: float
    margin: float = 0.0

    def log_odds(self, reader: float, p: float, margin: float) -> float:
        """Log-odds that a criterion is met by half."""
        return self.bias + self.reader * reader + self.doubt * 4 * p * (1 - p) + self.margin * margin


@dataclass(frozen=True)
class Measured:
    """What is known of an answer and a criterion before it is joined.

    Attributes:
        signals: Log-odds by the signals that the criterion is met.
        read: Log-odds by the cross-encoder that it is met, and that it is met by half; None where nothing was read.
        cover: From ``signals.cover``, where the claim is a whole reference; else 0.
        margin: From ``signals.half_margin``.
    """

    signals: float
    read: tuple[float, float] | None = None
    cover: float = 0.0
    margin: float = 0.0


def verdict_from(p: float, met: float, partly: float) -> Verdict:
    """The verdict of a probability, by the thresholds from which it is ``met`` and ``partly_met``."""
    return "met" if p >= met else "partly_met" if p >= partly else "not_met"


def verdict_of_three(p: float, half: float, met: float, half_from: float) -> Verdict:
    """The verdict on one point, of which p is the probability that it is met, a half counting half.

    What is met with more than even odds is met, or the judge would be stricter than its labels on the best answers. Else a
    point is met by half where that is ``half_from`` times as likely as the likelier of met and not met.
    """
    is_met, is_not = p - half / 2, 1.0 - p - half / 2
    if is_met <= EVEN and half >= half_from * max(is_met, is_not):
        return "partly_met"
    return verdict_from(p, met, met)


@dataclass(frozen=True)
class Calibration:
    """Everything that was fitted, and where it came from.

    Attributes:
        paraphrased: For criteria with labelled paraphrases.
        bare: For criteria with a claim only.
        with_reader, bare_with_reader: The same two kinds, where the cross-encoder has read the answer too.
        whole_with_reader: For claims that hold several points and have no paraphrases.
        half, bare_half: That a criterion is met by half, where the bank says what that is, and where it does not.
        met: Probability from which a verdict is ``met``.
        half_from: How many times as likely as the likelier of met and not met half must be for ``partly_met``.
        partly: Probability from which it is ``partly_met`` where the cross-encoder has read nothing.
        whole_met, whole_partly: Probabilities from which claims that hold several points are met, and partly met.
        witness_weight: Weight of the language model's log-odds where it was asked.
        unsure: Probabilities between which the language model is asked.
    """

    version: str
    paraphrased: Logistic
    bare: Logistic
    with_reader: Stack
    bare_with_reader: Stack
    whole_with_reader: Stack
    half: Half
    bare_half: Half
    met: float
    half_from: float
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

    def log_odds(self, question: Question, criterion: Criterion, measured: Measured) -> float:
        """Log-odds that a criterion is met, by all that is known; by the signals alone where nothing was read."""
        if measured.read is None:
            return measured.signals
        return self.stack_for(question, criterion).log_odds(measured.signals, measured.read[0], measured.cover)

    def half_of(self, criterion: Criterion, measured: Measured, p: float) -> float | None:
        """Probability that a criterion, met with a probability of ``p``, is met by half; None where nothing was read."""
        if measured.read is None:
            return None
        half = self.half if criterion.partly_satisfied_by else self.bare_half
        return probability(half.log_odds(measured.read[1], p, measured.margin))

    def verdict(self, question: Question, criterion: Criterion, p: float, half: float | None) -> Verdict:
        """The verdict on a criterion.

        Args:
            p: Probability that it is met.
            half: From ``half_of``; claims that hold several points go by ``p`` alone, which is then the share that was said.
        """
        if holds_several_points(question, criterion):
            return verdict_from(p, self.whole_met, self.whole_partly)
        if half is None:
            return verdict_from(p, self.met, self.partly)
        return verdict_of_three(p, half, self.met, self.half_from)


def probability(log_odds: float) -> float:
    """Log-odds as a probability, 0..1."""
    return float(1.0 / (1.0 + np.exp(-np.clip(log_odds, -30, 30))))


@cache
def load_calibration() -> Calibration:
    """Read the committed ``local_judge.json``."""
    return read_calibration(source_text())


def source_text() -> str:
    """The committed file as it is, with what it was fitted on."""
    return (resources.files(__package__) / "calibration.json").read_text(encoding="utf-8")


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
        half=Half(**data["half"]),
        bare_half=Half(**data["bare_half"]),
        met=data["met"],
        half_from=data["half_from"],
        partly=data["partly"],
        whole_met=data["whole_met"],
        whole_partly=data["whole_partly"],
        witness_weight=data["witness_weight"],
        witness_bias=data["witness_bias"],
        unsure=(data["unsure"][0], data["unsure"][1]),
        misconception=data["misconception"],
        sha256=hashlib.sha256(text.encode()).hexdigest()[:12],
    )
