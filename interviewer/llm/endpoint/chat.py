"""A chat model behind any OpenAI-compatible endpoint: text, streams and structured replies."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeVar

from interviewer.errors import ModelReplyError
from interviewer.llm.endpoint.dialect import REASONING_ROOM, Dialect, limited, roled
from interviewer.llm.endpoint.form_call import call_for_form
from interviewer.llm.endpoint.negotiation import negotiate
from interviewer.llm.endpoint.ways import Ways
from interviewer.llm.prices import Price
from interviewer.llm.replies.chat_reply import CutShortError, DeclinedError, chat_reply_of, check_whole, usage_of
from interviewer.llm.replies.reply import Reply, ReplyMode, WrongShapeError, read_reply
from interviewer.llm.replies.thoughts import pieces_without_thoughts, without_thoughts
from interviewer.llm.usage import Usage
from interviewer.llm.wire.client import open_client
from interviewer.llm.wire.deadline import each_within, within
from interviewer.llm.wire.faults import unreadable_errors, vendor_errors
from interviewer.llm.wire.tries import with_tries

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from langchain_openai import ChatOpenAI

Value = TypeVar("Value")


class ChatModel(Protocol):
    """What the rest of the product needs from a language model. Every call can raise UnavailableError."""

    @property
    def name(self) -> str:
        """Name of the model."""
        ...

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """Pieces of a reply as they come."""
        ...

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        """A reply as a record of a pydantic model."""
        ...

    def take_usage(self) -> Usage:
        """What this thread's calls have spent since this was last asked."""
        ...


