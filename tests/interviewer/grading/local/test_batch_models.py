"""A batch of answers, as the embedded judge reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evals.labelled.gold import gold_answers
from interviewer.errors import UnavailableError
from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from interviewer.grading.text.evidence import sentences
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

pytestmark = pytest.mark.embedded


def test_a_batch_gets_the_grades_that_one_by_one_gives(
    bank: Bank, real_embedder: CachedEmbedder, real_reader: Reader, grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = [
        a for a in gold_answers(bank, "test") if len(sentences(a.answer)) > 2
    ]  # several statements, so a passage, too
    answers = [(bank[a.question_id], a.answer) for a in long[:3]]
    answers += [
        (bank["training-06a"], ""),
        (bank["training-06a"], "Пора объяснить, почему градиенты растут без границ"),
    ]
    singly = [grader.grade(question, answer) for question, answer in answers]
    embedded: list[int] = []
    read: list[int] = []
    grader = Grader(LocalJudge(real_embedder, real_reader))  # a judge without cached readings of single answers
    listener = grader._judge._listener  # type: ignore[attr-defined]
    embedder, reader = listener._embedder, real_reader
    embed, log_probabilities = embedder.embed, reader.log_probabilities
    monkeypatch.setattr(embedder, "embed", lambda texts: embedded.append(len(texts)) or embed(texts))
    monkeypatch.setattr(reader, "log_probabilities", lambda pairs: read.append(len(pairs)) or log_probabilities(pairs))
    read_right = listener.read_right
    read_bank = listener.read_bank
    alone: list[int] = []  # what is read answer by answer: contradictions, and comparisons with the bank

    def counted(reads: Callable[..., object]) -> Callable[..., object]:
        def counting(*given: object) -> object:
            before = len(read)
            found = reads(*given)
            alone.extend(read[before:])
            return found

        return counting

    monkeypatch.setattr(listener, "read_right", counted(read_right))
    monkeypatch.setattr(listener, "read_bank", counted(read_bank))
    monkeypatch.setattr("interviewer.grading.grader.AHEAD", 2)
    together = list(grader.grade_many(answers))
    # statements and passages of two answers, and of the rest
    assert len(embedded) == 2 and len([count for count in read if count > 1]) == 4 + len([n for n in alone if n > 1])
    assert alone
    # sixteen bits a number: what else is in a batch moves a probability a little, and a verdict where that is on the edge
    pairs = [(a, b) for x, y in zip(together, singly, strict=True) for a, b in zip(x.criteria, y.criteria, strict=True)]
    assert max(abs(a.probability - b.probability) for a, b in pairs) < 0.05
    assert sum(a.verdict != b.verdict for a, b in pairs) <= 0.03 * len(pairs)
    grader._judge.prepare(answers[:1])  # type: ignore[attr-defined]
    question, answer = answers[0]
    changed = replace(question, criteria=question.criteria[:1])
    assert len(grader.grade(changed, answer).criteria) == 1 and len(embedded) == 4  # what was prepared is of another

    def broken(texts: object) -> None:
        raise UnavailableError("down")

    monkeypatch.setattr(embedder, "embed", broken)
    faulty = next(grader.grade_many(answers[1:]))
    assert all(c.verdict == "ungraded" and "down" in c.reason for c in faulty.criteria)
