"""Markdown on the page: which formulas it can contain, and how a candidate's own text is sanitised."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from knowledge.text.alternatives import any_of, table
from knowledge.text.emphasis import LINE, STAR, hidden_signs
from knowledge.text.mathml import INLINE
from knowledge.text.pictures import PICTURES
from knowledge.text.visible import visible

LATEX = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": "$", "right": "$", "display": False},
    {"left": "\\(", "right": "\\)", "display": False},
    {"left": "\\[", "right": "\\]", "display": True},
]
"""The delimiters of formulas, in the form of Gradio's ``latex_delimiters``. It pairs any two dollars, "$5 … $10" too, so a
text of a candidate's has those that mean money written as entities, which it doesn't see."""
_PART = table(
    (r"(?P<fence>^(?P<mark>`{3,})[^`\n]*(?:\n.*?)?(?:^(?P=mark)`*[ \t]*$|\Z))", "``` $y$"),
    (
        r"(?P<inside>(?<![\\`])```(?P<language>\w{0,15})[ \t]*\n(?P<body>(?:(?!```).)+?)\s*```(?!`)[ \t]*)",
        "so ```python\nx = 1\n``` here",
    ),
    (
        r"(?P<code>(?<![\\`])(?:`[^`\n]+`|(?P<ticks>``+)(?:[^`\n]|(?<!`)`(?!`))+(?P=ticks))(?!`))",
        "see `torch.nn.utils.prune`,",
    ),
    (
        r"(?P<formula>(?<!\\)\$\$.*?\$\$|" + INLINE + r"|\\\((?:(?!\\\().)*?\\\)|\\\[(?:(?!\\\[).)*?\\\])",
        "$x$, and $5 or $10",
    ),
    (
        rf"(?P<figure>!\[[^\[\]\n]*\]\((?!/)[\w./-]+\.(?i:{any_of(', '.join(end[1:] for end in PICTURES))})\))",
        "![a net](figures/net.svg)",
    ),
    flags=re.DOTALL | re.MULTILINE,
)
"""Matches what is not read as Markdown text: code blocks, those that begin inside a line (which are given lines of their own),
inline code, formulas, and the bank's own figures."""
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_BOMB = table(
    (
        r"\\"
        + any_of(
            r"[gex]?def, let, futurelet, (?:re)?newcommand, providecommand, newenvironment, href, url, "
            r"include\w*, html\w+, rule, raise\w*, lower, [hvm]?skip, m?kern, hspace, vspace, char, Huge, "
            r"huge, cssId, class, style, unicode, require, tag"
        )
        + "(?![A-Za-z])",
        "\\newcommand{\\a",
    ),
    flags=re.NOFLAG,
)
"""Macros that define others, reach outside, or draw outside their box. Answers need none of them."""
_LONGEST_FORMULA = 2000
"""Longest formula that is drawn, in characters. By hand; it bounds the browser's time."""
_DEEPEST_FORMULA = 20
"""Longest formula in characters, and deepest nesting of braces; anything beyond is shown as it was typed."""
MOST_FORMULAS = 300
"""Most formulas typeset per text; later ones are shown as they were typed, since each takes a browser a while. No text in the
bank has more than 23; a judgement."""
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|file|data|javascript|vbscript|mailto)(:)|\b(www)(\.)")
_DOLLAR = re.compile(r"\\*\$")
_SIGN = "<span>&#36;</span>"
"""A dollar that begins no formula: Gradio looks for pairs of them in the source, and once more in the nodes of the page's text."""
_TYPED = {"\\": "&#92;", "*": "&#42;", "_": "&#95;"}
_ENTITY = {":": "&#58;", ".": "&#46;"}


_LAST_FENCE = re.compile(r"\n`{3,}[ \t]*\Z")
"""The line that closes a block of code."""


@dataclass(frozen=True)
class CodePart:
    """Code within a text: ``text[start:end]`` is all of it, ``text[inside:until]`` the code between its marks.

    Attributes:
        block: Whether it has lines of its own.
    """

    start: int
    end: int
    inside: int
    until: int
    block: bool


