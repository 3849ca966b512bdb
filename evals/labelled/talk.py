"""What people say to an interviewer, by several writers, and answers that look like such talk.

Half of the first five writers' lines are held out, chosen by a hash of the words, so that a phrase that two writers share ends
up in one half. Four writers are held out completely, because people differ more from each other than from themselves. All lines
by the others are learnt from, except those that a held-out line repeats.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from evals.labelled.gold import gold_answers, read_lines
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.understanding.talk_model import may_be_talk
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject, text_of
from knowledge.schema import Bank

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
"""Where a sentence ends: simpler than ``sentences``, since the model of talk in the repository was fitted on what this cuts off."""

TALK = Path(__file__).parent / "talk"
TalkSplit = Literal["fit", "held-out"]
HELD_OUT_WRITERS = ("f", "i", "v", "w")
"""Never used for fitting or for choosing between models."""
LEARNT_WHOLE = ("g", "h", *"jklmnopqrstu")
"""None of their lines is held out."""
INTENTS: Mapping[str, Intent] = MappingProxyType(
    {
        "answer": "answer",
        "hint": "hint",
        "skip": "skip",
        "repeat": "repeat",
        "clarify": "clarify",
        "think": "wait",
        "end": "end",
        "progress": "progress",
        "why": "why",
        "explain": "explain",
        "disagree": "disagree",
        "smalltalk": "small_talk",
        "control": "control",
    }
)
"""The writers' names for intents, and Viva's."""


@dataclass(frozen=True)
class TalkLine:
    """One message. ``writer`` is the name of its file, or ``gold`` for the beginning or the whole of a gold answer.

    Attributes:
        group: The unit of the bootstrap: the question of a gold answer, otherwise the message itself.
    """

    text: str
    intent: Intent
    writer: str
    group: str


def part_of(text: str) -> TalkSplit:
    """The half that a text belongs to; case, punctuation and spaces do not matter."""
    return "fit" if hashlib.sha256(_words(text).encode()).digest()[0] % 2 else "held-out"


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def talk_lines(part: TalkSplit, folder: Path = TALK) -> list[TalkLine]:
    """The lines of one part.

    Raises:
        UsageError: There is none, or a line is wrong.
    """
    lines = [
        line
        for path in sorted(folder.glob("*.jsonl"))
        for line in read_lines(path, lambda data, writer=path.stem: _line(data, writer))  # type: ignore[misc]
    ]
    if not lines:
        raise UsageError(f'{folder} has no talk; each line of a file there is {{"text", "intent"}}')
    held = [line for line in lines if _part_of(line) == "held-out"]
    if part == "held-out":
        return _once(held)
    known = {_words(line.text) for line in held}  # another writer may use the same words; they must not be learnt from
    return _once(line for line in lines if _words(line.text) not in known)


def _part_of(line: TalkLine) -> TalkSplit:
    if line.writer in HELD_OUT_WRITERS:
        return "held-out"
    return "fit" if line.writer in LEARNT_WHOLE else part_of(line.text)


def gold_lines(bank: Bank, splits: Iterable[str], adversarial: bool = False) -> list[TalkLine]:
    """First sentences and whole texts of the gold answers in some splits, if their form is such that they could be talk.

    Args:
        adversarial: Only the answers that try to trick the grader, which are left out otherwise. They are not examples of
            answers: "sorry, what was the question again?" is among them.
    """
    rows = []
    for split in splits:
        for answer in gold_answers(bank, split):
            if (answer.category == "adversarial") != adversarial:
                continue
            group = bank[answer.question_id].stem
            first = _SENTENCE_END.split(answer.answer.strip(), maxsplit=1)[0]
            rows += [TalkLine(text, "answer", "gold", group) for text in (first, answer.answer.strip())]
    return _once(row for row in rows if may_be_talk(row.text))


def _line(data: JsonObject, writer: str) -> TalkLine:
    text, name = text_of(data, "text"), text_of(data, "intent")
    if name not in INTENTS or not text.strip():
        raise ValueError(f"needs a text, and one of the intents {', '.join(INTENTS)}; got {name!r}")
    return TalkLine(text, INTENTS[name], writer, text)


def _once(lines: Iterable[TalkLine]) -> list[TalkLine]:
    return list({(line.text, line.writer): line for line in lines}.values())
