"""Answers cut into statements; what is expected was cut by hand."""

from __future__ import annotations

import random
import re
import time

import pytest

from interviewer.grading.local.statement import CONTEXT, HEADING, LONG, PIECE, Statement, statements_of
from tests.pace import limit

LONGEST = PIECE[0] + PIECE[1]
SAID = (
    "If the gradients explode then the loss jumps around a lot, and you would clip the norm to one, while a lower learning "
    "rate, a better initialisation, or layer normalisation make it less likely in the first place since the activations "
    "stay in range."
)
DICTATED = " ".join(["the loss goes up and down and the gradients get large so i would clip them"] * 5)


def own(text: str) -> list[str]:
    return [item.place.of(text) for item in statements_of(text)]


def read(text: str) -> list[str]:
    return [item.text for item in statements_of(text)]


def check(text: str) -> list[Statement]:
    """Places are exact, in order, none over another; and what is read ends in the statement's own words."""
    out, end = statements_of(text), 0
    for item in out:
        assert end <= item.place.start < item.place.end <= len(text)
        words = item.place.of(text)
        assert words == words.strip()
        assert item.text.endswith(" ".join(words.split())) and "\n" not in item.text
        end = item.place.end
    return out


def test_each_sentence_and_each_line_is_a_statement() -> None:
    text = "Momentum averages gradients.  Dropout zeroes units!\n\nWhy clip the norm? Large steps diverge\nAdam adapts rates"
    assert own(text) == [
        "Momentum averages gradients.",
        "Dropout zeroes units!",
        "Why clip the norm?",
        "Large steps diverge",
        "Adam adapts rates",
    ]
    check(text)


def test_what_leans_is_read_with_what_came_before_it() -> None:
    text = "Momentum averages the past gradients. It damps oscillations of the loss. Dropout zeroes some of the units."
    assert read(text) == [
        "Momentum averages the past gradients.",
        "Momentum averages the past gradients. It damps oscillations of the loss.",
        "Dropout zeroes some of the units.",
    ]


@pytest.mark.parametrize(
    "leaning",
    [
        "That is why the training of the network diverges.",
        "The latter is what I would try first of all.",
        "No, with a large batch you would raise it instead.",
        "Actually, scratch that, I mixed the two of them up.",
        "For example you could set the rate to a tenth.",
        "Very small ones.",  # a few words say little alone
    ],
)
def test_these_lean(leaning: str) -> None:
    assert read(f"The learning rate follows the batch size. {leaning}")[1].startswith("The learning rate follows")


def test_the_first_statement_has_nothing_to_lean_on() -> None:
    assert read("It grows linearly.") == ["It grows linearly."]


def test_no_more_than_some_words_of_what_came_before_are_read_again() -> None:
    before = " ".join(f"w{n}" for n in range(LONG))
    text = f"{before}. It is so."
    assert len(read(text)[1].split()) <= CONTEXT + 3


def test_a_heading_goes_with_what_is_below_it_until_the_next() -> None:
    text = "Symptoms:\nThe loss turns into NaN at once.\nIt jumps.\nMeasures:\nClip the norm of the gradients first."
    assert read(text) == [
        "Symptoms: The loss turns into NaN at once.",
        "Symptoms: The loss turns into NaN at once. It jumps.",
        "Measures: Clip the norm of the gradients first.",
    ]
    assert own(text)[0] == "The loss turns into NaN at once."
    long = " ".join(["word"] * (HEADING + 1)) + ":"
    assert own(f"{long}\nA statement of some words follows.")[0] == long, "too long for a heading"


def test_a_long_sentence_is_cut_at_its_joints() -> None:
    pieces = own(SAID)
    assert len(pieces) == 2 and pieces[0].endswith("while a lower learning rate,") and pieces[1].startswith("a better")
    assert read(SAID)[1] == f"{pieces[0]} {pieces[1]}", "the second piece leans on the first"
    short = " ".join(["word"] * LONG) + "."
    assert own(short) == [short]


def test_dictation_without_punctuation_is_cut_into_pieces_of_some_length() -> None:
    pieces = own(DICTATED)
    assert " ".join(pieces) == DICTATED and len(pieces) > 2
    assert all(len(piece.split()) <= LONGEST for piece in pieces)
    assert pieces[1].startswith("and the gradients") and pieces[2].startswith("so i would")
    check(DICTATED)


def test_a_sentence_of_five_thousand_words_without_a_joint_is_cut_into_windows() -> None:
    text = " ".join(f"w{n}" for n in range(5000))
    statements = check(text)
    assert " ".join(own(text)) == text
    assert max(len(item.place.of(text).split()) for item in statements) <= LONGEST
    assert max(len(item.text.split()) for item in statements) <= CONTEXT + LONGEST


@pytest.mark.parametrize("text", ["", " \n\t ", "?!… --- ***", ".", "::::", "。、！"])
def test_what_holds_no_words_has_no_statements(text: str) -> None:
    assert statements_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "3",
        "x = w @ a + b\nh = relu(x)",
        "  leading and trailing space.  ",
        "One.Two.Three without a space",
        "e.g. Adam, i.e. adaptive rates, etc. and so on.",
        "naïve Ünïcode – with dashes — and “quotes”; 1.5e-3?",
        "- a\n- b\n* c",
        "word\u00a0with\u2003odd spaces\rand returns\x0b too",
        "((((",
        "yes and no and yes and no " * 60,
        "; ".join(["clause"] * 200),
        ", ".join(["x"] * 400),
    ],
)
def test_odd_texts_keep_their_places(text: str) -> None:
    check(text)


def test_every_word_is_in_some_statement_whatever_the_text() -> None:
    rng = random.Random(7)
    vocabulary = [
        *[
            "it",
            "and",
            "but",
            "the",
            "loss",
            "clip",
            "because",
            "which",
            "No",
            "Also",
            "3.5",
            "x=1",
            "(so)",
            "NaN,",
            "end.",
            "what?",
            "well;",
            "a",
            "-",
            "b\nthen",
        ],
        "\n",
    ]
    for _ in range(300):
        text = " ".join(rng.choice(vocabulary) for _ in range(rng.randrange(1, 150)))
        statements = check(text)
        inside = [(item.place.start, item.place.end) for item in statements]
        lost = [
            word[0]
            for word in re.finditer(r"\S*[^\W_]\S*", text)
            if not any(start <= word.start() < end for start, end in inside)
        ]
        assert lost == [], text


@pytest.mark.slow
def test_cutting_takes_a_moment_at_most() -> None:
    for text in ("and so " * 5000, "a" * 50_000, ", " * 20_000 + "end", "word\n" * 5000):
        start = time.process_time()
        check(text[:50_000])
        assert time.process_time() - start < limit(2), text[:20]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("It is the same for each example. Obviously.", ["It is the same for each example.", None]),
        ("The reward isn't unique.\n\nno, fair point.", ["The reward isn't unique.", None]),
        ("Yes. It's linear.", ["Yes.", "It's linear."]),
        ("Symptoms:\n- NaN\n- spikes", ["- NaN", "- spikes"]),
        ("The rate grows. Linearly, with the batch.", ["The rate grows.", "Linearly, with the batch."]),
    ],
)
def test_words_that_only_agree_are_quoted_with_what_they_agree_to(text: str, quotes: list[str | None]) -> None:
    found = [item.quote.of(text) for item in statements_of(text)]
    assert found == [text if quote is None else quote for quote in quotes]
