"""Labelled points with the judge's measures of them, for fitting its calibration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.labelled.gold import LabelledAnswer
from interviewer.bars import item_bar
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.verdict import OUTCOMES, measured
from interviewer.grading.rubric.asked import as_asked
from interviewer.grading.screening.assent import only_agrees
from interviewer.grading.screening.silence import says_nothing
from interviewer.grading.text.evidence import readable
from interviewer.grading.text.markup import unmarked
from knowledge.schema import Bank

TOGETHER = 32
"""How many answers to read at once."""


@dataclass(frozen=True)
class LabelledPoint:
    """One criterion of one answer.

    Attributes:
        source: Name of the set of answers.
        group: The question, which is never divided when data is split.
        answer: Id of the answer.
        measures: From ``verdict.measured``.
        outcomes: Indices into ``verdict.OUTCOMES`` that the label allows: one, or two if it does not distinguish silence from a
            contradiction.
    """

    source: str
    group: str
    answer: str
    weight: float
    measures: NDArray[np.float64]
    outcomes: tuple[int, ...]

    @property
    def credit(self) -> float:
        """What the label earns, 0..1."""
        return {"met": 1.0, "partly_met": 0.5}.get(OUTCOMES[self.outcomes[0]], 0.0)


def labelled_points(
    bank: Bank, answers: Sequence[LabelledAnswer], judge: LocalJudge, source: str
) -> list[LabelledPoint]:
    """The labelled points of some answers, read as in grading by an interviewer who gave no hint and asked no follow-up.

    Answers that say nothing, or only agree, are left out: the judge never sees them.
    """
    rows = [(as_asked(bank[a.question_id]), readable(a.answer), a) for a in answers if not _silent(a.answer)]
    out: list[LabelledPoint] = []
    with item_bar(f"reading {source}", len(rows)) as step:
        for start in range(0, len(rows), TOGETHER):
            some = rows[start : start + TOGETHER]
            judge.prepare([(question, text) for question, text, _ in some])
            for question, text, answer in some:
                known = judge.measure(question, text)
                for criterion in question.criteria:
                    if criterion.id in answer.labels and criterion.id in known:
                        measures = measured(known[criterion.id].reading)
                        outcomes = _outcomes(answer, criterion.id)
                        out.append(
                            LabelledPoint(
                                source,
                                group=question.stem,
                                answer=answer.id,
                                weight=criterion.weight,
                                measures=measures,
                                outcomes=outcomes,
                            )
                        )
                step()
    return out


def scores(points: Iterable[LabelledPoint], credits: Sequence[float]) -> dict[str, float]:
    """The score of each answer, 0..1, from what each of its points earns."""
    earned: dict[str, float] = {}
    weights: dict[str, float] = {}
    for point, credit in zip(points, credits, strict=True):
        earned[point.answer] = earned.get(point.answer, 0.0) + point.weight * credit
        weights[point.answer] = weights.get(point.answer, 0.0) + point.weight
    return {name: earned[name] / weights[name] for name in earned if weights[name]}


def _silent(answer: str) -> bool:
    """Whether an answer makes no point before any judge has read it, as ``Grader.grade`` decides it."""
    plain = unmarked(readable(answer)).text
    return says_nothing(plain) or only_agrees(plain)


def _outcomes(answer: LabelledAnswer, criterion_id: str) -> tuple[int, ...]:
    label = answer.labels[criterion_id]
    if criterion_id in answer.contradicted:
        return (OUTCOMES.index("contradicted"),)
    if label != "not_met":
        return (OUTCOMES.index(label),)
    # only sets by several writers were labelled for contradictions
    return (0,) if answer.writer else (0, OUTCOMES.index("contradicted"))
