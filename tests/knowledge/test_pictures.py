"""Figures: drawn from data, found beside the bank, shown as data or as words."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from knowledge.figures.bank_figures import FIGURES, FOLDER, simulated_errors
from knowledge.loader import load_bank
from knowledge.pictures import described, embedded, only_images, relative_to_root, targets
from knowledge.schema import Bank


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
    low, good, high, divergent = (simulated_errors(rate) for rate in (0.006, 0.1, 1.96, 2.015))
    assert 0.2 < low[-1] < 0.6 and good[-1] < 0.05
    assert high[3] < good[3] and high[-1] > 2 * good[-1]  # faster at first, above it in the end
    assert divergent[-1] > 1


def test_a_picture_is_shown_as_data_or_as_words(tmp_path: Path) -> None:
    (tmp_path / "nested").mkdir()
    (tmp_path / "a.svg").write_text("<svg/>")
    text = relative_to_root(
        "See ![a tree](../a.svg) and ![web](https://example.org/b.png)", tmp_path / "nested" / "q.md", tmp_path
    )
    assert targets(text) == ["a.svg", "https://example.org/b.png"]
    shown = embedded(text, tmp_path)
    assert "![a tree](data:image/svg+xml;base64,PHN2Zy8+)" in shown
    assert "example.org" not in shown and "[Figure: web]" in shown  # nothing is fetched
    assert described(text) == "See [Figure: a tree] and [Figure: web]"
    for outside in ("../secret.svg", "/etc/passwd", "missing.svg", "nested/q.txt"):
        assert embedded(f"![x]({outside})", tmp_path) == "[Figure: x]"
    assert only_images("![a](b.svg)\n") and not only_images("text ![a](b.svg)") and not only_images("")


def test_a_bank_file_names_its_figure_from_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "q.md").write_text(
        "---\nid: s-01\nsection: s\ncriteria:\n  - id: a\n    claim: Says a\n---\n"
        "## Question\n\nLook: ![t](../figures/t.svg)\n\n## Reference answer\n\n![t](../figures/t.svg)\n\nThe answer.\n"
    )
    question = load_bank(tmp_path)["s-01"]
    assert targets(question.question) == ["figures/t.svg"]
    assert question.passages() == ("The answer.",)
