"""Ids and section names of imported questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from knowledge.authoring.manifest import ImportedQuestion
from knowledge.authoring.question_list import ListedPart
from knowledge.schema import SECTION_TITLES

OWN_PREFIX = "own-"
"""Prefix for the ids of questions asked along with the built-in ones, so that they never clash."""


def section_names(titles: tuple[str, ...], known: dict[str, ImportedQuestion], prefix: str) -> dict[str, str]:
    """A unique slug for each section title: its earlier one, a built-in one, or one made from its letters."""
    built_in = {title.lower(): slug for slug, title in SECTION_TITLES.items()}
    names = {
        e.section: e.id.removeprefix(prefix).split("-")[0] for e in known.values() if e.section in titles and e.section
    }
    for title in titles:
        if title in names:
            continue
        slug = built_in.get(title.lower()) or re.sub(r"[^a-z0-9]+", "", title.lower())[:24]
        if not slug and title:
            # a script without Latin letters: sections are distinguished by their number
            slug = next(s for n in range(1, len(titles) + 2) if (s := f"s{n}") not in names.values())
        slug = slug if slug and slug[0].isalpha() else f"s{slug}"
        while slug in names.values():
            slug += "x"
        names[title] = slug
    return names


def natural_ids(parts: tuple[ListedPart, ...], names: dict[str, str], prefix: str) -> Iterator[str]:
    """The id each part would get from its section and number, if it were free."""
    for part in parts:
        yield f"{prefix}{names[part.section]}-{part.number:02d}{_letter(part.part)}"


def _letter(part: int) -> str:
    letters = ""
    while part > 0:
        part, rest = divmod(part - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The first unused id among ``wanted-2``, ``wanted-3`` and so on."""
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
