"""The original statement is in the text in full, and is retracted after it."""

from __future__ import annotations

import random

import pytest

from evals.changes.withdrawn import ALL_TAKEN_BACK, all_taken_back, taken_back


@pytest.mark.parametrize("name", ["dev", "test"])
def test_a_statement_and_an_answer_are_taken_back(name: str) -> None:
    for way in taken_back(name):
        made = way.change("trigram with Kneser-Ney", random.Random(0))
        assert made is not None and made.startswith("Trigram with Kneser-Ney.") and len(made) > 40
    for way in all_taken_back(name):
        made = way.change("It is so. It is not", random.Random(0))
        assert made is not None and made.startswith("It is so. It is not. ")
        assert made.endswith(ALL_TAKEN_BACK[name]) and way.name in made