def code_parts(text: str) -> tuple[CodePart, ...]:
    """The code in a text that ``safe_markdown`` shows as code, in order."""
    return tuple(
        _code_part(part) for part in _PART.finditer(text) if part["formula"] is None and part["figure"] is None
    )


def _code_part(part: re.Match[str]) -> CodePart:
    start, end = part.span()
    if part["inside"] is not None:
        return CodePart(start, end, *part.span("body"), block=True)
    if part["code"] is not None:
        ticks = len(part[0]) - len(part[0].lstrip("`"))
        return CodePart(start, end, start + ticks, end - ticks, block=False)
    first = part[0].find("\n")
    inside = end if first < 0 else start + first + 1
    closing = _LAST_FENCE.search(part[0])
    return CodePart(start, end, inside, max(inside, start + closing.start() if closing else end), block=True)


def safe_markdown(text: str, plain: bool = False) -> str:
    """Markdown in which tags, links, pictures and URLs are shown as they were typed, and lead nowhere.

    Code and formulas are unchanged, since neither is read as HTML. A formula that could do anything else is shown as text.

    Args:
        plain: No star or underscore marks emphasis; otherwise only those in a product or a name don't.
    """
    out, at, formulas = [], 0, 0
    text = visible(text)
    signs = text.replace("*", STAR).replace("_", LINE) if plain else hidden_signs(text)
    for part in _PART.finditer(text):
        formulas += part["formula"] is not None
        kept = _as_typed(part[0], formula=True) if part["formula"] and formulas > MOST_FORMULAS else _kept(part)
        out += [_as_typed(signs[at : part.start()]), kept]
        at = part.end()
    return "".join(out) + _as_typed(signs[at:])


def safe_line(text: str) -> str:
    """The same as one line, for a place within a sentence: a fence that began the text would be none behind other words."""
    return safe_markdown(" ".join(text.split()))


def _kept(part: re.Match[str]) -> str:
    """A part rendered as what it is, or shown as it was typed if it could turn into something else."""
    text = part[0]
    if part["figure"] is not None:
        return text
    if part["fence"] is not None:
        return text if "$" not in text else _block(text.partition("\n")[2].rstrip().rstrip("`"))
    if part["inside"] is not None:
        body = part["body"]
        return f"\n```{part['language']}\n{body}\n```\n" if "$" not in body else _block(body)
    if part["code"] is not None and "$" in text:
        typed = _as_typed(text.strip("`").strip(), formula=True).replace("`", "&#96;")
        return f"<code>{typed.replace(_SIGN, '&#36;')}</code>"  # no formula is looked for in the page's code
    if part["code"] is not None:
        # a table cuts code at its bars, and the remainder may then be a tag
        return _as_typed(text).replace("`", "&#96;") if _TAG.search(text) else text
    return _as_typed(text, formula=True) if _is_bomb(text) else _TAG.sub("< ", text)


def _block(code: str) -> str:
    """A block of code with dollars, as HTML: Gradio would look for formulas in it, and from it to the end of the text."""
    return f"\n<pre><code>{html.escape(code.rstrip(), quote=False).replace('$', '&#36;')}</code></pre>\n\n"


def _as_typed(text: str, formula: bool = False) -> str:
    out = re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;").replace("[", "&#91;").replace("]", "&#93;")
    out = _ADDRESS.sub(lambda found: "".join(_ENTITY.get(part, part) for part in found.groups() if part), out)
    out = out.replace(STAR, "&#42;").replace(LINE, "&#95;")
    # a backslash before it is Markdown's, as long as it has none before itself
    out = _DOLLAR.sub(lambda found: "&#92;" * ((len(found[0]) - 1) // 2) + _SIGN, out)
    if not formula:
        # half a formula: a browser looks for the other half from each of thousands anew, for most of a minute
        return out.replace("\\(", "&#92;(").replace("\\)", "&#92;)")
    for sign, entity in _TYPED.items():
        out = out.replace(sign, entity)
    return out


def _is_bomb(part: str) -> bool:
    depth = deepest = 0
    for char in part:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return len(part) > _LONGEST_FORMULA or deepest > _DEEPEST_FORMULA or _BOMB.search(part) is not None
