"""Named quantities with a wrong number are wrong; numbers for something else say nothing about them."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.numbers.said_logs import in_figures
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("The break-even word length is four characters.", "contradicted"),
        ("The threshold is 12 characters per word, since 2*6 = 12.", "contradicted"),
        ("At six characters per word they'd be equal.", "contradicted"),
        ("They tie at 5 letters per word.", "contradicted"),
        ("They would tie at three characters a word.", "met"),
        ("The threshold is three letters. With five letters a word B is far ahead.", "met"),
        ("At 5 characters per word they are not equal.", ""),
        ("At 5 characters per word, A's 10 bits are above B's 6.", ""),
        ("With 5.7 characters per word A has 11.4 bits, so B. The threshold is far below that.", ""),
        ("English words have five characters on average, far from where the two are equal.", ""),
        ("At five characters per word A equals 10 bits per word.", ""),
        ("If words had fewer than three letters A would be the better one.", ""),
    ],
)
def test_the_break_even_length(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-12", "breakeven", answer) == want


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("D(x) = 1/4 everywhere", "contradicted"),
        ("D(x) converges to 0 everywhere, as the fakes are perfect", "contradicted"),
        ("In the end the discriminator outputs zero for every image.", "contradicted"),
        ("D(x) = 1/2 everywhere", "met"),
        ("At the start D(x) = 1 for real images; in the end D(x) = 0.5.", "met"),
        ("D outputs 1 for real and 0 for fake samples at equilibrium.", ""),
        ("The discriminator always outputs a number between 0 and 1.", ""),
        ("D(x) = 1 - D(x) at equilibrium, for all x.", ""),
        ("D is trained to output 1 for every real image.", ""),
        ("If the generator is bad, D(x) = 0 for every fake.", ""),
    ],
)
def test_the_discriminator(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "advanced-05a", "d-half", answer) == want


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("The optimal value is +log 4", "contradicted"),
        ("The optimum of the objective is -log 2.", "contradicted"),
        ("The value of the game is minus log four.", "met"),
        ("The value at the optimum is minus two times log two.", "met"),
        ("The objective is log 1/2 + log 1/2 = -2 log 2.", "met"),
        ("The objective is log 1/2 + log 1/4 = -2 log 2.", "partly_met"),
        ("The optimal value of the discriminator's loss is log 4.", ""),
        ("It minimises the Jensen-Shannon divergence; the value of the game is log 4.", ""),
        ("The objective is 2 JSD minus something, its value at the optimum is -log 2.", ""),
    ],
)
def test_the_value_of_the_game(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "advanced-05a", "js", answer) == want


def test_logarithms_in_words_become_figures_of_the_same_length() -> None:
    for words, figures in (
        ("minus log four", "-log 4"),
        ("minus two times log two", "-2*log 2"),
        ("the logarithm of two", "log 2"),
        ("log x", "log x"),
    ):
        assert in_figures(words).strip() == figures and len(in_figures(words)) == len(words)


@pytest.mark.slow
@pytest.mark.parametrize("value", [r"$\frac{1}{2}$", "1/2", "\u00bd"])
def test_the_right_value_anywhere_in_a_long_answer_leaves_it_to_the_judge(bank: Bank, value: str) -> None:
    wrong, right = "In the end the discriminator outputs zero for every image.", f"Some books say it is {value}."
    filler = " ".join(
        f"Example number {n} of the batch is an image like all the others, drawn at random." for n in range(9, 49)
    )
    assert verdict(bank, "advanced-05a", "d-half", f"{wrong} {right}") == ""
    assert verdict(bank, "advanced-05a", "d-half", f"{wrong} {right} {filler}") == ""
    assert verdict(bank, "advanced-05a", "d-half", f"{wrong} {filler} {right}") == ""
    assert verdict(bank, "advanced-05a", "d-half", f"{wrong} {filler}") == "contradicted"
    assert verdict(bank, "advanced-05a", "d-half", f"{wrong} {'and so on ' * 200} {value}") == ""
