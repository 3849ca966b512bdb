"""How an endpoint wants to be called: servers of the same protocol accept different parts of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypedDict

from interviewer.llm.replies.reply import MODES, ReplyMode
from interviewer.llm.wire.server_words import is_overflow, is_rate_limit

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

TokenLimitName = Literal["max_completion_tokens", "max_tokens", "none"]
"""The parameter name for a reply's maximum length."""
_AFTER: dict[TokenLimitName, TokenLimitName] = {"max_completion_tokens": "max_tokens", "max_tokens": "none"}

REASONING_ROOM = 4096
"""Tokens added if a model spent its whole limit on reasoning; a judgement, three times a whole grade's limit."""

_FORM = re.compile(r"response_format|json|schema|grammar|structured|strict", re.IGNORECASE)
"""The server names the form of the reply, so it is asked for in a simpler way."""
_LIMIT = re.compile(r"max_(?:completion_)?tokens", re.IGNORECASE)
"""The server names the limit on tokens, which has two names."""
_TEMPERATURE = re.compile(r"temperature", re.IGNORECASE)
"""The server names the temperature, which reasoning models refuse."""
_STREAM = re.compile(r"stream_options|include_usage", re.IGNORECASE)
"""The server names the option for usage in a stream."""
_FINAL = re.compile(
    r"content.{0,3}filter|content management|moderation|api.?key|billing|quota|model\b.{0,80}\b(?:not found|not exist)",
    re.IGNORECASE,
)
"""A fault that no other way of calling mends."""
_SYSTEM = re.compile(
    r"\b(?:system|developer).{0,3}(?:role|instruction|message|prompt)|\brole\b.{0,60}\b(?:system|developer|user)\b"
    r"|\broles? must\b|\buser\b.{0,20}\bassistant\b.{0,20}\broles?\b",
    re.IGNORECASE,
)
"""The server names the roles, so the instructions go into the user's message."""


@dataclass(frozen=True)
class Dialect:
    """What one endpoint accepts for one model, as far as is known.

    Attributes:
        mode: How a structured reply is requested.
        limit: Name of the parameter for the reply's length.
        temperature: Whether a temperature can be sent.
        stream_usage: Whether token counts can be requested for a stream.
        system_role: Whether a message of the system's can be sent.
        room: Tokens added to every limit, because the model reasons before it replies.
    """

    mode: ReplyMode = "json_schema"
    limit: TokenLimitName = "max_completion_tokens"
    temperature: bool = True
    stream_usage: bool = True
    system_role: bool = True
    room: int = 0

    def without_mode(self) -> Dialect | None:
        """The dialect with the next, looser way to ask for a form; None after the last."""
        number = MODES.index(self.mode) + 1
        return replace(self, mode=MODES[number]) if number < len(MODES) else None

    def without_limit(self) -> Dialect | None:
        """The dialect with the next name for the limit, then with no limit; None after that."""
        return replace(self, limit=_AFTER[self.limit]) if self.limit in _AFTER else None

    def without_temperature(self) -> Dialect | None:
        """The dialect without a temperature; None if none was sent."""
        return replace(self, temperature=False) if self.temperature else None

    def without_stream_usage(self) -> Dialect | None:
        """The dialect without a request for token counts in a stream; None if there was no such request."""
        return replace(self, stream_usage=False) if self.stream_usage else None

    def without_system_role(self) -> Dialect | None:
        """The dialect that sends the system's words with the user's; None if it does so already."""
        return replace(self, system_role=False) if self.system_role else None


class LimitOptions(TypedDict, total=False):
    """How the maximum length of a reply is passed to the client."""

    max_tokens: int
    extra_body: dict[str, int]


def limited(dialect: Dialect, tokens: int) -> LimitOptions:
    """The arguments of a call that limit its reply to so many tokens, plus the budget for reasoning."""
    tokens += dialect.room
    if dialect.limit == "max_completion_tokens":
        return {"max_tokens": tokens}  # LangChain sends it under its newer name
    return {"extra_body": {"max_tokens": tokens}} if dialect.limit == "max_tokens" else {}


def roled(dialect: Dialect, system: str, user: str) -> list[BaseMessage]:
    """The messages of a call; the system's words come before the user's where an endpoint knows no system role."""
    from langchain_core.messages import HumanMessage, SystemMessage

    if dialect.system_role:
        return [SystemMessage(system), HumanMessage(user)]
    return [HumanMessage(f"{system}\n\n{user}")]


def after_refusal(
    dialect: Dialect, words: str, form: bool, stream: bool = False, named_only: bool = False
) -> Dialect | None:
    """The dialect for another try after a refusal; None if nothing is left to drop, or if that would not help.

    Anything named in the server's message is dropped first. If it names nothing that was sent, the parts are dropped one by
    one, starting with the way to request a structured reply.

    Args:
        words: The server's whole message.
        form: Whether a structured reply was requested.
        stream: Whether a stream was requested.
        named_only: Whether to drop only what the message names, because the refusal may be about anything.
    """
    if _FINAL.search(words) or is_overflow(words) or is_rate_limit(words):
        return None
    choices = _choices(dialect, form, stream)
    named = (choice for pattern, choice in choices if pattern.search(words))
    # a refusal without a message is usually about the form, and losing the form costs less than losing the limit
    unnamed = (choice for _, choice in ([] if named_only else reversed(choices)))
    return next(named, None) or next(unnamed, None)


def _choices(dialect: Dialect, form: bool, stream: bool) -> list[tuple[re.Pattern[str], Dialect]]:
    """What can be given up, with the words that name it; the form last, since "json" names many things."""
    ways = (
        (_SYSTEM, dialect.without_system_role()),
        (_TEMPERATURE, dialect.without_temperature()),
        (_LIMIT, dialect.without_limit()),
        (_STREAM, dialect.without_stream_usage() if stream else None),
        (_FORM, dialect.without_mode() if form else None),
    )
    return [(pattern, choice) for pattern, choice in ways if choice is not None]
