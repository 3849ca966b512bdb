"""Two people on one page: each sees only their own data, no matter which route, tab, file or id they request."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from interviewer.json_data import JsonObject
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.gate.sign_in import COOKIE
from interviewer.web.theme import own_scripts
from tests.interviewer.web.gate.person import PASSWORD, PUBLIC, Person, started

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
GRADIOS = [
    *(
        ("POST", p)
        for p in (
            "/queue/join",
            "/call/say",
            "/api/say",
            "/run/say",
            "/cancel",
            "/reset",
            "/upload",
            "/component_server",
        )
    ),
    *(
        ("GET", p)
        for p in (
            "/info",
            "/openapi.json",
            "/queue/data?session_hash=x",
            "/heartbeat/x",
            "/file=/etc/passwd",
            "/user",
            "/token",
            "/app_id",
            "/runs",
            "/proxy=http://x",
            "/stream/x/1/1/playlist.m3u8",
        )
    ),
]
"""Routes that Gradio keeps in a router of its own."""


def test_nothing_but_the_sign_in_is_given_to_a_stranger(page: tuple[Person, Person, Store, Desk]) -> None:
    ada, *_ = page
    routes = {
        *((m, r.path) for r in ada.blocks.app.routes for m in (getattr(r, "methods", None) or ())),
        *((m, f"/gradio_api{r}") for m, r in GRADIOS),
    }
    assert len(routes) > 15
    for method, path in sorted(routes):
        real = path.replace("{", "").replace("}", "").replace(":path", "")
        if method == "OPTIONS" or real in {"/gradio_api/startup-events", "/robots.txt", "/favicon.ico"}:
            continue
        got = ada.ask(method, real, content=b"{}" if method == "POST" else None)
        assert got.status_code in {303, 401, 405} and "component" not in got.text, (method, real, got.status_code)
    assert ada.ask("GET", "/", headers={"accept": "text/html"}).headers["location"] == "/login"
    wrong = [ada.sign_in("wrong password") for _ in range(6)]
    assert [got.status_code for got in wrong] == [401] * 6 and "Too many wrong attempts" in wrong[-1].text
    assert all("set-cookie" not in got.headers for got in wrong)
    assert ada.ask("GET", "/", headers={"host": "evil.example"}).status_code == 421
    assert ada.ask("POST", "/login", data={"name": "ada"}, headers={"origin": "http://evil.example"}).status_code == 403


def test_the_page_is_whole_behind_its_gate(page: tuple[Person, Person, Store, Desk]) -> None:
    ada, *_ = page
    assert ada.sign_in().status_code == 303 and ada.cookie.startswith(COOKIE)
    got = ada.ask("GET", "/")
    policy = got.headers["content-security-policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert got.status_code == 200 and got.text.count("<script") == got.text.count(f'<script nonce="{nonce}"') > 3
    assert policy.count("'sha256-") == len(own_scripts()) and "Sign out" in got.text and "gradio_config" in got.text
    script = got.text.partition('src="./assets/')[2].partition('"')[0]
    assert ada.ask("GET", f"/assets/{script}").status_code == 200
    assert ada.ask("POST", "/logout", headers={"origin": PUBLIC}).status_code == 303
    assert ada.ask("GET", "/").status_code == 401


def test_interviews_tabs_and_events_are_their_owners(page: tuple[Person, Person, Store, Desk]) -> None:
    ada, bob, store, _ = page
    ada.sign_in(), bob.sign_in()
    mine = started(ada, store)
    assert [r.id for r in store.of("ada").interviews.all()] == [mine]
    assert store.interviews.all() == [] and store.of("bob").interviews.all() == []
    # by the other's tab
    assert bob.join("say", ["words", 0.5, "", "", "", None], tab=ada.tab).status_code == 404
    assert bob.ask("GET", "/gradio_api/queue/data", params={"session_hash": ada.tab}).status_code == 404
    assert bob.ask("GET", f"/gradio_api/heartbeat/{ada.tab}").status_code == 404
    assert bob.ask("POST", "/gradio_api/reset", json={"event_id": "x", "session_hash": ada.tab}).status_code == 404
    # by its id, at every place that takes one
    for name, data in (
        ("load", [mine, ""]),
        ("load", ["", f"?interview={mine}"]),
        ("load", ["", f"?report={mine}"]),
        ("resume", [mine]),
    ):
        told = json.dumps(bob.does(name, *data))
        question = store.of("ada").interviews.transcript(mine)[-1].text[:60]
        assert question not in told and json.dumps(question)[1:-1] not in told, name
    assert len(store.of("ada").interviews.transcript(mine)) == 2
    # and it continues as if nobody had asked
    ada.does("say", "overfit first", None, "", "", "", None)
    assert store.of("ada").interviews.load(mine).state.attempts[0].grade is not None
    assert mine in json.dumps(ada.does("load", mine, "")) and mine not in json.dumps(bob.does("load", "", ""))


def test_files_are_their_owners(page: tuple[Person, Person, Store, Desk], tmp_path: Path) -> None:
    ada, bob, store, desk = page
    ada.sign_in(), bob.sign_in()
    mine = started(ada, store)
    ada.does("end", "", None)
    told = json.dumps(ada.does("load", "", f"?report={mine}"))
    paths = sorted({part.split('"')[0] for part in told.split('"path": "')[1:] if "/gradio/" in part.split('"')[0]})
    assert {Path(path).suffix for path in paths} == {".md", ".json", ".pdf"}
    for path in paths:
        assert ada.ask("GET", f"/gradio_api/file={path}").status_code == 200
        assert bob.ask("GET", f"/gradio_api/file={path}").status_code == 404
    for path in (
        str(tmp_path / "viva.db"),
        "/etc/passwd",
        "../viva.db",
        f"{desk.files}/gradio/../x",
        "C:/x",
        "%2e%2e/x",
    ):
        assert ada.ask("GET", f"/gradio_api/file={path}").status_code == 404
    deck: JsonObject = {"path": paths[0], "meta": {"_type": "gradio.FileData"}}
    assert bob.join("start", [deck]).status_code == 404


def test_only_who_is_named_runs_evals(page: tuple[Person, Person, Store, Desk]) -> None:
    ada, *_ = page
    ada.sign_in()
    assert "VIVA_ADMINS" in json.dumps(ada.does("eval_run", "robustness", False))


def test_health_is_open_and_numbers_are_for_accounts(page: tuple[Person, Person, Store, Desk]) -> None:
    ada, *_ = page
    told = ada.ask("GET", "/healthz")
    assert told.status_code == 200 and told.json()["status"] == "ok" and "judge" in told.json()["parts"]
    assert ada.ask("GET", "/metrics").status_code == 401
    ada.sign_in()
    text = ada.ask("GET", "/metrics").text
    assert 'route="login"' in text and "ada" not in text
    assert (
        httpx.get(ada.url + "metrics", headers={"host": "viva.example.org"}, auth=("ada", PASSWORD)).status_code == 200
    )
