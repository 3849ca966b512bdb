"""Whether the better answer gets the better grade."""

from __future__ import annotations

import pytest

from evals.metrics.pair_order import pair_order, pair_order_interval


def test_by_hand() -> None:
    # three pairs: two in order, one a tie
    assert pair_order([0, 1, 0.5], [0.1, 0.9, 0.1], ["q", "q", "q"]) == pytest.approx(2.5 / 3)
    assert pair_order([0, 1], [1, 0], ["q", "r"]) == 0.0, "answers to different questions make no pair"


def test_the_interval_is_of_whole_questions() -> None:
    truth, groups = [0, 1, 0, 1], ["q", "q", "r", "r"]
    assert pair_order_interval(truth, truth, groups) == {"value": 1.0, "low": 1.0, "high": 1.0}
    half = pair_order_interval(truth, [0, 1, 1, 0], groups)  # q in order, r reversed
    assert half == {"value": 0.5, "low": 0.0, "high": 1.0}
