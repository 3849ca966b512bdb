"""No label outlives the wording that its reader saw without somebody saying so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.labelled.every_label import PlacedLabel, every_label
from evals.labelled.gold import GOLD, gold_answers, voice_answers
from evals.labelled.rewordings import listed
from evals.labelled.wordings import (
    NOT_READ_AGAIN,
    READ_AGAIN,
    SAME_MEANING,
    LabelWordings,
    Rewording,
    earlier_wordings,
    keep_wordings,
    read_wordings,
    stale_by_set,
    without_wording,
    wording_hash,
)
from interviewer.errors import UsageError
from knowledge.schema import Bank

OPEN = """
advanced-02c/subspaces advanced-04b/prior-choice advanced-04b/small-data nlp-01b/vanishing nlp-04a/equidistant
nlp-04a/one-hot-bad nlp-04c/antonyms nlp-04c/polysemy nlp-05a/top-two nlp-13/tradeoff training-02/where-evaluated
training-06a/structural-prevention training-16/simpler-function
training-20a/convergence-theory training-23/mechanism training-24/architecture training-24/needs-hidden
training-24/weights training-27a/no-gradient training-27a/zero-for-all training-27c/leaky
training-28b/iterate-finetune vision-02b/scale-of-features vision-07/bottleneck-cost vision-07/uses
vision-08a/gradient vision-08c/gain-precision
"""
"""Claims that were reworded after their labels were set, and whose labels nobody has read again.

