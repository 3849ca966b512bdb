"""Wrong statements that are corrected in a later message, with the real sentence embeddings and the shipped reader."""

from __future__ import annotations

import pytest

from interviewer.grading.appeals.appeal import hear
from interviewer.grading.appeals.last_word import held_to_last_word
from interviewer.grading.grade import Grade
from interviewer.grading.grader import Grader
from interviewer.grading.screening.taken_back import Challenge
from knowledge.schema import Bank

pytestmark = pytest.mark.embedded

POOLING = (
    "vision-08a",
    "gradient",
    "On the way back, max pooling shares the gradient equally among all the inputs of the window, while average pooling passes "
    "it only to the winning input.",
)
GAN = (
    "advanced-05a",
    "practice",
    "In practice training nearly always converges to that equilibrium, and both losses go steadily down on the way.",
)
MASKS = ("nlp-01c", "same-mask", "If you want dropout everywhere, draw a new mask at each time step.")
FFT = (
    "vision-12",
    "fft-large",
    "FFT pays off for small kernels like 3 by 3, because the transform costs little there, and Winograd is the one for large kernels.",
)
Case = tuple[str, str, str]


def after(bank: Bank, grader: Grader, case: Case, *replies: str) -> tuple[Grade, str]:
    """The grade of a wrong statement and these replies, each to a question about its point while that is called wrong."""
    question_id, point, answer = case
    question = bank[question_id]
    grade = grader.grade(question, answer)
    assert grade.criterion(point).called_wrong
    for reply in replies:
        item, since = grade.criterion(point), len(answer)
        challenge = Challenge(item.evidence, since, point) if item.contradicted else None
        answer = f"{answer}\n\n{reply}"
        again = grader.grade_again(question, answer, grade, None, since)
        grade = held_to_last_word(grader, question, answer, again, challenge=challenge, since=since)
    return grade, answer


@pytest.mark.parametrize(
    ("case", "replies", "kinds"),
    [
        (POOLING, ["With max pooling each unit gets 1. With average pooling the 5 gets all 4 and the others get zero.",
                   "Oh wait, only the biggest one. Then I had it the wrong way round, I take that back: with max the 5 gets all of it, "
                   "and with average everybody gets a quarter.", "Shift it by a pixel and max barely moves."], {"met"}),
        (POOLING, ["Sorry, swap them: max sends it to the winner, average spreads it."], {"met"}),
        (GAN, ["Okay, I give up on that. They go round in circles or the generator covers only a few modes, and there's no guarantee."], {"met"}),
        (GAN, ["Hm, often it doesn't converge."], {"met"}),
        (MASKS, ["Only once, before the first word, then the same mask all the way to the last.", "The ones inside the loop, horizontal."], {"met"}),
        (MASKS, ["One mask per sequence, kept for all steps."], {"met"}),
        (FFT, ["Small ones, as I said.", "I mixed those up: Winograd is for small kernels, FFT pays off for large ones."], {"met", "partly_met"}),
        (FFT, ["I got those backwards, FFT is what you take for large kernels."], {"met", "partly_met"}),
    ],
)  # fmt: skip
def test_the_last_word_lifts_what_was_called_wrong(
    bank: Bank, grader: Grader, case: Case, replies: list[str], kinds: set[str]
) -> None:
    grade, answer = after(bank, grader, case, *replies)
    item = grade.criterion(case[1])
    assert item.kind in kinds and all(e.start > len(case[2]) for e in item.evidence), item
    assert all(answer[e.start : e.end] == e.quote for e in item.evidence)


@pytest.mark.parametrize(
    ("case", "reply"),
    [
        (POOLING, "I did say that."),
        (POOLING, "With max pooling each unit gets 1. With average pooling the 5 gets all 4 and the others get zero."),
        (GAN, "The losses fall, that's how you see it."),
        (GAN, "I did say it right."),
        (MASKS, "The recurrent ones."),
        (FFT, "Small ones, as I said."),
        (FFT, "I mixed those up: Winograd is for large kernels, FFT pays off for small ones."),
    ],
)
def test_what_puts_nothing_right_is_still_called_wrong(bank: Bank, grader: Grader, case: Case, reply: str) -> None:
    grade, _ = after(bank, grader, case, reply)
    assert grade.criterion(case[1]).kind == "contradicted"


@pytest.mark.parametrize(
    ("case", "reply", "argument", "kinds"),
    [
        (POOLING, "Then I had it the wrong way round, I take that back: with max the 5 gets all of it, and with average everybody gets "
                  "a quarter.",
         "I took that back! I said: with max the 5 gets all of it and with average everybody gets a quarter.", {"met"}),
        (FFT, "I mixed those up: Winograd is for small kernels, FFT pays off for large ones.",
         "I said “Winograd is for small kernels, FFT pays off for large ones”. That is exactly the point.", {"met", "partly_met"}),
        (FFT, "Both save multiplications.", "I took that back.", {"contradicted"}),
    ],
)  # fmt: skip
def test_a_contest_is_read_on_the_last_word(
    bank: Bank, grader: Grader, case: Case, reply: str, argument: str, kinds: set[str]
) -> None:
    question_id, point, wrong = case
    before, _ = after(bank, grader, case)
    outcome = hear(grader, bank[question_id], f"{wrong}\n\n{reply}", before, point, argument)
    assert outcome.grade.criterion(point).kind in kinds
