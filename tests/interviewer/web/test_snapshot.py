"""An earlier answer is shown as it was put."""

from __future__ import annotations

from dataclasses import replace

from interviewer.study.progress import graded_answers
from interviewer.web.snapshot import View, as_put
from knowledge.schema import Bank
from tests.interviewer.conversation.debrief.test_as_said import GUESS, answered, as_statement, shown_quotes, turn
from tests.interviewer.web.states import record, state


def test_a_guess_in_an_earlier_answer_is_shown_as_a_guess(bank: Bank) -> None:
    then = answered("First.", as_statement(GUESS), quotes=("First.", "because of rounding"))
    (found,) = graded_answers([record("i", state(then))], bank)
    shown = as_put(found, View("i", state(then), (turn(GUESS),)))
    assert shown.answer == f"First.\n\n{GUESS}" and as_statement(GUESS) in found.answer
    assert shown_quotes(replace(then, answer=shown.answer, grade=shown.grade)) == [
        "First.",
        "hm, is it because of rounding?",
    ]
    assert as_put(found, View("i", state(), ())) == found
