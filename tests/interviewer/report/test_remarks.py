"""A report says each fact once: its lists say what was wrong and missing, the feedback what is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.feedback.feedback import write_feedback
from interviewer.grading.feedback.praise import BONUS_MEANS
from interviewer.grading.feedback.wordings import ALL_MADE
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding
from interviewer.grading.remark import Remark
from interviewer.report.build import Report, build_report
from interviewer.report.markdown import to_markdown
from knowledge.schema import Bank
from tests.interviewer.report.conftest import record_of


def attempt(bank: Bank, question_id: str, verdicts: str, note: str = "") -> QuestionAttempt:
    """An answer whose points are wrong (w), missing (n), half made (h), made (m) or made as a bonus (b)."""
    items, answer = [], ""
    for number, (kind, criterion) in enumerate(zip(verdicts, bank[question_id].criteria, strict=False)):
        quote = f"words are about point {number} here"
        start, answer = len(answer), f"{answer}{quote}. "
        evidence = () if kind == "n" else (Evidence(quote, start, start + len(quote)),)
        verdict = {"m": "met", "b": "met", "h": "partly_met"}.get(kind, "not_met")
        weight = 0 if kind == "b" else criterion.weight
        items.append(
            CriterionVerdict(criterion.id, criterion.claim, weight, verdict, 0.1, evidence, contradicted=kind == "w")  # type: ignore[arg-type]
        )
    heard = (MisconceptionFinding("m", (Evidence("x", 900, 901),), "Look at it again."),)
    remarks = write_feedback(bank[question_id], items, heard, answer=answer)
    if note:
        remarks += (Remark("note", note),)
    grade = Grade(question_id, 0.3, tuple(items), heard).with_remarks(remarks)
    return QuestionAttempt(question_id, answer, grade, closed=True)


def reported(bank: Bank, *attempts: QuestionAttempt) -> Report:
    return build_report(record_of(*attempts), [], bank)


@pytest.mark.slow
def test_what_has_a_list_of_its_own_is_left_out(bank: Bank) -> None:
    for question in bank.values():
        for verdicts in ("wwwwww", "nnnnnn", "hhhhhh", "whnmmm", "mnnnnn", "wwwnmb"):
            (shown,) = reported(bank, attempt(bank, question.id, verdicts, "A note.")).questions
            left = shown.remarks
            assert left.endswith("A note.") and "From the reference answer:" not in left, (question.id, left)
            assert "Look at it again." not in left and "see the list" not in left and "In fact" not in left
            assert not any(wrong.right in left for wrong in shown.wrong)
            assert left.replace("A note.", "").strip() or "w" in verdicts


def test_what_was_right_stays(bank: Bank) -> None:
    (shown,) = reported(bank, attempt(bank, "training-06a", "mmmb")).questions
    assert shown.remarks.startswith("You said “words are about point") and BONUS_MEANS in shown.remarks
    assert ALL_MADE[0] not in shown.remarks


def test_the_candidates_words_stay_whatever_they_are(bank: Bank) -> None:
    said = f"my teacher said {ALL_MADE[0]} In fact, no"
    item = replace(attempt(bank, "training-06a", "m").grade.criteria[0], evidence=(Evidence(said, 0, len(said)),))  # type: ignore[union-attr]
    remarks = write_feedback(bank["training-06a"], [item], (), answer=said)
    shown = [
        QuestionAttempt("training-06a", said, Grade("training-06a", 1.0, (item,)).with_remarks(remarks), closed=True)
    ]
    (question,) = reported(bank, *shown).questions
    assert ALL_MADE[0].rstrip(".") in question.remarks and "In fact, no" in question.remarks


def test_questions_are_praised_in_different_words(bank: Bank) -> None:
    report = reported(bank, *(attempt(bank, i, "mb") for i in ("training-06a", "training-01", "nlp-10")))
    assert len({question.remarks for question in report.questions}) == 3
    assert sum(BONUS_MEANS in question.remarks for question in report.questions) == 1
    text = to_markdown(report)
    assert text.count("that's one of the points I was hoping to hear.") == 1


def test_an_answer_that_was_not_graded_has_none(bank: Bank) -> None:
    (shown,) = reported(bank, QuestionAttempt("training-06a", skipped=True, closed=True)).questions
    assert shown.remarks == ""
    fault = attempt(bank, "training-06a", "n")
    assert fault.grade is not None
    feedback = "This answer could not be graded: gone. It is kept and can be graded again."
    rows = tuple(replace(item, verdict="ungraded", reason="gone") for item in fault.grade.criteria)
    older = replace(fault.grade, criteria=rows, misconceptions=(), feedback=feedback, remarks=())
    kept = reported(bank, replace(fault, grade=older))
    assert kept.questions[0].remarks == feedback


def test_an_older_grade_whose_feedback_is_one_text_repeats_nothing_either(bank: Bank) -> None:
    kept = attempt(bank, "training-06a", "mwn")
    assert kept.grade is not None
    older = replace(kept, grade=replace(kept.grade, remarks=()))
    (new,), (old,) = reported(bank, kept).questions, reported(bank, older).questions
    assert old.remarks == new.remarks and "In fact" not in old.remarks
