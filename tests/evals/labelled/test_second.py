"""Second, blind readings and how far they agree."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from evals.labelled.second import (
    LABELS,
    TwiceRead,
    agreement,
    agreement_tables,
    as_lines,
    second_readings,
    twice_read,
)
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject


def read(first: str, second: str, writer: str = "a", readers: tuple[str, str] = ("one reader", "another")) -> TwiceRead:
    return TwiceRead("gold", writer=writer, kind="strong", readers=readers, first=first, second=second)


def test_agreement_counts_what_both_have_read() -> None:
    out = agreement([read("met", "met"), read("contradicted", "contradicted"), read("not_met", "met")])
    # met, contradicted, not met against met, contradicted, met: chance agrees on 1/3
    assert out == {
        "labels": 3,
        "same": 0.667,
        "kappa": 0.5,
        "kappa_of": {"met": 0.4, "partly_met": None, "not_met": None, "contradicted": 1.0},
        "kappa_of_three": 0.5,
    }
    nothing = agreement([])
    assert nothing["labels"] == 0 and nothing["same"] is None and nothing["kappa"] is None


def test_halves_are_left_out_of_the_kappa_of_three() -> None:
    out = agreement(
        [read("met", "met"), read("not_met", "not_met"), read("partly_met", "met"), read("met", "partly_met")]
    )
    assert out["kappa_of_three"] == 1.0 and out["kappa"] == 0.2 and out["labels"] == 4


def test_agreement_is_told_by_readers_set_and_writer() -> None:
    writer = "one reader (the writer)"
    rows = [read("met", "met"), read("not_met", "met", "b"), read("met", "met", "b", (writer, "another"))]
    tables: dict[str, Any] = dict(agreement_tables(rows))
    assert {name: row["labels"] for name, row in tables["by_readers"].items()} == {
        "one reader / another": 2,
        f"{writer} / another": 1,
    }
    assert tables["by_set"]["gold"]["labels"] == 3
    assert {name: row["same"] for name, row in tables["by_writer"]["gold"].items()} == {"a": 1.0, "b": 0.5}
    heads, together, _, first, *others = [line.split() for line in as_lines(tables).splitlines() if line]
    assert heads == ["labels", "same", "kappa", "met", "half", "not", "contra", "three"]
    assert together[:4] == ["all", "sets", "3", "0.667"]
    assert first == ["one", "reader", "/", "another", "2", "0.500", *"––––––"]
    assert others[-1][:4] == ["gold:", "b", "2", "0.500"]


@pytest.mark.parametrize("line", [{"id": "a"}, {"id": "a", "labels": {}}, {"id": "a", "labels": {"x": "fine"}}])
def test_a_line_without_labels_is_refused(tmp_path: Path, line: dict[str, object]) -> None:
    (tmp_path / "one.jsonl").write_text(json.dumps(line) + "\n")
    with pytest.raises(UsageError, match=r"one\.jsonl:1"):
        second_readings(tmp_path)


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        ("said/plainly", {"judged": "oops"}, "'judged' is one of says, half, wrong, no, not 'oops'"),
        ("said/twins", {}, "'judged' is missing or not text"),
        ("said/beliefs", {"kind": "answer", "second": "states"}, "'kind' is one of states, near, other, not 'answer'"),
        ("said/beliefs", {"kind": "near", "second": "far"}, "'second' is one of .*, not 'far'"),
        ("said/short", {"label": "met", "second": "fine"}, "'second' is one of met, .*, not 'fine'"),
        ("voices/x", {"labels": {"a": "met"}, "second": {"a": 1}}, "'a' is missing or not text"),
        ("nlp", {"first": {"a": "good"}, "second": {"a": "met"}}, "'a' is one of .*, not 'good'"),
    ],
)
def test_a_line_with_a_label_that_its_set_does_not_have_is_named(
    name: str, line: JsonObject, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {name: ({"judged": "says"}, line)}
    monkeypatch.setattr("evals.labelled.second.rows_by_set", lambda: rows)
    with pytest.raises(UsageError, match=rf"^{name}\.jsonl:2: .*{fault}$"):
        list(twice_read())


@pytest.mark.slow
def test_every_second_reading_is_of_a_label_that_is_there() -> None:
    found = [*twice_read()]
    sets = Counter(label.set for label in found)
    assert set(sets) == {
        "gold",
        "voices",
        "expert",
        "tricks",
        "strangers",
        "fluent",
        "forms",
        "code",
        "said/plainly, twins",
        "said/short",
        "said/beliefs",
    }
    apart = sum(sets[name] for name in ("expert", "tricks", "strangers", "fluent", "forms", "code"))
    assert apart == sum(map(len, second_readings().values())) and sets["voices"] == 1256
    assert {label.readers for label in found} <= {
        (first, "a second, blind reader") for first in ("one reader", "one reader (the writer)")
    }
    assert {label.first for label in found} | {label.second for label in found} == set(LABELS)
