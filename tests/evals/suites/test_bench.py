"""The bench: what it times is what answers."""

from __future__ import annotations

from evals.suites.bench import FirstToken
from interviewer.conversation.wording import Wording
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.conftest import FakeChat


def test_the_moment_of_the_first_word_is_kept(bank: Bank, words: CachedEmbedder) -> None:
    clock = FirstToken(FakeChat("What would you do to the gradient before the update?"))
    question = bank["training-06a"]
    said = Wording(clock.chat, lambda: words).probe(question, question.criteria[0], "I'd lower it.", question.criteria)
    assert clock.first is not None and said.endswith("?")


def test_it_stands_in_for_the_model_in_everything_else() -> None:
    clock = FirstToken(FakeChat({"verdict": "met"}))
    assert clock.name == "fake" and clock.take_usage().calls == 0
    assert clock.structured("be brief", "an answer", {"type": "object"}) == {"verdict": "met"}
