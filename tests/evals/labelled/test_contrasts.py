from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labelled.contrasts import as_bank, contrasts
from interviewer.errors import UsageError

LINE = {
    "topic": "TCP and UDP",
    "claim": "Says that TCP resends what was lost.",
    "says": ["TCP sends lost segments again"],
    "half": [],
    "contradicts": ["UDP resends what was lost, TCP doesn't"],
    "silent": ["TCP has a handshake"],
}


def written(folder: Path, *lines: object) -> Path:
    (folder / "w.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


def test_a_line_is_a_claim_with_statements(tmp_path: Path) -> None:
    (item,) = contrasts(written(tmp_path, LINE))
    assert (item.writer, item.claim) == ("w", "Says that TCP resends what was lost")
    assert [relation for _, relation in item.said] == ["says", "contradicts", "silent"]
    assert item.of("contradicts") == ("UDP resends what was lost, TCP doesn't",)


def test_claims_of_a_topic_are_one_question(tmp_path: Path) -> None:
    items = contrasts(written(tmp_path, LINE, {**LINE, "claim": "Says that UDP has no order"}))
    bank, places = as_bank(items, tmp_path)
    (question,) = bank.values()
    assert [criterion.claim for criterion in question.criteria] == [item.claim for item in items]
    assert places[question.id, "point-2"].claim == "Says that UDP has no order"
    assert question.criteria[0].not_satisfied_by == ("TCP has a handshake",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"says": []}, "'says' is empty"),
        ({"contradicts": "no list"}, "'contradicts' must be a list"),
        ({"half": [""]}, "'half' must be"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        contrasts(written(tmp_path, {**LINE, **change}))


def test_a_claim_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="twice"):
        as_bank(contrasts(written(tmp_path, LINE, LINE)), tmp_path)
