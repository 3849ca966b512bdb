"""An objection in the chat: a "why" is answered; anything else has the point read again, like the button on its verdict."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.conversation.debrief.changes import appealed, changes_between
from interviewer.conversation.debrief.contest import contestable_ids
from interviewer.conversation.debrief.denial import gives_back
from interviewer.conversation.debrief.elsewhere import points_elsewhere
from interviewer.conversation.debrief.reasons import numbered_point, point_objected_to, point_told
from interviewer.conversation.debrief.standing import belief_told, point_meant, standing
from interviewer.conversation.machine.answering import go_on
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import Appealed, GradeAnswer, InterviewState, LookAgain, Said, Turn
from interviewer.conversation.state.steps import Step, turn, with_attempt, with_said
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.objection import Objection, read_objection
from interviewer.grading.grade import RANK, CriterionVerdict, verdict_words
from interviewer.grading.rubric.beliefs import contestable
from interviewer.grading.text.quotation import first_quote, quoted
from knowledge.schema import Bank

_HEARD: dict[Intent, Objection] = {"why": Objection("why"), "disagree": Objection("look")}
"""The talk classifier's intents that count as an objection when no listed phrase objects."""

_MAY_OBJECT: frozenset[Intent] = frozenset({"answer", "why", "disagree"})
_MAY_ASK: frozenset[Intent] = frozenset({"explain", "clarify", "verdict", "reveal", "hint", "progress", "small_talk"})
"""What a question about a point may be read as from its embedding."""
_MISREAD = re.compile(r"\bmis(?:read|heard|understood|quoted)\b", re.IGNORECASE)
"""Says that something was misread."""


def objected(state: InterviewState, event: Said, intent: Intent, mine: Turn, bank: Bank) -> Step | None:
    """The step that follows an objection to an open question's verdicts.

    Returns:
        None if the message is not an objection, or nothing has been graded yet.
    """
    attempt = state.attempts[-1]
    if attempt.grade is None or attempt.aloud or attempt.replacing:
        return None
    objection = read_objection(event.text) or _HEARD.get(intent)
    asks = objection is not None and objection.kind == "why" and read_intent(event.text) == "answer"
    if objection is None or not (intent in _MAY_OBJECT or (asks and intent in _MAY_ASK)):
        return None
    question = bank[attempt.question_id]
    coach = state.setup.mode == "coach"
    item = point_meant(attempt, attempt.grade, event.text, question, beliefs=coach)
    if (
        coach and not item.evidence and (gives_back(event.text) or _MISREAD.search(event.text))
    ):  # "That's not what I said" needs words that it is about
        item = belief_told(attempt, attempt.grade, question) or item
    if item.id not in contestable_ids(question):
        return None  # the point was removed from the bank, so there is nothing to judge it by
    mine = replace(mine, kind="talk")
    if objection.kind == "why":
        text = standing(question, attempt, item) if coach else notices.EXPLAIN_IN_REPORT
        return state, [mine, turn("note", text, event.at, attempt)]
    if item.verdict == "met" and (gives_back(event.text) or not objection.words):
        text = notices.MADE_WHILE_OPEN if coach else notices.CONTEST_IN_REPORT
        return state, [mine, turn("note", text, event.at, attempt)]
    pending = LookAgain(attempt.question_id, item.id, event.text, objection.words)
    return replace(state, phase="working", pending=pending), [mine]


def contest_in_chat(
    state: InterviewState, event: Said, bank: Bank, intent: Intent = "answer", asked: bool = False
) -> InterviewState | None:
    """The state in which a closed question's point is read again; None if the message does not say which point, or why.

    Args:
        intent: What the message was read as; one that disagrees with a numbered point objects to it.
        asked: The candidate was just asked which point they mean.
    """
    attempt = state.attempts[-1]
    if attempt.grade is None:
        return None
    numbered = numbered_point(attempt.grade, event.text) is not None
    objection = read_objection(event.text) or (Objection("look") if intent == "disagree" and numbered else None)
    answers = point_told(attempt.grade, event.text) if asked and objection is None else None
    if answers is None and (objection is None or objection.kind == "why"):
        return None
    objection = objection or Objection("look")
    left = [item for item in contestable(attempt.grade) if item.verdict != "met" and item.id not in attempt.appealed]
    named = answers or point_objected_to(attempt.grade, event.text)
    if len(left) == 1 and (named is None or (named.verdict == "met" and objection.words)):
        named = left[0]  # nothing else can be meant
    question = bank.get(attempt.question_id, None)
    known = contestable_ids(question) if question else frozenset()
    if named is None or named.verdict == "met" or named.id not in known:
        return None
    if named.id in attempt.appealed and not points_elsewhere(attempt, named.id, event.text):
        return None
    pending = LookAgain(attempt.question_id, named.id, event.text, objection.words)
    return replace(state, phase="working", pending=pending)


