"""Labelled answers in code: is correct code accepted in every style, is every mutant caught, and how long does it take?"""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from evals.labelled.gold import GOLD, LabelledAnswer, read_answers, read_lines
from interviewer.grading.forms.code.code import CodeForm
from interviewer.json_data import JsonObject, JsonValue, object_of, text_of
from knowledge.schema import Bank

CODE = GOLD / "code"
RIGHT = "right"
"""The category of answers that must be accepted in full; all others have a mistake."""
BARS = {"mutants_caught": 0.98, "right_accepted": 1.0, "criteria_right": 0.98, "seconds_p50": 1.5}


@dataclass(frozen=True)
class TimedRun:
    """One answer that was run.

    Attributes:
        found: Verdicts by criterion, for the criteria that the tests decide.
        seconds: Time from the start of the process to the last result.
        disputed: The alternative label of each criterion whose label is disputed.
    """

    answer: LabelledAnswer
    found: Mapping[str, str]
    seconds: float
    disputed: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """The labels, except where the verdict is the alternative label of a dispute: that counts neither way."""
        return {
            c: v
            for c, v in self.answer.labels.items()
            if c not in self.disputed or self.found.get(c) != self.disputed[c]
        }

    @property
    def wrong(self) -> dict[str, str]:
        """The criteria whose verdict differs from the label, with the verdict."""
        return {c: self.found.get(c, "") for c, label in self.labels.items() if self.found.get(c) != label}

    @property
    def caught(self) -> bool:
        """Whether at least one criterion that is not met by its label was found not met."""
        return any(label != "met" and self.found.get(c, "met") != "met" for c, label in self.labels.items())

    @property
    def excused(self) -> bool:
        """Whether everything that its labels call wrong is disputed, and got the alternative label as its verdict."""
        return set(self.labels.values()) <= {"met"} and set(self.answer.labels.values()) != {"met"}


def code_answers(bank: Bank) -> list[LabelledAnswer]:
    """The labelled answers in code.

    Raises:
        UsageError: A line is wrong.
    """
    return [answer for path in _paths() for answer in read_answers(path, bank)]


def disputes() -> dict[str, dict[str, str]]:
    """The alternative label of each disputed criterion, by answer. The reason is in the file; the label itself is kept.

    Raises:
        UsageError: A line is wrong, or a dispute has no reason.
    """
    found: dict[str, dict[str, str]] = {}
    for path in _paths():
        found |= dict(read_lines(path, _disputes))
    return found


def _paths() -> list[Path]:
    """The files of labelled answers."""
    return sorted(path for path in CODE.glob("*.jsonl") if path.name not in {"escapes.jsonl", "styles.jsonl"})


def _disputes(data: JsonObject) -> tuple[str, dict[str, str]]:
    given = data.get("disputed", [])
    items = [object_of(item) for item in given] if isinstance(given, list) else []
    return text_of(data, "id"), {text_of(i, "criterion"): text_of(i, "label") for i in items if text_of(i, "reason")}


def run_answer(
    form: CodeForm, bank: Bank, answer: LabelledAnswer, disputed: Mapping[str, str] = MappingProxyType({})
) -> TimedRun:
    """Run the code of one answer."""
    report = form.report(bank[answer.question_id], answer.answer)
    return TimedRun(answer, {d.criterion_id: d.verdict for d in report.decided}, report.seconds, disputed)


def measure_code(form: CodeForm, bank: Bank) -> JsonObject:
    """How well the tests agree with the labels."""
    disputed = disputes()
    runs = [run_answer(form, bank, answer, disputed.get(answer.id, {})) for answer in code_answers(bank)]
    right = [run for run in runs if run.answer.category == RIGHT]
    mutants = [run for run in runs if run.answer.category != RIGHT and not run.excused]
    labels = sum(len(run.labels) for run in runs)
    seconds = sorted(run.seconds for run in runs)
    figures: dict[str, float] = {
        "mutants_caught": _share(sum(run.caught for run in mutants), len(mutants)),
        "right_accepted": _share(sum(not run.wrong for run in right), len(right)),
        "criteria_right": _share(labels - sum(len(run.wrong) for run in runs), labels),
        "seconds_p50": round(statistics.median(seconds), 3) if seconds else 0.0,
        "seconds_max": round(seconds[-1], 3) if seconds else 0.0,
    }
    disagreements: list[JsonValue] = [
        {"id": run.answer.id, "labels": dict(run.answer.labels), "found": dict(run.found)} for run in runs if run.wrong
    ]
    return {
        "answers": len(runs),
        "mutants": len(mutants),
        "right": len(right),
        "disputed": sum(len(run.answer.labels) - len(run.labels) for run in runs),
        **figures,
        "passed": figures["seconds_p50"] <= BARS["seconds_p50"]
        and all(figures[name] >= BARS[name] for name in ("mutants_caught", "right_accepted", "criteria_right")),
        "disagreements": disagreements,
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
