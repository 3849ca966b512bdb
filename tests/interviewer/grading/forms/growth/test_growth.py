"""How one quantity grows with another, stated as a formula, by factors or by pairs of values.

The answers were written together with the checks, so they show what these do and measure nothing.
"""

from __future__ import annotations

import time

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict
from tests.pace import limit

RIGHT = {
    ("vision-02a", "cost-quadratic"): [
        "The weights are k^2 * C * C', so the cost grows with the square of the filter size.",
        "cost ∝ k²",
        "A layer has $k^2 C C'$ weights and $k^2 C C' H W$ multiplications.",
        "FLOPs = k*k*Cin*Cout*H*W",
        "Computation scales with k squared, and so do the parameters.",
        "Going from 3x3 to 7x7 costs 49/9, about 5.4 times as much.",
        "A 5x5 kernel has 25 weights and a 3x3 has 9, so it's 25/9 more expensive.",
        "I'd say accuracy peaks somewhere in the middle, say at 5. A 7x7 filter takes 5.4 times the compute of a 3x3. With 64 channels that matters.",
        "Double the kernel size and the number of multiplications quadruples.",
        "the cost is proportional to the square of the kernel size",
        "If the kernel gets 3 times larger the cost is 9 times as high.",
        "From 3x3 to 6x6 that is four times the cost.",
    ],
    ("training-18c", "linear-or-sqrt"): [
        "lr ∝ B",
        "$\\eta \\propto B$",
        "eta_new = eta_old * B_new / B_old",
        "$\\eta_{\\text{new}} = \\eta_{\\text{old}} \\sqrt{B_{\\text{new}}/B_{\\text{old}}}$",
        "Multiply the learning rate by k if the batch gets k times larger.",
        "Double the batch, double the learning rate.",
        "With four times the batch I'd take twice the learning rate, the square-root rule.",
        "256 at 0.1 becomes 1024 at 0.4",
        "lr = 0.1 * B / 256",
        "learning rate scales with the square root of the batch size",
        "Keep eta / B constant.",
        "If the batch grows by a factor of 8, multiply the rate by 8.",
        "Halve the batch and halve the rate.",
        "We train for 90 epochs with weight decay 1e-4. When the batch is multiplied by "
        "k, the learning rate is multiplied by sqrt(k), as I said. Momentum stays at 0.9.",
        "lr * sqrt(k) when the batch size is multiplied by k",
        "the learning rate is proportional to the batch size",
        "lr/sqrt(B) = const",
    ],
    ("nlp-08", "exponential"): [
        "There are V^n possible n-grams.",
        "$V^n$ possible n-grams",
        "$|V|^n$ n-grams",
        "The number of n-grams is V**n.",
        "V to the power of n combinations",
        "number of combinations = V^n",
        "Possible n-grams: $|\\mathcal{V}|^{n}$",
        "With vocabulary size V there are V to the n sequences.",
        "the number of possible n-grams grows like V^n",
        "O(V^n) parameters",
        "It has V^(n-1) contexts and V^n n-grams.",
        "With a corpus of 10 million tokens and n = 5 I'd expect most counts to be zero: there are V^n possible n-grams, and V is 50,000.",
        "vocabulary to the power of n possible sequences",
        "vocab_size^n possible n-grams",
    ],
}
WRONG = {
    ("vision-02a", "cost-quadratic"): [
        "cost ∝ k³",
        "The weights are k * C * C'.",
        "FLOPs = k*Cin*Cout*H*W",
        "The number of parameters goes as O(k^3).",
        "Computation scales with k cubed.",
        "Doubling the filter size doubles the weights.",
        "Going from 3x3 to 7x7 costs 7/3 times as much.",
        "Double the kernel size and the number of multiplications grows by a factor of 8.",
        "the cost is proportional to the kernel size",
        "If the kernel gets 3 times larger the cost is 3 times as high.",
        "A layer has $k^4 C C'$ weights.",
        "From 3x3 to 6x6 that is twice the cost.",
        "the number of weights is proportional to sqrt(k)",
        "Cost = O(k).",
        "Doubling the kernel size halves the computation.",
    ],
    ("training-18c", "linear-or-sqrt"): [
        "lr ∝ 1/B",
        "$\\eta \\propto B^2$",
        "eta_new = eta_old * B_old / B_new",
        "Divide the learning rate by k if the batch gets k times larger.",
        "Double the batch, halve the learning rate.",
        "Double the batch size, quadruple the learning rate.",
        "256 at 0.4 becomes 1024 at 0.1",
        "learning rate scales with the square of the batch size",
        "Keep eta * B constant.",
        "If the batch grows by a factor of 8, divide the rate by 8.",
        "lr = c / sqrt(B)",
        "the learning rate is proportional to the logarithm of the batch size",
        "With four times the batch I'd take a quarter of the learning rate.",
        "lr * k^2 when the batch size is multiplied by k",
        "Halve the batch and double the rate.",
    ],
    ("nlp-08", "exponential"): [
        "There are n^V possible n-grams.",
        "$n^V$ possible n-grams",
        "The number of n-grams is V*n.",
        "There are V times n possible n-grams.",
        "number of combinations = n * V",
        "Possible n-grams: $n \\cdot |V|$",
        "the number of possible n-grams grows like V * n^2",
        "the number of possible n-grams is n^2",
        "The number of n-grams is V/n.",
        "O(n V) parameters",
        "there are V * sqrt(n) possible n-grams",
        "number of possible n-grams = V + n",
        "the number of n-grams is proportional to n",
    ],
}
OPEN = {
    ("vision-02a", "cost-quadratic"): [
        "The cost grows with the filter size, quadratically.",
        "Larger filters are slower and see more.",
        "The cost is k^2 or k^3, I'm not sure.",
        "Some people say the cost goes with k^3.",
        "It's not k^3.",
        "Two 3x3 layers see as much as a 5x5 with 18 C^2 instead of 25 C^2 weights.",
        "The receptive field is 1 + n(k-1).",
        "A filter sees k^2 pixels of the image.",
        "An output has (n-k+1)^2 positions.",
        "For a 1-D convolution the cost is proportional to k.",
        "3x3 = 9, 5x5 = 25, 7x7 = 49, 9x9 = 81. See? Maths.",
        "Is the cost k^2?",
        "The cost grows with k.",
        "A separable filter needs k * C weights.",
        "If it were k^3, the cost would explode.",
        "Doubling the number of channels means four times the weights.",
        "The weights are k^2 C C', or k C C' if I remember rightly.",
        "A 7x7 has more weights than a 3x3, three times more positions overlap.",
        "Doubling the image doubles the cost.",
        "With stride 2 the cost falls to a quarter, with twice the kernel it rises.",
    ],
    ("training-18c", "linear-or-sqrt"): [
        "A larger batch allows a larger rate.",
        "Use the linear scaling rule.",
        "Is lr ∝ B?",
        "It's not lr ∝ 1/B.",
        "Some say lr ∝ 1/B.",
        "If the loss were a sum, lr would be proportional to 1/B.",
        "With a summed loss the learning rate is proportional to 1/B.",
        "The noise goes as 1/B.",
        "the gradient variance is sigma^2/B",
        "Train 256 images, then 1024 images.",
        "lr grows with the batch, linearly",
        "lr = 0.1 and B = 256",
        "lr ∝ B or maybe lr ∝ B^2",
        "I'd double the batch instead of halving the learning rate.",
        "Instead of dividing the learning rate by 10 you can multiply the batch by 10.",
        "Learning rate and batch size are closely coupled.",
    ],
    ("nlp-08", "exponential"): [
        "The number grows exponentially with n.",
        "Each extra word multiplies the combinations by the vocabulary size.",
        "It's not V*n.",
        "V^n",
        "Is it V^n possible n-grams?",
        "There are V^n or n^V possible n-grams.",
        "You'd think there are n*V possible n-grams.",
        "The stored n-grams are at most n times the corpus, n * N.",
        "perplexity falls as 1/n",
        "Storage does not grow as V^n.",
        "n-gram counts are sparse",
        "most n-grams are never seen",
    ],
}


