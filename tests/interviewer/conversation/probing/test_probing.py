"""Which point is probed next, and what is graded again."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.phrases.phrases import ANGLES
from interviewer.conversation.probing.probing import (
    MAX_PROBES,
    any_angle,
    choose_probe,
    next_probe,
    regraded_with,
    said_wrongly,
    second_angle,
    third_angle,
)
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from knowledge.probes import probes_of
from knowledge.schema import Bank, Question
from tests.interviewer.conversation.player import Player


def graded(question: Question, **verdicts: str) -> Grade:
    """Criteria with these verdicts, the others not met; ``contradicted`` quotes "no"."""
    items = []
    for criterion in question.criteria:
        verdict = verdicts.get(criterion.id.replace("-", "_"), "not_met")
        wrong = verdict == "contradicted"
        item = CriterionVerdict(criterion.id, criterion.claim, criterion.weight, "not_met" if wrong else verdict)  # type: ignore[arg-type]
        items.append(replace(item, evidence=(Evidence("no", 0, 2),) if wrong else (), contradicted=wrong))
    return Grade(question.id, 0.0, tuple(items))


def test_what_was_said_wrongly_is_probed_before_what_is_missing_of_the_same_weight(bank: Bank) -> None:
    question = bank["training-06a"]
    assert choose_probe(question, graded(question), ()) == question.criteria[0].id
    for criterion in question.criteria:
        if criterion.weight == max(c.weight for c in question.criteria):
            wrong = graded(question, **{criterion.id.replace("-", "_"): "contradicted"})
            assert choose_probe(question, wrong, ()) == criterion.id


def test_a_heavier_point_that_is_missing_still_comes_first(bank: Bank) -> None:
    question = bank["training-01"]  # weights 2, 2, 1, 2
    assert choose_probe(question, graded(question, bug_check="contradicted"), ()) == "overfit-first"
    others = {"overfit_first": "met", "capacity": "met", "regularise_after": "met"}
    assert choose_probe(question, graded(question, bug_check="contradicted", **others), ()) == "bug-check"


def test_the_words_that_are_taken_up(bank: Bank) -> None:
    grade = graded(bank["training-01"], capacity="contradicted")
    assert said_wrongly(grade, "capacity") == "no"
    assert said_wrongly(grade, "bug-check") == said_wrongly(grade, "gone") == said_wrongly(None, "capacity") == ""


def test_a_point_said_wrongly_may_be_come_at_from_another_side(bank: Bank) -> None:
    grade = graded(bank["training-01"], capacity="contradicted")
    assert second_angle(grade, ("capacity",), "capacity") == "capacity"


def test_every_point_is_graded_again_as_a_reply_may_contradict_one_that_was_met(bank: Bank) -> None:
    grade = graded(bank["training-01"], capacity="met")
    assert regraded_with(grade) == tuple(c.id for c in bank["training-01"].criteria)


def test_a_third_go_needs_two_that_were_missed_and_a_question_for_it(bank: Bank) -> None:
    question = bank["training-01"]
    grade, twice = graded(question), ("capacity", "capacity")
    assert third_angle(question, grade, twice, "capacity") == "capacity"
    assert third_angle(question, grade, twice, "") is None
    assert third_angle(question, grade, ("capacity",), "capacity") is None
    assert third_angle(question, grade, ("bug-check", *twice), "capacity") is None and MAX_PROBES == 3
    assert third_angle(question, graded(question, capacity="partly_met"), twice, "capacity") is None
    assert third_angle(question, grade, ("gone", "gone"), "gone") is None
    fewer = tuple(replace(c, further_probes=c.further_probes[:1]) for c in question.criteria)
    assert third_angle(replace(question, criteria=fewer), grade, twice, "capacity") is None


def test_what_is_probed_next_by_mode_and_by_the_hints_that_were_taken(bank: Bank) -> None:
    question = bank["training-01"]
    all_open, others_met = (
        graded(question),
        graded(question, overfit_first="met", bug_check="met", regularise_after="met"),
    )
    twice = QuestionAttempt(question.id, grade=all_open, probed=("capacity", "capacity"))
    hint = question.criterion("capacity").hint - 1
    assert next_probe(question, QuestionAttempt(question.id), "coach", "") is None, "nothing is graded"
    assert next_probe(question, replace(twice, probed=("capacity",)), "coach", "capacity") == "capacity"
    assert next_probe(question, twice, "coach", "capacity") == "overfit-first"
    assert next_probe(question, replace(twice, hints=(hint,)), "interview", "capacity") == "capacity"
    assert next_probe(question, replace(twice, hints=(hint + 1,)), "interview", "capacity") == "overfit-first"
    assert next_probe(question, replace(twice, grade=others_met), "coach", "capacity") == "capacity"
    assert next_probe(question, replace(twice, grade=others_met), "interview", "capacity") is None
    assert next_probe(question, replace(twice, grade=others_met), "coach", "") is None, "the reply said nothing"


def test_where_the_banks_questions_were_all_asked_one_is_asked_that_fits_any_point(bank: Bank) -> None:
    criterion = bank["training-01"].criterion("capacity")
    bare = replace(criterion, further_probes=())
    once, twice = (QuestionAttempt("training-01", probed=("bug-check", *("capacity",) * goes)) for goes in (1, 2))
    assert any_angle(bare, (once,)) == any_angle(criterion, (twice,)) == ""
    assert any_angle(bare, (twice,)) in ANGLES and "{" not in any_angle(bare, (twice,))
    assert any_angle(bare, (twice,)) != any_angle(bare, (twice, twice)), "two questions in a row get different ones"
    assert any_angle(replace(bare, probe=""), (once,)) == ""
    reworded = replace(twice, passed_over=(("capacity", 1),))
    assert any_angle(replace(criterion, further_probes=("Why?",)), (reworded,)) in ANGLES, "the first was asked before"


def test_a_withdrawn_answer_uses_up_no_follow_up_and_none_is_said_again(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06b", "training-01"), questions=2)
    first = player.state.attempts[-1].question_id
    said: list[tuple[str, int]] = []

    def reply(text: str) -> None:
        player.say(text)
        attempt = player.state.attempts[-1]
        if attempt.question_id == first and attempt.probing:
            said.append((attempt.probing, attempt.probed.count(attempt.probing)))

    for text in ("something vague", "still vague"):
        reply(text)
    assert len(said) == 2
    player.say("let me change my answer")
    assert player.state.attempts[-1].replacing
    for text in ("another answer", "still vague", "vague as before", "nothing better"):
        reply(text)
    assert len(said) == 2 + MAX_PROBES, "three follow-ups to the new answer, too"
    assert len(set(said)) == len(said), "each is worded as none before"
    assert all(go <= len(probes_of(bank[first].criterion(point))) for point, go in said)
    assert player.state.attempts[-1].question_id != first
