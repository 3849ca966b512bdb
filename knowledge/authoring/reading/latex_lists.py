"""Rewrites the sections, lists and problems of a LaTeX source, line for line, as the Markdown that they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.authoring.words.problem_words import PROBLEMS, SOLUTIONS, problem_label, solution_label
from knowledge.text.alternatives import any_of, table

_IS_LATEX = table(
    (
        r"\\begin\s*\{" + rf"(?:enumerate|itemize|questions|parts|document|{PROBLEMS}|{SOLUTIONS})" + r"\*?\}",
        r"\begin{problem}",
    ),
    (r"^\s*:{3,}\s*(?:\{[^{}\n]*\.)?" + rf"(?:{PROBLEMS}|{SOLUTIONS})" + r"\b", "::: {#p1 .problem}"),
    flags=re.I | re.M,
)
"""A LaTeX list or problem, or a block that a converter made of one."""
_BEGIN = re.compile(
    r"\\begin\s*\{(?P<name>[A-Za-z]{1,30})\*?\}\s*(?:\[(?P<title>[^\]]{0,200})\])?(?:\{[^{}]{0,200}\})?"
)
"""Opens an environment, perhaps with a title."""
_END = re.compile(r"\\end\s*\{(?P<name>[A-Za-z]{1,30})\*?\}")
"""Closes an environment."""
_ITEM = re.compile(r"\\(?P<name>item|question|part)\b\s*(?:\[(?P<title>[^\]]{0,100})\]\s*)?")
"""Begins an item of a list, or a question of an exam."""
_SECTION = re.compile(r"^\s*\\(?P<sub>(?:sub){0,2})section\*?\s*\{(?P<title>.+?)\}\s*(?:\\label\{[^{}]*\})?\s*$")
"""A heading."""
_CALL = table(
    (
        any_of(
            "documentclass, usepackage, newcommand, renewcommand, newtheorem, pagestyle, setlength, title, author, date, label, "
            "maketitle, newpage, clearpage, vspace, hspace, noindent, centering, tableofcontents, bigskip, medskip, smallskip, "
            "setcounter, theoremstyle, input, include, bibliography, printanswers"
        )
        + r"\b\*?(?:\s*\[[^\]]*\])?(?:\s*\{.*\})?",
        r"\usepackage[utf8]{inputenc}",
    ),
    before=r"^\s*\\",
    after=r"\s*$",
    flags=re.NOFLAG,
)
"""A line that says how the page is set, and nothing to a reader."""
_COMMENT = re.compile(r"^\s*%.*$")
"""A line that is only a comment."""
_LOOK = re.compile(r"\\(?P<name>textbf|emph|textit|texttt|underline|textsc)\{(?P<text>[^{}]*)\}")
"""Words in bold, slanted or as code."""
_SIGNS = {"textbf": "**", "emph": "*", "textit": "*", "texttt": "`"}
_MATHS = re.compile(r"(\$\$.*?\$\$|\$[^$\n]*\$|\\\(.*?\\\)|\\\[.*?\\\])")
"""Formulas within a line, which stay as they are."""
_CODE = ("verbatim", "lstlisting", "minted")
_LISTS = {"enumerate": 0, "questions": 0, "parts": 0, "itemize": None, "description": None}
"""The lists, with the number of items so far of one that counts them."""
_FRAMES = ("document", "center", "abstract", "quote", "quotation", "minipage")
"""Environments that say how a page is set; others, such as those for formulas, stay as they are."""
_BLOCK = re.compile(r"^\s*:{3,}\s*(?:\{[^{}]*?\.)?(?P<name>[A-Za-z]{2,30})[^{}]*\}?\s*$")
"""Opens a block that a converter made of an environment."""
_BLOCK_END = re.compile(r"^\s*:{3,}\s*$")
"""Closes it."""
_PROBLEM = table((rf"(?:{PROBLEMS})$", "problem"))
"""The name of an environment for a problem."""
_SOLUTION = table((rf"(?:{SOLUTIONS})$", "proof"))
"""The name of one for its solution."""
COMMAND = table(
    (
        r"\\(?:begin|end)\s*\{"
        + any_of(
            f"{PROBLEMS}, {SOLUTIONS}, document, enumerate, itemize, questions, parts, verbatim, lstlisting, minted"
        )
        + r"\*?\}",
        r"\end{problem}",
    ),
    (r"^\s*:{3,}\s*\{[^{}]*\}", "::: {#p1 .problem}"),
    (
        any_of(r"\\item, \\question, \\part, \\(?:sub){0,2}section, \\text(?:bf|it|tt|sc), \\emph, \\underline")
        + r"\b",
        r"\item",
    ),
)
"""A command that is rewritten, and no word of the text."""
_INDENT = "   "


@dataclass
class _State:
    """Where the reader is: the open lists, innermost last, with the number of items so far, or None for bullets; and in code."""

    lists: list[int | None] = field(default_factory=list)
    code: str = ""


def with_latex_as_markdown(text: str) -> str:
    """The text with its LaTeX headings, lists and problems as Markdown; the same text if it has none."""
    if ("\\begin" not in text and ":::" not in text) or not _IS_LATEX.search(text):
        return text
    lines, state = text.split("\n"), _State()
    return "\n".join(_line(line, state, lines[n + 1 : n + 3]) for n, line in enumerate(lines))


def _line(line: str, state: _State, below: list[str]) -> str:
    if state.code:
        if (end := _END.search(line)) and end["name"] == state.code:
            state.code = ""
            return "```"
        return line
    if _COMMENT.match(line) or _CALL.match(line) or _BLOCK_END.match(line):
        return ""
    if block := _BLOCK.match(line):
        return _label(block["name"], "", below)
    if section := _SECTION.match(line):
        return f"{'#' * (1 + len(section['sub']) // 3)} {section['title']}"
    opened = _BEGIN.match(line.lstrip())
    if opened and opened["name"] in _CODE:
        state.code = opened["name"]
        return "```"
    return _prose(line.strip(), state, below)


def _prose(said: str, state: _State, below: list[str]) -> str:
    """A line without its environments, with its items and its emphasis in Markdown."""
    label = ""
    while opened := _BEGIN.match(said):
        name = opened["name"].casefold()
        if name in _LISTS:
            state.lists.append(_LISTS[name])
        elif _PROBLEM.match(name) or _SOLUTION.match(name):
            label += _label(name, opened["title"] or "", [said[opened.end() :], *below])
        elif name not in _FRAMES:
            break
        said = said[opened.end() :].strip()
    depth = len(state.lists)
    said = _END.sub(lambda m: _ended(m, state), said).strip()
    item = _ITEM.match(said)
    if item and depth:
        points = f" [{item['title']}]" if item["title"] and item["name"] != "item" else ""
        before = f"{item['title']} " if item["title"] and not points else ""
        said = f"{_mark(state)} {_without_look(before + said[item.end() :])}{points}"
        return f"{_INDENT * (depth - 1)}{said}"
    said = " ".join(filter(None, [label, _without_look(said)]))
    return f"{_INDENT * depth}{said}" if said else ""


def _ended(match: re.Match[str], state: _State) -> str:
    """What is left of the end of an environment; its list is closed."""
    name = match["name"].casefold()
    if name in _LISTS and state.lists:
        state.lists.pop()
    known = name in _LISTS or name in _FRAMES or _PROBLEM.match(name) or _SOLUTION.match(name)
    return "" if known else match[0]


def _mark(state: _State) -> str:
    """The mark of the next item of the innermost list."""
    last = state.lists[-1]
    if last is None:
        return "-"
    state.lists[-1] = last + 1
    return f"{last + 1}."


def _label(name: str, title: str, below: list[str]) -> str:
    """The label of a problem or its solution; nothing if the text below begins with one, or it is neither."""
    first = next((line for line in below if line.strip()), "")
    if _PROBLEM.match(name):
        return "" if problem_label(first) else f"**Problem ({title}).**" if title else "**Problem.**"
    if _SOLUTION.match(name):
        return "" if solution_label(first) else "**Solution.**"
    return ""


def _without_look(text: str) -> str:
    """A text with its emphasis in Markdown; formulas stay as they are."""
    return "".join(
        piece
        if n % 2
        else _LOOK.sub(lambda m: f"{_SIGNS.get(m['name'], '')}{m['text']}{_SIGNS.get(m['name'], '')}", piece)
        for n, piece in enumerate(_MATHS.split(text))
    ).strip()
