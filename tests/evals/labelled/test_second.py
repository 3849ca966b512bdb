"""Second, blind readings and how far they agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labelled.gold import LabelledAnswer
from evals.labelled.readers import describe
from evals.labelled.second import agreement, second_readings
from interviewer.errors import UsageError
from knowledge.schema import Bank


def read(name: str, labels: dict[str, str], contradicted: frozenset[str] = frozenset()) -> LabelledAnswer:
    return LabelledAnswer(name, "q", "words", 0.0, labels, contradicted=contradicted)


def test_agreement_counts_what_both_have_read() -> None:
    first = [
        read("a", {"x": "met", "y": "not_met"}, frozenset({"y"})),
        read("b", {"x": "not_met", "y": "met"}),
        read("only the first", {"x": "met"}),
    ]
    second = {"a": {"x": "met", "y": "contradicted"}, "b": {"x": "met"}, "only the second": {"x": "met"}}
    out = agreement(first, second)
    assert (out["labels"], out["same"]) == (3, 0.667)
    # met, contradicted, met against met, contradicted, not met: chance agrees on 1/3
    assert out["kappa"] == 0.5 and out["kappa_met_or_not"] == 0.4
    assert agreement(first, {}) == {"labels": 0}


@pytest.mark.parametrize("line", [{"id": "a"}, {"id": "a", "labels": {}}, {"id": "a", "labels": {"x": "fine"}}])
def test_a_line_without_labels_is_refused(tmp_path: Path, line: dict[str, object]) -> None:
    (tmp_path / "one.jsonl").write_text(json.dumps(line) + "\n")
    with pytest.raises(UsageError, match=r"one\.jsonl:1"):
        second_readings(tmp_path)


def test_the_shipped_ones_name_answers_that_are_there(bank: Bank) -> None:
    told = describe(bank)["second"]
    sets = {
        "expert",
        "tricks",
        "tricks3",
        "bookworm",
        "practitioner",
        "podcaster",
        "watcher",
        "terse",
        "further voices",
    }
    assert isinstance(told, dict) and set(told) == sets
    assert sum(row["labels"] for row in told.values()) == sum(map(len, second_readings().values()))
    assert all(row["labels"] >= 100 for row in told.values())
