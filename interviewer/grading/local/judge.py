"""The embedded judge: a small trained reader decides statement by statement, without a network and without a key.

An answer is cut into statements. Sentence embeddings find which are worth reading against which claim; the reader classifies
how each relates to it: says it, says half of it, contradicts it, or is silent. A fitted model combines this into a verdict,
which rests on one statement, and that becomes its quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.grade import CREDIT, MisconceptionFinding, doubtful
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.local.calibration import Calibration, load_calibration
from interviewer.grading.local.charge import Charge, charge
from interviewer.grading.local.claims import Claim
from interviewer.grading.local.contrast import at_best, belief_odds, contrast, weighted
from interviewer.grading.local.heard import Heard
from interviewer.grading.local.listening import Listener
from interviewer.grading.local.reader import Reader
from interviewer.grading.local.reading import SAYS, ClaimReading, log_odds
from interviewer.grading.local.spelling import english_words, question_words
from interviewer.grading.local.verdict import OUTCOMES, expected_credit, measured
from interviewer.grading.screening.non_answers import unreadable_reason
from interviewer.grading.screening.taken_back import withdraws_one_thing
from interviewer.grading.text.evidence import span
from interviewer.grading.text.markup import unmarked
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import BankEmbedder

SEVERAL = 2
"""From this many statements before a retraction, it can be about one of several. After a single one, "Scratch that" takes back
everything."""
OTHERS = 2
"""How many more statements are compared with the bank if the first one then earns nothing (a judgement)."""
A_BONUS = 0.7
"""The expected credit from which a bonus is given. Bonuses are rare, and missing one costs nothing, but praise for a wrong sentence
does harm. On answers to development questions .82 of the bonuses were right without this limit and .90 with it, as many as of the
points that count."""
MAY_STATE = 0.2
"""The probability of a misconception from which a statement is held against its examples. Below it nothing was found on the
answers that the contrast of a belief was chosen on."""
HALF_SURE = 0.5
"""How probable a misconception must be when the statement is read without the bank's examples. A judgement."""


@dataclass(frozen=True)
class Weighed:
    """A criterion for an answer: the probability of each outcome, and the reading that its verdict rests on.

    Attributes:
        claim: What was read; for a criterion with several parts, the part that is made best.
        outcomes: Probabilities in the order of ``verdict.OUTCOMES``, (4,), with contrast.
        read: The same before contrast. Contradictions are decided by these, since contrast shows what words don't say, not what
        they deny.
        number: The statement that the credit rests on.
    """

    criterion: Criterion
    claim: Claim
    outcomes: NDArray[np.float64]
    read: NDArray[np.float64]
    reading: ClaimReading
    number: int

    @property
    def others(self) -> list[int]:
        """Further statements that make the point about as clearly."""
        return [number for number in self.reading.clear if number != self.number][:OTHERS]


