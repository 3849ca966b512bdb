"""How a report shows a verdict: a sign and words, the same in Markdown and PDF."""

from __future__ import annotations

from interviewer.grading.grade import MARKS, CriterionVerdict, MisconceptionFinding, shown_words
from interviewer.grading.rubric.beliefs import told
from interviewer.report.records import QuestionReport


def sign(item: CriterionVerdict) -> str:
    """One character; a bonus that was not made is not a mistake and gets a plus."""
    return "+" if open_bonus(item) else MARKS[item.kind]


def words(item: CriterionVerdict) -> str:
    """The verdict in words; a missing bonus is called a bonus."""
    if open_bonus(item):
        return "bonus, not mentioned"
    return shown_words(item) + (", bonus" if item.bonus else "")


def corrections_left(question: QuestionReport) -> tuple[str, ...]:
    """The misconceptions found, each with the words it rests on, without those already given with a contradicted point."""
    return tuple(map(told, beliefs_left(question)))


def beliefs_left(question: QuestionReport) -> tuple[MisconceptionFinding, ...]:
    """The misconceptions found, without those whose correction is already given with a contradicted point."""
    heard = question.grade.misconceptions if question.grade else ()
    return tuple(m for m in heard if not any(m.correction[1:] in wrong.right for wrong in question.wrong))


def open_bonus(item: CriterionVerdict) -> bool:
    """Whether it is a bonus that the answer apparently does not mention."""
    return item.bonus and item.kind == "not_met"
