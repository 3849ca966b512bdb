"""An interview that a tab still shows, though it was deleted, or though the page has forgotten the tab."""

from __future__ import annotations

from interviewer.conversation.conducting.conductor import Conductor

GONE = (
    '<p class="gone" role="alert">This interview was deleted in another tab, so you can’t send anything. What you '
    'wrote is still in the box. <a href="?start=">Back to the start</a></p>'
)
FORGOTTEN = (
    '<p class="gone" role="alert">So many tabs were opened since you used this one that the page has forgotten it. Nothing '
    "is lost: copy what is in the box, and reload the page.</p>"
)


def is_gone(conductor: Conductor, interview_id: str) -> bool:
    """Whether there is no such interview, or no longer. This is called at every tick of the clock, so it loads nothing."""
    return not conductor.exists(interview_id)
