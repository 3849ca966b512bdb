"""Classifies a message by what the loaded models say of it: the impure part of reading messages.

With the judge's reader talk is told from answers better than with the sentence encoder alone, which is there earlier and
also where the reader is another one or a language model judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from interviewer.conversation.state.intents import LEAVING
from interviewer.conversation.state.state import InterviewState, Said
from interviewer.conversation.understanding.asides import without_asides
from interviewer.conversation.understanding.both_read import BothRead, ReadsAlone
from interviewer.conversation.understanding.courtesy import COURTEOUS, asked_after, is_courtesy, may_be_courtesy
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.talk_model import (
    WEIGHTS,
    WITH_READER,
    TalkModel,
    may_be_talk,
    read_talk_model,
)
from interviewer.errors import UnavailableError
from interviewer.grading.screening.not_knowing import STUCK
from interviewer.grading.screening.silence import says_nothing
from knowledge.errors import VectorStoreError
from knowledge.search.inner import embed_inner
from knowledge.search.vectors import Embedder
from knowledge.text.alternatives import table
from knowledge.text.sentences import sentences

LEAST_WORDS = 4
"""Shortest sentence next to a question that can say something about the subject, in words (a judgement)."""
_STUCK_FIRST = table((STUCK, "No idea about flows."), before=r"\W*", after=r"\b")
"""Opens a sentence by saying that its writer doesn't know."""


class Hearing:
    """The talk classifier, using the product's own models.

    Args:
        embedder: Gives the embedder once it is loaded, or None.
        models: The classifiers, the best first; by default the shipped ones, which are read at the first message.
        reader: Gives the judge's reader once it is loaded, or None.
    """

    def __init__(
        self,
        embedder: Callable[[], Embedder | None],
        *models: TalkModel,
        reader: Callable[[], ReadsAlone | None] = lambda: None,
    ) -> None:
        self._embedder = embedder
        self._models = models
        self._reader = reader

    def heard(self, state: InterviewState, event: Said) -> Said:
        """The message with the intent it was read as.

        It is returned unchanged if a listed phrase settles its intent, if it can only be an answer, or if the embedder is not
        loaded, fails, or is not one that weights were fitted on. A message that both asks back and answers is an answer.
        """
        embedder = self._embedder()
        if state.phase not in {"answering", "reviewing"} or not may_be_talk(event.text):
            return event
        if request := self._asked(state, event.text, embedder):
            alone = self._alone(state, replace(event, text=request), embedder)
            return replace(alone, text=event.text, request=request)
        return self._alone(state, event, embedder)

    def _asked(self, state: InterviewState, text: str, embedder: Embedder | None) -> str:
        """What a message asks after a courtesy; "" if it doesn't, or is the reply to a question of the interviewer."""
        attempt = state.attempts[-1]
        if state.asked or attempt.doubt is not None or (attempt.aloud and not attempt.closed):
            return ""
        pieces, request = asked_after(text)
        follows_up = bool(attempt.probing) and not attempt.closed
        unknown = [piece for piece in pieces if not is_courtesy(piece, follows_up)]
        if not unknown:
            return request
        if embedder is None or not all(may_be_courtesy(piece, follows_up) for piece in unknown):
            return ""
        for told, model in self._told(embedder):
            try:
                vectors = embed_inner(told, unknown)
            except (VectorStoreError, UnavailableError):
                continue
            if vectors.shape[1:] != (model.width,):
                return ""
            read = (model.heard(piece, vector, closed=True) for piece, vector in zip(unknown, vectors, strict=True))
            return request if all(intent in COURTEOUS for intent in read) else ""
        return ""

    def _alone(self, state: InterviewState, event: Said, embedder: Embedder | None) -> Said:
        """A message, or the part of it that asks something, with its intent."""
        listed = read_intent(event.text)
        if embedder is None or listed not in {"answer", "clarify"}:
            return event
        for told, model in self._told(embedder):
            try:
                return self._read(told, model, event, listed == "clarify", state.phase == "reviewing")
            except (VectorStoreError, UnavailableError):
                continue
        return event

    def _told(self, embedder: Embedder) -> Iterator[tuple[Embedder, TalkModel]]:
        """What can be read with, and the classifier that was fitted on it, the best first."""
        self._models = self._models or tuple(read_talk_model(path) for path in (WITH_READER, WEIGHTS))
        reader = self._reader()
        readable = [embedder] if reader is None else [BothRead(embedder, reader), embedder]
        by_name = {told.name: told for told in readable}
        return ((by_name[model.embedder], model) for model in self._models if model.embedder in by_name)

    def _read(self, embedder: Embedder, model: TalkModel, event: Said, asks_back: bool, closed: bool) -> Said:
        """The message as read from its embedding; ``asks_back`` if a listed phrase says that it asks back."""
        # a reproach or a figure of speech does not turn an answer into talk; after grading, it may be the whole message
        text = event.text if closed else without_asides(event.text)
        statements = [] if closed else _statements(text)
        if asks_back and not statements:
            return event
        vectors = embed_inner(embedder, [text, *statements])
        if vectors.shape[1:] != (model.width,):
            return event  # a different model under the same name
        heard = model.heard(text, vectors[0], closed)
        pairs = list(zip(statements, vectors[1:], strict=True))
        if asks_back or heard == "clarify":
            # "I'm not sure what you mean by a habit. Maybe weight decay." asks nothing, if all of it sounds like an answer
            asked = "?" in text or model.heard(text, vectors[0], closed=True) is None
            if asked and not all(model.heard(each, vector, closed=True) for each, vector in pairs):
                return replace(event, heard="answer")
            return replace(event, heard=None if asks_back else heard)
        answers = any(_is_of_the_subject(each) and not model.heard(each, v, closed=True) for each, v in pairs)
        if heard in LEAVING:
            return replace(event, heard=heard, answers=answers)
        if answers and heard is not None:  # a question at the end of an answer must not take the answer with it
            return replace(event, heard=heard, unsure=True)
        if heard is None and not closed and (perhaps := model.perhaps(text, vectors[0])):
            return replace(event, heard=perhaps, unsure=True)
        return replace(event, heard=heard)


def _statements(text: str) -> Sequence[str]:
    """The sentences of a message that could say something besides its request; none if it is a single sentence."""
    said = sentences(text, lines=False, small=True)
    if len(said) < 2:
        return ()
    return [part for part in said if not part.endswith("?") and len(part.split()) >= LEAST_WORDS]


def _is_of_the_subject(sentence: str) -> bool:
    """Whether a sentence is neither a request nor, as "No idea about flows." does, says that its writer doesn't know."""
    return read_intent(sentence) == "answer" and not says_nothing(sentence) and not _STUCK_FIRST.match(sentence)
