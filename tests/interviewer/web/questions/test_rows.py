"""The list of questions: how each stands, and what a filter keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.conversation.state.stored import Review
from interviewer.web.questions.rows import QuestionFilter, QuestionRow, question_rows, wanted_rows
from interviewer.web.questions.shown import NOTHING, questions_html
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON, attempt, graded, record, state


@pytest.fixture
def rows(bank: Bank) -> tuple[QuestionRow, ...]:
    """Three questions were asked: one well after badly, one badly, one only skipped."""
    good, bad = graded(bank, "training-01", *["met"] * 9), graded(bank, "training-01")
    old = record("old", state(attempt("training-01", bad)), NOON - timedelta(days=3))
    skipped = QuestionAttempt("vision-09", skipped=True)
    new = record("new", state(attempt("training-01", good), attempt("nlp-10", graded(bank, "nlp-10")), skipped), NOON)
    return question_rows(bank, [old, new], due={"nlp-10"}, bookmarked={"rl-02"})


def ids(rows: tuple[QuestionRow, ...]) -> list[str]:
    return [row.id for row in rows]


def test_each_question_says_how_it_stands(rows: tuple[QuestionRow, ...], bank: Bank) -> None:
    by = {row.id: row for row in rows}
    assert set(by) == {question.id for question in bank.approved}
    assert list(dict.fromkeys(row.section for row in rows)) == list(bank.sections)
    assert (by["training-01"].score, by["training-01"].times, by["training-01"].strength) == (1.0, 2, "strong")
    assert by["nlp-10"].strength == "weak" and by["nlp-10"].due
    assert by["vision-09"].skipped and by["vision-09"].score is None and by["vision-09"].strength == ""
    assert by["rl-02"].bookmarked and not by["rl-02"].times


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (QuestionFilter(status="asked"), ["training-01", "nlp-10"]),
        (QuestionFilter(status="due"), ["nlp-10"]),
        (QuestionFilter(status="skipped"), ["vision-09"]),
        (QuestionFilter(strength="strong"), ["training-01"]),
        (QuestionFilter(strength="weak", section="training"), []),
        (QuestionFilter(bookmarked=True), ["rl-02"]),
        (QuestionFilter(found=("nlp-10", "training-01", "gone")), ["nlp-10", "training-01"]),
        (QuestionFilter(found=()), []),
    ],
)
def test_a_filter_keeps_what_fits_all_of_it(
    rows: tuple[QuestionRow, ...], wanted: QuestionFilter, kept: list[str]
) -> None:
    assert ids(wanted_rows(rows, wanted)) == kept


def test_what_was_never_asked_is_new_and_topics_and_sections_narrow_the_list(
    rows: tuple[QuestionRow, ...], bank: Bank
) -> None:
    new = ids(wanted_rows(rows, QuestionFilter(status="new")))
    assert "training-01" not in new and "vision-09" not in new and len(new) == len(bank.approved) - 3
    topic = bank["rl-02"].topics[0]
    found = wanted_rows(rows, QuestionFilter(topic=topic, section="rl"))
    assert found and all(topic in row.topics and row.section == "rl" for row in found)
    assert ids(wanted_rows(rows, QuestionFilter())) == ids(rows)


@pytest.mark.parametrize("source", ["card", "import"])
def test_a_question_known_from_its_cards_is_not_new(source: str, bank: Bank) -> None:
    """“not asked yet” was shown next to “due again”, on a question whose card had been answered."""
    log = [Review(NOON.timestamp(), "rl-02", "a", 3, source), Review(NOON.timestamp(), "rl-03", "a", 3, "grade")]
    rows = question_rows(bank, [], due={"rl-02"}, bookmarked=(), log=log)
    row = next(row for row in rows if row.id == "rl-02")
    shown = questions_html((row,), of=1)
    assert "quick cards only" in shown and "not asked yet" not in shown
    assert ids(wanted_rows(rows, QuestionFilter(status="asked"))) == ["rl-02"]
    assert "rl-02" not in ids(wanted_rows(rows, QuestionFilter(status="new")))


def test_the_table_escapes_names_and_says_how_many_there_are(rows: tuple[QuestionRow, ...]) -> None:
    shown = questions_html(rows[:2], of=100)
    assert "2 of 100 questions" in shown and f'href="?question={rows[0].id}"' in shown
    assert 'aria-pressed="false"' in shown and "100%" in shown and "asked 2 times" in shown
    assert questions_html((), of=100) == NOTHING
    from dataclasses import replace

    nasty = questions_html((replace(rows[0], title="<b>x", id='a"b'),), of=1)
    assert "<b>x" not in nasty.replace("<b>&lt;b", "") and 'data-id="a&quot;b"' in nasty
