"""The points of the bank in plain words."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from evals.labelled import plain_points as module
from evals.labelled.gold import gold_split
from evals.labelled.plain_points import JUDGED, LEARNT_FROM, MANNERS, TWINS_LEARNT_FROM, plain_points, plain_twins
from interviewer.errors import UsageError
from knowledge.schema import Bank
from tests.repeated import repeated

GOOD = {
    "question_id": "training-01",
    "criterion": "capacity",
    "writer": "a",
    "manner": "direct",
    "said": "It is big enough.",
    "judged": "says",
}


def test_every_point_of_the_bank_has_six_wordings_of_its_own(bank: Bank) -> None:
    said = list(plain_points(bank))
    count = Counter((item.question_id, item.criterion_id) for item in said)
    assert set(count) == {(q.id, c.id) for q in bank.values() for c in q.criteria} and set(count.values()) == {6}
    assert Counter(item.manner for item in said) == dict.fromkeys(MANNERS, len(count))
    assert repeated((item.question_id, item.text) for item in said) == []
    known = {(q.id, c.id): {*c.satisfied_by, c.claim} for q in bank.values() for c in q.criteria}
    assert not [item for item in said if item.text in known[item.question_id, item.criterion_id]]


def test_most_are_found_to_say_their_point_and_some_are_not(bank: Bank) -> None:
    judged = Counter(item.judged for item in plain_points(bank))
    assert 0.95 * judged.total() < judged["says"] < 0.995 * judged.total() and set(judged) == set(JUDGED)


def test_a_twin_is_as_plain_as_its_right_wording(bank: Bank) -> None:
    said = {(i.question_id, i.criterion_id, i.manner): i.text for i in plain_points(bank) if i.judged == "says"}
    twins = list(plain_twins(bank))
    pairs = [(said[i.question_id, i.criterion_id, i.manner], i.text) for i in twins]  # each has one
    assert len(pairs) > 1400 and all(right != wrong for right, wrong in pairs)
    assert sum(item.judged == "wrong" for item in twins) > 0.95 * len(twins)

    def share(texts: list[str]) -> float:
        return sum(text.endswith(".") for text in texts) / len(texts)

    right, wrong = (list(texts) for texts in zip(*pairs, strict=True))
    assert abs(share(right) - share(wrong)) < 0.03, "no full stop gives it away"
    words = [sum(len(text.split()) for text in texts) / len(texts) for texts in (right, wrong)]
    assert 0.85 < words[0] / words[1] < 1.15, "nor does its length"


def test_who_wrote_for_other_splits_is_not_learnt_from(bank: Bank) -> None:
    train = set(gold_split()["train"])
    for item in plain_twins(bank):
        assert (item.writer in TWINS_LEARNT_FROM) == (bank[item.question_id].stem in train)
    left = [i for i in plain_points(bank) if i.writer not in LEARNT_FROM]
    assert {item.writer for item in left} == {"c"} and len(left) > 400


@pytest.mark.parametrize(
    ("change", "told"),
    [({"manner": "sung"}, "'manner' is one of"), ({"judged": "maybe"}, "'judged' is one of"), ({"said": None}, "said")],
)
def test_a_wrong_line_is_named(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], told: str
) -> None:
    (tmp_path / "plainly.jsonl").write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD | change) + "\n")
    monkeypatch.setattr(module, "SAID", tmp_path)
    with pytest.raises(UsageError, match=told):
        list(plain_points(bank))


def test_a_point_that_the_bank_no_longer_has_is_left_out(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = GOOD | {"criterion": "gone"}
    (tmp_path / "plainly.jsonl").write_text(json.dumps(GOOD) + "\n" + json.dumps(gone) + "\n")
    monkeypatch.setattr(module, "SAID", tmp_path)
    assert [item.criterion_id for item in plain_points(bank)] == ["capacity"]
