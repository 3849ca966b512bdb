"""Markdown and titles for the terminal, from texts that others wrote: nothing in them can control the screen."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions
from rich.markdown import Markdown
from rich.markup import escape
from rich.segment import Segment

from knowledge.text.emphasis import with_signs_kept
from knowledge.text.pictures import described
from knowledge.text.visible import visible


def rendered(text: str) -> Markdown:
    """A Markdown text for a console, with its images replaced by their descriptions."""
    return _VisibleMarkdown(with_signs_kept(described(visible(text)), formulas=False))


def unstyled(text: object) -> str:
    """A text to put into a line of console markup, where its own square brackets style nothing."""
    return escape(visible(str(text)))


class _VisibleMarkdown(Markdown):
    """Markdown whose entities, such as ``&#x202e;``, are cleaned as well once they have become characters."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in super().__rich_console__(console, options):
            assert isinstance(segment, Segment)  # Markdown renders its elements itself
            yield Segment(visible(segment.text), segment.style, segment.control)
