"""Training rows of the last stage: plain wordings and their wrong twins in the same dress, and some rows of the stages before."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from evals.labelled.fluent import TRIED, fluent_answers
from evals.labelled.gold import gold_split
from evals.labelled.plain_points import LEARNT_FROM, TWINS_LEARNT_FROM, PlainPoint, plain_points, plain_twins
from evals.training.embeds_once import EmbedsOnce
from evals.training.told_rows import told_rows, told_statements
from interviewer.grading.local.relation import Relation
from interviewer.grading.training.bank_rows import ANOTHER_POINT, BankRows
from interviewer.grading.training.beside import Beside, sentence
from interviewer.grading.training.dress import dressed
from interviewer.grading.training.frames import framed, inside
from interviewer.grading.training.nearest import most_alike
from interviewer.grading.training.row import Row
from interviewer.grading.training.spoken import spoken_frames
from interviewer.grading.training.turned_rows import OF_FALSE, OF_RIGHT
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import BankEmbedder

TWICE = 2
"""How often each wording is read in a pass, each time with other example statements from the bank."""
AMONG_OTHERS = 0.3
"""Share of the wordings that are read among sentences about other points."""
TURNED = 0.2
"""Share of the wordings that are also read denied, asked, taken back, or in a wording that changes nothing."""
KINDS = ("denied", "rejected", "unsure", "retracted", "asked", "agreed", "harmless")
CORRECTED = 0.3
"""Share of the twins that are also read corrected to the right wording, or the right wording to them."""
SILENT = 0.5
"""Share of the wordings that are also paired with a point they are not about, and of such pairs in the answers that are kept."""
BANK, VOICES, KEPT = 0.35, 0.3, 0.6
"""Rows of the bank's own statements, of more writers' answers, and of the stage before, as shares of the new rows."""
RELATION: dict[str, tuple[Relation, ...]] = {"says": ("says",), "half": ("half",), "wrong": ("contradicts",)}


def plain_rows(bank: Bank, inner: BankEmbedder, before: Sequence[Row], seed: int) -> list[Row]:
    """The rows of the last stage; whether each is a sentence or a clause is drawn at random.

    Args:
        before: The rows of the stage before, some of which are read again.
    """
    rng = random.Random(seed)
    stems = frozenset(gold_split()["train"])
    written = [item for item in plain_points(bank) if item.writer in LEARNT_FROM]
    written += [item for item in plain_twins(bank) if item.writer in TWINS_LEARNT_FROM]
    items = [item for item in written if item.judged in RELATION and bank[item.question_id].stem in stems]
    stated = [a for writer in TRIED for a in fluent_answers(bank, writer) if bank[a.question_id].stem in stems]
    embedder = EmbedsOnce(inner)
    embedder.embed_known([item.text for item in items])
    embedder.embed_known([said.text for answer in stated for said, _ in told_statements(answer)])
    maker = BankRows(bank, embedder, stems, seed + 1)
    beside = Beside(embedder, rng)
    new: list[Row] = []
    for _ in range(TWICE):
        new += [row for item in items for row in _rows_of(bank, item, maker, beside, embedder, rng)]
        new += _corrected(bank, items, maker, rng)
    told = told_rows(bank, stated, maker, embedder, seed + 2)
    voices = [row for row in told if row.relations != ("silent",) or rng.random() < SILENT]
    kept = ((list(maker.rows()), BANK), (voices, VOICES), (before, KEPT))
    new += [row for rows, share in kept for row in rng.sample(list(rows), min(round(share * len(new)), len(rows)))]
    return [dressed(row, rng) for row in new]


def _rows_of(
    bank: Bank, item: PlainPoint, maker: BankRows, beside: Beside, embedder: BankEmbedder, rng: random.Random
) -> Iterator[Row]:
    """A wording with its own point, sometimes turned, and with another point that it is not about."""
    question = bank[item.question_id]
    criterion = question.criterion(item.criterion_id)
    said = beside.among_others(question, criterion, [item.text]) if rng.random() < AMONG_OTHERS else item.text
    yield maker.row(question, criterion, said, RELATION[item.judged], "plain")
    if item.judged != "half" and rng.random() < TURNED:
        kind = rng.choice(KINDS)
        relations = (OF_RIGHT if item.judged == "says" else OF_FALSE)[kind]
        text = framed(rng.choice(spoken_frames()[kind]), item.text)
        yield maker.row(question, criterion, text, relations, "plain turned")
    if rng.random() < SILENT:
        yield from _silent(question, item, maker, embedder, rng)


def _corrected(bank: Bank, items: Sequence[PlainPoint], maker: BankRows, rng: random.Random) -> Iterator[Row]:
    """Statements that are then corrected, or made wrong: the last one counts."""
    right = {(i.question_id, i.criterion_id, i.manner): i.text for i in items if i.judged == "says"}
    for item in items:
        said = right.get((item.question_id, item.criterion_id, item.manner))
        if item.judged != "wrong" or said is None or rng.random() >= CORRECTED:
            continue
        question = bank[item.question_id]
        first, last, relation = (said, item.text, "wrong") if rng.random() < 0.5 else (item.text, said, "says")
        if rng.random() < 0.5:
            wording = rng.choice(spoken_frames()["wrong_then_right"])
            text = " ".join((sentence(first), wording, sentence(last)))
        else:
            text = framed(rng.choice(spoken_frames()["corrected"]).replace("{r}", inside(last)), first)
        yield maker.row(question, question.criterion(item.criterion_id), text, RELATION[relation], "plain corrected")


def _silent(
    question: Question, item: PlainPoint, maker: BankRows, embedder: BankEmbedder, rng: random.Random
) -> Iterator[Row]:
    others = [c for c in question.criteria if c.id != item.criterion_id]
    rng.shuffle(others)
    for other in others:
        if most_alike(item.text, (*other.satisfied_by, *other.contradicted_by, other.claim), embedder) < ANOTHER_POINT:
            yield maker.row(question, other, item.text, ("silent",), "plain silent")
            return
