"""The history: what is listed, found and drawn."""

from __future__ import annotations

from datetime import timedelta

from interviewer.web.history.rows import history_rows, searched, trend
from interviewer.web.history.shown import NO_MATCH, NOTHING, history_html, trend_html
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON, attempt, graded, record, state


def test_the_newest_comes_first_and_a_search_looks_into_titles_of_questions(bank: Bank) -> None:
    half = attempt("training-01", graded(bank, "training-01", "met"))
    old = record("old", state(half, phase="finished"), NOON - timedelta(days=1))
    new = record("new", state(attempt("nlp-10"), drill=True), NOON)
    rows = history_rows([old, new], bank)
    assert [row.id for row in rows] == ["new", "old"] and rows[0].score is None and not rows[0].finished
    words = bank["nlp-10"].short_title.split()[0]
    assert [row.id for row in searched(rows, f"  {words.upper()} drill ")] == ["new"]
    assert searched(rows, "") == rows and searched(rows, "qqq") == ()
    assert trend(rows) == ((old.updated_at, rows[1].score),)


def test_the_table_offers_what_can_be_done(bank: Bank) -> None:
    rows = history_rows([record("a", state(phase="finished")), record("b<", state())], bank)
    shown = history_html(rows, True)
    assert 'href="?report=a"' in shown and 'href="?interview=b%3C"' in shown and "not finished" in shown
    assert shown.count('data-act="delete"') == shown.count('data-act="rename"') == 2 and 'data-id="b&lt;"' in shown
    assert history_html((), True) == NO_MATCH and history_html((), False) == NOTHING


def test_a_trend_needs_two_scores() -> None:
    assert trend_html(((NOON, 0.5),)) == ""
    drawn = trend_html(((NOON, 0.25), (NOON + timedelta(days=1), 0.75)))
    assert 'viewBox="0 0 320 ' in drawn  # a phone has room for it, so its last point is seen
    assert "Your scores over time" in drawn and drawn.count("<circle") == 2 and "<td>75%</td>" in drawn
