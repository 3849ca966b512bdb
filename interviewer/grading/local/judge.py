"""The embedded judge: sentence embeddings and a small trained reader decide, without a network and without a key.

The 1.5B language model may be heard where they are unsure.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from interviewer.errors import UnavailableError
from interviewer.grading.evidence import Segment, span
from interviewer.grading.grade import MisconceptionFinding
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.local.calibration import Calibration, Measured, load_calibration, probability
from interviewer.grading.local.reader import (
    OUTPUTS,
    CrossEncoder,
    criterion_texts,
    nearest_paraphrases,
    shipped_reader,
    windows,
)
from interviewer.grading.local.signals import (
    CriterionVectors,
    QuestionVectors,
    Signals,
    cover,
    criterion_signals,
    half_margin,
    question_vectors,
)
from interviewer.grading.local.statements import Statements, cut, statements
from interviewer.grading.non_answers import IDLE_TALK, unreadable_reason
from interviewer.grading.rubric import holds_several_points
from interviewer.llm.chat import ChatModel
from interviewer.llm.usage import Usage
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import BankEmbedder, Vectors
from prompts import load_prompt

MAX_STATEMENT_CHARACTERS = 300
"""What the witness reads of the best segment; prefill is what its time goes on."""
MISCONCEPTION_MARGIN = 0.15
"""How much nearer a segment must be to a misconception than to anything right."""
LABELLED_LOG_ODDS = 1.5
"""What a segment is worth at least that is, word for word, a paraphrase of the bank that meets the point."""
LIKELY = 0.5
"""From which probability of a met point its words are not taken for a misconception."""
Pair = tuple[str, str]
"""What the cross-encoder reads: a criterion's text and a stretch of the answer."""


