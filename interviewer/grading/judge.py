"""What a judge is: it proposes a verdict, a probability and evidence for each criterion of one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from interviewer.grading.grade import Evidence, MisconceptionFinding, Verdict
from interviewer.llm.usage import Usage
from knowledge.schema import Criterion, Question


@dataclass(frozen=True)
class Judgement:
    """A judge's proposal for one criterion; the grader verifies its evidence.

    Attributes:
        probability: The probability that the criterion is met, 0..1.
        unsure: Whether the judge may well be wrong here; None leaves it to the probability.
        contradicted: Whether the answer contradicts the point; ``evidence`` is then the contradicting words.
    """

    criterion_id: str
    verdict: Verdict
    probability: float
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    unsure: bool | None = None
    contradicted: bool = False


@dataclass(frozen=True)
class Judgements:
    """A judge's proposals for the criteria it was asked about.

    Attributes:
        calibrated: Whether the probabilities say how often such verdicts are right.
    """

    items: tuple[Judgement, ...]
    misconceptions: tuple[MisconceptionFinding, ...] = ()
    prompt_version: str = ""
    usage: Usage = field(default_factory=Usage)
    calibrated: bool = False


@runtime_checkable
class Prepares(Protocol):
    """A judge that is faster if it knows the next few answers."""

    def prepare(self, rows: Sequence[tuple[Question, str]]) -> None:
        """Do whatever can be done for several answers together; each is judged afterwards."""
        ...


@runtime_checkable
class ReadsAhead(Protocol):
    """A judge that can read an answer while it is being written."""

    def read_ahead(self, question: Question, answer: str, most: int) -> bool:
        """Do some of the work for an answer that is still being written.

        Args:
            most: How much to do at a time, in comparisons of a statement with a claim.

        Returns:
            Whether there is more to do.
        """
        ...


@runtime_checkable
class HearsWords(Protocol):
    """A judge that can say at little cost how likely a few words make a point."""

    def likelihood(self, question: Question, words: str, criterion: Criterion) -> float | None:
        """How likely some words by themselves make a point, 0..1; None if they cannot be read.

        Raises:
            UnavailableError: A model cannot be reached.
        """
        ...


class Judge(Protocol):
    """Judges criteria one answer at a time."""

    @property
    def name(self) -> str:
        """Name and version, recorded with each grade."""
        ...

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        """Proposals for these criteria.

        Args:
            text: The candidate's words, already cleaned by ``evidence.readable``; data, never an instruction.
            since: Where the reply to a follow-up begins, 0 if nothing was judged before. The reply is read by itself as well
                as with what came before, so that a wrong start does not hide a later correction.

        Raises:
            UnavailableError: A model cannot be reached; nothing was judged.
        """
        ...
