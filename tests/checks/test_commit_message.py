"""A commit's message: a short subject, and a body that says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checks.commit_message import faults, faults_of_last, main

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


class Clone:
    """A repository with commits of given times."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *words: str, made: str = "2026-11-29T12:00:00+00:00") -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
        env = {**os.environ, "GIT_COMMITTER_DATE": made}
        subprocess.run(["git", *who, *words], cwd=self.folder, check=True, capture_output=True, env=env)

    def commit(self, message: str, made: str = "2026-11-29T12:00:00+00:00") -> None:
        self.git("commit", "-q", "--allow-empty", "-m", message, made=made)


def test_a_long_subject_among_the_last_commits_is_named_but_no_merge_and_no_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = Clone(tmp_path)
    assert faults_of_last(20, tmp_path) == []  # no history, as in an archive
    clone.git("init", "-q")
    clone.commit("y" * 72)
    clone.git("checkout", "-qb", "work")
    clone.commit("x" * 71)
    clone.git("checkout", "-q", "main")
    clone.commit("Short")
    clone.git("merge", "-q", "--no-ff", "-m", "m" * 73, "work")
    assert faults_of_last(2, tmp_path) == []
    (found,) = faults_of_last(3, tmp_path)
    assert "has 72 characters" in found and "y" * 72 in found
    monkeypatch.chdir(tmp_path)
    for count, code in (("2", 0), ("3", 1)):
        monkeypatch.setattr(sys, "argv", ["commit_message", "--last", count])
        assert main() == code
    assert capsys.readouterr().err == found + "\n"


def test_a_commit_needs_a_body_since_that_is_checked(tmp_path: Path) -> None:
    clone = Clone(tmp_path)
    clone.git("init", "-q")
    clone.commit("An old one alone", made="2026-11-29T23:59:59+00:00")
    clone.commit("A new one\n\nFor a reason.\n\nAnd for # another.", made="2026-11-30T00:00:00+00:00")
    assert faults_of_last(20, tmp_path) == []
    clone.commit("A new one alone", made="2026-11-30T00:00:00+00:00")
    (found,) = faults_of_last(20, tmp_path)
    assert "the body is missing" in found
