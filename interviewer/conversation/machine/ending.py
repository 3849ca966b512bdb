"""How an interview ends, and what happens to questions that are still open."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.phrases import notices, phrases
from interviewer.conversation.state.state import Ending, GradeAnswer, InterviewState, QuestionAttempt
from interviewer.conversation.state.steps import Step, turn
from knowledge.text.alternatives import any_of, table

_ALSO_YES = any_of(
    "yes, please, thanks, thank you, sure, i do, i want that, end it, do (?:it|that|so), "
    "let['’]?s (?:end|stop|finish)(?: (?:it|here|now|this))?, that['’]?s (?:it|all|what i (?:want|meant)), for (?:now|today)"
)
_YES = table(
    ("yes|yeah|yep|yup|sure|ok(?:ay)?|correct|exactly|right", "Yes, let's stop here."),
    ("please do|do (?:it|that|so)|i do|end it", "Do it, thanks."),
    ("of course|definitely", "Of course."),
    before=r"\W*(?:(?:oh|well|um+|uh+)\W+)?",
    after=rf"(?:\W+{_ALSO_YES})*\W*",
)
"""Agrees to end the interview, and says nothing else."""
_ALSO_NO = any_of(
    "no, thanks, thank you, sorry, not (?:yet|now|really), (?:let['’]?s |please )?(?:go on|continue|carry on|keep going), "
    "only (?:this|the) (?:one|question), i don['’]?t"
)
_NO = table(
    ("no|nope|nah|not (?:yet|really|now)|no no", "No, please go on."),
    before=r"\W*(?:(?:oh|well|um+|uh+|sorry)\W+)?",
    after=rf"(?:\W+{_ALSO_NO})*\W*",
)
"""Does not want to end it, and says nothing else."""


def time_up(state: InterviewState) -> bool:
    """Whether the candidate's time is used up; a drill has no clock."""
    return not state.setup.drill and state.seconds_left <= 0


def says_yes(text: str) -> bool:
    """Whether a reply agrees and says nothing else."""
    return bool(_YES.fullmatch(text))


def says_no(text: str) -> bool:
    """Whether a reply denies and says nothing else."""
    return bool(_NO.fullmatch(text))


def finish(state: InterviewState, at: float, why: Ending) -> Step:
    """End the interview and say why; thoughts aloud that were never graded are graded first."""
    for index, attempt in enumerate(state.attempts):
        if attempt.unread:
            return _last_read(state, index, why), []
    left = tuple(_left(attempt, at) for attempt in state.attempts)
    state = replace(state, phase="finished", pending=None, asked="", ended=why, attempts=left)
    what, because = (
        "drill" if state.setup.drill else "interview",
        notices.AS_ASKED if why == "stopped" else f": {notices.ENDINGS[why]}",
    )
    text = phrases.options(state.setup.style, "closing")[0].format(what=what, why=because)
    if state.setup.mode != "coach":
        text = f"{text} {notices.ASK_IN_REPORT}"
    return state, [turn("closing", text, at)]


def _last_read(state: InterviewState, index: int, why: Ending) -> InterviewState:
    """The state in which the last thought is sent to the grader; the interview ends once it has its grade."""
    attempt = replace(state.attempts[index], aloud=False, aside=False)
    attempts = (*state.attempts[:index], *state.attempts[index + 1 :], attempt)
    return replace(state, phase="working", attempts=attempts, pending=GradeAnswer(attempt.question_id), ended=why)


def _left(attempt: QuestionAttempt, at: float) -> QuestionAttempt:
    """A question at the end of the interview: if it was graded it is closed, so that missed points come back for review."""
    if attempt.closed or attempt.grade is None:
        return replace(attempt, aside=False, skipped=attempt.skipped or attempt.aside)
    return replace(attempt.as_closed(at), aside=False)
