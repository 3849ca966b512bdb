"""Grading and language model metrics since the start, for monitoring; they contain nothing anybody wrote."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Collection, Sequence

from interviewer.grading.forms.finding import Form
from interviewer.grading.grade import Grade
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judge
from interviewer.grading.merging import PassageFinder
from interviewer.llm.usage import Usage
from knowledge.schema import Question

BOUNDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Bounds of the histogram's buckets in seconds: from a computed answer to a slow endpoint."""


class Tally:
    """Counts gradings and tokens, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._buckets = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0
        self._ungraded = 0
        self._usage = Usage()

    def graded(self, grade: Grade) -> None:
        """Count one grading of an answer, and whether some point could not be judged."""
        with self._lock:
            self._buckets[bisect_left(BOUNDS, grade.usage.seconds)] += 1
            self._seconds += grade.usage.seconds
            self._ungraded += bool(grade.ungraded)

    def spent(self, usage: Usage) -> None:
        """Count what a language model call cost, whatever its purpose."""
        with self._lock:
            self._usage += usage

    def text(self, waiting: int) -> str:
        """Everything in Prometheus' text format.

        Args:
            waiting: The number of answers waiting for their turn.
        """
        with self._lock:
            buckets, seconds, ungraded, usage = list(self._buckets), self._seconds, self._ungraded, self._usage
        out = _head("viva_grading_seconds", "histogram", "How long gradings took, without the wait for their turn.")
        so_far = 0
        for bound, count in zip([*map(str, BOUNDS), "+Inf"], buckets, strict=True):
            so_far += count
            out.append(f'viva_grading_seconds_bucket{{le="{bound}"}} {so_far}')
        out += [f"viva_grading_seconds_sum {seconds:.6f}", f"viva_grading_seconds_count {so_far}"]
        out += _head("viva_ungraded_total", "counter", "Gradings in which some point could not be judged.")
        out.append(f"viva_ungraded_total {ungraded}")
        out += _head("viva_model_calls_total", "counter", "Calls of the language model.")
        out.append(f"viva_model_calls_total {usage.calls}")
        out += _head("viva_model_tokens_total", "counter", "Tokens of the language model; cached ones are input, too.")
        tokens = {"input": usage.input_tokens, "cached": usage.cached_tokens, "output": usage.output_tokens}
        out += [f'viva_model_tokens_total{{kind="{kind}"}} {count}' for kind, count in tokens.items()]
        out += _head("viva_answers_waiting", "gauge", "Answers that wait until the embedded judge has read others.")
        out.append(f"viva_answers_waiting {waiting}")
        return "\n".join(out) + "\n"


class CountedGrader(Grader):
    """A grader whose grades are counted.

    Args:
        tally: Where they are counted.
    """

    def __init__(self, tally: Tally, judge: Judge, passage: PassageFinder, forms: Sequence[Form]) -> None:
        super().__init__(judge, passage, forms)
        self._tally = tally

    def grade(
        self,
        question: Question,
        answer: str,
        only: Collection[str] | None = None,
        since: int = 0,
        said: Sequence[str] = (),
    ) -> Grade:
        """The grade of an answer, as ``Grader`` gives it."""
        grade = super().grade(question, answer, only, since, said)
        self._tally.graded(grade)
        return grade


def _head(name: str, kind: str, what: str) -> list[str]:
    return [f"# HELP {name} {what}", f"# TYPE {name} {kind}"]
