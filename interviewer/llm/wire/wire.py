"""LangChain's client, which also reads what some servers send outside the protocol."""

from __future__ import annotations

import openai
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatResult
from langchain_openai import ChatOpenAI

from interviewer.json_data import JsonValue, object_of, objects_of
from interviewer.llm.replies.chat_reply import THOUGHT_NAMES, THOUGHTS
from interviewer.llm.wire.events import completion_of


class WireChat(ChatOpenAI):
    """Keeps a message's thoughts, which LangChain drops, and reads events where no stream was asked for."""

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> ChatResult:
        try:
            return super()._generate(messages, stop=stop, run_manager=run_manager, **kwargs)
        except openai.OpenAIError:
            raise
        except Exception as error:
            # LangChain attaches the response to whatever was raised over it
            sent = completion_of(str(getattr(getattr(error, "response", None), "text", "")))
            if sent is None:
                raise
        return self._create_chat_result(sent)

    def _create_chat_result(
        self,
        response: dict[str, JsonValue] | openai.BaseModel | str,
        generation_info: dict[str, JsonValue] | None = None,
    ) -> ChatResult:
        sent = response
        if isinstance(response, str):
            sent = completion_of(response) or response
        result = super()._create_chat_result(sent, generation_info)  # type: ignore[arg-type]  # it refuses text itself
        for generation, thoughts in zip(result.generations, _thoughts(sent), strict=False):
            generation.message.additional_kwargs[THOUGHTS] = thoughts
        return result


def _thoughts(sent: dict[str, JsonValue] | openai.BaseModel | str) -> list[str]:
    """The thoughts of each choice; empty texts where there are none."""
    if isinstance(sent, openai.BaseModel):
        messages = [
            getattr(choice.message, "model_extra", None) or {} for choice in getattr(sent, "choices", None) or ()
        ]
    elif isinstance(sent, dict):
        messages = [dict(object_of(choice.get("message"))) for choice in objects_of(sent.get("choices"))]
    else:
        messages = []
    return [next((text for n in THOUGHT_NAMES if isinstance(text := m.get(n), str) and text), "") for m in messages]