def rows(answers: dict[tuple[str, str], list[str]]) -> list[tuple[str, str, str]]:
    return [(question, point, answer) for (question, point), listed in answers.items() for answer in listed]


@pytest.mark.parametrize(("question", "point", "answer"), rows(RIGHT))
def test_the_right_growth_is_met(bank: Bank, question: str, point: str, answer: str) -> None:
    assert verdict(bank, question, point, answer) == "met"


@pytest.mark.parametrize(("question", "point", "answer"), rows(WRONG))
def test_the_wrong_growth_is_contradicted(bank: Bank, question: str, point: str, answer: str) -> None:
    assert verdict(bank, question, point, answer) == "contradicted"


@pytest.mark.parametrize(("question", "point", "answer"), rows(OPEN))
def test_words_doubts_and_other_quantities_are_left_to_the_judge(
    bank: Bank, question: str, point: str, answer: str
) -> None:
    assert verdict(bank, question, point, answer) == ""


@pytest.mark.parametrize(
    ("question", "point", "answer"),
    [
        (
            "vision-02a",
            "cost-quadratic",
            "Doubling both the filter size and the channels makes the cost 16 times as high.",
        ),
        ("vision-02a", "cost-quadratic", "Twice the kernel size and half the channels, that is twice the cost."),
        ("vision-02a", "cost-quadratic", "A 7x7 filter takes 9/49 times the compute of a 3x3."),
        ("vision-02a", "cost-quadratic", "Compared with 7x7, a 3x3 has 9/49 of the weights."),
        ("vision-02a", "cost-quadratic", "a 1x1 costs nothing, and a 3x3 is nine times the cost of a 1x1"),
        ("vision-02a", "cost-quadratic", "Using FFT the cost is proportional to log(k)."),
        ("vision-02a", "cost-quadratic", "In a 3D convolution the cost goes as k^3."),
        ("vision-02a", "cost-quadratic", "The number of weights is k^2 C C', which grows linearly with k."),
        ("nlp-08", "exponential", "log2 of the number of n-grams is n log2 V."),
        ("training-18c", "linear-or-sqrt", "Halving the learning rate has the same effect as doubling the batch size."),
        ("training-18c", "linear-or-sqrt", "Later in training I could as well double the batch as halve the rate."),
        ("nlp-08", "exponential", "There are 2^n possible n-grams."),
        ("nlp-08", "exponential", "There are n * V^n possible n-grams."),
    ],
)
def test_what_else_changes_or_grows_alike_is_left_to_the_judge(
    bank: Bank, question: str, point: str, answer: str
) -> None:
    assert verdict(bank, question, point, answer) == ""


