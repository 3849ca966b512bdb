"""Records of talks, in which two speakers take turns: one asks and the other answers, whatever they are called."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.authoring.reading.answers import fenced
from knowledge.authoring.reading.line_labels import is_remark, label_key, label_of
from knowledge.authoring.words.asking import ASKS, read_asked, worth

_FEWEST = 3
"""How many turns must ask, as for any label that only its place reveals. By hand."""
_ASKING, _ANSWERING = 0.6, 0.4
"""Least share of the turns of one speaker that ask, and most of the other's: a candidate asks back now and then. By hand."""
_IN_TURN = 0.8
"""Least share of the turns of each that the other's follow, so that no third label is between them. By hand."""
_QUESTION, _ANSWER = "Question", "Answer"
"""Labels that every reader here knows."""


@dataclass(frozen=True)
class _Turn:
    """A line that begins with a label: its number, from 0, the label's key, and what is said after it."""

    line: int
    speaker: str
    said: str


def with_turns_labelled(lines: Sequence[str]) -> list[str]:
    """The lines with ``Question:`` and ``Answer:`` instead of the names of two speakers who ask and answer in turn.

    A turn that asks nothing, as in "Thanks, go on", stays as it is, with what is said to it.
    """
    made = list(lines)
    turns = _turns(made)
    pair = _asker_and_answerer(turns)
    if pair is None:
        return made
    asked = False
    for turn in (turn for turn in turns if turn.speaker in pair):
        asks = turn.speaker == pair[0]
        asked = worth(turn.said) >= ASKS if asks else asked
        match = label_of(made[turn.line])
        if match is not None and asked:
            sign = match["sign"] or ""
            closed = sign if sign in match["end"] else ""
            label = _QUESTION if asks else _ANSWER
            made[turn.line] = f"{match['lead']}{sign}{label}:{closed} {match['rest']}".rstrip()
    return made


def _turns(lines: Sequence[str]) -> list[_Turn]:
    found = []
    for n, (line, code) in enumerate(zip(lines, fenced(list(lines)), strict=True)):
        match = None if code or ":" not in line.replace("：", ":") else label_of(line)
        if match and "rest" in match.groupdict() and not match["lead"].strip():
            found.append(_Turn(n, label_key(match["label"]), match["rest"]))
    return found


def _asker_and_answerer(turns: Sequence[_Turn]) -> tuple[str, str] | None:
    """The two speakers that most turns belong to, if one of them asks and the other answers."""
    common = Counter(turn.speaker for turn in turns).most_common(2)
    if len(common) < 2:
        return None
    one, other = common[0][0], common[1][0]
    return next((pair for pair in ((one, other), (other, one)) if _take_turns(turns, *pair)), None)


def _take_turns(turns: Sequence[_Turn], asker: str, answerer: str) -> bool:
    asked = [turn for turn in turns if turn.speaker == asker]
    said = [turn for turn in turns if turn.speaker == answerer]
    asking = sum(worth(turn.said) >= ASKS for turn in asked)
    back = sum(worth(turn.said) >= ASKS for turn in said)
    if asking < max(_FEWEST, _ASKING * len(asked)) or back > _ANSWERING * len(said):
        return False
    if read_asked(f"{asker}: {asked[0].said}").labelled or is_remark([turn.said for turn in said]):
        return False
    after = {turn.line: follows.speaker for turn, follows in itertools.pairwise(turns)}
    answered = sum(after.get(turn.line) == answerer for turn in asked)
    asked_again = sum(after.get(turn.line, asker) == asker for turn in said)
    return answered >= _IN_TURN * len(asked) and asked_again >= _IN_TURN * len(said)
