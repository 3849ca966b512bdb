"""What one call returned: the text, why it ended, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.errors import ModelReplyError
from interviewer.llm.thoughts import without_thoughts
from interviewer.llm.usage import Usage
from knowledge.visible import visible

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from openai.types.chat import ChatCompletion

MOST_DECLINED = 160
"""Characters of a model's refusal that are shown; a judgement."""


class CutShortError(ModelReplyError):
    """A reply reached its maximum length before its end.

    Attributes:
        reasoned: Whether reasoning took the tokens, so that a higher limit may help.
    """

    def __init__(self, message: str, reasoned: bool) -> None:
        super().__init__(message)
        self.reasoned = reasoned


class DeclinedError(ModelReplyError):
    """The model, or a filter before it, will not answer; asking in another form would not help."""


@dataclass(frozen=True)
class ChatReply:
    """One reply.

    Attributes:
        text: Its words, including any thoughts that the server did not remove.
        cut: Whether it ended because it had reached its maximum length.
        reasoned: Whether the model spent tokens on reasoning.
        declined: The model's words, if it refused to answer.
        filtered: Whether a content filter stopped it.
    """

    text: str
    cut: bool = False
    reasoned: bool = False
    declined: str = ""
    filtered: bool = False


def chat_reply_of(message: AIMessage) -> ChatReply:
    """What a message says."""
    usage = message.usage_metadata
    reason = message.response_metadata.get("finish_reason")
    return ChatReply(
        text=str(message.text),
        cut=reason == "length",
        reasoned=bool(usage and (usage.get("output_token_details") or {}).get("reasoning")),
        declined=str(message.additional_kwargs.get("refusal") or ""),
        filtered=reason == "content_filter",
    )


def cut_chat_reply_of(completion: ChatCompletion) -> tuple[ChatReply, Usage]:
    """The contents and cost of a completion that the client refused because it was cut short."""
    message, usage = completion.choices[0].message, completion.usage
    details = usage.completion_tokens_details if usage else None
    # servers name it one way or the other, the protocol does not
    thought = any((message.model_extra or {}).get(name) for name in ("reasoning_content", "reasoning"))
    reply = ChatReply(
        text=message.content or "", cut=True, reasoned=thought or bool(details and details.reasoning_tokens)
    )
    if usage is None:
        return reply, Usage(calls=1)
    return reply, Usage(calls=1, input_tokens=usage.prompt_tokens, output_tokens=usage.completion_tokens)


def check_whole(reply: ChatReply, model: str) -> None:
    """Raise the reason why a reply could not be read, if its end or its words show it.

    Raises:
        CutShortError: It reached its greatest length.
        DeclinedError: The model or a filter refused.
    """
    if reply.declined:
        raise DeclinedError(f"{model} declined to answer: {' '.join(visible(reply.declined).split())[:MOST_DECLINED]}")
    if reply.filtered:
        raise DeclinedError(f"the endpoint's content filter stopped the reply of {model}")
    if reply.cut:
        reasoned = reply.reasoned or not without_thoughts(reply.text).strip()
        after = ", its reasoning used up the tokens; use a model that reasons less" if reasoned else ""
        raise CutShortError(f"{model} sent a reply that was cut short{after}", reasoned)


def usage_of(message: AIMessage) -> Usage:
    """What a message cost."""
    usage = message.usage_metadata
    if not usage:
        return Usage(calls=1)
    cached = (usage.get("input_token_details") or {}).get("cache_read") or 0
    return Usage(
        calls=1, input_tokens=usage["input_tokens"], cached_tokens=cached, output_tokens=usage["output_tokens"]
    )
