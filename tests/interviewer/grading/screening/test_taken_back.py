"""What an answer takes back, and what merely sounds like it."""

from __future__ import annotations

import pytest

from interviewer.grading.screening.taken_back import (
    Challenge,
    corrects_itself,
    named_as_taken_back,
    only_withdraws,
    taken_back,
    withdraws_one_thing,
)
from interviewer.grading.text.evidence import locate


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Copy it. Max unpooling has weights. No wait, I take that back: it has none.", "Copy it. it has none."),
        (
            "It works best with small batches.\n\nHmm, then I was wrong about small batches: they are noisy.",
            "they are noisy.",
        ),
        ("It is linear, no wait, it is quadratic.", "it is quadratic."),
        ("It runs at test time. Sorry, I meant at training time.", "at training time."),
        ("The loss grows. Scratch that. It falls.", "It falls."),
        ("The loss grows. That's wrong. It falls.", "It falls."),
        ("It vanishes. I was wrong about that.", ""),
        ("A. It grows. I got that backwards, it shrinks.", "A. it shrinks."),
        ("The loss grows. On second thought, it falls.", "it falls."),
        ("The loss grows. I changed my mind: it falls.", "it falls."),
        ("The loss grows. My bad, it falls.", "it falls."),
        ("Rates are fixed. I want to take back what I said about rates: they decay.", "they decay."),
    ],
)
def test_what_is_withdrawn_is_no_part_of_the_rest(text: str, rest: str) -> None:
    back = taken_back(text)
    assert back.rest == rest and back.spans and corrects_itself(text)
    assert all(text[s.start : s.end] for s in back.spans)


@pytest.mark.parametrize(
    "text",
    [
        "The gradient doesn't wait for the mean. It flows.",
        "Take the mean back to zero. Hold on to the best weights.",
        "Bias correction divides by one minus beta. Correction matters early on.",
        "Actually it decays. No gradient flows. Wait for the loss to settle.",
        "I was wrong because the data leaked.",
        "Sorry, the loss is convex.",
        "",
    ],
)
def test_an_answer_that_withdraws_nothing_is_whole(text: str) -> None:
    back = taken_back(text)
    assert (back.spans, back.correcting, back.rest) == ((), (), text)


def test_only_the_sentence_that_is_spoken_of_is_withdrawn() -> None:
    text = "Dropout scales at training time. Batches may be tiny. I was wrong about the tiny batches."
    assert taken_back(text).rest == "Dropout scales at training time."


def test_a_quote_of_the_correction_itself_is_covered_too() -> None:
    text = "Small batches work best. I was wrong about small batches: they are noisy. Rates decay."
    for quote, covered in (("Small batches work best", True), ("they are noisy", True), ("Rates decay", False)):
        place = locate(quote, text)
        assert place is not None and taken_back(text).covers(place) is covered


BEFORE = "Pooling adds weights to the network. It halves the width."


@pytest.mark.parametrize(
    "text",
    [
        "no, sorry, it's the other way round",
        "Oops, vice versa.",
        "Hm, I think I swapped the two.",
        "Ah, they're reversed.",
        "Sorry, that came out wrong.",
        "Other way around, sorry",
        "Wait, exactly the opposite.",
        "I've mixed those two up.",
        "Let me withdraw that.",
        "Argh, I said it backwards.",
        "On reflection, that can't be right.",
    ],
)
def test_what_turns_the_last_words_round_takes_them_back(text: str) -> None:
    assert taken_back(f"{BEFORE}\n\n{text}").rest == "Pooling adds weights to the network."
    assert corrects_itself(text) and only_withdraws(text)


@pytest.mark.parametrize(
    "text",
    [
        "It's the other way round for the decoder.",
        "In max pooling the opposite holds.",
        "No, the other way round.",
        "Actually, the reverse direction is read by a second network.",
        "The order of the two is swapped at test time.",
        "The reverse of that matrix is used.",
        "I swapped the two layers.",
    ],
)
def test_what_turns_something_else_round_takes_nothing_back(text: str) -> None:
    assert not taken_back(f"{BEFORE}\n\n{text}").spans and not corrects_itself(text)


