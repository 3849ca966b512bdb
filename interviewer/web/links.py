"""Addresses within the page, so that a report or a drill can be linked to and the browser's back button works.

The server puts the address of what is shown into the page; the page's script updates the browser's own address.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import parse_qsl, quote

ViewName = Literal["start", "interview", "report", "drill", "question", "cards"]
TITLE = "Viva: mock interviews for deep learning"
PLACES: tuple[ViewName, ...] = get_args(ViewName)


@dataclass(frozen=True)
class Link:
    """Where an address leads: to an interview or a report by its id, to a drill of a section or topic, to a question by its
    id, to quick cards from a section (or from all), or to the start without returning to an open interview.
    """

    place: ViewName
    value: str = ""

    @property
    def address(self) -> str:
        """The part of the URL after the path."""
        return f"?{self.place}={quote(self.value, safe='')}"


def read_link(search: str) -> Link | None:
    """The link in a URL's query, None if there is none, or an unknown one."""
    for name, value in parse_qsl(search.lstrip("?"), keep_blank_values=True):
        for place in PLACES:
            if name == place:
                return Link(place, value.strip()[:300])
    return None


def marker(link: Link | None, title: str = "") -> str:
    """An element that tells the page's script the address and the title of what is shown."""
    shown = f"{title} – Viva" if title else TITLE
    address = html.escape(link.address if link else "", quote=True)
    return f'<span hidden data-address="{address}" data-title="{html.escape(shown, quote=True)}"></span>'
