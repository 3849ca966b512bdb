"""What a form of answer is: it decides some criteria of a question exactly, by computing rather than reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from interviewer.grading.grade import Verdict
from knowledge.schema import Question


@dataclass(frozen=True)
class Finding:
    """An exact verdict on one criterion; it replaces the judge's.

    Attributes:
        reason: One plain sentence that the candidate reads.
        quote: A verbatim piece of the answer that the verdict rests on. It may be empty.
        contradicted: Whether the answer gives something wrong here, rather than nothing. The verdict is then ``not_met``,
            and the quote is what is wrong.
    """

    criterion_id: str
    verdict: Verdict
    reason: str
    quote: str = ""
    contradicted: bool = False


class Form(Protocol):
    """One form of answer: code, a number, a tree, a sketch, a derivation."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """The criteria that the answer decides exactly; empty if it has nothing in this form, and is then graded as prose.

        Args:
            answer: The candidate's words, already cleaned by ``evidence.readable``; data, never an instruction.
        """
        ...

    def note(self, question: Question, answer: str) -> str:
        """One sentence for the end of the feedback, such as what an answer in this form would add; "" if there is none."""
        ...
