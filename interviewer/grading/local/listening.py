"""Cuts an answer into statements, finds which are worth reading against which claim, and reads them, one answer or many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.claims import Claim, claims_of
from interviewer.grading.local.following import read_again, undone, with_next
from interviewer.grading.local.heard import Heard, cut, heard_in
from interviewer.grading.local.passage import passage, speaking
from interviewer.grading.local.reading import (
    NEAR_UNKNOWN,
    SAYS,
    SILENCE,
    SILENT,
    ClaimReading,
    LogProbabilities,
    credit,
)
from interviewer.grading.local.relation import TAKEN_BACK, claim_text
from interviewer.grading.local.remembered import ReadsPairs, RememberedReader, TextPair
from interviewer.grading.local.statement import Statement
from knowledge.schema import Question
from knowledge.search.embeddings import BankEmbedder
from knowledge.search.vectors import Vectors

READ_OF_A_CLAIM, READ_OF_A_BELIEF = 10, 2
"""How many statements, the nearest ones, are read against a point, and against a misconception. In the labelled answers, the
statement that makes a point was nearly always among the nearest ten."""
NEAR_A_BELIEF = 0.35
"""Cosine below which a statement is not about a misconception. A judgement, not swept."""
LAST = 2
"""How many of the last statements are checked for taking back what was said."""
NEAR_ITS_OWN, NEAR_ANOTHER = 3.0, 2.0
"""How much a statement's cosine to its own point and to the nearest other one weighs, against the logarithm of its credit, when a
quote is chosen. Swept on 260 answers to development questions: of 527 right credits .86 are borne out by the quote, without
these .80; weights from 2 to 4 and from .5 to 2 give .84 to .86."""
MAY_EARN = 0.3
"""From this credit of a single statement on, a draft is also read against the bank's statements (a judgement)."""


