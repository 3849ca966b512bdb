"""What the report shows, without Gradio."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.state.state import InterviewState, Turn
from interviewer.grading.feedback.feedback import write_feedback
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding
from interviewer.grading.rubric.spoken import in_sentence
from interviewer.report.build import MissedPoint, QuestionReport, Report, WrongPoint, build_report
from interviewer.report.records import Priority
from interviewer.web.report.shown import (
    asked_markdown,
    grade_at,
    head_html,
    missed_markdown,
    points_markdown,
    question_title,
    shown_questions,
)
from knowledge.schema import Bank
from tests.interviewer.web.states import attempt, graded, record, state

TURNS = (
    Turn("interviewer", "opening", "Welcome."),
    Turn("interviewer", "ask", "First?", question_id="training-01"),
    Turn("candidate", "answer", "the loss jumps", question_id="training-01"),
    Turn("interviewer", "ask", "Second?", question_id="nlp-10"),
)


@pytest.fixture
def over(bank: Bank) -> InterviewState:
    """A finished interview of one answered and one skipped question."""
    first = attempt("training-01", graded(bank, "training-01", "met", "partly_met"), closed=True)
    return state(first, attempt("nlp-10", closed=True, skipped=True), phase="finished")


@pytest.fixture
def report(bank: Bank, over: InterviewState) -> Report:
    return build_report(record("i", over), TURNS, bank)


def test_questions_are_shown_in_order_with_what_can_be_contested(
    report: Report, over: InterviewState, bank: Bank
) -> None:
    first, second = shown_questions(report, over, bank)
    assert first.title.startswith(f"1. {bank['training-01'].short_title} · ") and first.title.endswith("%")
    assert "partly met" in first.verdicts and first.feedback.startswith("You made this point: make")
    assert 'href="?question=training-01"' in first.again
    assert first.verdicts.count('data-act="appeal"') == len(bank["training-01"].criteria) - 1
    assert second.title == f"2. {bank['nlp-10'].short_title} · skipped"
    assert "Skipped." in second.verdicts and second.feedback == "" and "<button" not in second.verdicts
    assert bank["nlp-10"].reference in second.missed


@pytest.mark.parametrize(
    ("score", "skipped", "title"),
    [
        (0.5, False, "3. T · 50%"),
        (0.0, True, "3. T · 0%"),
        (None, True, "3. T · skipped"),
        (None, False, "3. T · not graded"),
    ],
)
def test_a_title_says_how_it_went(report: Report, score: float | None, skipped: bool, title: str) -> None:
    assert question_title(3, replace(report.questions[0], title="T", score=score, skipped=skipped)) == title


def missing(report: Report, *points: MissedPoint) -> QuestionReport:
    return replace(report.questions[0], missed=points, score=0.5)


def test_what_was_missed_comes_with_its_passage_and_a_bonus_is_not_missed(report: Report) -> None:
    point = MissedPoint("Says why", "partly_met", 1.0, "Because\nof this.")
    bonus = MissedPoint("Names the inventor", "not_met", 0.0, "It was she.")
    shown = missed_markdown(missing(report, point, bonus))
    assert "**Partly met:** Why.\n\n> Because\n> of this.\n" in shown
    assert "inventor" not in shown and "You covered every point." not in shown
    assert "You covered every point." in missed_markdown(missing(report, bonus))
    assert "You covered every point." not in missed_markdown(replace(missing(report), score=None))


def test_the_head_says_how_it_went(report: Report) -> None:
    shown = head_html(report)
    assert "2 questions, 1 of them skipped (a skipped question counts as 0)" in shown
    assert f"Skipped: {report.questions[1].title}." in shown
    points = points_markdown(report)
    assert points.index("## Work on these first") < points.index("## What went well") < points.index("## What to study")
    empty = replace(report, score=None, sections={}, strongest=(), first=(), study=(), title="<b>")
    nothing = head_html(empty) + points_markdown(empty)
    assert '<div class="big">–</div>' in nothing and "No answer was graded" in nothing and "&lt;b&gt;" in nothing
    assert not any(heading in nothing for heading in ("Work on these first", "What went well", "What to study"))


def test_a_report_says_each_fact_once_in_a_question(bank: Bank) -> None:
    """What was wrong and what was missing were in the cards, in the paragraph and in the list."""
    question = bank["training-06a"]
    quote = "the norms are useless here"
    wrong, missing, met = (question.criterion(i) for i in ("gradient-norms", "loss-symptoms", "clipping"))
    items = (
        CriterionVerdict(
            wrong.id, wrong.claim, 2, "not_met", 0.0, (Evidence(quote, 0, len(quote)),), contradicted=True
        ),
        CriterionVerdict(missing.id, missing.claim, 3, "not_met", 0.1),
        CriterionVerdict(met.id, met.claim, 1, "met", 0.9, (Evidence("clip", 28, 32),)),
    )
    heard = (MisconceptionFinding("m", (Evidence("x", 50, 51),), "Look at it again."),)
    grade = Grade(question.id, 0.3, items, heard).with_remarks(write_feedback(question, items, heard))
    over = state(attempt(question.id, grade, closed=True), phase="finished")
    report = build_report(record("i", over), [], bank)
    (shown,) = shown_questions(report, over, bank)
    assert shown.feedback == "You named gradient clipping, by norm or by value, as a remedy."
    right, _, sentence = report.questions[0].wrong[0].right.partition(" From the reference answer: ")
    assert f"From the reference answer: {sentence}" not in shown.missed, "the passage is right below"
    whole = "\n".join([shown.verdicts, shown.feedback, shown.missed])
    assert whole.count(right) == 1 and whole.count("Look at it again.") == 1
    assert points_markdown(report).count(in_sentence(missing.claim)) <= 1


def test_the_grade_of_a_turn_is_that_of_its_question(report: Report, over: InterviewState, bank: Bank) -> None:
    assert grade_at(report, over, bank, 1) == ""
    assert grade_at(report, over, bank, 2) == grade_at(report, over, bank, 3) != ""
    assert "partly met" in grade_at(report, over, bank, 3) and "Skipped." in grade_at(report, over, bank, 4)


def test_what_was_said_wrongly_comes_first_with_what_is_right(report: Report, over: InterviewState, bank: Bank) -> None:
    wrong = WrongPoint(
        claim="Says so", weight=2, quote="<b>no</b> way", right="In fact, it does.", passage="It does.\nSo."
    )
    point = MissedPoint("Says why", "partly_met", 1.0, "Because of this.")
    shown = missed_markdown(replace(missing(report, point), wrong=(wrong,)))
    assert shown.startswith("**Wrong:** You said “no way”. In fact, it does.\n\n> It does.\n> So.\n")
    assert shown.index("**Wrong:**") < shown.index("**Partly met:** Why.")
    assert "You covered every point." not in missed_markdown(replace(missing(report), wrong=(wrong,)))
    said = Priority("training-01", "T", "contradicted", "Says so", "<i", "In fact, <b>it</b> does.", 2)
    lacks = Priority("training-01", "T", "not_met", "Says that it holds", "", "", 1)
    head = points_markdown(replace(report, first=(said, lacks)))
    assert (
        "1. **T** · You said “&lt;i”. In fact, &lt;b>it&lt;/b> does.\n2. **T** · You didn't say that it holds." in head
    )
    assert "You said “" not in points_markdown(replace(report, strongest=()))


def test_doubtful_points_can_be_denied_in_the_report(report: Report, over: InterviewState, bank: Bank) -> None:
    first, second = shown_questions(report, over, bank)
    (before, _) = first.verdicts.split('data-act="deny"')  # one point is doubtful
    assert before.rpartition("data-point=")[2].startswith(f'"{bank["training-01"].criteria[1].id}"')
    assert "deny" not in second.verdicts


def test_what_a_second_look_came_to_stands_on_its_card(over: InterviewState, bank: Bank) -> None:
    point = bank["training-01"].criteria[1].id
    turns = (*TURNS, Turn("interviewer", "appeal", "I read <it> again.", 0.0, "training-01", point))
    first, second = shown_questions(build_report(record("i", over), turns, bank), over, bank)
    assert "<b>Second look.</b> I read &lt;it&gt; again." in first.verdicts and "Second look" not in second.verdicts
    assert 'id="why-q1-1"' in first.verdicts or 'id="why-q1-2"' in first.verdicts  # ids tell two questions apart


def test_a_grade_beside_the_conversation_has_nothing_to_press(report: Report, over: InterviewState, bank: Bank) -> None:
    assert "<button" not in grade_at(report, over, bank, 3)
    answered, skipped = over.attempts
    assert answered.grade is not None
    doubtful = replace(answered.grade, criteria=tuple(replace(c, unsure=True) for c in answered.grade.criteria))
    beside = grade_at(report, replace(over, attempts=(replace(answered, grade=doubtful), skipped)), bank, 3)
    assert "Not sure about this one: " in beside and "does your answer" not in beside


def test_a_quoted_product_leaves_no_stray_star(report: Report) -> None:
    shown = points_markdown(replace(report, strongest=(("T", "Says why", "k*k*Cin, then *k c*d of them"),)))
    line = next(line for line in shown.splitlines() if "T" in line)
    assert line.count("*") == 6 and "k&#42;k&#42;Cin" in line  # the title in bold, and the quote in italics


def test_what_was_asked_since_the_end_is_shown_with_its_question() -> None:
    turns = [
        Turn("candidate", "talk", "why?", 0, "a"),
        Turn("interviewer", "note", "During the interview.", 0, "a"),
        Turn("interviewer", "closing", "The end.", 1),
        Turn("candidate", "talk", "why *me*,\n<b>really</b>?", 2, "a"),
        Turn("interviewer", "note", "**Not met**: this.", 2, "a"),
        Turn("candidate", "appeal", "I said so", 3, "a", "x"),
        Turn("interviewer", "appeal", "I read it again.", 3, "a", "x"),
        Turn("candidate", "talk", "I disagree about point 1: I said so", 4, "a"),
        Turn("interviewer", "appeal", "You are right.", 4, "a", "x"),
        Turn("candidate", "talk", "another", 5, "b"),
    ]
    told = asked_markdown(turns, "a")
    assert told.count("**You:**") == 2 and "\n> " in told and "<b>" not in told
    assert "**Not met**: this." in told and told.endswith("You are right.")
    assert "During" not in told and "I read it again." not in told and "another" not in told
    assert asked_markdown(turns[:3], "a") == "" == asked_markdown(turns, "c")
