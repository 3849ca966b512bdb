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
    return replace(report, questions=tuple(replace(one, confidence=sure, score=score) for sure, score in rows))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], ""),
        ([(None, 0.5)], ""),
        ([(0.9, None)], ""),
        ([(0.9, 0.5)], "You were 90% sure of the one answer you rated, and it earned 50%: more sure than right."),
        (
            [(0.3, 0.8), (None, 0.0)],
            "You were 30% sure of the one answer you rated, and it earned 80%: better than you thought.",
        ),
        (
            [(0.8, 0.7), (0.6, 0.7)],
            "You were 70% sure on average of the 2 answers you rated, and they earned 70%: you know how well you did.",
        ),
    ],
)
def test_it_is_told_where_the_candidate_was_asked(
    bank: Bank, rows: list[tuple[float | None, float | None]], told: str
) -> None:
    assert sureness(reported(bank, *rows)) == told


def test_the_report_tells_it(bank: Bank) -> None:
    assert "You were 90% sure of the one answer" in to_markdown(reported(bank, (0.9, 0.5)))
    assert "You were" not in to_markdown(reported(bank, (None, 0.5))).split("##")[0]
