"""Whose request is being answered, if several people use the page."""

from __future__ import annotations

from gradio.context import LocalContext

from interviewer.web.gate.request import OWNER

NOBODY = "-"
"""Who asks where no request is being answered, such as while the page is built; no account can have this name."""


def asking() -> str:
    """The account whose event is being handled; ``NOBODY`` where none is, so that nothing of anybody's is shown."""
    request = LocalContext.request.get(None)
    inner = getattr(request, "request", None)
    owner = inner.scope.get(OWNER) if inner is not None else None
    return str(owner) if owner else NOBODY
