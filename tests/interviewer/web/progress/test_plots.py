"""Plots: what is drawn where, and the table behind each."""

from __future__ import annotations

import re

from interviewer.conversation.selection.ability import Ability
from interviewer.study.progress import Coverage
from interviewer.web.progress.plots import ability_plot, confidence_plot, coverage_plot, forecast_plot


def circles(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'<circle class="dot" cx="([\d.]+)" cy="([\d.]+)"', svg)]


def test_ability_is_drawn_on_its_scale_and_told_in_the_table() -> None:
    shown = ability_plot({"nlp": Ability(3.0, 0.5, 4), "rl": Ability(2.5, 1.0, 0)})
    # 8 px to the left, 318 px for 0.5 .. 5.5: 3 is at 8 + 318 * 2.5 / 5
    assert circles(shown) == [(167.0, 34.0)]
    assert "2.0 to 4.0" in shown  # 3 -+ 1.96 * 0.5
    assert shown.count("no answers yet") == 1


def test_an_interval_that_leaves_the_scale_is_cut_at_its_end() -> None:
    shown = ability_plot({"nlp": Ability(5.4, 1.0, 1)})
    assert 'x2="326.0"' in shown and "3.4 to 7.4" in shown


def test_coverage_is_a_share_of_the_bar() -> None:
    shown = coverage_plot([Coverage("nlp", 5, 20, 0.5), Coverage("rl", 0, 8, None)])
    assert shown.count('class="part"') == 1 and 'width="79.5"' in shown  # 318 px * 5 / 20
    assert "5 of 20, 50%" in shown and "0 of 8</text>" in shown
    assert "<td>5</td><td>20</td><td>50%</td>" in shown


def test_a_forecast_of_nothing_is_not_drawn() -> None:
    assert forecast_plot([0, 0]) == forecast_plot([]) == ""
    shown = forecast_plot([2, 0, 4])
    assert 'height="45.0"' in shown and 'height="90.0"' in shown  # half as tall as the most, which is 90 px
    assert "<td>today</td><td>2</td>" in shown and "<td>in 2 days</td><td>4</td>" in shown


def test_confidence_is_drawn_against_what_was_earned() -> None:
    assert confidence_plot([]) == ""
    shown = confidence_plot([(0.75, 0.5, 3)])
    assert circles(shown) == [(229.0, 132.0)]  # 64 + 0.75 * 220, 22 + (1 - 0.5) * 220
    assert ">how sure you were</text>" in shown and ">your score</text>" in shown
    assert 'r="8"' in shown and "<td>75%</td><td>50%</td><td>3</td>" in shown


def test_plots_of_sections_are_no_wider_than_a_phone() -> None:
    for shown in (ability_plot({"nlp": Ability(3.0, 0.5, 4)}), coverage_plot([Coverage("training", 44, 44, 1.0)])):
        (width,) = re.findall(r'<svg[^>]* width="(\d+)"', shown)
        assert int(width) <= 340
        assert all(float(x) <= int(width) for x in re.findall(r' x2?="([\d.]+)"', shown))
