from __future__ import annotations

import pytest

from knowledge.text.letters import has_word, letters_of


def test_letters_are_compared_without_spaces_and_marks() -> None:
    assert letters_of("The É-gradient, 2nd try!") == "theégradientndtry"


@pytest.mark.parametrize(("start", "found"), [("grad", True), ("GRADIENT", True), ("radient", False), ("a.c", False)])
def test_a_word_is_found_by_how_it_begins(start: str, found: bool) -> None:
    assert has_word(start, "its gradient, abc") is found
