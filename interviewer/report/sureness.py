"""Compares how sure the candidate was of each answer with what it earned."""

from __future__ import annotations

from interviewer.grading.rubric.spoken import count_word, listed
from interviewer.report.records import QuestionReport, Report

CHOICES = (("guessing", 0.25), ("unsure", 0.5), ("fairly sure", 0.75), ("certain", 0.95))
"""What a candidate can say of an answer, and the share of the points that they then expect of it."""
CLOSE = 0.25
"""How far apart the two can be and still count as about right: the choices are that far apart (a judgement)."""
FEW = 3
"""This many answers or fewer say little about how well somebody judges themselves (a judgement)."""
_SAID = {
    "guessing": "you were guessing at",
    "unsure": "you were unsure about",
    "fairly sure": "you were fairly sure about",
    "certain": "you were certain about",
}


def sureness(report: Report) -> str:
    """How the candidate's confidence in each answer compares with its score, and the worst case; "" if they never gave any.

    Answers are judged one by one, since being too sure of one does not make up for being too unsure of another. Only graded
    answers count: a skipped question has no answer to be sure of.
    """
    rows = [(q, gap) for q in report.questions if (gap := _gap(q)) is not None]
    if not rows:
        return ""
    worst, most = max(rows, key=lambda row: abs(row[1]))
    case = f"{_said(worst)} “{worst.title}”, and it earned {worst.score:.0%}"
    few = "One answer says" if len(rows) == 1 else f"{count_word(len(rows)).capitalize()} answers say"
    caution = f" {few} little about how well you judge yourself." if len(rows) <= FEW else ""
    if len(rows) == 1:
        verdict = "you were too sure" if most > CLOSE else "it went better than you thought" if most < -CLOSE else ""
        return f"{case[:1].upper()}{case[1:]}: {verdict or 'about as you thought'}.{caution}"
    counts = _counts([gap for _, gap in rows])
    told = f"You said how sure you were of {count_word(len(rows))} answers: {counts}."
    return f"{told}{f' Furthest off: {case}.' if abs(most) > CLOSE else ''}{caution}"


def _gap(question: QuestionReport) -> float | None:
    """How much more the candidate expected of an answer than it earned, -1..1; None if they did not say, or it has no grade."""
    if question.confidence is None or question.score is None:
        return None
    return question.confidence - question.score


def _counts(gaps: list[float]) -> str:
    """How many answers went as expected and how many did not, such as "two went as you thought, one worse and one better"."""
    worse, better = sum(gap > CLOSE for gap in gaps), sum(gap < -CLOSE for gap in gaps)
    close = len(gaps) - worse - better
    if close == len(gaps):
        return "both went about as you thought" if close == 2 else "all went about as you thought"
    parts = [f"{count_word(close)} went about as you thought"] if close else []
    parts += [f"{count_word(worse)} went worse"] if worse else []
    parts += [f"{count_word(better)} went better"] if better else []
    if not close:
        parts[-1] += " than you thought"
    return listed(parts)


def _said(question: QuestionReport) -> str:
    """The candidate's confidence in an answer in their own words, or in the nearest of them."""
    stated = question.confidence or 0.0
    return _SAID[min(CHOICES, key=lambda choice: abs(choice[1] - stated))[0]]
