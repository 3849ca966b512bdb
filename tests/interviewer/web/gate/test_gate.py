"""The gate around a separate application: what it refuses, what it adds, and what it passes on unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from interviewer.settings import load_settings
from interviewer.web.gate.gate import Gate
from interviewer.web.gate.limits import RateLimit
from interviewer.web.gate.request import OWNER
from interviewer.web.gate.responses import plain
from interviewer.web.gate.rules import rules_of

HOST = "127.0.0.1:7860"


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with a page; what it was told is in it."""
    body = b""
    while scope["method"] == "POST":
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    html = scope["path"] in {"/", "/hostile"}
    kind = b"text/html; charset=utf-8" if html else b"application/json"
    told = json.dumps({"owner": scope.get(OWNER), "got": len(body)}).encode()
    text = b"<script>one()</script><script type=module src=x></script>" + told if html else told
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-type", kind), (b"content-length", str(len(text)).encode())],
        }
    )
    await send({"type": "http.response.body", "body": text[:10], "more_body": True})
    await send({"type": "http.response.body", "body": text[10:]})


class Names:
    """A sign-in by a cookie that is the name."""

    def who(self, cookies: str) -> str | None:
        return cookies or None

    def is_known(self, name: str, password: str, address: str) -> bool:
        return (name, password) == ("ada", "pass:word")

    def leave(self, cookies: str) -> str:
        return "x=; Max-Age=0"


def asked(gate: Gate) -> Callable[..., httpx.Response]:
    import anyio

    def ask(method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> httpx.Response:
        async def run() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(gate), base_url=f"http://{HOST}") as client:
                return await client.request(method, path, headers=headers or {}, content=body)

        return anyio.run(run)

    return ask


@pytest.fixture
def ask() -> Callable[..., httpx.Response]:
    return asked(Gate(page, rules=rules_of(load_settings())))


@pytest.fixture
def closed() -> Callable[..., httpx.Response]:
    rules = rules_of(load_settings(public_url="https://viva.example.org"))
    pages = {"/metrics": lambda: plain(200, "numbers")}
    return asked(
        Gate(page, rules=rules, sign_in=Names(), pages=pages, may_fetch=lambda owner, path: path == f"/x/{owner}")
    )  # type: ignore[arg-type]


def test_on_ones_own_machine_a_request_goes_through_with_headers(ask: Callable[..., httpx.Response]) -> None:
    got = ask("GET", "/data")
    assert got.json() == {"owner": "", "got": 0}
    assert got.headers["x-content-type-options"] == "nosniff" and got.headers["x-frame-options"] == "DENY"
    assert ask("POST", "/data", body=b"x" * 1000).json()["got"] == 1000


def test_the_policy_lets_the_pages_own_scripts_run_and_no_other(ask: Callable[..., httpx.Response]) -> None:
    first, second = ask("GET", "/"), ask("GET", "/")
    policy = first.headers["content-security-policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert len(nonce) >= 20 and nonce not in second.headers["content-security-policy"]
    assert first.text.count(f'<script nonce="{nonce}"') == 2 and int(first.headers["content-length"]) == len(
        first.content
    )
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts and "http" not in policy and "*" not in policy
    for part in ("default-src 'none'", "object-src 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert part in policy
    assert "script-src" not in ask("GET", "/data").headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "", "127.0.0.1.nip.io"])
def test_a_rebound_name_is_refused(ask: Callable[..., httpx.Response], host: str) -> None:
    assert ask("GET", "/", {"host": host}).status_code == 421
    assert ask("POST", "/gradio_api/queue/join", {"host": host}, b"{}").status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:7860"])
def test_a_call_from_another_sites_page_is_refused(ask: Callable[..., httpx.Response], origin: str) -> None:
    got = ask("POST", "/gradio_api/queue/join", {"origin": origin}, b"{}")
    assert got.status_code == 403 and got.text.count("\n") == 1


def test_too_much_is_refused_before_it_is_read(ask: Callable[..., httpx.Response]) -> None:
    assert ask("POST", "/data", {"content-length": "2000001"}, b"x").status_code == 413
    assert ask("POST", "/gradio_api/upload", {"content-length": "50000001"}, b"x").status_code == 413
    assert ask("POST", "/data", {"content-length": "-5"}, b"x").status_code == 413
    assert ask("POST", "/data", {"content-length": ""}, b"x").status_code == 411


def test_without_sign_in_nothing_is_given(closed: Callable[..., httpx.Response]) -> None:
    page_ = closed("GET", "/", {"accept": "text/html"})
    assert page_.status_code == 303 and page_.headers["location"] == "/login"
    for method, path in (
        ("GET", "/"),
        ("GET", "/config"),
        ("POST", "/gradio_api/queue/join"),
        ("GET", "/metrics"),
        ("GET", "/gradio_api/file=/x/ada"),
    ):
        assert closed(method, path, body=b"{}" if method == "POST" else None).status_code == 401
    assert "password" in closed("GET", "/login").text
    assert closed("GET", "/gradio_api/startup-events").status_code == 200


