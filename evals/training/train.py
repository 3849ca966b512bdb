"""``python -m evals train``: trains the reader in five stages, from public data, the bank and the gold's training split.

1. Inference pairs and students' answers, so that contradiction is learnt as a skill.
2. The bank's phrases, edited in known ways and combined, and answers to questions of the training split.
3. At a lower rate, statements made wrong by a few words, and text that only sounds like an answer. The next stage starts
   halfway between this one and the second.
   4. Answers to questions of the training split, right or wrong in the same voice. The next stage starts halfway between this
   stage and its start.
5. Points in plain words and their wrong twins, each as a sentence or as a clause, so that form says nothing about truth. The
   result is halfway between this stage and its start.

Whole questions and several writers are left out. docs/experiments.md says what each stage gains.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.fluent import LEARNT_FROM as FLUENT_WRITERS
from evals.labelled.gold import LabelledAnswer, gold_answers, gold_split, subject_answers, voice_answers
from evals.labelled.near_twins import near_twins
from evals.labelled.strangers import LEARNT_FROM, labelled, stated_answers
from evals.training.answer_passages import answer_passages, elsewhere_passages
from evals.training.answer_rows import answer_rows
from evals.training.calibrate import WRITERS
from evals.training.compound_rows import CompoundRows
from evals.training.embeds_once import EmbedsOnce
from evals.training.fluent_rows import fluent_rows
from evals.training.halfway import halfway
from evals.training.near_twin_rows import near_twin_rows
from evals.training.plain_rows import plain_rows
from evals.training.public_rows import inference_rows, pair_rows, student_rows
from evals.training.said_back_rows import said_back_rows
from evals.training.told_rows import told_rows
from interviewer.bars import step_bar
from interviewer.grading.local.statement import statements_of
from interviewer.grading.text.evidence import readable
from interviewer.grading.text.markup import unmarked
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.fine_tune import Recipe, fine_tune
from interviewer.grading.training.passage_rows import PassageRows
from interviewer.grading.training.row import Row
from interviewer.grading.training.turned_rows import TurnedRows
from interviewer.json_data import JsonValue
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

SEED = 1
FIRST = Recipe(passes=2.0, rate=4e-4, batch=128, seed=0)
SECOND = Recipe(passes=2.0, rate=4e-4, batch=128, seed=0)
THIRD = Recipe(passes=1.0, rate=1.2e-4, batch=16, seed=0)
FOURTH = Recipe(passes=1.0, rate=1.2e-4, batch=16, seed=0)
FIFTH = Recipe(passes=0.6, rate=1.2e-4, batch=16, seed=0)
KEPT = 14
KEPT_WHOLE = ("retraction", "misconception")
"""One in ``KEPT`` rows of the second stage is read again in the third; of sources with nothing similar in the third, all are."""
FOREIGN, RETRACTIONS = 2500, 8
"""How many statements of the public data to pair with claims of the bank, and rounds of retractions over its questions."""
JOINED, MOST_JOINED = 1000, 5
"""How many passages to make of such statements, and the most statements in one."""
AGAIN = {"inference": 2, "pairs": 7}
"""One in this many rows of a source in the first stage is read again in the second, so that nothing is forgotten; for sources
that are not listed, every other one."""
TWICE = 2
"""How often to read the several writers' answers in a pass: they are most like what candidates write, and the scarcest."""
UNTOLD = ("empty", "adversarial")
"""Kinds of gold answer that are not learnt from, because they contain no statements."""


