"""Passwords: their length is checked, they are hashed with bcrypt and never kept."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

import bcrypt

from interviewer.errors import UsageError

SHORTEST = 10
"""Fewest characters; with a limit on attempts this cannot be guessed, and a sentence easily has as many."""
LONGEST = 200
"""Longest password, in characters. By hand."""
_ROUNDS = 12
"""Bcrypt's cost: about a quarter of a second on one core, as its authors advise for sign-in."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


def check_name(name: str) -> str:
    """The name of an account.

    Raises:
        UsageError: It cannot be one.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name[:64]!r} cannot be an account's name: use 1 to 64 of a-z, 0-9, '.', '_', '@' and '-', such as ada"
        )
    return name


def hash_password(password: str) -> str:
    """The hash that is kept of a password.

    Raises:
        UsageError: It is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters; a short sentence is a good one")
    return bcrypt.hashpw(_folded(password), bcrypt.gensalt(_ROUNDS)).decode()


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password has this hash. Without a hash it takes just as long, so that timing does not reveal names."""
    try:
        matches = bcrypt.checkpw(_folded(password[: LONGEST + 1]), (kept or _decoy()).encode())
    except ValueError:  # a hash that was edited manually
        return False
    return matches and kept is not None


def token_hash(token: str) -> str:
    """The stored hash of a browser's token: the token is random, so a fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _folded(password: str) -> bytes:
    """The password in 44 bytes: bcrypt reads at most 72, and stops at a zero byte."""
    return base64.b64encode(hashlib.sha256(password.encode("utf-8", "replace")).digest())


@lru_cache(maxsize=1)
def _decoy() -> str:
    return bcrypt.hashpw(b"nobody has this password", bcrypt.gensalt(_ROUNDS)).decode()
