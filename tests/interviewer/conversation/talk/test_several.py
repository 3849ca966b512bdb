"""Several questions in one message, and their replies in one."""

from __future__ import annotations

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Said, Setup, WordClarification
from interviewer.conversation.talk.assuming import Assuming, gives
from interviewer.conversation.talk.several import MOST, asks_several, questions_in
from interviewer.conversation.wording.replies import Replies
from interviewer.conversation.wording.wording import Wording
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.player import Player, texts
from tests.stand_ins import FakeChat

LENGTH_AND_KIND = (
    "how long should my answer be, and do you mean unstructured pruning of single weights or of whole channels too?"
)
NORM_AND_LENGTH = "Do you mean the norm with the square root versus without it? And how long should my answer be?"
TWO = [
    (
        LENGTH_AND_KIND,
        [
            "how long should my answer be?",
            "do you mean unstructured pruning of single weights or of whole channels too?",
        ],
    ),
    (
        NORM_AND_LENGTH,
        ["Do you mean the norm with the square root versus without it?", "And how long should my answer be?"],
    ),
    (
        "How much time is left, and do you mean the training loss?",
        ["How much time is left?", "do you mean the training loss?"],
    ),
    ("Should I compare both? Also, what is the data?", ["Should I compare both?", "Also, what is the data?"]),
]
ONE = [
    "What do you mean by a habit? Do you mean weight decay?",
    "images or text? Or both?",
    "May I use a pretrained model here, or should I talk about training from scratch?",
    "What do you mean by learned weights here - do you mean transposed convolution?",
    "Can you say how it is trained and what it costs?",
    "Do you mean a network that predicts and does regression?",
    "So which ones go, and why?",
    "I'm not sure I follow. Do you mean the training loss?",
    "The loss jumps and the weights grow.",
    "",
]


@pytest.mark.parametrize(("text", "parts"), TWO)
def test_each_question_is_a_piece(text: str, parts: list[str]) -> None:
    assert questions_in(text) == parts


@pytest.mark.parametrize("text", ONE)
def test_what_belongs_together_is_one_piece(text: str) -> None:
    assert questions_in(text) == [text]


def test_there_are_never_more_pieces_than_are_answered_and_no_word_is_lost() -> None:
    text = "Is the data labelled? How big is it? Can I use a pretrained model? Do you want code? May I assume a GPU?"
    parts = questions_in(text)
    assert len(parts) == MOST and " ".join(parts) == text


def test_a_message_of_nothing_but_questions_is_told_from_an_answer() -> None:
    assert asks_several(LENGTH_AND_KIND) and asks_several(NORM_AND_LENGTH)
    assert not asks_several("Is it the variance? Or could it be the bias?")
    assert not asks_several("It is the rate. Do you mean the loss? And how long should it be?")


def told(
    question_id: str, request: str, bank: Bank, words: CachedEmbedder, *replies: str, used: tuple[str, ...] = ()
) -> str:
    chat = FakeChat(*replies) if replies else None
    stated = Replies(Wording(lambda: chat, lambda: words), Assuming(lambda: words))
    state = InterviewState(
        Setup("coach", 30.0, (), 1), phase="working", attempts=(QuestionAttempt(question_id),), used=used
    )
    *_, last = stated.told(state, bank[question_id], request)
    return last


def test_the_length_and_the_kind_are_both_answered_in_order(bank: Bank, words: CachedEmbedder) -> None:
    text = told("training-28b", "How long should it be? And structured or unstructured pruning?", bank, words)
    kind = next(
        known.answer
        for known in bank["training-28b"].assumptions
        if "Structured or unstructured pruning?" in known.asked
    )
    assert text.endswith(kind) and ("main points" in text or "few sentences" in text)


def test_without_an_assumption_each_gets_its_own_stock_reply(bank: Bank, words: CachedEmbedder) -> None:
    text = told("training-15", NORM_AND_LENGTH, bank, words)
    alone = told("training-15", "And how long should my answer be?", bank, words, used=("x",))
    assert text.endswith(f" {alone}") and len(text.split()) > len(alone.split()) + 8


def test_the_same_reply_is_not_given_twice(bank: Bank, words: CachedEmbedder) -> None:
    text = told("training-15", "Should I give names? And should I show numbers?", bank, words)
    assert text.count("I'll ask") + text.count("makes your point clearer") == 1


def test_the_clock_and_the_question_are_answered_as_alone(bank: Bank, words: CachedEmbedder) -> None:
    text = told("training-15", "How much time is left, and how long should it be?", bank, words)
    assert text.startswith("There are about 30 minutes left. ")


@pytest.mark.parametrize(
    "text", [LENGTH_AND_KIND, NORM_AND_LENGTH, "How much time is left, and how long should it be?"]
)
def test_two_questions_are_talk_whatever_the_embedding_makes_of_them(text: str, bank: Bank) -> None:
    for heard in (None, "time", "clarify"):
        player = Player(bank)
        player.send(Said(player.now + 1, text, heard=heard, unsure=heard is not None))  # type: ignore[arg-type]
        assert player.state.pending == WordClarification(player.state.attempts[-1].question_id, text)
        assert player.state.attempts[-1].answer == ""


def test_from_the_message_to_the_reply_and_what_was_assumed(light_services: Services, store: Store, bank: Bank) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    interview_id, _ = conductor.start("coach", 60, pool=("training-28b",), seed=3)
    request = "How long should it be? And structured or unstructured pruning?"
    said = [step.turn for step in conductor.say(interview_id, request) if step.turn]
    known = next(k for k in bank["training-28b"].assumptions if "Structured or unstructured pruning?" in k.asked)
    assert gives(texts(said), known.answer)
    attempt = conductor.record(interview_id).state.attempts[-1]
    assert attempt.assumed == (said[-1].text,) and attempt.answer == ""
