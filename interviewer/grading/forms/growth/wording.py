"""A sentence about growth with one name for the quantity and one for what it grows with, so that patterns can read it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.forms.growth.laws import QUANTITY
from interviewer.grading.forms.maths.notation import plain_notation
from knowledge.answers.expectation import Expectation

SIZE = re.compile(r"(?<![\w.])(\d{1,3})\s*(?:x|\*|by|×)\s*(\d{1,3})(?![\w.]*\d)(?!\s*(?:x|\*|by)\s*\d)", re.I)
_LETTER_SIZE = r"(?<![\w^]){0}\s*(?:x|\*|by|×)\s*{0}(?=[\s-]+(?:conv\w*\s+)?(?:filters?|kernels?|windows?|conv\w*|patch\w*|layers?)\b)"
"""The size of a filter in letters, such as "k x k filters", which is no product."""
_WRITTEN = (
    (re.compile(r"\\propto(?![A-Za-z])|\bpropto\b"), " ∝ "),
    (re.compile(r"\\(?:sim)(?![A-Za-z])"), " ~ "),
    (re.compile(r"\\(?:mathcal|mathbb)\s*\{?\s*([A-Za-z])\s*\}?"), r"\1"),
    (re.compile(r"\\(?:longrightarrow|rightarrow|to|Rightarrow|implies)(?![A-Za-z])|→|=>|⇒|⟶"), " -> "),
    (re.compile(r"\b(\d+(?:\.\d+)?)\s*k\b(?=\s+(?:words?|types?|tokens?|entries|vocab))", re.I), r"\g<1>000"),
)
_INDEX = re.compile(r"_\s*\{?\s*(?:\\(?:text|mathrm)\s*\{)?\s*(new|old)\s*\}{0,2}")
"""The index of a value before or after a change, in LaTeX or plain."""
_SPOKEN = (
    (
        r"(?<![A-Za-z])({names}|\d+)\s+(?:raised\s+)?to\s+(?:the\s+)?(?:power\s+(?:of\s+)?)?(?:the\s+)?({names})(?:(?:-|\s)?th)?(?:\s+power)?(?!\w)",
        r"\1^\2",
    ),
    (r"\bto\s+the\s+(?:power\s+(?:of\s+)?)?(?:four|fourth|4th)(?:\s+power)?\b", "^4"),
    (r"\bto\s+the\s+(?:power\s+(?:of\s+)?)?(?:three|third|3rd)(?:\s+power)?\b", "^3"),
    (r"\bto\s+the\s+(?:power\s+(?:of\s+)?)?(?:two|second|2nd)(?:\s+power)?\b", "^2"),
    (r"\b(?:the\s+)?square\s+root\s+of\s+(?:the\s+)?({names}|\d+)(?!\w)", r"sqrt(\1)"),
    (r"\b(?:the\s+)?root\s+(?:of\s+)?(?:the\s+)?({names})(?!\w)", r"sqrt(\1)"),
    (r"\bsqrt\s+({names})(?!\w)", r"sqrt(\1)"),
    (r"\b(?:the\s+)?log(?:arithm)?\s+(?:of\s+)?(?:the\s+)?({names})(?!\w)", r"log(\1)"),
    (r"\b(?:the\s+)?square\s+of\s+(?:the\s+)?({names})(?!\w)", r"\1^2"),
    (r"\b(?:the\s+)?(?:cube|third\s+power)\s+of\s+(?:the\s+)?({names})(?!\w)", r"\1^3"),
    (r"\b(?:the\s+)?fourth\s+power\s+of\s+(?:the\s+)?({names})(?!\w)", r"\1^4"),
    (r"(?<=\w)\s*,?\s+squared\b", "^2"),
    (r"(?<=\w)\s*,?\s+cubed\b", "^3"),
    (r"\b(?:multiplied\s+by|times)\b(?=\s+(?:the\s+)?(?:{names}|QTY|sqrt|log)(?!\w))", "*"),
    (r"\b(?:divided\s+by|over)\b(?=\s+(?:the\s+)?(?:{names}|QTY|sqrt|log)(?!\w))", "/"),
    (r"(?<=[\w)])\s+x\s+(?=(?:{names})(?!\w))", "*"),
)
"""Powers and products in words; ``{names}`` is any of the variables."""


def read(sentence: str, expects: Expectation) -> str:
    """A sentence in plain notation, with ``QTY`` for what grows and each variable under its own name."""
    for pattern, new in _WRITTEN:
        sentence = pattern.sub(new, sentence)
    sentence = _INDEX.sub(r" \1 ", sentence)
    plain = plain_notation(sentence)
    variable = expects.names[0][0]
    plain = re.sub(_LETTER_SIZE.format(re.escape(variable)), " SIZED ", plain)
    plain = re.sub(r"\babs\(\s*(\w+)\s*\)", r" \1 ", plain)
    plain = _named(plain, QUANTITY, expects.about)
    for name, *spellings in expects.names:
        plain = _named(plain, name, spellings)
    plain = re.sub(rf"(?<!\w)({QUANTITY}|{re.escape(variable)})\s+(new|old)\b", r"\1_\2", plain)
    plain = re.sub(
        rf"\b([Nn]ew|[Oo]ld)\s+({QUANTITY}|{re.escape(variable)})(?!\w)", lambda m: f"{m[2]}_{m[1].lower()}", plain
    )
    names = "|".join(sorted((re.escape(group[0]) for group in expects.names), key=len, reverse=True))
    for spoken, new in _SPOKEN:
        plain = re.sub(
            spoken.replace("{names}", names), new, plain, flags=re.I if "names" not in spoken else re.RegexFlag(0)
        )
    return re.sub(r"\s+", " ", plain).strip()


def _named(text: str, name: str, spellings: Sequence[str]) -> str:
    """The text with a name in place of its spellings. One that is followed by the name itself, as in "filter size k", is one."""
    for spelling in sorted(spellings, key=len, reverse=True):
        flags = (
            re.I
            if len(spelling) > 2 and spelling.isascii() and spelling.replace(" ", "").isalpha()
            else re.RegexFlag(0)
        )
        body = re.escape(spelling).replace("\\ ", r"[\s-]+")
        start = r"(?<![A-Za-z_\\])" if re.match(r"\w", spelling) else ""
        end = r"(?![A-Za-z0-9_'])" if re.search(r"\w$", spelling) else r"(?![\w'])"
        text = re.sub(start + body + end, f" \x01{name} ", text, flags=flags)
    text = re.sub(rf"\x01{re.escape(name)}\s*[,(]?\s*(?:\x01?{re.escape(name)}(?![\w'^])\)?)", f"\x01{name} ", text)
    return text.replace("\x01", "")
