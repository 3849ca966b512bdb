"""Records of grading: verdicts, evidence, usage and the grade of one answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from interviewer.grading.remark import Remark, joined
from interviewer.json_data import JsonObject
from interviewer.llm.usage import Usage, usage_data

Verdict = Literal["met", "partly_met", "not_met", "ungraded"]
VerdictKind = Literal["met", "partly_met", "not_met", "contradicted", "ungraded"]
"""A verdict as shown: a missed point and a contradicted one are different."""
CREDIT: dict[str, float] = {"met": 1.0, "partly_met": 0.5, "not_met": 0.0}
"""Share of a criterion's weight that a verdict earns; ``ungraded`` earns none and costs none."""
PASS = 0.7
"""Share of the points that we count as a pass; a candidate earns about as much on questions of their own level. A judgement."""

MARKS: Mapping[VerdictKind, str] = MappingProxyType(
    {"met": "✓", "partly_met": "◐", "not_met": "✗", "contradicted": "≠", "ungraded": "?"}
)
"""The sign of each kind of verdict; shown with its words, never alone."""
RANK: dict[str, int] = {"ungraded": -1, "not_met": 0, "partly_met": 1, "met": 2}
"""Verdicts from the least to the most."""
UNSURE = (0.25, 0.75)
"""Between these probabilities a calibrated verdict counts as uncertain; the model card says how often it is wrong there."""


