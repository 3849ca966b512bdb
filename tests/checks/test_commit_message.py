"""A commit's message: a short subject, and a body that says why."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from checks.commit_message import BODIES_SINCE, faults, faults_of_last, main

GOOD = "A subject that fits\n\nThe reason for it.\n"
EARLIER, SINCE = ((BODIES_SINCE - timedelta(seconds=back)).isoformat() for back in (1, 0))


@pytest.mark.parametrize(
    "message",
    [
        GOOD,
        f"{'x' * 71}\n\nWhy.",
        f"\n{GOOD}\n# a comment that git put there, as long as it likes to be, well beyond seventy-two characters\n",
        f"{GOOD}# ------------------------ >8 ------------------------\n{'diff' * 50}",
        "Merge branch 'one' into another",
        f'Revert "{"x" * 71}"\n',
        "fixup! Something",
    ],
)
def test_what_is_in_order_passes(message: str) -> None:
    assert faults(message) == []


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (f"{'x' * 72}\n\nWhy.", "has 72 characters"),
        (f"Merge branch 'one' into {'x' * 48}\n", "has 72 characters"),
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

    def git(self, *words: str, made: str = EARLIER) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
        env = {**os.environ, "GIT_COMMITTER_DATE": made}
        subprocess.run(["git", *who, *words], cwd=self.folder, check=True, capture_output=True, env=env)

    def commit(self, message: str, made: str = EARLIER) -> None:
        self.git("commit", "-q", "--allow-empty", "-m", message, made=made)


def test_a_long_subject_among_the_last_commits_is_named_but_no_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = Clone(tmp_path)
    assert faults_of_last(20, tmp_path) == []  # no history, as in an archive
    clone.git("init", "-q")
    clone.commit("y" * 72)
    clone.commit("x" * 71)
    clone.commit("Short")
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
    clone.commit("An old one alone", made=EARLIER)
    clone.commit("A new one\n\nFor a reason.\n\nAnd for # another.", made=SINCE)
    assert faults_of_last(20, tmp_path) == []
    clone.commit("A new one alone", made=SINCE)
    (found,) = faults_of_last(20, tmp_path)
    assert "the body is missing" in found


@pytest.mark.parametrize(("made", "subject", "found"), [(SINCE, 72, 1), (SINCE, 71, 0), (EARLIER, 72, 0)])
def test_a_merge_needs_a_short_subject_and_no_body(tmp_path: Path, made: str, subject: int, found: int) -> None:
    clone = Clone(tmp_path)
    clone.git("init", "-q")
    clone.commit(GOOD)
    clone.git("checkout", "-qb", "work")
    clone.commit(GOOD)
    clone.git("checkout", "-q", "main")
    clone.git("merge", "-q", "--no-ff", "-m", "m" * subject, "work", made=made)
    named = faults_of_last(20, tmp_path)
    assert len(named) == found and all("has 72 characters" in fault for fault in named)
