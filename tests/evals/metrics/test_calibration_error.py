"""Whether a probability means what it says."""

from __future__ import annotations

import pytest

from evals.metrics.calibration_error import calibration_bins, expected_calibration_error


def test_by_hand() -> None:
    # two bins: .9 with 3 of 4 met, .1 with none of 2
    truth, given = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0], [0.9, 0.9, 0.9, 0.9, 0.1, 0.1]
    assert expected_calibration_error(truth, given) == pytest.approx((4 * 0.15 + 2 * 0.1) / 6)
    assert [row["count"] for row in calibration_bins(truth, given)] == [2, 4]
    assert calibration_bins([1.0], [1.0])[0]["met"] == 1.0
