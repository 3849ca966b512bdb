"""A corrected typo leaves the same question; another term, number or negation makes another one."""

from __future__ import annotations

import pytest

from knowledge.authoring.words.likeness import by_word, is_reworded, likest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Why does momentun help?", "Why does momentum help?"),
        ("what is a  layer", "What is a layer?"),
        ("[Explain](a.md) the use of dropout.", "Explain use of **dropout**."),
        ("How do optimzers differ from one another?", "How do optimisers differ from one another?"),
    ],
)
def test_a_corrected_question_is_the_same(old: str, new: str) -> None:
    assert is_reworded(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What is an RNN?", "What is a CNN?"),
        ("Why does L1 give sparse weights?", "Why does L2 give sparse weights?"),
        ("When should you use it?", "When should you not use it?"),
        ("Why does dough rise?", "A new first one?"),
        ("What is Adam?", "What is Adagrad?"),
        ("", "What is Adam?"),
    ],
)
def test_another_question_is_another(old: str, new: str) -> None:
    assert not is_reworded(old, new)


def test_the_likest_is_found_by_its_words() -> None:
    texts = {1: "Why does momentun help?", 2: "What is a layer?"}
    assert likest("Why does momentum help?", texts, by_word(texts)) == 1
    assert likest("How is bread made?", texts, by_word(texts)) is None
