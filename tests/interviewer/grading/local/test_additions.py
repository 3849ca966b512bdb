"""What a reply adds to the question that it repeats the words of."""

from __future__ import annotations

import pytest

from interviewer.grading.local.additions import adds_to

PROBE = "With p at one half, the next layer receives 10 on average in training. What does it receive from your code?"


@pytest.mark.parametrize(
    "reply",
    [
        "It receives 5 from the code.",
        "It receives five from the code.",
        "It receives twice as much from the code.",
        "The next layer does not receive 10 on average from the code.",
        "The next layer doesn’t receive 10 on average from the code.",
        "It receives more from the code than in training.",
        "From my code it receives the same on average.",
    ],
)
def test_a_number_a_denial_or_a_comparison_answers_a_question_in_its_own_words(reply: str) -> None:
    assert adds_to(reply, PROBE)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "The next layer receives something from the code.",
        "The next layer receives something from my code, no doubt about it.",
        "The next layer may or may not receive something from my code, which it has never seen before.",
        "What the two receive depends on the code.",
        "With p at a half, it receives 10 on average in training, and something from my code.",
    ],
)
def test_the_words_of_the_question_add_nothing(reply: str) -> None:
    assert not adds_to(reply, PROBE)
