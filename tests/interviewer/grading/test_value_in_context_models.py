"""Computed values that are denied, asked or put into another's mouth, read by the shipped judge in words of no list."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.exact_forms import forms_with
from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.forms.walls import SANDBOX

pytestmark = pytest.mark.embedded
RIGHT = {
    ("nlp-10", "value"): "the distance is 4",
    ("advanced-05a", "js"): "the value of the game is -log 4",
    ("nlp-12", "breakeven"): "they break even at 3 characters per word",
}
TAKEN_BACK = (
    "It has been disproved many times that {said}.",
    "Only a fool would believe that {said}.",
    "I used to tell everybody that {said}, until I found out that it's wrong.",
    'My flatmate wrote "{said}" in his exam and got no marks, as it is false.',
    "Could you tell me whether {said}?",
    "I have no idea whether {said}.",
)


@pytest.fixture(scope="module")
def grader(real_embedder: CachedEmbedder, real_reader: Reader) -> Grader:
    return Grader(LocalJudge(real_embedder, real_reader), forms=forms_with(lambda: SANDBOX))


@pytest.mark.parametrize(("part", "point"), RIGHT)
def test_a_value_is_given_only_where_it_stands(bank: Bank, grader: Grader, part: str, point: str) -> None:
    said = RIGHT[part, point]

    def verdict(answer: str) -> str:
        return grader.grade(bank[part], answer).criterion(point).verdict

    assert verdict(f"{said[0].upper()}{said[1:]}.") == "met"
    credited = [wording for wording in TAKEN_BACK if verdict(wording.format(said=said)) != "not_met"]
    assert len(credited) <= 1, credited  # the judge does not hear every way of taking something back
