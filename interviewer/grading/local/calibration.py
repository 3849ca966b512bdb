"""The fitted part of the embedded judge: from signals and readings to a probability and a verdict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.errors import UnavailableError
from interviewer.grading.grade import Verdict
from interviewer.grading.local.signals import FEATURES
from interviewer.grading.rubric import holds_several_points
from knowledge.schema import Criterion, Question

EVEN = 0.5
"""A point that is met with more than this probability, partly met aside, is met however likely partly met is."""
VERSION_DIGITS = 8
"""How many hexadecimal digits of its file's SHA-256 name a fit."""


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

    ``bias + signals * s + reader * r + cover * c``. With a cover, r is the reader's probability: a share of a whole answer
    was said, and as log-odds a sure reader would outweigh any cover.
    """

    bias: float
    signals: float
    reader: float
    cover: float = 0.0

    def log_odds(self, signals: float, reader: float, cover: float = 0.0) -> float:
        """Log-odds that a criterion is met, by all.

        Args:
            signals, reader: Log-odds by each of the two.
            cover: From ``tokens.cover``.
        """
        read = probability(reader) if self.cover else reader
        return self.bias + self.signals * signals + self.reader * read + self.cover * cover


@dataclass(frozen=True)
class Half:
    """Log-odds that a criterion is partly met: ``bias + reader * r + doubt * 4 p (1 - p) + margin * m``.

    r is what the cross-encoder says of it, p the probability that the criterion is met, and m how much nearer the answer
    comes to what the bank says partly meets it than to what meets or misses it.
    """

    bias: float
    reader: float
    doubt: float
    margin: float = 0.0

    def log_odds(self, reader: float, p: float, margin: float) -> float:
        """Log-odds that a criterion is partly met."""
        return self.bias + self.reader * reader + self.doubt * 4 * p * (1 - p) + self.margin * margin


@dataclass(frozen=True)
class Measured:
    """What is known of an answer and a criterion before it is joined.

    Attributes:
        signals: Log-odds by the signals that the criterion is met.
        read: Log-odds by the cross-encoder that it is met, and that it is partly met; None where nothing was read.
        cover: From ``tokens.cover``, where the claim is a whole reference; else 0.
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
    """The verdict on one point, of which p is the probability that it is met, partly met counting half.

    A point that is met with more than even odds is met, or the judge would be stricter than its labels on the best
    answers. Otherwise it is partly met where that is ``half_from`` times as likely as the likelier of met and not met.
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
        half, bare_half: That a criterion is partly met, where the bank says what partly meets it, and where it does not.
        met: Probability from which a verdict is ``met``.
        half_from: How many times as likely as the likelier of met and not met ``partly_met`` must be.
        partly: Probability from which it is ``partly_met`` where the cross-encoder has read nothing.
        whole_met, whole_partly: Probabilities from which claims that hold several points are met, and partly met.
        witness_weight: Weight of the language model's log-odds where it was asked.
        ask_between: Probabilities between which the language model is asked.
        sha256: Of the file, in hex.
    """

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
    ask_between: tuple[float, float]
    sha256: str

    @property
    def version(self) -> str:
        """Names this fit and no other: the beginning of its file's hash."""
        return self.sha256[:VERSION_DIGITS]

    def is_open(self, p: float) -> bool:
        """Whether a probability leaves a point open, so that the language model is worth asking."""
        return self.ask_between[0] <= p <= self.ask_between[1]

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
        """Probability that a criterion, met with a probability of ``p``, is partly met; None where nothing was read."""
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
    """The shipped calibration.

    Raises:
        UnavailableError: It does not fit this code.
    """
    return read_calibration(source_text())


def source_text() -> str:
    """The shipped file as it is, with what it was fitted on."""
    return (resources.files(__package__) / "calibration.json").read_text(encoding="utf-8")


def read_calibration(text: str) -> Calibration:
    """Parse a calibration file. Keys that are no longer used are passed over.

    Raises:
        UnavailableError: It was fitted on other signals than this code measures, or lacks a number.
    """
    data = json.loads(text)
    fitted = tuple(data.get("features", ()))
    if fitted != FEATURES:
        unlike = sorted(set(fitted) ^ set(FEATURES)) or "their order"
        raise UnavailableError(
            f"the judge's calibration was fitted on other signals than this version measures ({unlike}); "
            "install Viva again, or fit it with 'python -m evals fit'"
        )
    try:
        return Calibration(
            paraphrased=_logistic(data["paraphrased"]),
            bare=_logistic(data["bare"]),
            with_reader=Stack(**data["with_reader"]),
            bare_with_reader=Stack(**data["bare_with_reader"]),
            whole_with_reader=Stack(**data["whole_with_reader"]),
            half=Half(**data["half"]),
            bare_half=Half(**data["bare_half"]),
            ask_between=(data["unsure"][0], data["unsure"][1]),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            **{name: data[name] for name in _NUMBERS},
        )
    except KeyError as error:
        raise UnavailableError(f"the judge's calibration lacks {error}; install Viva again") from error


_NUMBERS = ("met", "half_from", "partly", "whole_met", "whole_partly", "witness_weight", "witness_bias")


def _logistic(item: Mapping[str, Any]) -> Logistic:
    return Logistic(
        mean=np.asarray(item["mean"]),
        scale=np.asarray(item["scale"]),
        weights=np.asarray(item["weights"]),
        bias=float(item["bias"]),
    )
