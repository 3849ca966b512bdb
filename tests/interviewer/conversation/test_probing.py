"""Which point is probed next, and what is graded again."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.probing import choose_probe, regraded_with, said_wrongly, second_angle
from interviewer.grading.grade import CriterionGrade, Evidence, Grade
from knowledge.schema import Bank, Question


def graded(question: Question, **verdicts: str) -> Grade:
    """Criteria with these verdicts, the others not met; ``contradicted`` quotes "no"."""
    items = []
    for criterion in question.criteria:
        verdict = verdicts.get(criterion.id.replace("-", "_"), "not_met")
        wrong = verdict == "contradicted"
        item = CriterionGrade(criterion.id, criterion.claim, criterion.weight, "not_met" if wrong else verdict)  # type: ignore[arg-type]
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
