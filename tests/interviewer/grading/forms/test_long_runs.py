"""A key that was held down, and the room that a drawing leaves, cost no time worth speaking of."""

from __future__ import annotations

import time

import pytest

from interviewer.grading.forms.exact_verdicts import exact_verdicts
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, readable
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import SKETCHES, TEXT
from tests.interviewer.grading.forms.sketches.test_colour_names import picture
from tests.pace import limit

FORMS = (SKETCHES, *TEXT)
RUNS = (
    " ",
    "\t",
    "\n",
    " \n",
    "1",
    "1 ",
    "1, ",
    "a",
    "a ",
    "the ",
    "and ",
    "is ",
    "=",
    " = ",
    "(",
    "[",
    ",",
    "-",
    "- ",
    "| ",
    "> ",
    "0.",
    "x1 ",
)
SAID = {
    "nlp-10": "The distance is 4, and each of the 4 steps is a substitution.",
    "nlp-12": "With 4.5 characters per word, A needs 9 bits, so B is better.",
    "rl-04": "The left min is 3, the right one is 1, and the root is 3.",
    "rl-07": "The left min is 5, so beta is 4 at the right and the leaves 5 and 9 are pruned.",
    "training-04a": "teal = sigmoid, amber = tanh, violet = ReLU, rose = leaky ReLU",
    "training-04d": "s' = s (1 - s), where s = 1 / (1 + exp(-x)).",
    "training-24": "h1 = step(x1 + x2 - 0.5), h2 = step(x1 + x2 - 1.5), y = step(h1 - h2 - 0.5)",
    "vision-09": "The kernel has 3 * 3 * 64 = 576 weights, and all have 576 * 128 = 73,728.",
    "vision-11": "I'd take 64 filters of 3 x 3 x 16.",
}
"""A few words that forms read, by part."""


def seconds(bank: Bank, part: str, answer: str) -> float:
    text = readable(answer)
    start = time.process_time()
    exact_verdicts(FORMS, bank[part], text, bank[part].criteria)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_in_an_answer_ends_soon(bank: Bank, run: str) -> None:
    for part, words in SAID.items():
        begins, ends = words.split(" ", 1)
        held = (run * MAX_GRADED_CHARACTERS)[: MAX_GRADED_CHARACTERS - len(words) - 2]
        for answer in (f"{words} {held}", f"{begins} {held} {ends}"):
            assert seconds(bank, part, answer) < limit(2), (part, run)


@pytest.mark.parametrize(
    "words",
    [
        "teal = sigmoid, amber = tanh, violet = ReLU, rose = leaky ReLU",
        "| teal | sigmoid |\n| amber | tanh |\n| violet | ReLU |\n| rose | leaky-ReLU |",
        "ReLU is 0 for x<0 and then x:",
    ],
)
def test_words_above_a_drawing_are_read_at_once(bank: Bank, words: str) -> None:
    drawn = picture()
    assert len(drawn) > 9000
    assert seconds(bank, "training-04a", f"{words}\n{drawn}") < limit(2)  # it was up to a minute
