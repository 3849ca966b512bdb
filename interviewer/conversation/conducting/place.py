"""Where an interview is for the person writing: the question, and what was last asked about it."""

from __future__ import annotations

from interviewer.conversation.state.state import InterviewState
from interviewer.errors import ConflictError

MOVED_ON_SAID = "Not sent: this interview has moved on in another tab. The page is up to date now, and what you wrote is still here."
MOVED_ON = "Nothing was done: this interview has moved on in another tab. The page is up to date now."
BUSY_SAID = "Not sent yet: I’m still on your last message. What you wrote is still here."
BUSY = "One moment: I’m still on your last message."


def place_of(state: InterviewState) -> str:
    """The place that a message is written for; it changes as soon as the same words would mean something else.

    Hints, notes and the clock do not change it, and neither does a skip that was taken back.
    """
    attempt = state.current
    if attempt is None or state.phase == "finished":
        return state.phase
    asked = f"{len(attempt.probed)} {attempt.probing}"
    flags = {"aloud": attempt.aloud, "replacing": attempt.replacing, "doubt": attempt.doubt is not None}
    return " ".join([attempt.question_id, state.phase, asked, *(name for name, on in flags.items() if on)])


def check_place(state: InterviewState, place: str, said: bool) -> None:
    """Make sure that a message or a button press is applied to what it was meant for.

    Args:
        place: As ``place_of`` gave it; "" if unknown, in which case nothing is checked.
        said: Whether the candidate wrote something, which must not be lost.

    Raises:
        ConflictError: The interview has moved on, or is in the middle of replying.
    """
    if not place or (place == place_of(state) and state.phase != "working"):
        return
    if place == place_of(state):
        raise ConflictError(BUSY_SAID if said else BUSY)
    raise ConflictError(MOVED_ON_SAID if said else MOVED_ON)
