"""Every way an endpoint fails: bounded time, one line with the way out, the answer kept, nothing scored."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from interviewer.errors import UnavailableError
from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import LLMJudge
from interviewer.json_data import JsonValue
from interviewer.llm.endpoint.chat import OpenAIChat
from knowledge.schema import Bank
from tests.interviewer.llm.endpoint.tls_stub import untrusted
from tests.interviewer.llm.stub import Answered, Count, Endpoint, completion, stream_of

pytestmark = pytest.mark.slow

TIMEOUT = 0.6
ANSWER = "w = w - lr * grad, because the gradient points uphill"
KEY = "secret-key"
Fault = Callable[[Endpoint], str | None]
"""Sets an endpoint up to fail; gives another address to call where that is the fault."""


def told(status: int, words: str, **headers: str) -> Fault:
    def fault(endpoint: Endpoint) -> None:
        endpoint.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        endpoint.answer = lambda body: (status, {"error": {"message": words}})

    return fault


def replying(reply: JsonValue | bytes) -> Fault:
    def fault(endpoint: Endpoint) -> None:
        endpoint.answer = lambda body: (200, reply)

    return fault


def wired(write: Callable[[BaseHTTPRequestHandler], None]) -> Fault:
    def fault(endpoint: Endpoint) -> None:
        endpoint.raw = write

    return fault


def refused(endpoint: Endpoint) -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3 * TIMEOUT)


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte of a whole reply at a time, each long before the client's own timeout."""
    data = json.dumps(completion("{}")).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n".encode()
    _slowly(handler, head, data)


def drip_of_heads(handler: BaseHTTPRequestHandler) -> None:
    _slowly(handler, b"HTTP/1.1 200 OK\r\n", b"X-Slow: x\r\n" * 100)


