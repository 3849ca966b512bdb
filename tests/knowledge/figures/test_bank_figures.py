"""The bank's figures: drawn from data, all of them used, and saying what the answers say."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from knowledge.figures.bank_figures import FIGURES, FOLDER
from knowledge.figures.plots import LEARNING_RATES, simulated_errors
from knowledge.schema import Bank
from knowledge.text.pictures import targets


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_each_committed_figure_is_what_its_data_draw(name: str) -> None:
    drawn = FIGURES[name]()
    assert (FOLDER / name).read_text(encoding="utf-8") == drawn, "run: python -m knowledge.figures"
    root = ET.fromstring(drawn)
    assert root.tag.endswith("svg") and root.find("{http://www.w3.org/2000/svg}title") is not None


def test_every_figure_is_used_and_every_use_is_a_figure(bank: Bank) -> None:
    used = {t for q in bank.values() for text in (q.question, q.reference, q.deeper) for t in targets(text)}
    assert used == {f"figures/{name}" for name in FIGURES}
    assert set(FIGURES) == {path.name for path in FOLDER.glob("*.svg")}


def test_solved_trees_show_the_values_and_the_cut() -> None:
    assert FIGURES["rl-04-solved.svg"]().count(">3</text>") == 3  # a leaf, its min node, the root
    solved, empty = FIGURES["rl-07-solved.svg"](), FIGURES["rl-07.svg"]()
    assert "β = 4 ≤ α" in solved and "stroke-dasharray" in solved and "β" not in empty
    assert empty.count("></text>") == 7  # seven circles to fill in


def test_simulated_learning_rates_do_what_the_reference_says() -> None:
    low, good, high, divergent = (simulated_errors(rate) for rate in LEARNING_RATES.values())
    assert 0.2 < low[-1] < 0.6 and good[-1] < 0.05
    assert high[3] < good[3] and high[-1] > 2 * good[-1]  # faster at first, above it in the end
    assert high[-1] > low[-1] and sum(high[20:]) / 21 > low[-1]  # what "stays high" is not below what is too slow
    sag = max(1 + (low[-1] - 1) * n / 40 - error for n, error in enumerate(low))
    assert sag < 0.15 * (1 - low[-1])  # almost straight
    assert divergent[-1] > 1
