"""Signing in and out: a form without scripts, a cookie only this server can read, and a limit on attempts."""

from __future__ import annotations

import html
import secrets
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from interviewer.storage.accounts import Accounts
from interviewer.storage.passwords import is_password, token_hash
from interviewer.web.gate.limits import RateLimit

COOKIE = "__Host-viva"
"""The prefix makes browsers refuse the cookie unless it is secure and for this host only."""
DAYS = 7
"""Days after which people must sign in again. A judgement."""
TRIES, TRY_SECONDS = 5, 300.0
"""Wrong passwords for one name, and twenty times as many from one address, before there is a wait. A judgement."""
_LONGEST_TOKEN = 100
"""Longest token that is looked up, in characters; ours are shorter."""


class SignIn:
    """Signs people in and out, and knows who is signed in by their cookie."""

    def __init__(self, accounts: Accounts, clock: Callable[[], float] = time.time) -> None:
        self._accounts = accounts
        self._clock = clock
        self._of_name = RateLimit(TRIES, TRY_SECONDS)
        self._of_address = RateLimit(TRIES * 20, TRY_SECONDS)

    def who(self, cookies: str) -> str | None:
        """The account that a cookie belongs to; None if there is none, or if it has expired."""
        token = _token(cookies)
        return self._accounts.signed_in(token_hash(token), self._clock(), DAYS * 86_400) if token else None

    def enter(self, name: str, password: str, address: str) -> tuple[str | None, str]:
        """Sign a user in.

        Returns:
            The Set-Cookie header, or None and a line that says why not.
        """
        # by its hash, so that long names cannot fill the memory
        key = token_hash(name)
        wait = max(self._of_name.take(key), self._of_address.take(address))
        if wait:
            return (
                None,
                f"Too many wrong attempts. Wait {wait / 60:.0f} minutes."
                if wait > 90
                else "Too many wrong attempts. Wait a minute.",
            )
        if not is_password(password, self._accounts.password_hash(name[:64])):
            return None, "Wrong name or password."
        self._of_name.forget(key)
        self._of_address.give_back(address)
        token = secrets.token_urlsafe(32)
        now = self._clock()
        self._accounts.sign_in(token_hash(token), name, now + DAYS * 86_400, now)
        return f"{COOKIE}={token}; Path=/; Max-Age={DAYS * 86_400}; HttpOnly; Secure; SameSite=Lax", ""

    def is_known(self, name: str, password: str, address: str) -> bool:
        """Whether a name and a password match, for programs that send them each time; attempts are limited the same way."""
        key = token_hash(name)
        if self._of_name.wait(key) or self._of_address.wait(address):
            return False
        good = is_password(password, self._accounts.password_hash(name[:64]))
        if not good:
            self._of_name.take(key)
            self._of_address.take(address)
        return good

    def leave(self, cookies: str) -> str:
        """Sign a user out; returns the Set-Cookie header that clears the cookie."""
        if token := _token(cookies):
            self._accounts.sign_out(token_hash(token))
        return f"{COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax"


def read_form(body: bytes) -> tuple[str, str]:
    """Name and password from the form; "" for a missing one."""
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        return "", ""
    return fields.get("name", [""])[0].strip().lower(), fields.get("password", [""])[0]


def sign_in_page(said: str = "") -> str:
    """The form, with the error if there was one."""
    fault = f'<p role="alert">{html.escape(said)}</p>' if said else ""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Viva: sign in</title>
<style>
:root {{ color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }}
body {{ display: grid; place-items: center; min-height: 90vh; margin: 0 1rem; }}
form {{ display: grid; gap: .75rem; width: min(22rem, 100%); }}
label {{ display: grid; gap: .25rem; }}
input, button {{ font: inherit; padding: .6rem; border: 1px solid #56616f; border-radius: .4rem; }}
button {{ background: #0f766e; border-color: #0f766e; color: #fff; }}
</style></head>
<body><main><form method="post" action="/login">
<h1>Viva</h1>{fault}
<label>Name <input name="name" autocomplete="username" autofocus required maxlength="64"></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required maxlength="200"></label>
<button>Sign in</button>
</form></main></body></html>
"""


def _token(cookies: str) -> str:
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None and len(found.value) <= _LONGEST_TOKEN else ""
