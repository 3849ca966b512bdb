"""The gate in front of the page, as an ASGI application around Gradio's: every request passes through here."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interviewer.json_data import JsonValue
from interviewer.web.gate.limits import MAX_BODY, MAX_UPLOAD, RateLimit
from interviewer.web.gate.metrics import Numbers
from interviewer.web.gate.request import OWNER, Request
from interviewer.web.gate.responses import Answer, plain, redirect
from interviewer.web.gate.rules import API, Rules, file_of, files_in, is_open_route, is_own_route, is_static
from interviewer.web.gate.sender import Sender
from interviewer.web.gate.sign_in import SignIn, read_form, sign_in_page
from interviewer.web.gate.tabs import Ownership, file_key

Page = Callable[[], Answer]

MOST_REQUESTS, REQUEST_SECONDS = 600, 60.0
"""Requests per person or address: enough for a ten-second burst from a page in heavy use. A judgement."""
_LOGIN = "/login"
_READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Gate:
    """Lets a request in, or refuses it with a one-line reason.

    Attributes:
        app: The application behind the gate.
        sign_in: None on a single-user page, which needs no sign-in.
        may_fetch: Whether an owner can download a file, given its path in Gradio's cache.
        hashes: The hashes of the page's own scripts, for the content security policy.
        pages: Further responses by path, for everybody who is let in.
        open_pages: Responses by path that anybody gets.
    """

    app: ASGIApp
    rules: Rules
    sign_in: SignIn | None = None
    may_fetch: Callable[[str, str], bool] = lambda owner, path: True
    hashes: Sequence[str] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)
    open_pages: Mapping[str, Page] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)
    tabs: Ownership = field(default_factory=Ownership)
    files: Ownership = field(default_factory=Ownership)
    limit: RateLimit = field(default_factory=lambda: RateLimit(MOST_REQUESTS, REQUEST_SECONDS))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # the page uses none
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        start, status = time.monotonic(), 0

        async def counted(message: Message) -> None:
            nonlocal status
            status = int(message.get("status", status))
            await send(message)

        try:
            answer = await self._answer(request)
            if answer is not None:
                await answer.send(counted)
                return
            await self.app(scope, request.receive, Sender(request, counted, self.files, self.hashes).send)
        finally:
            self.numbers.observe(request.method, request.path, status or 500, time.monotonic() - start)

    async def _answer(self, request: Request) -> Answer | None:
        """The gate's own response to a request; None if the request is let in."""
        if not self.rules.allows_host(request.header(b"host")):
            return plain(421, "Viva is not served under this name; set VIVA_PUBLIC_URL to the address people use.")
        scheme = str(request.scope.get("scheme", "http"))
        if not self.rules.allows_origin(request.header(b"origin"), request.header(b"host"), scheme):
            return plain(403, "A page on another site may not call Viva.")
        most = MAX_UPLOAD if request.path.startswith(f"{API}/upload") else MAX_BODY
        if fault := request.fault_of_body(most):
            return fault
        if (made := self.open_pages.get(request.path)) and request.method in _READING:
            return made()
        if self.sign_in is None:
            return self._let_in(request, "")
        if request.path in {_LOGIN, "/logout"}:
            return await _sign(self.sign_in, request)
        if is_open_route(request.path) and request.method in _READING:
            return None
        owner = self.sign_in.who(request.header(b"cookie")) or self._by_password(self.sign_in, request)
        if owner is None:
            return redirect(_LOGIN) if request.wants_page else plain(401, "Sign in first.")
        return self._let_in(request, owner) or await self._check_own(request, owner)

    def _let_in(self, request: Request, owner: str) -> Answer | None:
        request.scope[OWNER] = owner
        # on a single-user page there is no limit on requests
        wait = self.limit.take(owner) if self.sign_in is not None and not is_static(request.path) else 0.0
        if wait:
            return plain(429, "Too many requests; wait a moment.", (b"retry-after", str(int(wait) + 1).encode()))
        made = self.pages.get(request.path)
        return made() if made and request.method in _READING else None

    def _by_password(self, sign_in: SignIn, request: Request) -> str | None:
        """Let a program read the further pages by sending its password each time; the page itself cannot be had this way."""
        if request.path not in self.pages or (given := request.basic) is None:
            return None
        name, password = given
        return name if sign_in.is_known(name, password, request.address) else None

    async def _check_own(self, request: Request, owner: str) -> Answer | None:
        """Refuse anything that belongs to somebody else, or that the page has no use for."""
        missing = plain(404, "There is nothing here.")
        if not is_own_route(request.method, request.path):
            return missing
        if (path := file_of(request.path)) is not None:
            mine = self.files.owned(file_key(path), owner) or self.may_fetch(owner, path)
            return None if mine else missing
        body: JsonValue = None
        if request.method == "POST" and not request.path.startswith(f"{API}/upload"):
            try:
                body = json.loads(await request.body())
            except (ValueError, RecursionError):
                return plain(400, "This is not JSON.")
        if not all(self.tabs.claim(tab, owner) for tab in request.tabs(body)):
            return missing
        if not all(self.files.owned(file_key(path), owner) or self.may_fetch(owner, path) for path in files_in(body)):
            return missing
        return None


async def _sign(sign_in: SignIn, request: Request) -> Answer:
    """Answer the sign-in routes."""
    if request.path == _LOGIN and request.method in _READING:
        return Answer(200, sign_in_page().encode(), b"text/html; charset=utf-8")
    if request.method != "POST":
        return plain(405, "Use the form.")
    if request.path == "/logout":
        return redirect(_LOGIN, cookie=sign_in.leave(request.header(b"cookie")))
    name, password = read_form(await request.body())
    # hashing takes a quarter of a second, so other requests go on meanwhile
    cookie, fault = await run_in_threadpool(sign_in.enter, name, password, request.address)
    if cookie is None:
        return Answer(401, sign_in_page(fault).encode(), b"text/html; charset=utf-8")
    return redirect("/", cookie=cookie)
