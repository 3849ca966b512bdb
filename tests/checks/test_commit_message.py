"""A commit's message: a short subject, and a body that says why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checks.commit_message import faults, long_subjects, main

GOOD = "A subject that fits\n\nThe reason for it.\n"


@pytest.mark.parametrize(
    "message",
    [
        GOOD,
        f"{'x' * 71}\n\nWhy.",
        f"\n{GOOD}\n# a comment that git put there, as long as it likes to be, well beyond seventy-two characters\n",
        f"{GOOD}# ------------------------ >8 ------------------------\n{'diff' * 50}",
        "Merge branch 'one' into another with a name that is longer than any subject that is written by hand",
        'Revert "Something"\n',
        "fixup! Something",
    ],
)
def test_what_is_in_order_passes(message: str) -> None:
    assert faults(message) == []


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (f"{'x' * 72}\n\nWhy.", "has 72 characters"),
        ("A subject alone\n", "the body is missing"),
        ("A subject alone\n\n# only a comment\n", "the body is missing"),
        ("A subject\nand its body at once\n", "leave an empty line"),
        ("", "no subject"),
        ("# nothing but a comment\n", "no subject"),
    ],
)
def test_what_is_not_is_named(message: str, says: str) -> None:
    assert says in "\n".join(faults(message))


def test_the_hook_ends_with_one_where_something_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "COMMIT_EDITMSG"
    monkeypatch.setattr(sys, "argv", ["commit_message", str(file)])
    for message, code in ((GOOD, 0), ("A subject alone", 1)):
        file.write_text(message, encoding="utf-8")
        assert main() == code
    assert capsys.readouterr().err.count("\n") == 1


def test_a_long_subject_among_the_last_commits_is_named_but_no_merge_and_no_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(subject: str) -> None:
        git("commit", "-q", "--allow-empty", "-m", subject)

    assert long_subjects(20, tmp_path) == []  # no history, as in an archive
    git("init", "-q")
    commit("y" * 73)
    git("checkout", "-qb", "work")
    commit("x" * 72)
    git("checkout", "-q", "main")
    commit("Short")
    git("merge", "-q", "--no-ff", "-m", "m" * 73, "work")
    assert long_subjects(2, tmp_path) == []
    (found,) = long_subjects(3, tmp_path)
    assert "has 73 characters" in found and "y" * 73 in found
    monkeypatch.chdir(tmp_path)
    for count, code in (("2", 0), ("3", 1)):
        monkeypatch.setattr(sys, "argv", ["commit_message", "--last", count])
        assert main() == code
    assert capsys.readouterr().err == found + "\n"
