"""The reply to a question about the question that nothing else answers."""

from __future__ import annotations

import pytest

from interviewer.conversation.clarifying import no_assumption

ASKED = "Why is the rate lowered, and how is it done? Say for one of the ways what it costs."


@pytest.mark.parametrize(
    ("request_", "term"),
    [
        ("What do you mean by learned weights here - do you mean transposed convolution?", "“learned weights”"),
        ("What do you mean by learned weights here - do you mean transposed convolution?", "“transposed convolution”"),
        ("do you mean transposed convolution?", "“transposed convolution”"),
        ("What does 'at prediction' mean?", "“at prediction”"),
        ("When you say papers, any conference?", "“papers”"),
        ("what is meant by a schedule", "“schedule”"),
        ("are we talking about CNNs?", "“CNNs”"),
        ('can you clarify what you mean by "learned"?', "“learned”"),
    ],
)
def test_the_candidates_own_term_is_taken_up(request_: str, term: str) -> None:
    for number in range(3):
        assert term in no_assumption(request_, number, ASKED)


@pytest.mark.parametrize(
    ("request_", "word"),
    [
        ("May I use a pretrained model here, or should I talk about training from scratch?", "which of the two"),
        ("images or text?", "which of the two"),
        ("Can I assume the batch is large?", "the question"),
        ("How detailed should it be?", "main points"),
        ("do you want the formula?", "clearer"),
        ("which framework?", "on purpose"),
    ],
)
def test_each_kind_of_request_has_a_reply_of_its_own(request_: str, word: str) -> None:
    assert word in no_assumption(request_, 1, ASKED)


@pytest.mark.parametrize(
    "request_", ["I don't understand the question", "could you rephrase that?", "What do you mean by that?"]
)
def test_who_did_not_understand_is_given_the_first_part(request_: str) -> None:
    told = no_assumption(request_, 0, ASKED)
    assert "Why is the rate lowered?" in told and "how is it done" not in told


@pytest.mark.parametrize("request_", ["do you mean X?", "What framework?", "may I?", "hm, and the optimizer?", "", "?"])
def test_replies_vary_are_short_and_never_repeat_the_question(request_: str) -> None:
    told = [no_assumption(request_, number, ASKED) for number in range(2)]
    assert len(set(told)) == 2 and all(ASKED not in text and 4 < len(text.split()) < 45 for text in told)


def test_braces_and_long_guesses_do_no_harm() -> None:
    assert "{0}" in no_assumption("do you mean {0}?", 0)
    assert "“" not in no_assumption("do you mean " + "very " * 30 + "deep?", 0)


def test_what_a_part_rests_on_is_said_with_it() -> None:
    told = no_assumption("what do you mean?", 0, "Unroll it over three steps. What does it look like? Say why.")
    assert told.endswith("Unroll it over three steps. What does it look like?")
