"""The one list of headline numbers."""

from __future__ import annotations

import pytest

from evals.results.headlines import HEADLINES, at, headlines_of, value_at
from tests.repeated import repeated


def test_every_number_is_named_once() -> None:
    assert repeated(headline.path for headline in HEADLINES) == []
    assert repeated(headline.name for headline in HEADLINES) == []


def test_a_result_gives_its_headlines_with_their_intervals() -> None:
    result = {
        "qwk": {"value": 0.9, "low": 0.85, "high": 0.95},
        "calibration": {"ece": 0.04},
        "leaks": 0,
        "aim": {"value": None},
        "criteria": {"kappa": 0.8},
    }
    assert headlines_of(result) == [
        {"name": "QWK of answers", "value": 0.9, "low": 0.85, "high": 0.95},
        {"name": "kappa with the labels", "value": 0.8},
        {"name": "calibration error", "value": 0.04},
        {"name": "points given away", "value": 0},
    ]


@pytest.mark.parametrize("path", ["a", "a.b", "a.b.c", "flag"])
def test_what_is_no_number_has_no_value(path: str) -> None:
    result = {"a": {"b": "text"}, "flag": True}
    assert value_at(result, path) is None
    assert at(result, "a.b") == "text" and at(None, "a") is None
