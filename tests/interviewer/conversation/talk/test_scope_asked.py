"""Whether something belongs to an answer is told where the question says so, and no point is given away."""

from __future__ import annotations

import pytest

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import Said, WordClarification
from interviewer.conversation.talk.scope_asked import asks_otherwise, asks_scope, is_part_of_it, scope_reply
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player

SURE = """
should I cover the gradient too? | do you want the noise as well? | do I have to mention the learning rate?
shall I go into batch statistics too? | do you care about the inference side? | does it include the test phase?
would you like me to touch on layer norm as well? | am I expected to discuss momentum? | are you interested in the cost?
ok, and should I also say something about the optimiser?
""".replace("\n", "|").split("|")
EITHER = """
is the backward pass part of it? | are running averages in scope? | is regularisation relevant here?
is the initialisation something you want to hear about? | is the decoder out of scope? | are the biases included?
is inference part of the question? | would the memory cost be off-topic? | is the padding of interest too?
""".replace("\n", "|").split("|")
OTHER = """
should I cover it? | is it part of it? | do you want code? | is the variance smaller? | is it because the loss is included?
does it converge? | the backward pass is part of it | are you sure? | is a longer warm-up required for the model to converge well
""".replace("\n", "|").split("|")


def each(listed: list[str]) -> list[str]:
    return [text.strip() for text in listed if text.strip()]


@pytest.mark.parametrize("text", each(SURE))
def test_who_asks_whether_to_cover_something_is_told_where_to_look(text: str) -> None:
    assert asks_scope(text, surely=True)
    first = scope_reply(text, ())
    assert first and scope_reply(text, (first,)) not in {"", first}


@pytest.mark.parametrize("text", each(EITHER))
def test_what_may_be_a_guess_is_read_so_only_if_it_sounds_like_talk(text: str, bank: Bank) -> None:
    assert asks_scope(text, surely=False) and not asks_scope(text, surely=True) and scope_reply(text, ())


@pytest.mark.parametrize("text", each(OTHER))
def test_nothing_else_is_answered_so(text: str) -> None:
    assert not scope_reply(text, ())


def test_no_reply_tells_what_earns_a_point(bank: Bank) -> None:
    """The same is said of a point of the rubric and of something that is none."""
    replies = {scope_reply(f"should I talk about {what}?", ()) for what in ("gradient clipping", "the weather in Rome")}
    assert len(replies) == 1


@pytest.mark.parametrize("heard", ["control", "hint", "progress", None])
def test_it_is_replied_to_whatever_the_classifier_takes_it_for(heard: Intent | None, bank: Bank) -> None:
    player = Player(bank)
    player.send(Said(player.now + 5, "would you like me to touch on the noise as well?", heard=heard))
    assert isinstance(player.state.pending, WordClarification)


@pytest.mark.parametrize(
    ("question", "text", "part"),
    [
        ("vision-08a", "Should I also talk about the backward pass?", True),
        ("vision-08a", "do I need to mention the next layer?", True),
        ("vision-08a", "Do you also want the output?", True),
        ("vision-08a", "should I cover weight decay?", False),
        ("vision-08a", "should I talk about the output or the backward pass?", False),
        ("training-06a", "Should I cover vanishing gradients as well?", False),
        ("training-20b", "Should I talk about convergence?", False),
    ],
)
def test_what_the_question_asks_for_belongs_to_the_answer(question: str, text: str, part: bool, bank: Bank) -> None:
    assert is_part_of_it(text, bank[question].question, bank[question]) is part


def test_no_entry_of_the_bank_is_contradicted(bank: Bank) -> None:
    for question in bank.values():
        for entry in question.assumptions:
            assert not any(is_part_of_it(text, question.question, question) for text in entry.asked)


def test_an_entry_about_another_form_does_not_answer(bank: Bank) -> None:
    listed = ("Do I need the gradient formulas?", "Should I write down the backward pass?")
    assert asks_otherwise("Should I also talk about the backward pass?", listed)
    assert asks_otherwise("is it alright if I start with the gradient?", listed)
    assert not asks_otherwise("do you want formulas or just the intuition?", listed)
    assert not asks_otherwise("should I cover it?", ("Is the window the same?",))
    question = bank["vision-08a"]
    assert any(
        asks_otherwise("Should I also talk about the backward pass?", entry.asked) for entry in question.assumptions
    )
