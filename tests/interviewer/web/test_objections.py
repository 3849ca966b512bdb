"""What may be objected to on a card, and that nothing a candidate wrote becomes markup there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from interviewer.conversation.state.state import QuestionAttempt, Turn
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from interviewer.web.objections import Contest, ObjectionButton, objection_html, objections, second_looks
from interviewer.web.verdicts import verdicts_html
from knowledge.schema import Bank

MET = CriterionVerdict("met", "Says what it counts", 2, "met", 0.9, (Evidence("edits", 0, 5),))
PARTLY = CriterionVerdict("partly", "Names the steps", 1, "partly_met", 0.9, (Evidence("edits", 0, 5),), "four of six")
MISSING = CriterionVerdict("value", "Gives the distance 4", 4, "not_met", 0.1)
WRONG = CriterionVerdict("wrong", "Says so", 3, "not_met", 0.02, (Evidence("edits", 0, 5),), "why", False, True)
UNGRADED = CriterionVerdict("fault", "Says why", 1, "ungraded", reason="the model did not answer")
EVERY = (MET, PARTLY, MISSING, WRONG, UNGRADED)


def attempted(*criteria: CriterionVerdict, closed: bool = True) -> QuestionAttempt:
    return QuestionAttempt("nlp-10", answer="edits", grade=Grade("nlp-10", 0.5, criteria), closed=closed)


@pytest.mark.parametrize(
    ("item", "labels"),
    [
        (MET, []),
        (PARTLY, ["No, I did say that"]),
        (MISSING, ["No, I did say that"]),
        (WRONG, ["That’s not what I said", "That is the point"]),
        (UNGRADED, ["Read it again"]),
        (replace(MET, unsure=True), ["No, it doesn’t say that"]),
        (replace(MISSING, unsure=True), ["Yes, it says that", "No, it doesn’t say that"]),
        (replace(WRONG, unsure=True), ["Yes, it says that", "No, it doesn’t say that"]),
    ],
)
def test_each_verdict_has_its_own_words(item: CriterionVerdict, labels: list[str]) -> None:
    assert [objection.label for objection in objections(attempted(item), item)] == labels


def test_what_a_button_asks_for_does_not_hang_on_its_label() -> None:
    _, point = objections(attempted(WRONG), WRONG)
    assert (point.act, point.kind) == ("appeal", "is the point")
    for kind, question in (("is the point", "Which of your words make it?"), ("again", "What did you mean?")):
        for label in (point.label, "Call it anything"):
            shown = objection_html(WRONG, 1, [ObjectionButton("appeal", label, kind)], Contest("now", {}))  # type: ignore[arg-type]
            assert f'data-asks="{question}' in shown and ("data-without" in shown) == (kind == "is the point")


def test_only_what_was_lost_in_a_closed_question_can_be_contested_and_only_once() -> None:
    closed = attempted(*EVERY)
    lost = {item.id for item in EVERY if any(o.act == "appeal" for o in objections(closed, item))}
    assert lost == {"partly", "value", "wrong", "fault"}
    doubtful = replace(MET, unsure=True)
    for attempt in (
        replace(closed, appealed=("partly", "met")),
        replace(closed, closed=False),
        replace(closed, grade=None),
    ):
        assert objections(attempt, PARTLY) == objections(attempt, doubtful) == ()
    assert objections(replace(closed, appealed=("partly",)), MISSING) == (
        ObjectionButton("appeal", "No, I did say that"),
    )


def test_the_last_word_on_each_point_of_this_question_is_told() -> None:
    def heard(text: str, point: str, question: str = "nlp-10", role: str = "interviewer") -> Turn:
        return Turn(role, "appeal", text, 0.0, question, point)  # type: ignore[arg-type]

    turns = (
        heard("I could not read it.", "value"),
        heard("but I said it", "value", role="candidate"),
        heard("You are right.", "value"),
        heard("elsewhere", "partly", question="nlp-11"),
        Turn("interviewer", "note", "time", 0.0, "nlp-10"),
    )
    assert second_looks(turns, "nlp-10") == {"value": "You are right."}


def test_cards_can_be_pressed_only_where_they_can_be_contested(bank: Bank) -> None:
    attempt = attempted(*EVERY)
    assert "<button" not in verdicts_html(attempt, bank["nlp-10"])
    shown = verdicts_html(attempt, bank["nlp-10"], Contest("now", {}))
    assert shown.count('data-act="appeal"') == 5
    assert re.findall(r'data-point="(\w+)"', shown) == ["met", "partly", "value", "wrong", "fault"]
    assert "<button" not in verdicts_html(replace(attempt, closed=False), bank["nlp-10"], Contest("now", {}))


def test_every_button_says_what_it_is_about_and_every_box_has_its_label(bank: Bank) -> None:
    shown = verdicts_html(attempted(*EVERY), bank["nlp-10"], Contest("now", {"value": "I read it again."}))
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    for attribute in ("aria-describedby", "aria-controls", "for"):
        assert set(re.findall(rf'\b{attribute}="([^"]+)"', shown)) <= set(ids), attribute
    assert '<p class="outcome" role="status" tabindex="-1"><b>Second look.</b> I read it again.</p>' in shown
    assert len(re.findall(r"<textarea[^>]* required", shown)) == 3, "what was never read needs no reason"


def test_nothing_said_there_becomes_markup(bank: Bank) -> None:
    evil = '"><img src=x onerror=alert(1)>'
    shown = verdicts_html(attempted(replace(MISSING, id=evil)), bank["nlp-10"], Contest(evil, {evil: evil}))
    assert "<img" not in shown and "&lt;img" in shown
