"""Answers that are on the topic and earn nothing: hints said back, and the bank's statements denied, asked or left open.

The fit sees them, so that it learns what a statement earns and not what it is about. They are in the wordings that are for
development; the truth suite reports others.
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
"""Answers by a writer of their own mean silence where they earn nothing."""
OF_EACH = 50
"""Turned statements of each kind, and hints said back for each of them."""
KINDS: dict[str, tuple[Sequence[ChangeMethod], bool]] = {
    "denied": (denied("dev"), True),
    "rejected": (rejected("dev"), True),
    "asked": (asked("dev"), False),
    "unsure": (unsure("dev"), False),
    "taken back": (taken_back("dev"), False),
}
"""Ways to turn a statement, and whether the contrary is said then."""


def turned_answers(questions: Sequence[Question], seed: int) -> Iterator[LabelledAnswer]:
    """Right statements of the bank, each turned in one way; only the point that it was about is labelled."""
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
    """What the interviewer may ask of these questions, said back as statements."""
    known = {question.id for question in questions}
    rows = [(question, text) for question, text in said_back(bank) if question.id in known]
    for n, (question, text) in enumerate(random.Random(seed).sample(rows, min(2 * OF_EACH, len(rows)))):
        yield nothing(question, f"said-back-{n}", text)


def nothing(question: Question, name: str, text: str) -> LabelledAnswer:
    """A text that earns nothing at a question, by a writer of its own, so that its label means silence."""
    labels = {criterion.id: "not_met" for criterion in question.criteria}
    return LabelledAnswer(name, question.id, text, 0.0, labels, writer=WRITER)
