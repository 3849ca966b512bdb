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

POINT = "training-01/capacity"


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
    was = next(c.claim for c in bank["training-01"].criteria if c.id == "capacity")
    changed = reworded(bank, "training-01", "capacity", "Says something else")
    asked = []

    def find(file: Path, criterion: str, wording: str) -> str:
        asked.append((file.name, criterion, wording))
        return was

    ((_, _, labels),) = of_point(changed, path)
    with pytest.raises(UsageError, match=POINT):
        decide(changed, [POINT], SAME_MEANING, path)
    assert enter(changed, path, find) == 1 and asked == [("training-01.md", "capacity", wording_hash(was))]
    assert of_point(changed, path) == [(NOT_READ_AGAIN, was, labels)]
    assert enter(changed, path, find) == 0 and len(asked) == 1
    assert decide(changed, [POINT], SAME_MEANING, path) == labels
    assert of_point(changed, path) == [(SAME_MEANING, was, labels)]
    assert decide(changed, [POINT], READ_AGAIN, path) == labels and of_point(changed, path) == []
    again = reworded(bank, "training-01", "capacity", "Says yet another thing")
    assert of_point(again, path) == [("", was, labels)], "the next change is one of its own"
    assert of_point(bank, path) == [], "the first wording is back"


def test_a_set_that_comes_later_belongs_to_todays_claim(
    bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = reworded(bank, "training-01", "capacity", "Says something else")
    every = rewordings.every_label()
    monkeypatch.setattr(rewordings, "every_label", lambda: [one for one in every if one.set != "training"])
    enter(changed, path, lambda *_: next(c.claim for c in bank["training-01"].criteria if c.id == "capacity"))
    monkeypatch.setattr(rewordings, "every_label", lambda: every)
    enter(changed, path)
    sets = read_wordings(path).read["training-01", "capacity"]
    assert sets[wording_hash("Says something else")] == {"training"} and len(sets) == 2


def test_one_of_two_earlier_wordings_is_decided(bank: Bank, path: Path) -> None:
    claims = ["Says something else", "Says yet another thing"]
    was = next(c.claim for c in bank["training-01"].criteria if c.id == "capacity")
    known = {wording_hash(claim): claim for claim in (was, *claims)}
    wordings = read_wordings(path)
    halves = {wording_hash(was): frozenset({"training"}), wording_hash(claims[0]): frozenset({"said/plainly"})}
    keep_wordings(replace(wordings, read={**wordings.read, ("training-01", "capacity"): halves}), path)
    changed = reworded(bank, "training-01", "capacity", claims[1])
    enter(changed, path, lambda file, criterion, wording: known[wording])
    assert decide(changed, [f"{POINT}@{wording_hash(claims[0])}"], SAME_MEANING, path) == 6
    found = {was: decision for decision, was, _ in of_point(changed, path)}
    assert found == {was: NOT_READ_AGAIN, claims[0]: SAME_MEANING}
    with pytest.raises(UsageError, match="@00000000"):
        decide(changed, [f"{POINT}@00000000"], SAME_MEANING, path)


def test_each_wording_is_shown_with_the_answers_that_hang_on_it(bank: Bank) -> None:
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
