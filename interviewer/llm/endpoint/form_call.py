"""One call for a structured reply, in the endpoint's dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interviewer.llm.endpoint.dialect import Dialect, limited, roled
from interviewer.llm.replies.chat_reply import ChatReply, DeclinedError, chat_reply_of, cut_chat_reply_of, usage_of
from interviewer.llm.replies.reply import messages_for
from interviewer.llm.usage import Usage
from interviewer.llm.wire.deadline import within

if TYPE_CHECKING:
    from langchain_core.language_models import LanguageModelInput
    from langchain_core.runnables import Runnable
    from langchain_openai import ChatOpenAI
    from pydantic import BaseModel


def call_for_form(
    client: ChatOpenAI,
    dialect: Dialect,
    prompt: tuple[str, str],
    form: type[BaseModel],
    max_tokens: int,
    timeout: float,
) -> tuple[ChatReply, Usage]:
    """One reply, whole or not and of the form or not, and what it cost.

    Args:
        prompt: The system's words and the user's.
        timeout: Seconds for all of it.

    Raises:
        DeclinedError: A content filter stopped the reply.
        TimeoutError: It took too long.
        openai.OpenAIError: The endpoint cannot be reached or refuses.
    """
    import openai

    chat: Runnable[LanguageModelInput, Any]
    limit = limited(dialect, max_tokens)
    # The model's schema and not the model itself: with it LangChain reads the reply inside of the call, and one of
    # another form is lost there with its text and with what it cost.
    if dialect.mode == "json_schema":
        schema = form.model_json_schema()
        chat = client.with_structured_output(schema, method=dialect.mode, strict=True, include_raw=True, **limit)
    elif dialect.mode == "json_mode":
        chat = client.with_structured_output(None, method=dialect.mode, include_raw=True, **limit)
    else:
        chat = client.bind(**limit)
    messages = roled(dialect, *messages_for(dialect.mode, *prompt, form))
    try:
        reply: Any = within(timeout, lambda: chat.invoke(messages))
    except openai.LengthFinishReasonError as error:
        return cut_chat_reply_of(error.completion)
    except openai.ContentFilterFinishReasonError as error:
        raise DeclinedError("the endpoint's content filter stopped the reply") from error
    message = reply if dialect.mode == "text" else reply["raw"]
    return chat_reply_of(message), usage_of(message)
