"""Training rows from the bank's labelled phrases: as they are, framed, and paired with claims they are not about."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence

from interviewer.grading.local.relation import TAKEN_BACK, Relation, claim_text
from interviewer.grading.text.markup import without_markup
from interviewer.grading.training import frames
from interviewer.grading.training.nearest import most_alike, nearest
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion, Question
from knowledge.search.embeddings import BankEmbedder

SHOWN = 0.6
"""Share of rows whose claim is shown with bank statements; the rest is like a bank without any."""
ITSELF_SHOWN, TURNED_SHOWN = 0.1, 0.5
"""How often a bank statement, and a turned one, is itself among the examples shown with the claim."""
AS_THE_JUDGE = 0.8
"""How often a wrong example is left out if a right one is nearer, as in ``claims.Claim.shown_with``."""
ANOTHER_POINT = 0.6
"""Cosine from which another criterion's statement may also make this point, so that it is not certainly silent."""
Labelled = tuple[str, tuple[Relation, ...]]


class BankRows:
    """Makes rows from some questions of a bank.

    Args:
        stems: The questions to make rows from.

    Attributes:
        questions: These questions.
    """

    def __init__(self, bank: Bank, embedder: BankEmbedder, stems: Collection[str], seed: int) -> None:
        self.questions = [q for q in bank.values() if q.stem in stems]
        self._embedder = embedder
        self._rng = random.Random(seed)
        self._all = [t for q in self.questions for c in q.criteria for t in c.satisfied_by]

    def rows(self) -> Iterator[Row]:
        """All rows, question by question."""
        for question in self.questions:
            for criterion in question.criteria:
                for statement, relations in self._statements(question, criterion):
                    yield self.row(question, criterion, statement, relations, "bank")
            yield from self._misconceptions(question)

    def foreign(self, statements: Sequence[str], count: int) -> Iterator[Row]:
        """Statements about something else entirely, each paired with a claim of the bank."""
        for statement in self._rng.sample(list(statements), min(count, len(statements))):
            question = self._rng.choice(self.questions)
            yield self.row(question, self._rng.choice(question.criteria), statement, ("silent",), "foreign")

    def retractions(self, rounds: int) -> Iterator[Row]:
        """Rows on whether a candidate takes back everything that was said, which is a separate claim."""
        for question in self.questions:
            for _ in range(rounds):
                says = self._rng.random() < 0.4
                text = self._rng.choice(frames.TAKES_ALL_BACK if says else frames.TAKES_NOTHING_BACK)
                if not says and self._rng.random() < 0.6:
                    criterion = self._rng.choice(question.criteria)
                    text = self._rng.choice((*criterion.satisfied_by, *criterion.contradicted_by, criterion.claim))
                    if self._rng.random() < 0.3:
                        text = framed_at_random(self._rng, (*frames.DENIED, *frames.SAID_WRONG), text)
                relations: tuple[Relation, ...] = ("says",) if says else ("silent", "contradicts")
                yield Row(claim_text(question.short_title, TAKEN_BACK), text, relations, "retraction", question.stem)

    def row(
        self, question: Question, criterion: Criterion, statement: str, relations: Sequence[Relation], source: str
    ) -> Row:
        """One row, with or without bank statements shown with the claim."""
        right: tuple[str, ...] = ()
        wrong: tuple[str, ...] = ()
        if self._rng.random() < SHOWN:
            # a statement's source phrase is left out, or its label would be given away; but a candidate may deny or ask
            # exactly what the bank says, so a turned statement is shown with its core as often as not
            core = _core(statement, criterion)
            share = ITSELF_SHOWN if core == statement else TURNED_SHOWN
            leave_out = (statement, core) if self._rng.random() >= share else ()
            right = nearest(core, criterion.satisfied_by, self._embedder, 1, leave_out)
            against = criterion.contradicted_by or criterion.not_satisfied_by
            wrong = nearest(core, against, self._embedder, 1, leave_out)
            # like the judge, most of the time: a wrong statement is shown only if it is the nearer one
            if right and wrong and self._rng.random() < AS_THE_JUDGE:
                wrong = wrong if self._cosine(core, wrong[0]) >= self._cosine(core, right[0]) else ()
        text = claim_text(question.short_title, criterion.claim, right, wrong)
        return Row(text, statement, tuple(relations), source, question.stem)

    def _cosine(self, one: str, other: str) -> float:
        return most_alike(one, (other,), self._embedder)

    def _statements(self, question: Question, criterion: Criterion) -> Iterator[Labelled]:
        rng = self._rng
        for text in criterion.satisfied_by:
            yield text, ("says",)
            yield framed_at_random(rng, frames.HARMLESS, text), ("says",)
            yield from self._turned(text)
        for text in criterion.contradicted_by:
            yield text, ("contradicts",)
            if rng.random() < 0.3:
                yield framed_at_random(rng, frames.HARMLESS, text), ("contradicts",)
            if rng.random() < 0.15:
                yield framed_at_random(rng, frames.DENIED, text), ("says", "half", "silent")
            if rng.random() < 0.15:
                yield framed_at_random(rng, (*frames.ASKED, *frames.UNSURE, *frames.RETRACTED), text), ("silent",)
        for text in criterion.partly_satisfied_by:
            yield text, ("half",)
            yield framed_at_random(rng, frames.HARMLESS, text), ("half",)
        for text in criterion.not_satisfied_by:
            yield text, ("silent", "contradicts")
            if rng.random() < 0.3:
                yield framed_at_random(rng, frames.HARMLESS, text), ("silent", "contradicts")
        yield from self._silent(question, criterion)

    def _turned(self, text: str) -> Iterator[Labelled]:
        """A statement that makes the claim, turned so that it no longer does, or changed only in form."""
        rng = self._rng
        for wordings, relation, share in (
            (frames.DENIED, "contradicts", 0.7),
            (frames.REJECTED, "contradicts", 0.3),
            (frames.SAID_WRONG, "contradicts", 0.2),
            (frames.ASKED, "silent", 0.4),
            (frames.UNSURE, "silent", 0.3),
            (frames.RETRACTED, "silent", 0.2),
        ):
            if rng.random() < share:
                yield framed_at_random(rng, wordings, text), (relation,)  # type: ignore[misc]
        changed = frames.negated(text)
        if changed and rng.random() < 0.6:
            yield changed, ("contradicts",)
        if rng.random() < 0.3:
            yield frames.dictated(text), ("says",)
        if rng.random() < 0.2:
            yield frames.without_articles(frames.mistyped(text, rng)), ("says",)

    def _silent(self, question: Question, criterion: Criterion) -> Iterator[Labelled]:
        rng = self._rng
        neighbours = [
            (other, text)
            for other in question.criteria
            if other.id != criterion.id
            for text in (*other.satisfied_by, *other.contradicted_by)
        ]
        mine = (*criterion.satisfied_by, *criterion.partly_satisfied_by, criterion.claim)
        for _, text in rng.sample(neighbours, min(8, len(neighbours))):
            if most_alike(text, mine, self._embedder) < ANOTHER_POINT:
                yield text, ("silent",)
                if rng.random() < 0.15:
                    yield framed_at_random(rng, (*frames.DENIED, *frames.ASKED), text), ("silent",)
        for text in rng.sample(self._all, min(2, len(self._all))):
            if text not in criterion.satisfied_by and most_alike(text, mine, self._embedder) < ANOTHER_POINT:
                yield text, ("silent",)
        yield rng.choice(frames.TALK), ("silent",)
        asked = [without_markup(text) for text in _asked(question)]
        yield rng.choice(asked), ("silent",)

    def _misconceptions(self, question: Question) -> Iterator[Row]:
        """Rows for misconceptions, which are claims too: an answer says them, denies them, or is silent."""
        for item in question.misconceptions:
            labelled: list[Labelled] = [(text, ("says",)) for text in item.examples]
            labelled += [(text, ("silent", "contradicts")) for text in item.not_examples]
            labelled += [(item.correction, ("silent", "contradicts"))] if item.correction else []
            labelled += [
                (framed_at_random(self._rng, frames.DENIED, text), ("contradicts",)) for text in item.examples[:2]
            ]
            labelled += [(framed_at_random(self._rng, frames.HARMLESS, text), ("says",)) for text in item.examples[2:4]]
            labelled += [
                (text, ("silent", "contradicts"))
                for c in question.criteria
                for text in self._rng.sample(c.satisfied_by, min(1, len(c.satisfied_by)))
            ]
            for statement, relations in labelled:
                right: tuple[str, ...] = ()
                wrong: tuple[str, ...] = ()
                if self._rng.random() < SHOWN:
                    right = nearest(statement, item.examples, self._embedder, 1, (statement,))
                    wrong = nearest(statement, item.not_examples, self._embedder, 1, (statement,))
                text = claim_text(question.short_title, item.claim, right, wrong)
                yield Row(text, statement, relations, "misconception", question.stem)


def framed_at_random(rng: random.Random, wordings: Sequence[str], statement: str) -> str:
    """A statement in a random one of these frames."""
    return frames.framed(rng.choice(wordings), statement)


def _core(statement: str, criterion: Criterion) -> str:
    """The bank phrase that a statement was made from, so that the examples shown are chosen by its meaning."""
    known = (*criterion.satisfied_by, *criterion.contradicted_by, *criterion.partly_satisfied_by)
    lowered = statement.lower()
    return next((text for text in known if text.lower().rstrip(".!") in lowered), statement)


def _asked(question: Question) -> tuple[str, ...]:
    """What the interviewer may say about a question: the question itself, its probes and its hints."""
    return (question.question, *(c.probe for c in question.criteria if c.probe), *question.hints)