All are on training questions: nothing that is reported rests on them. The list may only shrink."""


def reworded(bank: Bank, part: str, criterion: str, claim: str) -> Bank:
    """The bank with another wording of one claim."""
    questions = [
        replace(q, criteria=tuple(replace(c, claim=claim) if c.id == criterion else c for c in q.criteria))
        if q.id == part
        else q
        for q in bank.values()
    ]
    return Bank(questions, bank.root)


def test_every_label_belongs_to_a_wording_and_every_change_is_entered(bank: Bank) -> None:
    assert without_wording(read_wordings(), every_label()) == [], "python -m evals reworded --enter"
    earlier = listed(bank)
    new = {f"{one.part}/{one.criterion}" for one in earlier if not one.decision}
    assert new == set(), "reworded since their labels were set; see python -m evals reworded --help"
    left = [f"{one.part}/{one.criterion}" for one in earlier if one.decision == NOT_READ_AGAIN]
    assert [*dict.fromkeys(left)] == OPEN.split()


def test_a_claim_that_is_changed_is_noticed(bank: Bank) -> None:
    before = {(one.part, one.criterion) for one in listed(bank)}
    changed = listed(reworded(bank, "training-01", "regularise-after", "Says something else"))
    (new,) = [one for one in changed if (one.part, one.criterion) not in before]
    assert (new.part, new.criterion, new.decision, new.now) == (
        "training-01",
        "regularise-after",
        "",
        "Says something else",
    )
    assert new.old == wording_hash(next(c.claim for c in bank["training-01"].criteria if c.id == "regularise-after"))
    assert {"training", "said/plainly"} <= {label.set for label in new.labels}


def test_every_label_of_every_format_is_found(bank: Bank) -> None:
    found: dict[str, list[PlacedLabel]] = {}
    for label in every_label():
        found.setdefault(label.set, []).append(label)
    files = {str(path.relative_to(GOLD).with_suffix("")) for path in GOLD.rglob("*.jsonl")}
    assert files - set(found) == {
        *(f"code/{name}" for name in ("escapes", "styles")),
        *(f"contrasts/{writer}" for writer in "abcd"),
        *(f"prose/{part}" for part in ("dev", "test")),
        *(f"said/{name}" for name in ("back", "beliefs", "corrections")),
    }, "sets without a label of a criterion of the bank"
    assert sum(len(found[s]) for s in bank.sections) == sum(len(a.labels) for a in gold_answers(bank))
    voices = sum(len(a.labels) for a in voice_answers(bank))
    assert sum(len(rows) for name, rows in found.items() if name.startswith("voices/")) == voices
    assert len(found["second/watcher"]) == 372 and len(found["near-twins/loose"]) == 189
    assert found["near-twins/loose"][0].answer == "line 1" and found["rl"][0].answer == "rl-01-1"


OLD, NEW, NEWEST = (wording_hash(text) for text in ("Says a", "Says b", "Says c"))
LABELS = tuple(
    PlacedLabel(name, part="training-01", criterion="regularise-after", answer="1") for name in ("voices/x", "rl")
)


def row(old: str, new: str, decision: str, was: str = "Says a") -> Rewording:
    return Rewording("training-01", criterion="regularise-after", old=old, new=new, decision=decision, was=was)


@pytest.mark.parametrize(
    ("rows", "decision"),
    [
        ([], ""),
        ([row(OLD, NEW, READ_AGAIN)], ""),
        ([row(OLD, NEW, NOT_READ_AGAIN)], NOT_READ_AGAIN),
        ([row(OLD, NEWEST, NOT_READ_AGAIN)], NOT_READ_AGAIN),
        ([row(OLD, NEWEST, SAME_MEANING)], SAME_MEANING),
        ([row(OLD, NEWEST, READ_AGAIN)], READ_AGAIN),
        ([row(OLD, NEW, READ_AGAIN), row(NEW, NEWEST, SAME_MEANING, "Says b")], SAME_MEANING),
        ([row(OLD, NEW, SAME_MEANING), row(NEW, NEWEST, NOT_READ_AGAIN, "Says b")], NOT_READ_AGAIN),
        ([row(OLD, NEW, SAME_MEANING), row(NEW, OLD, SAME_MEANING, "Says b")], ""),
    ],
)
def test_what_became_of_a_label(bank: Bank, rows: list[Rewording], decision: str) -> None:
    wordings = LabelWordings({("training-01", "regularise-after"): {OLD: frozenset({""})}}, tuple(rows))
    found = earlier_wordings(reworded(bank, "training-01", "regularise-after", "Says c"), wordings, LABELS)
    assert [one.decision for one in found] == [decision] * (decision != READ_AGAIN)
    assert earlier_wordings(reworded(bank, "training-01", "regularise-after", "Says a"), wordings, LABELS) == []


def test_sets_are_counted_by_folder(bank: Bank) -> None:
    at = {("training-01", "regularise-after"): {OLD: frozenset({"rl"}), NEW: frozenset({"voices/x"})}}
    wordings = LabelWordings(at, (row(OLD, NEWEST, SAME_MEANING),))
    earlier = earlier_wordings(reworded(bank, "training-01", "regularise-after", "Says c"), wordings, LABELS)
    assert stale_by_set(earlier, LABELS) == {
        "gold": {"labels": 1, "same_meaning": 1, "not_read_again": 0},
        "voices": {"labels": 1, "same_meaning": 0, "not_read_again": 1},
    }
    assert without_wording(LabelWordings({}, ()), LABELS) == [*LABELS]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "claims.json"
    at = {
        ("a", "x"): {OLD: frozenset({""})},
        ("a", "y"): {OLD: frozenset({"rl", "voices/x"}), NEW: frozenset({"nlp"})},
    }
    keep_wordings(wordings := LabelWordings(at, (row(OLD, NEW, READ_AGAIN),)), path)
    assert read_wordings(path) == wordings
    shipped = read_wordings()
    keep_wordings(shipped, path)
    assert path.read_bytes() == (GOLD / "claims.json").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        {"read": []},
        {"read": {"a": {"x": {OLD: ["rl"]}}}},
        {"reworded": [{"part": "a"}]},
        {"reworded": [vars(row(OLD, NEW, "whatever"))]},
        {"reworded": [vars(row(OLD, NEW, READ_AGAIN, "Says b"))]},
    ],
)
def test_a_file_of_another_form_is_one_line(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps({"read": {}, "reworded": []} | change))
    with pytest.raises(UsageError, match=r"claims\.json cannot be read"):
        read_wordings(path)
