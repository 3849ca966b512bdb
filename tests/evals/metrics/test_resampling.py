"""Intervals by bootstrap over questions."""

from __future__ import annotations

from evals.metrics.resampling import bootstrap_by_group, interval


def test_whole_groups_are_drawn() -> None:
    low, high = bootstrap_by_group(["a", "b", "c"], lambda rows: float(len(rows)))
    assert low == high == 3.0, "three groups of one row are drawn each time"
    seen: list[tuple[int, ...]] = []
    bootstrap_by_group(["a", "a", "b"], lambda rows: seen.append(tuple(rows)) or 0.0, draws=50)  # type: ignore[func-returns-value]
    assert set(seen) == {(0, 1, 0, 1), (0, 1, 2), (2, 0, 1), (2, 2)}


def test_an_interval_is_around_its_value() -> None:
    values = [0.0, 1.0] * 20
    found = interval([str(n) for n in range(40)], lambda rows: sum(values[n] for n in rows) / len(rows))
    assert found["value"] == 0.5 and 0.3 < found["low"] < 0.5 < found["high"] < 0.7
    assert found == interval([str(n) for n in range(40)], lambda rows: sum(values[n] for n in rows) / len(rows))
