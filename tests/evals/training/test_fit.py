"""The calibration's fit, on sets that are made up."""

from __future__ import annotations

import json

import numpy as np
import pytest

from evals.training.fit import CONTRADICTED, HEAD, MET, PARTLY, as_json, fit_likelihoods, fit_thresholds
from evals.training.points import LabelledPoint
from interviewer.grading.local.calibration import read_calibration, source_text
from interviewer.grading.local.verdict import MEASURED, OUTCOMES, Likelihoods

CENTRES = {0: (-5.0, -5.0, -5.0), 1: (4.0, 4.0, -5.0), 2: (-4.0, 0.5, -5.0), 3: (-5.0, -5.0, 4.0)}
"""The reader's output for each outcome: a point, half of it, and a contradiction of it."""


def made(
    source: str, outcome: int, count: int, rng: np.random.Generator, labels: tuple[int, ...] = ()
) -> list[LabelledPoint]:
    says, half, against = CENTRES[outcome]
    out = []
    for n in range(count):
        measures = np.asarray([says, half, -6.0, against, -8.0, np.log(4), says, half, against, 0.6]) + rng.normal(
            0, 0.7, len(MEASURED)
        )
        out.append(LabelledPoint(source, "q", f"{source}-{outcome}-{n}", 1.0, measures, labels or (outcome,)))
    return out


def right(likely: Likelihoods, points: list[LabelledPoint], outcome: int) -> float:
    return float(np.mean([likely.of(point.measures).argmax() == outcome for point in points]))


def test_a_fit_tells_the_outcomes_apart() -> None:
    rng = np.random.default_rng(1)
    likely = fit_likelihoods([p for outcome in range(4) for p in made("gold", outcome, 60, rng)])
    assert likely.weights.shape == (len(OUTCOMES), len(MEASURED)) and likely.bias.shape == (len(OUTCOMES),)
    for outcome in range(4):
        assert right(likely, made("new", outcome, 60, rng), outcome) > 0.95, OUTCOMES[outcome]


def test_a_label_that_leaves_two_outcomes_open_is_no_evidence_against_either() -> None:
    rng = np.random.default_rng(2)
    told = [p for outcome in range(4) for p in made("told", outcome, 60, rng)]
    open_ones = [*made("open", 3, 200, rng, (0, 3)), *made("open", 0, 200, rng, (0, 3)), *made("open", 1, 100, rng)]
    likely = fit_likelihoods([*told, *open_ones])
    for outcome in range(4):
        assert right(likely, made("new", outcome, 60, rng), outcome) > 0.95, OUTCOMES[outcome]


def test_each_set_weighs_the_same_whatever_its_size() -> None:
    few = [LabelledPoint("few", "q", "a", 1.0, np.zeros(10), (1,)) for _ in range(10)]
    many = [LabelledPoint("many", "q", "b", 1.0, np.zeros(10), (0,)) for _ in range(1000)]
    outcomes = fit_likelihoods([*few, *many]).of(np.zeros(10))
    # a hundred times as many points of one set do not outvote the other
    assert outcomes[1] == pytest.approx(outcomes[0], abs=0.01)


LOOK_UP = Likelihoods(np.eye(4, 10), np.zeros(4))
"""Measures that are the logits themselves."""


def point(source: str, answer: str, outcome: int, p: tuple[float, float, float, float]) -> LabelledPoint:
    return LabelledPoint(source, "q", answer, 1.0, np.asarray([*np.log(p), *[0.0] * 6]), (outcome,))


def test_thresholds_are_set_where_the_worst_set_is_best() -> None:
    # the first set wants a low bar for what is met, the second a high one, and it has more to lose
    lenient = [point("one", f"a{n}", 1, (0.53, 0.46, 0.005, 0.005)) for n in range(2)]
    lenient += [point("one", f"b{n}", 1, (0.1, 0.88, 0.01, 0.01)) for n in range(8)]
    lenient += [point("one", f"c{n}", 0, (0.97, 0.01, 0.01, 0.01)) for n in range(10)]
    strict = [point("two", f"d{n}", 0, (0.43, 0.56, 0.005, 0.005)) for n in range(10)]
    strict += [point("two", f"e{n}", 1, (0.1, 0.88, 0.01, 0.01)) for n in range(10)]
    assert fit_thresholds(lenient, LOOK_UP).met < 0.46
    chosen = fit_thresholds([*lenient, *strict], LOOK_UP)
    assert chosen.met > 0.56 and chosen.partly > 0.56
    assert chosen.met in MET and chosen.partly in PARTLY and chosen.contradicted == CONTRADICTED


def test_a_set_on_which_nothing_is_earned_counts_against_what_earns_there() -> None:
    gold = [point("gold", f"a{n}", 1, (0.3, 0.68, 0.01, 0.01)) for n in range(5)]
    gold += [point("gold", f"b{n}", 0, (0.97, 0.01, 0.01, 0.01)) for n in range(5)]
    prose = [point("prose", f"p{n}", 0, (0.42, 0.56, 0.01, 0.01)) for n in range(10)]
    chosen = fit_thresholds([*gold, *prose], LOOK_UP)
    assert 0.56 < chosen.met <= 0.68 and chosen.partly > 0.57


def test_a_fit_is_kept_as_the_judge_reads_it() -> None:
    rng = np.random.default_rng(4)
    likely = fit_likelihoods([p for outcome in range(4) for p in made("gold", outcome, 20, rng)])
    data = {**json.loads(source_text()), **HEAD, "shown": as_json(likely)}
    read = read_calibration(json.dumps(data)).shown
    assert np.allclose(read.weights, likely.weights, atol=1e-5) and np.allclose(read.bias, likely.bias, atol=1e-5)
