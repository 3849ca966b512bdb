"""The interview as a pure state machine: ``advance(state, event, bank) -> (state, turns)``.

What must be done outside (grading, wording) stands in ``state.pending``; its outcome comes back as an event. Nothing
here reads a clock, a file or a model, so an interview that was stored can be taken up at the very turn it stopped at.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation import phrases
from interviewer.conversation.ability import estimate
from interviewer.conversation.changes import appealed, change_text, changes_between
from interviewer.conversation.hints import give_hint
from interviewer.conversation.intent import Intent, after_lead, before_done, read_intent
from interviewer.conversation.outcomes import outcomes_of
from interviewer.conversation.probing import choose_probe, regraded_with, second_angle
from interviewer.conversation.selection import next_in_order, next_question
from interviewer.conversation.side_talk import noted, remark, think_aloud, thought_out
from interviewer.conversation.state import (
    Appealed,
    Event,
    GradeAnswer,
    Graded,
    InterviewState,
    Pressed,
    QuestionAttempt,
    Resumed,
    Said,
    Started,
    Ticked,
    Turn,
    WordClarification,
    Worded,
    WordProbe,
)
from interviewer.conversation.steps import Step, say, turn, with_attempt
from interviewer.grading.silence import says_nothing
from knowledge.schema import Bank, Question, section_title

MAX_GAP_SECONDS = 1800.0
"""Longest silence counted as thinking; a longer one is a candidate who went away."""
MAX_SILENT = 2
"""Replies in a row that say nothing, after which a question is closed."""
GRACE_SECONDS = 120.0
"""Time past the end in which the answer under way may still be sent."""
WARN_SECONDS = (300, 60)


def advance(state: InterviewState, event: Event, bank: Bank) -> Step:
    """The state after an event, and what is said because of it.

    An event that does not fit the phase (an answer while grading, anything but an appeal after the end) changes nothing.
    """
    if isinstance(event, Appealed):
        return appealed(state, event)
    state = _with_time(state, event)
    if state.phase == "finished":
        return state, []
    match event:
        case Started() if state.phase == "new":
            return _start(state, event.at, bank)
        case Ticked() | Resumed():
            return _tick(state, event.at)
        case Graded() if isinstance(state.pending, GradeAnswer):
            return _graded(state, event, bank)
        case Worded() if isinstance(state.pending, WordProbe | WordClarification):
            return _worded(state, event)
        case Said() if state.phase in {"answering", "reviewing"}:
            return _said(state, event, bank)
        case Pressed(control="end"):
            return _finish(state, event.at, "you ended it")
        case Pressed() if state.phase in {"answering", "reviewing"}:
            return _control(state, event.control, event.at, bank)
    return state, []


def _with_time(state: InterviewState, event: Event) -> InterviewState:
    waiting = state.phase == "answering"
    gap = event.at - state.last_at if state.last_at else 0.0
    if isinstance(event, Resumed) or not waiting or not 0 < gap <= MAX_GAP_SECONDS:
        gap = 0.0
    state = replace(state, elapsed=state.elapsed + gap, last_at=max(event.at, state.last_at))
    return with_attempt(state, seconds=state.attempts[-1].seconds + gap) if gap and state.attempts else state


def _start(state: InterviewState, at: float, bank: Bank) -> Step:
    names = [section_title(s) for s in state.setup.sections] or ["all sections"]
    minutes = f"{state.setup.minutes:g} minutes" if state.setup.minutes != 1 else "1 minute"
    if state.setup.drill:
        text = f"Let us drill: {state.setup.topic or ', '.join(names)}. I show how each answer did before we go on."
    else:
        how = phrases.COACH_HOW if state.setup.mode == "coach" else phrases.INTERVIEW_HOW
        opening = phrases.BACK if state.setup.earlier else phrases.OPENING
        text = opening[state.setup.style].format(minutes=minutes, topics=", ".join(names), how=how)
    opened = replace(state, phase="answering", last_at=at)
    asked, turns = _ask_next(opened, at, bank, lead="")
    return asked, [turn("opening", text, at), *turns]


def _ask_next(state: InterviewState, at: float, bank: Bank, lead: str) -> Step:
    setup = state.setup
    asked = [attempt.question_id for attempt in state.attempts]
    if setup.questions is not None and len(asked) >= setup.questions:
        return _come_back(state, at, bank) or _finish(state, at, "all questions are done")
    if setup.drill:
        choice = next_in_order(bank, setup.pool, asked)
    else:
        minutes_left = state.seconds_left / 60
        choice = next_question(
            bank,
            setup.pool,
            asked,
            state.ability,
            minutes_left,
            setup.seed,
            state.bridges,
            dict(setup.difficulties),
            [outcome.question_id for outcome in setup.earlier],
        )
    if choice is None:
        if back := _come_back(state, at, bank):
            return back
        time_out = state.seconds_left < 60 * 2
        return _finish(
            state, at, "the time is used up" if time_out else "no further question fits the time that is left"
        )
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


def _come_back(state: InterviewState, at: float, bank: Bank) -> Step | None:
    """Take up a question that was set aside, where there is time for it."""
    index = next((n for n, attempt in enumerate(state.attempts) if attempt.aside and attempt.question_id in bank), None)
    if index is None or _time_up(state):
        return None
    attempt = replace(state.attempts[index], aside=False)
    attempts = (*state.attempts[:index], *state.attempts[index + 1 :], attempt)
    state = replace(state, phase="answering", attempts=attempts, pending=None, bridges=())
    text = f"{phrases.COME_BACK}\n\n{_current_wording(attempt, bank[attempt.question_id])}"
    return state, [turn("ask", text, at, attempt)]


def _said(state: InterviewState, event: Said, bank: Bank) -> Step:
    intent = read_intent(event.text)
    attempt = state.attempts[-1]
    mine = Turn("candidate", "answer" if intent == "answer" else "talk", event.text, event.at, attempt.question_id)
    if intent == "end":
        state, turns = _finish(state, event.at, "you ended it")
        return state, [mine, *turns]
    if state.phase == "reviewing":
        if intent in {"next", "small_talk", "skip"}:
            state, turns = _control(state, "next", event.at, bank)
            return state, [mine, *turns]
        text = "That question is closed. Say next, or press the button, when you want to go on."
        return state, [replace(mine, kind="talk"), turn("note", text, event.at, attempt)]
    if intent == "answer" or (intent == "next" and says_nothing(event.text)):
        if not attempt.aloud:
            return _answered(state, event, mine, bank)
        told = before_done(event.text)
        state, turns = think_aloud(state, event.text if told is None else told, mine)
        return (state, turns) if told is None else (thought_out(state) or state, [mine])
    if intent == "aloud" or (intent == "note" and after_lead(event.text)):
        mine = replace(mine, kind="answer" if intent == "aloud" else "talk")
        return think_aloud(state, after_lead(event.text), mine) if intent == "aloud" else noted(state, mine)
    if intent == "change":
        return _change(state, event, mine, bank)
    if intent == "done" and (thought := thought_out(state)):
        return thought, [mine]
    if intent == "done" and attempt.grade is not None:
        return _left_open(state, mine, bank)
    state, turns = _talk(state, intent, event, bank)
    return state, [mine, *turns]


def _answered(state: InterviewState, event: Said, mine: Turn, bank: Bank) -> Step:
    attempt = state.attempts[-1]
    if attempt.grade is not None and says_nothing(event.text):
        return _left_open(state, mine, bank)
    if attempt.replacing:
        state = with_attempt(state, answer="", grade=None, graded_to=0, probing="", replacing=False)
        attempt = state.attempts[-1]
    answer = f"{attempt.answer}\n\n{event.text}" if attempt.answer else event.text
    only: tuple[str, ...] = ()
    if attempt.grade is not None and attempt.probing:
        only = regraded_with(attempt.grade, attempt.probing)
    sure = attempt.confidence if event.confidence is None else event.confidence
    state = with_attempt(state, answer=answer, confidence=sure)
    return replace(state, phase="working", pending=GradeAnswer(attempt.question_id, only)), [mine]


def _left_open(state: InterviewState, mine: Turn, bank: Bank) -> Step:
    """Nothing to grade: the point stays open, and a second time in a row ends the question."""
    state = with_attempt(state, silent=state.attempts[-1].silent + 1, probing="")
    state, turns = _go_on(state, mine.at, bank)
    return state, [mine, *turns]


def _change(state: InterviewState, event: Said, mine: Turn, bank: Bank) -> Step:
    """The next answer, or the words that come with the request, replace what was said so far."""
    attempt = state.attempts[-1]
    if not attempt.answer:
        return state, [mine, turn("note", phrases.NOTHING_TO_CHANGE, event.at, attempt)]
    state = with_attempt(state, replacing=True, aloud=False)
    text = after_lead(event.text)
    if not text:
        return state, [mine, turn("note", phrases.CHANGE, event.at, attempt)]
    return _answered(state, replace(event, text=text), replace(mine, kind="answer"), bank)


def _later(state: InterviewState, at: float, bank: Bank) -> Step:
    """Set the question aside and ask another; once for each."""
    attempt = state.attempts[-1]
    aside = with_attempt(state, aside=True, set_aside=True, probing="")
    asked, turns = _ask_next(aside, at, bank, lead="")
    if attempt.set_aside or asked.phase == "finished" or asked.attempts[-1].question_id == attempt.question_id:
        return state, [turn("note", phrases.LATER_NONE, at, attempt)]
    return asked, [turn("note", phrases.LATER, at, attempt), *turns]


def _talk(state: InterviewState, intent: Intent, event: Said, bank: Bank) -> Step:
    attempt = state.attempts[-1]
    match intent:
        case "hint" | "skip" | "repeat":
            return _control(state, intent, event.at, bank)
        case "clarify":
            pending = WordClarification(attempt.question_id, event.text)
            return replace(state, phase="working", pending=pending), []
        case "later":
            return _later(state, event.at, bank)
        case "empty" | "reveal" | "done" | "time" | "verdict":
            text = remark(state, intent)
        case _:
            state, text = say(state, "wait" if intent == "wait" else "small_talk")
    return state, [turn("note", text, event.at, attempt)] if text else []


def _control(state: InterviewState, control: str, at: float, bank: Bank) -> Step:
    attempt = state.attempts[-1]
    if state.phase == "reviewing":
        if control in {"next", "skip"}:
            return _ask_next(state, at, bank, lead="")
        return state, [turn("note", "That question is closed; go on to the next one.", at, attempt)]
    question = bank[attempt.question_id]
    match control:
        case "hint":
            return give_hint(state, question, at)
        case "repeat":
            return state, [turn("repeat", f"Sure. {_current_wording(attempt, question)}", at, attempt)]
        case "skip":
            if thought := thought_out(state):  # it counts, though the candidate never said that they were done
                return thought, []
            skipped = attempt.grade is None
            return _close(with_attempt(state, skipped=skipped, probing=""), at, bank, "All right, we leave that one.")
    return state, [turn("note", "Send an answer first, or skip this one.", at, attempt)]


def _current_wording(attempt: QuestionAttempt, question: Question) -> str:
    if attempt.probing:
        return question.criterion(attempt.probing).probe
    return question.question


def _graded(state: InterviewState, event: Graded, bank: Bank) -> Step:
    attempt, question = state.attempts[-1], bank[state.attempts[-1].question_id]
    turns: list[Turn] = []
    changes = attempt.changes
    if attempt.grade is not None:
        new = changes_between(attempt.grade, event.grade)
        changes += new
        if state.setup.mode == "coach":
            text = change_text(question, attempt, new, attempt.grade, event.grade)
            turns.append(turn("change", text, event.at, attempt, attempt.probing))
    silent = attempt.silent + 1 if says_nothing(attempt.answer) else 0
    state = with_attempt(
        state, grade=event.grade, changes=changes, probing="", silent=silent, graded_to=len(attempt.answer)
    )
    state = replace(state, pending=None, bridges=event.bridges or state.bridges)
    state, more = _go_on(state, event.at, bank, last=attempt.probing)
    return state, [*turns, *more]


def _go_on(state: InterviewState, at: float, bank: Bank, last: str = "") -> Step:
    """Probe what is still open, or close the question.

    Args:
        last: The criterion whose probe was just answered.
    """
    attempt, question = state.attempts[-1], bank[state.attempts[-1].question_id]
    again = probe = None
    if attempt.grade is not None:
        again = None if attempt.silent else second_angle(attempt.grade, attempt.probed, last)
        probe = again or choose_probe(question, attempt.grade, attempt.probed)
    # said at once, while a probe is being worded; it judges nothing
    state, heard = say(state, "passed" if attempt.silent else "acknowledge")
    if probe and attempt.silent < MAX_SILENT and (state.setup.drill or state.seconds_left > 30):
        state = with_attempt(state, probing=probe, probed=(*attempt.probed, probe))
        angle = phrases.ANGLES[len(state.used) % len(phrases.ANGLES)] if again else ""
        state = replace(state, phase="working", pending=WordProbe(question.id, probe, angle))
        return state, [turn("note", heard, at, attempt)] if heard else []
    return _close(state, at, bank, heard)


def _worded(state: InterviewState, event: Worded) -> Step:
    attempt = state.attempts[-1]
    pending = state.pending
    state = replace(state, phase="answering", pending=None)
    if isinstance(pending, WordProbe):
        return state, [turn("probe", event.text, event.at, attempt, pending.criterion_id)]
    return state, [turn("clarify", event.text, event.at, attempt)]


def _close(state: InterviewState, at: float, bank: Bank, lead: str) -> Step:
    """End the current question: in coach mode show its grade and wait, else go on."""
    attempt, question = state.attempts[-1], bank[state.attempts[-1].question_id]
    outcomes = outcomes_of(state.attempts, bank, dict(state.setup.difficulties))
    known = estimate([*state.setup.earlier, *outcomes])
    state = replace(state, ability=known.mean)
    state = replace(state, attempts=(*state.attempts[:-1], attempt.as_closed()), pending=None)
    if state.setup.mode == "coach":
        shown = attempt.grade.feedback if attempt.grade else "Skipped. The reference answer is in the panel."
        turns = [turn("feedback", shown, at, attempt), turn("reveal", question.reference, at, attempt)]
        if _time_up(state) or (state.setup.questions is not None and len(state.attempts) >= state.setup.questions):
            state, closing = _finish(state, at, "the time is used up" if _time_up(state) else "all questions are done")
            return state, [*turns, *closing]
        return replace(state, phase="reviewing"), turns
    if _time_up(state):
        return _finish(state, at, "the time is used up")
    return _ask_next(state, at, bank, lead)


def _time_up(state: InterviewState) -> bool:
    return not state.setup.drill and state.seconds_left <= 0


def _tick(state: InterviewState, at: float) -> Step:
    if state.phase != "answering" or state.setup.drill:
        return state, []
    attempt = state.attempts[-1]
    over = state.elapsed - state.setup.minutes * 60
    if over >= GRACE_SECONDS:
        if thought := thought_out(state):
            return thought, []
        return _finish(state, at, "the time is used up")
    if over >= 0 and 0 not in state.warned:
        text = "We are at time. Finish the thought you are on and send it; I will still grade it, and then we close."
        return replace(state, warned=(*state.warned, 0)), [turn("note", text, at, attempt)]
    for seconds in WARN_SECONDS:
        if over < 0 and -over <= seconds and seconds not in state.warned and state.setup.minutes * 60 >= 3 * seconds:
            left = f"{seconds // 60} minute{'s' if seconds > 60 else ''}"
            return replace(state, warned=(*state.warned, seconds)), [turn("note", f"We have {left} left.", at, attempt)]
    return state, []


def _finish(state: InterviewState, at: float, why: str) -> Step:
    state = replace(state, phase="finished", pending=None, ended=why, attempts=tuple(map(_left, state.attempts)))
    text = phrases.options(state.setup.style, "closing")[0].format(why=why)
    return state, [turn("closing", text, at)]


def _left(attempt: QuestionAttempt) -> QuestionAttempt:
    """A question as it is when the interview ends: one that was graded is closed, so that what was missed comes back."""
    if attempt.closed or attempt.grade is None:
        return replace(attempt, aside=False, skipped=attempt.skipped or attempt.aside)
    return replace(attempt.as_closed(), aside=False)
