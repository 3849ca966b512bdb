"""Training rows from labelled answers: for each criterion the sentence that makes the point, and sentences that do not."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from evals.labelled.gold import LabelledAnswer
from evals.training.answer_passages import relations_of
from interviewer.grading.local.relation import Relation
from interviewer.grading.local.statement import statements_of
from interviewer.grading.screening.silence import says_nothing
from interviewer.grading.text.evidence import readable
from interviewer.grading.text.markup import unmarked
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.nearest import most_alike
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import BankEmbedder

SURE = 0.45
"""If the cosine of an answer's nearest sentence to the criterion's phrases is at least this, it is taken to make the point."""
SHORT = 45
"""An answer with at most this many words is read whole if none of its sentences is near enough."""
NEGATIVES = 2
"""How many sentences that do not make a point to use, nearest first; one more is drawn at random."""


def answer_rows(
    bank: Bank, answers: Iterable[LabelledAnswer], maker: BankRows, embedder: BankEmbedder, seed: int, source: str
) -> Iterator[Row]:
    """The rows from some answers.

    If a set was labelled without *contradicted*, "not met" leaves open whether the answer is silent or wrong.
    """
    rng = random.Random(seed)
    for answer in answers:
        question, text = bank[answer.question_id], readable(answer.answer)
        if says_nothing(text):
            continue
        said = [item.text for item in statements_of(unmarked(text).text)]
        if not said:
            continue
        for criterion in question.criteria:
            label = answer.labels.get(criterion.id)
            if label is None:
                continue
            for statement, relations in _labelled(answer, criterion, label, text, said, embedder, rng):
                yield maker.row(question, criterion, statement, relations, source)


def _labelled(
    answer: LabelledAnswer,
    criterion: Criterion,
    label: str,
    text: str,
    said: list[str],
    embedder: BankEmbedder,
    rng: random.Random,
) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    wrong = criterion.id in answer.contradicted
    about = criterion.contradicted_by if wrong else (*criterion.satisfied_by, *criterion.partly_satisfied_by)
    order = sorted(said, key=lambda s: -most_alike(s, (*about, criterion.claim), embedder))
    near = most_alike(order[0], (*about, criterion.claim), embedder)
    if wrong or label != "not_met":
        if near >= SURE:
            yield order[0], relations_of(answer, criterion.id)
        elif len(text.split()) <= SHORT:
            yield text, relations_of(answer, criterion.id)
        return
    relations = relations_of(answer, criterion.id)
    chosen = [*order[:NEGATIVES], *rng.sample(order[NEGATIVES:], min(1, len(order[NEGATIVES:])))]
    for statement in chosen:
        yield statement, relations
