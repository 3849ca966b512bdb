"""How a report shows a verdict: a sign and words, the same in Markdown and on paper."""

from __future__ import annotations

from interviewer.grading.grade import MARKS, CriterionGrade, verdict_words


def sign(item: CriterionGrade) -> str:
    """One character; a bonus that was not made is no mistake and gets a plus."""
    return "+" if _open_bonus(item) else MARKS[item.verdict]


def words(item: CriterionGrade) -> str:
    """The verdict in words; a bonus is called one."""
    if _open_bonus(item):
        return "bonus, not mentioned"
    return verdict_words(item.verdict) + (", bonus" if item.bonus else "")


def _open_bonus(item: CriterionGrade) -> bool:
    return item.bonus and item.verdict == "not_met"
