"""A visitor to a page that runs in other processes: makes the HTTP requests that a browser would make."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Unpack

import httpx

from interviewer.json_data import JsonObject, JsonValue
from tests.interviewer.web.page_config import PageConfig, Request
from tests.interviewer.web.proxy import COOKIE


@dataclass
class Visitor:
    """A person with their browser's cookies and one tab.

    Attributes:
        url: The address of the page.
        tab: Gradio's session hash of the tab; a reload makes a new one.
        config: Gradio's configuration of the page.
        seen: What the tab received when it was last opened.
    """

    url: str
    name: str
    cookies: dict[str, str] = field(default_factory=dict)
    tab: str = ""
    config: PageConfig | None = None
    seen: str = ""
    _client: httpx.Client = field(default_factory=lambda: httpx.Client(verify=False, timeout=120), repr=False)

    def ask(self, method: str, path: str, **more: Unpack[Request]) -> httpx.Response:
        """Make one request with the cookies; cookies that the response sets are kept."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        more["headers"] = {"cookie": cookie, **more.get("headers", {})}
        got = self._client.request(method, self.url + path, **more)
        self._client.cookies.clear()  # its jar does not send secure cookies on loopback
        for each in got.headers.get_list("set-cookie"):
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        return got

    def sign_in(self, password: str) -> None:
        """Sign in; fails if that is refused."""
        got = self.ask("POST", "/login", data={"name": self.name, "password": password})
        assert got.status_code == 303, (got.status_code, got.text)

    def at(self, process: int) -> Visitor:
        """The same person in another window, where the browser is sent to this process."""
        made = Visitor(self.url, self.name, {**self.cookies, COOKIE: str(process)}, config=self.config)
        return made.opened()

    def opened(self, search: str = "") -> Visitor:
        """Open or reload the page, possibly at the address of an interview; returns this visitor."""
        self.config = self.config or self.ask("GET", "/config").json()
        self.tab = secrets.token_hex(6)
        self.seen = self.does("load", "", search)
        return self

    @property
    def process(self) -> int:
        """The process that the browser is sent to."""
        return int(self.cookies[COOKIE])

    def join(self, name: str, *data: JsonValue) -> httpx.Response:
        """Call a function of the page; its results arrive in the tab's stream."""
        body: JsonObject = {
            "fn_index": self._number(name),
            "data": list(data),
            "session_hash": self.tab,
            "event_data": None,
        }
        return self.ask("POST", "/gradio_api/queue/join", json=body)

    def does(self, name: str, *data: JsonValue) -> str:
        """Call a function of the page; returns everything that the tab receives until it is done."""
        got = self.join(name, *data)
        assert got.status_code == 200, got.text
        return self.told()

    def told(self) -> str:
        """The tab's stream to its end, each message as JSON without escaped letters."""
        got = self.ask("GET", "/gradio_api/queue/data", params={"session_hash": self.tab})
        assert got.status_code == 200, (got.status_code, got.text)
        lines = [line[6:] for line in got.text.splitlines() if line.startswith("data: ")]
        return "\n".join(json.dumps(json.loads(line), ensure_ascii=False) for line in lines)

    def begins(self, questions: int = 1) -> str:
        """Begin an interview in coach mode; returns what the tab receives."""
        return self.does("start", ["training"], 30, questions, "coach", "neutral")

    def says(self, text: str) -> str:
        """Send an answer; returns what the tab receives."""
        return self.does("say", text, None, "", "", "", None)

    def ticks(self) -> str:
        """Let the page's clock tick; returns what the tab receives."""
        return self.does("tick", "", "", None)

    def _number(self, name: str) -> int:
        """The number of a function, by its API name; the two that run by themselves are found by their event."""
        assert self.config
        every = self.config["dependencies"]
        outputs = next(each["outputs"] for each in every if each["api_name"] == "say")
        for each in every:
            events = [target[-1] for target in each["targets"]]
            by_itself = (name == "load" and "load" in events) or (
                name == "tick" and "tick" in events and each["outputs"] == outputs
            )
            if each["api_name"] == name or by_itself:
                return int(each["id"])
        raise KeyError(name)
