"""What one call returned: the text, why it ended, and what it cost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.errors import ModelReplyError
from interviewer.llm.replies.thoughts import without_thoughts
from interviewer.llm.usage import Usage
from knowledge.text.visible import visible

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from openai.types.chat import ChatCompletion

THOUGHTS = "reasoning_content"
"""Where a message keeps the thoughts that a server sent in addition to its words."""
THOUGHT_NAMES = (THOUGHTS, "reasoning")
"""What servers call them; the protocol has no name."""
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
        text: Its words, including any thoughts that the server did not remove. If it has none, they are the arguments of a
            tool that the model called, or else its thoughts behind a ``<think>``: some servers take a reply for thoughts.
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
    thoughts = str(message.additional_kwargs.get(THOUGHTS) or "")
    return ChatReply(
        text=str(message.text) or _arguments(message) or (f"<think>{thoughts}" if thoughts else ""),
        cut=reason == "length",
        reasoned=bool(thoughts or (usage and (usage.get("output_token_details") or {}).get("reasoning"))),
        declined=str(message.additional_kwargs.get("refusal") or ""),
        filtered=reason == "content_filter",
    )


def _arguments(message: AIMessage) -> str:
    """The arguments of the tool that a model calls instead of replying; empty if it calls none."""
    if message.tool_calls:
        return json.dumps(message.tool_calls[0]["args"])
    if message.invalid_tool_calls:
        return message.invalid_tool_calls[0]["args"] or ""
    return str((message.additional_kwargs.get("function_call") or {}).get("arguments") or "")


def cut_chat_reply_of(completion: ChatCompletion) -> tuple[ChatReply, Usage]:
    """The contents and cost of a completion that the client refused because it was cut short."""
    message, usage = completion.choices[0].message, completion.usage
    details = usage.completion_tokens_details if usage else None
    thought = any((message.model_extra or {}).get(name) for name in THOUGHT_NAMES)
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