def looked(state: InterviewState, event: Appealed, bank: Bank) -> Step:
    """Take in the outcome of a second look that was requested in the chat.

    While the question is open this does not use up the appeal, and anything else the objection said is part of the answer.
    """
    attempt, action = state.attempts[-1], state.pending
    assert isinstance(action, LookAgain) and attempt.grade is not None  # the caller has checked
    state = replace(state, pending=None, phase="reviewing" if attempt.closed else "answering")
    if attempt.closed:
        state, turns = appealed(state, event)
        if action.also:
            following = replace(action, criterion_id=action.also[0], also=action.also[1:])
            state = replace(state, phase="working", pending=following)
        return state, turns[1:]  # the candidate's words are already in the chat
    if any(belief.id == event.criterion_id for belief in attempt.grade.misconceptions):
        return _looked_at_belief(state, event, action)
    coach = state.setup.mode == "coach"
    before, after = attempt.grade.criterion(event.criterion_id), event.grade.criterion(event.criterion_id)
    rises = RANK[after.verdict] > RANK[before.verdict] or (before.called_wrong and not after.called_wrong)
    changes = attempt.changes + changes_between(attempt.grade, event.grade, looked=True)
    state = with_attempt(state, grade=event.grade, changes=changes)
    if action.words:
        state = with_said(state, Said(event.at, action.words))
    more: list[Turn] = []
    if not event.decided and not rises:
        text = notices.NOT_READ
    elif rises:
        scores = (attempt.grade.score, event.grade.score)
        text = _upheld(before, after, scores) if coach else notices.HEARD_AGAIN
        state, more = go_on(asked_again(state, event.criterion_id), event.at, bank)
    elif action.words:
        text = f"{_stays(after)} {notices.COUNTS_NOW}" if coach else ""
        ids = tuple(item.id for item in event.grade.criteria)
        # the words are about it
        state = with_attempt(asked_again(state, event.criterion_id), probing=event.criterion_id)
        state = replace(state, phase="working", pending=GradeAnswer(attempt.question_id, ids))
    else:
        text = standing(bank[attempt.question_id], state.attempts[-1], after) if coach else notices.SAY_IT_ONCE_MORE
        text = f"{notices.LOOKED} {text}" if coach else text
    told = [turn("change" if coach else "note", text, event.at, attempt, event.criterion_id)] if text else []
    return state, [*told, *more]


def asked_again(state: InterviewState, criterion_id: str) -> InterviewState:
    """The state in which the current follow-up is asked again, because what was said is about another point."""
    attempt = state.attempts[-1]
    if not attempt.probing or attempt.probing == criterion_id or attempt.probed[-1:] != (attempt.probing,):
        return state
    return with_attempt(state, probed=attempt.probed[:-1])


def _looked_at_belief(state: InterviewState, event: Appealed, action: LookAgain) -> Step:
    """Report the result of a second look at a misconception while the question is open; the point being asked for stays the same."""
    attempt = state.attempts[-1]
    told = [turn("change", event.explanation, event.at, attempt, event.criterion_id)]
    state = with_attempt(state, grade=event.grade)
    if action.words:
        ids = tuple(item.id for item in event.grade.criteria)
        state = with_said(state, Said(event.at, action.words))
        state = replace(state, phase="working", pending=GradeAnswer(attempt.question_id, ids))
    return state, told


def _upheld(before: CriterionVerdict, after: CriterionVerdict, scores: tuple[float, float]) -> str:
    """That the candidate is right, and why, in a sentence; the claim of an open point is not revealed."""
    grade = f", and the grade from {scores[0]:.0%} to {scores[1]:.0%}" if scores[0] != scores[1] else ""
    goes = f"the verdict changes from *{verdict_words(before.kind)}* to *{verdict_words(after.kind)}*{grade}"
    heard = first_quote(after)
    if after.verdict in {"met", "partly_met"} and heard:
        makes = "makes that point" if after.verdict == "met" else "makes part of that point"
        return f"You're right: {quoted(heard)} {makes}, so {goes}."
    if before.verdict == "ungraded":
        return "I couldn't read that point before. I have now, and it's still open."
    if after.contradicted:
        return f"I've read it again, and I can no longer say that your answer contradicts that point, so {goes}."
    return f"You're right: I've read it again, and your answer doesn't contradict that point, so {goes}."


def _stays(item: CriterionVerdict) -> str:
    """What a second look that changed nothing found, in a sentence."""
    heard = first_quote(item)
    if item.verdict == "met":
        return "I already have that point down as made."
    if item.called_wrong and heard:
        return f"I looked again, and {quoted(heard)} still contradicts that point."
    if heard and item.verdict == "not_met":
        return f"I looked again, and I still can't tell whether {quoted(heard)} makes that point."
    if heard:
        return f"I looked again, and the closest I can find is {quoted(heard)}, which is only part of that point."
    return "I looked again, and nothing you'd said so far makes that point."
