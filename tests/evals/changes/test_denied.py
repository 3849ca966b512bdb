"""Denials: a phrase around a statement, or a "not" at its verb."""

from __future__ import annotations

import random

import pytest

from evals.changes.denied import contracted, denied, every_sentence_denied, forbidden, refused, spelt_out

CHANCE = random.Random(0)


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("the rate is too high", None, None),
        ("the pretrained knowledge is preserved", "isn't preserved", "is not preserved"),
        ("it's the gradient of the loss", "It isn't the gradient", "It is not the gradient"),
        ("gradients can flow straight through the branch", "can't flow", "cannot flow"),
        ("the gradient has a shorter way back", "doesn't have a shorter", "does not have a shorter"),
        ("variance of the return grows with the horizon", "doesn't grow with", "does not grow with"),
        ("the last layers need the largest changes", "don't need the", "do not need the"),
    ],
)
def test_not_goes_to_the_main_verb(text: str, short: str | None, full: str | None) -> None:
    for change, expected in ((contracted, short), (spelt_out, full)):
        made = change(text, CHANCE)
        assert made is None if expected is None else made is not None and expected in made


@pytest.mark.parametrize(
    "text",
    [
        "every weight has its own step size",
        "the small one alone isn't as good",
        "it may help to find flatter minima",
        "the drawback is that it is slow",
        "dropout is on in training and off in evaluation",
        "it is only used at the end",
        "trigram with Kneser-Ney",
    ],
)
def test_no_not_where_it_could_leave_the_point_standing(text: str) -> None:
    assert contracted(text, CHANCE) is None and spelt_out(text, CHANCE) is None


def test_orders_and_intentions_are_turned() -> None:
    assert forbidden("Never")("freeze the lower layers", CHANCE) == "Never freeze the lower layers."
    assert forbidden("Never")("train loss near zero", CHANCE) is None
    assert forbidden("Never")("don't freeze the lower layers", CHANCE) is None
    assert refused("I would never")("I'd freeze the lower layers", CHANCE) == "I would never freeze the lower layers."
    assert refused("I would never")("I'd rather freeze them first", CHANCE) is None


@pytest.mark.parametrize("name", ["dev", "test"])
def test_every_sentence_of_an_answer_is_denied(name: str) -> None:
    (way,) = every_sentence_denied(name)
    made = way.change("The rate is too high. Trigram, order three: so what", CHANCE)
    assert made is not None and made.count("rate is too high") == made.count("rder three: so what") == 1
    assert way.change("Is it so? It is.", CHANCE) is None


@pytest.mark.parametrize("name", ["dev", "test"])
def test_every_wording_holds_the_statement(name: str) -> None:
    text = "the teacher gives soft labels"
    made = {way.name: way.change(text, CHANCE) for way in denied(name)}
    worded = {way: said for way, said in made.items() if "{" in way}
    assert len(worded) == 14
    assert all(said is not None and text in said.lower() and "{" not in said for said in worded.values()), worded
    # of the three rules, those for orders and for intentions have nothing to turn here
    ruled = [said for way, said in made.items() if way not in worded]
    negated = {"dev": "The teacher doesn't give soft labels.", "test": "The teacher does not give soft labels."}
    assert ruled == [negated[name], None, None]
