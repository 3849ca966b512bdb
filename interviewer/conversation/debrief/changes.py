"""How verdicts changed after a follow-up or an appeal, and how the candidate is told."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.debrief.elsewhere import points_elsewhere
from interviewer.conversation.state.state import Appealed, InterviewState, QuestionAttempt, Turn, VerdictChange
from interviewer.conversation.state.steps import Step, turn
from interviewer.grading.grade import CriterionVerdict, Grade, verdict_words
from interviewer.grading.rubric.beliefs import corrected, verdict_on
from interviewer.grading.rubric.spoken import core
from interviewer.grading.text.quotation import first_quote, quoted
from interviewer.grading.text.telling_part import telling_part

STILL_OPEN = (
    "No change: that point is still open.",
    "That didn't change the grade, and the point is still open.",
    "The point stays open, and the grade stays as it is.",
)
"""What is said after a reply that missed its point, by the number of the follow-up."""
LEFT_OPEN = "No change, so we'll leave that point open."
"""The same after the last reply, before the question is closed."""


def changes_between(
    before: Grade, after: Grade, *, corrected: bool = False, looked: bool = False
) -> tuple[VerdictChange, ...]:
    """Verdicts that differ; see ``VerdictChange`` for the rest."""
    return tuple(
        VerdictChange(
            item.id,
            before=before.criterion(item.id).kind,
            after=item.kind,
            score_before=before.score,
            score_after=after.score,
            corrected=corrected,
            looked=looked,
        )
        for item in after.criteria
        if before.criterion(item.id).kind != item.kind
    )


def change_text(
    attempt: QuestionAttempt, new: tuple[VerdictChange, ...], before: Grade, after: Grade, closes: bool = False
) -> str:
    """What the reply to a follow-up changed, as said in coach mode: verdicts, mistakes taken back, and new ones.

    Args:
        closes: The reply closes the question, so nothing more is asked.
    """
    known = {finding.id for finding in before.misconceptions}
    wrong = [finding for finding in after.misconceptions if finding.id not in known]
    dropped = _dropped(before, after)
    if not new and not wrong and not dropped:
        if not attempt.probing:
            return "No change."
        told = LEFT_OPEN if closes else STILL_OPEN[min(len(attempt.probed), len(STILL_OPEN)) - 1]
        return f"{told} {_why_open(after, attempt.probing)}".strip()
    lines = [_line(change, after.criterion(change.criterion_id), closes) for change in new if not _falls(change)]
    lines += [f"- I no longer hold {quoted(words)} against you." for words in dropped]
    lead = "On the other hand, " if lines else ""
    lines += [_line(change, after.criterion(change.criterion_id), closes, lead) for change in new if _falls(change)]
    lines += [f"- {corrected(finding)}" for finding in wrong]
    if before.score == after.score:
        return "The grade stays the same, but this changed:\n\n" + "\n".join(lines)
    return f"That changes the grade from {before.score:.0%} to {after.score:.0%}:\n\n" + "\n".join(lines)


def _dropped(before: Grade, after: Grade) -> list[str]:
    """The words that were held against the candidate, as a contradiction or a wrong belief, and no longer are."""
    left = {finding.id for finding in after.misconceptions}
    gone = [
        finding.evidence[0].quote for finding in before.misconceptions if finding.id not in left and finding.evidence
    ]
    cleared = [item for item in before.criteria if item.called_wrong and after.criterion(item.id).kind == "not_met"]
    return list(dict.fromkeys(filter(None, (*map(first_quote, cleared), *gone))))


def _falls(change: VerdictChange) -> bool:
    return change.after in {"contradicted", "not_met"} and change.before not in {"ungraded", "contradicted"}


def _line(change: VerdictChange, item: CriterionVerdict, closes: bool, lead: str = "") -> str:
    """One change. Only points that are now met are named; the claim of an open point would give it away."""
    what = "a bonus" if item.bonus else "a point"
    which = f"{what} that {'was left' if closes else 'is still'} open"
    heard = first_quote(item)
    free = ", which costs nothing" if item.bonus else ""
    told = _made(item) if change.after == "met" else f"{lead}{which}{free}"
    because = f" ({quoted(heard)})" if change.after == "contradicted" and heard else ""
    goes = f"**{verdict_words(change.before)}** → **{verdict_words(change.after)}**"
    return f"- {told[:1].upper()}{told[1:]}: {goes}{because}"


def _made(item: CriterionVerdict) -> str:
    """A point that was made, with the candidate's words that made it."""
    heard = telling_part(first_quote(item), item.claim)
    return f"{core(item.claim)} ({quoted(heard)})" if heard else core(item.claim)


def _why_open(grade: Grade, criterion_id: str) -> str:
    """The candidate's words that keep a point open, "" if there are none; the point itself is not given away."""
    item = next((item for item in grade.criteria if item.id == criterion_id), None)
    heard = first_quote(item) if item else ""
    if item is None or not heard or item.verdict == "met":
        return ""
    if item.called_wrong:
        return f"I heard {quoted(heard)}, and that contradicts it."
    if item.contradicted:
        return f"I heard {quoted(heard)}, and I can't tell whether that makes it."
    return f"The closest I heard is {quoted(heard)}, and that's part of it."


def appealed(state: InterviewState, event: Appealed) -> Step:
    """Take in a second reading of a closed question's verdict; the clock and the work under way are unaffected."""
    index = next(
        (n for n, attempt in enumerate(state.attempts) if attempt.question_id == event.question_id and attempt.closed),
        None,
    )
    if index is None:
        return state, []
    attempt = state.attempts[index]
    again = event.criterion_id in attempt.appealed and not points_elsewhere(attempt, event.criterion_id, event.argument)
    if attempt.grade is None or (again and not _drops_charge(attempt.grade, event)):
        return state, []
    settles = event.decided and event.criterion_id not in attempt.appealed and not _only_softens(attempt.grade, event)
    settled = replace(
        attempt,
        grade=event.grade,
        changes=attempt.changes + changes_between(attempt.grade, event.grade, looked=True),
        appealed=(*attempt.appealed, event.criterion_id) if settles else attempt.appealed,
        argued=(*attempt.argued, (event.criterion_id, event.argument)) if event.decided else attempt.argued,
    )
    said = Turn(
        "candidate",
        kind="appeal",
        text=event.argument,
        at=event.at,
        question_id=attempt.question_id,
        criterion_id=event.criterion_id,
    )
    told = turn("appeal", event.explanation, event.at, attempt, event.criterion_id)
    return replace(state, attempts=(*state.attempts[:index], settled, *state.attempts[index + 1 :])), [said, told]


def _only_softens(before: Grade, event: Appealed) -> bool:
    """Whether a second look no longer finds the point contradicted, and not made either: that can still be contested."""
    was, now = verdict_on(before, event.criterion_id), verdict_on(event.grade, event.criterion_id)
    if was is None or now is None or now.denied:
        return False
    return was.called_wrong and not now.called_wrong and now.verdict == "not_met"


def _drops_charge(before: Grade, event: Appealed) -> bool:
    """Whether the candidate says of words that still count as contradicting a point that they don't."""
    was, now = verdict_on(before, event.criterion_id), verdict_on(event.grade, event.criterion_id)
    return was is not None and was.called_wrong and now is not None and now.denied
