"""Weights are small, and are committed once per piece of work."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from checks import weights
from checks.weights import CHANGELOG, MOST_BYTES, RELEASED, faults, main

ROOT = Path(__file__).parents[2]
FILE = Path("adapter.safetensors")


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A branch next to main; the weights were last changed on main."""
    git(tmp_path, "init", "-q")
    (tmp_path / FILE).write_bytes(b"1")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "checkout", "-qb", "work")
    return tmp_path


def test_the_shipped_weights_pass() -> None:
    shipped = sorted((ROOT / "interviewer").rglob("*.safetensors"))
    assert shipped and all(path.stat().st_size <= MOST_BYTES for path in shipped)


def test_the_shipped_changelog_has_headings_of_releases() -> None:
    assert re.search(RELEASED, (ROOT / CHANGELOG).read_text(encoding="utf-8"), re.MULTILINE)


def test_new_weights_may_land_once_on_a_branch(clone: Path) -> None:
    (clone / FILE).write_bytes(b"2")
    assert list(faults([FILE], clone)) == []
    git(clone, "commit", "-qam", "second")
    (clone / FILE).write_bytes(b"3")
    (found,) = faults([FILE], clone)
    assert "was already committed on this branch" in found and "\n" not in found


def release(clone: Path, version: str) -> None:
    changelog = clone / CHANGELOG
    before = changelog.read_text() if changelog.exists() else ""
    changelog.write_text(f"# Changelog\n\n## Unreleased\n\n## {version} (2026-11-29)\n{before}")
    git(clone, "add", CHANGELOG)
    git(clone, "commit", "-qm", version)


def test_new_weights_may_land_once_on_main_between_two_releases(clone: Path) -> None:
    git(clone, "checkout", "-q", "main")
    release(clone, "0.1.0")
    (clone / FILE).write_bytes(b"2")
    assert list(faults([FILE], clone)) == [], "what the release has is what this replaces"
    git(clone, "commit", "-qam", "second")
    (clone / FILE).write_bytes(b"3")
    (clone / CHANGELOG).write_text((clone / CHANGELOG).read_text().replace("Unreleased\n", "Unreleased\n\n- More.\n"))
    git(clone, "commit", "-qm", "Other news", CHANGELOG)
    (found,) = faults([FILE], clone)
    assert "was already committed since the last release" in found and "\n" not in found
    release(clone, "0.2.0")
    assert list(faults([FILE], clone)) == []


def test_on_main_without_a_release_size_alone_counts(clone: Path) -> None:
    git(clone, "checkout", "-q", "main")
    (clone / FILE).write_bytes(b"2")
    assert list(faults([FILE], clone)) == []


def test_a_file_that_is_taken_out_is_no_new_version(clone: Path) -> None:
    (clone / FILE).write_bytes(b"2")
    git(clone, "commit", "-qam", "second")
    (clone / FILE).unlink()
    assert list(faults([FILE], clone)) == []


def test_where_there_is_no_main_branch_size_alone_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FILE).write_bytes(b"12345")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["weights", str(FILE)])
    assert main() == 0
    monkeypatch.setattr(weights, "MOST_BYTES", 4)
    assert main() == 1 and "has 5 bytes, and the limit is 4" in capsys.readouterr().err
