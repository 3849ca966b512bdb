"""What a language model says, if it replies in time: the whole reply at once, or sentence by sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from interviewer.conversation.wording.coded import recites
from interviewer.conversation.wording.spending import book
from interviewer.errors import UnavailableError
from interviewer.llm.endpoint.chat import ChatModel
from interviewer.llm.wire.deadline import each_within
from knowledge.text.sentences import sentence_end
from prompts import closed, load_prompt

FIRST_SECONDS = 1.5
"""How long a model's first words can take; later ones are not waited for."""
DEADLINE_SECONDS = 4.0
"""How long a whole reply can take."""
MAX_WORDS = 45
"""Longest reply from a model that is shown; a judgement."""
MOST_LATE = 16
"""With this many abandoned calls still running, the model is not asked until one of them ends. It bounds threads; a judgement."""
STOP_SECONDS = 0.4
"""How long a reply waits for an interrupted call to end, which it does at its next piece. A judgement."""
_TAGS = ("said", "request")
"""The delimiters around a candidate's words in the prompts."""


@dataclass(frozen=True)
class ReplyLimits:
    """How long a reply can take, and how long it can be.

    Attributes:
        first: Seconds until its first piece.
        whole: Seconds until its end.
        words: Most words.
        tokens: Most tokens requested.
    """

    first: float
    whole: float
    words: int = MAX_WORDS
    tokens: int = 70


def live(words: int = MAX_WORDS, tokens: int = 70) -> ReplyLimits:
    """The limits for a reply that somebody is waiting for."""
    return ReplyLimits(FIRST_SECONDS, DEADLINE_SECONDS, words, tokens)


class Voice:
    """A language model that is asked for a few words.

    Args:
        chat: Gives the model once it is loaded, or None.
        most_late: How many late calls can still be running when the model is asked again. A model on this machine allows one
            at most, since another would only slow it down.
    """

    def __init__(self, chat: Callable[[], ChatModel | None], most_late: int = MOST_LATE) -> None:
        self._chat = chat
        self._most_late = most_late
        self._left: list[_Call] = []
        self._freed = threading.Condition()

    def reply(
        self,
        prompt: str,
        values: Mapping[str, str],
        limits: ReplyLimits | None = None,
        is_wanted: Callable[[], bool] | None = None,
    ) -> str:
        """The whole reply, or "" if the model is missing or slow, or the reply is garbled or too long."""
        limits = limits or live()
        texts = list(self._growing(prompt, values, limits, is_wanted))
        return texts[-1] if texts and _is_whole(texts[-1], limits.words) else ""

    def sentences(self, prompt: str, values: Mapping[str, str], limits: ReplyLimits | None = None) -> Iterator[str]:
        """The reply as it grows, a whole sentence at a time; nothing garbled or too long."""
        limits = limits or live()
        shown, ends = "", sentence_end(lines=False)
        for text, last in _with_last(self._growing(prompt, values, limits, None)):
            # a piece may end in the middle of "0.5": only what follows shows whether a full stop ends a sentence
            end = max((match.end() for match in ends.finditer(f"{text} X" if last else text)), default=0)
            whole = text[:end].strip()
            if whole != shown and _is_whole(whole, limits.words):
                shown = whole
                yield whole

    def _growing(
        self, prompt: str, values: Mapping[str, str], limits: ReplyLimits, is_wanted: Callable[[], bool] | None
    ) -> Iterator[str]:
        """The reply so far, repeatedly; the last is empty if the model fails, is too slow or is no longer wanted."""
        chat, began = self._chat(), time.monotonic()
        if chat is None or not self._is_free(min(STOP_SECONDS, limits.first)):
            return
        clean = {name: closed(value, *_TAGS) for name, value in values.items()}
        system, user = load_prompt(prompt).fill(**clean)
        call, waited, booked = _Call(), time.monotonic() - began, book()

        def start() -> Iterator[str]:
            try:
                yield from chat.stream(system, user, max_tokens=limits.tokens)
            finally:
                booked(chat.take_usage())  # in the thread of the call, where its usage is counted
                self._ends(call)

        pieces: list[str] = []
        try:
            for piece in each_within(limits.whole - waited, start, limits.first - waited, is_wanted):
                pieces.append(piece)
                if is_wanted is not None and not is_wanted():
                    raise TimeoutError
                if recites("".join(pieces), system):
                    yield ""
                    return
                yield _tidy("".join(pieces))
        except TimeoutError:
            self._leaves(call, late=is_wanted is None or is_wanted())
            yield ""  # what comes too late is not used
        except UnavailableError:
            yield ""

    def _is_free(self, seconds: float) -> bool:
        """Whether the model can be asked. An interrupted call is waited for, a late one is not."""
        with self._freed:
            if sum(call.late for call in self._left) >= self._most_late:
                return False
            return self._freed.wait_for(lambda: len(self._left) < self._most_late, seconds)

    def _leaves(self, call: _Call, late: bool) -> None:
        with self._freed:
            call.late = late
            if not call.ended:
                self._left.append(call)

    def _ends(self, call: _Call) -> None:
        with self._freed:
            call.ended = True
            self._left = [other for other in self._left if other is not call]
            self._freed.notify_all()


@dataclass(eq=False)
class _Call:
    """A call to the model that is left to finish on its own: it is late, or was interrupted because its reply is no longer wanted."""

    late: bool = False
    ended: bool = False


def _with_last(texts: Iterator[str]) -> Iterator[tuple[str, bool]]:
    """Each text as it comes with False, then the last one again with True once no other follows."""
    text = ""
    for text in texts:
        yield text, False
    yield text, True


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip().strip('"“”')


def _is_whole(text: str, words: int) -> bool:
    """Whether a text can be shown: it ends like a sentence, is not too long, and has nothing unprintable."""
    return bool(text) and len(text.split()) <= words and text.isprintable() and text[-1] in ".?!"
