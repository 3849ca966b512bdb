from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.conversation.state import QuestionAttempt, Turn
from interviewer.grading.grade import CriterionGrade, Evidence, Grade
from interviewer.services import Part
from interviewer.web import render
from knowledge.schema import Bank

EVIL = '<img src=x onerror=alert(1)> & "quotes" </div><script>x</script>'


def graded(answer: str, start: int, end: int, claim: str = "a claim") -> Grade:
    item = CriterionGrade("c", claim, 1.0, "met", 0.9, (Evidence(answer[start:end], start, end),), EVIL)
    return Grade("training-01", 1.0, (item,))


def test_the_candidates_words_are_escaped_and_marked() -> None:
    shown = render.marked_answer(EVIL, graded(EVIL, 0, 10))
    assert "<img" not in shown and "<script" not in shown
    assert shown.startswith('<mark class="met">&lt;img src=x<sup>1</sup></mark>')


def test_overlapping_quotes_mark_each_piece_once() -> None:
    text = "one two three four"
    grade = Grade(
        "q",
        1.0,
        (
            CriterionGrade("a", "a", 1, "met", 0.9, (Evidence("one two three", 0, 13),)),
            CriterionGrade("b", "b", 1, "partly_met", 0.5, (Evidence("three four", 8, 18),)),
        ),
    )
    shown = render.marked_answer(text, grade)
    assert shown == (
        '<mark class="met">one two </mark><mark class="met">three<sup>1</sup></mark>'
        '<mark class="partly_met"> four<sup>2</sup></mark>'
    )


def test_verdict_cards_escape_everything(bank: Bank) -> None:
    attempt = QuestionAttempt("training-01", answer=EVIL, grade=graded(EVIL, 0, 10, EVIL))
    for closed in (False, True):
        shown = render.verdicts(replace(attempt, closed=closed), bank["training-01"])
        assert "<img" not in shown and "<script" not in shown
        assert "90% likely met" in shown


def test_why_a_point_is_partly_met_is_said_once_the_question_is_closed(bank: Bank) -> None:
    half = CriterionGrade("c", "a claim", 1.0, "partly_met", 0.5, (Evidence("said", 0, 4),), "four of six <b>steps</b>")
    attempt = QuestionAttempt("training-01", answer="said", grade=Grade("training-01", 0.5, (half,)))
    assert "four of six" not in render.verdicts(attempt, bank["training-01"])
    shown = render.verdicts(replace(attempt, closed=True), bank["training-01"])
    assert "four of six &lt;b&gt;steps" in shown


def test_what_is_missing_is_not_named_while_the_question_is_open(bank: Bank) -> None:
    grade = Grade(
        "nlp-10",
        0.0,
        (
            CriterionGrade("value", "Gives the distance 4", 4, "not_met", 0.1, ()),
            CriterionGrade("definition", "Says what it counts", 2, "met", 0.9, (Evidence("edits", 0, 5),)),
        ),
    )
    attempt = QuestionAttempt("nlp-10", answer="edits", grade=grade)
    shown = render.verdicts(attempt, bank["nlp-10"])
    assert "distance 4" not in shown and render.OPEN_POINT in shown and "Says what it counts" in shown
    assert "distance 4" in render.verdicts(replace(attempt, closed=True), bank["nlp-10"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>x</b>", "&lt;b>x&lt;/b>"),
        ("`a < b` and $a < b$ but <i>", "`a < b` and $a < b$ but &lt;i>"),
        ("```\n<script>\n```\n<script>", "```\n<script>\n```\n&lt;script>"),
        ("&lt;already&gt;", "&amp;lt;already&amp;gt;"),
    ],
)
def test_markdown_of_candidates_keeps_what_was_typed(text: str, shown: str) -> None:
    assert render.safe_markdown(text) == shown
    assert render.chat_message(Turn("candidate", "answer", text), Path())["content"] == shown


def test_the_strip_says_how_far_the_models_are() -> None:
    assert render.loading_strip([Part("a", "ready"), Part("b", "off")]) == ""
    shown = render.loading_strip([Part("a", "loading"), Part("b", "failed", "<x> run 'viva doctor'")])
    assert "a: loading…" in shown and "&lt;x&gt; run" in shown
