"""Facts about an interview and its questions, in the wording that all forms of the report share."""

from __future__ import annotations

from interviewer.llm.usage import spent_words
from interviewer.report.earlier import compared
from interviewer.report.moments import duration
from interviewer.report.records import QuestionReport, Report
from knowledge.text.plurals import counted


def answers_counted(report: Report) -> str:
    """What the score is based on, such as "7 questions, 2 of them skipped (a skipped question counts as 0)"."""
    skipped, aside = len(report.skipped), len(report.set_aside)
    asked = sum(q.score is not None for q in report.questions) + skipped + aside
    left = len(report.questions) - asked
    if left and not asked:
        return f"{counted(left, 'question')} without a grade, so nothing counts yet"
    text = counted(asked, "question")
    if skipped and aside:
        text += f", {skipped} of them skipped and {aside} set aside (a question without an answer counts as 0)"
    elif skipped:
        text += f", {skipped} of them skipped (a skipped question counts as 0)"
    elif aside:
        text += f", {aside} of them set aside and never answered (that counts as 0)"
    if left:
        text += f"; {left} more {'has' if left == 1 else 'have'} no grade and {'does' if left == 1 else 'do'} not count"
    return text


def line(report: Report) -> str:
    """Date, kind, duration and reason for the end, such as "12 Nov 2026, 14:05 · interview · 10 of 60 minutes"."""
    return " · ".join((report.date, report.kind, _minutes(report), report.ending))


def _minutes(report: Report) -> str:
    """Whole minutes; a candidate who continues past the end has used all of them."""
    if report.kind == "drill":
        used = max(1, round(report.minutes_used))
        return counted(used, "minute")
    if report.minutes_used >= report.minutes_planned:
        return f"all {report.minutes_planned:g} minutes"
    return f"{max(1, round(report.minutes_used)):d} of {report.minutes_planned:g} minutes"


def spent(report: Report) -> str:
    """The interview's use of an endpoint's language model, as a sentence; "" if none was called."""
    words = spent_words(report.usage) if report.metered else ""
    return f"Language model, all questions: {words}." if words else ""


def told(question: QuestionReport, metered: bool = False) -> str:
    """A question's time, hints and language model use, and how it went last time; "" if none of this is known.

    Args:
        metered: Whether the use of the language model is reported.
    """
    facts = [f"Your time: {taken}." if (taken := duration(question.seconds)) else ""]
    facts.append(f"Hints used: {question.hints}." if question.hints else "")
    facts.append(compared(question.score, question.before))
    used = spent_words(question.usage) if metered else ""
    facts.append(f"Language model: {used}." if used else "")
    return " ".join(fact for fact in facts if fact)
