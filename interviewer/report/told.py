"""Facts about an interview and its questions, in the words that every form of the report uses."""

from __future__ import annotations

from interviewer.report.earlier import compared
from interviewer.report.moments import duration
from interviewer.report.records import QuestionReport, Report


def counted(report: Report) -> str:
    """What the score rests on, such as "7 questions, 2 of them skipped (a skipped question counts as 0)"."""
    skipped = len(report.skipped)
    asked = sum(q.score is not None for q in report.questions) + skipped
    left = len(report.questions) - asked
    text = f"{asked} question{'' if asked == 1 else 's'}"
    if skipped:
        text += f", {skipped} of them skipped (a skipped question counts as 0)"
    if left:
        text += f"; {left} without a grade {'is' if left == 1 else 'are'} not counted"
    return text


def told(question: QuestionReport) -> str:
    """The time that a question took, the hints it needed, and how it went the last time; "" where nothing is known."""
    facts = [f"Your time: {taken}." if (taken := duration(question.seconds)) else ""]
    facts.append(f"Hints used: {question.hints}." if question.hints else "")
    facts.append(compared(question.score, question.before))
    return " ".join(fact for fact in facts if fact)
