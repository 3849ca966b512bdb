"""A chat model behind any OpenAI-compatible endpoint: text, streams, replies of a form, the probability of a yes."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, overload

from interviewer.errors import ModelReplyError
from interviewer.json_data import JsonObject
from interviewer.llm.faults import vendor_errors
from interviewer.llm.reply import MODES, Form, Mode, Reply, messages_for, read_reply, schema_of
from interviewer.llm.usage import Usage

if TYPE_CHECKING:
    from langchain_core.language_models import LanguageModelInput
    from langchain_core.messages import AIMessage
    from langchain_core.runnables import Runnable
    from langchain_openai import ChatOpenAI
    from pydantic import BaseModel


class ChatModel(Protocol):
    """What the rest of the product asks of a language model. Every call may raise UnavailableError."""

    @property
    def name(self) -> str:
        """Name of the model."""
        ...

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """Pieces of a reply as they come."""
        ...

    @overload
    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = ...) -> Reply: ...
    @overload
    def structured(self, system: str, user: str, form: JsonObject, max_tokens: int = ...) -> JsonObject: ...
    def structured(self, system: str, user: str, form: Form, max_tokens: int = 1500) -> BaseModel | JsonObject:
        """A reply as a record of a pydantic model."""
        ...

    def yes_log_odds(self, system: str, user: str) -> float:
        """log P(yes) - log P(no) of the first word of the reply."""
        ...

    def take_usage(self) -> Usage:
        """What this thread's calls have spent since this was last asked."""
        ...


class OpenAIChat:
    """A chat model reached by the OpenAI wire protocol; the client is built at the first call.

    Args:
        base_url: A function, so that an embedded server may start when it is first needed.
        timeout: Seconds for one try of a call.
        retries: Tries after the first, with growing waits, for faults that may pass.
    """

    def __init__(
        self,
        name: str,
        base_url: Callable[[], str | None],
        api_key: str,
        timeout: float,
        retries: int,
    ) -> None:
        self._name = name
        self._base_url = base_url
        self._api_key = api_key
        self._timeout = timeout
        self._retries = retries
        self._client: ChatOpenAI | None = None
        self._lock = threading.Lock()
        self._usage = threading.local()
        self._mode = 0

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._name

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """Pieces of a reply as they come.

        Raises:
            UnavailableError: The endpoint cannot be reached or refuses.
        """
        with vendor_errors(self._name):
            for chunk in self._chat().bind(max_tokens=max_tokens).stream([("system", system), ("human", user)]):
                if chunk.usage_metadata:
                    self._count(chunk)
                if text := chunk.text:
                    yield str(text)

    @overload
    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = ...) -> Reply: ...
    @overload
    def structured(self, system: str, user: str, form: JsonObject, max_tokens: int = ...) -> JsonObject: ...
    def structured(self, system: str, user: str, form: Form, max_tokens: int = 1500) -> BaseModel | JsonObject:
        """A reply as a record of a pydantic model.

        It is asked for by JSON schema; where the endpoint refuses that, or what comes is of another form, by JSON mode,
        and then in words alone. What worked is remembered, so that later calls begin with it.

        Args:
            form: The model. A JSON schema with a title still gives a dict.

        Raises:
            ModelReplyError: No reply could be read, or one was cut short.
            UnavailableError: The endpoint cannot be reached or refuses.
        """
        import openai

        first = self._mode
        with vendor_errors(self._name):
            for number in range(first, len(MODES)):
                last = number + 1 == len(MODES)
                try:
                    reply = read_reply(self._ask(MODES[number], system, user, form, max_tokens), form, self._name)
                except (openai.BadRequestError, openai.UnprocessableEntityError, ModelReplyError):
                    if last:
                        raise
                    continue
                self._mode = number
                return reply
        raise ModelReplyError(f"{self._name} knows no way to reply in a form")

    def _ask(self, mode: Mode, system: str, user: str, form: Form, max_tokens: int) -> str:
        """The text of one reply."""
        import openai

        chat: Runnable[LanguageModelInput, Any]
        # The model's schema and not the model itself: with it LangChain reads the reply inside of the call, and one of
        # another form is lost there with its text and with what it cost.
        if mode == "json_schema":
            chat = self._chat().with_structured_output(
                dict(schema_of(form)), method=mode, strict=True, include_raw=True, max_tokens=max_tokens
            )
        elif mode == "json_mode":
            chat = self._chat().with_structured_output(None, method=mode, include_raw=True, max_tokens=max_tokens)
        else:
            chat = self._chat().bind(max_tokens=max_tokens)
        try:
            reply: Any = chat.invoke(messages_for(mode, system, user, form))
        except openai.LengthFinishReasonError as error:
            self._spend(
                Usage(calls=1, output_tokens=error.completion.usage.completion_tokens if error.completion.usage else 0)
            )
            raise
        message = reply if mode == "text" else reply["raw"]
        self._count(message)
        return str(message.text)

    def yes_log_odds(self, system: str, user: str) -> float:
        """log P(yes) - log P(no) of the first word of the reply, from its first token's log-probabilities.

        Raises:
            ModelReplyError: The endpoint gives no log-probabilities, or neither word is among them.
            UnavailableError: The endpoint cannot be reached or refuses.
        """
        with vendor_errors(self._name):
            message = (
                self._chat()
                .bind(max_tokens=1, logprobs=True, top_logprobs=20)
                .invoke([("system", system), ("human", user)])
            )
        self._count(message)
        try:
            first = message.response_metadata["logprobs"]["content"][0]["top_logprobs"]
            pairs = [(str(item["token"]).strip().lower(), float(item["logprob"])) for item in first]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise ModelReplyError(f"{self._name} gives no log-probabilities") from error
        mass = {word: sum(math.exp(p) for token, p in pairs if token == word) for word in ("yes", "no")}
        if not any(mass.values()):
            raise ModelReplyError(f"{self._name} answered neither yes nor no")
        return math.log(mass["yes"] + 1e-6) - math.log(mass["no"] + 1e-6)

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

    def _count(self, message: AIMessage) -> None:
        usage = message.usage_metadata
        spent = Usage(calls=1)
        if usage:
            cached = (usage.get("input_token_details") or {}).get("cache_read") or 0
            spent = Usage(
                calls=1, input_tokens=usage["input_tokens"], cached_tokens=cached, output_tokens=usage["output_tokens"]
            )
        self._spend(spent)

    def _spend(self, spent: Usage) -> None:
        self._usage.total = getattr(self._usage, "total", Usage()) + spent

    def _chat(self) -> ChatOpenAI:
        with self._lock:
            if self._client is None:
                from langchain_openai import ChatOpenAI

                self._client = ChatOpenAI(
                    model=self._name,
                    base_url=self._base_url(),
                    api_key=self._api_key,  # type: ignore[arg-type]
                    timeout=self._timeout,
                    max_retries=self._retries,
                    temperature=0,
                    stream_usage=True,
                )
            return self._client
