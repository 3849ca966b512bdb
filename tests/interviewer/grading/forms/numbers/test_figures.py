from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.numbers.figures import false_rates, false_sizes
from interviewer.grading.forms.numbers.workings import Workings
from knowledge.schema import Bank


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("32x32, 5x5 kernel, no padding: output 27", "28"),
        ("An input of 32 with a 5x5 filter, stride 1 and padding 2 gives 30.", "32"),
        ("224x224, 7x7, stride 2, padding 3: 113x113", ""),
        ("224x224, 7x7, stride 2, padding 3: 110x110", "112"),
        ("With n=10, k=4, p=1, s=2 it is 6.", "5"),
        ("n = 28, k = 3, no padding, so the output is 25.", "26"),
        ("A 32 x 32 image and a 5 x 5 filter without padding leaves 27 x 27.", "28"),
    ],
)
def test_an_output_size_is_computed_from_what_is_given_with_it(answer: str, right: str) -> None:
    found = false_sizes(answer)
    assert len(found) == bool(right)
    assert not right or f"the output is {right} wide" in found[0]


@pytest.mark.parametrize(
    "answer",
    [
        "32x32, 5x5 kernel, no padding: output 28",
        "An input of 32 with a 5x5 filter, stride 1 and padding 2 gives 32.",
        "224x224, 7x7, stride 2, padding 3: 112x112",
        "With n=10, k=4, p=1, s=2 it is 5.",
        "32x32, 5x5 kernel: output 27",
        "32x32 with a 5x5 kernel and same padding gives 30",
        "32x32, two 5x5 kernels, no padding: output 24",
        "32x32, 2x2 max pooling, no padding: output 16",
        "A 3x3 filter needs padding 1 and a 5x5 filter padding 2 to keep 32x32.",
        "It is not true that 32x32, 5x5 kernel, no padding gives 27",
        "A common mistake: 32x32, 5x5 kernel, no padding, output 27.",
        "the output is 27",
        "",
        "32x32 " * 2000,
    ],
)
def test_right_sizes_and_what_is_left_open_are_not_named(answer: str) -> None:
    assert false_sizes(answer) == ()


@pytest.mark.slow
@settings(deadline=None)
@given(st.integers(16, 300), st.sampled_from([3, 5, 7]), st.integers(0, 4), st.integers(1, 3), st.integers(2, 9))
def test_any_size_is_checked(n: int, k: int, p: int, s: int, slip: int) -> None:
    right = (n + 2 * p - k) // s + 1
    text = "n = {}, k = {}, p = {}, s = {}: output {}"
    assert false_sizes(text.format(n, k, p, s, right)) == ()
    assert len(false_sizes(text.format(n, k, p, s, right + slip))) == 1


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("With 2 bits per character and five characters per word, A has 12 bits per word.", True),
        ("2 bits per character times 5 characters per word makes 12 bits per word", True),
        ("B's 6 bits per word are 1.5 bits per character at 5 characters per word.", True),
        ("With 2 bits per character and five characters per word, A has 10 bits per word.", False),
        ("B's 6 bits per word are 1.2 bits per character at 5 characters per word.", False),
        ("About 5.7 characters per word, so 2 bits per character is 11.4 bits per word.", False),
        ("A has 2 bits per character, B 6 bits per word, and at 5 characters per word B wins.", False),
        ("2 bits per character, 6 bits per word for the other one, 5 characters per word", False),
        ("With 2 bits per character it is 12 bits per word.", False),
        ("2 bits per character and 4 or 5 characters per word make 12 bits per word", False),
        ("", False),
    ],
)
def test_bits_per_word_are_the_rate_times_the_length(answer: str, wrong: bool) -> None:
    assert bool(false_rates(answer)) == wrong


def test_what_does_not_follow_is_told_in_the_note(bank: Bank) -> None:
    size = "32x32, 5x5 kernel, no padding: output 27"
    assert "the output is 28 wide, not 27" in Workings().note(bank["vision-05"], size)
    assert Workings().note(bank["vision-01"], size) == ""
    bits = "With 2 bits per character and five characters per word, A has 12 bits per word."
    assert "make 10 bits per word, not 12" in Workings().note(bank["nlp-12"], bits)
    said = "2 bits per character times 5 characters per word = 12 bits per word"
    assert "not 12" in Workings().note(bank["nlp-12"], said)
