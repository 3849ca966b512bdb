"""Another layout keeps every sentence."""

from __future__ import annotations

import random

import pytest

from evals.changes.layout import ChangeMethod, latexed, layouts

TEXT = "The loss falls. Dropout is off."


@pytest.mark.parametrize("way", layouts()[:4], ids=lambda way: way.name)
def test_the_words_stay(way: ChangeMethod) -> None:
    made = way.change(TEXT, random.Random(0))
    assert made is not None and "loss falls." in made.replace("**", "").replace("<b>", "").replace("</b>", "")
    assert "\n" in made


def test_forms() -> None:
    made = {way.name: way.change(TEXT, random.Random(0)) for way in layouts()}
    assert made["bulleted"] == "- The loss falls.\n- Dropout is off."
    assert made["table"] == "| No. | My answer |\n|---|---|\n| 1 | The loss falls. |\n| 2 | Dropout is off. |"
    assert made["HTML tags"] == "<p><b>The</b> loss falls.</p>\n<p><b>Dropout</b> is off.</p>"
    assert made["headings and bold"] == "## Part 1\n\n**The loss falls.**\n\n## Part 2\n\n**Dropout is off.**"
    assert made["LaTeX"] is None


def test_symbols_alone_become_latex() -> None:
    assert latexed("add w^2 to T steps of a game I play", random.Random(0)) == "add $w^2$ to $T$ steps of a game I play"
    assert latexed("$x$ is T", random.Random(0)) is None
    assert latexed("Q-learning isn't f(x)", random.Random(0)) is None
