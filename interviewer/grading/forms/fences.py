"""The one place that defines how a drawing, a tree or code is written into the stored text of an answer.

Drawings, trees and code from the page, and files read by ``viva grade``, become fenced blocks in the answer. So an answer is
text everywhere: in the database, the report, the terminal and the evals.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

FenceKind = Literal["sketch", "tree", "python"]
SPELLINGS: dict[str, FenceKind] = {"sketch": "sketch", "tree": "tree", "python": "python", "py": "python"}
"""The names of the kinds after the three backticks."""
KINDS: frozenset[FenceKind] = frozenset(SPELLINGS.values())
"""All kinds."""
DRAWN: frozenset[FenceKind] = frozenset({"sketch", "tree"})
"""The kinds that are not read as words. Code is: by people, and by a judge if it is not run."""
_BLOCK = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[ \t]*(?P<kind>[A-Za-z]\w{0,15})[ \t]*\r?\n(?P<body>.*?)(?:^(?P=fence)[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)

_GAP = re.compile(r"\s{40,}")
"""White space longer than anybody writes. Many patterns of the forms backtrack over it in quadratic time, which takes seconds
for thousands of spaces; and a drawing that is removed leaves as many spaces as it had characters."""
_FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?(?:^(?P=fence)[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block of an answer: ``text[start:end]`` is all of it, ``text[inside:inside + len(body)]`` its body."""

    kind: FenceKind
    body: str
    start: int
    end: int
    inside: int

    @property
    def closed(self) -> bool:
        """Whether the block has its second fence; without it the answer was cut off within it."""
        return self.end > self.inside + len(self.body)


def blocks(text: str, kind: FenceKind | None = None) -> tuple[Block, ...]:
    """The fenced blocks of an answer in order, all or of one kind. Blocks in other languages are ignored."""
    return tuple(
        Block(found, match["body"], match.start(), match.end(), match.start("body"))
        for match in _BLOCK.finditer(text)
        if (found := SPELLINGS.get(match["kind"].lower())) and kind in (None, found)
    )


def fenced(kind: FenceKind, body: str) -> str:
    """A body as a fenced block. The fence is longer than any run of backticks in the body."""
    longest = max((len(run) for run in re.findall(r"`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{kind}\n{body.rstrip()}\n{fence}"


def without_drawn(text: str) -> str:
    """The readable part of an answer, words and code: drawings and trees are replaced by as many spaces."""
    return without_blocks(text, DRAWN)


def without_blocks(text: str, kinds: Collection[FenceKind] = KINDS) -> str:
    """The prose of an answer: each block of these kinds becomes as many spaces, so that places in the text stay."""
    out = text
    for block in blocks(text):
        if block.kind not in kinds:
            continue
        out = out[: block.start] + spaced(text[block.start : block.end]) + out[block.end :]
    return out


def words_beside(text: str, kinds: Collection[FenceKind]) -> str:
    """The words beside the blocks of these kinds; "" if there are none.

    Long white space is cut short, so a quote may have less of it than the answer, and is found nevertheless.
    """
    words = without_blocks(text, kinds)
    return _GAP.sub(lambda gap: "\n\n" if "\n" in gap[0] else "  ", words) if words.strip() else ""


def without_fences(text: str) -> str:
    """The prose of an answer: fenced blocks of any kind, named or not, are replaced by as many spaces."""
    return _FENCED.sub(lambda match: spaced(match[0]), text)


def spaced(text: str) -> str:
    """A text with all characters but line breaks replaced by spaces, so that offsets stay valid."""
    return re.sub(r"[^\n]", " ", text)


def with_block(text: str, kind: FenceKind, body: str) -> str:
    """What was typed, with a block below it."""
    typed = text.rstrip()
    return f"{typed}\n\n{fenced(kind, body)}" if typed else fenced(kind, body)


def block_at(text: str, place: int) -> Block | None:
    """The block of a drawing or a tree that a place in an answer is in; None in prose and in code, which people read."""
    return next((b for b in blocks(text) if b.kind in DRAWN and b.start <= place < b.end), None)
