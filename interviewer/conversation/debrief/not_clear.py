"""Words that may or may not contradict a point, when the grade can't tell."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.rubric.spoken import in_sentence
from interviewer.grading.text.quotation import first_quote, quoted


def in_question(grade: Grade) -> Sequence[CriterionVerdict]:
    """The points that words of the answer may contradict, without the grade saying so."""
    return [item for item in grade.criteria if item.contradicted and not item.called_wrong and first_quote(item)]


def not_clear(item: CriterionVerdict) -> str:
    """What could not be told about such a point, in a sentence."""
    return f"I couldn't tell whether {quoted(first_quote(item))} fits this point: {in_sentence(item.claim)}."
