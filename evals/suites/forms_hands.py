"""Answers written and labelled without sight of the checks: how much is decided, and how often correctly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from evals.labelled.gold import CONTRADICTED, GOLD, VERDICTS, read_lines
from interviewer.grading.evidence import readable
from interviewer.grading.forms.code import CodeForm, suite_of
from interviewer.grading.forms.exact_forms import FORMS
from interviewer.grading.forms.exact_grades import exact_grades
from interviewer.grading.forms.finding import Form
from interviewer.grading.forms.sketches import SketchForm
from interviewer.grading.forms.trees import TreeForm
from interviewer.json_data import JsonObject, JsonValue, object_of, text_of
from knowledge.schema import Bank, Criterion, Question

SETS = MappingProxyType(
    {
        "by another hand": "another-hand",
        "later words": "later-words",
        "a third hand, even": "third-hand",
        "a third hand, odd": "third-hand",
        "a fourth hand, even": "fourth-hand",
        "a fourth hand, odd": "fourth-hand",
        "a fifth hand": "fifth-hand",
        "attacks": "attacks",
    }
)
"""What each set is called in the results, and the name of its file."""
HALVES = MappingProxyType(
    {"a third hand, even": 0, "a third hand, odd": 1, "a fourth hand, even": 0, "a fourth hand, odd": 1}
)
"""Sets that are half of their file: the answers whose number leaves this rest when halved."""
HELD_OUT = frozenset({"a third hand, odd", "a fourth hand, odd"})
"""Sets that no form was tuned on. They tell what to expect of new answers, so nothing guards them."""
UNGUARDED = HELD_OUT | {"a fifth hand"}
"""These, and one that was measured once before it was looked at: what it said is in the folder's README."""
FEWEST_AGREE_OF = MappingProxyType({"a third hand, even": 0.99, "a fourth hand, even": 0.99, "attacks": 0.99})
"""Guards of single sets, where more was reached: the forms were tuned on these until hardly any disagreement was left."""
_KINDS = MappingProxyType(
    {
        "value": "numbers",
        "edits": "numbers",
        "ranking": "rankings",
        "cosine": "rankings",
        "place": "rankings",
        "expression": "formulas",
        "network": "networks",
        "parameters": "examples",
    }
)
FEWEST_AGREE = 0.97
"""Share of the decided points that must agree, those left out where the verdict is the other label of a dispute. It guards what was reached on the first
set, which the forms were tuned on; what to expect of new answers is in the folder's README."""


@dataclass(frozen=True)
class HandRow:
    """An answer with its labels.

    Attributes:
        disputed: The other label of criteria whose label is disputed. Why is in the file; the label stays as it was given.
    """

    id: str
    question_id: str
    answer: str
    labels: dict[str, str]
    disputed: dict[str, str] = field(default_factory=dict)


@dataclass
class FormTally:
    """Points of one form: how many, how many the form decided, how many of these as labelled, how many labels are disputed."""

    points: int = 0
    decided: int = 0
    agree: int = 0
    disputed: int = 0
    disagreements: list[JsonValue] = field(default_factory=list)

    def as_json(self) -> JsonObject:
        """The numbers, without the list of disagreements."""
        return {"points": self.points, "decided": self.decided, "agree": self.agree, "disputed": self.disputed}


def rows_of(name: str) -> list[HandRow]:
    """The answers of a set.

    Raises:
        UsageError: A line of the file is wrong.
    """
    rows = read_lines(GOLD / "forms" / f"{SETS[name]}.jsonl", _row)
    half = HALVES.get(name)
    return rows if half is None else [row for row in rows if int(row.id.rpartition("-")[2]) % 2 == half]


def measure_set(name: str, bank: Bank, code: CodeForm) -> JsonObject:
    """How the forms agree with the labels of a set, by form and in all."""
    tallies = tally(rows_of(name), bank, (code, TreeForm(), SketchForm(), *FORMS))
    whole = FormTally(
        points=sum(t.points for t in tallies.values()),
        decided=sum(t.decided for t in tallies.values()),
        agree=sum(t.agree for t in tallies.values()),
        disputed=sum(t.disputed for t in tallies.values()),
    )
    # what is held out stays unread: its disagreements are counted and not listed
    disagreements = [row for t in tallies.values() for row in t.disagreements if name not in HELD_OUT]
    undisputed = whole.decided - whole.disputed
    share = round(whole.agree / undisputed, 4) if undisputed else 0.0
    return {
        "answers": len(rows_of(name)),
        **whole.as_json(),
        "right": share,
        "passed": name in UNGUARDED or share >= FEWEST_AGREE_OF.get(name, FEWEST_AGREE),
        "forms": {form: t.as_json() for form, t in sorted(tallies.items())},
        "disagreements": disagreements,
    }


def tally(rows: Iterable[HandRow], bank: Bank, forms: Sequence[Form]) -> dict[str, FormTally]:
    """The labelled points by form. A verdict that is the other label of a dispute is neither agreed nor missed."""
    found: dict[str, FormTally] = {}
    for row in rows:
        question = bank[row.question_id]
        grades = exact_grades(forms, question, readable(row.answer), question.criteria)
        for criterion in question.criteria:
            form = form_of(question, criterion)
            if form and criterion.id in row.labels:
                grade = grades.get(criterion.id)
                verdict = grade.verdict if grade and grade.verdict != "ungraded" else ""
                _count(found.setdefault(form, FormTally()), row, criterion.id, verdict)
    return found


def form_of(question: Question, criterion: Criterion) -> str:
    """The form that may decide a criterion; "" for those that only a judge decides."""
    suite = suite_of(question)
    if suite is not None and criterion.id in suite.criteria:
        return "code"
    if criterion.tree:
        return "trees"
    if criterion.drawing is not None:
        return "sketches"
    return _KINDS[criterion.expects.kind] if criterion.expects else ""


def _count(tally: FormTally, row: HandRow, criterion: str, verdict: str) -> None:
    tally.points += 1
    tally.decided += bool(verdict)
    tally.agree += verdict == row.labels[criterion]
    if verdict not in {"", row.labels[criterion]}:
        disputed = verdict == row.disputed.get(criterion)
        tally.disputed += disputed
        tally.disagreements.append(
            {
                "id": row.id,
                "criterion": criterion,
                "label": row.labels[criterion],
                "found": verdict,
                "disputed": disputed,
            }
        )


def _row(data: JsonObject) -> HandRow:
    # a form's verdict on what contradicts a point is that it is not met
    told = {name: str(label) for name, label in object_of(data.get("labels")).items()}
    labels = {name: "not_met" if label == CONTRADICTED else label for name, label in told.items()}
    if not labels or set(labels.values()) - set(VERDICTS):
        raise ValueError(f"labels must be verdicts; wrong: {labels}")
    given = data.get("disputed", [])
    disputes = [object_of(item) for item in given] if isinstance(given, list) else []
    disputed = {text_of(item, "criterion"): text_of(item, "label") for item in disputes if text_of(item, "reason")}
    if set(disputed) - set(labels) or set(disputed.values()) - set(VERDICTS):
        raise ValueError(f"what is disputed must be labelled, and the other label a verdict; wrong: {disputed}")
    return HandRow(text_of(data, "id"), text_of(data, "question_id"), text_of(data, "answer"), labels, disputed)
