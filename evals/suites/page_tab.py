"""Somebody's tab of a page that runs as a process of its own, by HTTP alone: the requests that their browser would make."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx

from interviewer.errors import UnavailableError
from interviewer.json_data import JsonObject, JsonValue, object_of

SECONDS = 120.0
"""How long one request may take; a grade on a busy machine takes ten. A judgement."""
REFUSED = "the page says: "
"""What an error begins with that the page itself tells."""


@dataclass
class PageTab:
    """A tab. Whatever is asked of a page that dies in the middle raises UnavailableError.

    Attributes:
        url: The address of the page, without a slash at its end.
    """

    url: str
    _client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=SECONDS), repr=False)
    _tab: str = ""
    _numbers: dict[str, int] = field(default_factory=dict)

    def open(self, interview_id: str = "") -> str:
        """Open the page anew, at an interview where one is named, which takes it up; what is told."""
        if not self._numbers:
            self._numbers = _numbers(object_of(self._ask("GET", "/config").json()))
        self._tab = secrets.token_hex(6)
        return self._all("load", "", f"?interview={interview_id}" if interview_id else "")

    def begin(self, section: str, questions: int) -> str:
        """Begin an interview in coach mode, with all the time that can be set; what is told."""
        return self._all("start", [section], 90, questions, "coach", "neutral")

    def say(self, text: str) -> Iterator[str]:
        """Send a message; what is told, piece by piece. By the first piece it is stored."""
        return self._each("say", text, None, "", "", "", None)

    def press(self, control: str) -> str:
        """Press a button, such as ``next`` or ``hint``; what is told."""
        return self._all(control, "", None)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _all(self, name: str, *data: JsonValue) -> str:
        return "\n".join(self._each(name, *data))

    def _each(self, name: str, *data: JsonValue) -> Iterator[str]:
        """What the tab is told until something is done, each message as JSON with letters of every script as they are.

        Raises:
            UnavailableError: The page is away, or says that it did not work.
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
    """The numbers of what can be asked of the page: by its name for clients; opening it has none and is known by its event."""
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
