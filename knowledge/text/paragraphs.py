"""Splits a text into paragraphs, keeping lists and code whole."""

from __future__ import annotations

from collections.abc import Iterator


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a Markdown text; an empty line inside a code fence does not end a paragraph."""
    block: list[str] = []
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if line.strip() or fenced:
            block.append(line)
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)
