from __future__ import annotations

from interviewer.grading.feedback import write_feedback
from interviewer.grading.grade import CriterionGrade, Evidence
from knowledge.schema import Bank


def item(bank: Bank, question_id: str, criterion_id: str, verdict: str, quote: str = "said it") -> CriterionGrade:
    c = bank[question_id].criterion(criterion_id)
    evidence = (Evidence(quote, 0, len(quote)),) if verdict in {"met", "partly_met"} else ()
    return CriterionGrade(c.id, c.claim, c.weight, verdict, 0.9, evidence)  # type: ignore[arg-type]


def test_feedback_names_what_was_right_what_was_missing_and_why(bank: Bank) -> None:
    question = bank["training-06a"]
    rows = [item(bank, question.id, "clipping", "met", "clip it"), item(bank, question.id, "loss-symptoms", "not_met")]
    text = write_feedback(question, rows, ())
    assert text.startswith("Your answer names gradient clipping, by norm or by value, as a remedy (“clip it”).")
    assert "What is missing most: a full answer names a symptom in the loss" in text
    assert "From the reference answer: " in text
    quoted = text.split("From the reference answer: ")[1].rstrip(".")
    assert quoted[:40].lower() in " ".join(question.reference.replace("*", "").split()).lower()
