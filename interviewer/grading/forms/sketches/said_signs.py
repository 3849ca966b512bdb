"""Words about a graph as signs: ``@L`` for its left end, ``#0.5`` for a value, ``line:1`` for a slope, ``rise``, ``flat``."""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, in_context

GENTLE = 0.1
"""The slope of a line that is called gentle."""
_FIGURE = r"(?:\d{1,4}\s?/\s?\d{1,4}|\d{0,6}\.\d{1,6}|\d{1,6}|½)"
_WORD_VALUES = {
    "zero": 0.0, "one half": 0.5, "a half": 0.5, "half": 0.5, "point five": 0.5, "zero point five": 0.5, "a tenth": 0.1,
    "one": 1.0, "two": 2.0, "three": 3.0, "pi/2": 1.571, "π/2": 1.571, "pi": 3.142, "π": 3.142,
}  # fmt: skip
_WORD = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_WORD_VALUES, key=len, reverse=True))
_NUMBER = rf"(?:(?P<sign>[-+−]|minus\b|plus\b)\s*)?(?:(?P<figure>{_FIGURE})(?![\w%]|\.\d)|(?P<word>{_WORD})\b)"
_MANY = rf"(?:(?P<sign>[-+−]|minus\b|plus\b)\s*)?(?:(?P<figure>{_FIGURE})|(?P<word>{_WORD})\b)"
_ZERO = r"(?:zero\b|0(?!\.?\d|/)|the\s+origin\b|the\s+y[\s-]?axis\b|x\s*=\s*0(?!\.?\d))"
_INF = r"(?:∞|inf(?:inity|ty)?\b)"
_SIZES = r"(?:(?:all|any|more)\s+)*"
_VERY = r"(?:very|strongly|highly|large|big|hugely)"
_INPUT = r"(?:x(?:['’]?s|\s+values)?|inputs?|numbers?|arguments?|side)\b"
_UP = r"(?:rises|rising|rise|climbs|climbing|increases|increasing|goes\s+up|going\s+up)"
_LINE = r"(?:(?:the|a|straight)\s+)*(?:line\s+)?(?:y|f\(x\))\s*=\s*"


def _side(word: str, adjective: str, sign: str, less: str) -> tuple[tuple[str, str], ...]:
    """The ways to name one side: an end of the axis, and all numbers of one sign."""
    end, whole = ("@L", "@N") if word == "left" else ("@R", "@P")
    on = r"(?:(?:on|at|to|towards|in)\s+)?(?:the\s+)?"
    return (
        (rf"(?:(?:as|when|for|if|at)\s+)?x\s*(?:→|->|=|goes\s+to|tends\s+to|going\s+to)\s*{sign}\s*{_INF}", end),
        (
            rf"(?:(?:for|when|if|at|with)\s+)?(?:x\s+is\s+)?(?:{_VERY}\s+)+{adjective}(?:\s+{_INPUT}|\b(?!\s+\w*(?:slope|gradient|value)))",
            end,
        ),
        (
            rf"(?:(?:for|when|if|on|at|with)\s+)(?:the\s+)?(?:x\s+is\s+)?{_SIZES}{adjective}(?:\s+{_INPUT}|\s+values\b|\b(?!\s+\w*(?:slope|gradient|value)))",
            whole,
        ),
        (rf"{adjective}\s+{_INPUT}", whole),
        (rf"(?:(?:for|when|if|where)\s+)?x\s*{less}\s*=?\s*(?:0|zero\b)(?!\.?\d)", whole),
        (rf"(?:everywhere\s+|anywhere\s+)?{on}{word}\s+(?:side\s+)?of\s+(?:it\b|{_ZERO})", whole),
        (rf"{on}(?:(?:far|very|outer)\s+)?{word}\b(?:[\s-]+hand)?(?:\s+(?:end|side|part|half)\b)?", end),
    )


