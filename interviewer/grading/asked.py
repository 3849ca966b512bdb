"""A question as far as it was asked: with those hints and probes alone that were said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.schema import Question


def as_asked(question: Question, said: Sequence[str] = ()) -> Question:
    """The question for judging an answer, in which only what was said can be said back.

    A candidate who has the words of a probe that was never put to them found them alone.

    Args:
        said: What the interviewer said of it besides the question, such as hints and probes.
    """
    criteria = tuple(replace(criterion, probe="", further_probes=()) for criterion in question.criteria)
    return replace(question, criteria=criteria, hints=tuple(dict.fromkeys(said)))
