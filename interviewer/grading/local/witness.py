"""The language model as a second opinion on points that embeddings and reader leave open."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from interviewer.errors import UnavailableError
from interviewer.grading.local.calibration import Calibration
from interviewer.grading.local.point import Point
from interviewer.llm.chat import ChatModel
from interviewer.llm.usage import Usage
from knowledge.schema import Question
from prompts import load_prompt

MAX_STATEMENT_CHARACTERS = 300
"""What the witness reads of the best segment: reading the prompt takes most of its time."""
MOST_SHIFT = 2.0
"""How far one answer of the witness may move the log-odds, either way. A judgement, not swept."""


@dataclass(frozen=True)
class Testimony:
    """What came of asking the witness.

    Attributes:
        points: All points, those that it was asked about moved by its answer.
        prompt_version: "" where it was not asked.
    """

    points: tuple[Point, ...]
    usage: Usage = field(default_factory=Usage)
    prompt_version: str = ""


class Witness:
    """Asks the language model, within a budget for each answer.

    Args:
        chat: Gives the model once it is loaded, or None while it is not.
        budget: Seconds that it may take for one answer; with none it is never asked.
    """

    def __init__(self, chat: Callable[[], ChatModel | None], budget: float) -> None:
        self._chat = chat
        self._budget = budget

    def available(self, calibration: Calibration) -> ChatModel | None:
        """The model where it may be asked and its answer counts."""
        return self._chat() if self._budget > 0 and calibration.witness_weight else None

    def ask(self, question: Question, points: Sequence[Point], calibration: Calibration) -> Testimony:
        """Ask about the points that are open, the heaviest first, while the budget lasts."""
        unsure = [point for point in points if calibration.is_open(point.probability) and point.quoted]
        chat = self.available(calibration) if unsure else None
        if chat is None:
            return Testimony(tuple(points))
        prompt = load_prompt("witness")
        moved: dict[str, Point] = {}
        start, spent = time.monotonic(), 0.0
        chat.take_usage()
        for asked, point in enumerate(sorted(unsure, key=lambda p: (-p.criterion.weight, abs(p.log_odds)))):
            # stop before the call that would overrun, judged by the mean of those made
            if asked and spent * (asked + 1) / asked > self._budget:
                break
            statement = _neutral(point.statement)[:MAX_STATEMENT_CHARACTERS]
            filled = prompt.fill(question=question.short_title, statement=statement, claim=point.criterion.claim)
            try:
                log_odds = chat.yes_log_odds(*filled)
            except UnavailableError:
                break  # the verdict stands without the witness
            shift = calibration.witness_weight * (log_odds - calibration.witness_bias)
            moved[point.criterion.id] = point.moved(float(np.clip(shift, -MOST_SHIFT, MOST_SHIFT)))
            spent = time.monotonic() - start
        return Testimony(
            points=tuple(moved.get(point.criterion.id, point) for point in points),
            usage=chat.take_usage(),
            prompt_version=prompt.version,
        )


def _neutral(statement: str) -> str:
    return re.sub(r"</?\s*answer\s*>", " ", statement, flags=re.IGNORECASE)