class LocalJudge:
    """Judges by labelled paraphrases and near misses, with no network and no key.

    Args:
        witness: Gives the language model once it is loaded, or None while it is not.
        budget: Seconds the witness may take for one answer.
        reader: The cross-encoder; where it has no weights the embeddings decide alone.
    """

    def __init__(
        self,
        embedder: BankEmbedder,
        witness: Callable[[], ChatModel | None] = lambda: None,
        budget: float = 1.4,
        calibration: Calibration | None = None,
        reader: CrossEncoder | None = None,
    ) -> None:
        self._embedder = embedder
        self._witness = witness
        self._budget = budget
        self._calibration = calibration or load_calibration()
        self._heard_ahead: dict[tuple[str, str], tuple[Question, Statements]] = {}
        self._read_ahead: dict[Pair, NDArray[np.float64]] = {}
        reader = reader or shipped_reader()
        self._reader = reader if reader.exists else None

    @property
    def name(self) -> str:
        """Name and version of the judge."""
        return f"local-{self._calibration.version}" + (f"-{self._reader.version}" if self._reader else "")

    @property
    def calibration(self) -> Calibration:
        """How what is known is joined, and from where it is met."""
        return self._calibration

    def learn(self, questions: Iterable[Question]) -> None:
        """Embed what answers to these questions are compared with, so that the first of them does not wait for it."""
        self._embedder.embed_known(IDLE_TALK)
        for question in questions:
            question_vectors(question, self._embedder)

    def prepare(self, rows: Sequence[tuple[Question, str]]) -> None:
        """Cut, embed and read several answers at once: what one of them brings fills no batch of the models."""
        heard_ahead: dict[tuple[str, str], tuple[Question, Statements]] = {}
        cuts = [
            (question, answer, *cut(question, answer)) for question, answer in rows if not unreadable_reason(answer)
        ]
        texts = [piece.of(text) for _, _, text, pieces in cuts for piece in pieces]
        embedded = self._embedder.embed(texts) if texts else np.zeros((0, 0), dtype=np.float32)
        pairs: list[Pair] = []
        for question, answer, text, pieces in cuts:
            mine, embedded = embedded[: len(pieces)], embedded[len(pieces) :]
            heard = self._statements(question, text, pieces, mine)
            heard_ahead[question.id, answer] = question, heard
            pairs += _pairs(_claims(question, heard.vectors.criteria, heard), _stretches(heard))
        read = self._reader.readings(pairs) if self._reader is not None and pairs else ()
        # another thread may be judging: it sees what was or what is, never half of it
        self._heard_ahead = heard_ahead
        self._read_ahead = dict(zip(pairs, read, strict=True)) if len(read) else {}

    def measure(self, question: Question, text: str) -> dict[str, Measured]:
        """What is known of an answer before it is joined, by criterion; nothing where there is nothing to read.

        Args:
            text: As for ``judge``.
        """
        heard = self._heard(question, text)
        if unreadable_reason(text) or not heard.pieces:
            return {}
        return {name: measured for name, (measured, _) in self._measured(question, heard, question.criteria).items()}

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        """Proposals for these criteria."""
        if not criteria:
            return Judgements(())
        if reason := unreadable_reason(text):
            return Judgements(tuple(Judgement(c.id, "ungraded", 0.0, (), reason) for c in criteria))
        written, heard = text, self._heard(question, text)
        text, pieces, embedded, vectors = heard.text, heard.pieces, heard.embedded, heard.vectors
        if not pieces:
            return Judgements(tuple(Judgement(c.id, "not_met", 0.0) for c in criteria))
        measured = self._measured(question, heard, criteria, since)
        found = {name: signals for name, (_, signals) in measured.items()}
        odds = {c.id: self._calibration.log_odds(question, c, measured[c.id][0]) for c in criteria}
        halves = {c.id: self._calibration.half_of(c, measured[c.id][0], probability(odds[c.id])) for c in criteria}
        said = [_words(piece.of(text)) for piece in pieces]
        for criterion in criteria:
            if any(_words(paraphrase) in said for paraphrase in criterion.satisfied_by):
                odds[criterion.id], halves[criterion.id] = max(odds[criterion.id], LABELLED_LOG_ODDS), None
        usage, version = self._ask_witness(question, criteria, text, pieces, found, odds)
        items = tuple(
            Judgement(
                criterion.id,
                self._calibration.verdict(question, criterion, probability(odds[criterion.id]), halves[criterion.id]),
                probability(odds[criterion.id]),
                (span(pieces[found[criterion.id].quoted], written),),
            )
            for criterion in criteria
        )
        items = tuple(
            self._without_near_misses(question, criterion, item, written, pieces, said, since)
            for criterion, item in zip(criteria, items, strict=True)
        )
        # embeddings cannot tell a statement from the same one turned round, so words that earned credit accuse nobody
        credited = [item.evidence[0] for item in items if item.evidence and item.probability >= LIKELY]
        findings = tuple(
            finding
            for finding in self._misconceptions(question, vectors, written, pieces, embedded)
            if not any(c.start < finding.evidence[0].end and finding.evidence[0].start < c.end for c in credited)
        )
        return Judgements(items, findings, version, usage)

    def _without_near_misses(
        self,
        question: Question,
        criterion: Criterion,
        item: Judgement,
        text: str,
        pieces: Sequence[Segment],
        said: Sequence[tuple[str, ...]],
        since: int,
    ) -> Judgement:
        """A credited verdict, judged again without what the bank says is just not enough, where the answer says that."""
        near_misses = {_words(near_miss) for near_miss in criterion.not_satisfied_by}
        if item.verdict not in {"met", "partly_met"} or not near_misses & set(said):
            return item
        rest = text
        for piece, words in zip(pieces, said, strict=True):
            if words in near_misses:
                rest = rest[: piece.start] + " " * (piece.end - piece.start) + rest[piece.end :]
        if not any(char.isalnum() for char in rest):
            return Judgement(item.criterion_id, "not_met", 0.0)
        again = self.judge(question, rest, [criterion], since).items[0]
        return replace(again, evidence=tuple(replace(e, quote=text[e.start : e.end]) for e in again.evidence))

    def _heard(self, question: Question, answer: str) -> Statements:
        """What the answer says, from what was prepared where it was."""
        ahead = self._heard_ahead.get((question.id, answer))
        if ahead is not None and ahead[0] == question:
            return ahead[1]
        text, pieces = cut(question, answer)
        said = [piece.of(text) for piece in pieces]
        embedded = self._embedder.embed(said) if said else np.zeros((0, 0), dtype=np.float32)
        return self._statements(question, text, pieces, embedded)

    def _statements(self, question: Question, text: str, pieces: Sequence[Segment], embedded: Vectors) -> Statements:
        vectors = question_vectors(question, self._embedder)
        return statements(question, text, pieces, embedded, vectors, self._embedder.embed_known(IDLE_TALK))

    def _measured(
        self, question: Question, heard: Statements, criteria: Sequence[Criterion], since: int = 0
    ) -> dict[str, tuple[Measured, Signals]]:
        """What signals and cross-encoder say of an answer, by criterion, before they are joined."""
        ids = {criterion.id for criterion in criteria}
        wanted = [(n, item) for n, item in enumerate(heard.vectors.criteria) if item.criterion.id in ids]
        read = self._read(question, heard, [item for _, item in wanted], since)
        said = [piece.of(heard.text) for piece in heard.sentences]
        found: dict[str, tuple[Measured, Signals]] = {}
        for number, item in wanted:
            criterion = item.criterion
            signals = criterion_signals(number, heard.vectors, heard.text, heard.pieces, heard.embedded)
            model = self._calibration.paraphrased if criterion.satisfied_by else self._calibration.bare
            whole = not criterion.satisfied_by and holds_several_points(question, criterion)
            measured = Measured(
                model.log_odds(signals.values),
                read.get(criterion.id),
                cover(said, criterion.claim, question.question) if whole else 0.0,
                half_margin(item, heard.embedded),
            )
            found[criterion.id] = measured, signals
        return found

    def _read(
        self, question: Question, heard: Statements, wanted: Sequence[CriterionVectors], since: int
    ) -> dict[str, tuple[float, float]]:
        """What the cross-encoder says of each criterion; of several windows the one counts that meets it best."""
        if self._reader is None or not heard.sentences:
            return {}
        stretches = _stretches(heard, since)
        claims = _claims(question, wanted, heard)
        pairs = _pairs(claims, stretches)
        ahead = self._read_ahead
        known = all(pair in ahead for pair in pairs)
        read = np.array([ahead[pair] for pair in pairs]) if known else self._reader.readings(pairs)
        by_pair = read.reshape(-1, len(stretches), OUTPUTS)
        best = by_pair[np.arange(len(by_pair)), by_pair[:, :, 0].argmax(axis=1)]
        ends = np.cumsum([len(parts) for parts in claims])
        means = [values.mean(axis=0) for values in np.split(best, ends[:-1])]
        return {item.criterion.id: (float(m[0]), float(m[1])) for item, m in zip(wanted, means, strict=True)}

    def _ask_witness(
        self,
        question: Question,
        criteria: Sequence[Criterion],
        text: str,
        pieces: Sequence[Segment],
        found: dict[str, Signals],
        odds: dict[str, float],
    ) -> tuple[Usage, str]:
        """Ask the language model about unsure criteria, the heaviest first, while the budget lasts."""
        low, high = self._calibration.unsure
        unsure = sorted(
            (c for c in criteria if low <= probability(odds[c.id]) <= high),
            key=lambda c: (-c.weight, abs(odds[c.id])),
        )
        if not unsure or self._budget <= 0 or not self._calibration.witness_weight:
            return Usage(), ""
        chat = self._witness()
        if chat is None:
            return Usage(), ""
        prompt = load_prompt("witness")
        start = time.monotonic()
        spent = 0.0
        chat.take_usage()
        for asked, criterion in enumerate(unsure):
            # stop before the call that would overrun, judged by the mean of those made
            if asked and spent * (asked + 1) / asked > self._budget:
                break
            statement = pieces[found[criterion.id].best].of(text)
            try:
                log_odds = chat.yes_log_odds(
                    *prompt.fill(
                        question=question.short_title,
                        statement=_neutral(statement)[:MAX_STATEMENT_CHARACTERS],
                        claim=criterion.claim,
                    )
                )
            except UnavailableError:
                break  # the embeddings' own verdict stands
            shift = self._calibration.witness_weight * (log_odds - self._calibration.witness_bias)
            odds[criterion.id] += float(np.clip(shift, -2.0, 2.0))
            spent = time.monotonic() - start
        return chat.take_usage(), prompt.version

    def _misconceptions(
        self, question: Question, vectors: QuestionVectors, text: str, pieces: Sequence[Segment], embedded: Vectors
    ) -> tuple[MisconceptionFinding, ...]:
        right = [item.satisfied for item in vectors.criteria if len(item.satisfied)]
        best_right = np.max([(embedded @ r.T).max(axis=1) for r in right], axis=0) if right else np.zeros(len(pieces))
        found = []
        for misconception, examples in zip(question.misconceptions, vectors.misconceptions, strict=True):
            if not misconception.examples:
                continue
            similarity = (embedded @ examples.T).max(axis=1)
            best = int(np.argmax(similarity - 0.5 * best_right))
            said = pieces[best].of(text)
            nearest = misconception.examples[int(np.argmax(embedded[best] @ examples[: len(misconception.examples)].T))]
            if (
                similarity[best] >= self._calibration.misconception
                and similarity[best] > best_right[best] + MISCONCEPTION_MARGIN
            ):
                if (_denies(said) and not _denies(nearest)) or _turned_round(said, nearest):
                    continue
                found.append(
                    MisconceptionFinding(
                        misconception.id, (span(pieces[best], text),), misconception.correction, misconception.penalty
                    )
                )
        return tuple(found)


