"""Classifies a message by its sentence embedding, if an embedder is loaded: the impure part of reading messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewer.conversation.intent import read_intent
from interviewer.conversation.state import InterviewState, Said
from interviewer.conversation.talk import TalkModel, may_be_talk, read_talk_model
from knowledge.errors import VectorStoreError
from knowledge.search.embeddings import Embedder

LEAST_WORDS = 4
"""Fewest words with which a sentence next to a question can say something about the subject (a judgement)."""


class Listening:
    """The talk classifier, using the product's own embedder.

    Args:
        embedder: Gives the embedder once it is loaded, or None.
        model: The classifier; by default the shipped one, which is read at the first message.
    """

    def __init__(self, embedder: Callable[[], Embedder | None], model: TalkModel | None = None) -> None:
        self._embedder = embedder
        self._model = model

    def heard(self, state: InterviewState, event: Said) -> Said:
        """The message with the intent it was read as.

        It is returned unchanged if a listed phrase settles its intent, if it can only be an answer, or if the embedder is not
        loaded, fails, or is not the one the weights were fitted on. A message that both asks back and answers is an answer.
        """
        embedder = self._embedder()
        asked = state.phase in {"answering", "reviewing"} and may_be_talk(event.text)
        listed = read_intent(event.text)
        if embedder is None or not asked or listed not in {"answer", "clarify"}:
            return event
        self._model = self._model or read_talk_model()
        if embedder.name != self._model.embedder:
            return event
        try:
            return self._read(embedder, self._model, event, listed == "clarify", state.phase == "reviewing")
        except VectorStoreError:
            return event

    def _read(self, embedder: Embedder, model: TalkModel, event: Said, asks_back: bool, closed: bool) -> Said:
        """The message as read from its embedding; ``asks_back`` if a listed phrase says that it asks back."""
        statements = [] if closed else _statements(event.text)
        if asks_back and not statements:
            return event
        vectors = embedder.embed([event.text, *statements])
        if vectors.shape[1:] != (model.width,):
            return event  # a different model under the same name
        heard = model.heard(event.text, vectors[0], closed)
        if asks_back or heard == "clarify":
            pairs = zip(statements, vectors[1:], strict=True)
            if not all(model.heard(text, vector, closed=True) for text, vector in pairs):
                return replace(event, heard="answer")
            return replace(event, heard=None if asks_back else heard)
        if heard is None and not closed and (perhaps := model.perhaps(event.text, vectors[0])):
            return replace(event, heard=perhaps, unsure=True)
        return replace(event, heard=heard)


def _statements(text: str) -> Sequence[str]:
    """The sentences next to a question that could say something; none if the message has no question or only questions."""
    sentences = [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]
    if not any(part.endswith("?") for part in sentences):
        return ()
    return [part for part in sentences if not part.endswith("?") and len(part.split()) >= LEAST_WORDS]
