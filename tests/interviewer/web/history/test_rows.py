"""The history: what is listed, found and drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from interviewer.report.build import build_report
from interviewer.report.moments import moment
from interviewer.report.told import line
from interviewer.web.history.rows import history_rows, searched, trends
from interviewer.web.history.shown import NO_MATCH, NOTHING, history_html, trends_html
from interviewer.web.setup.earlier import interview_label
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
    assert trends(rows)["coach session"] == ((old.created_at, rows[1].score),)


def test_the_table_offers_what_can_be_done(bank: Bank) -> None:
    rows = history_rows([record("a", state(phase="finished")), record("b<", state())], bank)
    shown = history_html(rows, True)
    assert 'href="?report=a"' in shown and 'href="?interview=b%3C"' in shown and "not finished" in shown
    assert shown.count('data-act="delete"') == shown.count('data-act="rename"') == 2 and 'data-id="b&lt;"' in shown
    assert history_html((), True) == NO_MATCH and history_html((), False) == NOTHING


def test_a_trend_needs_two_scores() -> None:
    assert trends_html({"interview": ((NOON, 0.5),), "drill": ()}) == ""
    drawn = trends_html({"interview": ((NOON, 0.25), (NOON + timedelta(days=1), 0.75))})
    assert 'viewBox="0 0 320 ' in drawn  # a phone has room for it, so its last point is seen
    assert "Your interviews over time" in drawn and drawn.count("<circle") == 2 and "<td>75%</td>" in drawn


def test_only_like_is_compared_with_like(bank: Bank) -> None:
    half = attempt("training-01", graded(bank, "training-01", "met"), closed=True)
    made = [
        record(str(n), state(half, phase="finished", **how), NOON + timedelta(days=n))  # type: ignore[arg-type]
        for n, how in enumerate([{}, {"mode": "interview"}, {"drill": True}, {}, {"drill": True}])
    ]
    found = trends(history_rows(made, bank))
    days = {kind: [(at - NOON).days for at, _ in points] for kind, points in found.items()}
    assert days == {"interview": [1], "coach session": [0, 3], "drill": [2, 4]}
    drawn = trends_html(found)
    assert drawn.count("<polyline") == 2 and "Your interviews over time" not in drawn, "one score is no trend"
    assert "Your coach sessions over time" in drawn and "Your drills over time" in drawn


def test_a_coach_session_is_called_one_and_named_by_the_time_of_its_report(bank: Bank) -> None:
    half = attempt("training-01", graded(bank, "training-01", "met"), closed=True)
    coach = replace(record("c", state(half, phase="finished")), updated_at=NOON + timedelta(hours=1))
    real = record("i", state(half, phase="finished", mode="interview"))
    rows = history_rows([coach, real], bank)
    shown = history_html(rows, True)
    assert {row.id: row.kind for row in rows} == {"c": "coach session", "i": "interview"}
    assert "· coach session · 1 question" in shown and "· interview · 1 question" in shown
    report = build_report(coach, [], bank)
    assert report.date == moment(rows[0].at) and line(report).startswith(f"{report.date} · coach session · ")
    assert [row.id for row in searched(rows, "coach")] == ["c"]
    began = NOON.astimezone().strftime("%d %b %H:%M")
    assert interview_label(coach, bank).endswith(f"· {began} · coach session · 1 question")


def test_interviews_over_the_same_sections_are_told_apart_by_their_questions(bank: Bank) -> None:
    one, two = attempt("training-01"), attempt("nlp-10")
    made = replace(record("a", state(one, two)), title="All sections")
    named = replace(made, title="My mock on Friday")
    rows = history_rows([made, named], bank)
    first, second = (bank[i].short_title for i in ("training-01", "nlp-10"))
    assert sorted(row.title for row in rows) == sorted([f"{first} / {second}", "My mock on Friday"])
    single = replace(record("b", state(two)), title="All sections")
    assert history_rows([single], bank)[0].title == second
    assert history_rows([replace(record("c", state()), title="All sections")], bank)[0].title == "All sections"
    assert searched(rows, "all sections")  # what it was set up for is found, too
