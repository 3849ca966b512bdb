"""Finds out how an endpoint can be called: anything it refuses is left out, one part at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from interviewer.errors import ModelReplyError
from interviewer.llm.endpoint.dialect import REASONING_ROOM, Dialect, after_refusal
from interviewer.llm.replies.chat_reply import CutShortError, DeclinedError
from interviewer.llm.replies.reply import ReplyMode
from interviewer.llm.wire.server_words import is_overflow, words_of

Value = TypeVar("Value")
MOST_READ = 4000
"""How many characters of a refusal are searched for a parameter's name."""
_REFUSED = {400, 405, 422, 501}
"""Statuses for a request that is not understood. Some servers fail with another; their message then has to say why."""


@dataclass(frozen=True)
class Agreed(Generic[Value]):
    """The result of a call, and the dialect that worked."""

    value: Value
    dialect: Dialect


def negotiate(
    call: Callable[[Dialect], Value],
    dialect: Dialect,
    form: bool = False,
    stream: bool = False,
    other_way: ReplyMode | None = None,
) -> Agreed[Value]:
    """The result of a call in the first dialect that the endpoint accepts.

    Args:
        call: One call; it can raise the OpenAI client's errors, and ModelReplyError.
        dialect: The dialect to try first.
        form: Whether a structured reply is requested, which can be requested in another way.
        stream: Whether a stream is requested.
        other_way: How a form is requested once more, if the reply cannot be read.

    Raises:
        ModelReplyError: The reply could not be read.
        openai.APIStatusError: The endpoint refuses.
    """
    import openai

    first: Exception | None = None
    while True:
        try:
            return Agreed(call(dialect), dialect)
        except CutShortError as error:
            if dialect.room or not error.reasoned:
                raise
            dialect = replace(dialect, room=REASONING_ROOM)
        except DeclinedError:
            raise
        except ModelReplyError as error:
            if other_way in (None, dialect.mode):
                raise
            first, dialect, other_way = first or error, replace(dialect, mode=other_way), None
        except openai.APIStatusError as error:
            words = words_of(error, most=MOST_READ)
            named_only = error.status_code not in _REFUSED
            other = after_refusal(dialect, words, form=form, stream=stream, named_only=named_only)
            if other is None and (first is None or is_overflow(words)):
                raise
            if other is None:
                # the first fault says what is wrong; this one may be about the modified request
                raise first or error from error
            first, dialect = first or error, other
