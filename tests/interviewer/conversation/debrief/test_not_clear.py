"""Words that may contradict a point, of which the judge is not sure: they are asked about, and nobody is called wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.debrief.all_correct import told_if_all_is_right
from interviewer.conversation.debrief.changes import change_text, changes_between
from interviewer.conversation.debrief.grade_talk import told_of_grade
from interviewer.conversation.debrief.reasons import told_alone
from interviewer.conversation.probing.probing import quotes_of
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.appeals.appeal import hear
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.report.build import build_report
from interviewer.report.markdown import to_markdown
from interviewer.study.schedule import ratings_of
from interviewer.web.verdicts import shown_verdicts
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, scripted
from tests.interviewer.report.conftest import record_of

QUESTION = "training-06a"


def graded(bank: Bank, verdict: str, answer: str = "so clip them") -> Grade:
    ids = [c.id.replace("-", "_") for c in bank[QUESTION].criteria]
    return scripted(dict.fromkeys(ids, "met") | {"clipping": verdict}).grade(bank[QUESTION], answer)


def point(grade: Grade) -> CriterionVerdict:
    return grade.criterion("clipping")


def test_the_record_keeps_what_was_heard_and_the_page_calls_nobody_wrong(bank: Bank) -> None:
    sure, unsure = point(graded(bank, "contradicted")), point(graded(bank, "questioned"))
    assert sure.called_wrong and sure.kind == "contradicted"
    assert unsure.contradicted and not unsure.called_wrong and unsure.kind == "not_met"
    assert unsure.evidence == sure.evidence
    for kind, told in (("contradicted", None), ("questioned", True), ("met", None)):
        rows = graded(bank, kind).to_dict()["criteria"]
        row = next(row for row in rows if row["id"] == "clipping")  # type: ignore[index, union-attr, call-overload]
        assert (row.get("unsure"), row["contradicted"]) == (told, kind != "met")  # type: ignore[union-attr, call-overload, index]
    assert "can't tell" in unsure.reason


def test_feedback_says_that_it_could_not_be_told(bank: Bank) -> None:
    assert graded(bank, "contradicted").feedback.startswith("You said “them”. ")
    told = graded(bank, "questioned").feedback
    assert "You said “them”. " not in told and "In fact" not in told
    assert "couldn't tell for sure" in told


def test_a_question_about_the_grade_is_told_which_words_were_not_clear(bank: Bank) -> None:
    grade = graded(bank, "questioned")
    for told in (
        told_of_grade("wrong", bank[QUESTION], grade, "did I say anything wrong?"),
        told_if_all_is_right(bank[QUESTION], grade),
    ):
        assert "I couldn't tell whether “them” fits this point: " in told and "contradicts" not in told.split("fits")[0]


def test_it_is_asked_about_in_the_candidates_words_and_a_reply_makes_the_point(bank: Bank) -> None:
    player = Player(bank, pool=(QUESTION,))
    player.say("so clip them", clipping="questioned")
    attempt = player.state.attempts[-1]
    assert attempt.probing == "clipping" and quotes_of(replace(attempt, taken_up=()), "clipping") == ("them", "")
    player.say("I mean a bound", clipping="met")
    assert player.state.attempts[-1].grade.criterion("clipping").verdict == "met"  # type: ignore[union-attr]


def test_a_reply_that_may_make_the_point_is_enough_here_and_not_against_a_sure_charge(bank: Bank) -> None:
    for first, after in (("questioned", "met"), ("contradicted", "not_met")):
        player = Player(bank, pool=(QUESTION,))
        player.say("so clip them", clipping=first)
        player.say("I mean a bound", clipping="unsure_met")
        assert player.state.attempts[-1].grade.criterion("clipping").verdict == after  # type: ignore[union-attr]


def test_the_report_has_it_among_the_missing_points_with_its_words(bank: Bank) -> None:
    player = Player(bank, pool=(QUESTION,))
    player.say("so clip them", clipping="questioned")
    attempt = replace(player.state.attempts[-1], closed=True)
    report = build_report(record_of(attempt), [], bank)
    claim = bank[QUESTION].criterion("clipping").claim
    assert not report.wrong and claim in [item.claim for item in report.questions[0].missed]
    text = to_markdown(report)
    assert "≠" not in text and "> them" in text and "the quoted words may make it or contradict it" in text


def test_the_schedule_has_it_as_missed(bank: Bank) -> None:
    source = {
        kind: next(
            r for r in ratings_of(QUESTION, graded(bank, kind)) if r.review.criterion_id == "clipping"
        ).review.source
        for kind in ("contradicted", "questioned")
    }
    assert source == {"contradicted": "contradicted", "questioned": "grade"}


@pytest.mark.parametrize(("kind", "shown"), [("contradicted", "contradicted"), ("questioned", "extra")])
def test_a_bonus_that_is_not_clear_is_a_bonus_that_was_not_mentioned(bank: Bank, kind: str, shown: str) -> None:
    player = Player(bank, pool=(QUESTION,))
    player.say("so clip them", clipping=kind)
    attempt = replace(player.state.attempts[-1], closed=True)
    assert attempt.grade is not None
    rows = tuple(replace(c, weight=0) if c.id == "clipping" else c for c in attempt.grade.criteria)
    cards = shown_verdicts(replace(attempt, grade=replace(attempt.grade, criteria=rows)))
    card = next(card for card in cards if card.id == "clipping")
    assert card.kind == shown and bool(card.quote) == (shown == "contradicted")


def test_a_charge_that_is_no_longer_sure_is_no_longer_held_against_anybody(bank: Bank) -> None:
    before, after = graded(bank, "contradicted"), graded(bank, "questioned")
    attempt = QuestionAttempt(QUESTION, answer="so clip them", grade=after, probing="clipping", probed=("clipping",))
    told = change_text(attempt, changes_between(before, after), before, after)
    assert told.startswith("“them” no longer counts against you.")
    assert change_text(attempt, (), after, after) == ""


def test_words_that_are_not_clear_take_no_point_away(bank: Bank) -> None:
    player = Player(bank, pool=(QUESTION,))
    player.say("so clip them", clipping="met")
    player.say("I mean a bound", clipping="questioned")
    assert player.state.attempts[-1].grade.criterion("clipping").verdict == "met"  # type: ignore[union-attr]


def test_vague_words_take_back_no_sure_charge(bank: Bank) -> None:
    player = Player(bank, pool=(QUESTION,))
    player.say("so clip them", clipping="contradicted")
    player.say("well, a bound", clipping="questioned")
    assert player.state.attempts[-1].grade.criterion("clipping").called_wrong  # type: ignore[union-attr]


def test_words_on_an_open_point_that_are_not_clear_are_asked_about(bank: Bank) -> None:
    player = Player(bank, pool=(QUESTION,))
    player.say("so what", clipping="not_met")
    player.say("I mean a bound", clipping="questioned")
    item = player.state.attempts[-1].grade.criterion("clipping")  # type: ignore[union-attr]
    assert item.contradicted and not item.called_wrong and item.evidence[0].quote == "bound"


def test_who_asks_why_is_told_that_it_could_not_be_told(bank: Bank) -> None:
    grade = graded(bank, "questioned")
    told = told_alone(grade, point(grade), "why is the clipping point open?", {})
    assert "I couldn't tell whether “them” makes it or contradicts it" in told and "closest" not in told


def test_a_charge_that_a_second_look_finds_unclear_is_not_called_cleared(bank: Bank) -> None:
    before = graded(bank, "contradicted")
    outcome = hear(
        scripted({"clipping": "questioned"}), bank[QUESTION], "so clip them", before, "clipping", "“clip them”"
    )
    assert "no longer say that your answer contradicts" in outcome.explanation
    assert "You are right" not in outcome.explanation and "does not contradict" not in outcome.explanation
    assert not outcome.grade.criterion("clipping").called_wrong
