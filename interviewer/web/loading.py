"""How far the models are loaded, as a strip above the page."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from interviewer.loading.parts import CHAT, EMBEDDINGS, INDEX, JUDGE, Part

_NAMES = {EMBEDDINGS: "reading your answers", JUDGE: "grading", INDEX: "search", CHAT: "follow-ups"}
"""Each part's name for the candidate: what works once it is loaded."""
_WORDS = {"waiting": "soon", "loading": "getting ready…", "ready": "ready", "off": "off", "failed": "not available"}
_NOTE = "You can start right away. Your first grade may take a moment while everything warms up."
_FETCH = "viva model fetch"


def loading_strip(parts: Sequence[Part]) -> str:
    """One chip per part and a line below; "" once everything is ready or switched off.

    A language model that only words follow-ups is optional: without it a quiet line remains, shown only on the start.
    """
    shown = [_as_off(part) if part.state == "failed" and _optional(part, parts) else part for part in parts]
    lost = next((part for part in parts if part.state == "failed" and _optional(part, parts)), None)
    if all(part.state in {"ready", "off"} for part in shown):
        return f'<div class="strip optional"><p class="strip-note">{_off(lost)}</p></div>' if lost else ""
    failed = [part for part in shown if part.state == "failed"]
    note = " ".join(f"{_name(part)}: {html.escape(part.detail)}." for part in failed) or _NOTE
    chips = "".join(_chip(part) for part in shown)
    return f'<div class="strip" role="status">{chips}<p class="strip-note">{note}</p></div>'


def _optional(part: Part, parts: Sequence[Part]) -> bool:
    """Whether everything works without a part; a language model that judges is required."""
    judges = any(other.name == JUDGE and other.state == "off" for other in parts)
    return part.name == CHAT and not judges


def _as_off(part: Part) -> Part:
    """The part without its reason, which may contain a path."""
    return replace(part, state="off", detail="")


def _off(part: Part) -> str:
    """What is missing without the language model, and how to get it."""
    way = f"<code>{_FETCH}</code> adds them" if part.missing else "<code>viva doctor</code> says why"
    return f"Extra follow-ups in the model’s own words are off; {way}."


def _chip(part: Part) -> str:
    detail = f' title="{html.escape(part.detail, quote=True)}"' if part.detail else ""
    return (
        f'<span class="chip {part.state}"{detail}><i aria-hidden="true"></i>{_name(part)}: {_WORDS[part.state]}</span>'
    )


def _name(part: Part) -> str:
    return html.escape(_NAMES.get(part.name, part.name))
