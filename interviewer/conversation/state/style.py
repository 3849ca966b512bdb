"""The styles in which the interviewer speaks."""

from __future__ import annotations

from typing import Literal, get_args

from interviewer.errors import UsageError

Style = Literal["friendly", "neutral", "tough"]
STYLES: tuple[Style, ...] = get_args(Style)


def as_style(name: str) -> Style:
    """The style with this name.

    Raises:
        UsageError: There is no such style.
    """
    for style in STYLES:
        if style == name:
            return style
    raise UsageError(f"no style {name[:30]!r}; there are {', '.join(STYLES)}")
