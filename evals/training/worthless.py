"""Answers that are on topic and earn nothing: repeated hints, and the bank's statements denied, asked or left open.

The calibration is fitted on them too, so that it learns what a statement earns and not what it is about. They use the
development wordings; the truth suite reports on others.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from evals.changes.asked import asked
from evals.changes.attributed import rejected
from evals.changes.change import ChangeMethod
from evals.changes.denied import denied
from evals.changes.unsure import unsure
from evals.changes.withdrawn import taken_back
from evals.labelled.gold import LabelledAnswer
from evals.labelled.said_back import said_back
from knowledge.schema import Bank, Question

WRITER = "nobody"
"""The writer's name for these answers: for an answer with a named writer, "not met" means silence."""
OF_EACH = 50
"""How many edited statements of each kind; there are twice as many repeated hints."""
KINDS: dict[str, tuple[Sequence[ChangeMethod], bool]] = {
    "denied": (denied("dev"), True),
    "rejected": (rejected("dev"), True),
    "asked": (asked("dev"), False),
    "unsure": (unsure("dev"), False),
    "taken back": (taken_back("dev"), False),
}
"""Ways to edit a statement, and whether the result says the opposite."""


def turned_answers(questions: Sequence[Question], seed: int) -> Iterator[LabelledAnswer]:
    """The bank's right statements, each edited in one way; only the point that it was about is labelled."""
    rng = random.Random(seed)
    for kind, (ways, contrary) in KINDS.items():
        made = 0
        while made < OF_EACH:
            question = rng.choice(questions)
            criterion = rng.choice(question.criteria)
            text = rng.choice(criterion.satisfied_by or (criterion.claim,))
            turned = rng.choice(ways).change(text, rng)
            if turned is None:
                continue
            yield LabelledAnswer(
                f"{kind}-{made}",
                question.id,
                turned,
                0.0,
                {criterion.id: "not_met"},
                contradicted=frozenset([criterion.id] if contrary else []),
                writer=WRITER,
            )
            made += 1


def said_back_answers(bank: Bank, questions: Sequence[Question], seed: int) -> Iterator[LabelledAnswer]:
    """The interviewer's hints and probes for these questions, repeated as statements."""
    known = {question.id for question in questions}
    rows = [(question, text) for question, text in said_back(bank) if question.id in known]
    for n, (question, text) in enumerate(random.Random(seed).sample(rows, min(2 * OF_EACH, len(rows)))):
        yield nothing(question, f"said-back-{n}", text)


def nothing(question: Question, name: str, text: str) -> LabelledAnswer:
    """A text that earns nothing for a question, with a named writer, so that its label means silence."""
    labels = {criterion.id: "not_met" for criterion in question.criteria}
    return LabelledAnswer(name, question.id, text, 0.0, labels, writer=WRITER)
