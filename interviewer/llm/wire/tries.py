"""When a call is retried, and how long to wait first."""

from __future__ import annotations

import email.utils
import math
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from interviewer.llm.wire.server_words import is_rate_limit, words_of

Value = TypeVar("Value")
MOST_WAIT = 20.0
"""Longest wait at a server's request, in seconds. If it asks for more, the candidate gets an error instead; a judgement."""
_FIRST_WAIT, _MOST_GROWN = 0.5, 8.0
"""Seconds before the second try, doubled each time, and their maximum, as in the OpenAI client."""
_PASSING = {408, 409, 425, 429}
"""Statuses below 500 that can be transient."""
_LASTING = {501, 505}
"""Statuses from 500 on that say what a server cannot do, now or later."""


def seconds_asked(error: Exception) -> float | None:
    """How many seconds a server asks callers to wait; None if it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) / unit
        except (KeyError, ValueError):
            continue
        return seconds if math.isfinite(seconds) and seconds >= 0 else None
    try:
        until = email.utils.parsedate_to_datetime(headers["retry-after"]).timestamp()
        return max(0.0, until - _moment_of(headers))
    except (KeyError, ValueError, TypeError):
        return None


def _moment_of(headers: Mapping[str, str]) -> float:
    """When a server answered, by its own clock: this machine's may be wrong by days."""
    try:
        return email.utils.parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError, TypeError):
        return time.time()


def wait_before_next(error: Exception, number: int) -> float | None:
    """Seconds to wait before the next try; None if another try is pointless or would be too late.

    A call that timed out is not tried again: the candidate has waited as long as was allowed.

    Args:
        number: How many tries there were, from 1.
    """
    import openai

    if isinstance(error, openai.APITimeoutError):
        return None
    if isinstance(error, openai.APIStatusError):
        asked = seconds_asked(error)
        if not _may_pass(error.status_code) and (asked is None or not is_rate_limit(words_of(error))):
            return None
        if _is_out_of_money(error):
            return None
        if asked is not None:
            return asked if asked <= MOST_WAIT else None
    elif not isinstance(error, openai.APIConnectionError):
        return None
    return min(_MOST_GROWN, _FIRST_WAIT * 2.0 ** (number - 1))


def _may_pass(status: int) -> bool:
    """Whether a fault with this status can be gone at the next try."""
    return status in _PASSING or (status >= 500 and status not in _LASTING)


def _is_out_of_money(error: Exception) -> bool:
    """Whether a quota is used up, so that waiting won't help."""
    return getattr(error, "code", None) == "insufficient_quota"


def with_tries(call: Callable[[], Value], retries: int, seconds: float) -> Value:
    """The result of a call, retried after transient faults.

    Args:
        retries: Number of tries after the first.
        seconds: No try starts later than this after the start of the first, not counting waits that the server asked for.
    """
    import openai

    start, waited = time.monotonic(), 0.0
    for number in range(1, retries + 1):
        try:
            return call()
        except openai.OpenAIError as error:
            wait = wait_before_next(error, number)
            if wait is None or time.monotonic() - start - waited > seconds:
                raise
        time.sleep(wait)
        waited += wait
    return call()
