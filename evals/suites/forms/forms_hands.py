"""Answers written and labelled without looking at the forms: how much do the forms decide, and how often correctly?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from evals.labelled.gold import CONTRADICTED, GOLD, VERDICTS, read_lines
from evals.suites.forms.confined import confined_forms
from interviewer.grading.forms.code.code import CodeForm, suite_of
from interviewer.grading.forms.exact_verdicts import exact_verdicts
from interviewer.grading.forms.finding import Form
from interviewer.grading.forms.sketches.sketches import SketchForm
from interviewer.grading.forms.trees.trees import TreeForm
from interviewer.grading.text.evidence import readable
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
        "a sixth hand, a": "sixth-hand-a",
        "a sixth hand, b": "sixth-hand-b",
        "a seventh hand, even": "seventh-hand",
        "a seventh hand, odd": "seventh-hand",
        "an eighth hand": "eighth-hand",
        "a ninth hand": "ninth-hand",
        "a tenth hand": "tenth-hand",
        "attacks": "attacks",
    }
)
"""The name of each set in the results, and the name of its file."""
HALVES = MappingProxyType(
    {
        "a third hand, even": 0,
        "a third hand, odd": 1,
        "a fourth hand, even": 0,
        "a fourth hand, odd": 1,
        "a seventh hand, even": 0,
        "a seventh hand, odd": 1,
    }
)
"""Sets that are half of their file: the answers whose number has this remainder when divided by two."""
HELD_OUT = frozenset({"a third hand, odd", "a fourth hand, odd", "a seventh hand, odd"})
"""Sets that no form was tuned on. They show what to expect of new answers, so they have no minimum to reach."""
UNGUARDED = HELD_OUT | {"a fifth hand"}
"""These, and a set that was measured once before anybody looked at it; the README in the folder has the result."""
FEWEST_AGREE_OF = MappingProxyType({"a third hand, even": 0.99, "a fourth hand, even": 0.99, "attacks": 0.99})
"""Higher minimums for single sets: the forms were tuned on these until hardly any disagreement was left."""
_KINDS = MappingProxyType(
    {
        "value": "numbers",
        "edits": "numbers",
        "ranking": "rankings",
        "cosine": "rankings",
        "place": "rankings",
        "idf": "rankings",
        "counts": "rankings",
        "cases": "numbers",
        "conversion": "numbers",
        "channels": "numbers",
        "program": "numbers",
        "expression": "formulas",
        "growth": "growth",
        "more": "growth",
        "filters": "numbers",
        "network": "networks",
        "parameters": "examples",
    }
)
FEWEST_AGREE = 0.97
"""Minimum share of the decided points that agree with their labels, not counting disputed ones. It protects what was reached on
the first set, which the forms were tuned on; the folder's README says what to expect of new answers."""


@dataclass(frozen=True)
class HandRow:
    """An answer with its labels.

    Attributes:
        disputed: The alternative label of each disputed criterion. The reason is in the file; the label itself is kept.
    """

    id: str
    question_id: str
    answer: str
    labels: dict[str, str]
    disputed: dict[str, str] = field(default_factory=dict)


@dataclass
class FormTally:
    """Counts of points for one form: all, decided, decided as labelled, and decided as the alternative label of a dispute."""

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
    """How well the forms agree with the labels of a set, by form and overall."""
    tallies = tally(rows_of(name), bank, (code, TreeForm(), SketchForm(), *confined_forms()))
    whole = FormTally(
        points=sum(t.points for t in tallies.values()),
        decided=sum(t.decided for t in tallies.values()),
        agree=sum(t.agree for t in tallies.values()),
        disputed=sum(t.disputed for t in tallies.values()),
    )
    # held-out sets must stay unread: their disagreements are counted but not listed
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
    """Counts of the labelled points by form. A verdict that is the alternative label of a dispute counts neither way."""
    found: dict[str, FormTally] = {}
    for row in rows:
        question = bank[row.question_id]
        verdicts = exact_verdicts(forms, question, readable(row.answer), question.criteria)
        for criterion in question.criteria:
            form = form_of(question, criterion)
            if form and criterion.id in row.labels:
                item = verdicts.get(criterion.id)
                verdict = item.verdict if item and item.verdict != "ungraded" else ""
                _count(found.setdefault(form, FormTally()), row, criterion.id, verdict)
    return found


def form_of(question: Question, criterion: Criterion) -> str:
    """The form that can decide a criterion; "" if only a judge can."""
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
    # when an answer contradicts a point, a form says that the point is not met
    told = {name: str(label) for name, label in object_of(data.get("labels")).items()}
    labels = {name: "not_met" if label == CONTRADICTED else label for name, label in told.items()}
    if not labels or set(labels.values()) - set(VERDICTS):
        raise ValueError(f"labels must be verdicts; wrong: {labels}")
    given = data.get("disputed", [])
    disputes = [object_of(item) for item in given] if isinstance(given, list) else []
    disputed = {text_of(item, "criterion"): text_of(item, "label") for item in disputes if text_of(item, "reason")}
    if set(disputed) - set(labels) or set(disputed.values()) - set(VERDICTS):
        raise ValueError(
            f"a disputed criterion needs a label, and its other label must be a verdict; wrong: {disputed}"
        )
    return HandRow(text_of(data, "id"), text_of(data, "question_id"), text_of(data, "answer"), labels, disputed)
