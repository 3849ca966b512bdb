"""``viva user``: accounts are made, changed and deleted with all that they wrote."""

from __future__ import annotations

import pytest

from interviewer.cli.main import run_with
from interviewer.settings import load_settings
from interviewer.storage import passwords
from interviewer.storage.passwords import is_password
from interviewer.storage.store import Store
from tests.interviewer.cli.terminal import stdin
from tests.interviewer.cli.test_data import rows_now, written

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_ROUNDS", 4)


def add(monkeypatch: pytest.MonkeyPatch, name: str, password: str = PASSWORD) -> int:
    stdin(monkeypatch, f"{password}\n")
    return run_with(["user", "add", name])


def test_an_account_is_made_once_and_its_password_is_nowhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(monkeypatch, "ada") == 0
    assert add(monkeypatch, "ada") == 2 and add(monkeypatch, "bob", "short") == 2 and add(monkeypatch, "A b") == 2
    assert run_with(["user", "list"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "ada" and PASSWORD not in said.out + said.err and "Traceback" not in said.err
    store = Store(load_settings().database)
    assert is_password(PASSWORD, store.accounts.password_hash("ada"))
    store.close()
    for file in load_settings().home.rglob("*"):
        assert not file.is_file() or PASSWORD.encode() not in file.read_bytes()


def test_a_password_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "ada")
    stdin(monkeypatch, "another long password\n")
    assert run_with(["user", "password", "ada"]) == 0
    assert run_with(["user", "password", "eve"]) == 2
    store = Store(load_settings().database)
    assert is_password("another long password", store.accounts.password_hash("ada"))
    store.close()


@pytest.mark.slow
def test_an_account_goes_with_all_that_it_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "ada")
    written("ada")
    mine = written()
    assert run_with(["user", "remove", "ada"]) == 2
    assert run_with(["user", "remove", "ada", "--yes"]) == 0
    assert all(rows == [] for rows in rows_now("ada").values()) and rows_now() == mine
    assert run_with(["user", "remove", "ada", "--yes"]) == 2