class Listener:
    """Runs the models on answers, before anything is decided."""

    def __init__(self, embedder: BankEmbedder, reader: ReadsPairs) -> None:
        self._embedder = embedder
        self._reader = RememberedReader(reader)
        self._heard_ahead: dict[tuple[str, str], tuple[Question, Heard]] = {}

    def learn(self, questions: Iterable[Question]) -> None:
        """Embed what answers to these questions are compared with, so that the first answer does not wait for it."""
        for question in questions:
            claims_of(question, self._embedder)

    def prepare(self, rows: Sequence[tuple[Question, str]]) -> None:
        """Cut, embed and read several answers at once: a single one does not fill a batch of the models."""
        cuts = [(question, answer, *cut(question, answer)) for question, answer in rows]
        vectors = self._embed([item.text for *_, statements in cuts for item in statements])
        heard_ahead: dict[tuple[str, str], tuple[Question, Heard]] = {}
        asked: list[tuple[Claim, Heard, list[int], list[TextPair]]] = []
        last: list[TextPair] = []
        for question, answer, plain, statements in cuts:
            mine, vectors = vectors[: len(statements)], vectors[len(statements) :]
            heard = heard_in(plain, statements, mine, claims_of(question, self._embedder))
            heard_ahead[question.id, answer] = question, heard
            for claim in heard.claims.every:
                numbers = _chosen(claim, heard)
                asked.append((claim, heard, numbers, _pairs(claim, heard, numbers)))
            last += _last_pairs(question, heard)
        # what is read here is remembered until the answers are judged
        single = [pair for *_, pairs in asked for pair in pairs]
        read = self._reader.log_probabilities(single + last)
        each = _shared_out(read, [len(pairs) for *_, pairs in asked])
        # which statements are read together depends on the single readings
        found = zip(asked, each, strict=True)
        more = (_further_pairs(claim, heard, numbers, mine) for (claim, heard, numbers, _), mine in found)
        self._reader.log_probabilities([pair for some in more for pair in some])
        self._heard_ahead = heard_ahead

    def hear(self, question: Question, answer: str) -> Heard:
        """An answer split into statements, using prepared results if there are any."""
        ahead = self._heard_ahead.get((question.id, answer))
        if ahead is not None and ahead[0] == question:
            return ahead[1]
        plain, statements = cut(question, answer)
        vectors = self._embed([item.text for item in statements])
        return heard_in(plain, statements, vectors, claims_of(question, self._embedder))

    def read(self, heard: Heard, claims: Sequence[Claim]) -> list[ClaimReading]:
        """How the statements relate to each claim: one by one, and those about the claim together."""
        chosen = [_chosen(claim, heard) for claim in claims]
        pairs = [_pairs(claim, heard, numbers) for claim, numbers in zip(claims, chosen, strict=True)]
        read = self._reader.log_probabilities([pair for some in pairs for pair in some])
        each = _shared_out(read, [len(numbers) for numbers in chosen])
        further = [
            _further_pairs(claim, heard, numbers, mine)
            for claim, numbers, mine in zip(claims, chosen, each, strict=True)
        ]
        more = self._reader.log_probabilities([pair for some in further for pair in some])
        found = zip(claims, chosen, each, _shared_out(more, [len(some) for some in further]), strict=True)
        return [_reading(claim, heard, numbers, mine, again) for claim, numbers, mine, again in found]

    def read_ahead(self, question: Question, answer: str, most: int) -> bool:
        """Read up to ``most`` new pairs of an answer that is being written; its last statement is left out, it may still change.

        What seems to make a point is read against the bank's statements, too, once everything was read against the points.

        Returns:
            Whether there is more to read.
        """
        heard = self.hear(question, answer)
        so_far = replace(heard, statements=heard.statements[:-1], vectors=heard.vectors[:-1])
        chosen = [(claim, _chosen(claim, so_far)) for claim in heard.claims.every]
        new = self._reader.unread([pair for claim, numbers in chosen for pair in _pairs(claim, so_far, numbers)])
        self._reader.log_probabilities(new[:most])
        if len(new) > most:
            return True
        further, left = self._reader.unread(self._bank_pairs_ahead(so_far, chosen)), most - len(new)
        self._reader.log_probabilities(further[:left])
        return len(further) > left

    def says_alone(self, claim: Claim, heard: Heard, statement: Statement) -> float:
        """The probability that a statement expresses a belief, reading the bare claim; 0 if a true one is nearer to it.

        Before a misconception is reported it is read twice: with the bank's examples, and without.
        """
        number = heard.statements.index(statement)
        if claim.is_nearer_wrong(heard.vectors[number]):
            return 0.0
        read = self._reader.log_probabilities([(claim_text(claim.title, claim.text), statement.text)])
        return float(np.exp(read[0, SAYS]))

    def read_right(self, claim: Claim, statement: Statement) -> LogProbabilities:
        """How a statement relates to each of the bank's statements that make a claim, (n, 4)."""
        return self._reader.log_probabilities(_in_place(claim, claim.right, statement))

    def read_bank(self, said: Sequence[tuple[Claim, Statement]]) -> list[tuple[LogProbabilities, LogProbabilities]]:
        """How statements relate to each of the bank's that make their claim, and to each that contradicts it, (n, 4) and (m, 4)."""
        read = self._reader.log_probabilities(_bank_pairs(said))
        sides = _shared_out(read, [len(side) for claim, _ in said for side in (claim.right, claim.wrong)])
        return list(zip(sides[::2], sides[1::2], strict=True))

    def _bank_pairs_ahead(self, heard: Heard, chosen: Sequence[tuple[Claim, list[int]]]) -> list[TextPair]:
        """The pairs of ``read_bank`` for what seems to make a point so far."""
        said = []
        for claim, numbers in ((claim, numbers) for claim, numbers in chosen if claim.can_contrast):
            read = self._reader.log_probabilities(_pairs(claim, heard, numbers))
            if len(read) and credit(read).max() >= MAY_EARN:
                statements = tuple(heard.statements[number] for number in numbers)
                closeness = _closeness(claim, heard)[numbers]
                single = ClaimReading(statements, read, SILENCE, len(heard.statements), closeness=closeness)
                said.append((claim, statements[single.quoted]))
        return _bank_pairs(said)

    def read_last(self, question: Question, heard: Heard) -> ClaimReading:
        """How the last statements relate to the claim that everything before them is taken back."""
        statements = heard.statements[-LAST:]
        read = self._reader.log_probabilities(_last_pairs(question, heard))
        return ClaimReading(statements, read, SILENCE, len(heard.statements))

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed(texts) if texts else np.zeros((0, 0), dtype=np.float32)


def _is_belief(claim: Claim, heard: Heard) -> bool:
    return any(claim is item for item in heard.claims.beliefs)


def _chosen(claim: Claim, heard: Heard) -> list[int]:
    """The statements worth reading against a claim, in the order they were said."""
    if not heard.statements:
        return []
    near = _nearness(claim, heard)
    belief = _is_belief(claim, heard)
    most = READ_OF_A_BELIEF if belief else READ_OF_A_CLAIM
    worth = [int(n) for n in np.argsort(-near) if not claim.is_miss(heard.statements[n].text)]
    numbers = [n for n in worth[:most] if not belief or near[n] >= NEAR_A_BELIEF]
    return sorted(numbers)


