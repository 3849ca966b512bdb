"""What happens after an answer: a grade, a follow-up, or the end of the question."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.debrief.changes import change_text, changes_between
from interviewer.conversation.debrief.closing_word import closing_word
from interviewer.conversation.machine.asking import ask_next, ends_next, goes_back
from interviewer.conversation.machine.ending import finish, time_up
from interviewer.conversation.machine.leads import (
    before_a_bonus,
    before_a_follow_up,
    before_another_question,
    evaded_lately,
)
from interviewer.conversation.phrases import notices, phrases
from interviewer.conversation.probing.covered import passing_over
from interviewer.conversation.probing.probing import (
    MOST_EXACTLY,
    any_angle,
    challenged,
    next_probe,
    quotes_of,
    regraded_with,
)
from interviewer.conversation.selection.ability import estimate
from interviewer.conversation.selection.outcomes import outcomes_of
from interviewer.conversation.state.state import (
    GradeAnswer,
    Graded,
    InterviewState,
    QuestionAttempt,
    Said,
    Turn,
    Worded,
    WordProbe,
)
from interviewer.conversation.state.steps import Step, turn, with_attempt, with_said, without_answer
from interviewer.conversation.talk.assuming import gives
from interviewer.conversation.understanding.intent import after_lead
from interviewer.grading.screening.silence import says_nothing
from interviewer.grading.screening.taken_back import corrects_itself, only_withdraws
from interviewer.grading.text.evidence import readable, sentences
from knowledge.schema import Bank

MAX_SILENT = 2
"""How many empty replies in a row close a question."""
LEAST_SECONDS_TO_PROBE = 30
"""A follow-up is asked only if this many seconds are left; a judgement."""


def answered(state: InterviewState, event: Said, mine: Turn, bank: Bank) -> Step:
    """Add a message to the answer, and have the answer graded."""
    attempt = state.attempts[-1]
    if attempt.grade is not None and says_nothing(event.text):
        return left_open(state, mine, bank)
    if attempt.replacing:
        state = without_answer(state)
        attempt = state.attempts[-1]
    only: tuple[str, ...] = ()
    if attempt.grade is not None and attempt.probing:
        only = regraded_with(attempt.grade)
    state = with_said(state, event)
    return replace(state, phase="working", pending=GradeAnswer(attempt.question_id, only)), [mine]


def answered_and_left(state: InterviewState, event: Said, mine: Turn) -> Step:
    """Add a message to the answer that also asks to leave the question, which is closed once it is graded."""
    attempt = state.attempts[-1]
    if attempt.replacing:
        state = without_answer(state)
    state = with_attempt(with_said(state, event), doubt=None, left_at=attempt.probing)
    return replace(state, phase="working", pending=GradeAnswer(attempt.question_id)), [mine]


def left_open(state: InterviewState, mine: Turn, bank: Bank) -> Step:
    """Nothing to grade: the point stays open, and a second time in a row ends the question."""
    state = with_attempt(state, silent=state.attempts[-1].silent + 1, probing="")
    state, turns = go_on(state, mine.at, bank)
    return state, [mine, *turns]


def change_answer(state: InterviewState, event: Said, mine: Turn, bank: Bank) -> Step:
    """Replace what was said so far with the words that come with the request, or else with the next answer."""
    attempt = state.attempts[-1]
    if not attempt.answer:
        return state, [mine, turn("note", phrases.NOTHING_TO_CHANGE, event.at, attempt)]
    state = with_attempt(state, replacing=True, aloud=False, doubt=None)
    text = after_lead(event.text)
    if not text:
        return state, [mine, turn("note", phrases.CHANGE, event.at, attempt)]
    return answered(state, replace(event, text=text), replace(mine, kind="answer"), bank)


def takes_back_a_part(attempt: QuestionAttempt, text: str) -> bool:
    """Whether a message takes back the last claim of an answer that makes several: "I take that back" is not about all of them.

    The message is then added to the answer, and whatever reads the answer leaves out what the message takes back.
    """
    return corrects_itself(text) and len(sentences(attempt.answer)) > 1


def takes_back_a_charge(attempt: QuestionAttempt, text: str) -> bool:
    """Whether a message takes back words that the interviewer has just held against the candidate."""
    return challenged(attempt) is not None and corrects_itself(text, challenged=True)


def graded(state: InterviewState, event: Graded, bank: Bank) -> Step:
    """Take in the grade of the answer so far, then follow up or close the question."""
    attempt = state.attempts[-1]
    reply, held = readable(attempt.answer[attempt.graded_to :]), challenged(attempt) is not None
    corrected = corrects_itself(reply, held)
    new = changes_between(attempt.grade, event.grade, corrected=corrected) if attempt.grade is not None else ()
    changes = attempt.changes + new
    # an answer that only agrees ("True, I think.") makes no point in the grade either, but here it isn't silent: it takes a side,
    # so it is followed up as any other, and nobody is told "that's fine" or left after two of them. "Yes" to a follow-up may even
    # make a point, since it is read together with the answer.
    silent = attempt.silent + 1 if says_nothing(attempt.answer) else 0
    state = with_attempt(
        state,
        grade=event.grade,
        changes=changes,
        probing="",
        silent=silent,
        graded_to=len(attempt.answer),
        stated=event.stated,
    )
    state = replace(state, pending=None, bridges=event.bridges or state.bridges)
    if state.ended:
        state, more = close(state, event.at, bank, lead="")
    else:
        # a candidate who has just corrected it is not asked the same thing again
        put_right = corrected and not only_withdraws(reply, held)
        state, more = go_on(state, event.at, bank, last="" if put_right else attempt.probing)
    if attempt.grade is None or state.setup.mode != "coach":
        return state, more
    text = change_text(attempt, new, attempt.grade, event.grade)
    return state, [*([turn("change", text, event.at, attempt, attempt.probing)] if text else []), *more]


def go_on(state: InterviewState, at: float, bank: Bank, last: str = "") -> Step:
    """Probe a point that is still open, or close the question.

    Args:
        last: The criterion whose probe was just answered.
    """
    attempt, question = state.attempts[-1], bank[state.attempts[-1].question_id]
    leaves = attempt.left_at is not None
    probe = "" if leaves else next_probe(question, attempt, state.setup.mode, "" if attempt.silent else last)
    in_time = state.setup.drill or state.seconds_left > LEAST_SECONDS_TO_PROBE
    evaded = attempt.silent >= MAX_SILENT or evaded_lately(attempt.answer, question)
    follows = bool(probe) and not evaded and in_time and not goes_back(state)
    quotes = quotes_of(attempt, probe) if probe and follows else ("", "")
    stated = _stated(attempt, probe or "")
    if not probe or not follows:
        state, lead = before_another_question(state, question)
        closed, turns = close(state, at, bank, lead)
        told = [turn("note", notices.LEFT, at, attempt)] if leaves and state.setup.mode == "coach" else []
        return closed, [*told, *turns]
    state, lead = before_a_follow_up(state, question, heard=bool(attempt.probed or any(quotes) or stated))
    contrary, near = quotes
    if stated:  # one quote is enough
        contrary = near = ""
    criterion = question.criterion(probe)
    passed, heard = ((), "") if attempt.silent or stated else passing_over(question, criterion, attempt)
    state = with_attempt(
        state, probing=probe, probed=(*attempt.probed, probe), passed_over=(*attempt.passed_over, *passed)
    )
    if angle := any_angle(criterion, state.attempts):  # it asks about what was just said, without a quote
        contrary = near = ""
    taken_up = (*attempt.taken_up, *(quote for quote in (contrary, near, stated) if quote))
    state = with_attempt(state, taken_up=taken_up, exactly=attempt.exactly + bool(stated))
    if state.setup.mode == "coach" and question.criterion(probe).bonus:
        lead = f"{lead} {before_a_bonus(state, bank)}".strip()
    pending = WordProbe(
        question.id,
        criterion_id=probe,
        angle=angle,
        contrary=contrary,
        near=near,
        lead=lead,
        heard=heard,
        stated=stated,
    )
    return replace(state, phase="working", pending=pending), []


def _stated(attempt: QuestionAttempt, criterion_id: str) -> str:
    """What seems to make a point, if no follow-up has quoted it yet; "" otherwise, and after ``MOST_EXACTLY`` of these."""
    sentence = dict(attempt.stated).get(criterion_id, "")
    return "" if sentence in attempt.taken_up or attempt.exactly >= MOST_EXACTLY else sentence


def worded(state: InterviewState, event: Worded, bank: Bank) -> Step:
    """Say the follow-up, the clarification or the explanation that was put into words.

    An assumption given to the candidate is remembered, so that repeating it does not count as an answer.
    """
    attempt = state.attempts[-1]
    pending = state.pending
    state = replace(state, phase="reviewing" if attempt.closed else "answering", pending=None)
    if isinstance(pending, WordProbe):
        text = f"{pending.lead} {event.text}".strip()
        return state, [turn("probe", text, event.at, attempt, pending.criterion_id)]
    settled = bank[attempt.question_id].assumptions if not attempt.closed else ()
    if any(gives(event.text, known.answer) for known in settled):
        state = with_attempt(state, assumed=tuple(dict.fromkeys([*attempt.assumed, event.text])))
    state = replace(state, used=(*state.used, event.text))  # so that the next reply of this kind differs
    return state, [turn("clarify", event.text, event.at, attempt)]


def close(state: InterviewState, at: float, bank: Bank, lead: str) -> Step:
    """End the current question: in coach mode show its grade and wait, even after the last one; otherwise go on."""
    attempt, question = state.attempts[-1], bank[state.attempts[-1].question_id]
    outcomes = outcomes_of(state.attempts, bank, dict(state.setup.difficulties))
    known = estimate([*state.setup.earlier, *outcomes])
    state = replace(state, ability=known.mean)
    state = replace(state, attempts=(*state.attempts[:-1], attempt.as_closed(at)), pending=None)
    if state.setup.mode == "coach":
        turns = [turn("feedback", closing_word(attempt, state.attempts[:-1]), at, attempt)]
        if not attempt.seen:  # otherwise it was shown before
            turns.append(turn("reveal", question.reference, at, attempt))
        if state.ended:
            state, closing = finish(state, at, state.ended)
            return state, [*turns, *closing]
        state = replace(state, phase="reviewing")
        if not attempt.seen and ends_next(state, bank):
            last = notices.LAST_AT_TIME if time_up(state) else notices.LAST_ONE
            turns.append(turn("note", last, at, attempt))
        return state, turns
    if state.ended:
        return finish(state, at, state.ended)
    return ask_next(state, at, bank, lead)
