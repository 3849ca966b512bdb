"""Finds out how an endpoint can be called: whatever it refuses is left out, one part at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from interviewer.errors import ModelReplyError
from interviewer.llm.chat_reply import CutShortError, DeclinedError
from interviewer.llm.dialect import REASONING_ROOM, Dialect, after_refusal, is_overflow
from interviewer.llm.faults import words_of

Value = TypeVar("Value")
MOST_READ = 4000
"""Characters of a refusal in which the name of a parameter is looked for."""
_REFUSED = {400, 422}
"""Statuses of a request that is not understood. Some servers fail with 5xx instead; their words then have to say over what."""


@dataclass(frozen=True)
class Agreed(Generic[Value]):
    """What a call gave, and the dialect in which it did."""

    value: Value
    dialect: Dialect


def negotiate(
    call: Callable[[Dialect], Value], dialect: Dialect, form: bool = False, stream: bool = False
) -> Agreed[Value]:
    """What a call gives in the first dialect that the endpoint accepts.

    Args:
        call: One call; it may raise what the OpenAI client does, and ModelReplyError.
        dialect: What is tried first.
        form: Whether a reply of a form is asked for, so that it may be asked for in another way.
        stream: Whether a stream is asked for.

    Raises:
        ModelReplyError: No reply could be read.
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
            looser = dialect.without_mode() if form else None
            if looser is None:
                raise
            first, dialect = first or error, looser
        except openai.APIStatusError as error:
            words = words_of(error, most=MOST_READ)
            named_only = error.status_code not in _REFUSED
            other = after_refusal(dialect, words, form=form, stream=stream, named_only=named_only)
            if other is None and (first is None or is_overflow(words)):
                raise
            if other is None:
                # the first fault says what is wrong; this one may be about what was asked instead
                raise first or error from error
            first, dialect = first or error, other
