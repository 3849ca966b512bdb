"""How verdicts changed after a follow-up or an appeal, and how the candidate is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from interviewer.conversation.debrief.elsewhere import points_elsewhere
from interviewer.conversation.state.state import Appealed, InterviewState, QuestionAttempt, Turn, VerdictChange
from interviewer.conversation.state.steps import Step, turn
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.rubric.beliefs import corrected, verdict_on
from interviewer.grading.rubric.short import done_in_short, fact_in_short
from interviewer.grading.rubric.spoken import count_word, listed
from interviewer.grading.text.quotation import first_quote, quoted
from interviewer.grading.text.statement_quote import is_statement
from interviewer.grading.text.telling_part import telling_part

ADDED = (
    "Yes, that adds something: {made}.",
    "Good, now I have this: {made}.",
    "Right, that helps: {made}.",
    "That's what I was after: {made}.",
)
"""What is said of points that a reply made. The next follow-up begins with the next wording, and so does the next question."""
PUT_RIGHT = "That puts it right: {made}."
HALF = (
    "{count} {is_are} half there now.",
    "You're halfway to {count}.",
    "I heard half of {count}.",
)
BONUS = (
    "And a bonus: {made}.",
    "You also get a bonus: {made}.",
)


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


def change_text(attempt: QuestionAttempt, new: tuple[VerdictChange, ...], before: Grade, after: Grade) -> str:
    """What the reply to a follow-up changed, as said in coach mode: points made, mistakes taken back, and new ones.

    A reply that changed nothing gets no comment: the next follow-up shows that its point is open. The same goes for a bonus that
    was not made, which costs nothing. Points that are still open are counted and not named, which would give them away.
    """
    rows = {change.criterion_id: after.criterion(change.criterion_id) for change in new}
    asked = [change for change in new if not rows[change.criterion_id].bonus]
    met = [c for c in asked if c.after == "met"]
    made = [rows[c.criterion_id] for c in met]
    bonuses = [rows[c.criterion_id] for c in new if c.after == "met" and rows[c.criterion_id].bonus]
    halves = [c for c in asked if c.after == "partly_met"]
    known = {finding.id for finding in before.misconceptions}
    wrong = [finding for finding in after.misconceptions if finding.id not in known]
    turn_of_words = len(attempt.probed) + crc32(attempt.question_id.encode())
    told = [
        _added(met, turn_of_words).format(made=_listed(made)),
        _half(halves, turn_of_words),
        *(f"{quoted(words)} no longer counts against you." for words in _dropped(before, after)),
        _way(BONUS, turn_of_words).format(made=_listed(bonuses)) if bonuses else "",
        _fallen([rows[c.criterion_id] for c in new if _falls(c)], bool(made or halves or bonuses)),
        *(corrected(finding, further=n > 0) for n, finding in enumerate(wrong)),
        _score(before.score, after.score),
    ]
    return " ".join(filter(None, told))


def _way(ways: tuple[str, ...], number: int) -> str:
    return ways[number % len(ways)]


def _added(met: Sequence[VerdictChange], number: int) -> str:
    if not met:
        return ""
    return PUT_RIGHT if all(change.before == "contradicted" for change in met) else _way(ADDED, number)


def _listed(made: Sequence[CriterionVerdict]) -> str:
    """What makes some points, once each: the candidate's words, or the point itself if these are a fragment."""
    return listed(list(dict.fromkeys(map(_made, made))))


def _made(item: CriterionVerdict) -> str:
    heard = telling_part(first_quote(item), item.claim)
    if heard and is_statement(heard):
        return quoted(heard)
    return fact_in_short(item.claim) or f"you {done_in_short(item.claim)}{f' ({quoted(heard)})' if heard else ''}"


def _half(halves: Sequence[VerdictChange], number: int) -> str:
    """How many points are half made."""
    if not halves:
        return ""
    if all(change.before == "met" for change in halves):
        return f"{_count_of(halves)} I had counted {'is' if len(halves) == 1 else 'are'} only half there now."
    way = _way(HALF, number)
    few = _count_of(halves) if way.startswith("{count}") else _count_of(halves).lower()
    return way.format(count=few, is_are="is" if len(halves) == 1 else "are")


def _count_of(points: Sequence[object]) -> str:
    """How many points there are, as the beginning of a sentence: "Two points"."""
    return f"{count_word(len(points)).capitalize()} {'point' if len(points) == 1 else 'points'}"


def _fallen(items: Sequence[CriterionVerdict], praised: bool) -> str:
    """What a reply lost, with the words that did it. A bonus is mentioned only if something wrong was said about it."""
    wrong = [item for item in items if item.called_wrong]
    lost = [item for item in items if not item.called_wrong and not item.bonus]
    words = listed(list(dict.fromkeys(quoted(first_quote(item)) for item in wrong if first_quote(item))))
    free = " That costs you nothing, since it's about a bonus." if all(item.bonus for item in wrong) else ""
    told = [
        f"{words} isn't right.{free}" if words else f"Something in that isn't right.{free}" if wrong else "",
        f"{_count_of(lost)} I had counted no longer {'holds' if len(lost) == 1 else 'hold'}." if lost else "",
    ]
    text = " ".join(filter(None, told))
    return f"On the other hand, {text[:1].lower()}{text[1:]}" if text and praised else text


def _score(before: float, after: float) -> str:
    """Where the candidate stands, if that changed."""
    if f"{before:.0%}" == f"{after:.0%}":
        return ""
    return f"You're at {after:.0%} now." if after > before else f"That takes you from {before:.0%} to {after:.0%}."


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
