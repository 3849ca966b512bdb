"""A user of a page with sign-in: makes the requests that their browser would make."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import httpx

from interviewer.json_data import JsonObject, JsonValue
from interviewer.storage.store import Store
from tests.interviewer.web.page_config import Request

if TYPE_CHECKING:
    from gradio import Blocks

PASSWORD = "correct horse battery"
PUBLIC = "https://viva.example.org"


@dataclass
class Person:
    """Somebody at the page, with their cookie and one tab."""

    url: str
    blocks: Blocks
    name: str
    cookie: str = ""

    @property
    def tab(self) -> str:
        return f"tab-{self.name}"

    def ask(self, method: str, path: str, **more: Unpack[Request]) -> httpx.Response:
        more["headers"] = {"host": "viva.example.org", "cookie": self.cookie, **more.get("headers", {})}
        return httpx.request(method, self.url.rstrip("/") + path, timeout=120, **more)

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

    def join(self, name: str, data: list[JsonValue], tab: str = "") -> httpx.Response:
        body: JsonObject = {
            "fn_index": self.number_of(name),
            "data": data,
            "session_hash": tab or self.tab,
            "event_data": None,
        }
        return self.ask("POST", "/gradio_api/queue/join", json=body)

    def heard(self, tab: str = "") -> list[JsonObject]:
        """Every message of the tab's event stream, to its end."""
        got = self.ask("GET", "/gradio_api/queue/data", params={"session_hash": tab or self.tab})
        assert got.status_code == 200, got.text
        return [json.loads(line[6:]) for line in got.text.splitlines() if line.startswith("data: ")]

    def does(self, name: str, *data: JsonValue) -> list[JsonObject]:
        got = self.join(name, list(data))
        assert got.status_code == 200, got.text
        return self.heard()


def started(person: Person, store: Store) -> str:
    """An interview of one question, begun and answered on the page; its id."""
    person.does("start", ["training"], 30, 1, "coach", "neutral")
    (record,) = store.of(person.name).interviews.all()
    return record.id
