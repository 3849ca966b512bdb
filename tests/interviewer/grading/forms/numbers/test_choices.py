"""What is chosen after a conversion. The answers were written together with the check: they measure nothing."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    "answer",
    [
        "2 * 5 = 10 bits per word against 6, so B.",
        "A word has about 5 characters, so A needs 2*5 = 10 bits per word. I'd deploy model B.",
        "$2 \\cdot 5.7 = 11.4$ bits per word, hence B",
        "6 / 5 = 1.2 bits per character, therefore model B.",
        "Two bits times five is ten bits per word. So the second model.",
        "2 x 6 = 12 bits/word for the first model. B wins.",
        "With 5 characters per word A has 10 bits per word; I'd take the second model.",
        "2*5 = 10 > 6, thus B",
        "6/5.7 = 1.05 bits per char and that is below 2. B is the better one.",
        "- 2 * 5 = 10 bits per word\n- B: 6\n- take B",
        "B has the lower: 6 against 2 * 5 = 10 bits per word.",
        "Converted, 2 * 5 = 10 bits per word. I'd go with the word-level model in production.",
    ],
)
def test_the_right_choice_after_a_right_conversion(bank: Bank, answer: str) -> None:
    assert verdict(bank, "nlp-12", "choice", answer) == "met"


@pytest.mark.parametrize(
    "answer",
    [
        "2 * 5 = 10 bits per word, so A",
        "2 * 5 = 10 bits per word against 6, so A.",
        "2 * 5 = 10 against 6. A is better since its number is larger.",
        "A word has about 5 characters, so that's 2*5 = 10 bits per word. I'd deploy model A.",
        "$2 \\cdot 5.7 = 11.4$ bits per word, hence A",
        "6 / 5 = 1.2 bits per character, therefore model A.",
        "Two bits times five is ten bits per word. So the first model.",
        "2 x 6 = 12 bits/word for A. A wins.",
        "With 5 characters per word A has 10 bits per word; I'd take the first model.",
        "2*5 = 10 > 6, thus A, as it carries more information.",
        "A is better than B: 2 * 5 = 10 bits per word are more than 6.",
        "2/5 = 0.4 bits per word for A, so A.",
        "- 2 * 5 = 10 bits per word\n- B: 6\n- take A",
        "Converted, 2 * 5 = 10 bits per word. I'd go with the character-level model.",
    ],
)
def test_the_wrong_choice_after_any_conversion(bank: Bank, answer: str) -> None:
    assert verdict(bank, "nlp-12", "choice", answer) == "contradicted"


@pytest.mark.parametrize(
    "answer",
    [
        "2 * 5 = 10 bits per word. For very short words A is ahead.",
        "2 * 5 = 10 bits per word. If words had two characters, I'd take A.",
        "A is better at first glance. 2 * 5 = 10 bits per word, though.",
        "A wins on the raw numbers, but 2 * 5 = 10 bits per word.",
        "2 * 5 = 10 bits per word, so A? No, the other one.",
        "2 * 5 = 10 bits per word, so A. No wait, the lower one wins.",
        "2 * 5 = 10 bits per word, so A needs more than the other.",
        "2 * 5 = 10 bits per word, so A: 10, B: 6.",
        "2 * 5 = 10 bits per word. A is better at typos.",
        "2 * 5 = 10 bits per word. I'd take A or B.",
        "2 * 5 = 10 bits per word. I would not take A.",
        "2 * 5 = 10 bits per word. I'd take A, B only for speed.",
        "2 * 5 = 10 bits per word, and then whichever is lower.",
        "Multiply by the word length and the second one comes out ahead.",
    ],
)
def test_a_choice_with_a_condition_or_none_is_left_to_the_judge(bank: Bank, answer: str) -> None:
    assert verdict(bank, "nlp-12", "choice", answer) == ""
