"""Builds the gate of a page from its desk."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp

from interviewer.web.desk import Desk
from interviewer.web.gate.gate import Gate
from interviewer.web.gate.headers import script_hash
from interviewer.web.gate.metrics import Numbers, health_answer, metrics_answer
from interviewer.web.gate.responses import Answer
from interviewer.web.gate.rules import rules_of
from interviewer.web.gate.sign_in import SignIn
from interviewer.web.theme import own_scripts


def gate_of(desk: Desk) -> Callable[[ASGIApp], Gate]:
    """A function that puts the desk's gate in front of an application."""
    settings = desk.app.settings
    hashes = tuple(script_hash(code) for code in own_scripts())
    sign_in = SignIn(desk.app.store.accounts) if settings.needs_sign_in else None

    numbers = Numbers()
    services = desk.app.services

    def health() -> Answer:
        return health_answer(services.parts(), desk.fault())

    def metrics() -> Answer:
        return metrics_answer(numbers, services.parts(), services.tally.text(services.queue.length))

    def before(app: ASGIApp) -> Gate:
        return Gate(
            app,
            rules=rules_of(settings),
            sign_in=sign_in,
            may_fetch=desk.owners.may_fetch,
            hashes=hashes,
            pages={"/metrics": metrics},
            open_pages={"/healthz": health},
            numbers=numbers,
        )

    return before
