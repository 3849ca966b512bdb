"""Which requests are let through, decided only from what they contain."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from interviewer.json_data import JsonValue
from interviewer.settings import LOOPBACK, Settings

API = "/gradio_api"
_PAGE = re.compile(r"/|/config/?|/theme\.css|/favicon\.ico|/robots\.txt|/manifest\.json|/pwa_icon(/\d+)?")
_PARTS = re.compile(r"/(assets|static|svelte)/.+")
_READ = re.compile(
    API + r"/(info/?|theme\.css|queue/data|heartbeat/[^/]+|file=.+|upload_progress|startup-events|app_id/?)"
)
_WRITE = re.compile(API + r"/(queue/join/?|upload/?|cancel/?|reset/?)")
_OPEN = frozenset({f"{API}/startup-events", "/robots.txt", "/favicon.ico"})


@dataclass(frozen=True)
class Rules:
    """Under which hosts and origins the page can be reached.

    Attributes:
        names: Host names that a request can be for, in addition to IP addresses.
        origins: Origins that a calling page can have, in addition to the host it calls.
        sign_in: Whether people must sign in, in which case only the page's own routes are served.
    """

    names: frozenset[str]
    origins: frozenset[str]
    sign_in: bool

    def allows_host(self, host: str) -> bool:
        """Whether a request can be for this host.

        A page elsewhere can point its own name at this machine (DNS rebinding) and would then have the same origin; it cannot
        do that with an IP address.
        """
        name = host_name(host)
        if name is None:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in self.names
        return True

    def allows_origin(self, origin: str, host: str, scheme: str) -> bool:
        """Whether a page with this origin ("" if the request names none) can call in."""
        if not origin:
            return True
        return origin.lower() in {f"{scheme}://{host}".lower(), *self.origins}


def rules_of(settings: Settings) -> Rules:
    """The rules for a page with these settings."""
    names = {*LOOPBACK, settings.host.lower()}
    origins: set[str] = set()
    if settings.needs_sign_in:
        names.add(socket.gethostname().lower())
    if settings.public_url:
        address = urlsplit(settings.public_url)
        names.add((address.hostname or "").lower())
        origins.add(f"{address.scheme}://{address.netloc}".lower())
    return Rules(frozenset(names), frozenset(origins), settings.needs_sign_in)


def host_name(host: str) -> str | None:
    """The name in a Host header, without its port; None if it is malformed."""
    try:
        address = urlsplit(f"//{host}")
        _ = address.port
    except ValueError:
        return None
    whole = address.hostname and not (address.path or address.query or address.fragment or address.username)
    return address.hostname.lower() if whole and address.hostname else None


def is_own_route(method: str, path: str) -> bool:
    """Whether the page itself uses this route. Gradio has many more, for apps of other kinds."""
    if method in {"GET", "HEAD"}:
        return any(each.fullmatch(path) for each in (_PAGE, _PARTS, _READ))
    return method == "POST" and _WRITE.fullmatch(path) is not None


def is_static(path: str) -> bool:
    """Whether this is a static part of the page; a page has hundreds of them."""
    return _PARTS.fullmatch(path) is not None


def is_open_route(path: str) -> bool:
    """Whether this is served without signing in, because it contains nobody's data."""
    return path in _OPEN


def file_of(path: str) -> str | None:
    """The file that a route asks for; None if there is none."""
    for start in (f"{API}/file=", "/file="):
        if path.startswith(start):
            return path.removeprefix(start)
    return None


def session_of(path: str) -> str | None:
    """The browser tab that a route names in its path; None if there is none."""
    start = f"{API}/heartbeat/"
    return path.removeprefix(start) if path.startswith(start) else None


def files_in(value: JsonValue) -> Iterator[str]:
    """The paths of files that a request's body refers to, as Gradio writes them."""
    waiting: list[JsonValue] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if isinstance(path := each.get("path"), str):
                yield path
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
