"""What is drawn, filled in or coded becomes part of the message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.forms.fences import blocks
from interviewer.web.forms.entered import MAX_BLOCK_CHARACTERS, Entered, last_code, message_with
from knowledge.schema import Bank
from tests.interviewer.web.states import attempt, state

TREE = '{"nodes": {"root": {"value": 3}}}'


def said(bank: Bank, text: str, entered: Entered, question: str = "rl-04", answer: str = "") -> str:
    return message_with(state(replace(attempt(question), answer=answer)), bank, text, entered)


def test_a_tree_goes_below_what_was_typed(bank: Bank) -> None:
    assert said(bank, "Here.", Entered(drawn=TREE)) == f"Here.\n\n```tree\n{TREE}\n```"
    assert said(bank, "", Entered(drawn=TREE)) == f"```tree\n{TREE}\n```"


def test_code_goes_below_what_was_typed(bank: Bank) -> None:
    sent = said(bank, "", Entered(code="def f():\n    return 1\n"), "training-03a")
    assert last_code(sent) == "def f():\n    return 1"


def test_each_question_takes_its_own_form(bank: Bank) -> None:
    both = Entered(code="x = 1", drawn=TREE)
    assert [b.kind for b in blocks(said(bank, "a", both, "training-03a"))] == ["python"]
    assert [b.kind for b in blocks(said(bank, "a", both, "training-04a"))] == ["sketch"]
    assert said(bank, "a", both, "training-01") == "a"


@pytest.mark.parametrize("text", ["hint", "Could you repeat the question?", "skip", "let me think out loud"])
def test_what_is_said_to_the_interviewer_stays_alone(bank: Bank, text: str) -> None:
    assert said(bank, text, Entered(drawn=TREE)) == text


def test_the_same_drawing_is_not_sent_twice(bank: Bank) -> None:
    first = said(bank, "One.", Entered(drawn=TREE))
    assert said(bank, "Two.", Entered(drawn=TREE), answer=first) == "Two."
    changed = TREE.replace("3", "4")
    assert changed in said(bank, "Two.", Entered(drawn=changed), answer=first)


@pytest.mark.parametrize("drawn", ["", "  ", "{", "[1]", "7", "[" * 5000, "{}" + " " * MAX_BLOCK_CHARACTERS])
def test_what_the_page_cannot_have_sent_is_left_out(bank: Bank, drawn: str) -> None:
    assert said(bank, "text", Entered(drawn=drawn)) == "text"


def test_a_closed_question_takes_nothing(bank: Bank) -> None:
    closed = state(replace(attempt("rl-04"), closed=True))
    assert message_with(closed, bank, "text", Entered(drawn=TREE)) == "text"
    assert message_with(state(), bank, "text", Entered(drawn=TREE)) == "text"
