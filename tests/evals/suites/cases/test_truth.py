"""What is made of changed answers, on judges that believe everything or only what they know word for word."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evals.labelled import gold
from evals.labelled.gold import prose
from evals.suites.cases.truth import KINDS, kind_of, measure_truth
from interviewer.errors import UsageError
from interviewer.grading.grade import Evidence, Grade, MisconceptionFinding
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.json_data import JsonObject
from knowledge.schema import Bank, Criterion, Question

pytestmark = pytest.mark.slow

Belief = Callable[[str, str], bool]


@dataclass
class Fake:
    """Credits a point if a paraphrase is in the text, depending on ``believes``; finds misconceptions in the same way."""

    believes: Belief
    name: str = "fake"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        evidence = (Evidence(text, 0, len(text)),)
        items = []
        for criterion in criteria:
            met = any(self.believes(known, text) for known in criterion.satisfied_by)
            wrong = text in criterion.contradicted_by
            items.append(
                Judgement(
                    criterion.id, "met" if met else "not_met", 0.9, evidence if met or wrong else (), contradicted=wrong
                )
            )
        heard = [m for m in question.misconceptions if any(self.believes(known, text) for known in m.examples)]
        return Judgements(tuple(items), tuple(MisconceptionFinding(m.id, evidence, "") for m in heard))


def believing(known: str, text: str) -> bool:
    return known.lower().rstrip(".") in text.lower()


def exact(known: str, text: str) -> bool:
    return known == text


def figures(bank: Bank, believes: Belief, *kinds: str, show: int = 0) -> JsonObject:
    return measure_truth(bank, Grader(Fake(believes)), "dev", "dev", 60, kinds, show)


STATED = ("denied", "asked", "attributed and rejected", "unsure", "taken back")


def test_a_judge_that_believes_everything_is_found_out(bank: Bank) -> None:
    kinds: Any = figures(bank, believing, *STATED)["kinds"]
    for name in STATED:
        # rules that put a "not" inside or turn an order leave no paraphrase whole
        assert kinds[name]["value"] > (0.7 if name == "denied" else 0.95), name
        assert kinds[name]["n"] == 60 and kinds[name]["low"] <= kinds[name]["value"] <= kinds[name]["high"]
        assert kinds[name]["right"] == 0.0 and kinds[name]["contradicted"] == 0.0


def test_a_judge_that_is_right_has_the_figures_that_are_right(bank: Bank) -> None:
    names = [name for name, kind in KINDS.items() if kind.effect != "unchanged"]
    found: Any = figures(bank, exact, *names, show=3)
    for name in names:
        row = found["kinds"][name]
        # an exact judge pays nothing for strong answers, so nothing can be lost of them
        assert row["n"] == 0 if name.startswith("answer ") or name == "condition dropped" else row["n"] > 0, name
        assert not row["n"] or row["value"] == row["right"], name
        assert found["worst"][name] == []
    assert found["kinds"]["contradicted in the bank"]["contradicted"] == 1.0


def test_ways_say_how_many_cases_they_made(bank: Bank) -> None:
    found: Any = figures(bank, believing, "denied")
    ways = found["ways"]["denied"]
    assert sum(row["graded"] for row in ways.values()) == 60
    assert ways["not inside, contracted"]["made"] > 10 and ways["not inside, contracted"]["value"] == 0.0


def test_the_worst_cases_are_shown_with_text_claim_verdict_and_quote(bank: Bank) -> None:
    found: Any = figures(bank, believing, "asked", show=2)
    worst = found["worst"]["asked"]
    assert len(worst) == 2
    assert worst[0]["verdict"] == "met" and worst[0]["quote"] in worst[0]["text"] and worst[0]["claim"]
    assert worst[0]["before"] == worst[0]["after"] == 1.0
    assert "worst" not in figures(bank, believing, "asked")


def test_changes_that_should_change_nothing_report_their_drift(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    class Long(Grader):
        def grade(
            self,
            question: Question,
            answer: str,
            only: Collection[str] | None = None,
            since: int = 0,
            said: Sequence[str] = (),
        ) -> Grade:
            text = " ".join([*(t for c in question.criteria for t in c.satisfied_by)]) if len(answer) < 900 else "."
            return super().grade(question, text + answer)

    found = measure_truth(bank, Long(Fake(believing)), "dev", "dev", None, ["said again", "another layout or language"])
    kinds: Any = found["kinds"]
    assert kinds["said again"]["value"] < 1.0 and kinds["said again"]["mean_change"] < 0
    assert kinds["said again"]["mean_absolute_change"] == -kinds["said again"]["mean_change"]
    assert kinds["another layout or language"]["value"] > 0.9


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="no kind of change 'denial'; there are: denied, asked"):
        kind_of("denial")


def test_prose_of_dev_and_test_are_apart_and_about_something_else() -> None:
    dev, test = prose("dev"), prose("test")
    assert len(dev) >= 50 and len(test) >= 50
    assert not {item.text for item in dev} & {item.text for item in test}
    lengths = sorted(len(item.text) for item in (*dev, *test))
    assert 50 <= lengths[0] < 100 and 9_000 < lengths[-1] <= 10_000


def test_a_line_that_is_no_prose_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dev.jsonl").write_text('{"id": "1", "kind": "talk", "text": "The hedgehog sleeps."}\n{"id": "2"}\n')
    monkeypatch.setattr(gold, "PROSE", tmp_path)
    with pytest.raises(UsageError, match=r"dev\.jsonl:2"):
        prose.__wrapped__("dev")