def _claims(question: Question, items: Sequence[CriterionVectors], heard: Statements) -> list[tuple[str, ...]]:
    """The first texts of each criterion's pairs."""
    return [criterion_texts(question, item.criterion, nearest_paraphrases(item, heard.embedded)) for item in items]


def _stretches(heard: Statements, since: int = 0) -> list[str]:
    """The second texts: windows of all that was said, and of what was said since a place in it."""
    out = windows(heard.text, heard.sentences)
    if since:
        out += windows(heard.text, [piece for piece in heard.sentences if piece.start >= since])
    return out


def _pairs(claims: Sequence[Sequence[str]], stretches: Sequence[str]) -> list[Pair]:
    return [(part, stretch) for parts in claims for part in parts for stretch in stretches]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))


def _neutral(statement: str) -> str:
    return re.sub(r"</?\s*answer\s*>", " ", statement, flags=re.IGNORECASE)


def _denies(text: str) -> bool:
    return bool(re.search(r"\b(?:not|never|cannot|wrong|myth|incorrect)\b|n['’]t\b", text, re.IGNORECASE))


def _turned_round(said: str, other: str) -> bool:
    """Whether one text speaks of something without a thing and the other with it."""

    def things(word: str, text: str) -> set[str]:
        return {noun.lower() for noun in re.findall(rf"\b{word}\s+(?:an?\s+|the\s+)?(\w+)", text, re.IGNORECASE)}

    with_, without = things("with", said), things("without", said)
    return bool((with_ - without) & things("without", other) or (without - with_) & things("with", other))
