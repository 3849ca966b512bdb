"""Headers that tell the browser what a page can do: run its own scripts, and contact no other server."""

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
"""Sent with every response."""
NO_SCRIPTS = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The policy for everything except Gradio's page, such as the sign-in and files."""


def new_nonce() -> str:
    """An unguessable word that marks the scripts of one response."""
    return secrets.token_urlsafe(16)


def script_hash(code: str) -> str:
    """The hash by which a policy allows a script with fixed text, such as the page's own, which Gradio inserts."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def page_policy(nonce: str, hashes: Sequence[str] = ()) -> str:
    """The content security policy of the page.

    Only its own scripts run: no script or handler in a text can, wherever it got in. Gradio compiles the ``js`` of its events
    ("unsafe-eval") and sets styles on elements. Pictures and calls go to this server only.
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
    """The page with the nonce on each of its scripts. Text cannot pose as a script: Gradio escapes ``<``."""
    return _SCRIPT.sub(b'<script nonce="' + nonce.encode() + b'"', page)
