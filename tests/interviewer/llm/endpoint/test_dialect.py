"""Endpoints that accept only a part of the protocol: what they refuse is given up and remembered."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel

from interviewer.errors import ModelOverflowError, ModelReplyError, UnavailableError
from interviewer.json_data import JsonObject, object_of
from interviewer.llm.endpoint.chat import OpenAIChat
from interviewer.llm.endpoint.dialect import REASONING_ROOM, Dialect, after_refusal
from interviewer.llm.replies.reply import ReplyMode
from tests.interviewer.llm.stub import Answer, Answered, Body, Endpoint, completion, stream_of

pytestmark = pytest.mark.slow


class Pick(BaseModel):
    """What is picked."""

    verdict: Literal["met", "not_met"]


GOOD = '{"verdict": "met"}'


def chat(endpoint: Endpoint) -> OpenAIChat:
    return OpenAIChat("stub", lambda: endpoint.url, "secret-key", 5, 0)


def refusing(*names: str, status: int = 400, words: str = "Unsupported parameter: {!r}") -> Answer:
    def answer(body: Body) -> Answered:
        for name in names:
            if name in body:
                return status, {"error": {"message": words.format(name)}}
        return (200, stream_of("Say ", "more.")) if body.get("stream") else (200, completion(GOOD))

    return answer


@pytest.mark.parametrize("status", [400, 422, 500])
@pytest.mark.parametrize(
    ("refused", "sent"),
    [
        (["max_completion_tokens"], {"max_tokens": 77}),
        (["max_completion_tokens", "max_tokens"], {}),
        (["temperature"], {"max_completion_tokens": 77}),
        (["temperature", "response_format", "max_completion_tokens"], {"max_tokens": 77}),
    ],
)
def test_a_parameter_that_is_refused_is_dropped_and_remembered(
    endpoint: Endpoint, refused: list[str], sent: Body, status: int
) -> None:
    endpoint.answer = refusing(*refused, status=status)
    model = chat(endpoint)
    assert model.structured("s", "u", Pick, 77).verdict == "met"
    assert len(endpoint.bodies) <= 5
    endpoint.bodies.clear()
    assert model.structured("s", "u", Pick, 77).verdict == "met"
    (body,) = endpoint.bodies
    assert not set(refused) & set(body)
    assert {name: value for name, value in body.items() if name.startswith("max_")} == sent
    assert "response_format" in refused or body["response_format"]["type"] == "json_schema", "no more is given up"


def test_a_refusal_in_the_shape_of_a_validator_is_read(endpoint: Endpoint) -> None:
    def answer(body: Body) -> Answered:
        if "max_completion_tokens" in body:
            fault = {"loc": ["body", "max_completion_tokens"], "msg": "Extra inputs are not permitted"}
            return 422, {"detail": [fault]}
        return 200, completion(GOOD)

    endpoint.answer = answer
    assert chat(endpoint).structured("s", "u", Pick, 77).verdict == "met"
    assert [b["response_format"]["type"] for b in endpoint.bodies] == ["json_schema"] * 2


@pytest.mark.parametrize("refused", ["stream_options", "max_completion_tokens", "temperature"])
def test_a_stream_gives_up_what_is_refused(endpoint: Endpoint, refused: str) -> None:
    endpoint.answer = refusing(refused)
    model = chat(endpoint)
    assert "".join(model.stream("s", "u")) == "Say more."
    endpoint.bodies.clear()
    assert "".join(model.stream("s", "u")) == "Say more."
    assert len(endpoint.bodies) == 1 and refused not in endpoint.bodies[0]


def roles(body: Body) -> list[str]:
    return [message["role"] for message in body["messages"]]


SYSTEM_REFUSALS = [
    "System role not supported",
    "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
    "Conversation roles must alternate user/assistant/user/assistant/...",
    "Only user and assistant roles are supported!",
    "messages.0.role: Input should be 'user' or 'assistant'",
    "Developer instruction is not enabled for models/gemma-3-27b-it",
    'Unexpected role "system". The Messages API accepts a top-level `system` parameter',
    "",
]


@pytest.mark.parametrize("words", SYSTEM_REFUSALS)
def test_an_endpoint_without_a_system_role_gets_its_words_with_the_users(endpoint: Endpoint, words: str) -> None:
    def answer(body: Body) -> Answered:
        if "system" in roles(body):
            return 400, {"error": {"message": words}}
        return (200, stream_of("Say ", "more.")) if body.get("stream") else (200, completion(GOOD))

    endpoint.answer = answer
    model = chat(endpoint)
    assert model.structured("Be fair.", "Judge.", Pick, 77).verdict == "met"
    assert not words or len(endpoint.bodies) == 2, "what is named is given up first"
    endpoint.bodies.clear()
    assert model.structured("Be fair.", "Judge.", Pick, 77).verdict == "met"
    assert "".join(model.stream("Be fair.", "Ask.")) == "Say more."
    assert model.reply("Be fair.", "Ask.")
    assert [roles(body) for body in endpoint.bodies] == [["user"]] * 3, "it is remembered"
    told = endpoint.bodies[0]["messages"][0]["content"]
    assert told.startswith("Be fair.\n\nJudge.") or (not words and told.startswith("Be fair."))


@pytest.mark.parametrize("words", ["", "not implemented"])
@pytest.mark.parametrize("status", [400, 405, 422, 501])
def test_a_refusal_that_names_nothing_is_about_the_form(endpoint: Endpoint, status: int, words: str) -> None:
    endpoint.answer = refusing("response_format", status=status, words=words)
    assert OpenAIChat("stub", lambda: endpoint.url, "k", 5, 2).structured("s", "u", Pick).verdict == "met"
    assert len(endpoint.bodies) == 3


@pytest.mark.parametrize("status", [400, 413])
def test_a_limit_by_the_minute_is_no_matter_of_the_prompts_length(endpoint: Endpoint, status: int) -> None:
    words = "Request too large for model on tokens per minute (TPM): Limit 6000, Requested 9000"
    endpoint.answer = lambda body: (status, {"error": {"message": words}})
    endpoint.headers = {"Retry-After": "77"}
    with pytest.raises(UnavailableError, match="rate limit or quota exceeded; wait 77 s") as caught:
        chat(endpoint).structured("s", "u", Pick)
    assert not isinstance(caught.value, ModelOverflowError) and len(endpoint.bodies) == 1


@pytest.mark.parametrize(
    "words",
    [
        "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens",
        "the request exceeds the available context size. try increasing the context size",
        "prompt is too long: 9000 tokens > 8192 maximum",
    ],
)
def test_a_prompt_that_is_too_long_is_an_error_of_its_own(endpoint: Endpoint, words: str) -> None:
    endpoint.answer = lambda body: (400, {"error": {"message": words}})
    with pytest.raises(ModelOverflowError, match="too long for stub") as caught:
        chat(endpoint).structured("s", "u", Pick)
    assert words[:40] in str(caught.value) and len(endpoint.bodies) == 1


@pytest.mark.parametrize("words", ["Incorrect API key provided", "blocked by the content filter", "quota exceeded"])
def test_what_no_other_form_would_mend_is_asked_once(endpoint: Endpoint, words: str) -> None:
    endpoint.answer = lambda body: (400, {"error": {"message": words}})
    with pytest.raises(UnavailableError, match=words):
        chat(endpoint).structured("s", "u", Pick)
    assert len(endpoint.bodies) == 1


def test_a_failure_without_such_words_is_no_refusal() -> None:
    assert after_refusal(Dialect(), "out of memory", form=True, named_only=True) is None


def reasoning(field: str, text: str = "") -> Answer:
    def answer(body: Body) -> Answered:
        if body.get("max_completion_tokens", 0) > 1000:
            return 200, completion(f"<think>Hm {{x}}.</think>\n{GOOD}")
        said: JsonObject = {"role": "assistant", "content": text}
        if field not in ("", "counted"):
            said = {**said, field: "Let me think about it"}
        reply = completion(text, finish_reason="length", message=said)
        if field == "counted":
            reply["usage"] = {
                **object_of(reply["usage"]),
                "completion_tokens_details": {"reasoning_tokens": 77},
            }
        return 200, reply

    return answer


@pytest.mark.parametrize(
    ("field", "text"),
    [("", ""), ("", "<think>and so"), ("reasoning_content", '{"ver'), ("reasoning", '{"ver'), ("counted", '{"ver')],
)
@pytest.mark.parametrize("mode", ["json_schema", "json_mode", "text"])
def test_reasoning_that_uses_up_the_tokens_gets_more_once(
    endpoint: Endpoint, field: str, text: str, mode: ReplyMode
) -> None:
    endpoint.answer = reasoning(field, text)
    model = OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0, dialect=Dialect(mode=mode))
    assert model.structured("s", "u", Pick, 77).verdict == "met"
    assert [b["max_completion_tokens"] for b in endpoint.bodies] == [77, 77 + REASONING_ROOM]
    endpoint.bodies.clear()
    assert model.structured("s", "u", Pick, 77).verdict == "met"
    assert len(endpoint.bodies) == 1, "it is remembered that this model reasons"


def test_reasoning_that_never_ends_is_asked_for_twice_at_most(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (200, completion("<think>and so", finish_reason="length"))
    with pytest.raises(ModelReplyError, match="reasoning used up the tokens"):
        chat(endpoint).structured("s", "u", Pick)
    assert len(endpoint.bodies) == 2


def test_a_stream_that_reasons_until_its_end_gets_more_once(endpoint: Endpoint) -> None:
    def answer(body: Body) -> tuple[int, bytes]:
        if body["max_completion_tokens"] > 1000:
            return 200, stream_of("<thi", "nk>Hm", ".</think>\n", "Say ", "more.", finish="stop")
        return 200, stream_of("<think>", "and so", finish="length")

    endpoint.answer = answer
    model = chat(endpoint)
    assert list(model.stream("s", "u")) == ["Say ", "more."]
    assert len(endpoint.bodies) == 2


@pytest.mark.parametrize("mode", ["json_schema", "json_mode", "text"])
def test_a_model_that_declines_is_quoted_and_not_pressed(endpoint: Endpoint, mode: ReplyMode) -> None:
    refusal: JsonObject = {"role": "assistant", "content": None, "refusal": "I can't help with that."}
    reply = completion("", message=refusal)
    endpoint.answer = lambda body: (200, reply)
    model = OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0, dialect=Dialect(mode=mode))
    with pytest.raises(ModelReplyError, match="declined to answer: I can't help with that"):
        model.structured("s", "u", Pick)
    assert len(endpoint.bodies) == 1


@pytest.mark.parametrize("mode", ["json_schema", "json_mode", "text"])
def test_a_content_filter_is_named(endpoint: Endpoint, mode: ReplyMode) -> None:
    endpoint.answer = lambda body: (200, completion("", finish_reason="content_filter"))
    model = OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0, dialect=Dialect(mode=mode))
    with pytest.raises(ModelReplyError, match="content filter"):
        model.structured("s", "u", Pick)
    assert len(endpoint.bodies) == 1
