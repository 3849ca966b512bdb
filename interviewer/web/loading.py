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
_UNGRADED = "Your answers can’t be graded right now. Reload the page in a minute; if this stays, look at the details."
_LOST = {
    EMBEDDINGS: _UNGRADED,
    JUDGE: _UNGRADED,
    INDEX: "Search and drills on a topic in your own words don’t work right now. Everything else does.",
    CHAT: _UNGRADED,
}
"""What a candidate has to do without if a part failed; a language model that is needed at all is the one that grades."""
_OFF = "Follow-ups come in fixed words and won’t pick up yours; grading is the same."
_FETCH = "viva model fetch"
_DOCTOR = "In a terminal, <code>viva doctor</code> says why."


def loading_strip(parts: Sequence[Part]) -> str:
    """One chip per part and a line below; "" once everything is ready or switched off.

    A language model that only words follow-ups is optional: without it a quiet line remains, shown only on the start.
    """
    shown = [_as_off(part) if part.state == "failed" and _optional(part, parts) else part for part in parts]
    lost = next((part for part in parts if part.state == "failed" and _optional(part, parts)), None)
    if all(part.state in {"ready", "off"} for part in shown):
        return (
            f'<div class="strip optional"><p class="strip-note">{_OFF}</p>{_details(_way(lost))}</div>' if lost else ""
        )
    failed = [part for part in shown if part.state == "failed"]
    note = " ".join(dict.fromkeys(_LOST.get(part.name, f"{_name(part)} doesn’t work right now.") for part in failed))
    why = _details("".join(f"<p>{_name(part)}: {html.escape(part.detail)}</p>" for part in failed)) if failed else ""
    chips = "".join(_chip(part) for part in shown)
    return f'<div class="strip" role="status">{chips}<p class="strip-note">{note or _NOTE}</p>{why}</div>'


def _optional(part: Part, parts: Sequence[Part]) -> bool:
    """Whether everything works without a part; a language model that judges is required."""
    judges = any(other.name == JUDGE and other.state == "off" for other in parts)
    return part.name == CHAT and not judges


def _as_off(part: Part) -> Part:
    """The part without its reason, which may contain a path."""
    return replace(part, state="off", detail="")


def _way(part: Part) -> str:
    """How to get the language model, for whoever runs Viva."""
    return f"<p>In a terminal, <code>{_FETCH}</code> adds it.</p>" if part.missing else f"<p>{_DOCTOR}</p>"


def _details(text: str) -> str:
    """What only helps whoever runs Viva, folded away."""
    return f'<details class="strip-why"><summary>Details</summary>{text}</details>'


def _chip(part: Part) -> str:
    return f'<span class="chip {part.state}"><i aria-hidden="true"></i>{_name(part)}: {_WORDS[part.state]}</span>'


def _name(part: Part) -> str:
    return html.escape(_NAMES.get(part.name, part.name))
