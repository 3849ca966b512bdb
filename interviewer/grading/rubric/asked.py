"""A question as it was actually asked: with only the hints and probes that were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.schema import Question


def as_asked(question: Question, said: Sequence[str] = ()) -> Question:
    """The question as used for judging: only words of hints and probes that were given count as repeated.

    A candidate who uses the words of a probe that was never asked came up with them on their own.

    Args:
        said: What the interviewer said about it besides the question, such as hints and probes.
    """
    criteria = tuple(replace(criterion, probe="", further_probes=()) for criterion in question.criteria)
    return replace(question, criteria=criteria, hints=tuple(dict.fromkeys(said)))
