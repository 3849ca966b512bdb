"""Tests what an endpoint can do, one thing at a time, within a few seconds."""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from interviewer.errors import ModelReplyError, UnavailableError, UsageError
from interviewer.llm.endpoint.chat import OpenAIChat
from interviewer.llm.endpoint.dialect import Dialect
from interviewer.llm.replies.reply import ReplyMode
from interviewer.llm.usage import Usage
from interviewer.llm.wire.deadline import within
from interviewer.llm.wire.faults import vendor_errors
from knowledge.text.plurals import counted

SECONDS = 10.0
"""How long a whole check can take, in seconds."""
LEAST = 0.2
"""With fewer seconds left, another call is not worth trying."""
MOST_NAMES = 5
"""How many model names are shown if the configured one is not among them."""
_ASKED = ("You are tested. Do as you are told.", "Say the one word: ready")
_FORMS: tuple[tuple[str, ReplyMode], ...] = (("JSON", "json_mode"), ("JSON by schema", "json_schema"))


class Colour(BaseModel):
    """A colour and its share of red."""

    name: str
    red: float


@dataclass(frozen=True)
class EndpointCheck:
    """One thing that was tried, whether it works, and what was seen, as one line."""

    what: str
    works: bool
    detail: str


class _Clock:
    """The seconds that are left."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until the end, never below zero."""
        return max(0.0, self._end - time.monotonic())


def check_endpoint(name: str, base_url: str | None, api_key: str, seconds: float = SECONDS) -> Iterator[EndpointCheck]:
    """Findings as they are made: the list of models, a plain reply, JSON, a schema, a stream, token counts.

    Args:
        name: The model; if it is empty, only the models are listed.
        base_url: The endpoint; OpenAI's if there is none.
        seconds: For all of it.

    Raises:
        UnavailableError: No reply came, so that nothing can be graded with this endpoint.
        UsageError: No model is named.
    """
    import openai  # noqa: F401  # its import takes a second, which is not the endpoint's

    clock = _Clock(seconds)
    names, listed = _models(name, base_url, api_key, clock)
    yield listed
    if not name:
        some = f", such as {names[0]}" if names else ""
        raise UsageError(f"no model is set; set VIVA_LLM_MODEL to the name of one{some}")

    def chat_in(dialect: Dialect) -> OpenAIChat:
        return OpenAIChat(name, lambda: base_url, api_key, max(LEAST, clock.left()), 0, dialect=dialect)

    chat, start = chat_in(Dialect(mode="text")), time.monotonic()
    said = chat.reply(*_ASKED)
    took, spent = time.monotonic() - start, chat.take_usage()
    yield EndpointCheck("plain reply", True, f"{said[:40]!r} in {took:.1f} s{_given_up(chat.dialect)}")
    for what, mode in _FORMS:
        yield _tried(what, clock, lambda mode=mode: _form(chat_in(replace(chat.dialect, mode=mode)), mode))  # type: ignore[misc]
    yield _tried("streaming", clock, lambda: _stream(chat_in(chat.dialect)))
    yield _counted(spent)


def _models(name: str, base_url: str | None, api_key: str, clock: _Clock) -> tuple[Sequence[str], EndpointCheck]:
    """The names of the endpoint's models, most similar first, and whether the configured one is among them."""
    import openai

    what = "models list"
    client = openai.OpenAI(base_url=base_url, api_key=api_key, timeout=clock.left(), max_retries=0)
    try:
        # half of the time, so that a server without a list still has its reply tried
        with vendor_errors("the list", api_key):
            names = [model.id for model in within(clock.left() / 2, client.models.list).data]
    except UnavailableError:
        return (), EndpointCheck(what, False, "not available (optional)")
    near = [*difflib.get_close_matches(name, names, MOST_NAMES, 0.3), *names]
    nearest = list(dict.fromkeys(near))
    count = counted(len(names), "model")
    if name in names:
        return nearest, EndpointCheck(what, True, f"{count}, {name!r} among them")
    if not name:
        return nearest, EndpointCheck(what, True, f"{count}: {', '.join(nearest[:MOST_NAMES])}")
    return nearest, EndpointCheck(
        what, False, f"{count}, but not {name!r}; there are {', '.join(nearest[:MOST_NAMES])}"
    )


def _tried(what: str, clock: _Clock, attempt: Callable[[], str]) -> EndpointCheck:
    """Try one more thing, if there is time left."""
    if clock.left() < LEAST:
        return EndpointCheck(what, False, "not tried, time ran out; a slow endpoint needs a higher VIVA_LLM_TIMEOUT")
    try:
        return EndpointCheck(what, True, attempt())
    except UnavailableError as error:
        return EndpointCheck(what, False, str(error))


def _form(chat: OpenAIChat, mode: ReplyMode) -> str:
    colour = chat.structured("You name colours.", "Name one colour.", Colour, 200)
    if chat.dialect.mode != mode:
        raise ModelReplyError("refused or ignored; Viva falls back to another mode")
    return f"{colour.model_dump_json()}"


def _stream(chat: OpenAIChat) -> str:
    pieces = list(chat.stream("You write briefly.", "Count from one to ten in words."))
    if not pieces:
        raise ModelReplyError("nothing came; the bank's own words are used instead")
    return f"{counted(len(pieces), 'piece')}{_given_up(chat.dialect)}"


def _counted(spent: Usage) -> EndpointCheck:
    if not spent.output_tokens:
        return EndpointCheck("tokens counted", False, "the endpoint reports no token counts, so costs are unknown")
    return EndpointCheck("tokens counted", True, f"{spent.input_tokens} in, {spent.output_tokens} out")


def _given_up(dialect: Dialect) -> str:
    """What the endpoint refused."""
    parts = [
        *(["no temperature"] if not dialect.temperature else []),
        *([f"limit as {dialect.limit}"] if dialect.limit == "max_tokens" else []),
        *(["no limit"] if dialect.limit == "none" else []),
        *(["no system role"] if not dialect.system_role else []),
        *(["no counts in streams"] if not dialect.stream_usage else []),
        *(["reasons first"] if dialect.room else []),
    ]
    return f" ({', '.join(parts)})" if parts else ""
