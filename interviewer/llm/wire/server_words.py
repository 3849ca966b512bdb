"""What a server says of a fault: its own message as one line, and what kinds of fault its words name."""

from __future__ import annotations

import re

from knowledge.text.visible import visible

MOST_WORDS = 200
"""How many characters of a server's own message are shown; a judgement."""
_OVERFLOW = re.compile(
    r"context.{0,3}(?:length|window|size)|maximum context|n_ctx|(?:prompt|input|request).{0,30}too (?:long|large)"
    r"|too many (?:input |prompt )?tokens|exceeds?\b.{0,60}\bcontext",
    re.IGNORECASE,
)
"""The request is too long for the model."""
_RATE = re.compile(
    r"\brate.?limit|too many requests|\b(?:tokens|requests)[ -]per[ -](?:second|minute|hour|day)\b|\b[TR]P[SMHD]\b",
    re.IGNORECASE,
)
"""Too many requests, or tokens, in a time: trying again later helps."""


def is_overflow(words: str) -> bool:
    """Whether a refusal says that the prompt is longer than what the model can read."""
    return bool(_OVERFLOW.search(words)) and not is_rate_limit(words)


def is_rate_limit(words: str) -> bool:
    """Whether a refusal says that too much was asked for in a time. A request "too large" for a minute is one of these."""
    return bool(_RATE.search(words))


def words_of(error: Exception, key: str = "", most: int = MOST_WORDS) -> str:
    """What the server itself said of a fault, as one line without the key; empty where it said nothing readable."""
    body = getattr(error, "body", None)
    if body is None:
        response = getattr(error, "response", None)
        text = str(getattr(response, "text", "") or "")
        # a proxy's page says nothing that its status does not
        return "" if text.lstrip().startswith("<") else one_line(text, key, most)
    return server_words(body, key, most)


def server_words(body: object, key: str = "", most: int = MOST_WORDS) -> str:
    """The message in a decoded error body, as one line; such bodies come in several shapes."""
    if isinstance(body, dict):
        for name in ("error", "message", "msg", "detail", "error_description"):
            if body.get(name):
                place = f"{'.'.join(map(str, body['loc']))}: " if isinstance(body.get("loc"), list) else ""
                return one_line(place + server_words(body[name], key, most), key, most)
        return ""
    if isinstance(body, list):
        return one_line("; ".join(words for item in body if (words := server_words(item, key, most))), key, most)
    text = str(body)
    return "" if text.lstrip().startswith("<") else one_line(text, key, most)


def one_line(text: str, key: str = "", most: int = MOST_WORDS) -> str:
    """A text as one line of at most so many characters, without the key."""
    if key and key != "none":
        text = text.replace(key, "…")
    plain = " ".join(visible(text).split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
