"""The Markdown body of a bank file: three sections under their headings."""

from __future__ import annotations

import re

from knowledge.format.fields import FieldReader

HEADINGS = {"question": "question", "reference answer": "reference", "going deeper": "deeper"}
"""Each heading, in lower case, and the field of Question that it fills."""
HEADING = re.compile(r"^##\s+(.+?)\s*#*$")
"""A line that is a heading of the second level; its words are the group."""


def read_body(lines: list[str], start: int, reader: FieldReader) -> dict[str, str]:
    """The parts of a body by their field of Question. Lines inside code fences are never headings.

    Args:
        lines: All lines of the file.
        start: How many of them belong to the front matter.
    """
    parts: dict[str, list[str]] = {}
    current: list[str] | None = None
    fenced = False
    for number, line in enumerate(lines[start:], start=start + 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        heading = HEADING.match(line) if not fenced else None
        if heading:
            name = HEADINGS.get(heading[1].lower())
            if name is None:
                reader.fault(number, f"unknown heading '## {heading[1]}'; use Question, Reference answer, Going deeper")
                current = []
            elif name in parts:
                reader.fault(number, f"'## {heading[1]}' is given twice")
                current = []
            else:
                current = parts[name] = []
        elif current is not None:
            current.append(line)
        elif line.strip():
            reader.fault(number, "this text before the first '## ' heading belongs to no part")
            current = []
    body = {name: "\n".join(block).strip() for name, block in parts.items()}
    for heading_text, name in HEADINGS.items():
        if name == "question" and not body.get(name):
            reader.fault(start + 1, f"'## {heading_text.capitalize()}' is missing or empty", name, "missing")
    return body
