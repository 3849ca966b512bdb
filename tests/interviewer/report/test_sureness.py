"""How sure against how right, in a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.report.build import build_report
from interviewer.report.markdown import to_markdown
from interviewer.report.records import Report
from interviewer.report.sureness import sureness
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met
from tests.interviewer.web.states import record


def reported(bank: Bank, *rows: tuple[float | None, float | None]) -> Report:
    player = Player(bank, pool=("training-06a",), questions=1)
    player.say("all of it", **all_met(bank, "training-06a"))
    report = build_report(record("r", player.state), [], bank)
    (one,) = report.questions
    return replace(
        report,
        questions=tuple(
            replace(one, title=f"T{number}", confidence=sure, score=score)
            for number, (sure, score) in enumerate(rows, start=1)
        ),
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], ""),
        ([(None, 0.5)], ""),
        ([(0.9, None)], ""),
        (
            [(0.95, 0.5)],
            "You were certain about “T1”, and it earned 50%: you were too sure. One answer says little about how well you "
            "judge yourself.",
        ),
        (
            [(0.25, 0.8), (None, 0.0)],
            "You were guessing at “T1”, and it earned 80%: it went better than you thought. One answer says little about how "
            "well you judge yourself.",
        ),
        (
            [(0.75, 0.7), (0.5, 0.7)],
            "You said how sure you were of two answers: both went about as you thought. Two answers say little about how well "
            "you judge yourself.",
        ),
        (
            [(0.95, 0.31), (0.25, 1.0), (0.5, 0.5), (0.75, 0.8)],
            "You said how sure you were of four answers: two went about as you thought, one went worse and one went better. "
            "Furthest off: you were guessing at “T2”, and it earned 100%.",
        ),
        (
            [(0.95, 0.2)] * 4,
            "You said how sure you were of four answers: four went worse than you thought. Furthest off: you were certain "
            "about “T1”, and it earned 20%.",
        ),
        ([(0.25, 0.0)] * 5, "You said how sure you were of five answers: all went about as you thought."),
    ],
)
def test_it_is_told_where_the_candidate_was_asked(
    bank: Bank, rows: list[tuple[float | None, float | None]], told: str
) -> None:
    assert sureness(reported(bank, *rows)) == told


def test_the_report_tells_it(bank: Bank) -> None:
    assert "You were certain about “T1”, and it earned 50%" in to_markdown(reported(bank, (0.9, 0.5)))


def test_one_answer_does_not_make_up_for_another(bank: Bank) -> None:
    """Certain of 31 % and guessing at 100 % came out as knowing oneself well: the means were the same."""
    told = sureness(reported(bank, (0.95, 0.31), (0.25, 1.0)))
    assert "one went worse and one went better than you thought" in told and "as you thought" not in told
    assert "you know" not in told and "Two answers say little" in told


def test_without_a_word_of_it_nothing_is_told(bank: Bank) -> None:
    assert "You were" not in to_markdown(reported(bank, (None, 0.5))).split("##")[0]
