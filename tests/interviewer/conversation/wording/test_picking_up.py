"""A follow-up takes up the candidate's own words, and attributes to them nothing else."""

from __future__ import annotations

import pytest

from interviewer.conversation.wording.picking_up import is_true_to, keeps_instruction, keeps_names, parted, takes_up
from interviewer.conversation.wording.wording import Wording
from interviewer.errors import UnavailableError
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import FakeChat, FakeReply

HEARD = "I would watch the training loss, and it goes wild after a few steps."


def probed(bank: Bank, words: CachedEmbedder, reply: FakeReply) -> str:
    question = bank["training-06a"]
    chat = FakeChat(reply)
    wording = Wording(lambda: chat, lambda: words)
    return wording.probe(question, question.criterion("clipping"), HEARD, question.criteria)


def asked(bank: Bank) -> str:
    return bank["training-06a"].criterion("clipping").probe


@pytest.mark.parametrize(
    "lead",
    [
        "You said the training loss goes wild after a few steps.",
        "You mentioned the training loss, and that it goes wild.",
        "So you talked about watching the loss.",
        "Okay, going back to the loss you mentioned:",
    ],
)
def test_words_that_were_said_may_come_before_the_question(bank: Bank, words: CachedEmbedder, lead: str) -> None:
    reply = f"{lead} {asked(bank)}"
    assert probed(bank, words, reply) == reply


@pytest.mark.parametrize(
    "lead",
    [
        "You mentioned weight decay.",
        "You mentioned a CNN.",
        "You talked about the 3x3 loss.",
        "You said the loss goes wild because the learning rate is too high.",
        "As you pointed out, the gradient norm explodes.",
        "You're right that the loss goes wild.",
        "You said the loss goes wild, which is correct.",
        "You said the loss goes wild. Would you clip the gradient by its norm?",
        "You said the loss goes wild. You clip the norm.",
        "Great, you mentioned the loss.",
        "Sure, you mentioned the loss.",
        "Of course.",
        "Certainly! You said the loss goes wild.",
    ],
)
def test_what_was_not_said_or_judges_or_gives_away_is_not_used(bank: Bank, words: CachedEmbedder, lead: str) -> None:
    assert probed(bank, words, f"{lead} {asked(bank)}") == asked(bank)


def test_the_question_itself_must_be_the_banks(bank: Bank, words: CachedEmbedder) -> None:
    assert probed(bank, words, "You said the training loss goes wild. Which optimiser do you like?") == asked(bank)


def test_a_follow_up_is_parted_at_what_was_heard() -> None:
    assert parted("You said the loss goes wild. What then?", HEARD) == ("You said the loss goes wild.", "What then?")
    assert parted("You said the rate is high. What then?", HEARD) == ("", "You said the rate is high. What then?")
    assert parted("What then?", HEARD) == ("", "What then?")
    assert parted("", "") == ("", "")
    assert takes_up("as you said") and not takes_up("What would you say if it fails?".replace("say", "do"))
    assert is_true_to("What would you do?", "", "") and not is_true_to("You mentioned zebras, what then?", HEARD, "")


@pytest.mark.parametrize(
    "reply", ["Please say: {probe}", "Could you provide more details? {probe}", "Give me further information: {probe}"]
)
def test_nobody_is_asked_as_a_chatbot_would_be(bank: Bank, words: CachedEmbedder, reply: str) -> None:
    assert probed(bank, words, reply.format(probe=asked(bank))) == asked(bank)


@pytest.mark.parametrize("reply", ["{quote} {probe}", "", "You said something else. {probe}", UnavailableError("gone")])
def test_a_model_may_join_words_that_come_near_and_the_probe(
    bank: Bank, words: CachedEmbedder, reply: FakeReply
) -> None:
    question = bank["training-06a"]
    criterion, near = question.criterion("clipping"), "the step is bounded"
    given = reply.format(quote=f"You said “{near}”.", probe=criterion.probe) if isinstance(reply, str) else reply
    chat = FakeChat(given)
    wording = Wording(lambda: chat, lambda: words)
    told = wording.probe_near(criterion, near, 1, 0, question, question.criteria)
    assert told.startswith(f"You said “{near}”. ") and told.endswith(criterion.probe)
    assert (told == given) is (given == f"You said “{near}”. {criterion.probe}")
    assert len(chat.asked) == 1


PLOT = "Plot quality against the number of heads, with the model's width fixed. What does the curve look like?"


@pytest.mark.parametrize(
    ("reply", "bank_words", "keeps"),
    [
        ("What shape does the plot quality vary with the number of heads at constant width?", PLOT, False),
        ("How does the quality curve depend on the number of heads?", PLOT, False),
        ("If you plot quality against the number of heads at fixed width, what does the curve look like?", PLOT, True),
        ("Could you draw quality over the number of heads, and say how it runs?", PLOT, True),
        ("You mentioned heads. Plot quality against their number: how does it run?", PLOT, True),
        ("Which gate keeps the state?", "What keeps the state?", True),
        ("Which gate keeps the state?", "A gate is at one. What keeps the state?", True),
    ],
)
def test_who_is_told_to_do_something_is_still_told(reply: str, bank_words: str, keeps: bool) -> None:
    assert keeps_instruction(reply, bank_words) is keeps


@pytest.mark.parametrize(
    ("reply", "bank_words", "keeps"),
    [
        (
            "What makes SGD different from plain SGD in step size?",
            "How does a step of Adagrad differ from a step of plain SGD?",
            False,
        ),
        (
            "How would a step of Adagrad differ from one of plain SGD?",
            "How does a step of Adagrad differ from a step of plain SGD?",
            True,
        ),
        ("What happens to the cost with a longer text?", "What happens to the cost with 2,000 tokens?", False),
        ("How do the heads rank?", "How do the four heads rank?", False),
        ("Which of them would you take?", "Which of the two would you take?", True),
        ("What would you change, and why?", "Suppose I asked you again. What would you change?", True),
        ("How good is B on English text?", "How good is A on English text?", False),
    ],
)
def test_names_abbreviations_and_numbers_of_the_question_stay_in_it(reply: str, bank_words: str, keeps: bool) -> None:
    assert keeps_names(reply, bank_words) is keeps
