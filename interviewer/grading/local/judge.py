"""The embedded judge: sentence embeddings and a small trained reader decide, without a network and without a key.

An answer is cut, embedded and read; what is measured is joined; the language model may be asked where that leaves a point
open; and each verdict names the words it rests on, which the grader verifies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from interviewer.grading.evidence import Segment
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.local.calibration import Calibration, Measured, load_calibration
from interviewer.grading.local.hearing import Hearing
from interviewer.grading.local.point import NOTHING_SAID, Point, join, says_one_of
from interviewer.grading.local.reader import CrossEncoder, shipped_reader
from interviewer.grading.local.statements import Statements
from interviewer.grading.local.witness import Witness
from interviewer.grading.markup import unmarked
from interviewer.grading.non_answers import unreadable_reason
from interviewer.llm.chat import ChatModel
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import BankEmbedder


class LocalJudge:
    """Judges by labelled paraphrases and near misses, with no network and no key.

    It reports no misconceptions: of those that similarity found in answers by strangers every one was wrong, since a true
    statement about the same thing is just as near. None is shown or costs a point until a reader decides them.

    Args:
        witness: Gives the language model once it is loaded, or None while it is not.
        budget: Seconds that the witness may take for one answer.
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
        reader = reader or shipped_reader()
        self._calibration = calibration or load_calibration()
        self._hearing = Hearing(embedder, reader if reader.exists else None)
        self._witness = Witness(witness, budget)
        self._name = f"local-{self._calibration.version}" + (f"-{reader.version}" if reader.exists else "")

    @property
    def name(self) -> str:
        """Which judge this is: its calibration and its reader, by the beginnings of their hashes."""
        return self._name

    @property
    def calibration(self) -> Calibration:
        """How what is measured is joined, and from which probability a point is met."""
        return self._calibration

    def learn(self, questions: Iterable[Question]) -> None:
        """Embed what answers to these questions are compared with, so that the first answer does not wait for it."""
        self._hearing.learn(questions)

    def prepare(self, rows: Sequence[tuple[Question, str]]) -> None:
        """Cut, embed and read several answers at once: a single one does not fill a batch of the models."""
        self._hearing.prepare([(question, answer) for question, answer in rows if not _unreadable(answer)])

    def measure(self, question: Question, text: str) -> dict[str, Measured]:
        """What is known of an answer before it is joined, by criterion; nothing where there is nothing to read.

        Args:
            text: As for ``judge``.
        """
        heard = self._hearing.hear(question, text)
        if _unreadable(text) or not heard.pieces:
            return {}
        known = self._hearing.measure(question, heard, question.criteria, self._calibration)
        return {name: measured for name, (measured, _) in known.items()}

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        """Proposals for these criteria."""
        if not criteria:
            return Judgements(())
        if reason := _unreadable(text):
            return Judgements(tuple(Judgement(c.id, "ungraded", 0.0, reason=reason) for c in criteria))
        heard = self._hearing.hear(question, text)
        points = self._points(question, heard, criteria, since)
        points = [self._without_near_misses(question, heard, point, since) for point in points]
        testimony = self._witness.ask(question, points, self._calibration)
        return Judgements(
            items=tuple(point.judgement(question, text, self._calibration) for point in testimony.points),
            prompt_version=testimony.prompt_version,
            usage=testimony.usage,
            witnessed=testimony.usage.calls > 0,
        )

    def _points(self, question: Question, heard: Statements, criteria: Sequence[Criterion], since: int) -> list[Point]:
        """What the models make of each criterion, joined."""
        if not heard.pieces:
            return [Point(criterion=criterion, log_odds=NOTHING_SAID) for criterion in criteria]
        known = self._hearing.measure(question, heard, criteria, self._calibration, since)
        return [join(question, c, heard, known[c.id], self._calibration) for c in criteria]

    def _without_near_misses(self, question: Question, heard: Statements, point: Point, since: int) -> Point:
        """A point measured on what is left without what the bank says is just not enough, where the answer says that.

        Only points that are credited, or that the language model could raise, are measured again; it is asked once, later,
        about what is left.
        """
        near_misses = says_one_of(point.criterion.not_satisfied_by, heard)
        if not near_misses or not (self._credited(question, point) or self._may_rise(point)):
            return point
        rest = _blanked(heard.plain.written, [heard.in_written(piece) for piece in near_misses])
        return self._points(question, self._hearing.hear(question, rest), [point.criterion], since)[0]

    def _credited(self, question: Question, point: Point) -> bool:
        verdict = self._calibration.verdict(question, point.criterion, point.probability, point.half)
        return verdict in {"met", "partly_met"}

    def _may_rise(self, point: Point) -> bool:
        return self._calibration.is_open(point.probability) and self._witness.available(self._calibration) is not None


def _unreadable(text: str) -> str:
    return unreadable_reason(unmarked(text).text)


def _blanked(text: str, pieces: Sequence[Segment]) -> str:
    """A text with spaces in place of some pieces of it, so that all else keeps its place."""
    for piece in pieces:
        text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return text
