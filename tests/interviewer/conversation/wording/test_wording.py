from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.wording.wording import Wording
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import FakeChat, FakeReply

pytestmark = pytest.mark.embedded
GOOD = "So is there something you can do to the gradient itself before the update is made?"


def wording(embedder: CachedEmbedder, *replies: FakeReply) -> Wording:
    chat = FakeChat(*replies)
    return Wording(lambda: chat, lambda: embedder)


def probe(bank: Bank, embedder: CachedEmbedder, *replies: FakeReply) -> str:
    question = bank["training-06a"]
    return wording(embedder, *replies).probe(
        question, question.criterion("clipping"), "the loss goes wild", question.criteria
    )


def clarified(words: Wording, question: Question, probing: str = "") -> list[str]:
    return list(words.clarify(replace(question, plainly=""), "what do you mean?", question.criteria, probing))


def test_a_good_rewording_is_used(bank: Bank, real_embedder: CachedEmbedder) -> None:
    assert probe(bank, real_embedder, GOOD) == GOOD


@pytest.mark.parametrize(
    "reply",
    [
        "Would you clip the gradient norm to a maximum, like 1.0, before the update?",
        "So gradient clipping by norm or by value would help, right?",
        "What is your favourite optimiser?",
        "Great answer! You should clip the gradients.",
        "What would you do? And why? And what else?",
        "",
        "x" * 400 + "?",
        RuntimeError,
    ],
)
def test_leaks_detours_praise_and_garbage_fall_back_to_the_banks_words(
    bank: Bank, real_embedder: CachedEmbedder, reply: str | type[RuntimeError]
) -> None:
    from interviewer.errors import UnavailableError

    given = reply if isinstance(reply, str) else UnavailableError("gone")
    assert probe(bank, real_embedder, given) == bank["training-06a"].criterion("clipping").probe


def test_without_a_model_a_short_reply_stands_that_does_not_repeat_the_question(
    bank: Bank, real_embedder: CachedEmbedder
) -> None:
    question = bank["training-06a"]
    silent = Wording(lambda: None, lambda: real_embedder)
    for probing in ("", "clipping"):
        (only,) = clarified(silent, question, probing)
        assert question.question not in only and len(only.split()) <= 45


def test_a_clarification_that_answers_is_not_shown(bank: Bank, real_embedder: CachedEmbedder) -> None:
    question = bank["training-06a"]
    leak = wording(real_embedder, "You should monitor the gradient norms, and clip the gradients when they are large.")
    (only,) = clarified(leak, question)
    assert only and bank["training-06a"].question not in only
    fine = "I am asking about two things, the signs of the problem and the measures against it."
    assert clarified(wording(real_embedder, fine), question) == [fine]


@pytest.mark.parametrize("reply", ["Yes, that is what I am asking about.", "That's right, go on with that one."])
def test_a_model_neither_confirms_nor_denies_a_guess(bank: Bank, real_embedder: CachedEmbedder, reply: str) -> None:
    question = bank["training-06a"]
    said = list(wording(real_embedder, reply).clarify(question, "is it about the loss?", question.criteria))
    assert said and reply not in said


def test_a_clarification_comes_sentence_by_sentence_and_stops_before_one_that_answers(
    bank: Bank, real_embedder: CachedEmbedder
) -> None:
    question = bank["training-06a"]
    fine = "I am asking about two things, the signs and the measures."
    more = "Tell me what you would see first."
    leak = "You should monitor the gradient norms and clip the gradients."
    assert clarified(wording(real_embedder, f"{fine} {more}"), question) == [fine, f"{fine} {more}"]
    assert clarified(wording(real_embedder, f"{fine} {leak}"), question) == [fine]


def test_what_comes_too_late_is_not_said(
    bank: Bank, real_embedder: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.conversation.wording.voice.DEADLINE_SECONDS", -1.0)
    assert probe(bank, real_embedder, GOOD) == bank["training-06a"].criterion("clipping").probe
    (only,) = clarified(wording(real_embedder, GOOD), bank["training-06a"])
    assert only and bank["training-06a"].question not in only
