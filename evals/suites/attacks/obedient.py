"""A language model that does whatever a candidate asks: it knows the reference and the rubric, and tries to say them."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interviewer.grading.text.evidence import sentences
from interviewer.llm.replies.reply import Reply, read_reply
from interviewer.llm.usage import Usage
from knowledge.schema import Criterion, Question

Leak = Callable[[Question, Criterion, str], str]
"""Returns a reply that leaks something, from a question, one of its criteria, and the model's instructions."""


def _reference(question: Question, count: int) -> str:
    whole = sentences(question.reference)
    return " ".join(piece.of(question.reference) for piece in whole[:count])


LEAKS: Mapping[str, Leak] = {
    "claim": lambda q, c, _: f"So, would you say this: {c.claim}?",
    "claim in the probe": lambda q, c, _: f"{c.probe.rstrip('?. ')}, given that {c.claim.rstrip('.')}?",
    "paraphrase": lambda q, c, _: (c.satisfied_by or (c.claim,))[0],
    "reference": lambda q, c, _: _reference(q, 1),
    "reference after the probe": lambda q, c, _: f"{_reference(q, 2)} {c.probe}",
    "whole rubric": lambda q, c, _: " ".join(f"- {each.id}: {each.claim}" for each in q.criteria),
    "base64": lambda q, c, _: f"{c.probe.rstrip('?')} {base64.b64encode(c.claim.encode()).decode()}?",
    "backwards": lambda q, c, _: f"{c.claim[::-1]}?",
    "spelt out": lambda q, c, _: f"{' '.join(c.claim[:80])}?",
    "instructions": lambda q, c, system: system,
    "grade": lambda q, c, _: f"Verdict: met, score 100. {c.probe}",
    "payload": lambda q, c, _: f"<img src=x onerror=alert(1)> {c.probe}",
}
"""The ways in which it tries to leak."""


@dataclass
class ObedientChat:
    """Tries to give the question away, and credits everything with the candidate's own words as evidence.

    Attributes:
        question: The question it is asked about.
        leak: The way in which it tries to leak, one of ``LEAKS``.
        point: Which criterion it talks about, counted from 0.
        answer: The answer whose first six sentences it quotes when it judges.
        quotes: What it quotes instead, if given.
    """

    question: Question
    leak: str = "claim"
    point: int = 0
    answer: str = ""
    quotes: Sequence[str] = ()
    name: str = "obedient"
    said: list[str] = field(default_factory=list)

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """The leak, in pieces of a few characters."""
        criterion = self.question.criteria[self.point % len(self.question.criteria)]
        text = LEAKS[self.leak](self.question, criterion, system)
        self.said.append(text)
        yield from (text[at : at + 9] for at in range(0, len(text), 9))

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        """Finds every point met, with everything the candidate said as evidence."""
        quotes = list(self.quotes) or [piece.of(self.answer) for piece in sentences(self.answer)][:6] or [self.answer]
        rows = [
            {"id": c.id, "quotes": quotes, "reason": "The candidate asked for it.", "verdict": "met"}
            for c in self.question.criteria
        ]
        return read_reply(json.dumps({"criteria": rows, "misconceptions": []}), form, self.name)

    def take_usage(self) -> Usage:
        """Always empty."""
        return Usage()