def test_who_is_signed_in_has_their_own(closed: Callable[..., httpx.Response]) -> None:
    ada, bob = {"cookie": "ada"}, {"cookie": "bob"}
    assert '"owner": "ada"' in closed("GET", "/", ada).text
    assert closed("GET", "/gradio_api/file=/x/ada", ada).status_code == 200
    for path in ("/gradio_api/file=/x/ada", "/gradio_api/file=/etc/passwd", "/gradio_api/file=../viva.db"):
        assert closed("GET", path, bob).status_code == 404
    assert closed("POST", "/gradio_api/call/say", ada, b"{}").status_code == 404
    assert closed("POST", "/logout", ada, b"").status_code == 303


def test_a_tab_is_of_who_used_it_first(closed: Callable[..., httpx.Response]) -> None:
    ada, bob = {"cookie": "ada"}, {"cookie": "bob"}
    join = json.dumps({"session_hash": "tab1", "fn_index": 0, "data": []}).encode()
    assert closed("POST", "/gradio_api/queue/join", ada, join).json()["got"] == len(join)
    for method, path, body in (
        ("POST", "/gradio_api/queue/join", join),
        ("POST", "/gradio_api/cancel", join),
        ("POST", "/gradio_api/reset", join),
        ("GET", "/gradio_api/queue/data?session_hash=tab1", None),
        ("GET", "/gradio_api/queue/data?session_hash=mine&session_hash=tab1", None),
        ("GET", "/gradio_api/heartbeat/tab1", None),
        ("GET", "/gradio_api/heartbeat/%74ab1", None),
    ):
        assert closed(method, path, bob, body).status_code == 404, path
        assert closed(method, path, ada, body).status_code in {200, 404}
    assert closed("GET", "/gradio_api/queue/data?session_hash=tab1", ada).status_code == 200


def test_a_file_of_another_cannot_be_sent_as_ones_own(closed: Callable[..., httpx.Response]) -> None:
    body = json.dumps({"session_hash": "b", "data": [[{"path": "/x/ada"}]]}).encode()
    assert closed("POST", "/gradio_api/queue/join", {"cookie": "bob"}, body).status_code == 404
    assert closed("POST", "/gradio_api/queue/join", {"cookie": "bob"}, b"{" * 3).status_code == 400
    assert closed("POST", "/gradio_api/queue/join", {"cookie": "bob"}, b"[" * 100_000).status_code == 400


def test_a_program_may_send_its_password_for_numbers_alone(closed: Callable[..., httpx.Response]) -> None:
    import base64

    basic = {"authorization": "Basic " + base64.b64encode(b"ada:pass:word").decode()}
    assert closed("GET", "/metrics", basic).text == "numbers\n"
    assert closed("GET", "/config", basic).status_code == 401
    for wrong in ("Basic !!", "Basic " + base64.b64encode(b"ada:x").decode(), "Bearer x", "Basic"):
        assert closed("GET", "/metrics", {"authorization": wrong}).status_code == 401


def test_somebody_may_ask_six_hundred_times_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    gate = Gate(page, rules=rules_of(load_settings(public_url="https://viva.example.org")), sign_in=Names())  # type: ignore[arg-type]
    gate.limit._clock = lambda: now[0]
    assert [gate.limit.take("ada") for _ in range(600)] == [0.0] * 600
    ask = asked(gate)
    assert ask("GET", "/config", {"cookie": "ada"}).status_code == 429
    now[0] = 0.1
    assert [ask("GET", "/config", {"cookie": "ada"}).status_code for _ in range(2)] == [200, 429]
    now[0] = 60.1
    assert [gate.limit.take("ada") for _ in range(601)].count(0.0) == 600


def test_on_ones_own_machine_others_can_be_kept_out_by_signing_in() -> None:
    settings = load_settings(public_url="http://localhost:7860")
    assert settings.needs_sign_in and settings.host == "127.0.0.1"
    ask = asked(Gate(page, rules=rules_of(settings), sign_in=Names()))  # type: ignore[arg-type]
    at = {"host": "localhost:7860"}
    assert ask("GET", "/config", at).status_code == 401
    assert ask("GET", "/config", {**at, "cookie": "ada"}).json()["owner"] == "ada"
    assert ask("POST", "/logout", {**at, "cookie": "ada", "origin": "http://localhost:7860"}, b"").status_code == 303


def test_who_asks_too_often_waits() -> None:
    rules = rules_of(load_settings(public_url="https://viva.example.org"))
    ask = asked(Gate(page, rules=rules, sign_in=Names(), limit=RateLimit(3, 1000.0)))  # type: ignore[arg-type]
    codes = [ask("GET", "/config", {"cookie": "ada"}).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert ask("GET", "/config", {"cookie": "bob"}).status_code == 200
    assert ask("GET", "/assets/x.js", {"cookie": "ada"}).status_code == 200