@dataclass(frozen=True)
class Evidence:
    """A verbatim span of the candidate's text: ``text[start:end] == quote``, offsets in characters."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class CriterionVerdict:
    """The verdict on one criterion.

    Attributes:
        weight: Share of the score relative to the other criteria; 0 for a bonus.
        probability: Calibrated probability that the criterion is met, 0..1.
        reason: One line for people; for ``ungraded``, what went wrong.
        unsure: Whether the judge said it is unsure. None if it did not say, as in older grades; the probability then decides.
            The JSON contract has no such key.
        contradicted: Whether the answer contradicts the point, or says something false about it. The verdict is then
            ``not_met``, and the evidence is the contradicting words.
        denied: Whether the candidate settled the point by saying that the answer does not make it.
        drawn: Whether the evidence is a piece of a drawing or a filled-in tree, which is not readable as text: the reason is
            shown instead.
        computed: Whether the verdict was computed instead of judged, so that the reason gives the result.
    """

    id: str
    claim: str
    weight: float
    verdict: Verdict
    probability: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    unsure: bool | None = None
    contradicted: bool = False
    denied: bool = False
    drawn: bool = False
    computed: bool = False

    @property
    def kind(self) -> VerdictKind:
        """The verdict as shown."""
        return "contradicted" if self.called_wrong else self.verdict

    @property
    def called_wrong(self) -> bool:
        """Whether the candidate is told that the answer contradicts the point.

        If the judge isn't sure, the words are quoted and asked about instead: most candidates with mostly right answers who would
        be called wrong have not said anything wrong.
        """
        return self.contradicted and not self.uncertain

    @property
    def worked_out(self) -> str:
        """What was computed for the point, or what its drawing shows, in a sentence; "" if the point was judged by reading."""
        return self.reason if self.drawn or self.computed else ""

    @property
    def bonus(self) -> bool:
        """Whether the point goes beyond what was asked: judged and shown, but not part of the score."""
        return self.weight == 0

    @property
    def uncertain(self) -> bool:
        """Whether the verdict may well be wrong, so that the candidate should check the point."""
        if self.verdict == "ungraded":
            return False
        return doubtful(self.probability) if self.unsure is None else self.unsure


def doubtful(probability: float) -> bool:
    """Whether a calibrated probability is too close to even to trust its verdict."""
    return UNSURE[0] < probability < UNSURE[1]


@dataclass(frozen=True)
class MisconceptionFinding:
    """A misconception found in the answer, with the words that state it and the correction.

    Attributes:
        penalty: What it costs, 0..1; 0 if the answer also says the opposite.
        claim: What the words were taken to say, as the bank puts it.
    """

    id: str
    evidence: tuple[Evidence, ...]
    correction: str
    penalty: float = 0.1
    claim: str = ""


@dataclass(frozen=True)
class Grade:
    """The grade of one answer, criterion by criterion. ``to_dict`` is the fixed JSON contract.

    Attributes:
        score: Weighted mean of the verdicts less penalties, 0..1, over the criteria that were judged.
        remarks: What the feedback is made of; none in older grades. The JSON contract has only the feedback.
        judge: Which judge decided, such as ``local-1a2b3c4d-5e079702``.
    """

    question_id: str
    score: float
    criteria: tuple[CriterionVerdict, ...]
    misconceptions: tuple[MisconceptionFinding, ...] = ()
    feedback: str = ""
    judge: str = ""
    prompt_version: str = ""
    usage: Usage = field(default_factory=Usage)
    remarks: tuple[Remark, ...] = ()

    @property
    def ungraded(self) -> tuple[CriterionVerdict, ...]:
        """Criteria that could not be judged."""
        return tuple(item for item in self.criteria if item.verdict == "ungraded")

    @property
    def listed(self) -> tuple[CriterionVerdict, ...]:
        """The points in the order in which they are shown and numbered.

        Bonuses come last, so that a bonus that is hidden until the question is closed does not change the numbers seen before.
        """
        return tuple(sorted(self.criteria, key=lambda item: item.bonus))

    @property
    def of_one_point(self) -> bool:
        """Whether it is the verdict on a single point, as on a quick card; its score then says no more than the verdict."""
        return len(self.criteria) == 1

    @property
    def told(self) -> tuple[Remark, ...]:
        """The feedback as remarks; that of an older grade is a single one."""
        return self.remarks or ((Remark("note", self.feedback),) if self.feedback else ())

    def with_remarks(self, remarks: tuple[Remark, ...]) -> Grade:
        """The grade with other feedback."""
        return replace(self, remarks=remarks, feedback=joined(remarks))

    @property
    def judged(self) -> bool:
        """Whether any criterion that counts was judged, so that the score means something."""
        return any(item.verdict != "ungraded" and not item.bonus for item in self.criteria)

    def criterion(self, criterion_id: str) -> CriterionVerdict:
        """The grade of one criterion.

        Raises:
            KeyError: It was not graded here.
        """
        for item in self.criteria:
            if item.id == criterion_id:
                return item
        raise KeyError(criterion_id)

    def to_dict(self) -> JsonObject:
        """The grade in the format of the JSON contract."""
        data = asdict(self)
        data["score"] = round(self.score, 4)
        for item in data["criteria"]:
            if not (item["contradicted"] and item["unsure"]):
                del item[
                    "unsure"
                ]  # present only for a contradiction that is not reported; otherwise there is the probability
            if not item["denied"]:
                del item["denied"]  # present only if the candidate decided the point
            if not item["drawn"]:
                del item["drawn"]  # present only for drawn answers
            if not item["computed"]:
                del item["computed"]  # present only if the verdict was computed
            item["probability"] = round(item["probability"], 4)
            item["evidence"] = list(item["evidence"])
        del data["remarks"]
        for finding in data["misconceptions"]:
            del finding["penalty"], finding["claim"]  # the contract's keys are fixed
            finding["evidence"] = list(finding["evidence"])
        data["criteria"], data["misconceptions"] = list(data["criteria"]), list(data["misconceptions"])
        data["usage"] = usage_data(self.usage)
        return data


def verdict_words(kind: str) -> str:
    """A kind of verdict in words, such as "partly met"."""
    return "contradicted" if kind == "contradicted" else kind.replace("_", " ")


def shown_words(item: CriterionVerdict) -> str:
    """A verdict in words, with a note if the candidate decided it."""
    return verdict_words(item.kind) + (", as you said yourself" if item.denied else "")


def marked_words(item: CriterionVerdict) -> str:
    """A verdict's sign and words, such as "◐ partly met"."""
    return f"{MARKS[item.kind]} {shown_words(item)}"


def loss(item: CriterionVerdict) -> float:
    """What a verdict costs, from 0 to the criterion's weight: the credit it lacks, reduced if the judge may be wrong.

    A criterion that was not judged costs nothing, and one that is confidently contradicted costs its full weight. The point with
    the highest loss is the answer's weakest.
    """
    if item.verdict == "ungraded":
        return 0.0
    if item.called_wrong:
        return item.weight
    return item.weight * (1.0 - CREDIT[item.verdict]) * (1.0 - item.probability)


def weighted_score(
    criteria: tuple[CriterionVerdict, ...],
    penalty: float = 0.0,
    credit: Callable[[CriterionVerdict], float] = lambda item: CREDIT[item.verdict],
) -> float:
    """Weighted mean of the verdicts less a penalty, 0..1; ungraded and bonus points are left out.

    If nothing that counts was judged the score is 0; ``Grade.judged`` distinguishes that from a poor answer.

    Args:
        credit: What one criterion earns, 0..1; by default its verdict's credit.
    """
    judged = [item for item in criteria if item.verdict != "ungraded"]
    total = sum(item.weight for item in judged)
    if not total:
        return 0.0
    earned = sum(item.weight * credit(item) for item in judged)
    return min(1.0, max(0.0, earned / total - penalty))