class LocalJudge:
    """Judges statement by statement, with no network and no key."""

    def __init__(self, embedder: BankEmbedder, reader: Reader, calibration: Calibration | None = None) -> None:
        self._calibration = calibration or load_calibration()
        self._listener = Listener(embedder, reader)
        self._name = f"local-{self._calibration.version}-{reader.version}"

    @property
    def name(self) -> str:
        """The judge's name: its calibration and its reader, by the beginnings of their hashes."""
        return self._name

    @property
    def calibration(self) -> Calibration:
        """The judge's calibration."""
        return self._calibration

    def learn(self, questions: Iterable[Question]) -> None:
        """Embed what answers to these questions are compared with, so that the first answer need not wait for it."""
        self._listener.learn(questions)

    def prepare(self, rows: Sequence[tuple[Question, str]]) -> None:
        """Cut, embed and read several answers at once: a single one does not fill a batch of the models."""
        self._listener.prepare([(question, answer) for question, answer in rows if not _unreadable(question, answer)])

    def read_ahead(self, question: Question, answer: str, most: int) -> bool:
        """Read part of an answer that is still being written, so that less is left when it is judged; whether there is more."""
        return not _unreadable(question, answer) and self._listener.read_ahead(question, answer, most)

    def measure(self, question: Question, text: str) -> dict[str, Weighed]:
        """What is read of an answer, by criterion, before contrast and verdicts; empty if there is nothing to read."""
        if _unreadable(question, text):
            return {}
        heard = self._listener.hear(question, text)
        return {item.criterion.id: item for item in self._weighed(question, heard, question.criteria)}

    def likelihood(self, question: Question, words: str, criterion: Criterion) -> float | None:
        """How likely some words by themselves make a point, 0..1; None if they cannot be read."""
        if _unreadable(question, words):
            return None
        _, (weighed,) = self._read(question, words, (criterion,))
        return expected_credit(weighed.outcomes) if weighed.reading.statements else 0.0

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        """Proposals for these criteria, and the misconceptions in the answer."""
        if not criteria:
            return Judgements(())
        if reason := _unreadable(question, text):
            return Judgements(tuple(Judgement(c.id, "ungraded", 0.0, reason=reason) for c in criteria))
        heard, weighed = self._read(question, text, criteria)
        if since:
            reply = _from(heard, heard.since(since))
            alone = self._contrasted(question, self._weighed(question, reply, criteria))
            weighed = [self._better(question, a, b) for a, b in zip(weighed, alone, strict=True)]
        items = tuple(self._judgement(question, item, heard, text) for item in weighed)
        return Judgements(items, self._beliefs(question, heard, text), calibrated=True)

    def _read(self, question: Question, text: str, criteria: Sequence[Criterion]) -> tuple[Heard, list[Weighed]]:
        """What is still valid at the end of a text, and how far it makes these points."""
        heard = self._standing(question, self._listener.hear(question, text))
        return heard, self._contrasted(question, self._weighed(question, heard, criteria))

    def _standing(self, question: Question, heard: Heard) -> Heard:
        """What is still valid at the end of an answer, if everything before some point was taken back.

        A sentence that takes back only one of several things is ignored here: ``last_word`` finds which one it is.
        """
        if not heard.statements:
            return heard
        last = self._listener.read_last(question, heard)
        first = len(heard.statements) - len(last.statements)
        back = [
            first + int(n)
            for n in np.flatnonzero(last.probabilities(SAYS) >= self._calibration.taken_back)
            if first + n < SEVERAL or not withdraws_one_thing(last.statements[n].own)
        ]
        return _from(heard, back[-1] + 1) if back else heard

    def _weighed(self, question: Question, heard: Heard, criteria: Sequence[Criterion]) -> list[Weighed]:
        claims = [heard.claims.points[c.id] for c in criteria]
        readings = self._listener.read(heard, [part for parts in claims for part in parts])
        out = []
        for criterion, parts in zip(criteria, claims, strict=True):
            mine, readings = readings[: len(parts)], readings[len(parts) :]
            likely = self._calibration.likelihoods(criterion)
            outcomes = [likely.of(measured(reading)) for reading in mine]
            best = int(np.argmax([expected_credit(row) for row in outcomes]))
            mean = np.mean(outcomes, axis=0)
            number = mine[best].quoted if mine[best].statements else 0
            out.append(
                Weighed(criterion, claim=parts[best], outcomes=mean, read=mean, reading=mine[best], number=number)
            )
        return out

    def _contrasted(self, question: Question, weighed: Sequence[Weighed]) -> list[Weighed]:
        """The same, after comparing the words that earn or nearly earn something with the bank's right and wrong statements.

        If the words to quote then earn nothing, the others that clearly make the point are tried as well: one sentence that
        sounds wrong does not cancel a right one.
        """
        out = list(weighed)
        chosen = [n for n, item in enumerate(out) if self._may_earn(question, item)]
        self._hold_against(out, [(n, out[n].number) for n in chosen])
        others = [(n, number) for n in chosen if self._lost(question, out[n]) for number in out[n].others]
        self._hold_against(out, others)
        return out

    def _hold_against(self, items: list[Weighed], said: Sequence[tuple[int, int]]) -> None:
        """Weigh some items by their contrast.

        Args:
            items: Changed in place.
            said: An item's index with the number of a statement; of several with one item, the one of the greatest contrast counts.
        """
        claims = [(items[n].claim, items[n].reading.statements[number]) for n, number in said]
        for (n, number), (right, wrong) in zip(said, self._listener.read_bank(claims), strict=True):
            item = items[n]
            outcomes = weighted(item.read, contrast(right, wrong), item.reading.alone(number))
            if number == item.number or expected_credit(outcomes) > expected_credit(item.outcomes):
                items[n] = replace(item, outcomes=outcomes, number=number)

    def _may_earn(self, question: Question, item: Weighed) -> bool:
        """Whether a point that the bank has right and wrong statements of earns something, or could with the best contrast."""
        if not item.claim.can_contrast or not item.reading.statements:
            return False
        return self._earns(question, item, at_best(item.read, item.reading.alone(item.number)))

    def _lost(self, question: Question, item: Weighed) -> bool:
        """Whether a point would earn something without contrast, and earns nothing with it."""
        return self._earns(question, item, item.read) and not self._earns(question, item, item.outcomes)

    def _earns(self, question: Question, item: Weighed, outcomes: NDArray[np.float64]) -> bool:
        verdict, _ = self._calibration.thresholds(question, item.criterion).verdict(outcomes)
        return CREDIT[verdict] > 0

    def _better(self, question: Question, before: Weighed, reply: Weighed) -> Weighed:
        """The reply, if it earns as much by itself, so that it is quoted; otherwise everything that was said.

        So a wrong start does not hide a later correction.
        """
        limits = self._calibration.thresholds(question, before.criterion)
        alone, whole = (CREDIT[limits.verdict(item.outcomes)[0]] for item in (reply, before))
        return reply if alone >= whole and alone > 0 and reply.reading.statements else before

    def _judgement(self, question: Question, item: Weighed, heard: Heard, written: str) -> Judgement:
        criterion, reading = item.criterion, item.reading
        if not reading.statements:
            return Judgement(criterion.id, "not_met", 0.0, unsure=False)
        limits = self._calibration.thresholds(question, criterion)
        verdict, _ = limits.verdict(item.outcomes)
        _, contrary = limits.verdict(item.read)
        held = self._charge(item) if contrary and not CREDIT[verdict] else "dropped"
        contradicted = held != "dropped"
        number = reading.worst if contradicted else item.number if CREDIT[verdict] else reading.best
        quoted = reading.place(number)
        p = expected_credit(item.outcomes)
        if criterion.bonus and p < A_BONUS:
            verdict = "not_met"
        return Judgement(
            criterion_id=criterion.id,
            verdict=verdict,
            probability=p,
            evidence=(span(heard.in_written(quoted), written),),
            unsure=doubtful(p) or held == "unsure" or self._lost(question, item),
            contradicted=contradicted,
        )

    def _charge(self, item: Weighed) -> Charge:
        """What becomes of the charge that an answer contradicts a point."""
        read = self._listener.read_right(item.claim, item.reading.statements[item.reading.worst])
        return charge(float(item.read[OUTCOMES.index("contradicted")]), read)

    def _beliefs(self, question: Question, heard: Heard, written: str) -> tuple[MisconceptionFinding, ...]:
        """The misconceptions that statements express."""
        found = []
        readings = self._listener.read(heard, heard.claims.beliefs)
        for item, claim, reading in zip(question.misconceptions, heard.claims.beliefs, readings, strict=True):
            number = self._stating(claim, heard, reading)
            if number is not None:
                quote = span(heard.in_written(reading.place(number)), written)
                found.append(MisconceptionFinding(item.id, (quote,), item.correction, item.penalty))
        return tuple(found)

    def _stating(self, claim: Claim, heard: Heard, reading: ClaimReading) -> int | None:
        """Which statement surely states a wrong belief, if one does."""
        says = reading.probabilities(SAYS)
        numbers = [int(n) for n in np.flatnonzero(says >= MAY_STATE)]
        if claim.can_contrast and numbers:
            read = self._listener.read_bank([(claim, reading.statements[n]) for n in numbers])
            odds = [belief_odds(says[n], contrast(*sides)) for n, sides in zip(numbers, read, strict=True)]
        else:
            odds = [float(log_odds(says[n])) for n in numbers]
        for surest, number in sorted(zip(odds, numbers, strict=True), reverse=True):
            if surest < log_odds(self._calibration.belief):
                return None
            if self._listener.says_alone(claim, heard, reading.statements[number]) >= HALF_SURE:
                return number
        return None


def _from(heard: Heard, first: int) -> Heard:
    return replace(heard, statements=heard.statements[first:], vectors=heard.vectors[first:])


def _unreadable(question: Question, text: str) -> str:
    return unreadable_reason(unmarked(text).text, english_words() | question_words(question))
