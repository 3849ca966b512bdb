"""Curves named by their colours in the words beside a picture, and drawings made of characters."""

from __future__ import annotations

import json

import pytest

from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.sketches.colour_names import named_by_colour
from interviewer.grading.forms.sketches.sketches import SketchForm, is_ascii_drawing
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import sketched
from tests.interviewer.grading.forms.sketches.test_sketches import drawn

COLOURS = ("teal", "amber", "violet", "rose")
NAMES = ("sigmoid", "tanh", "ReLU", "leaky ReLU")
RIGHT = dict(zip(COLOURS, NAMES, strict=True))
WAYS = (
    "The teal curve: sigmoid. The amber curve: tanh. The violet curve: ReLU. The rose curve: leaky ReLU.",
    "sigmoid: teal, tanh: amber, ReLU: violet, leaky ReLU: rose",
    "leaky ReLU rose, ReLU violet, tanh amber, sigmoid teal",
    "teal = sigmoid, amber = tanh, violet = ReLU, rose = leaky ReLU",
    "Sigmoid is teal, tanh is amber, ReLU is violet and leaky ReLU rose.",
    "I drew the sigmoid in teal, tanh in amber, the ReLU in violet and the leaky ReLU in rose.",
    "sigmoid (teal)\ntanh (amber)\nReLU (violet)\nleaky ReLU (rose)",
    "The teal, amber, violet and rose curves are sigmoid, tanh, ReLU and leaky ReLU.",
    "sigmoid, tanh, ReLU and leaky ReLU are teal, amber, violet and rose, respectively",
    "| teal | sigmoid |\n| amber | tanh |\n| violet | ReLU |\n| rose | leaky-ReLU |",
    "- **teal** → sigmoid\n- **amber** → tanh\n- **violet** → ReLU\n- **rose** → leaky ReLU",
    "turquoise: sigmoid, orange: tanh, purple: ReLU, pink: leaky ReLU",
    "The teal line shows the logistic function. The amber one is the hyperbolic tangent. Violet is ReLU. Rose is leaky.",
    "teal sigmoid amber tanh violet ReLU rose leaky ReLU",
    "In teal you see the sigmoid, in amber tanh, in violet ReLU and in rose leaky ReLU.",
)


def picture(colours: tuple[str, ...] = COLOURS) -> str:
    curves = [{"label": "", "colour": c, "points": drawn(n)} for c, n in zip(colours, NAMES, strict=True)]
    return fenced("sketch", json.dumps({"curves": curves}))


@pytest.mark.parametrize("words", WAYS)
def test_words_name_the_curves_in_either_order(bank: Bank, words: str) -> None:
    curves = [c.drawing for c in bank["training-04a"].criteria if c.drawing]
    assert named_by_colour(words, COLOURS, curves) == RIGHT


@pytest.mark.parametrize("words", WAYS[:4])
def test_right_curves_are_met_with_the_words_that_name_them(bank: Bank, words: str) -> None:
    given = sketched(bank, f"{words}\n{picture()}", "training-04a")
    assert [f.verdict for f in given.values()] == ["met"] * 4
    # the same words beside other colours name other curves
    turned = sketched(bank, f"{words}\n{picture(('rose', 'violet', 'amber', 'teal'))}", "training-04a")
    assert all(f.verdict != "met" for f in turned.values()) and len(turned) == 4


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Unlike tanh, the teal curve stays positive.", {}),
        ("The teal curve is not tanh.", {}),
        ("Sigmoid. The amber curve: tanh.", {"amber": "tanh"}),
        ("The amber one is tanh; for sigmoid and ReLU see above.", {"amber": "tanh"}),
        ("First I took teal for tanh. No: teal is the sigmoid.", {"teal": "sigmoid"}),
        ("The rose curve is the PReLU.", {}),
        ("A steal, tanhs and a sigmoidal rose garden.", {}),
    ],
)
def test_words_that_only_mention_a_colour_name_nothing(bank: Bank, words: str, wanted: dict[str, str]) -> None:
    curves = [c.drawing for c in bank["training-04a"].criteria if c.drawing]
    assert named_by_colour(words, COLOURS, curves) == wanted


def test_a_colour_of_the_page_does_not_take_a_name_that_the_words_give_to_another(bank: Bank) -> None:
    answer = f"The rose curve is the sigmoid.\n{picture(('rose', 'amber', 'violet', 'teal'))}"
    first = next(c for c in bank["training-04a"].criteria if c.drawing and c.drawing.names[0] == "sigmoid")
    assert sketched(bank, answer, "training-04a")[first.id].verdict == "met"


THREE = "   |    ____\n   |   /\n___|__/____"


@pytest.mark.parametrize("answer", [THREE, f"The sigmoid:\n\n{THREE}\n\nand so on", f"{THREE}\n / \\ "])
def test_a_character_drawing_of_three_lines_is_told_how_to_draw(bank: Bank, answer: str) -> None:
    assert "made of characters" in SketchForm().note(bank["training-04a"], answer)


@pytest.mark.parametrize("text", ["a\n---\nb\n---\nc\n---", "| x | y |\n|---|---|\n| 0 | 1 |", "---\n***"])
def test_rules_and_tables_are_no_character_drawing(text: str) -> None:
    assert not is_ascii_drawing(text)
