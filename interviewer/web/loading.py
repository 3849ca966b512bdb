"""How far the models are, as a strip above the page."""

from __future__ import annotations

import html
from collections.abc import Sequence

from interviewer.loading import Part

_NAMES = {"embeddings": "reading your answers", "judge": "grading", "index": "search", "language model": "follow-ups"}
"""What a candidate knows each part by: what works once it is loaded."""
_WORDS = {"waiting": "not yet", "loading": "getting ready…", "ready": "ready", "off": "off", "failed": "not available"}
_NOTE = "You can start right away. Your first grade may take a moment while everything warms up."


def loading_strip(parts: Sequence[Part]) -> str:
    """One chip for each part and a line below; "" once everything is ready or switched off."""
    if all(part.state in {"ready", "off"} for part in parts):
        return ""
    failed = [part for part in parts if part.state == "failed"]
    note = " ".join(f"{_name(part)}: {html.escape(part.detail)}." for part in failed) or _NOTE
    chips = "".join(_chip(part) for part in parts)
    return f'<div class="strip" role="status">{chips}<p class="strip-note">{note}</p></div>'


def _chip(part: Part) -> str:
    detail = f' title="{html.escape(part.detail, quote=True)}"' if part.detail else ""
    return (
        f'<span class="chip {part.state}"{detail}><i aria-hidden="true"></i>{_name(part)}: {_WORDS[part.state]}</span>'
    )


def _name(part: Part) -> str:
    return html.escape(_NAMES.get(part.name, part.name))
