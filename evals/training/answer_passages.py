"""Training rows that read labelled answers as passages: the statements nearest to a point, together, with the point's label."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from evals.labelled.gold import LabelledAnswer
from interviewer.grading.local.passage import passage, speaking
from interviewer.grading.local.reading import distinct
from interviewer.grading.local.relation import Relation
from interviewer.grading.local.statement import Statement, statements_of
from interviewer.grading.screening.silence import says_nothing
from interviewer.grading.text.evidence import readable
from interviewer.grading.text.markup import unmarked
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import BankEmbedder

LENGTHS = (3, 4, 6, 8)
"""Numbers of statements in a training passage: the judge must read short and long ones."""
FEWEST = 2
"""Answers with fewer statements make no passage."""


def answer_passages(
    bank: Bank, answers: Iterable[LabelledAnswer], maker: BankRows, embedder: BankEmbedder, seed: int, source: str
) -> Iterator[Row]:
    """One row for each labelled point of some answers.

    In grading, the reader's own view of each statement decides what goes into the passage; here the cosine does.
    """
    rng = random.Random(seed)
    for answer in answers:
        question, text = bank[answer.question_id], readable(answer.answer)
        said = distinct(statements_of(unmarked(text).text))
        if says_nothing(text) or len(said) < FEWEST:
            continue
        for criterion in question.criteria:
            label = answer.labels.get(criterion.id)
            if label is None:
                continue
            text = _about(said, criterion, embedder, rng)
            yield maker.row(question, criterion, text, relations_of(answer, criterion.id), source)


def relations_of(answer: LabelledAnswer, criterion_id: str) -> tuple[Relation, ...]:
    """The relations to a point that the label of a whole answer allows.

    Only sets by several writers distinguish whether "not met" means silence or a contradiction.
    """
    if criterion_id in answer.contradicted:
        return ("contradicts",)
    told: dict[str, tuple[Relation, ...]] = {"met": ("says",), "partly_met": ("half",)}
    silent: tuple[Relation, ...] = ("silent",) if answer.writer else ("silent", "contradicts")
    return told.get(answer.labels[criterion_id], silent)


def elsewhere_passages(
    bank: Bank, answers: Sequence[LabelledAnswer], maker: BankRows, embedder: BankEmbedder, seed: int
) -> Iterator[Row]:
    """Pairs answers with a point from another section, about which they say nothing."""
    rng = random.Random(seed)
    for answer in answers:
        home = bank[answer.question_id].section
        question = rng.choice([q for q in maker.questions if q.section != home])
        criterion = rng.choice(question.criteria)
        said = distinct(statements_of(unmarked(readable(answer.answer)).text))
        if not said:
            continue
        text = _about(said, criterion, embedder, rng)
        yield maker.row(question, criterion, text, ("silent",), "elsewhere")


def _about(said: Sequence[Statement], criterion: Criterion, embedder: BankEmbedder, rng: random.Random) -> str:
    """The statements nearest to a point, right or wrong, as one passage of random length."""
    about = embedder.embed_known([criterion.claim, *criterion.satisfied_by, *criterion.contradicted_by])
    silence = -(embedder.embed_known([item.text for item in said]) @ about.T).max(axis=1)
    return passage(said, speaking(silence, rng.choice(LENGTHS)))
