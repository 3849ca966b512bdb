"""The value that a criterion expects, where it is the distance between two words and is computed."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.grading.forms.edits.distance import distances
from knowledge.answers.expectation import Expectation
from knowledge.schema import Question

_DISTANCE = re.compile(r"levenshtein\(\s*(\w+)\s*,\s*(\w+)\s*\)", re.I)
"""Matches a value given as the distance between two words, to be computed."""


def with_distance(question: Question, expects: Expectation) -> tuple[Expectation, str]:
    """A criterion's value, computed if it is the distance between two words, and a sentence that shows how.

    The words are in the value itself, or in the question's criterion that asks for their edits.
    """
    match = _DISTANCE.fullmatch(expects.accepted[0].strip())
    asked = [c.expects.accepted for c in question.criteria if c.expects and c.expects.kind == "edits"]
    about = {"distance", "levenshtein"} & {word.lower() for word in expects.about}
    words = (match[1], match[2]) if match else asked[0] if asked and about else ()
    if len(words) != 2:
        return expects, ""
    row = distances(*words)[-1]
    if not match and expects.accepted[0].strip() != str(row[-1]):
        return expects, ""  # the value is of something else
    numbers = ", ".join(map(str, row))
    working = f"Computed: the last row of the table of {words[0]} and {words[1]} is {numbers}."
    return replace(expects, accepted=(str(row[-1]), *expects.accepted[1:])), working
