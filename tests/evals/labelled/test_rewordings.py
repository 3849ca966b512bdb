"""Entering what became of the labels of claims that were reworded."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.commands import reworded as command
from evals.labelled import rewordings
from evals.labelled.every_label import PlacedLabel, every_label
from evals.labelled.rewordings import as_text, claim_in_history, claims_in, decide, enter, listed
from evals.labelled.wordings import (
    CLAIMS,
    NOT_READ_AGAIN,
    READ_AGAIN,
    SAME_MEANING,
    keep_wordings,
    read_wordings,
    wording_hash,
)
from interviewer.errors import UsageError
from knowledge.schema import Bank
from tests.evals.labelled.test_wordings import reworded

POINT = "training-01/regularise-after"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(CLAIMS, tmp_path / "claims.json"))


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> tuple[PlacedLabel, ...]:
    """The labels of three parts instead of all."""
    labels = tuple(one for one in every_label() if one.part in ("training-01", "nlp-03", "nlp-10"))
    monkeypatch.setattr(rewordings, "every_label", lambda: labels)
    return labels


def of_point(bank: Bank, path: Path) -> list[tuple[str, str, int]]:
    found = [one for one in listed(bank, path) if f"{one.part}/{one.criterion}" == POINT]
    return [(one.decision, one.was, len(one.labels)) for one in found]


def test_a_change_is_entered_and_decided(bank: Bank, path: Path) -> None:
    was = next(c.claim for c in bank["training-01"].criteria if c.id == "regularise-after")
    changed = reworded(bank, "training-01", "regularise-after", "Says something else")
    asked = []

    def find(file: Path, criterion: str, wording: str) -> str:
        asked.append((file.name, criterion, wording))
        return was

    ((_, _, labels),) = of_point(changed, path)
    with pytest.raises(UsageError, match=POINT):
        decide(changed, [POINT], SAME_MEANING, path)
    assert enter(changed, path, find) == 1 and asked == [("training-01.md", "regularise-after", wording_hash(was))]
    assert of_point(changed, path) == [(NOT_READ_AGAIN, was, labels)]
    assert enter(changed, path, find) == 0 and len(asked) == 1
    assert decide(changed, [POINT], SAME_MEANING, path) == labels
    assert of_point(changed, path) == [(SAME_MEANING, was, labels)]
    assert decide(changed, [POINT], READ_AGAIN, path) == labels and of_point(changed, path) == []
    again = reworded(bank, "training-01", "regularise-after", "Says yet another thing")
    assert of_point(again, path) == [("", "", labels)], "the next change is one of its own"
    assert of_point(bank, path) == [("", "", labels)], (
        "the first wording is back, but the labels were read with another"
    )


def test_a_set_that_comes_later_belongs_to_todays_claim(
    bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = reworded(bank, "training-01", "regularise-after", "Says something else")
    every = rewordings.every_label()
    monkeypatch.setattr(rewordings, "every_label", lambda: [one for one in every if one.set != "training"])
    enter(changed, path, lambda *_: next(c.claim for c in bank["training-01"].criteria if c.id == "regularise-after"))
    monkeypatch.setattr(rewordings, "every_label", lambda: every)
    enter(changed, path)
    sets = read_wordings(path).read["training-01", "regularise-after"]
    assert sets[wording_hash("Says something else")] == {"training"} and len(sets) == 2


CLAIMED = ("Says something else", "Says yet another thing", "Says a third thing")


class Twice:
    """A claim that is reworded twice, and what is entered and decided about it."""

    def __init__(self, bank: Bank, path: Path) -> None:
        self.first = next(c.claim for c in bank["training-01"].criteria if c.id == "regularise-after")
        self.known = {wording_hash(claim): claim for claim in (self.first, *CLAIMED)}
        self.banks = [bank, *(reworded(bank, "training-01", "regularise-after", claim) for claim in CLAIMED)]
        self.path = path

    def enter(self, number: int) -> int:
        return enter(self.banks[number], self.path, lambda file, criterion, wording: self.known[wording])

    def decide(self, number: int, decision: str, point: str = POINT) -> int:
        return decide(self.banks[number], [point], decision, self.path)

    def rows(self) -> list[tuple[str, str, str]]:
        """The earlier wordings of the point, what each became, and what was decided."""
        found = [row for row in read_wordings(self.path).reworded if f"{row.part}/{row.criterion}" == POINT]
        assert all(row.was == self.known[row.old] for row in found)
        return sorted((row.was, self.known[row.new], row.decision) for row in found)


@pytest.fixture
def twice(bank: Bank, path: Path) -> Twice:
    return Twice(bank, path)


def test_labels_that_were_read_again_belong_to_the_claim_they_were_read_with(twice: Twice) -> None:
    twice.enter(1)
    labels = twice.decide(1, READ_AGAIN)
    assert twice.enter(2) == 1
    again = (twice.first, CLAIMED[0], READ_AGAIN)
    assert twice.rows() == sorted([again, (CLAIMED[0], CLAIMED[1], NOT_READ_AGAIN)])
    assert of_point(twice.banks[2], twice.path) == [(NOT_READ_AGAIN, CLAIMED[0], labels)]
    twice.decide(2, READ_AGAIN)
    assert twice.rows() == sorted([again, (CLAIMED[0], CLAIMED[1], READ_AGAIN)])
    assert of_point(twice.banks[2], twice.path) == [] and set(
        read_wordings(twice.path).read["training-01", "regularise-after"]
    ) == {wording_hash(CLAIMED[1])}


def test_what_one_reader_decided_about_a_change_outlives_the_next_one(twice: Twice) -> None:
    twice.enter(1)
    labels = twice.decide(1, SAME_MEANING)
    with pytest.raises(UsageError, match=POINT):
        twice.decide(2, SAME_MEANING)  # the second change has not been entered
    assert twice.enter(2) == 1
    same = (twice.first, CLAIMED[0], SAME_MEANING)
    assert twice.rows() == sorted([same, (CLAIMED[0], CLAIMED[1], NOT_READ_AGAIN)])
    assert of_point(twice.banks[2], twice.path) == [(NOT_READ_AGAIN, twice.first, labels)]
    assert twice.decide(2, SAME_MEANING) == labels
    assert twice.rows() == sorted([same, (CLAIMED[0], CLAIMED[1], SAME_MEANING)])
    assert of_point(twice.banks[2], twice.path) == [(SAME_MEANING, twice.first, labels)]
    assert twice.enter(2) == 0, "everything is decided"
    twice.enter(3)
    twice.decide(3, READ_AGAIN)
    assert same in twice.rows() and of_point(twice.banks[3], twice.path) == []


def test_a_change_that_two_wordings_share_stays_open_for_the_one_that_was_not_read_again(twice: Twice) -> None:
    twice.enter(1)
    twice.decide(1, SAME_MEANING)
    point, wordings = ("training-01", "regularise-after"), read_wordings(twice.path)
    old, new = wording_hash(twice.first), wording_hash(CLAIMED[0])
    sets = {old: wordings.read[point][old] - {"training"}, new: frozenset({"training"})}
    keep_wordings(replace(wordings, read={**wordings.read, point: sets}), twice.path)
    assert twice.enter(2) == 2
    for which, left in ((old, [CLAIMED[0]]), (new, [])):
        twice.decide(2, READ_AGAIN, f"{POINT}@{which}")
        found = of_point(twice.banks[2], twice.path)
        assert [(decision, was) for decision, was, _ in found] == [(NOT_READ_AGAIN, was) for was in left]
    assert (CLAIMED[0], CLAIMED[1], READ_AGAIN) in twice.rows()


def test_one_of_two_earlier_wordings_is_decided(bank: Bank, path: Path) -> None:
    claims = ["Says something else", "Says yet another thing"]
    was = next(c.claim for c in bank["training-01"].criteria if c.id == "regularise-after")
    known = {wording_hash(claim): claim for claim in (was, *claims)}
    wordings = read_wordings(path)
    halves = {wording_hash(was): frozenset({"training"}), wording_hash(claims[0]): frozenset({"said/plainly"})}
    keep_wordings(replace(wordings, read={**wordings.read, ("training-01", "regularise-after"): halves}), path)
    changed = reworded(bank, "training-01", "regularise-after", claims[1])
    enter(changed, path, lambda file, criterion, wording: known[wording])
    assert decide(changed, [f"{POINT}@{wording_hash(claims[0])}"], SAME_MEANING, path) == 6
    found = {was: decision for decision, was, _ in of_point(changed, path)}
    assert found == {was: NOT_READ_AGAIN, claims[0]: SAME_MEANING}
    with pytest.raises(UsageError, match="@00000000"):
        decide(changed, [f"{POINT}@00000000"], SAME_MEANING, path)


def test_each_wording_is_shown_with_the_answers_that_belong_to_it(bank: Bank) -> None:
    text = as_text(listed(bank))
    assert "\nold: Calls it self-supervised learning, in this or like words\nnew: Calls it" in text
    assert "  nlp: nlp-03-1, nlp-03-2, nlp-03-3" in text and "## nlp-03/self-supervised@" in text


def test_an_earlier_claim_is_found_in_the_history(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    file = tmp_path / "a.md"
    with pytest.raises(UsageError, match="cannot be read from its history"):
        claim_in_history(file, "yes", "00000000")
    git("init", "-q")
    for claim in ("Says one\n      thing", "'Says: two'", "Says three"):
        file.write_text(f"---\nid: a\ncriteria:\n  - id: yes\n    claim: {claim}\n---\nBody\n")
        git("add", ".")
        git("commit", "-q", "-m", "x")
    for claim in ("Says one thing", "Says: two", "Says three"):
        assert claim_in_history(file, "yes", wording_hash(claim)) == claim
    with pytest.raises(UsageError, match="no commit of"):
        claim_in_history(file, "yes", wording_hash("Says four"))
    assert claims_in("no front matter") == {}


def test_the_command_lists_and_decides(
    bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reopened = ("nlp-03/self-supervised", "nlp-10/definition")
    kept = json.loads(path.read_text(encoding="utf-8"))
    for row in kept["reworded"]:
        if f"{row['part']}/{row['criterion']}" in reopened:
            row["decision"] = NOT_READ_AGAIN
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert command.reworded.__defaults__ == (False, None, None)
    monkeypatch.setattr(rewordings.listed, "__defaults__", (path,))
    monkeypatch.setattr(rewordings.decide, "__defaults__", (path,))
    monkeypatch.setattr(rewordings.enter, "__defaults__", (path, None))
    assert main(["reworded"]) == 0
    assert "## nlp-03/self-supervised@" in capsys.readouterr().out
    assert main(["reworded", "--enter", "--same", "nlp-03/self-supervised", "--again", "nlp-10/definition"]) == 0
    assert capsys.readouterr().err.splitlines()[0] == "0 earlier wordings entered"
    assert main(["reworded"]) == 0
    shown = capsys.readouterr().out
    assert "## nlp-03/self-supervised" not in shown and "## nlp-10/definition" not in shown
    decided = {(row.part, row.criterion): row.decision for row in read_wordings(path).reworded}
    assert decided["nlp-03", "self-supervised"] == SAME_MEANING and decided["nlp-10", "definition"] == READ_AGAIN
    assert main(["reworded", "--same", "nlp-03/whatever"]) == 2
