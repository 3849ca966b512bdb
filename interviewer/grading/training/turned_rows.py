"""Training rows with statements denied, doubted, attributed or corrected in many people's words, alone and within an answer.

The label follows from the statement and the kind of wording alone.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence

from interviewer.grading.local.relation import TAKEN_BACK, Relation, claim_text
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.beside import Beside, sentence
from interviewer.grading.training.frames import framed, inside
from interviewer.grading.training.renumbered import renumbered
from interviewer.grading.training.row import Row
from interviewer.grading.training.spoken import spoken_frames
from knowledge.schema import Bank, Criterion, Question
from knowledge.search.embeddings import BankEmbedder

ROUNDS = 14
"""Rows a criterion."""
ALONE = 0.5
"""Share of rows that contain nothing else."""
THROUGHOUT = ("denied", "rejected", "unsure", "asked", "agreed", "harmless")
"""Kinds in which a whole answer can be worded, sentence by sentence."""
ALL_OF_IT = 0.4
"""How often that is done if there are others."""
OF_WRONG = 0.25
"""Share of rows that begin with a wrong statement."""
OF_RIGHT: dict[str, tuple[Relation, ...]] = {
    "denied": ("contradicts",),
    "rejected": ("contradicts",),
    "unsure": ("silent",),
    "retracted": ("silent",),
    "asked": ("silent",),
    "agreed": ("says",),
    "harmless": ("says",),
    "corrected": ("contradicts",),
    "wrong_then_right": ("contradicts",),
}
"""The label of a right statement in wordings of each kind."""
OF_FALSE: dict[str, tuple[Relation, ...]] = {
    "denied": ("says", "half", "silent"),
    "rejected": ("says", "half", "silent"),
    "unsure": ("silent",),
    "retracted": ("silent",),
    "asked": ("silent",),
    "agreed": ("contradicts",),
    "harmless": ("contradicts",),
    "corrected": ("says",),
    "wrong_then_right": ("says",),
}
"""The label of a wrong one. In the last two kinds the right statement follows."""
OF_ANSWER: dict[str, tuple[Relation, ...]] = {
    "all_taken_back": ("says",),
    "not_taken_back": ("silent", "contradicts"),
    "denied": ("silent", "contradicts"),
    "rejected": ("silent", "contradicts"),
    "agreed": ("silent", "contradicts"),
    "harmless": ("silent", "contradicts"),
    "plain": ("silent", "contradicts"),
}
"""What is said last, and whether it takes back everything before. Retractions of one statement are left out: in an answer
with only that statement they take back everything, in another they do not."""
ALONE_OR_AFTER = ("all_taken_back", "not_taken_back")
AFTER = 0.4
"""Whole sentences used alone or after a statement, and how often they follow one."""
RETRACTIONS = 20
"""Rows per question on whether everything is taken back."""


class TurnedRows:
    """Makes such rows from some questions of a bank."""

    def __init__(self, bank: Bank, embedder: BankEmbedder, stems: Collection[str], seed: int) -> None:
        self._rng = random.Random(seed)
        self._maker = BankRows(bank, embedder, stems, seed + 1)
        self._beside = Beside(embedder, self._rng)

    def rows(self) -> Iterator[Row]:
        """All rows, question by question."""
        for question in self._maker.questions:
            for criterion in question.criteria:
                for _ in range(ROUNDS):
                    kind = self._rng.choice(list(OF_RIGHT))
                    turned = self._turned(criterion, kind)
                    if turned is not None:
                        text, relations = turned
                        said = self._among_others(question, criterion, text, kind)
                        yield self._maker.row(question, criterion, said, relations, "turned")
                for text in self._renumbered(criterion):
                    said = self._among_others(question, criterion, text, "")
                    yield self._maker.row(question, criterion, said, ("contradicts",), "turned")

    def retractions(self) -> Iterator[Row]:
        """Rows on whether everything is taken back, in many people's words; this is a claim of its own."""
        rng, wordings = self._rng, spoken_frames()
        for question in self._maker.questions:
            claim = claim_text(question.short_title, TAKEN_BACK)
            for _ in range(RETRACTIONS):
                kind = rng.choice(list(OF_ANSWER))
                criterion = rng.choice(question.criteria)
                said = rng.choice((*criterion.satisfied_by, *criterion.contradicted_by, criterion.claim))
                if kind in ALONE_OR_AFTER:
                    # the reader sees a short last sentence with the one before it
                    text = rng.choice(wordings[kind])
                    text = f"{sentence(said)} {text}" if rng.random() < AFTER else text
                elif kind == "plain":
                    text = sentence(said)
                else:
                    text = framed(rng.choice(wordings[kind]), said)
                yield Row(claim, text, OF_ANSWER[kind], "turned retraction", question.stem)

    def _among_others(self, question: Question, criterion: Criterion, text: str, kind: str) -> str:
        """A statement alone or in an answer, in which everything else may be worded in the same way."""
        if self._rng.random() < ALONE:
            return text

        def saying(other: str) -> str:
            return framed(self._rng.choice(spoken_frames()[kind]), other)

        if kind in THROUGHOUT and self._rng.random() < ALL_OF_IT:
            return self._beside.among_others(question, criterion, [text], saying)
        return self._beside.among_others(question, criterion, [text])

    def _turned(self, criterion: Criterion, kind: str) -> tuple[str, tuple[Relation, ...]] | None:
        """A bank statement in one of the wordings of a kind, and the resulting label."""
        rng, right, wrong = self._rng, criterion.satisfied_by, criterion.contradicted_by
        false = rng.random() < OF_WRONG
        first, second = (wrong, right) if false else (right, wrong)
        if not first or not second:
            return None
        one, other, wording = rng.choice(first), rng.choice(second), rng.choice(spoken_frames()[kind])
        relations = (OF_FALSE if false else OF_RIGHT)[kind]
        if kind == "wrong_then_right":
            return " ".join((sentence(one), wording, sentence(other))), relations
        return framed(wording.replace("{r}", inside(other)), one), relations

    def _renumbered(self, criterion: Criterion) -> Sequence[str]:
        """Right statements with a number or sign changed that also occurs in the claim."""
        made = (renumbered(text, criterion.claim, self._rng) for text in criterion.satisfied_by)
        return [text for text in made if text is not None]
