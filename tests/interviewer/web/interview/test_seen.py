"""What a tab shows is sent along with everything sent from it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from interviewer.conversation.conducting.place import place_of
from interviewer.conversation.state.state import Mode, Turn
from interviewer.web.interview.seen import Seen, read_seen, seen_html, took_html
from interviewer.web.snapshot import View
from knowledge.schema import Bank
from tests.interviewer.web.states import attempt, state

TURNS = (Turn("interviewer", "ask", "Why?"), Turn("candidate", "talk", "hm"))


def as_the_script_sends_it(shown: str) -> str:
    data = {name: unescape(value) for name, value in re.findall(r'data-(\w+)="([^"]*)"', shown)}
    return json.dumps({"place": data["place"], "question": data["question"], "turns": int(data["turns"])})


def test_what_is_written_into_the_page_comes_back(bank: Bank) -> None:
    view = View('i"<1>', state(attempt("training-01")), TURNS)
    shown = seen_html(view, bank)
    assert 'data-interview="i&quot;&lt;1&gt;"' in shown and 'data-refused="0"' in shown
    seen = read_seen(as_the_script_sends_it(shown))
    assert seen == Seen(place_of(view.state), "training-01", 2) and seen.is_up_to_date(view)
    assert 'data-refused="1"' in seen_html(view, bank, refused=True)


def test_a_tab_is_behind_where_something_was_said_or_the_interview_moved_on(bank: Bank) -> None:
    before = View("i", state(attempt("training-01")), TURNS)
    seen = read_seen(as_the_script_sends_it(seen_html(before, bank)))
    assert not seen.is_up_to_date(View("i", before.state, (*TURNS, TURNS[0])))
    assert not seen.is_up_to_date(View("i", state(attempt("training-02")), TURNS))


@pytest.mark.parametrize(
    "text", [None, "", "{", "[]", "1", '"x"', "{}", '{"place": "a", "turns": "many", "question": ""}']
)
def test_what_cannot_be_read_is_not_known(text: str | None) -> None:
    assert read_seen(text) == Seen()


@pytest.mark.parametrize("name", ["1764-0.25", '"><script>', "", "ä" * 10_000, "0" * 61])
def test_what_is_stored_is_named_as_the_page_named_it(name: str) -> None:
    seen = read_seen(json.dumps({"place": "a", "question": "b", "turns": 1, "sent": name}))
    (told,) = re.findall(r'^<span data-took="([^"<>]*)"></span>$', took_html(seen))
    assert unescape(told) == name[:60]


def test_no_interview_and_no_question_are_places_too(bank: Bank) -> None:
    assert read_seen(as_the_script_sends_it(seen_html(View("i", state(phase="new"), ()), bank))) == Seen("new", "", 0)
    gone = View("i", state(attempt("gone-01")), ())
    assert 'data-title=""' in seen_html(gone, bank)


@pytest.mark.parametrize(("mode", "questions", "ends"), [("interview", 1, 1), ("interview", 2, 0), ("coach", 1, 0)])
def test_the_page_knows_of_a_skip_that_could_not_be_taken_back(
    mode: Mode, questions: int, ends: int, bank: Bank
) -> None:
    of = state(attempt("training-01"), mode=mode, questions=questions)
    of = replace(of, setup=replace(of.setup, pool=("training-01", "training-02")))
    assert f'data-ends="{ends}"' in seen_html(View("i", of, TURNS), bank)
