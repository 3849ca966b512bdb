"""Whether an interview would be a pass, by its answers alone, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.conversation.selection.ability import estimate
from interviewer.conversation.selection.outcomes import counts_as_skipped, judged_grade, outcomes_of
from interviewer.conversation.selection.readiness import Readiness, readiness
from interviewer.conversation.state.past_outcome import Outcome
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import PASS
from interviewer.report.records import Report
from knowledge.schema import Bank
from knowledge.text.plurals import counted


def passing(attempts: Sequence[QuestionAttempt], bank: Bank, level: str) -> Readiness | None:
    """What an interview of a level would come to, estimated as *Progress* does; None if nothing was graded.

    A skipped question counts as one with nothing in it, as in the score.

    Args:
        attempts: On questions of the bank.
        level: One of ``LEVELS``.
    """
    graded = outcomes_of(attempts, bank)
    if not graded:
        return None
    left = [bank[a.question_id] for a in attempts if counts_as_skipped(a) and judged_grade(a) is None]
    empty = [Outcome(q.id, q.difficulty, 0.0, sum(not c.bonus for c in q.criteria)) for q in left]
    return readiness(level, {"all": estimate([*graded, *empty])}, {"all": 1})


def would_pass(report: Report) -> str:
    """One line for the candidate; "" for a drill, and if nothing was graded."""
    ready = report.passing
    if ready is None:
        return ""
    helped = " A coach helped here, though." if report.kind == "coach session" else ""
    return (
        f"Would this pass? {_verdict(ready)} Going by {counted(ready.answers, 'question')}, you would earn about {ready.score:.0%} "
        f"of the points in a {ready.level} interview, somewhere between {ready.low:.0%} and {ready.high:.0%}; {PASS:.0%} counts as "
        f"a pass.{helped}"
    )


def _verdict(ready: Readiness) -> str:
    if ready.low >= PASS:
        return "Yes, it looks like it."
    return "Not yet." if ready.high < PASS else "It could go either way."