def test_right_and_wrong_growth_in_one_answer_are_left_to_the_judge(bank: Bank) -> None:
    answer = "Double the batch, double the rate. In other words, lr * B = const."
    assert verdict(bank, "training-18c", "linear-or-sqrt", answer) == ""
    answer = "There are V^n possible n-grams. So the number of n-grams is n * V."
    assert verdict(bank, "nlp-08", "exponential", answer) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["k ", "weights ", "2 times the ", "k^", "double the ", "(", "3x3 ", "of the ", "lr / ", "= ", "k*"]
)
def test_long_answers_are_read_in_no_time(bank: Bank, piece: str) -> None:
    for text in (piece * 3000, f"the weights are {piece * 100}. " * 40):
        for question, point in RIGHT:
            start = time.process_time()
            verdict(bank, question, point, text[:20_000])
            assert time.process_time() - start < limit(2)


@pytest.mark.parametrize(
    "answer",
    [
        "Parameters: $k^2 C_\\text{in} C_\\text{out}$",
        "params: k**2 * c_in * c_out",
        "The number of parameters goes as O(k^2).",
        "The number of weights is K times K times C_in times C_out.",
        "Doubling the filter size means four times the weights.",
        "weights: k^2 C C' (so 9 C C' for 3x3, 25 C C' for 5x5)",
    ],
)
def test_weights_alone_are_left_to_the_judge_where_the_claim_is_of_computation_too(bank: Bank, answer: str) -> None:
    assert verdict(bank, "vision-02a", "cost-quadratic", answer) == ""
    assert verdict(bank, "vision-02a", "cost-quadratic", f"{answer} The multiplications go the same way.") == "met"


@pytest.mark.parametrize(
    "later",
    [
        "Hmm, no, rows and columns are done one after the other. So I take the square back, it is linear.",
        "Actually the libraries do rows first.",
        "But hold on, that counts twice.",
        "I drop what I said.",
        "No. It depends on the library.",
    ],
)
def test_what_may_be_taken_back_further_on_is_left_to_the_judge(bank: Bank, later: str) -> None:
    first = "The cost goes with k squared."
    assert verdict(bank, "vision-02a", "cost-quadratic", first) == "met"
    assert verdict(bank, "vision-02a", "cost-quadratic", f"{first} Bigger ones see more of the image. {later}") == ""
    assert verdict(bank, "vision-02a", "cost-quadratic", f"{first} {later}") == ""
    assert verdict(bank, "vision-02a", "cost-quadratic", f"It is linear, no wait. {later} {first}") == "met"
