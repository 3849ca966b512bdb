"""A text of the bank as a side of an Anki card: formulas in Anki's markup, code as code, the rest as text."""

from __future__ import annotations

import html
import re

_FENCE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<code>.*?)(?:^(?P=fence)[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
"""A fenced block of code; one that is never closed runs to the end, as Markdown has it."""


def card_html(text: str) -> str:
    """The text as the HTML of a card. Nothing in it is read as a tag."""
    out, at = [], 0
    for block in _FENCE.finditer(text):
        out.append(_prose(text[at : block.start()]))
        code = html.escape(block["code"].rstrip("\n"), quote=False)
        out.append(f"<pre><code>{code}</code></pre>")
        at = block.end()
    out.append(_prose(text[at:]))
    return "".join(out)


def _prose(text: str) -> str:
    out = html.escape(text.strip("\n"), quote=False)
    out = re.sub(r"\$\$(.+?)\$\$", r"\\[\1\\]", out, flags=re.DOTALL)
    out = re.sub(r"(?<![\\$])\$([^$\n]+?)\$", r"\\(\1\\)", out)
    out = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", out)
    out = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", out)
    return out.replace("\n\n", "<br><br>").replace("\n", "<br>")
