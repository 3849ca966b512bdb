"""``python -m evals train``: the reader, in two stages, from public data, the bank and the gold's training split.

First inference pairs and students' answers, so that contradiction is learnt as a skill; then the bank's phrases, turned in
known ways, and answers to questions of the training split. Whole questions, and three of five writers, are left out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.gold import LabelledAnswer, gold_answers, gold_split, subject_answers, voice_answers
from evals.training.answer_rows import answer_rows
from evals.training.calibrate import WRITERS
from evals.training.embeds_once import EmbedsOnce
from evals.training.public_rows import inference_rows, student_rows
from interviewer.bars import step_bar
from interviewer.grading.evidence import readable
from interviewer.grading.local.statement import statements_of
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.fine_tune import Recipe, fine_tune
from interviewer.grading.training.row import Row
from interviewer.json_data import JsonValue
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

SEED = 1
FIRST = Recipe(passes=1.0, rate=3e-4, seed=0)
SECOND = Recipe(passes=1.6, rate=3e-4, frozen=4, seed=0)
FOREIGN, RETRACTIONS = 1500, 8
"""Statements of the public data held against claims of the bank; rounds of retractions over its questions."""
UNTOLD = ("empty", "adversarial")
"""Kinds of gold answer that are not learnt from: nothing in them is a statement."""


@dataclass(frozen=True)
class PublicData:
    """Files that are not part of the repository; each may be left out.

    Attributes:
        inference: Revised inference pairs, tab-separated.
        students: Students' answers of SemEval-2013, JSON lines.
        courses: Courses whose answers are learnt from; the others can be measured on.
    """

    inference: Path | None = None
    students: Path | None = None
    courses: tuple[str, ...] = ()

    def rows(self, seed: int) -> list[Row]:
        """The rows of what is there."""
        out = list(inference_rows(self.inference)) if self.inference else []
        return out + (list(student_rows(self.students, self.courses, seed)) if self.students else [])

    def hashes(self) -> dict[str, str]:
        """The beginnings of the files' SHA-256, for the model card."""
        files = [path for path in (self.inference, self.students) if path]
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def train(base: Path, bank: Bank, embedder: BankEmbedder, public: PublicData, out: Path) -> dict[str, JsonValue]:
    """Train both stages and write the adapter to ``out``; a run that was stopped goes on.

    Args:
        base: Folder of all-mpnet-base-v2.
    """
    learnt = public.rows(SEED + 5)
    first = out / "first"
    if learnt and not (first / "config.json").is_file():
        with step_bar("first stage") as progress:
            fine_tune(base, learnt, first, FIRST, progress=progress)
    rows = list(second_rows(bank, embedder, learnt))
    origin: dict[str, JsonValue] = {
        "base": "all-mpnet-base-v2",
        "public": public.hashes(),
        "courses": list(public.courses),
        "bank": bank.content_hash[:12],
        "writers": list(WRITERS),
        "rows": dict(Counter(row.source for row in rows)),
        "recipes": [vars(FIRST), vars(SECOND)],
    }
    with step_bar("second stage") as progress:
        fine_tune(base, rows, out, SECOND, first if learnt else None, origin, progress)
    return origin


def second_rows(bank: Bank, inner: BankEmbedder, learnt: Sequence[Row]) -> Iterator[Row]:
    """The rows of the second stage, with every other one of the first again, so that nothing is unlearnt."""
    stems = frozenset(gold_split()["train"])
    voices = [a for a in voice_answers(bank) if a.writer in WRITERS and bank[a.question_id].stem in stems]
    gold = [a for a in gold_answers(bank, "train", read_once=True) if a.category not in UNTOLD]
    subjects, given = subject_answers("train")
    told = [a for a in given if a.category not in UNTOLD]
    embedder = EmbedsOnce(inner)
    embedder.embed_known([item.text for a in (*gold, *voices, *told) for item in statements_of(readable(a.answer))])
    maker = BankRows(bank, embedder, stems, SEED)
    yield from maker.rows()
    yield from answer_rows(bank, gold, maker, embedder, SEED + 1, "gold")
    yield from answer_rows(bank, voices, maker, embedder, SEED + 2, "voices")
    plain = BankRows(subjects, embedder, {q.stem for q in subjects.values()}, SEED + 3)
    yield from answer_rows(subjects, told, plain, embedder, SEED + 4, "subjects")
    yield from maker.foreign(sorted({row.statement for row in learnt}), FOREIGN)
    yield from maker.retractions(RETRACTIONS)
    yield from learnt[1::2]


def left_out(answers: Sequence[LabelledAnswer]) -> list[LabelledAnswer]:
    """The answers by writers that nothing was learnt from."""
    return [answer for answer in answers if answer.writer not in WRITERS]