def _slowly(handler: BaseHTTPRequestHandler, head: bytes, rest: bytes) -> None:
    handler.wfile.write(head)
    try:
        for byte in rest[:60]:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(TIMEOUT / 6)
    except OSError:
        return  # the client has gone, as it should


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def hang_up_inside(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(
        b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"id": "1", "obj'
    )
    handler.wfile.flush()
    hang_up(handler)


def over_tls(endpoint: Endpoint) -> str:
    return endpoint.url.replace("http://", "https://")


FAULTS: dict[str, tuple[Fault, str]] = {
    "refused": (refused, "cannot be reached; check VIVA_LLM_BASE_URL"),
    "timeout": (wired(silent), "raise VIVA_LLM_TIMEOUT"),
    "drip": (wired(drip), "raise VIVA_LLM_TIMEOUT"),
    "drip of headers": (wired(drip_of_heads), "raise VIVA_LLM_TIMEOUT"),
    "disconnect": (wired(hang_up), "hung up before its answer was complete; try again"),
    "disconnect inside": (wired(hang_up_inside), "hung up"),
    "401": (told(401, f"Incorrect API key provided: {KEY}"), "check VIVA_LLM_API_KEY (it says: Incorrect API key"),
    "403": (told(403, "no access"), "check VIVA_LLM_API_KEY (it says: no access)"),
    "404": (told(404, "The model `stub` does not exist"), "check VIVA_LLM_MODEL (it says: The model `stub` does not"),
    "429": (told(429, "Rate limit reached", retry_after="90"), "wait 90 s, or check your account (it says: Rate limit"),
    "413": (
        told(413, "Request too large on tokens per minute (TPM): Limit 6"),
        "wait, or check your account (it says: Re",
    ),
    "413, and when": (
        told(413, "Rate limit on TPM", retry_after="90"),
        "wait 90 s, or check your account (it says: Rate",
    ),
    "413 of a proxy": (told(413, ""), "the prompt is too long for stub; use one with a longer context"),
    "500": (told(500, "CUDA out of memory"), "HTTP 500 (it says: CUDA out of memory)"),
    "a proxy's page": (lambda e: setattr(e, "answer", lambda b: (502, b"<html>Bad Gateway</html>")), "HTTP 502"),
    "an error with status 200": (replying({"error": {"message": "no provider"}}), "it says: no provider"),
    "not JSON at all": (replying(b"<html>hello</html>"), "sent a reply that cannot be read"),
    "cut JSON": (replying(completion('{"criteria": [{"id": "upd')), "something that is not a JSON object"),
    "cut short": (replying(completion('{"criteria": [', finish_reason="length")), "cut short"),
    "wrong schema": (replying(completion('{"score": 11}')), "JSON of the wrong shape"),
    "empty": (replying(completion("")), "something that is not a JSON object"),
    "no choices": (replying({**completion(""), "choices": []}), "sent a reply that cannot be read"),
    "overflow": (told(400, "maximum context length is 128 tokens"), "use one with a longer context (it says: maximum"),
    "bad certificate": (
        lambda e: untrusted(),
        "its certificate is not trusted; check VIVA_LLM_BASE_URL, or set SSL_CERT_FILE",
    ),
    "TLS to a plain port": (over_tls, "does not speak TLS at this port; check VIVA_LLM_BASE_URL"),
}


def chat_of(endpoint: Endpoint, fault: Fault, retries: int) -> OpenAIChat:
    url = fault(endpoint) or endpoint.url
    return OpenAIChat("stub", lambda: url, KEY, TIMEOUT, retries)


@pytest.fixture(scope="module", autouse=True)
def imported() -> None:
    """The client's import takes seconds, and is not part of a call."""
    import langchain_openai  # noqa: F401


@pytest.mark.parametrize("name", FAULTS)
def test_a_grade_over_a_failing_endpoint(endpoint: Endpoint, bank: Bank, name: str) -> None:
    fault, said = FAULTS[name]
    judge = LLMJudge(chat_of(endpoint, fault, retries=0))
    start = time.monotonic()
    grade = Grader(judge).grade(bank["training-02"], ANSWER)
    # a machine under load is slow by itself; a drip in full would take six seconds a call
    assert time.monotonic() - start < TIMEOUT + 4
    assert len(grade.ungraded) == len(grade.criteria) == 4 and not grade.judged
    for item in grade.ungraded:
        assert said in item.reason and "\n" not in item.reason and KEY not in item.reason
    rows = [{"id": c.id, "quotes": ["w = w - lr * grad"], "reason": "r", "verdict": "met"} for c in grade.criteria]
    if name not in {"refused", "bad certificate", "TLS to a plain port"}:
        endpoint.raw, endpoint.headers = None, {}
        endpoint.answer = lambda body: (200, completion(json.dumps({"criteria": rows, "misconceptions": []})))
        assert Grader(judge).grade(bank["training-02"], ANSWER).score == 1.0, "it can be graded again once it works"


@pytest.mark.parametrize("name", [n for n, (_, said) in FAULTS.items() if n not in {"wrong schema", "cut JSON"}])
def test_a_stream_over_a_failing_endpoint(endpoint: Endpoint, name: str) -> None:
    fault, _ = FAULTS[name]
    model = chat_of(endpoint, fault, retries=0)
    start = time.monotonic()
    try:
        said = "".join(model.stream("s", "u"))
    except UnavailableError as error:
        assert "\n" not in str(error) and KEY not in str(error)
    else:
        assert said == "", "an endpoint that does not stream says nothing"
    assert time.monotonic() - start < TIMEOUT + 4


def streaming(*then: Callable[[BaseHTTPRequestHandler], None]) -> Fault:
    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9000\r\n\r\n")
        handler.wfile.write(stream_of("Say ", "more").replace(b"data: [DONE]\n\n", b""))
        handler.wfile.flush()
        for step in then:
            step(handler)

    return wired(write)


def drip_of_comments(handler: BaseHTTPRequestHandler) -> None:
    _slowly(handler, b"", b": still here\n\n" * 10)


def error_inside(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b'data: {"error": {"message": "the model was unloaded"}}\n\n')


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (hang_up, "hung up before its answer was complete; try again"),
        (silent, "raise VIVA_LLM_TIMEOUT"),
        (drip_of_comments, "raise VIVA_LLM_TIMEOUT"),
        (error_inside, "the model was unloaded"),
    ],
)
def test_a_stream_that_breaks_is_one_line_after_its_words(
    endpoint: Endpoint, then: Callable[[BaseHTTPRequestHandler], None], said: str
) -> None:
    model = chat_of(endpoint, streaming(then), retries=2)
    heard, start = [], time.monotonic()
    with pytest.raises(UnavailableError) as caught:
        for piece in model.stream("s", "u"):
            heard.append(piece)  # noqa: PERF402  # what came before the fault is looked at
    assert "".join(heard) == "Say more" and said in str(caught.value) and "\n" not in str(caught.value)
    assert len(endpoint.bodies) == 1, "what was begun is not said again"
    assert time.monotonic() - start < TIMEOUT + 4


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_the_server_asks_for_is_kept(endpoint: Endpoint, status: int) -> None:
    replies: Iterator[Answered] = iter([(status, {"error": {"message": "busy"}}), (200, completion('{"a": 1}'))])
    endpoint.headers = {"Retry-After": "1"}
    endpoint.answer = lambda body: next(replies)
    start = time.monotonic()
    assert OpenAIChat("stub", lambda: endpoint.url, KEY, 5, 1).structured("s", "u", Count) == Count(a=1)
    assert time.monotonic() - start >= 1


def test_a_wait_beyond_the_bound_is_said_and_not_kept(endpoint: Endpoint) -> None:
    fault, said = FAULTS["429"]
    start = time.monotonic()
    with pytest.raises(UnavailableError, match="wait 90 s"):
        list(chat_of(endpoint, fault, retries=2).stream("s", "u"))
    assert len(endpoint.bodies) == 1 and time.monotonic() - start < 4 and "90" in said


@pytest.mark.parametrize("name", ["401", "404", "timeout", "drip", "overflow"])
def test_what_will_not_pass_is_not_tried_again(endpoint: Endpoint, name: str) -> None:
    with pytest.raises(UnavailableError):
        list(chat_of(endpoint, FAULTS[name][0], retries=2).stream("s", "u"))
    assert len(endpoint.bodies) == 1
