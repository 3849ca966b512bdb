"""What a request says of itself, and whether it is let in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.settings import load_settings
from interviewer.web.gate.rules import file_of, files_in, host_name, is_own_route, rules_of, session_of

LOCAL = rules_of(load_settings())
PUBLIC = rules_of(load_settings(host="0.0.0.0", public_url="https://viva.example.org"))


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "LOCALHOST:1", "[::1]:7860", "192.168.1.7:7860"])
def test_numbers_and_names_of_this_machine_are_served(host: str) -> None:
    assert LOCAL.allows_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example:7860",
        "localhost.evil.example",
        "",
        "a b",
        "localhost:x",
        "u@localhost",
        "[::1",
        "localhost/x",
    ],
)
def test_a_name_that_somebody_points_here_is_not(host: str) -> None:
    assert not LOCAL.allows_host(host)


def test_the_public_name_is_served_where_it_is_set() -> None:
    assert PUBLIC.allows_host("viva.example.org") and PUBLIC.allows_host("viva.example.org:443")
    assert not LOCAL.allows_host("viva.example.org")


@pytest.mark.parametrize(
    ("origin", "good"),
    [
        ("", True),
        ("http://127.0.0.1:7860", True),
        ("http://127.0.0.1:7861", False),
        ("https://127.0.0.1:7860", False),
        ("null", False),
        ("http://evil.example", False),
        ("http://127.0.0.1:7860.evil.example", False),
    ],
)
def test_a_page_of_another_origin_may_not_call(origin: str, good: bool) -> None:
    assert LOCAL.allows_origin(origin, "127.0.0.1:7860", "http") is good


def test_behind_a_proxy_the_public_origin_may() -> None:
    assert PUBLIC.allows_origin("https://viva.example.org", "viva.example.org", "http")
    assert not PUBLIC.allows_origin("https://other.example.org", "viva.example.org", "http")


@pytest.mark.parametrize(
    ("method", "path", "own"),
    [
        ("GET", "/", True),
        ("GET", "/assets/index-x.js", True),
        ("POST", "/gradio_api/queue/join", True),
        ("GET", "/gradio_api/queue/data", True),
        ("GET", "/gradio_api/file=/tmp/x", True),
        ("POST", "/", False),
        ("POST", "/gradio_api/call/say", False),
        ("POST", "/gradio_api/api/say", False),
        ("POST", "/gradio_api/run/say", False),
        ("GET", "/gradio_api/proxy=http://x", False),
        ("GET", "/monitoring", False),
        ("GET", "/gradio_api/runs", False),
        ("DELETE", "/gradio_api/queue/join", False),
        ("GET", "/gradio_api/deep_link", False),
        ("POST", "/gradio_api/vibe-edit/", False),
    ],
)
def test_only_routes_that_the_page_uses_are_open(method: str, path: str, own: bool) -> None:
    assert is_own_route(method, path) is own


def test_what_a_route_and_a_body_name() -> None:
    assert file_of("/gradio_api/file=/tmp/a/b.pdf") == "/tmp/a/b.pdf" and file_of("/gradio_api/upload") is None
    assert session_of("/gradio_api/heartbeat/abc") == "abc" and session_of("/") is None
    body = {"data": [{"path": "/a/b", "meta": {}}, ["x", {"y": {"path": "/c/d"}}], {"path": 3}]}
    assert sorted(files_in(body)) == ["/a/b", "/c/d"]


@given(st.text(max_size=80))
def test_any_text_as_a_host_is_decided(host: str) -> None:
    name = host_name(host)
    assert name is None or name == name.lower()
    assert isinstance(LOCAL.allows_host(host), bool)
