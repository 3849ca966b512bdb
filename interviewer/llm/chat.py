"""A chat model behind any OpenAI-compatible endpoint: text, streams, JSON and the probability of a yes."""

from __future__ import annotations

import json
import math
import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from interviewer.errors import ModelReplyError, ModelTimeoutError, UnavailableError
from interviewer.llm.usage import Usage

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage


class ChatModel(Protocol):
    """What the rest of the product asks of a language model. Every call may raise UnavailableError."""

    @property
    def name(self) -> str:
        """Name of the model."""
        ...

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """Pieces of a reply as they come."""
        ...

    def structured(self, system: str, user: str, schema: dict[str, Any], max_tokens: int = 1500) -> dict[str, Any]:
        """A reply that follows a JSON schema."""
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
        self._client: Any = None
        self._lock = threading.Lock()
        self._usage = threading.local()

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._name

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """Pieces of a reply as they come.

        Raises:
            UnavailableError: The endpoint cannot be reached or refuses.
        """
        with _vendor_errors(self._name):
            for chunk in self._chat().bind(max_tokens=max_tokens).stream([("system", system), ("human", user)]):
                if chunk.usage_metadata:
                    self._count(chunk)
                if text := chunk.text:
                    yield str(text)

    def structured(self, system: str, user: str, schema: dict[str, Any], max_tokens: int = 1500) -> dict[str, Any]:
        """A reply that follows a JSON schema; the schema's ``title`` names it on the wire.

        Raises:
            ModelReplyError: The reply is not the JSON asked for.
            UnavailableError: The endpoint cannot be reached or refuses.
        """
        form = {"type": "json_schema", "json_schema": {"name": schema["title"], "schema": schema, "strict": True}}
        with _vendor_errors(self._name):
            message = (
                self._chat()
                .bind(max_tokens=max_tokens, response_format=form)
                .invoke([("system", system), ("human", user)])
            )
        self._count(message)
        text = str(message.text).strip()
        fenced = re.match(r"^```(?:json)?\s*(.*?)\s*```$", text, re.DOTALL)
        try:
            data = json.loads(fenced[1] if fenced else text)
        except ValueError as error:
            raise ModelReplyError(f"{self._name} answered with something that is not JSON") from error
        if not isinstance(data, dict):
            raise ModelReplyError(f"{self._name} answered with JSON that is not an object")
        return data

    def yes_log_odds(self, system: str, user: str) -> float:
        """log P(yes) - log P(no) of the first word of the reply, from its first token's log-probabilities.

        Raises:
            ModelReplyError: The endpoint gives no log-probabilities, or neither word is among them.
            UnavailableError: The endpoint cannot be reached or refuses.
        """
        with _vendor_errors(self._name):
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
            spent = Usage(1, usage["input_tokens"], cached, usage["output_tokens"])
        self._usage.total = getattr(self._usage, "total", Usage()) + spent

    def _chat(self) -> Any:
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


class _vendor_errors:
    """Turns the vendor's exceptions into ours, once, here."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._start = time.monotonic()

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if not isinstance(error, Exception) or isinstance(error, UnavailableError):
            return
        import openai

        if isinstance(error, openai.APITimeoutError):
            seconds = time.monotonic() - self._start
            raise ModelTimeoutError(
                f"{self._name} did not answer in {seconds:.0f} s; raise VIVA_LLM_TIMEOUT"
            ) from error
        if isinstance(error, openai.APIConnectionError):
            raise UnavailableError(
                f"{self._name} cannot be reached; check VIVA_LLM_BASE_URL and that it runs"
            ) from error
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            raise UnavailableError(f"{self._name} refused the key; check VIVA_LLM_API_KEY") from error
        if isinstance(error, openai.NotFoundError):
            raise UnavailableError(f"the endpoint has no model {self._name!r}; check VIVA_LLM_MODEL") from error
        if isinstance(error, openai.RateLimitError):
            raise UnavailableError(f"{self._name} is over its rate or quota; wait, or check the account") from error
        if isinstance(error, openai.APIStatusError):
            raise UnavailableError(f"{self._name} answered with HTTP {error.status_code}") from error
        if isinstance(error, openai.LengthFinishReasonError | openai.ContentFilterFinishReasonError):
            raise ModelReplyError(f"{self._name} sent a reply that was cut short") from error
        if isinstance(error, openai.OpenAIError):
            raise UnavailableError(f"{self._name}: {str(error)[:160]}") from error
        if isinstance(error, ValueError | KeyError | TypeError | AttributeError | IndexError):
            raise ModelReplyError(f"{self._name} sent a reply that cannot be read") from error
