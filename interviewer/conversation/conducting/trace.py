"""The trace of a turn, for ``--debug``: each event, what it led to, and how long that took. Never what was said."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from interviewer.conversation.state.state import Event, Graded, InterviewState
from interviewer.grading.grade import Grade

LOG = logging.getLogger("viva.turn")


@contextmanager
def traced(event: Event | None, state: InterviewState) -> Iterator[list[InterviewState]]:
    """Trace a step: the caller puts the resulting state into the list. Without an event, the step is the pending work."""
    start, after = perf_counter(), [state]
    yield after
    if LOG.isEnabledFor(logging.DEBUG):
        LOG.debug(
            "%s (%.0f ms)",
            work_line(state) if event is None else step_line(event, after[-1]),
            (perf_counter() - start) * 1000,
        )


def step_line(event: Event, state: InterviewState) -> str:
    """What an event was and what it led to."""
    asked = state.attempts[-1].question_id if state.attempts else "nothing asked"
    pending = f", to do: {state.pending.kind}" if state.pending else ""
    grade = f"; {_verdicts(event.grade)}" if isinstance(event, Graded) else ""
    return f"{event.kind} -> {state.phase} at {asked}{pending}, stored{grade}"


def work_line(state: InterviewState) -> str:
    """What work was done with a model."""
    return f"did: {state.pending.kind if state.pending else 'nothing'}"


def show_traces() -> None:
    """Write traces to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("viva %(name)s: %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.DEBUG)
    LOG.propagate = False


def _verdicts(grade: Grade) -> str:
    points = ", ".join(f"{c.id} {c.verdict} {c.probability:.2f}" for c in grade.criteria)
    return f"score {grade.score} by {grade.judge}: {points}"