@dataclass(frozen=True)
class PublicData:
    """Files that are not part of the repository; each may be left out.

    Attributes:
        inference: Revised inference pairs, tab-separated.
        pairs: More inference pairs, comma-separated.
        students: Students' answers from SemEval-2013, JSON lines.
        courses: Courses whose answers are learnt from; the others can be measured on.
    """

    inference: Path | None = None
    pairs: tuple[Path, ...] = ()
    students: Path | None = None
    courses: tuple[str, ...] = ()

    def rows(self, seed: int) -> list[Row]:
        """The rows from the files that are given."""
        out = [row for path in self.pairs for row in pair_rows(path)]
        out += inference_rows(self.inference) if self.inference else ()
        return out + (list(student_rows(self.students, self.courses, seed)) if self.students else [])

    def hashes(self) -> dict[str, str]:
        """The first 12 hex digits of each file's SHA-256, for the model card."""
        files = [path for path in (*self.pairs, self.inference, self.students) if path]
        return {f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def train(base: Path, bank: Bank, embedder: BankEmbedder, public: PublicData, out: Path) -> dict[str, JsonValue]:
    """Train all stages and write the adapter to ``out``; a stopped run resumes.

    Args:
        base: Folder of all-mpnet-base-v2.
    """
    learnt = public.rows(SEED + 5)
    first = _stage(base, learnt, out / "first", FIRST, None, {}) if learnt else None
    rows = list(second_rows(bank, embedder, learnt))
    second = _stage(base, rows, out / "second", SECOND, first, {})
    last = [*third_rows(bank, embedder), *kept_rows(rows)]
    origin: dict[str, JsonValue] = {
        "base": "all-mpnet-base-v2",
        "public": public.hashes(),
        "courses": list(public.courses),
        "bank": bank.content_hash[:12],
        "writers": [*WRITERS, *LEARNT_FROM, *FLUENT_WRITERS],
        "rows": dict(Counter(row.source for row in rows)),
        "third rows": dict(Counter(row.source for row in last)),
        "recipes": [vars(FIRST), vars(SECOND), vars(THIRD), vars(FOURTH), vars(FIFTH)],
    }
    third = _stage(base, last, out / "third", THIRD, second, origin)
    before = _between(second, third, out / "before", origin)
    new = fluent_rows(bank, embedder, last, rows, SEED + 60)
    origin["fourth rows"] = dict(Counter(row.source for row in new))
    fourth = _stage(base, new, out / "fourth", FOURTH, before, origin)
    fluent = _between(before, fourth, out / "fluent", origin)
    plain = plain_rows(bank, embedder, new, SEED + 70)
    origin["last rows"] = dict(Counter(row.source for row in plain))
    fifth = _stage(base, plain, out / "fifth", FIFTH, fluent, origin)
    _between(fluent, fifth, out, origin)
    return origin


def _stage(
    base: Path, rows: Sequence[Row], out: Path, recipe: Recipe, start: Path | None, origin: dict[str, JsonValue]
) -> Path:
    """Train one stage, unless it already exists; returns its folder."""
    if not (out / "config.json").is_file():
        with step_bar(f"{out.name} stage") as on_step:
            fine_tune(base, rows, out, recipe, start, origin, on_step)
    return out


def _between(earlier: Path, later: Path, out: Path, origin: dict[str, JsonValue]) -> Path:
    halfway(earlier, later, out, origin)
    return out


def third_rows(bank: Bank, inner: BankEmbedder) -> Iterator[Row]:
    """The rows of the third stage: the bank's statements edited in many people's wordings, near twins, and repeated hints."""
    stems = frozenset(gold_split()["train"])
    twins = [item for item in near_twins(bank) if bank[item.question_id].stem in stems]
    embedder = EmbedsOnce(inner)
    embedder.embed_known([text for item in twins for text, _ in item.statements()])
    maker = BankRows(bank, embedder, stems, SEED + 30)
    turned = TurnedRows(bank, embedder, stems, SEED + 31)
    yield from turned.rows()
    yield from turned.retractions()
    yield from said_back_rows(bank, stems, maker, embedder, SEED + 40)
    for again in range(TWICE):
        yield from near_twin_rows(bank, twins, maker, embedder, SEED + 32 + again)


def kept_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of the second stage that are read again in the third, so that they are not forgotten."""
    seen = 0
    for row in rows:
        whole = row.source in KEPT_WHOLE
        seen += not whole
        if whole or seen % KEPT == 0:
            yield row


def second_rows(bank: Bank, inner: BankEmbedder, learnt: Sequence[Row]) -> Iterator[Row]:
    """The rows of the second stage, with some from the first."""
    stems = frozenset(gold_split()["train"])
    voices = [a for a in voice_answers(bank) if a.writer in WRITERS and bank[a.question_id].stem in stems]
    gold = [a for a in gold_answers(bank, "train", read_once=True) if a.category not in UNTOLD]
    stated = [a for a in stated_answers(bank) if a.writer in LEARNT_FROM and bank[a.question_id].stem in stems]
    strangers = [labelled(bank, answer) for answer in stated]
    subjects, given = subject_answers("train")
    told = [a for a in given if a.category not in UNTOLD]
    embedder = EmbedsOnce(inner)
    embedder.embed_known([text for a in (*gold, *voices, *strangers, *told) for text in said_in(a.answer)])
    maker = BankRows(bank, embedder, stems, SEED)
    plain = BankRows(subjects, embedder, {q.stem for q in subjects.values()}, SEED + 3)
    yield from maker.rows()
    yield from CompoundRows(bank, embedder, stems, SEED + 10).rows()
    yield from PassageRows(bank, embedder, stems, SEED + 11).rows()
    yield from answer_rows(bank, gold, maker, embedder, SEED + 1, "gold")
    yield from answer_passages(bank, gold, maker, embedder, SEED + 5, "gold passages")
    yield from answer_rows(subjects, told, plain, embedder, SEED + 4, "subjects")
    yield from answer_passages(subjects, told, plain, embedder, SEED + 7, "subject passages")
    for again in range(TWICE):
        yield from answer_rows(bank, voices, maker, embedder, SEED + 2 + 20 * again, "voices")
        yield from answer_passages(bank, voices, maker, embedder, SEED + 6 + 20 * again, "voice passages")
        yield from told_rows(bank, stated, maker, embedder, SEED + 8 + 20 * again)
        yield from answer_passages(bank, strangers, maker, embedder, SEED + 9 + 20 * again, "stranger passages")
    yield from elsewhere_passages(bank, [*gold, *voices, *strangers], maker, embedder, SEED + 12)
    foreign = sorted({row.statement for row in learnt})
    yield from maker.foreign(foreign, FOREIGN)
    yield from maker.foreign(_joined(foreign), JOINED)
    yield from maker.retractions(RETRACTIONS)
    seen: Counter[str] = Counter()
    for row in learnt:
        seen[row.source] += 1
        if seen[row.source] % AGAIN.get(row.source, 2) == 0:
            yield row


def _joined(statements: Sequence[str]) -> list[str]:
    """Passages of statements that have nothing to do with each other."""
    if len(statements) < MOST_JOINED:
        return []
    rng = random.Random(SEED + 13)
    return [" ".join(rng.sample(statements, rng.randint(2, MOST_JOINED))) for _ in range(JOINED)]


def said_in(answer: str) -> list[str]:
    """The statements of an answer, as the judge reads them."""
    return [item.text for item in statements_of(unmarked(readable(answer)).text)]


def left_out(answers: Sequence[LabelledAnswer]) -> list[LabelledAnswer]:
    """The answers by writers who were not used for training."""
    return [answer for answer in answers if answer.writer not in WRITERS]
