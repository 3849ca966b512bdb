"""Keeps keys and passwords in the settings out of everything that is printed or logged, even if an error repeats them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from knowledge.text.visible import visible

KEYS = ("VIVA_LLM_API_KEY", "VIVA_EMBEDDING_API_KEY")
ADDRESSES = ("VIVA_LLM_BASE_URL", "VIVA_EMBEDDING_BASE_URL", "VIVA_CHROMA_URL", "VIVA_DATABASE_URL", "VIVA_PUBLIC_URL")
SHORTEST = 4
"""Characters of the shortest secret that is hidden: one of fewer is in any text by chance."""
_PLACEHOLDERS = {"none", "null", "empty", "dummy"}
"""What people set as the key of a server that needs none."""
_PASSWORD = re.compile(r"[^:@/]*:(.*)@")
"""A password in an address, after its scheme; greedy, since people forget to escape an @ or a slash in it."""
_NAMES = re.compile(r"key|token|secret|passw|pwd|auth|sig", re.IGNORECASE)
"""Parameters of an address that are secret."""


def without_secrets(text: str, environ: Mapping[str, str] | None = None) -> str:
    """A text without the keys and passwords that are set."""
    for secret in secrets_of(os.environ if environ is None else environ):
        text = text.replace(secret, "…")
    return text


def printable(said: object) -> str:
    """What may be printed of an error or of a server's words: nothing invisible, and no key."""
    return without_secrets(visible(str(said)))


def secrets_of(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that are set, and the passwords in the addresses that are set, the longest first."""
    found = {environ.get(name, "").strip() for name in KEYS}
    for name in ADDRESSES:
        found.update(_in_address(environ.get(name, "")))
    kept = {secret for secret in found if len(secret) >= SHORTEST and secret.lower() not in _PLACEHOLDERS}
    return tuple(sorted(kept, key=lambda secret: (-len(secret), secret)))


def _in_address(address: str) -> Iterator[str]:
    if found := _PASSWORD.match(address.rpartition("://")[2]):
        yield from {found[1], unquote(found[1])}
    try:
        query = urlsplit(address).query
    except ValueError:  # brackets that are no IPv6 host
        return
    for name, value in parse_qsl(query):
        if _NAMES.search(name):
            yield value
