"""Reads a message off its sentence embedding where an embedder is loaded: the part of listening that is not pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from interviewer.conversation.intent import read_intent
from interviewer.conversation.state import InterviewState, Said
from interviewer.conversation.talk import TalkModel, may_be_talk, read_talk_model
from knowledge.errors import VectorStoreError
from knowledge.search.embeddings import Embedder


class Listening:
    """The classifier of talk on the product's own embedder.

    Args:
        embedder: Gives the embedder once it is loaded, or None.
        model: The classifier; the shipped one unless given. It is read at the first message.
    """

    def __init__(self, embedder: Callable[[], Embedder | None], model: TalkModel | None = None) -> None:
        self._embedder = embedder
        self._model = model

    def heard(self, state: InterviewState, event: Said) -> Said:
        """The message with what it was read as.

        It stays as it came where a listed phrase says what it is, where it can only be an answer, and where no embedder
        is loaded, it fails, or is another than the one the weights were fitted on.
        """
        embedder = self._embedder()
        asked = state.phase in {"answering", "reviewing"} and may_be_talk(event.text)
        if embedder is None or not asked or read_intent(event.text) != "answer":
            return event
        self._model = self._model or read_talk_model()
        if embedder.name != self._model.embedder:
            return event
        try:
            vector = embedder.embed([event.text])[0]
        except VectorStoreError:
            return event
        if vector.shape != (self._model.width,):
            return event  # another model under the same name
        return replace(event, heard=self._model.heard(event.text, vector, closed=state.phase == "reviewing"))
