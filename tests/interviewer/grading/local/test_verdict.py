"""From readings to verdicts; values are derived by hand."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.grading.local.calibration import load_calibration
from interviewer.grading.local.reading import NEAR_UNKNOWN
from interviewer.grading.local.verdict import LEAD, MEASURED, NOTHING, OUTCOMES, Thresholds, expected_credit, measured
from tests.interviewer.grading.local.stand_in import LIKELY, reading

SILENT = (0.94, 0.02, 0.02, 0.02)
BEFORE = -8.0
"""What is measured if there is no such statement."""


def odds(p: float) -> float:
    return float(np.log(p / (1 - p)))


def test_what_is_measured_of_one_statement() -> None:
    found = measured(reading((0.2, 0.6, 0.1, 0.1)))
    together = [odds(0.6), odds(0.65), odds(0.1)]
    assert found == pytest.approx([odds(0.6), odds(0.65), BEFORE, odds(0.1), BEFORE, 0.0, *together, NEAR_UNKNOWN])
    assert len(MEASURED) == len(found)


def test_what_is_measured_of_several() -> None:
    rows = (0.1, 0.2, 0.1, 0.6), (0.1, 0.8, 0.05, 0.05), (0.3, 0.3, 0.1, 0.3)
    found = measured(reading(*rows, said=20, together=(0.2, 0.4, 0.3, 0.1)))
    # the second is best; of what comes after it 0.3 contradicts, of everything 0.6
    one_by_one = [odds(0.8), odds(0.825), odds(0.3), odds(0.6), odds(0.3), np.log(20)]
    assert found == pytest.approx([*one_by_one, odds(0.4), odds(0.55), odds(0.1), NEAR_UNKNOWN])


def test_what_contradicts_before_the_best_is_not_counted_as_later() -> None:
    early, late = (0.1, 0.1, 0.1, 0.7), (0.1, 0.7, 0.1, 0.1)
    assert measured(reading(early, late))[4] == BEFORE
    assert measured(reading(late, early))[4] == pytest.approx(odds(0.7))


def test_nothing_read_is_nothing_measured_and_earns_nothing() -> None:
    assert measured(reading()) is NOTHING and NOTHING.shape == (len(MEASURED),)
    fitted = load_calibration()
    for likely in (LIKELY, fitted.shown, fitted.bare):
        outcomes = likely.of(NOTHING)
        assert outcomes.argmax() == OUTCOMES.index("not_met") and fitted.points.verdict(outcomes)[0] == "not_met"


def test_what_is_measured_is_finite_however_sure_the_reader_is() -> None:
    sure = (1e-300, 1.0, 1e-300, 1e-300)
    assert np.isfinite(measured(reading(sure, sure[::-1], (1e-300, 1e-300, 1.0, 1e-300)))).all()


def test_likelihoods_are_those_of_a_multinomial_model() -> None:
    found = LIKELY.of(np.asarray([2.0, 2.5, BEFORE, -3.0, BEFORE, 0.0, 0.0, 0.0, 0.0, 0.0]))
    logits = np.asarray([0.0, 2.0 + 2.4 - 2.4, 0.5 - 3.0, -3.0 - 0.4])
    assert found == pytest.approx(np.exp(logits) / np.exp(logits).sum())
    assert LIKELY.of(np.full(10, 1e4)).sum() == pytest.approx(1.0), "no overflow"


@pytest.mark.parametrize(
    ("outcomes", "verdict", "contradicted"),
    [
        ((0.4, 0.6, 0.0, 0.0), "met", False),
        ((0.41, 0.59, 0.0, 0.0), "partly_met", False),  # 0.59 >= 0.45
        ((0.55, 0.2, 0.25, 0.0), "partly_met", False),
        ((0.56, 0.2, 0.24, 0.0), "not_met", False),
        ((0.5, 0.0, 0.0, 0.5), "not_met", True),
        ((0.51, 0.0, 0.0, 0.49), "not_met", False),
        ((0.0, 0.3, 0.2, 0.5), "not_met", True),  # 0.5 is partly met, but as much is wrong
        ((0.0, 0.3, 0.21, 0.49), "not_met", False),  # 0.51 < 1.5 times 0.49
        ((0.1, 0.3, 0.2, 0.3), "partly_met", False),
        ((0.0, 0.61, 0.0, 0.39), "met", False),
        ((0.0, 0.59, 0.0, 0.41), "not_met", False),
    ],
)
def test_a_verdict_is_given_from_its_threshold(outcomes: tuple[float, ...], verdict: str, contradicted: bool) -> None:
    thresholds = Thresholds(met=0.6, partly=0.45, contradicted=0.5)
    assert thresholds.verdict(np.asarray(outcomes)) == (verdict, contradicted)


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ((0.06, 0.54, 0.04, 0.36), "met"),  # 0.54 is 1.5 times 0.36
        ((0.05, 0.54, 0.04, 0.37), "partly_met"),  # 0.58 is more than 1.5 times 0.37, 0.54 less
        ((0.03, 0.54, 0.04, 0.39), "not_met"),  # 0.58 is less than 1.5 times 0.39
        ((0.1, 0.0, 0.54, 0.36), "partly_met"),
        ((0.09, 0.0, 0.54, 0.37), "not_met"),
    ],
)
def test_what_is_made_must_lead_over_a_contradiction(outcomes: tuple[float, ...], verdict: str) -> None:
    low = Thresholds(met=0.3, partly=0.3, contradicted=0.5)
    assert low.verdict(np.asarray(outcomes)) == (verdict, False)


def test_nothing_is_credited_that_does_not_lead_by_the_shipped_thresholds() -> None:
    fitted = load_calibration()
    rng = np.random.default_rng(8)
    credited = 0
    for outcomes in rng.dirichlet((0.5, 1, 0.5, 1), 2000):
        for thresholds in (fitted.points, fitted.whole):
            verdict, wrong = thresholds.verdict(outcomes)
            if verdict != "not_met":
                made = outcomes[1] + (outcomes[2] if verdict == "partly_met" else 0)
                assert made >= LEAD * outcomes[3] - 1e-12 and not wrong, outcomes
                credited += 1
    assert credited > 100


def test_what_is_half_met_earns_half_on_average() -> None:
    assert expected_credit(np.asarray([0.1, 0.5, 0.3, 0.1])) == pytest.approx(0.65)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["shown", "bare"])
def test_more_of_a_point_never_lowers_what_it_earns(name: str) -> None:
    """With the shipped fit, a best statement that says more, and is less silent, never earns less."""
    likely = getattr(load_calibration(), name)
    rng = np.random.default_rng(3)
    for _ in range(200):
        rows = [tuple(rng.dirichlet((0.6, 0.4, 0.2, 0.2)) * 0.96 + 0.01) for _ in range(rng.integers(1, 8))]
        made = reading(*rows)  # type: ignore[arg-type]
        best, met = made.best, []
        for share in np.linspace(0, 0.99, 8):
            silent, says, half, against = rows[best]
            moved = [*rows]
            moved[best] = (silent * (1 - share), says + silent * share, half, against)
            met.append(float(likely.of(measured(reading(*moved)))[1]))  # type: ignore[arg-type]
        assert (np.diff(met) >= -1e-9).all(), (rows, met)


@pytest.mark.parametrize("name", ["shown", "bare"])
def test_the_shipped_fit_hears_what_is_clear(name: str) -> None:
    fitted = load_calibration()
    likely = getattr(fitted, name)
    silent = (0.985, 0.005, 0.005, 0.005)
    told = {
        "met": reading(silent, (0.01, 0.97, 0.01, 0.01)),
        "not_met": reading(silent, silent, silent),
        "contradicted": reading(silent, (0.01, 0.005, 0.005, 0.98)),
    }
    for outcome, made in told.items():
        verdict, wrong = fitted.points.verdict(likely.of(measured(made)))
        assert ("contradicted" if wrong else verdict) == outcome
