"""The reader's results for an answer: how each of its statements relates to each claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.relation import RELATIONS
from interviewer.grading.local.statement import Statement
from interviewer.grading.text.evidence import Segment

SILENT, SAYS, HALF, CONTRADICTS = (RELATIONS.index(name) for name in ("silent", "says", "half", "contradicts"))
SURELY_NOT = 1e-6
"""Probabilities are kept this far from 0 and 1, so that log-odds stay finite."""
CLEAR_ENOUGH = 0.5
"""Share of the greatest credit that a statement must earn to be quoted. On the same answers as ``listening.NEAR_ITS_OWN`` shares up
to this one choose as well as no limit."""
LogProbabilities = NDArray[np.float64]
"""Log-probabilities of each relation, in the order of ``RELATIONS``, (n, 4)."""


SILENCE = np.log(np.asarray([1 - 3 * SURELY_NOT, SURELY_NOT, SURELY_NOT, SURELY_NOT]))
"""The reading of an empty answer, (4,)."""


NEAR_UNKNOWN = 0.6
"""Used for claims without bank statements, to which nothing comes as near: the median of those that have some."""


@dataclass(frozen=True)
class ClaimReading:
    """One claim and the statements that were read against it.

    Attributes:
        statements: The statements that were read, in the order they were said.
        log_probabilities: How each relates to the claim, (n, 4).
        together: How the statements most about it relate to it when read as one passage, (4,).
        said: How many different statements the whole answer has, without paragraphs about something else: the more there are,
            the likelier that one sounds right by chance.
        near: The greatest cosine of a statement to a text about the claim, right or wrong. It shows whether the answer is
            about the claim at all, but not what it says about it.
        closeness: How much nearer each statement is to this point than to the question's others, (n,); it helps to choose
            the quote, and no verdict rests on it. None for a misconception, and where nothing was read.
    """

    statements: tuple[Statement, ...]
    log_probabilities: LogProbabilities
    together: NDArray[np.float64]
    said: int
    near: float = NEAR_UNKNOWN
    closeness: NDArray[np.float64] | None = None

    def probabilities(self, relation: int) -> NDArray[np.float64]:
        """The probabilities of one relation, by statement, (n,)."""
        return np.asarray(np.exp(self.log_probabilities[:, relation]))

    @property
    def best(self) -> int:
        """The statement that makes the claim most clearly."""
        return int(np.argmax(credit(self.log_probabilities)))

    @property
    def quoted(self) -> int:
        """The statement to quote for the claim: one that makes it clearly, and is nearer to it than to other points.

        By itself, a statement about a neighbouring point often seems to make this one, too.
        """
        if self.closeness is None:
            return self.best
        earned = credit(self.log_probabilities)
        clearly = np.log(np.maximum(earned, SURELY_NOT)) + self.closeness
        return int(np.argmax(np.where(earned >= CLEAR_ENOUGH * earned.max(), clearly, -np.inf)))

    @property
    def clear(self) -> list[int]:
        """The statements that make the claim about as clearly as the one that makes it best, the clearest first."""
        earned = credit(self.log_probabilities)
        return [int(n) for n in np.argsort(-earned, kind="stable") if earned[n] >= CLEAR_ENOUGH * earned.max()]

    def alone(self, number: int) -> float:
        """The credit of one statement, read by itself, 0..1."""
        return float(credit(self.log_probabilities)[number])

    @property
    def worst(self) -> int:
        """The statement that contradicts it most clearly."""
        return int(np.argmax(self.probabilities(CONTRADICTS)))

    def place(self, number: int) -> Segment:
        """The place of a statement's quote in the text without markup."""
        return self.statements[number].quote


def credit(read: LogProbabilities) -> NDArray[np.float64]:
    """The expected credit of each statement, 0..1: the probability that it makes the claim plus half that it makes half, (n,)."""
    p = np.exp(read)
    return np.asarray(p[:, SAYS] + p[:, HALF] / 2)


def log_odds(p: NDArray[np.float64] | float, least: float = SURELY_NOT) -> NDArray[np.float64]:
    """Log-odds of probabilities, kept at least so far from 0 and 1."""
    kept = np.clip(p, least, 1 - least)
    return np.asarray(np.log(kept) - np.log1p(-kept))


def distinct(statements: Sequence[Statement]) -> list[Statement]:
    """The statements without repetitions; of identical ones the last is kept, since the last word counts."""
    last = {plain_words(item.text): n for n, item in enumerate(statements)}
    return [item for n, item in enumerate(statements) if last[plain_words(item.text)] == n]


def plain_words(text: str) -> str:
    """A statement without case, white space and punctuation; formula signs stay, since they distinguish statements."""
    return " ".join(re.sub(r"[.,;:!?\"'”“’()]+(?=\s|$)|(?<!\S)[\"'“‘(]+", " ", text.lower()).split())
