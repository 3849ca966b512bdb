"""Which question is asked next, and what introduces it."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.machine.ending import finish, time_up
from interviewer.conversation.phrases import notices, phrases
from interviewer.conversation.phrases.saying import say
from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.selection.selection import next_in_order, next_question
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Setup
from interviewer.conversation.state.steps import Step, turn, with_attempt
from knowledge.schema import Bank, section_title

COME_BACK_SECONDS = 300.0
"""The most time that is kept for questions that were skipped. By hand."""
COME_BACK_SHARE = 0.25
"""With this many seconds left, or in a short interview this share of it, a question that was set aside comes before anything
else: enough time for one answer (both are judgements)."""


def ends_next(state: InterviewState, bank: Bank) -> bool:
    """Whether the interview ends after this closed question, because there is nothing left to ask or no time for it."""
    return bool(ask_next(state, state.last_at, bank, lead="")[0].ended)


def end(state: InterviewState, at: float, bank: Bank) -> Step:
    """End the interview because the candidate wants to. After the last question this is not an early end."""
    if state.phase == "reviewing" and ends_next(state, bank):
        return ask_next(state, at, bank, lead="")
    return finish(state, at, "stopped")


def start(state: InterviewState, at: float, bank: Bank) -> Step:
    """The opening, and the first question."""
    names = ", ".join(section_title(s) for s in state.setup.sections)
    minutes = f"{state.setup.minutes:g} minutes" if state.setup.minutes != 1 else "1 minute"
    if state.setup.drill:
        text = notices.DRILL.format(topic=_drilled(state.setup, bank) or names or "all sections")
    else:
        how = phrases.COACH_HOW if state.setup.mode == "coach" else phrases.INTERVIEW_HOW
        opening = phrases.BACK if state.setup.earlier else phrases.OPENING
        topics = phrases.ON_TOPICS.format(topics=names) if names else phrases.ON_EVERYTHING
        text = opening[state.setup.style].format(minutes=minutes, topics=topics, how=how)
    opened = replace(state, phase="answering", last_at=at)
    asked, turns = ask_next(opened, at, bank, lead="")
    return asked, [turn("opening", text, at), *turns]


def _drilled(setup: Setup, bank: Bank) -> str:
    """What a drill is about, as people call it: a section by its title. Earlier versions stored one as they stored a topic."""
    of_section = setup.drilled == "section" or (not setup.drilled and setup.topic in bank.sections)
    return section_title(setup.topic) if of_section and setup.topic else setup.topic


def ask_next(state: InterviewState, at: float, bank: Bank, lead: str, back: bool = True) -> Step:
    """Ask the next question, or end the interview if none is left.

    Args:
        lead: What is said before the question.
        back: Whether a question that was set aside can come before a new one when time is short.
    """
    setup = state.setup
    if time_up(state):
        return finish(state, at, "time up")
    if back and goes_back(state) and (step := come_back(state, at, bank, phrases.COME_BACK_NOW)):
        return step
    asked = [attempt.question_id for attempt in state.attempts]
    if setup.questions is not None and len(asked) >= setup.questions:
        return come_back(state, at, bank) or finish(state, at, "all asked")
    if setup.drill:
        choice = next_in_order(bank, setup.pool, asked)
    else:
        choice = next_question(
            bank,
            setup.pool,
            asked,
            ability=state.ability,
            minutes_left=state.seconds_left / 60,
            seed=setup.seed,
            bridges=state.bridges,
            difficulties=dict(setup.difficulties),
            before=[outcome.question_id for outcome in setup.earlier],
            together=setup.chosen,
        )
    if choice is None:
        if step := come_back(state, at, bank):
            return step
        if setup.drill:
            return finish(state, at, "all asked")
        time_out = state.seconds_left < 60 * 2
        return finish(state, at, "time up" if time_out else "nothing fits")
    question = bank[choice.question_id]
    said = ""
    if choice.mention:
        state, said = say(state, "bridge")
        said = said.format(topic=choice.mention)
    elif state.setup.drill and (last := _last_score(state, question.id)) is not None:
        state, said = say(state, "again")
        said = said.format(score=f"{last:.0%}")
    elif asked and asked[-1] in bank and bank[asked[-1]].stem == question.stem:
        state, said = say(state, "part")
    elif asked:
        state, said = say(state, "move_on")
    bridge = f"{lead} {said}".strip()
    attempt = QuestionAttempt(question.id)
    state = replace(state, phase="answering", attempts=(*state.attempts, attempt), pending=None, bridges=())
    text = f"{bridge}\n\n{question.question}" if bridge else question.question
    return state, [turn("ask", text, at, attempt)]


def _last_score(state: InterviewState, question_id: str) -> float | None:
    return next((o.score for o in reversed(state.setup.earlier) if o.question_id == question_id), None)


def goes_back(state: InterviewState) -> bool:
    """Whether it is time for a question that was set aside, rather than for a follow-up or a new one."""
    waits = any(attempt.aside for attempt in state.attempts)
    bound = min(COME_BACK_SECONDS, COME_BACK_SHARE * state.setup.minutes * 60)
    return waits and not state.setup.drill and 0 < state.seconds_left <= bound


def come_back(
    state: InterviewState, at: float, bank: Bank, lead: str = phrases.COME_BACK, index: int | None = None
) -> Step | None:
    """Return to a question that was set aside, if there is time for it.

    Args:
        lead: What is said before the question.
        index: Which of the questions so far; by default the first that was set aside.
    """
    if index is None:
        waits = (n for n, attempt in enumerate(state.attempts) if attempt.aside and attempt.question_id in bank)
        index = next(waits, None)
    if index is None or time_up(state):
        return None
    attempt = replace(state.attempts[index], aside=False)
    attempts = (*state.attempts[:index], *state.attempts[index + 1 :], attempt)
    state = replace(state, phase="answering", attempts=attempts, pending=None, bridges=())
    text = f"{lead}\n\n{current_wording(attempt, bank[attempt.question_id])}"
    return state, [turn("ask", text, at, attempt)]


def set_aside(state: InterviewState, at: float, bank: Bank) -> Step:
    """Set the question aside and ask another; each question can be set aside once.

    A message in doubt stays in the answer: by the time the question comes back, the candidate has forgotten being asked.
    """
    attempt = state.attempts[-1]
    aside = with_attempt(state, aside=True, set_aside=True, probing="", doubt=None)
    asked, turns = ask_next(aside, at, bank, lead="", back=False)
    if attempt.set_aside:
        return state, [turn("note", phrases.LATER_ONCE, at, attempt)]
    if asked.ended or asked.attempts[-1].question_id == attempt.question_id:
        return state, [turn("note", _why_not_later(state, bank), at, attempt)]
    return asked, [turn("note", phrases.LATER, at, attempt), *turns]


def _why_not_later(state: InterviewState, bank: Bank) -> str:
    """Why no other question can come before this one: there is none left, or no time for any."""
    asked = {attempt.question_id for attempt in state.attempts}
    most = state.setup.questions
    left = any(each in bank and each not in asked for each in state.setup.pool)
    return phrases.LATER_NO_TIME if left and (most is None or len(asked) < most) else phrases.LATER_LAST
