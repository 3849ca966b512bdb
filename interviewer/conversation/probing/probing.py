"""Which unmet criterion to probe next, and whether a text would give one away."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from interviewer.conversation.phrases.phrases import ANGLES
from interviewer.conversation.state.state import Mode, QuestionAttempt
from interviewer.grading.grade import UNSURE, Grade, loss
from interviewer.grading.screening.taken_back import Challenge
from interviewer.grading.text.quotation import first_quote
from knowledge.probes import probes_of
from knowledge.schema import Criterion, Question

MAX_PROBES = 3
"""Most probes per answer."""
MOST_EXACTLY = 1
"""How often per question a candidate is asked to say something more exactly; again and again sounds like a machine (a judgement)."""
STATED = 0.2
"""Weight of a point that the answer seems to state, relative to one that it does not (a judgement)."""


def choose_probe(
    question: Question, grade: Grade, probed: Collection[str], stated: Collection[str] = (), ask_stated: bool = True
) -> str | None:
    """The costliest unmet criterion that was not probed yet, or None.

    A point that the judge thinks may have been made costs less, so that another is asked for first; so does one that the answer
    seems to state. Between equal ones, a mistake comes before a missing point: an uncorrected error is worse than a gap. A point
    that could not be graded is not probed: nobody knows whether it was missed.

    Args:
        stated: Points that the answer seems to state.
        ask_stated: Whether they may be asked for at all.
    """
    if len(probed) >= MAX_PROBES:
        return None
    # a point may have been removed from the bank
    askable = {criterion.id for criterion in question.criteria if criterion.probe}
    open_items = [
        item
        for item in grade.criteria
        if item.verdict in {"not_met", "partly_met"}
        and item.id not in probed
        and item.id in askable
        and (ask_stated or item.id not in stated)
    ]
    if not open_items:
        return None
    order = [item.id for item in grade.criteria]
    cost = {i.id: loss(i) * (STATED if i.id in stated else 1.0) for i in open_items}
    return max(open_items, key=lambda i: (cost[i.id], i.contradicted, -order.index(i.id))).id


def said_wrongly(grade: Grade | None, criterion_id: str) -> str:
    """The candidate's words that contradict a criterion, "" if none do."""
    items = grade.criteria if grade else ()
    return next((first_quote(item) for item in items if item.id == criterion_id and item.contradicted), "")


def challenged(attempt: QuestionAttempt) -> Challenge | None:
    """The words that the point being asked for was contradicted with, and where the reply begins; None if it was not."""
    items = attempt.grade.criteria if attempt.grade else ()
    words = next((item.evidence for item in items if item.id == attempt.probing and item.contradicted), ())
    return Challenge(words, attempt.graded_to, attempt.probing) if words else None


def said_nearly(grade: Grade | None, criterion_id: str) -> str:
    """The candidate's words that make part of a criterion, or may make it; "" if none do."""
    items = grade.criteria if grade else ()
    near = (i for i in items if i.id == criterion_id and not i.contradicted)
    return next((first_quote(i) for i in near if i.verdict == "partly_met" or i.uncertain), "")


def fairly_likely(grade: Grade | None, criterion_id: str) -> bool:
    """Whether the grader gave a point a fair chance without granting it: it heard something towards it, if not enough."""
    items = grade.criteria if grade else ()
    return any(i.id == criterion_id and i.verdict == "not_met" and i.probability > UNSURE[0] for i in items)


def quotes_of(attempt: QuestionAttempt, criterion_id: str) -> tuple[str, str]:
    """The words that a criterion's probe quotes: those that contradict it and those that nearly make it. Each is "" if there
    are none, or if they were quoted before."""
    known = ("", *attempt.taken_up)
    wrong, near = said_wrongly(attempt.grade, criterion_id), said_nearly(attempt.grade, criterion_id)
    return ("" if wrong in known else wrong, "" if near in known else near)


def second_angle(grade: Grade, probed: Collection[str], last: str) -> str | None:
    """The criterion probed last, if it is worth a second try: it is still not met, and no other criterion had a second try."""
    again = len(set(probed)) < len(tuple(probed))
    if not last or again or len(probed) >= MAX_PROBES:
        return None
    return last if any(item.id == last and item.verdict == "not_met" for item in grade.criteria) else None


def third_angle(question: Question, grade: Grade, probed: Collection[str], last: str) -> str | None:
    """The criterion probed last and once before, if it is still not met and the bank has a third question for it."""
    asked = list(probed)
    if not last or asked.count(last) != 2 or len(asked) >= MAX_PROBES:
        return None
    known = any(c.id == last and len(probes_of(c)) > 2 for c in question.criteria)
    return last if known and any(item.id == last and item.verdict == "not_met" for item in grade.criteria) else None


def next_probe(question: Question, attempt: QuestionAttempt, mode: Mode, last: str) -> str | None:
    """The criterion to probe now, or None if the question is finished.

    A point whose probe was missed gets a second try. It gets a third, the easiest, if the candidate took the hint that leads
    to it and so wants to stay with it; and also in coach mode if nothing else is open, since a coach would rather have the
    point found than finish. An interviewer moves on.

    A point that the answer seems to state is asked for once: another follow-up would ask for what was just said. For the same
    reason such points are no longer asked for after the candidate was asked to say one of them more precisely.

    Args:
        attempt: With a grade.
        last: The criterion whose probe was just answered, "" if that answer said nothing.
    """
    grade, probed = attempt.grade, attempt.probed[attempt.withdrawn :]
    if grade is None:
        return None
    if attempt.withdrawn and last and attempt.probed.count(last) >= len(probes_of(question.criterion(last))):
        last = ""  # counting those for the earlier answer, all of the bank's questions for this point have been asked
    stated, may_ask = dict(attempt.stated), attempt.exactly < MOST_EXACTLY
    if last in stated and question.criterion(last).hint - 1 not in attempt.hints:
        return choose_probe(question, grade, probed, stated, may_ask)
    if second := second_angle(grade, probed, last):
        return second
    third = third_angle(question, grade, probed, last)
    if third and question.criterion(third).hint - 1 in attempt.hints:
        return third
    other = choose_probe(question, grade, probed, stated, may_ask)
    return third if other is None and mode == "coach" else other


def any_angle(criterion: Criterion, attempts: Sequence[QuestionAttempt]) -> str:
    """A question that fits any point, for another try at a criterion whose own questions were all asked; "" if one is left.

    Args:
        attempts: Those of the interview so far; the last one's follow-ups include this one.
    """
    here = attempts[-1]
    unsaid = len(probes_of(criterion)) - sum(known == criterion.id for known, _ in here.passed_over)
    if here.probed.count(criterion.id) <= max(1, unsaid):
        return ""
    # each second try so far moves on by one, so that neighbouring questions do not get the same
    return ANGLES[sum(len(one.probed) - len(set(one.probed)) for one in attempts) % len(ANGLES)]


def regraded_with(grade: Grade) -> tuple[str, ...]:
    """What is graded again after a probe: every criterion, since a reply can contradict even one that was met."""
    return tuple(item.id for item in grade.criteria)
