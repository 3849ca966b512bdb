"""A browser tab on a page that runs in another process: makes the HTTP requests that a browser would make."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx

from interviewer.errors import UnavailableError
from interviewer.json_data import JsonObject, JsonValue, object_of

SECONDS = 120.0
"""Seconds one request may take; a grade on a busy machine takes ten. Chosen by judgement."""
REFUSED = "the page says: "
"""The start of an error that the page itself reports."""


@dataclass
class PageTab:
    """A tab. Every method raises UnavailableError if the page dies during the call.

    Attributes:
        url: The address of the page, without a trailing slash.
    """

    url: str
    _client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=SECONDS), repr=False)
    _tab: str = ""
    _numbers: dict[str, int] = field(default_factory=dict)

    def open(self, interview_id: str = "") -> str:
        """Open the page again, and resume an interview if one is named; returns what the tab receives."""
        if not self._numbers:
            self._numbers = _numbers(object_of(self._ask("GET", "/config").json()))
        self._tab = secrets.token_hex(6)
        return self._all("load", "", f"?interview={interview_id}" if interview_id else "")

    def begin(self, section: str, questions: int) -> str:
        """Begin an interview in coach mode, with the longest time that can be set; returns what the tab receives."""
        return self._all("start", [section], 90, questions, "coach", "neutral")

    def say(self, text: str) -> Iterator[str]:
        """Send a message; yields what the tab receives, piece by piece. By the first piece the message is stored."""
        return self._each("say", text, None, "", "", "", None)

    def press(self, control: str) -> str:
        """Press a button, such as ``next`` or ``hint``; returns what the tab receives."""
        return self._all(control, "", None)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _all(self, name: str, *data: JsonValue) -> str:
        return "\n".join(self._each(name, *data))

    def _each(self, name: str, *data: JsonValue) -> Iterator[str]:
        """The messages that the tab receives until a call is done, as JSON without escaped letters.

        Raises:
            UnavailableError: The page cannot be reached, or says that the call failed.
        """
        body = {"fn_index": self._numbers[name], "data": list(data), "session_hash": self._tab, "event_data": None}
        self._ask("POST", "/gradio_api/queue/join", body)
        try:
            where = f"{self.url}/gradio_api/queue/data"
            with self._client.stream("GET", where, params={"session_hash": self._tab}) as told:
                for line in told.iter_lines():
                    if line.startswith("data: "):
                        message = object_of(json.loads(line[6:]))
                        if message.get("msg") == "process_completed" and not message.get("success", True):
                            raise UnavailableError(f"{REFUSED}{json.dumps(message, ensure_ascii=False)[:300]}")
                        if message.get("msg") in {"process_generating", "process_completed"}:
                            yield json.dumps(message, ensure_ascii=False)
        except httpx.HTTPError as error:
            raise UnavailableError(f"the page at {self.url} is away: {error}") from error

    def _ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        try:
            got = self._client.request(method, self.url + path, json=body)
            got.raise_for_status()
        except httpx.HTTPError as error:
            raise UnavailableError(f"the page at {self.url} is away: {error}") from error
        return got


def _numbers(config: JsonObject) -> dict[str, int]:
    """The page's function numbers by API name. Opening the page has no API name; it is found by its event, under ``load``."""
    found: dict[str, int] = {}
    every = config["dependencies"]
    assert isinstance(every, list)
    for each in map(object_of, every):
        name, number, targets = each["api_name"], each["id"], each["targets"]
        assert isinstance(number, int) and isinstance(targets, list)
        events = [target[-1] for target in targets if isinstance(target, list) and target]
        if isinstance(name, str) and name:
            found.setdefault(name, number)
        if "load" in events:
            found.setdefault("load", number)
    return found
