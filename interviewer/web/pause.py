"""Pausing an interview: the candidate's time is counted up to the press, and no further."""

from __future__ import annotations

from interviewer.conversation.state.stored import Record
from interviewer.web.desk import Desk


def paused(desk: Desk, interview_id: str) -> Record | None:
    """The interview with its time up to now; None if it cannot be continued."""

    def found() -> Record | None:
        return next((record for record in desk.unfinished() if record.id == interview_id), None)

    if found() is None:
        return None
    desk.tick(interview_id)
    return found()
