"""What is quoted of an answer where a verdict is shown: the words about the subject, without the talk before them."""

from __future__ import annotations

from interviewer.grading.grade import CriterionVerdict
from interviewer.grading.text.quotation import first_quote, without_talk


def shown_quote(item: CriterionVerdict, answer: str = "") -> str:
    """``first_quote`` without small talk at its start, such as "ok if you insist:"."""
    return without_talk(first_quote(item, answer))
