"""Spreads a batch over workers that may die: cuts it into tasks, retries them, and restores the order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from interviewer.errors import UnavailableError
from interviewer.grading.feedback.feedback import write_feedback
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.grader import AHEAD, Exchange
from knowledge.schema import Question

TRIES = 2
"""How often a task can kill its worker before its answers are graded again one by one. A judgement."""


@dataclass(frozen=True)
class Task:
    """Some answers that a worker grades together.

    Attributes:
        first: The position of its first answer in the batch.
        died: How many workers it has killed.
    """

    first: int
    rows: tuple[Exchange, ...]
    died: int = 0


@dataclass(frozen=True)
class TaskResult:
    """The outcome of a task.

    Attributes:
        grades: One per answer; none if the worker died.
        died: Why it died; "" if it did not.
        gone: Whether the worker with this number no longer exists.
    """

    worker: int
    grades: tuple[Grade, ...] = ()
    died: str = ""
    gone: bool = False


class Workers(Protocol):
    """Workers with a judge each, which grade one task at a time."""

    @property
    def count(self) -> int:
        """How many there are, numbered from 0."""
        ...

    def begin(self, worker: int, rows: Sequence[Exchange]) -> None:
        """Have a free worker grade these."""
        ...

    def next_done(self) -> TaskResult:
        """Wait for the first task to finish; its worker is free then, unless it died."""
        ...


def spread(rows: Sequence[Exchange], workers: Workers) -> Iterator[Grade]:
    """Grade a batch with several workers, in its order.

    Each task has exactly the answers that a single judge would get at once, so that the grades are the same. An answer that
    kills workers is left ungraded with that reason; the others of its task are graded.

    Raises:
        UnavailableError: No worker is left. Grades made before that have been yielded.
    """
    waiting = deque(Task(first, tuple(rows[first : first + AHEAD])) for first in range(0, len(rows), AHEAD))
    free = list(range(workers.count))
    held: dict[int, Task] = {}
    graded: dict[int, Grade] = {}
    fault = ""
    for place in range(len(rows)):
        while place not in graded:
            while free and waiting:
                worker = free.pop(0)
                held[worker] = waiting.popleft()
                workers.begin(worker, held[worker].rows)
            if not held:
                raise UnavailableError(f"no Ray worker is left: {fault}; run it again to continue from here")
            done = workers.next_done()
            task, fault = held.pop(done.worker), done.died
            if not done.gone:
                free.append(done.worker)
            if not done.died:
                graded.update(enumerate(done.grades, start=task.first))
            elif again := _again(task):
                waiting.extendleft(reversed(again))  # ahead of later tasks, since the grades are written in order
            else:
                question, *_ = task.rows[0]
                graded[task.first] = _ungraded(question, f"the Ray workers that graded it died: {done.died}")
        yield graded.pop(place)


def _again(task: Task) -> tuple[Task, ...]:
    """What to try after a task killed its worker; nothing if the task is a single answer."""
    died = task.died + 1
    if died < TRIES:
        return (Task(task.first, task.rows, died),)
    if len(task.rows) > 1:
        return tuple(Task(task.first + place, (row,), TRIES - 1) for place, row in enumerate(task.rows))
    return ()


def _ungraded(question: Question, reason: str) -> Grade:
    criteria = tuple(CriterionVerdict(c.id, c.claim, c.weight, "ungraded", reason=reason) for c in question.criteria)
    return Grade(question.id, 0.0, criteria).with_remarks(write_feedback(question, criteria, ()))
