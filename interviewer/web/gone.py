"""An interview that was deleted while another tab still shows it."""

from __future__ import annotations

from interviewer.conversation.conductor import Conductor

GONE = (
    '<p class="gone" role="alert">This interview was deleted in another tab, so you can’t send anything. What you '
    'wrote is still in the box. <a href="?start=">Back to the start</a></p>'
)


def is_gone(conductor: Conductor, interview_id: str) -> bool:
    """Whether an interview no longer exists. This is called at every tick of the clock, so it loads nothing."""
    return not conductor.exists(interview_id)
