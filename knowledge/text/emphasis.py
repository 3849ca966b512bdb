"""Distinguishes a star that is part of a text from one that marks emphasis.

Markdown turns the product ``k*k*Cin`` into italics. Here a star or an underscore between letters, digits or brackets is a
sign of its own, and so are the underscores of a name such as ``__init__``.
"""

from __future__ import annotations

import re

from knowledge.text.alternatives import table

_BOLD = r"(?<![\w*)\]}])\*\*(?=[^\s*])[^*\n]{1,300}?(?<=[^\s*])\*\*(?![\w*])"
_SIGN = table(
    (f"(?P<bold>{_BOLD})", "a **Nash equilibrium**"),
    (r"(?:(?<=[\w)\]}`$])|(?<=\w['’]))\*+(?=[\w(\[{`$\\])", "p*x is the product"),
    (r"(?<=[)\]}])_+(?=[\w(\[{])", "f(x)_i is the output"),
    (r"(?<=\w)_+(?=[(\[{])", "a term a_{i-j} in attention"),
    (r"(?<![\w*`])__(?=[A-Za-z]\w*__(?!\w))", "a file __init__ holds"),
    (r"(?<=[A-Za-z0-9])__(?!\w)", "from __future__ import"),
    flags=re.NOFLAG,
)
_CODE = re.compile(
    r"^[ \t]*(?P<mark>`{3,})[^`\n]*(?:\n.*?)?(?:^[ \t]*(?P=mark)`*[ \t]*$|\Z)"
    r"|(?<![\\`])(?P<ticks>`{1,2})[^`\n]+(?P=ticks)(?!`)"
    r"|(?P<formula>(?<!\\)\$\$.*?\$\$|(?<![\\$])\$[^$\n]*\$)",
    re.DOTALL | re.MULTILINE,
)

STAR, LINE = "\x00", "\x01"
"""Stand in for a star and an underscore; no text that is shown contains them."""
_HIDDEN = str.maketrans({"*": STAR, "_": LINE})


def hidden_signs(text: str) -> str:
    """The text, of the same length, with ``STAR`` and ``LINE`` for stars and underscores that don't mark emphasis."""
    text = restored_signs(text)  # replace placeholders that were already in the text
    return _SIGN.sub(lambda found: found[0] if found["bold"] else found[0].translate(_HIDDEN), text)


def restored_signs(text: str) -> str:
    """The stars and underscores of ``hidden_signs`` back in their places."""
    return text.replace(STAR, "*").replace(LINE, "_")


def with_signs_kept(markdown: str, formulas: bool = True) -> str:
    """Markdown that shows such stars and underscores: each gets a backslash, except in code.

    Args:
        formulas: Formulas are typeset where this is shown, so that they stay as they are, too.
    """
    out, at, signs = [], 0, hidden_signs(markdown)
    for part in _CODE.finditer(markdown):
        if part["formula"] is None or formulas:
            out += [_escaped(signs[at : part.start()]), part[0]]
            at = part.end()
    return "".join(out) + _escaped(signs[at:])


def _escaped(text: str) -> str:
    return text.replace(STAR, r"\*").replace(LINE, r"\_")
