"""Code in an answer that need not be a function, only lines: in fences, in backticks, or as lines among the words."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.code.block import FENCED, OTHER_LANGUAGES, PYTHON
from interviewer.grading.forms.code.broken import parses
from interviewer.grading.forms.fences import spaced
from interviewer.grading.forms.stance import is_set_aside, takes_back
from knowledge.text.sentences import last_sentence

MAX_CODE = 6000
"""How many characters of an answer are searched for code."""
MAX_LINES, MAX_PARSES = 60, 1500
"""Most lines in one piece of code outside fences, and most attempts to parse lines as Python: half a second's worth."""
_SIGNS = re.compile(
    r"\b(?:np|numpy|torch)\.\w|^[ \t]*(?:def|import|from|for|return|class)\b.*[:\w]$|[\w)\]][ \t]*@[ \t]*[\w(\[]|\bprint\(|\blambda\b|\.dot\(",
    re.M,
)
"""Matches signs of code that formulas and words do not have."""
_INLINE = re.compile(r"(?<!`)`([^`\n]{3,300})`(?!`)")


@dataclass(frozen=True)
class Script:
    """Code of an answer.

    Attributes:
        source: The code that is run; "" if the words call all of it a mistake.
        words: The answer with spaces in place of the code.
        sure: Whether it is marked as code or has signs of code, rather than being formulas that also parse as Python.
    """

    source: str
    words: str
    sure: bool = True


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    code: str
    tagged: bool


def script_of(answer: str) -> Script | None:
    """The code in an answer; None if it has none. A fenced block neither marked as Python nor with signs of it is not code."""
    text = answer[:MAX_CODE]
    pieces = [p for p in _fenced(text) if p.tagged or _SIGNS.search(p.code) or _assigns(p.code)]
    if not pieces:
        pieces = list(_lines(text)) or list(_inline(text))
    if not pieces:
        return None
    meant = [p for p in pieces if not _blamed(text, p)]
    good = [p for p in meant if parses(p.code)]
    words = text
    for piece in pieces:
        words = words[: piece.start] + spaced(text[piece.start : piece.end]) + words[piece.end :]
    # the unreadable code may be the relevant part, so the rest is not used without it
    kept = good if len(good) == len(meant) else [p for p in meant if p not in good]
    sure = not kept or any(p.tagged or _SIGNS.search(p.code) for p in kept)
    return Script("\n".join(p.code for p in kept), words + answer[MAX_CODE:], sure)


def without_definition(signature: str, answer: str) -> str:
    """What a run would add to an answer without a function: it may be prose, or code that only lacks one.

    Args:
        signature: What can be called, one function a line.
    """
    other = next((m["language"] for m in FENCED.finditer(answer) if m["language"].lower() in OTHER_LANGUAGES), "")
    if other:
        return (
            f"Only Python is run, so the {other} in your answer was not. Written in Python, it will be run and tested."
        )
    script = script_of(answer)
    if script is not None and script.sure:
        heads = _heads(signature)
        return (
            f"Your code was not run, as it defines no function. With its lines in {heads}, it will be run and tested."
        )
    return "If you write it as code in a fenced block, it will be run, and its values and gradients tested."


def half_untested(signature: str) -> str:
    """What untested code counts, and what would make it run.

    Args:
        signature: What can be called, one function a line.
    """
    return f"What only the code says then counts half at most. With its lines in {_heads(signature)}, it will be run and tested."


def _heads(signature: str) -> str:
    return " and ".join(f"“{line.removesuffix(' ...')}”" for line in signature.splitlines())


def _fenced(text: str) -> Iterator[_Piece]:
    for match in FENCED.finditer(text):
        language = match["language"].lower()
        if language in PYTHON or not language:
            code = textwrap.dedent(match["code"].expandtabs(4))
            yield _Piece(match.start(), match.end(), code, bool(language))


def _assigns(code: str) -> bool:
    """Whether lines that parse are all assignments, like units listed one per line."""
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return bool(body) and all(isinstance(statement, ast.Assign) for statement in body)


def _lines(text: str) -> Iterator[_Piece]:
    """Runs of lines that are Python, with signs of it, and that assign something."""
    lines = text.splitlines(keepends=True) if _SIGNS.search(text) else []
    starts, tries = [0], 0
    for line in lines:
        starts.append(starts[-1] + len(line))
    at = 0
    while at < len(lines) and tries < MAX_PARSES:
        last = _last_parsed(lines, at) if lines[at].strip() else at
        tries += min(MAX_LINES, len(lines) - at)
        code = textwrap.dedent("".join(lines[at:last])).strip("\n")
        if (
            last > at
            and _SIGNS.search(code)
            and any(isinstance(s, ast.Assign | ast.FunctionDef) for s in ast.parse(code).body)
        ):
            yield _Piece(starts[at], starts[last], code, False)
            at = last
        else:
            at += 1


def _last_parsed(lines: Sequence[str], first: int) -> int:
    """The end of the longest run of lines that parses."""
    for last in range(min(len(lines), first + MAX_LINES), first, -1):
        if lines[last - 1].strip() and parses(textwrap.dedent("".join(lines[first:last]))):
            return last
    return first


def _inline(text: str) -> Iterator[_Piece]:
    """Code in single backticks, if all of it together is lines of Python with signs of it."""
    found = [m for m in _INLINE.finditer(text) if parses(m[1].strip())]
    if _SIGNS.search("\n".join(m[1] for m in found)):
        yield from (_Piece(*m.span(), m[1].strip(), False) for m in found)


def _blamed(text: str, piece: _Piece) -> bool:
    """Whether the words before or after some code call it a mistake."""
    before = [line for line in text[: piece.start].splitlines() if line.strip()]
    last = last_sentence(before[-1]) if before else ""
    return is_set_aside(last) or takes_back(text[piece.end :].strip())
