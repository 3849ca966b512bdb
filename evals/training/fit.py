"""Fits the judge's calibration on labelled points: the probability of each outcome, and the thresholds of the verdicts."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evals.metrics.qwk import qwk
from evals.training.points import LabelledPoint, scores
from interviewer.grading.local.verdict import MEASURED, OUTCOMES, Likelihoods, Thresholds

if TYPE_CHECKING:
    import torch

REGULARISATION = 1e-3
"""Weight of the L2 penalty, for measures scaled to unit variance."""
STEPS = 400
MET = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
PARTLY = (0.4, 0.45, 0.5, 0.55, 0.6)
"""Thresholds to try. With a lower one than .4, repeated hints and bits of JSON were partly met."""
CONTRADICTED = 0.5
"""From this probability on, the candidate is told that they said the opposite. That costs no points, so agreement with the scores
cannot determine this threshold. In people's answers to development questions the precision was 61 % at 0.4, 66 % at 0.5 and 70 % at 0.6, and
the recall 59, 49 and 39 %. Chosen by judgement between the two."""


def fit_likelihoods(points: Sequence[LabelledPoint]) -> Likelihoods:
    """Fits a multinomial logistic model by maximum likelihood; a label that leaves two outcomes open counts as either.

    Each set of answers has the same weight, whatever its size.
    """
    import torch

    x = np.stack([point.measures for point in points])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    scaled = torch.from_numpy((x - mean) / spread)
    allowed, counts = _allowed(points), _equal_shares(points)
    weights = torch.zeros(len(OUTCOMES), x.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(len(OUTCOMES), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = _loss(scaled @ weights.T + bias, allowed, counts) + REGULARISATION * (weights**2).sum()
        torch.autograd.backward(loss)
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    raw = weights.detach().numpy() / spread
    return Likelihoods(raw, bias.detach().numpy() - raw @ mean)


def fit_biases(points: Sequence[LabelledPoint], likelihoods: Likelihoods) -> Likelihoods:
    """Fits a model with the same weights, up to one common scale, and its own biases.

    It is for claims without example statements: there is less data on them, and the same measures matter. Their labels seldom
    distinguish a contradiction from silence, so the bias between these two is taken from ``likelihoods``.
    """
    import torch

    logits = torch.from_numpy(np.stack([likelihoods.weights @ p.measures for p in points]))
    allowed = _allowed(points)
    counts = _equal_shares(points)
    scale = torch.ones(1, dtype=torch.float64, requires_grad=True)
    bias = torch.from_numpy(likelihoods.bias[:-1].copy()).requires_grad_()
    apart = float(likelihoods.bias[-1] - likelihoods.bias[0])
    optimiser = torch.optim.LBFGS([scale, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def whole_bias() -> torch.Tensor:
        return torch.cat([bias, bias[:1] + scale.abs() * apart])

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = _loss(scale.abs() * logits + whole_bias(), allowed, counts)
        torch.autograd.backward(loss)
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return Likelihoods(likelihoods.weights * float(scale.detach().abs()), whole_bias().detach().numpy())


def fit_thresholds(points: Sequence[LabelledPoint], likelihoods: Likelihoods) -> Thresholds:
    """The thresholds with the best worst-case agreement over the sets of answers, to two digits; ties go to the better mean.

    Agreement is not defined on a set where no answer earns anything; there the mean score counts against the thresholds.
    """
    by_source: dict[str, list[LabelledPoint]] = {}
    for point in points:
        by_source.setdefault(point.source, []).append(point)
    known = {name: np.stack([likelihoods.of(p.measures) for p in some]) for name, some in by_source.items()}

    def merit(thresholds: Thresholds) -> tuple[float, float]:
        found = [_agreement(by_source[name], known[name], thresholds) for name in by_source]
        return round(min(found), 2), float(np.mean(found))

    # what is met is met or partly met, so the first threshold is never below the second
    tried = [Thresholds(met, partly, CONTRADICTED) for met, partly in itertools.product(MET, PARTLY) if partly <= met]
    return max(tried, key=merit)


def _allowed(points: Sequence[LabelledPoint]) -> torch.Tensor:
    """Which outcomes each label allows, bool (n, 4)."""
    import torch

    allowed = torch.zeros(len(points), len(OUTCOMES), dtype=torch.bool)
    for n, point in enumerate(points):
        allowed[n, list(point.outcomes)] = True
    return allowed


def _equal_shares(points: Sequence[LabelledPoint]) -> torch.Tensor:
    """Weights of the points, (n,), such that each set of answers has the same total."""
    import torch

    sizes = Counter(point.source for point in points)
    return torch.tensor([1.0 / (sizes[p.source] * len(sizes)) for p in points], dtype=torch.float64)


def _loss(logits: torch.Tensor, allowed: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    among = logits.masked_fill(~allowed, float("-inf")).logsumexp(dim=1)
    return (counts * (logits.logsumexp(dim=1) - among)).sum()


def _agreement(points: Sequence[LabelledPoint], outcomes: NDArray[np.float64], thresholds: Thresholds) -> float:
    given = [_credit(row, thresholds) for row in outcomes]
    truth, said = scores(points, [p.credit for p in points]), scores(points, given)
    names = sorted(truth)
    if not any(truth.values()):
        return 1.0 - 5.0 * float(np.mean([said[name] for name in names]))
    return qwk([truth[name] for name in names], [said[name] for name in names])


def _credit(outcomes: NDArray[np.float64], thresholds: Thresholds) -> float:
    verdict, _ = thresholds.verdict(outcomes)
    return {"met": 1.0, "partly_met": 0.5}.get(verdict, 0.0)


def as_json(likelihoods: Likelihoods) -> Mapping[str, list[list[float]] | list[float]]:
    """A fitted model in the form that is written to the file."""
    return {
        "weights": [[round(float(w), 5) for w in row] for row in likelihoods.weights],
        "bias": [round(float(b), 5) for b in likelihoods.bias],
    }


HEAD = {"measures": list(MEASURED), "outcomes": list(OUTCOMES)}
"""The beginning of a calibration file, so that a later version can refuse one with other measures."""