@pytest.mark.parametrize(
    ("reply", "rest"),
    [
        ("Sorry, other way round: pooling has none.", "It halves the width.\n\npooling has none."),
        ("Oh, I got that wrong. Pooling adds nothing.", "It halves the width.\n\n Pooling adds nothing."),
        ("I was wrong, the width is kept.", "Pooling adds weights to the network. \n\nthe width is kept."),
    ],
)
def test_a_later_message_takes_back_what_it_speaks_of(reply: str, rest: str) -> None:
    assert taken_back(f"{BEFORE}\n\n{reply}").rest.split() == rest.split()


@pytest.mark.parametrize("reply", ["No, the other way round.", "Sorry, that's wrong.", "It's the opposite, actually."])
def test_a_reply_takes_back_what_was_held_against_the_candidate(reply: str) -> None:
    wrong = locate("Pooling adds weights", BEFORE)
    assert wrong is not None
    challenge = Challenge((wrong,), len(BEFORE))
    assert taken_back(f"{BEFORE}\n\n{reply}", challenge).rest.strip() == "It halves the width."
    assert taken_back(f"{BEFORE}\n\nThe stride is two. {reply}", challenge).covers(wrong) is False


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("I take back what I said about strides: it's only good for stride 1.", True),
        ("But I was wrong about small batches.", True),
        ("Actually no, scratch that, I was wrong.", True),
        ("No wait, I take that back: it has none.", True),
        ("I had it the wrong way round, I take that back: the largest gets all of it.", True),
        ("Scratch that, every unit of this window gets a share.", True),
        ("I take back what I said.", False),
        ("I was wrong about all of it.", False),
        ("Scratch that, everything I said is wrong.", False),
        ("Let me correct myself: nothing of what I said here is true.", False),
        ("I take back my answer.", False),
        ("The gradient is clipped.", False),
    ],
)
def test_one_thing_is_told_from_all_that_was_said(words: str, one: bool) -> None:
    assert withdraws_one_thing(words) == one


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Actually my sentence order remark was wrong, I meant it doesn't matter.", "sentence order"),
        ("Hm, my tiny batches claim was just wrong.", "tiny batches"),
        ("What I said about strides is not true.", "strides"),
        ("The bit about padding was a slip: none is needed.", "padding"),
        ("I take back what I said about weight decay.", "weight decay"),
        ("Sorry, I was wrong about momentum since it is damped.", "momentum "),
        ("I take that back.", ""),
        ("My answer was wrong.", ""),
        ("My favourite claim is wrong elsewhere in the literature.", ""),
        ("The bit about padding was clear.", ""),
    ],
)
def test_a_message_may_name_what_it_takes_back(words: str, what: str) -> None:
    assert named_as_taken_back(words) == what
    assert not what or corrects_itself(words)


def test_only_the_sentence_that_is_called_wrong_is_withdrawn() -> None:
    text = "Tiny batches help. Padding costs nothing.\n\nMy tiny batches claim was wrong: they are noisy."
    assert taken_back(text).rest.split() == ["Padding", "costs", "nothing.", "they", "are", "noisy."]


WHOLE = "Pooling adds weights to the network."


@pytest.mark.parametrize(
    ("reply", "rest"),
    [
        ("Oh wait, only one of them. I take that back.", ["It halves the width.", "Oh wait, only one of them."]),
        ("Ah no, none at all. Then I was wrong.", ["It halves the width.", "Ah no, none at all."]),
        ("It keeps the width. No wait, scratch that.", [WHOLE, "It halves the width."]),
    ],
)
def test_who_sees_a_mistake_before_taking_it_back_keeps_what_they_saw(reply: str, rest: list[str]) -> None:
    place = locate(WHOLE, BEFORE)
    assert place is not None
    left = taken_back(f"{BEFORE}\n\n{reply}", Challenge((place,), len(BEFORE))).rest
    assert left.split() == " ".join(rest).split()
