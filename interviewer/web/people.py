"""Whose request is being answered, if several people use the page."""

from __future__ import annotations

from gradio.context import LocalContext

from interviewer.web.gate.request import OWNER

NOBODY = "-"
"""The owner if no request is being answered, for example while the page is built; no account can have this name."""


def asking() -> str:
    """The account whose event is being handled; ``NOBODY`` if there is none, so that nobody's data is shown."""
    request = LocalContext.request.get(None)
    inner = getattr(request, "request", None)
    owner = inner.scope.get(OWNER) if inner is not None else None
    return str(owner) if owner else NOBODY
