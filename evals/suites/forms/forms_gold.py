"""Labelled answers to computed questions: how much do the forms decide, and do they agree with the labels?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from evals.labelled.drawn import DrawnAnswer, drawn_answers
from evals.labelled.drawn_edges import edge_drawings
from evals.labelled.gold import CONTRADICTED, GOLD, VERDICTS, read_lines
from evals.suites.forms.confined import confined_forms
from interviewer.grading.forms.finding import Finding, Form
from interviewer.grading.forms.sketches.sketches import SketchForm
from interviewer.grading.forms.trees.trees import TreeForm
from interviewer.json_data import JsonObject, JsonValue, object_of, text_of
from knowledge.schema import Bank, Criterion


@dataclass(frozen=True)
class GoldAnswer:
    """An answer with its labels by criterion. If there are none, nothing in the answer can be computed."""

    id: str
    question_id: str
    answer: str
    labels: dict[str, str]


@dataclass(frozen=True)
class FormsGoldPart:
    """One kind of answer, and what makes the forms that read it.

    Attributes:
        decides: Whether these forms decide a criterion.
        says_wrong: Whether the labels distinguish wrong points from missing ones.
        complete: Whether a point without a label must be left to the judge.
        fewest_right: Minimum share of verdicts that agree with the labels.
        most_left: Maximum share left to the judge, of the points that a person calls met, partly met or wrong.
    """

    forms: Callable[[], Sequence[Form]]
    decides: Callable[[Criterion], bool]
    says_wrong: bool = True
    complete: bool = False
    fewest_right: float = 0.99
    most_left: float = 0.08


def _expected(criterion: Criterion) -> bool:
    return criterion.expects is not None


_SKETCHES = FormsGoldPart(
    lambda: (SketchForm(),),
    lambda c: c.drawing is not None,
    says_wrong=False,
    complete=True,
    fewest_right=0.95,
    most_left=0.05,
)
GENERATED: Mapping[str, Callable[[], Iterator[DrawnAnswer]]] = MappingProxyType(
    {"generated drawings": drawn_answers, "drawings at the edge": edge_drawings}
)
"""The parts that have no file: generated drawings, the same ones each time."""
PARTS = MappingProxyType(
    {
        "numbers": FormsGoldPart(confined_forms, _expected),
        "derivations": FormsGoldPart(confined_forms, _expected),
        "xor": FormsGoldPart(confined_forms, _expected),
        "trees": FormsGoldPart(
            lambda: (TreeForm(),), lambda c: bool(c.tree), says_wrong=False, complete=True, most_left=0.02
        ),
        "sketches": _SKETCHES,
        "hand-sketches": _SKETCHES,
        **dict.fromkeys(GENERATED, replace(_SKETCHES, complete=False)),
    }
)
"""The parts by the name of their file. The limits are those in the tests of each form, which say where they come from."""


@dataclass(frozen=True)
class GoldPoint:
    """One criterion of an answer: its label, "" if it has none, and the form's verdict, "" if it was left to the judge."""

    answer: str
    criterion: str
    label: str
    found: str


def points_of(name: str, bank: Bank) -> tuple[GoldPoint, ...]:
    """The points of a part, each with its label and the forms' verdict.

    Raises:
        UsageError: A line of the gold is wrong.
    """
    part = PARTS[name]
    forms = part.forms()
    if name in GENERATED:
        rows = [GoldAnswer(a.id, a.question_id, a.answer, dict(a.labels)) for a in GENERATED[name]()]
    else:
        rows = read_lines(GOLD / "forms" / f"{name}.jsonl", _row)
    return tuple(point for row in rows for point in _points(part, forms, bank, row))


def measure_part(name: str, bank: Bank) -> JsonObject:
    """How well the forms agree with the labels of a part, and whether that is enough."""
    part, points = PARTS[name], points_of(name, bank)
    decided = [point for point in points if point.found]
    missed = [point for point in decided if point.found != point.label]
    said = [point for point in points if point.label not in {"", "not_met"}]
    left = [point for point in said if not point.found]
    right = _share(len(decided) - len(missed), len(decided))
    left_share = _share(len(left), len(said))
    disagreements: list[JsonValue] = [
        {"id": p.answer, "criterion": p.criterion, "label": p.label, "found": p.found} for p in missed
    ]
    return {
        "answers": len({point.answer for point in points}),
        "points": len(points),
        "decided": len(decided),
        "right": right,
        "left_to_judge": left_share,
        "passed": bool(decided) and right >= part.fewest_right and left_share <= part.most_left,
        "disagreements": disagreements,
    }


def _row(data: JsonObject) -> GoldAnswer:
    labels = {name: str(label) for name, label in object_of(data.get("labels")).items()}
    if set(labels.values()) - {*VERDICTS, CONTRADICTED}:
        raise ValueError(f"labels must be verdicts; wrong: {labels}")
    return GoldAnswer(text_of(data, "id"), text_of(data, "question_id"), text_of(data, "answer"), labels)


def _points(part: FormsGoldPart, forms: Sequence[Form], bank: Bank, row: GoldAnswer) -> list[GoldPoint]:
    question = bank[row.question_id]
    found: dict[str, Finding] = {}
    for form in forms:
        for finding in form.findings(question, row.answer):
            found.setdefault(finding.criterion_id, finding)
    return [
        GoldPoint(row.id, c.id, row.labels.get(c.id, ""), _verdict(part, found.get(c.id)))
        for c in question.criteria
        if part.decides(c) and (part.complete or c.id in row.labels)
    ]


def _verdict(part: FormsGoldPart, finding: Finding | None) -> str:
    if finding is None:
        return ""
    return CONTRADICTED if part.says_wrong and finding.contradicted else finding.verdict


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
