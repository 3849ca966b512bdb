"""A model's words as they come in pieces; a stop at the end of a piece need not end a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from interviewer.conversation.wording.wording import Wording
from interviewer.errors import UnavailableError
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import FakeChat, FakeReply


class Pieces(FakeChat):
    """Sends its replies as the pieces they are."""

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        for piece in self.replies:
            if isinstance(piece, Exception):
                raise piece
            yield str(piece)


def said(bank: Bank, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch, *pieces: FakeReply) -> list[str]:
    chat = Pieces(*pieces)
    wording = Wording(lambda: chat, lambda: words)
    monkeypatch.setattr(wording, "leaks", lambda *_: False)
    question: Question = bank["training-06a"]
    return list(wording.clarify(replace(question, plainly=""), "what do you mean?", question.criteria))


FIRST, SECOND = "Take a rate of 0.5 for the sake of it.", "What would you see then?"


def test_a_decimal_point_at_the_end_of_a_piece_ends_no_sentence(
    bank: Bank, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = ["Take a rate of 0", ".", "5 for the sake of it", ". ", "What would you see", " then?"]
    assert said(bank, words, monkeypatch, *pieces) == [FIRST, f"{FIRST} {SECOND}"]


def test_the_end_of_the_reply_ends_its_last_sentence_and_half_a_sentence_is_left_out(
    bank: Bank, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(bank, words, monkeypatch, FIRST) == [FIRST]
    assert said(bank, words, monkeypatch, f"{FIRST} ", "What would") == [FIRST]


def test_what_breaks_off_is_said_as_far_as_it_was_whole(
    bank: Bank, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = UnavailableError("gone")
    assert said(bank, words, monkeypatch, f"{FIRST} What", " would", gone) == [FIRST]
    (stock,) = said(bank, words, monkeypatch, "Take a rate of 0.", gone)
    assert stock and bank["training-06a"].question not in stock


def test_a_model_is_told_what_the_bank_settles_and_may_say_it(bank: Bank, words: CachedEmbedder) -> None:
    question = bank["training-06a"]
    known = question.assumptions[0]
    chat = FakeChat(known.answer)
    wording = Wording(lambda: chat, lambda: words)
    assert list(wording.clarify(question, "vanishing as well, or no?", question.criteria)) == [known.answer]
    assert all(each.answer in chat.asked[0][1] for each in question.assumptions)
