"""What is said again right after itself is read once."""

from __future__ import annotations

import time

import pytest

from interviewer.grading.local.heard import cut
from interviewer.grading.local.said_again import last_said, without_repeats
from knowledge.schema import Bank

ANSWER = "It keeps the variance stable. That is why deep networks train. Without it the signal dies out."


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("", ""),
        ("abc", "abc"),
        ("abcabc", "abc"),
        ("abcabcabc", "abc"),
        ("aaaa", "a"),
        ("ababcc", "abc"),
        ("xabcabcy", "xabcy"),
        ("abca", "abca"),  # the last word on it
        ("abcacb", "abcacb"),
        ("aabaab", "ab"),
    ],
)
def test_only_what_directly_repeats_goes(said: str, left: str) -> None:
    assert "".join(said[n] for n in last_said(said)) == left


@pytest.mark.parametrize("between", ["\n\n", " ", "\n"])
@pytest.mark.parametrize("times", [2, 3, 7])
def test_an_answer_that_is_sent_again_has_the_statements_of_one(bank: Bank, between: str, times: int) -> None:
    question = bank["training-06a"]
    _, once = cut(question, ANSWER)
    _, again = cut(question, between.join([ANSWER] * times))
    assert [item.text for item in again] == [item.text for item in once]
    _, louder = cut(question, f"{ANSWER.upper().replace('.', '!')}{between}{ANSWER}")
    assert [item.text for item in louder] == [item.text for item in once]


def test_the_rest_keeps_its_place_and_its_words() -> None:
    text = f"{ANSWER}\n\n{ANSWER}\n\nBut at the start it is zero."
    read = without_repeats(text)
    assert len(read) == len(text) and read.endswith(f"{ANSWER}\n\nBut at the start it is zero.")
    assert read.count("variance") == 1
    other = f"{ANSWER} No, that is wrong. {ANSWER}"
    assert without_repeats(other) == other


def test_a_question_is_not_the_statement_in_the_same_words(bank: Bank) -> None:
    _, said = cut(bank["training-06a"], "It keeps the variance stable?\n\nIt keeps the variance stable.")
    assert "It keeps the variance stable." in [item.own for item in said]


def test_a_reply_that_repeats_the_last_sentence_is_still_there() -> None:
    read = without_repeats(f"{ANSWER}\n\nWithout it the signal dies out.")
    assert read.rstrip().endswith("Without it the signal dies out.") and read.count("dies out") == 1


def test_a_sentence_a_thousand_times_is_quick() -> None:
    start = time.process_time()
    assert without_repeats("It learns. " * 1000).split() == ["It", "learns."]
    varied = " ".join(f"It learns {n % 7} times {n % 11}." for n in range(1000))
    assert without_repeats(varied).split()
    assert time.process_time() - start < 5
