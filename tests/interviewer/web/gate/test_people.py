"""Two people on one page: each sees only their own, whatever route, tab, file or id the other asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.services import Services
from interviewer.settings import load_settings
from interviewer.storage import passwords
from interviewer.storage.passwords import hash_password
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.gate.sign_in import COOKIE
from interviewer.web.people import asking
from interviewer.web.serve import launch_page
from interviewer.web.theme import own_scripts

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
PASSWORD = "correct horse battery"
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
PUBLIC = "https://viva.example.org"


@dataclass
class Person:
    """Somebody at the page, with their cookie and one tab."""

    url: str
    blocks: Any
    name: str
    cookie: str = ""

    @property
    def tab(self) -> str:
        return f"tab-{self.name}"

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"host": "viva.example.org", "cookie": self.cookie, **more.pop("headers", {})}
        return httpx.request(method, self.url.rstrip("/") + path, headers=headers, timeout=120, **more)

    def sign_in(self, password: str = PASSWORD) -> httpx.Response:
        got = self.ask("POST", "/login", data={"name": self.name, "password": password}, headers={"origin": PUBLIC})
        if got.status_code == 303:
            self.cookie = got.headers["set-cookie"].split(";")[0]
        return got

    def number_of(self, name: str) -> int:
        for each in self.blocks.config["dependencies"]:
            if each["api_name"] == name or (
                name == "load" and [None, "load"] in [list(t)[-2:] for t in each["targets"]]
            ):
                return int(each["id"])
        wanted = [
            t
            for each in self.blocks.config["dependencies"]
            for t in [(each["id"], each["targets"])]
            if t[1] and t[1][0][1] == name
        ]
        return int(wanted[0][0])

    def join(self, name: str, data: list[Any], tab: str = "") -> httpx.Response:
        body = {"fn_index": self.number_of(name), "data": data, "session_hash": tab or self.tab, "event_data": None}
        return self.ask("POST", "/gradio_api/queue/join", json=body)

    def heard(self, tab: str = "") -> list[dict[str, Any]]:
        """Every message of the tab's event stream, to its end."""
        got = self.ask("GET", "/gradio_api/queue/data", params={"session_hash": tab or self.tab})
        assert got.status_code == 200, got.text
        return [json.loads(line[6:]) for line in got.text.splitlines() if line.startswith("data: ")]

    def does(self, name: str, *data: Any) -> list[dict[str, Any]]:
        got = self.join(name, list(data))
        assert got.status_code == 200, got.text
        return self.heard()


@pytest.fixture
def page(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Person, Person, Store, Desk]]:
    monkeypatch.setattr(passwords, "_ROUNDS", 4)
    settings = load_settings(public_url=PUBLIC, port=0)
    for name in ("ada", "bob"):
        store.accounts.add(name, hash_password(PASSWORD))
    app = App(settings, light_services, store, conductor_of(light_services, store))
    desk = Desk(app, asking)
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(desk.files / "gradio"))
    blocks, url = launch_page(desk)
    yield Person(url, blocks, "ada"), Person(url, blocks, "bob"), store, desk
    blocks.close(verbose=False)


def started(person: Person, store: Store) -> str:
    """An interview of one question, begun and answered on the page; its id."""
    person.does("start", ["training"], 30, 1, "coach", "neutral")
    (record,) = store.of(person.name).interviews.all()
    return record.id


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
    # and it goes on as if nobody had asked
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
    deck = {"path": paths[0], "meta": {"_type": "gradio.FileData"}}
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
