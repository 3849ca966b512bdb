"""The code in an answer: its fenced blocks, or the whole answer if it is only code."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from itertools import pairwise

from interviewer.grading.forms.code.broken import (
    Broken,
    faulty_line,
    names_in,
    parses,
    without_broken_end,
)
from interviewer.grading.forms.code.slips import Slips, slips_of
from interviewer.grading.forms.python_lines import DEFINES
from interviewer.grading.forms.stance import is_set_aside, takes_back
from knowledge.text.sentences import last_sentence

FENCED = re.compile(
    r"^[ \t]*(?P<mark>```+|~~~+)[ \t]*(?P<language>[\w+.-]*)[^\n]*\n(?P<code>.*?)(?:^[ \t]*(?P=mark)[ \t]*$|\Z)",
    re.M | re.S,
)
_CLOSING = re.compile(r"[ \t]*(?:```+|~~~+)[ \t]*\n?\Z")
"""The end of a block, at the end of its last line instead of on one of its own."""
PYTHON = frozenset({"python", "py", "python3", "py3", "numpy", "ipython"})
"""What a block of Python is labelled with, if it is."""
OTHER_LANGUAGES = frozenset(
    {
        "c",
        "c++",
        "cpp",
        "cuda",
        "java",
        "javascript",
        "js",
        "julia",
        "matlab",
        "octave",
        "r",
        "rust",
        "go",
        "typescript",
        "ts",
    }
)
"""What a block of code that is not Python is labelled with."""
FEWEST_WORDS = 6
"""This many words around the code count as an explanation. A judgement."""
_WORD = re.compile(r"[^\W\d_]{2,}")

_STATEMENT = re.compile(
    r"[ \t]*(?:#|@|import\b|from\b.*\bimport\b|def\b|class\b|return\b|for\b.*:|while\b.*:|if\b.*:|elif\b|else:|with\b|try:|except\b"
    r"|pass\b|raise\b|[\w.\[\]\"', ]+\s*[-+*/@]?=[^=]|[\w.]+\(.*|[\])}])"
)
_MAGIC = re.compile(r"^([ \t]*)(%{1,2}[A-Za-z]|![A-Za-z])")
"""The start of a line that is a notebook command, such as %matplotlib inline."""
FEWEST_LINES, MOSTLY = 3, 0.8
"""A text is code from this many lines, and this share of lines that look like statements. Judgements."""


@dataclass(frozen=True)
class CodeBlock:
    """The code of an answer.

    Attributes:
        source: The code that is run: the blocks in order, so that later definitions replace earlier ones.
        prose: The text around the code.
        left_out: Blocks that are not run because they do not parse, while others do.
        dropped: Blocks that are not run because the words around them call them a mistake.
        cut: The first line that is not valid Python, if something is left out for it and the rest is run.
        lost: The function or class that is left out for it and is defined nowhere else; "" if there is none.
        after: What was said after the code, which may put a line of it right.
        slips: All of the code with its slips of syntax, and with these put right; None if it has none, or something worse.
        lines: Whether it is lines without a function, which were made one.
    """

    source: str
    prose: str
    left_out: int = 0
    dropped: int = 0
    cut: str = ""
    lost: str = ""
    after: str = ""
    slips: Slips | None = None
    lines: bool = False

    @property
    def explained(self) -> bool:
        """Whether there is an explanation around the code."""
        return len(_WORD.findall(self.prose)) >= FEWEST_WORDS


def code_of(answer: str) -> CodeBlock | None:
    """The code in an answer that defines a function or a class; None if there is none, so the answer is prose."""
    blocks = [m for m in FENCED.finditer(answer) if m["language"].lower() in PYTHON | {""}]
    if not blocks:
        return _bare(answer)
    prose, at = [], 0
    for block in blocks:
        prose.append(answer[at : block.start()])
        at = block.end()
    prose.append(answer[at:])
    codes = [_without_prompts(textwrap.dedent(_CLOSING.sub("", block["code"].expandtabs(4)))) for block in blocks]
    meant = _meant(codes, prose)
    whole = [Broken(code) if parses(code) else without_broken_end(code) for code in meant]
    good = [part for part in whole if part.line or parses(part.kept)]
    bad = [part for part in whole if part not in good]
    kept = [part.kept for part in good] or meant
    source = "\n".join(kept)
    if not DEFINES.search(source):
        return None
    there = set(names_in(source))
    cut = next((part for part in good if part.line), Broken(""))
    lost = [name for part in (cut, *bad) for name in ([part.lost] if part.lost else names_in(part.kept))]
    lost = [name for name in lost if name not in there] if good else []
    left_out, dropped = len(meant) - len(kept), len(codes) - len(meant)
    told = cut.line or (next((faulty_line(part.kept) for part in bad), "") if lost else "")
    return CodeBlock(
        source,
        "\n".join(prose),
        left_out,
        dropped,
        cut=told,
        lost=lost[0] if lost else "",
        after=prose[-1],
        slips=slips_of("\n".join(_needed(meant))),
    )


def _needed(blocks: list[str]) -> list[str]:
    """The blocks that make up the program: output is none, nor a first try that a later block gives again."""
    sound = [parses(code) for code in blocks]
    later = [
        {name for c, good in zip(blocks[n:], sound[n:], strict=True) if good for name in names_in(c)}
        for n in range(len(blocks))
    ]
    return [c for c, good, given in zip(blocks, sound, later, strict=True) if good or not given.issuperset(names_in(c))]


def _meant(codes: list[str], prose: list[str]) -> list[str]:
    """The blocks that the answer means: without those that the words before or after them call a mistake.

    A block that defines something no other does is kept: without it there would be nothing to test.

    Args:
        prose: The words before each block, and those after the last.
    """
    blamed = [is_set_aside(_last_line(before)) or takes_back(after.strip()) for before, after in pairwise(prose)]
    others = {name for code, wrong in zip(codes, blamed, strict=True) if not wrong for name in names_in(code)}
    meant = [c for c, wrong in zip(codes, blamed, strict=True) if not wrong or not others.issuperset(names_in(c))]
    return meant if any(DEFINES.search(code) for code in meant) else codes


def _last_line(words: str) -> str:
    lines = [line for line in words.splitlines() if line.strip()]
    return last_sentence(lines[-1]) if lines else ""


def _without_prompts(code: str) -> str:
    """Code copied from a notebook or a shell: prompts are removed, and notebook commands become comments."""
    lines = code.splitlines(keepends=True)
    if any(line.startswith(">>> ") for line in lines):
        typed = [line[4:] for line in lines if line.startswith((">>> ", "... "))]
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in typed)
    return "".join(_MAGIC.sub(r"\1# \2", line) for line in lines)


def _bare(answer: str) -> CodeBlock | None:
    """An answer without fences that is code: all of it, or everything from its first line of code after a few words."""
    text = answer.expandtabs(4)
    if not DEFINES.search(text):
        return None
    if parses(textwrap.dedent(text)):
        return CodeBlock(textwrap.dedent(text), "")
    lines = text.splitlines(keepends=True)
    starts = [n for n, line in enumerate(lines) if re.match(r"(?:import|from|def|class|@)\b|@", line)]
    if not starts:
        return None
    first = starts[0]
    for last in range(len(lines), first, -1):
        whole = "".join(lines[first:last])
        if parses(whole):
            prose, after = "".join(lines[:first] + lines[last:]), "".join(lines[last:])
            if not DEFINES.search(whole):
                break  # only the imports above a definition that does not parse
            broken = _goes_on(after)
            return _bare_and_broken(lines[first:], lines[:first]) if broken else CodeBlock(whole, prose, after=after)
        if len(lines) - last > _MOST_TRIED:
            break
    # code with a mistake in it is run and fails; prose with a few statements in it is read
    code, below = _above_words(lines)
    code_like = sum(bool(_STATEMENT.match(line)) for line in code if line.strip())
    written = sum(bool(line.strip()) for line in code)
    if written < FEWEST_LINES or code_like < MOSTLY * written:
        return None
    source = "".join(code)
    return CodeBlock(source, below, after=below, slips=slips_of(source))


def _goes_on(after: str) -> bool:
    """Whether what follows the code is more of it, which does not parse: a definition, or the rest of one."""
    first = next((line for line in after.splitlines() if line.strip()), "")
    return bool(DEFINES.match(first)) or (first[:1].isspace() and bool(_STATEMENT.match(first)))


def _bare_and_broken(lines: list[str], above: list[str]) -> CodeBlock:
    code, below = _above_words(lines)
    source = "".join(code)
    part = without_broken_end(source)
    prose = "".join(above) + below
    return CodeBlock(part.kept, prose, cut=part.line, lost=part.lost, after=below, slips=slips_of(source))


def _above_words(lines: list[str]) -> tuple[list[str], str]:
    """Lines of code, without the words below them, and these words: lines at the margin that look like no statement."""
    last = len(lines)
    while (
        last
        and not (lines[last - 1][:1].isspace() and lines[last - 1].strip())
        and not _STATEMENT.match(lines[last - 1])
    ):
        last -= 1
    return lines[:last], "".join(lines[last:])


_MOST_TRIED = 60
"""How many lines at the end of an answer can be an explanation below the code."""