class OpenAIChat:
    """A chat model reached by the OpenAI wire protocol; the client is built at the first call.

    Anything the endpoint refuses is dropped, which is remembered, so that later calls start with what worked.

    Args:
        base_url: A function, so that an embedded server can be started when it is first needed, and again if it died.
        timeout: Seconds for one try of a call, from its start to the last byte of the reply.
        retries: Number of retries, with growing waits, for transient faults.
        price: What the model's tokens cost, if known.
        dialect: How the endpoint is asked at first.
    """

    def __init__(
        self,
        name: str,
        base_url: Callable[[], str | None],
        api_key: str,
        timeout: float,
        retries: int,
        price: Price | None = None,
        dialect: Dialect | None = None,
    ) -> None:
        self._name = name
        self._base_url = base_url
        self._api_key = api_key
        self._timeout = timeout
        self._retries = retries
        self._price = price
        self._clients: dict[bool, tuple[str | None, ChatOpenAI]] = {}
        self._lock = threading.Lock()
        self._usage = threading.local()
        self._dialect = dialect or Dialect()
        self._ways = Ways()
        self._report: Callable[[Usage], None] | None = None

    def report_to(self, listener: Callable[[Usage], None]) -> None:
        """Register a listener for what each call spends, called in the thread that made the call."""
        self._report = listener

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._name

    @property
    def dialect(self) -> Dialect:
        """How the endpoint is called, as far as is known by now."""
        return self._dialect

    def reply(self, system: str, user: str, max_tokens: int = 160) -> str:
        """A whole reply in words, without a reasoning model's thoughts.

        Raises:
            ModelReplyError: It was empty, or the model declined.
            UnavailableError: The endpoint cannot be reached or refuses.
        """

        def ask(dialect: Dialect) -> str:
            chat = self._chat(dialect).bind(**limited(dialect, max_tokens))
            message = within(self._timeout, lambda: chat.invoke(roled(dialect, system, user)))
            self._count(message)
            said = without_thoughts(str(message.text)).strip()
            if not said:
                check_whole(chat_reply_of(message), self._name)
                raise ModelReplyError(f"{self._name} sent an empty reply")
            return said

        with vendor_errors(self._name, self._api_key):
            return self._negotiated(ask)

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """Pieces of a reply as they arrive, without a reasoning model's thoughts.

        Raises:
            UnavailableError: The endpoint cannot be reached or refuses.
        """
        with vendor_errors(self._name, self._api_key):
            while True:
                room = self._dialect.room
                chunks = self._negotiated(lambda d: self._open(d, system, user, max_tokens), stream=True)
                last: list[str] = []
                some = False
                for piece in pieces_without_thoughts(self._texts(chunks, last)):
                    some = True
                    yield piece
                if some or room or last != ["length"]:
                    return
                self._dialect = replace(self._dialect, room=REASONING_ROOM)

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        """A reply as a record of a pydantic model.

        It is requested by JSON schema; if the endpoint refuses that, by JSON mode, and then only in words. If the reply cannot
        be read, it is requested once more in words, unless the call before this one brought nothing either. If reasoning
        used up the tokens, it is requested once more with a higher limit.

        Raises:
            ModelReplyError: No reply could be read, or one was cut short, or the model declined.
            ModelOverflowError: The prompt is longer than what the model can read.
            UnavailableError: The endpoint cannot be reached or refuses.
        """
        start = replace(self._dialect, mode=self._ways.first(self._dialect.mode))
        missed: list[ReplyMode] = []

        def ask(dialect: Dialect) -> Reply:
            try:
                return self._form_from(dialect, (system, user), form, max_tokens)
            except (CutShortError, DeclinedError):
                raise
            except ModelReplyError as error:
                self._ways.miss(dialect.mode, nearly=isinstance(error, WrongShapeError))
                # what the endpoint refused before it sent this is not sent again
                refused = not missed and dialect.mode != start.mode
                self._dialect = dialect if refused else replace(dialect, mode=self._dialect.mode)
                missed.append(dialect.mode)
                raise

        with vendor_errors(self._name, self._api_key):
            try:
                agreed = negotiate(self._tried(ask), start, form=True, other_way=self._ways.second())
            except ModelReplyError:
                if missed:
                    self._ways.lose()
                raise
        self._dialect = replace(agreed.dialect, mode=self._ways.read(agreed.dialect.mode, next(iter(missed), None)))
        return agreed.value

    def endpoint(self) -> tuple[str, str, str]:
        """Base URL, name and key, for a tool that brings its own client; an embedded server is started.

        Raises:
            UnavailableError: The embedded model cannot be loaded.
        """
        return self._base_url() or "https://api.openai.com/v1", self._name, self._api_key

    def take_usage(self) -> Usage:
        """What this thread's calls have spent since this was last asked."""
        spent: Usage = getattr(self._usage, "total", Usage())
        self._usage.total = Usage()
        return spent

    def _form_from(self, dialect: Dialect, prompt: tuple[str, str], form: type[Reply], max_tokens: int) -> Reply:
        """One call for a form.

        Raises:
            ModelReplyError: The reply cannot be read.
        """
        client = self._chat(dialect)
        with unreadable_errors(self._name, self._api_key):  # so that it is asked for in another way
            reply, spent = call_for_form(client, dialect, prompt, form, max_tokens, self._timeout)
        self._spend(spent)
        try:
            return read_reply(reply.text, form, self._name, whole=not reply.cut)
        except ModelReplyError:
            check_whole(reply, self._name)
            raise

    def _negotiated(self, call: Callable[[Dialect], Value], stream: bool = False) -> Value:
        """The result of a call in the first dialect the endpoint accepts, which is remembered."""
        agreed = negotiate(self._tried(call), self._dialect, stream=stream)
        self._dialect = agreed.dialect
        return agreed.value

    def _tried(self, call: Callable[[Dialect], Value]) -> Callable[[Dialect], Value]:
        """The same call, tried again after transient faults."""
        return lambda dialect: with_tries(lambda: call(dialect), self._retries, self._timeout)

    def _open(self, dialect: Dialect, system: str, user: str, max_tokens: int) -> Iterator[AIMessage]:
        """A stream whose first chunk has arrived, so that a refusal is raised here."""
        chat = self._chat(dialect).bind(stream_usage=dialect.stream_usage, **limited(dialect, max_tokens))
        chunks = each_within(self._timeout, lambda: chat.stream(roled(dialect, system, user)))
        first = next(chunks, None)
        return chain([first], chunks) if first is not None else iter(())

    def _texts(self, chunks: Iterator[AIMessage], last: list[str]) -> Iterator[str]:
        """The texts of a stream; the reason it ended is put in ``last``. A call counts even if the server counts no tokens."""
        counted = False
        for chunk in chunks:
            if chunk.usage_metadata:
                self._count(chunk)
                counted = True
            if reason := chunk.response_metadata.get("finish_reason"):
                last[:] = [str(reason)]
            if text := chunk.text:
                yield str(text)
        if not counted:
            self._spend(Usage(calls=1))

    def _count(self, message: AIMessage) -> None:
        self._spend(usage_of(message))

    def _spend(self, spent: Usage) -> None:
        if self._price is not None and spent.input_tokens + spent.output_tokens:  # a server may count nothing
            spent = replace(spent, cost=self._price.of(spent.input_tokens, spent.cached_tokens, spent.output_tokens))
        self._usage.total = getattr(self._usage, "total", Usage()) + spent
        if self._report is not None:
            self._report(spent)

    def _chat(self, dialect: Dialect) -> ChatOpenAI:
        url = self._base_url()  # a different one if an embedded server was restarted
        with self._lock:
            known = self._clients.get(dialect.temperature)
            if known is None or known[0] != url:
                known = url, open_client(self._name, url, self._api_key, self._timeout, dialect.temperature)
                self._clients[dialect.temperature] = known
            return known[1]
