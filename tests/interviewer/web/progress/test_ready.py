"""The line that says how ready a candidate is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.selection.readiness import Readiness
from interviewer.web.progress.points import WeakPoint
from interviewer.web.progress.ready import ready_html

READY = Readiness("senior", 0.58, 0.44, 0.71, 0.21, 24, "nlp", 0.06, ("rl",))


def test_it_says_how_ready_how_sure_and_what_to_do() -> None:
    point = WeakPoint(
        question_id="q", section="nlp", title="A <b>", claim="c", kinds=("not_met",), memory=0.1, returns=""
    )
    shown = ready_html(READY, [replace(point, section="rl", title="Other"), point])
    assert "In a senior interview you would earn about <b>58%</b>" in shown and "between 44% and 71%" in shown
    assert "your chance is about 20%" in shown and "Passing that section would add about 6 points." in shown
    assert "Start with <i>A &lt;b&gt;</i>." in shown and "Other" not in shown
    assert "No answers yet in Reinforcement Learning." in shown


def test_a_few_answers_give_no_number() -> None:
    shown = ready_html(replace(READY, answers=19, chance=0.99), [])
    assert "Answer 1 more question, and" in shown and "19 graded answers so far" in shown
    assert "look ready" not in shown and "chance" not in shown
    assert "Answer 15 more questions, and" in ready_html(replace(READY, answers=5), [])
    assert "so far" not in ready_html(replace(READY, answers=0), [])


def test_how_sure_it_is_stands_in_the_same_print_as_the_claim() -> None:
    shown = ready_html(READY, [])
    assert "This is an estimate from 24 graded answers." in shown and "quiet" not in shown and "<small" not in shown


@pytest.mark.parametrize(
    ("chance", "words"), [(0.01, "Not yet."), (0.3, "On the way."), (0.6, "You’re close."), (0.97, "You look ready.")]
)
def test_the_verdict_follows_the_chance(chance: float, words: str) -> None:
    shown = ready_html(replace(READY, chance=chance, raise_in=""), [])
    assert words in shown and "pass in every section" in shown
    assert ("below 5%" in shown) == (chance < 0.05) and ("above 95%" in shown) == (chance > 0.95)
