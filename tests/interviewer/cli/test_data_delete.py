"""``viva data delete``: what was written is in no file any more, wherever a copy of it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from tests.interviewer.cli.test_data import SECRET, page_bank, rows_now, written

pytestmark = pytest.mark.slow


def test_the_bank_made_on_the_page_is_deleted_with_the_rest_and_a_named_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = page_bank()
    assert run_with(["data", "delete", "--yes"]) == 0
    assert not root.exists() and "and 1 question of your own bank" in capsys.readouterr().out
    assert run_with(["data", "delete", "--yes"]) == 0  # with none there
    page_bank()
    monkeypatch.setenv("VIVA_BANK", str(tmp_path / "named"))
    (tmp_path / "named").mkdir()
    assert run_with(["data", "delete", "--yes"]) == 0
    told = capsys.readouterr()
    assert not root.exists() and "and 1 question of your own bank" in told.out
    assert (tmp_path / "named").is_dir() and "is still in" in told.err
    page_bank()
    monkeypatch.setenv("VIVA_BANK", str(root))  # the same folder, but named
    assert run_with(["data", "delete", "--yes"]) == 0
    assert (root / "own" / "own-01.md").is_file()


def test_what_is_deleted_is_in_no_file_of_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written()
    home = load_settings().home
    (home / "chroma").mkdir()
    (home / "chroma" / "chroma.sqlite3").write_text(SECRET)
    (home / "vectors.db").write_text("vectors")
    (home / "downloads" / "12-abc").mkdir(parents=True)
    (home / "downloads" / "12-abc" / "report.pdf").write_text("left by a page that was killed")
    whole = (home / "viva.db").read_bytes()
    assert SECRET.encode() in whole
    for name in ("viva.db.damaged-20260101", "viva.db.damaged-20261127"):
        (home / name).write_bytes(whole)
    assert any(SECRET.encode() in file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert run_with(["data", "delete"]) == 2 and "--yes" in capsys.readouterr().err
    assert run_with(["data", "delete", "--yes"]) == 0
    left = [file.name for file in home.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]
    assert left == [] and not (home / "chroma").exists() and not (home / "vectors.db").exists()
    assert not (home / "downloads").exists()
    assert all(rows == [] for rows in rows_now().values())
    assert run_with(["plan"]) == 0


def test_a_damaged_database_and_its_copy_are_gone_after_starting_afresh(capsys: pytest.CaptureFixture[str]) -> None:
    written()
    home = load_settings().home
    database = home / "viva.db"
    database.write_bytes(b"no database " * 1000 + SECRET.encode())
    assert run_with(["data", "delete", "--yes"]) == 3
    assert "Move viva.db away to start afresh" in capsys.readouterr().err
    assert [path.name.partition("-")[0] for path in home.glob("viva.db.*")] == ["viva.db.damaged"]
    database.rename(home / "old.db")
    (home / "viva.db-wal").unlink(missing_ok=True)
    assert run_with(["data", "delete", "--yes"]) == 0
    assert f"also in {home}, and not used by Viva: old.db; delete it yourself" in capsys.readouterr().err
    assert list(home.glob("*damaged*")) == []


def test_a_database_elsewhere_is_emptied_with_its_copies_and_is_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "else[1]where"
    monkeypatch.setenv("VIVA_DATABASE_URL", f"sqlite:///{folder / 'mine.db'}")
    written()
    (folder / "mine.db.damaged-20260101").write_text(SECRET)
    (folder / "other.db.damaged-20260101").write_text("somebody else's")
    assert (folder / "mine.db").stat().st_mode & 0o077 == 0
    assert run_with(["data", "delete", "--yes"]) == 0
    assert sorted(path.name for path in folder.iterdir() if "damaged" in path.name) == ["other.db.damaged-20260101"]
    assert SECRET.encode() not in (folder / "mine.db").read_bytes()


def test_everything_here_is_deleted_although_the_vector_store_is_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written()
    home = load_settings().home
    (home / "viva.db.damaged-20260101").write_text(SECRET)
    monkeypatch.setenv("VIVA_CHROMA_URL", "http://127.0.0.1:9")
    assert run_with(["data", "delete", "--yes"]) == 3 and "VIVA_CHROMA_URL" in capsys.readouterr().err
    assert [file for file in home.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()] == []


def test_one_account_is_told_of_copies_that_hold_everybodys_words(capsys: pytest.CaptureFixture[str]) -> None:
    store = Store((load_settings().prepare_home(), load_settings().database)[1])
    store.accounts.add("ada", "x")
    store.close()
    copy = load_settings().home / "viva.db.damaged-20260101"
    copy.write_text(SECRET)
    assert run_with(["data", "delete", "--yes", "--user", "ada"]) == 0
    assert copy.is_file() and f"{copy.name} may also contain it" in capsys.readouterr().err
