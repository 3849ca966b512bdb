"""Where files for download are kept, and what becomes of them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.web import downloads
from interviewer.web.downloads import NAME, folder_for_downloads

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are told apart by their numbers")


def test_the_folder_is_in_the_home_for_its_owner_alone_and_goes_when_it_is_closed(tmp_path: Path) -> None:
    with folder_for_downloads(tmp_path) as name:
        assert Path(name).parent == tmp_path / NAME
        assert all(stat.S_IMODE(folder.stat().st_mode) == 0o700 for folder in (Path(name), tmp_path / NAME))
        (Path(name) / "report.pdf").write_text("mine")
    assert list((tmp_path / NAME).iterdir()) == []


def test_what_a_killed_page_left_is_removed_at_the_next_start(tmp_path: Path) -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    killed = tmp_path / NAME / f"{gone.stdout.strip()}-abc"
    restarted = tmp_path / NAME / f"{os.getpid()}-old"
    for folder in (killed, restarted):
        folder.mkdir(parents=True)
        (folder / "report.pdf").write_text("mine")
    with folder_for_downloads(tmp_path):
        assert not killed.exists() and not restarted.exists()


def test_what_another_page_uses_stays_and_so_does_what_is_not_ours(tmp_path: Path) -> None:
    other = tmp_path / NAME / f"{os.getppid()}-abc"
    strange = [tmp_path / NAME / name for name in ("notes", "99999999999999999999-x", "-1-x")]
    for folder in (other, *strange):
        folder.mkdir(parents=True)
    with folder_for_downloads(tmp_path) as first, folder_for_downloads(tmp_path) as second:
        assert all(folder.is_dir() for folder in (other, *strange, Path(first), Path(second)))


def test_where_processes_cannot_be_asked_nothing_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tmp_path / NAME / "4000000-abc"
    left.mkdir(parents=True)

    def no_permission(number: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(downloads.os, "kill", no_permission)
    with folder_for_downloads(tmp_path):
        assert left.is_dir()
