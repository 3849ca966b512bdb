"""The one place that turns the vendor's exceptions into ours: one line with what to do and what the server said."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError

from interviewer.errors import ModelOverflowError, ModelReplyError, ModelTimeoutError, UnavailableError
from interviewer.llm.wire.server_words import MOST_WORDS, is_overflow, is_rate_limit, one_line, server_words, words_of
from interviewer.llm.wire.tries import seconds_asked

CHAT = "VIVA_LLM"
"""Default prefix of the names of an endpoint's settings."""
_TRANSPORTS = {"httpx", "httpx2", "httpcore", "httpcore2"}
"""Packages whose errors the OpenAI client lets through while it reads a stream."""


@contextmanager
def unreadable_errors(model: str, key: str = "") -> Iterator[None]:
    """Translates errors about a body that is not a completion, which are raised wherever the client first looks into it.

    Raises:
        ModelReplyError: The body is not of the wire protocol.
    """
    import openai
    import pydantic

    try:
        yield
    except openai.OpenAIError:
        raise
    except (JSONDecodeError, pydantic.ValidationError, ValueError, TypeError, AttributeError, LookupError) as error:
        said = _said(server_words(error.args[0], key)) if error.args and isinstance(error.args[0], dict) else ""
        raise ModelReplyError(f"{model} sent a reply that cannot be read{said}") from error


@contextmanager
def vendor_errors(model: str, key: str = "", settings: str = CHAT) -> Iterator[None]:
    """Translates what the OpenAI client, LangChain and pydantic raise while a model is called.

    Args:
        key: The secret that must not appear in any message; servers like to repeat it.
        settings: Prefix of the names of this endpoint's settings, since the message says which ones to check.

    Raises:
        ModelTimeoutError: No answer in time.
        ModelOverflowError: The prompt is longer than what the model can read.
        ModelReplyError: An answer came, but it was cut short or is not of the wire protocol.
        UnavailableError: The endpoint cannot be reached or refuses.
    """
    import openai

    start = time.monotonic()
    try:
        with unreadable_errors(model, key):
            yield
    except UnavailableError:
        raise
    except (openai.LengthFinishReasonError, openai.ContentFilterFinishReasonError) as error:
        raise ModelReplyError(f"{model} sent a reply that was cut short") from error
    except (openai.OpenAIError, TimeoutError) as error:
        raise _ours(model, error, time.monotonic() - start, key, settings) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in _TRANSPORTS:
            raise
        if "Timeout" in type(error).__name__:
            raise _ours(model, TimeoutError(), time.monotonic() - start, key, settings) from error
        raise UnavailableError(f"{model} cannot be reached; {_hung_up(settings)}") from error


def _ours(model: str, error: Exception, seconds: float, key: str, settings: str) -> UnavailableError:
    """The error for a user, without the key."""
    import openai

    said, whole = _said(words_of(error, key)), words_of(error, key, 4 * MOST_WORDS)
    match error:
        case openai.APITimeoutError() | TimeoutError():
            return ModelTimeoutError(f"{model} did not answer in {seconds:.2g} s; raise VIVA_LLM_TIMEOUT")
        case openai.APIConnectionError():
            return UnavailableError(f"{model} cannot be reached; {_way_to_connect(error, settings)}")
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return UnavailableError(f"{model} refused the key; check {settings}_API_KEY{said}")
        case openai.NotFoundError():
            return UnavailableError(f"the endpoint has no model {model!r}; check {settings}_MODEL{said}")
        case openai.APIStatusError() if error.status_code == 429 or is_rate_limit(whole):
            wait = _asked_to_wait(error)
            return UnavailableError(f"{model}: rate limit or quota exceeded; wait{wait}, or check your account{said}")
        case openai.APIResponseValidationError():
            return ModelReplyError(f"{model} sent a reply that cannot be read")
        case openai.APIStatusError() if error.status_code == 413 or is_overflow(whole):
            return ModelOverflowError(f"the prompt is too long for {model}; use one with a longer context{said}")
        case openai.APIStatusError():
            return UnavailableError(f"{model} answered with HTTP {error.status_code}{said}")
        case _:
            return UnavailableError(f"{model}: {one_line(str(error), key)}")


def _said(words: str) -> str:
    return f" (it says: {words})" if words else ""


def _asked_to_wait(error: Exception) -> str:
    seconds = seconds_asked(error)
    return f" {seconds:.0f} s" if seconds else ""


def _hung_up(settings: str) -> str:
    return f"it hung up before its answer was complete; try again, or check {settings}_BASE_URL and the server's log"


def _way_to_connect(error: BaseException, settings: str) -> str:
    """What to do about a failed connection, going by the cause of the client's error."""
    reasons, cause = [], error.__cause__
    while cause is not None:
        reasons.append(str(cause))
        cause = cause.__cause__ or cause.__context__
    words = " ".join(reasons)
    if "CERTIFICATE_VERIFY_FAILED" in words:
        return f"its certificate is not trusted; check {settings}_BASE_URL, or set SSL_CERT_FILE to its authority"
    if "SSL" in words or "TLS" in words:
        return (
            f"it does not speak TLS at this port; check {settings}_BASE_URL, http:// may be meant instead of https://"
        )
    if any(said in words for said in ("disconnected", "closed connection", "reset by peer")):
        return _hung_up(settings)
    return f"check {settings}_BASE_URL and that it runs"
