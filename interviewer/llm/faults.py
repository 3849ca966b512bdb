"""A vendor's exceptions become ours, once, here."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError

from interviewer.errors import ModelReplyError, ModelTimeoutError, UnavailableError


@contextmanager
def vendor_errors(model: str) -> Iterator[None]:
    """Translates what the OpenAI client, LangChain and pydantic raise while a model is called.

    Raises:
        ModelTimeoutError: No answer in time.
        ModelReplyError: An answer came, but it was cut short or is not of the wire protocol.
        UnavailableError: The endpoint cannot be reached or refuses.
    """
    import openai
    import pydantic

    start = time.monotonic()
    try:
        yield
    except (openai.LengthFinishReasonError, openai.ContentFilterFinishReasonError) as error:
        raise ModelReplyError(f"{model} sent a reply that was cut short") from error
    except openai.OpenAIError as error:
        raise _ours(model, error, time.monotonic() - start) from error
    except (JSONDecodeError, pydantic.ValidationError, ValueError, TypeError, AttributeError, LookupError) as error:
        # a body that is no completion fails wherever the client first looks into it
        raise ModelReplyError(f"{model} sent a reply that cannot be read") from error


def _ours(model: str, error: Exception, seconds: float) -> UnavailableError:
    """The error for a user. None of its lines holds the key."""
    import openai

    match error:
        case openai.APITimeoutError():
            return ModelTimeoutError(f"{model} did not answer in {seconds:.0f} s; raise VIVA_LLM_TIMEOUT")
        case openai.APIConnectionError():
            return UnavailableError(f"{model} cannot be reached; check VIVA_LLM_BASE_URL and that it runs")
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return UnavailableError(f"{model} refused the key; check VIVA_LLM_API_KEY")
        case openai.NotFoundError():
            return UnavailableError(f"the endpoint has no model {model!r}; check VIVA_LLM_MODEL")
        case openai.RateLimitError():
            return UnavailableError(f"{model} is over its rate or quota; wait, or check the account")
        case openai.APIResponseValidationError():
            return ModelReplyError(f"{model} sent a reply that cannot be read")
        case openai.APIStatusError():
            return UnavailableError(f"{model} answered with HTTP {error.status_code}")
        case _:
            return UnavailableError(f"{model}: {str(error)[:160]}")
