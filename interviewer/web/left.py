"""The button that grades again what could not be graded in an interview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import gradio as gr

from interviewer.conversation.conducting.rereading import Reread
from interviewer.conversation.debrief.left import points_left
from interviewer.web.desk import Desk
from interviewer.web.guards import ComponentUpdates
from interviewer.web.words import count
from knowledge.text.visible import visible

LABEL = "Grade the rest"
BUSY = "Grading …"


class LeftButton:
    """A button that is visible only if something is ungraded. It is added to the page where it is created.

    Args:
        elem_id: Its id on the page.
    """

    def __init__(self, desk: Desk, elem_id: str) -> None:
        self._desk = desk
        self._busy: set[str] = set()
        self.button = gr.Button(LABEL, size="sm", visible=False, elem_id=elem_id)

    def shown(self, interview_id: str, points: int) -> ComponentUpdates:
        """The button for an interview with this many ungraded points."""
        if interview_id in self._busy:
            return {self.button: gr.update(visible=True, value=BUSY, interactive=False)}
        label = f"{LABEL} ({count(points, 'point')})"
        return {self.button: gr.update(visible=points > 0, value=label, interactive=True)}

    def of(self, interview_id: str) -> ComponentUpdates:
        """The button for a stored interview."""
        state = self._desk.view(interview_id).state
        return self.shown(interview_id, points_left(state, self._desk.bank_of(interview_id)))

    @contextmanager
    def _held(self, interview_id: str) -> Iterator[None]:
        """Nobody else grades the interview again meanwhile; what holds it lets go even if the page is closed."""
        self._busy.add(interview_id)
        try:
            yield
        finally:
            self._busy.discard(interview_id)

    def press(self, interview_id: str) -> Iterator[ComponentUpdates]:
        """Grade again what could not be graded, and report the outcome. The button is disabled meanwhile."""
        if interview_id in self._busy:  # pressed in another tab
            yield self.of(interview_id)
            return
        try:
            with self._held(interview_id):
                yield self.of(interview_id)
                done = tuple(self._desk.conductor.rereading.regrade(interview_id))
        except Exception:
            yield self.of(interview_id)
            raise
        if any(each.left for each in done):
            gr.Warning(outcome(done), duration=None)
        else:
            gr.Info(outcome(done))
        yield self.of(interview_id)


def outcome(done: Sequence[Reread]) -> str:
    """The outcome of another try, as one line."""
    points, left = sum(each.points for each in done), sum(each.left for each in done)
    if not points:
        return "Everything is graded."
    if not left:
        return f"{count(points, 'point')} graded."
    reason = next(each.reason for each in done if each.left)
    got = (
        f"{count(points - left, 'point')} graded, but {left} still can’t be"
        if left < points
        else "It still doesn’t work"
    )
    return f"{got}: {visible(reason)}"