_SIGNS: tuple[tuple[str, str], ...] = (
    (r"max(?:imum\s+of)?\s*\(?\s*(?:0\s*(?:,|and)\s*x\b|x\s*(?:,|and)\s*0(?!\.?\d))\s*\)?", "max:0"),
    (rf"max\s*\(\s*{_MANY}\s*[*·]?\s*x\s*,\s*x\s*\)", "max:"),
    (r"from\s+(?:the\s+)?left\s+to\s+(?:the\s+)?right\b", ""),
    (r"(?:plus\s+(?:and|or)\s+minus|plus\s*/\s*minus|±|\+\s*/\s*-)\s*(?:one\b|1(?!\.?\d))", "between #-1 #1"),
    *_side("left", "negative", r"(?:[-−]|minus\b)", r"(?:<|≤|(?:is\s+)?(?:below|less\s+than|smaller\s+than|under))"),
    *_side("right", "positive", r"(?:\+|plus\b)?", r"(?:>|≥|(?:is\s+)?(?:above|greater\s+than|larger\s+than|over))"),
    (r"\(\s*0\s*,\s*(?=[-+−]?[\d.]+\s*\))", "@Z"),
    (r"[a-zσ]{1,8}\(\s*0\s*\)\s*=?", "@Z"),
    (r"(?:at|when|for|where)\s+x\s*(?:=|is)\s*(?:0|zero\b)(?!\.?\d)", "@Z"),
    (r"(?:in|at)\s+the\s+(?:very\s+)?(?:middle|centre|center)\b", "@Z"),
    (r"(?:at|on|crosses|crossing|cuts|meets)\s+the\s+(?:y|vertical)[\s-]?axis\b(?:\s+at\b)?|at\s+the\s+origin\b", "@Z"),
    (r"(?:(?:along|on)\s+)?the\s+(?:x|horizontal)[\s-]?axis\b", "flat at0"),
    (r"the\s+origin\b|origin\b", "origin"),
    (r"at\s+(?:zero\b|0(?!\.?\d|/))", "at0"),
    (rf"{_UP}\s+(?:(?:only|just|very|quite)\s+)*(?:gently|slightly|slowly|a\s+little|a\s+bit)\b", f"line:{GENTLE}"),
    (
        r"(?:(?:with|has|an?|it\s+has)\s+)*(?:small|slight|gentle|little|tiny|shallow)\s+(?:(?:positive|upward)\s+)?(?:slope|incline)\b(?!\s+(?:of\s+)?[-−\d])",
        f"line:{GENTLE}",
    ),
    (r"(?:the\s+)?(?:main\s+)?diagonal\b|the\s+identity\b(?:\s+(?:line|function)\b)?", "line:1"),
    (r"(?:(?:an?|the|at)\s+)*45\s*-?\s*(?:°|degrees?\b)(?:\s+(?:line|angle)\b)?", "line:1"),
    (rf"{_LINE}x\b(?!\s*[*/^+²-])", "line:1"),
    (rf"(?:{_LINE})?{_MANY}\s*(?:[*·]|times\b)?\s*x\b(?!\s*[*/^+²-])", "line:"),
    (rf"(?:(?:rises|has|with|a|the)\s+)*(?:slope|gradient)\s*(?:of\b|is\b|=|:)?\s*{_NUMBER}", "line:"),
    (
        r"(?:(?:the|this|that|each|every|which)\s+)one\b(?!\s+half\b)|one\s+(?:values?|of|side|way|more|part|thing|curve)\b",
        "?one",
    ),
    (_NUMBER, "#"),
    (r"x\b(?!\s*[*/^+²(-])", "line:1"),
    (r"(?:bounded|squeezed|limited)\s+(?:by|between|to)\b|between\b|ranges?\s+from\b", "between"),
    (
        r"(?:(?:passes|passing|goes|going|crosses|crossing|runs|running)\s+)?(?:through|via)\b|(?:passes|passing|crosses|crossing)\b",
        "via",
    ),
    (rf"{_UP}\b", "rise"),
    (r"(?:falls|falling|drops|dropping|decreases|decreasing|goes\s+down|going\s+down|down)\b", "fall"),
    (r"saturat(?:es|ing)\b", "sat"),
    (r"(?:flat|constant(?:ly)?|horizontal)\b", "flat"),
    (r"(?:up\s+)?(?:until|till|to|towards)\b|→|->", "to"),
    (r"from\s+(?:there|then)\b(?:\s+on\b)?|after\s+that\b|then\b|else\b|otherwise\b", "then"),
    (r"from\b", "from"),
    (
        in_context(
            (
                (
                    any_of(
                        r"and, it['’]?s, its, it, is, goes, going, go, comes, coming, runs, running, run, starts, "
                        r"starting, stays, staying, ends, ending, the, an?, s-curve, s-shaped?, s, shape[ds]?, same, but, "
                        r"with, values?, of, function, graph, curve, approaches, tends, near, close, almost, nearly, "
                        r"about, around, also, has, have, takes, smooth(?:ly)?, up, asymptotes?, level(?:s|ling)\s+off, "
                        r"at, on, y, f, follows, as, looks, which, that, so, far, out, all\s+the\s+way"
                    )
                    + r"\b",
                    "levels off",
                ),
                ("=", "Ensemble = several models,"),
            ),
        ),
        "",
    ),
    (r"[,;.:()|!*•\[\]-]+", ","),
)
_COMPILED = tuple((re.compile(pattern), sign) for pattern, sign in _SIGNS)
_SPACE = re.compile(r"\s+")
_ANYTHING = re.compile(r"\w+|.", re.DOTALL)
_LATEX: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\\[td]?frac\s*\{?(\d)\}?\s*\{?(\d)\}?"), r"\1/\2"),
    (re.compile(r"\\(?:to|rightarrow)\b"), "→"),
    (re.compile(r"\\infty\b"), "∞"),
    (re.compile(r"[$“”\"*_`]|\\[,;]"), " "),
)
"""Notation that is written in other signs first."""


def signs_of(words: str) -> tuple[str, ...]:
    """The words as signs; a word that has none is kept as it is, with a question mark before it."""
    text = words.lower()
    for notation, plain in _LATEX:
        text = notation.sub(plain, text)
    found: list[str] = []
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
            continue
        sign, at = _next(text, at)
        found += sign.split()
    return tuple(found)


def _next(text: str, at: int) -> tuple[str, int]:
    """The sign at a place, and where the next one begins."""
    for pattern, sign in _COMPILED:
        match = pattern.match(text, at)
        if match and match.end() > at:
            return (f"{sign}{_value(match):g}" if sign in {"#", "line:", "max:"} else sign), match.end()
    end = _ANYTHING.match(text, at)
    assert end is not None
    return f"?{end[0]}", end.end()


def _value(match: re.Match[str]) -> float:
    if match["word"]:
        size = _WORD_VALUES[" ".join(match["word"].split())]
    elif match["figure"] == "½":
        size = 0.5
    else:
        above, _, below = match["figure"].partition("/")
        size = float(above) / (float(below or 1) or 1)
    return -size if (match["sign"] or "") in {"-", "−", "minus"} else size
