"""What is drawn, filled in or coded becomes part of the message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.errors import UsageError
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.fences import blocks
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.forms.entered import MAX_BLOCK_CHARACTERS, Entered, last_code, message_with
from knowledge.schema import Bank
from tests.interviewer.grading.forms.walls import SANDBOX
from tests.interviewer.web.states import attempt, state

LONG = "def forward(x):\n" + "    # a remark\n" * 760 + "    return x"
"""Code of more characters than can be sent."""
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


@pytest.mark.parametrize("text", ["", "Here it is.", "First the forward pass, then the backward pass."])
def test_code_that_is_too_long_is_refused_in_one_line_and_nothing_is_sent(bank: Bank, text: str) -> None:
    assert len(LONG) > MAX_BLOCK_CHARACTERS
    with pytest.raises(UsageError) as error:
        said(bank, text, Entered(code=LONG), "training-03a")
    told = str(error.value)
    assert f"Your code has {len(LONG):,} characters, and at most 10,000 can be sent" in told
    assert "Nothing was sent" in told and "\n" not in told


def test_code_of_the_largest_size_is_sent_in_whole(bank: Bank) -> None:
    code = LONG[: MAX_BLOCK_CHARACTERS - 9] + "\nreturn 1"
    assert len(code) == MAX_BLOCK_CHARACTERS
    assert last_code(said(bank, "Here it is.", Entered(code=code), "training-03a")) == code


@pytest.mark.parametrize(
    "drawn", ['{"curves": [' + " " * MAX_BLOCK_CHARACTERS + "]}", '{"nodes": "' + "x" * MAX_BLOCK_CHARACTERS + '"}']
)
@pytest.mark.parametrize(("question", "name"), [("training-04a", "drawing"), ("rl-04", "tree")])
def test_a_drawing_or_a_tree_that_is_too_long_is_refused_as_well(
    bank: Bank, drawn: str, question: str, name: str
) -> None:
    with pytest.raises(UsageError, match=f"Your {name} has 10,0.. characters"):
        said(bank, "Here.", Entered(drawn=drawn), question)


@pytest.mark.parametrize("text", ["hint", "Could you repeat the question?", "skip"])
def test_what_is_said_to_the_interviewer_is_sent_beside_code_that_is_too_long(bank: Bank, text: str) -> None:
    assert said(bank, text, Entered(code=LONG), "training-03a") == text


def test_code_that_would_be_cut_off_behind_what_was_said_is_refused(bank: Bank) -> None:
    code = "def forward(x):\n" + "    # a remark\n" * 500 + "    return x"
    first = said(bank, "First.", Entered(code=code), "training-03a")
    with pytest.raises(
        UsageError, match=r"of which only the first 12,000 are read.*Change my answer.*Nothing was sent"
    ):
        said(bank, "Now better.", Entered(code=code.replace("return x", "return 2 * x")), "training-03a", first)
    with pytest.raises(UsageError, match=r"^With your words and your code"):
        said(bank, "so " * 2000, Entered(code=code), "training-03a")
    again = state(replace(attempt("training-03a"), answer=first, replacing=True))
    sent = message_with(again, bank, "Now better.", Entered(code=code + " + 1"))
    assert last_code(sent) == code + " + 1" and len(sent) < MAX_GRADED_CHARACTERS


@pytest.fixture
def desk(light_services: Services, store: Store) -> Iterator[Desk]:
    light_services.forms = (CodeForm(lambda: SANDBOX),)
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    yield made
    made.close()


def test_the_desk_stores_nothing_of_code_that_is_too_long_and_run_says_the_same(desk: Desk) -> None:
    interview_id = desk.retry("training-03a").interview_id
    before = desk.view(interview_id)
    with pytest.raises(UsageError, match="at most 10,000 can be sent"):
        list(desk.say(interview_id, "Here it is.", entered=Entered(code=LONG)))
    assert desk.view(interview_id) == before
    report = desk.run_code(interview_id, LONG)
    assert report.fault.startswith(f"your code has {len(LONG):,} characters") and not report.results


def test_a_closed_question_takes_nothing(bank: Bank) -> None:
    closed = state(replace(attempt("rl-04"), closed=True))
    assert message_with(closed, bank, "text", Entered(drawn=TREE)) == "text"
    assert message_with(state(), bank, "text", Entered(drawn=TREE)) == "text"
