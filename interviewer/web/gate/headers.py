"""Headers that tell the browser what a page may do: run its own scripts, and contact no other server."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence

_SCRIPT = re.compile(rb"<script(?=[\s>])")

COMMON = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # with "no-referrer" browsers hide the origin of the sign-in's own form
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
"""Sent with everything."""
NO_SCRIPTS = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The policy of what is no page of Gradio's, such as the sign-in and files."""


def new_nonce() -> str:
    """A word that this answer's scripts are known by; nobody can guess it."""
    return secrets.token_urlsafe(16)


def script_hash(code: str) -> str:
    """What a policy knows a script by whose text never changes, such as the page's own, which Gradio's inserts."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def page_policy(nonce: str, hashes: Sequence[str] = ()) -> str:
    """The policy of the page.

    Its own scripts run, and those alone: no script or handler in a text can, wherever it got in. Gradio compiles the
    ``js`` of its events ("unsafe-eval") and sets styles on elements. Pictures and calls go to this server only.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", f"'nonce-{nonce}'", *hashes, "'unsafe-eval'")),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            "connect-src 'self' blob: data:",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'self'",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
        )
    )


def with_nonce(page: bytes, nonce: str) -> bytes:
    """The page with the word at each of its scripts. Text in it cannot pose as one: Gradio writes ``<`` as an escape."""
    return _SCRIPT.sub(b'<script nonce="' + nonce.encode() + b'"', page)