def _nearness(claim: Claim, heard: Heard) -> NDArray[np.float32]:
    """Each statement's greatest cosine to a text about the claim, (n,)."""
    return np.asarray((heard.vectors @ claim.about.T).max(axis=1))


def _nearest(claim: Claim, heard: Heard) -> float:
    """How near an answer comes to a claim, if the bank has statements to compare with."""
    return float(_nearness(claim, heard).max()) if claim.right and heard.statements else NEAR_UNKNOWN


def _pairs(claim: Claim, heard: Heard, numbers: Sequence[int]) -> list[TextPair]:
    return [(claim.shown_with(heard.vectors[n]), heard.statements[n].text) for n in numbers]


def _bank_pairs(said: Sequence[tuple[Claim, Statement]]) -> list[TextPair]:
    """Each statement with each of the bank's right and wrong statements in place of its claim."""
    return [pair for claim, item in said for pair in _in_place(claim, (*claim.right, *claim.wrong), item)]


def _in_place(claim: Claim, texts: Sequence[str], statement: Statement) -> list[TextPair]:
    """A statement with each of some texts in place of its claim."""
    return [(claim_text(claim.title, text), statement.text) for text in texts]


def _further_pairs(claim: Claim, heard: Heard, numbers: Sequence[int], read: LogProbabilities) -> list[TextPair]:
    """The pairs read after the single ones: statements that make the claim, each with the next; and last, all as a passage."""
    pairs = [
        (claim.shown_with(heard.vectors[numbers[row]]), with_next(heard.statements, numbers[row]))
        for row in read_again(heard.statements, numbers, read)
    ]
    return [*pairs, _passage_pair(claim, heard, numbers, read)] if _has_passage(claim, heard, numbers) else pairs


def _has_passage(claim: Claim, heard: Heard, numbers: Sequence[int]) -> bool:
    return len(numbers) > 1 and not _is_belief(claim, heard)


def _reading(
    claim: Claim, heard: Heard, numbers: Sequence[int], read: LogProbabilities, further: LogProbabilities
) -> ClaimReading:
    """One claim's reading, from the single pairs and the further ones."""
    rows = read_again(heard.statements, numbers, read)
    whole = further[-1] if _has_passage(claim, heard, numbers) else read[0] if len(read) else SILENCE
    return ClaimReading(
        statements=tuple(heard.statements[number] for number in numbers),
        log_probabilities=undone(read, rows, further[: len(rows)]),
        together=whole,
        said=max(1, sum(not item.off_topic for item in heard.statements)),
        near=_nearest(claim, heard),
        closeness=_closeness(claim, heard)[list(numbers)] if numbers and not _is_belief(claim, heard) else None,
    )


def _closeness(claim: Claim, heard: Heard) -> NDArray[np.float64]:
    """How much nearer each statement is to a point than to the question's others, (n,)."""
    own = NEAR_ITS_OWN * _nearness(claim, heard)
    others = [
        _nearness(part, heard) for parts in heard.claims.points.values() for part in parts if part.owner != claim.owner
    ]
    return np.asarray(own - NEAR_ANOTHER * np.max(others, axis=0) if others else own, dtype=np.float64)


def _shared_out(rows: LogProbabilities, counts: Sequence[int]) -> list[LogProbabilities]:
    """Rows split into groups of these sizes."""
    ends = np.cumsum([0, *counts])
    return [rows[start:end] for start, end in pairwise(ends)]


def _passage_pair(claim: Claim, heard: Heard, numbers: Sequence[int], read: LogProbabilities) -> TextPair:
    """The statements about a claim as one passage, with the examples nearest to the most relevant one.

    What is off the topic is left out, unless everything that is near the claim is.
    """
    about = [n for n, number in enumerate(numbers) if not heard.statements[number].off_topic] or range(len(numbers))
    silence = read[list(about), SILENT]
    chosen = [numbers[about[n]] for n in speaking(silence)]
    most = numbers[about[int(np.argmin(silence))]]
    return claim.shown_with(heard.vectors[most]), passage(heard.statements, chosen)


def _last_pairs(question: Question, heard: Heard) -> list[TextPair]:
    claim = claim_text(question.short_title, TAKEN_BACK)
    return [(claim, item.text) for item in heard.statements[-LAST:]]
