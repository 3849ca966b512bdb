"""A value that is the distance between two words is computed."""

from __future__ import annotations

from dataclasses import replace

from interviewer.grading.forms.numbers.expected_distance import with_distance
from knowledge.answers.expectation import Expectation
from knowledge.schema import Bank


def test_a_distance_is_computed_and_a_number_stays(bank: Bank) -> None:
    question = bank["nlp-10"]
    expects = next(c.expects for c in question.criteria if c.expects and c.expects.kind == "value")
    computed, working = with_distance(question, expects)
    assert computed.accepted[0] == "4" and "doctor and bottle" in working
    other: Expectation = replace(expects, accepted=("levenshtein(cat, dogs)",))
    assert with_distance(question, other)[0].accepted[0] == "4"
    unlike: Expectation = replace(expects, accepted=("17",))
    assert with_distance(question, unlike) == (unlike, "")
