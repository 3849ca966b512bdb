"""Markdown on the page: which formulas it may hold, and how a candidate's own text becomes safe."""

from __future__ import annotations

import re

LATEX = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": "$", "right": "$", "display": False},
    {"left": "\\(", "right": "\\)", "display": False},
    {"left": "\\[", "right": "\\]", "display": True},
]
"""The delimiters of formulas, as Gradio's ``latex_delimiters`` takes them."""
_CODE_OR_FORMULA = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$)", re.DOTALL)


def safe_markdown(text: str) -> str:
    """Markdown whose tags are shown as they were typed. Code and formulas stay as they are: neither is read as HTML."""
    parts = _CODE_OR_FORMULA.split(text)
    escaped = [
        part if number % 2 else re.sub(r"&(?=#?\w+;)", "&amp;", part).replace("<", "&lt;")
        for number, part in enumerate(parts)
    ]
    return "".join(escaped)
