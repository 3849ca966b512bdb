"""The gate of a page, put together from its desk."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.web.desk import Desk
from interviewer.web.gate.gate import App, Gate
from interviewer.web.gate.headers import script_hash
from interviewer.web.gate.rules import rules_of
from interviewer.web.gate.sign_in import SignIn
from interviewer.web.theme import own_scripts


def gate_of(desk: Desk) -> Callable[[App], Gate]:
    """What puts the gate of a desk before an application."""
    settings = desk.app.settings
    hashes = tuple(script_hash(code) for code in own_scripts())
    sign_in = SignIn(desk.app.store.accounts) if settings.needs_sign_in else None

    def before(app: App) -> Gate:
        return Gate(app, rules=rules_of(settings), sign_in=sign_in, may_fetch=desk.may_fetch, hashes=hashes)

    return before
