"""What a candidate reads about a point is neither an order nor in the grammar of a rubric, for any point of the bank."""

from __future__ import annotations

import re

import pytest

from interviewer.grading.rubric.claim_verbs import DOING, SAYING, base
from interviewer.grading.rubric.spoken import achieved, core, in_sentence, point, said, unsaid
from knowledge.schema import Bank

_ORDER = re.compile(
    rf"(?:{'|'.join(base(verb) for verb in f'{SAYING}|{DOING}'.split('|'))})\b(?! sharing)", re.IGNORECASE
)
_ADVICE = ("Says to ", "Proposes to ")
"""Claims about what one should do; their points are advice, which people do give as "Use average pooling where …"."""
_RUBRICS_OWN = (
    (r"\bits weighting\b", "an answer is called it"),
    (r"\bin these or similar words\b", "a note to the grader"),
    (r"\bas the reason that\b", "a reason that is put off"),
    (r"^(?:You \w+|You didn't \w+) as the\b", "what is named comes last"),
    (r", and (?:why|matches|that)\b(?!.*\bsaying\b)", "a verb that was not turned, or one that was lost"),
    (r"\bor to train\b", "an infinitive that lost its verb"),
    (r"(?i)^the (?:\w+ ){0,3}(?:node|root) the value\b", "a value without a verb"),
)


def _points(bank: Bank) -> list[tuple[str, str]]:
    return [(f"{q.id}/{c.id}", c.claim) for q in bank.values() for c in q.criteria]


def test_no_point_is_an_order_except_where_the_claim_is_advice(bank: Bank) -> None:
    for name, claim in _points(bank):
        told = point(claim)
        assert claim.startswith(_ADVICE) or not _ORDER.match(told), f"{name}: {told}"
        assert not re.search(rf"\(or: (?:{_ORDER.pattern})", told), f"{name}: {told}"
        assert not _ORDER.match(achieved(claim)), f"{name}: {achieved(claim)}"


@pytest.mark.parametrize(("pattern", "why"), _RUBRICS_OWN)
def test_no_point_has_the_grammar_of_a_rubric(bank: Bank, pattern: str, why: str) -> None:
    for name, claim in _points(bank):
        for told in (point(claim), core(claim), in_sentence(claim), said(claim), unsaid(claim)):
            assert not re.search(pattern, told), f"{name}, {why}: {told}"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Relates the curves, as in one above the other", "How the curves relate, as in one above the other"),
        ("Relates the loss to the entropy", "How the loss relates to the entropy"),
        ("Contrasts the exact gradient with an estimate", "How the exact gradient contrasts with an estimate"),
        ("Contrasts with RNNs, which have a loop", "The contrast with RNNs, which have a loop"),
        ("Calls it transfer learning, in these or similar words", "It is called transfer learning"),
        ("Names or describes a way out, such as caching", "A way out, such as caching"),
        ("Gives the root the value 3", "The root has the value 3"),
        ("Proposes to lower the rate", "Lower the rate"),
        ("Proposes another remedy", "Another remedy"),
        ("Works out a correct example", "A correct example"),
        ("Says to tune the model, or to train a new head", "Tune the model, or train a new head"),
        ("Names the goal, or describes it: nobody gains", "The goal (or: nobody gains)"),
        ("Says that a holds, or, with b on top, that c does", "A holds, or, with b on top, c does"),
        ("Says that it is so and that it stays so", "It is so and it stays so"),
        ("Says what holds, that a converges or that b does", "What holds: a converges (or: b does)"),
        ("Says that it stays (for long), or that it fades", "It stays (for long); or: it fades"),
        ("Says that they are alike and why", "Saying that they are alike and why"),
        (
            "Names a flaw, such as noise, blur, or that data is lost",
            "A flaw, such as noise, blur, or that data is lost",
        ),
        ("Says that it may end, for example that a fails or that b does", "It may end, for example a fails or b does"),
        ("Identifies two risks", "Two risks"),
        ("Justifies the choice by its cost", "Justifying the choice by its cost"),
        ("Uses of dropout include regularisation", "Uses of dropout include regularisation"),
    ],
)
def test_a_turn_of_rubrics_is_put_as_people_say_it(claim: str, told: str) -> None:
    assert point(claim) == told


def test_one_of_several_examples_is_no_second_way() -> None:
    claim = "Names a flaw, such as noise, blur, or that data is lost"
    assert core(claim) == "A flaw, such as noise or blur"
    assert unsaid(claim) == "You didn't name a flaw, such as noise or blur"


def test_two_things_of_which_one_may_be_there_are_not_denied_each() -> None:
    claim = "Uses all units, and matches the average by a factor"
    assert point(claim) == "Using all units, and matching the average by a factor"
    assert said(claim) == "You used all units, and matched the average by a factor"
    assert unsaid(claim) == "You didn't use all units and match the average by a factor"
    assert unsaid("Sends it back, then multiplies by x") == "You didn't send it back and then multiply by x"


def test_a_noun_among_examples_is_no_further_verb() -> None:
    claim = "Names a sign, such as a loss that jumps, or weights that become huge"
    assert point(claim) == "A sign, such as a loss that jumps, or weights that become huge"
    assert point("Says that gates control what it takes in, keeps or gives out").endswith("keeps or gives out")


def test_a_sentence_does_not_follow_namely() -> None:
    assert in_sentence("Says why it fails: the steps are too large") == "why it fails, that is, the steps are too large"
    assert in_sentence("Names a drawback: numerical error") == "a drawback, namely numerical error"
