"""``viva data``: data is exported, imported unchanged, and gone after it is deleted."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import ColumnDefault

from interviewer.bootstrap import open_app
from interviewer.cli.main import run_with
from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import InterviewState, Said, Setup, Started
from interviewer.conversation.state.stored import AppealCase
from interviewer.json_data import JsonObject, object_of
from interviewer.settings import load_settings
from interviewer.storage import archive as archive_limits
from interviewer.storage.store import Store
from interviewer.storage.tables import AppealRow
from interviewer.study.schedule import rate, set_interview_date
from knowledge.loader import load_bank
from knowledge.text.pictures import PICTURES
from tests.interviewer.storage.kept import keep_appeal
from tests.interviewer.storage.test_owners import NOON

pytestmark = pytest.mark.slow

SECRET = "zebra-crossing-4711"


def written(owner: str = "") -> dict[str, list[JsonObject]]:
    """An interview with an answer, a contest, ratings and a date; the rows that they are."""
    settings, bank = load_settings(), load_bank()
    settings.prepare_home()
    store = Store(settings.database).of(owner)
    state, turns = advance(InterviewState(Setup("coach", 10.0, tuple(bank), 1)), Started(100.0), bank)
    interview_id = store.interviews.create(state, f"Training {SECRET}", Started(100.0), turns)
    said = Said(120.0, f"my answer is {SECRET} \u2028 🙂 שלום " * 200)
    store.interviews.append(interview_id, 1, said, *advance(state, said, bank))
    rate(store, "training-01", "capacity", 1, NOON)
    rate(store, "training-01", "capacity", 3, NOON.replace(day=9))
    set_interview_date(store, "2126-01-01")
    keep_appeal(store, AppealCase(1.0, "q", "c", SECRET, SECRET, "not_met", "met", "local"))
    rows = store.rows()
    store.close()
    return rows


def rows_now(owner: str = "") -> dict[str, list[JsonObject]]:
    store = Store(load_settings().database).of(owner)
    rows = store.rows()
    store.close()
    return rows


def another_home(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("VIVA_HOME", str(path))


def test_an_export_taken_into_an_empty_home_gives_the_same_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = written()
    out = tmp_path / "mine.zip"
    assert run_with(["data", "export", str(out)]) == 0
    assert capsys.readouterr().out == f"1 interview, 1 contested verdict and 2 ratings in {out}\n"
    assert out.stat().st_mode & 0o077 == 0
    another_home(monkeypatch, tmp_path / "other")
    assert run_with(["data", "import", str(out)]) == 0
    assert rows_now() == before
    assert run_with(["data", "import", str(out)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 interviews, 0 contested verdicts and 0 ratings imported"
    assert rows_now() == before


def test_an_imported_interview_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, light: None
) -> None:
    rows = written()
    run_with(["data", "export", str(tmp_path / "mine.zip")])
    another_home(monkeypatch, tmp_path / "other")
    run_with(["data", "import", str(tmp_path / "mine.zip")])
    app = open_app(load_settings())
    (record,) = app.store.interviews.unfinished()
    assert record.version == 2 and record.id == rows["interviews"][0]["id"]
    list(app.conductor.resume(record.id))
    assert app.store.interviews.load(record.id).version > 2
    app.close()


def test_an_export_of_a_version_without_a_column_gets_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, new, old = written(), tmp_path / "new.zip", tmp_path / "old.zip"
    assert run_with(["data", "export", str(new)]) == 0
    with zipfile.ZipFile(new) as read, zipfile.ZipFile(old, "w") as write:
        for name in read.namelist():
            write.writestr(name, read.read(name).replace(b'"judge": "local"', b'"further": ""'))
    another_home(monkeypatch, tmp_path / "other")
    assert run_with(["data", "import", str(old)]) == 2
    assert "contests.jsonl:1: has no field 'judge'" in capsys.readouterr().err
    monkeypatch.setattr(AppealRow.__table__.c.judge, "default", ColumnDefault("local"))
    assert run_with(["data", "import", str(old)]) == 0
    assert rows_now() == before


def test_the_zip_can_be_read_without_viva(tmp_path: Path) -> None:
    written()
    run_with(["data", "export", str(tmp_path / "mine.zip")])
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        names = archive.namelist()
        (transcript,) = [name for name in names if name.startswith("transcripts/")]
        text = archive.read(transcript).decode()
        lines = archive.read("turns.jsonl").decode().split("\n")
    assert "**You:**" in text and SECRET in text and transcript.endswith(".md")
    assert any(SECRET in json.loads(line)["text"] for line in lines if line)


def test_ratings_of_two_machines_make_one_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written()
    run_with(["data", "export", str(tmp_path / "mine.zip")])
    another_home(monkeypatch, tmp_path / "other")
    load_settings().prepare_home()
    store = Store(load_settings().database)
    rate(store, "training-01", "capacity", 3, NOON.replace(day=20))
    store.close()
    assert run_with(["data", "import", str(tmp_path / "mine.zip")]) == 0
    merged = rows_now()
    assert [row["rating"] for row in merged["ratings"]].count(3) == 2 and len(merged["ratings"]) == 3
    (card,) = merged["cards"]
    assert str(object_of(card["card"])["last_review"]).startswith("2026-11-20")


def test_your_own_bank_comes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = tmp_path / "bank"
    for folder in ("nets", "figures"):
        (bank / folder).mkdir(parents=True)
    (bank / "nets" / "nets-01.md").write_text(
        "---\nid: nets-01\nsection: nets\ncriteria:\n- {id: a, claim: Says a}\n---\n## Question\nWhy?\n\n## Reference answer\nSo.\n"
    )
    files = [*(f"figures/net{end}" for end in sorted(PICTURES)), "nets/nets-01.md"]
    for name in files[:-1]:
        (bank / name).write_bytes(b"a picture")
    (bank / "notes.exe").write_text("no part of a bank")
    monkeypatch.setenv("VIVA_BANK", str(bank))
    assert run_with(["data", "export", str(tmp_path / "mine.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert sorted(n for n in archive.namelist() if n.startswith("bank/")) == [f"bank/{name}" for name in files]
    assert run_with(["data", "import", str(tmp_path / "mine.zip"), "--bank", str(tmp_path / "taken")]) == 0
    assert all((tmp_path / "taken" / name).read_bytes() == (bank / name).read_bytes() for name in files)
    assert run_with(["data", "import", str(tmp_path / "mine.zip"), "--bank", str(bank)]) == 2


def page_bank() -> Path:
    """A bank as the page makes it, in the home."""
    root = load_settings().prepare_home() / "bank"
    (root / "own").mkdir(parents=True)
    (root / "own" / "own-01.md").write_text(
        f"---\nid: own-01\nsection: own\nstatus: draft\n---\n## Question\n{SECRET}?\n"
    )
    (root / ".import.json").write_text("{}")
    return root


def test_the_bank_made_on_the_page_comes_along_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (page_bank() / "own" / "own-01.md").read_text()
    out = tmp_path / "mine.zip"
    assert run_with(["data", "export", str(out)]) == 0
    assert capsys.readouterr().out.endswith(f"in {out}, with 1 question of your own bank\n")
    another_home(monkeypatch, tmp_path / "other")
    place = tmp_path / "other" / "bank"
    assert run_with(["data", "import", str(out)]) == 0
    assert f"import it with --bank {place}" in capsys.readouterr().err
    assert run_with(["data", "import", str(out), "--bank", str(place)]) == 0
    assert "its approved questions can be asked" in capsys.readouterr().out
    assert (place / "own" / "own-01.md").read_text() == text and (place / ".import.json").is_file()


def test_one_account_neither_takes_nor_deletes_the_bank_of_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store((load_settings().prepare_home(), load_settings().database)[1])
    store.accounts.add("ada", "x")
    store.close()
    root = page_bank()
    assert run_with(["data", "export", str(tmp_path / "ada.zip"), "--user", "ada"]) == 0
    with zipfile.ZipFile(tmp_path / "ada.zip") as archive:
        assert not [name for name in archive.namelist() if name.startswith("bank/")]
    assert run_with(["data", "delete", "--yes", "--user", "ada"]) == 0
    assert root.is_dir() and "belongs to everybody here, so it was kept" in capsys.readouterr().err


def test_of_one_account_only_its_own_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store((load_settings().prepare_home(), load_settings().database)[1])
    for name in ("ada", "bob"):
        store.accounts.add(name, "x")
    store.close()
    written("ada")
    bobs = written("bob")
    assert run_with(["data", "export", str(tmp_path / "ada.zip"), "--user", "ada"]) == 0
    assert run_with(["data", "delete", "--yes", "--user", "ada"]) == 0
    assert rows_now("bob") == bobs and all(rows == [] for rows in rows_now("ada").values())
    # what is bob's stays bob's, also where ada takes an interview whose id is his
    assert run_with(["data", "export", str(tmp_path / "bob.zip"), "--user", "bob"]) == 0
    assert run_with(["data", "import", str(tmp_path / "bob.zip"), "--user", "ada"]) == 0
    assert rows_now("bob") == bobs
    (taken,) = rows_now("ada")["interviews"]
    assert taken["id"] != bobs["interviews"][0]["id"] and taken["state"] == bobs["interviews"][0]["state"]
    assert run_with(["data", "export", str(tmp_path / "x.zip"), "--user", "eve"]) == 2


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    out = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for each in source.namelist():
            target.writestr(each, change(source.read(each)) if each == name else source.read(each))
    return out


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("interviews.jsonl", b'"version": 2', b'"version": "two"', "interviews.jsonl:1: field 'version' is no number"),
        ("interviews.jsonl", b'"coach"', b'"nonsense"', "cannot read"),
        ("interviews.jsonl", b'{"id"', b'{"di"', "has no field 'id'"),
        ("interviews.jsonl", b"+00:00", b"", "time without a zone"),
        ("ratings.jsonl", b'"rating": 1', b'"rating": true', "ratings.jsonl:1: field 'rating' is no number"),
        ("turns.jsonl", b"{", b"[", "is no JSON"),
        ("turns.jsonl", b'"role": "', b'"role": "' + b"x" * 30, "longer than 20 characters"),
        ("events.jsonl", b'"started"', b'"unheard"', "cannot read"),
        ("preferences.jsonl", b"2126-01-01", b"someday", "is not a date"),
        ("preferences.jsonl", b"{", b'{"a":' * 5000, "is no JSON"),
        ("viva-data.json", b'"format": 1', b'"format": 99', "newer version"),
        ("viva-data.json", b'"format": 1', b'"format": "a"', "cannot be read"),
    ],
)
def test_wrong_lines_are_named_and_nothing_is_taken(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    before: bytes,
    after: bytes,
    said: str,
) -> None:
    written()
    run_with(["data", "export", str(tmp_path / "mine.zip")])
    broken = changed(tmp_path / "mine.zip", name, lambda data: data.replace(before, after))
    another_home(monkeypatch, tmp_path / "other")
    assert run_with(["data", "import", str(broken)]) == 2
    err = capsys.readouterr().err
    assert said in err and "Traceback" not in err
    assert not (tmp_path / "other").exists() or all(rows == [] for rows in rows_now().values())


def test_other_files_are_refused_and_no_name_leads_out_of_the_bank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.zip").write_text("no zip")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a", "b")
    for name in ("text.zip", "other.zip", "none.zip"):
        assert run_with(["data", "import", str(tmp_path / name)]) == 2
    names = ("bank/../../out.md", "/bank/x.md", "bank/a.sh", "bank\\..\\x.md", "other/x.md", "bank/ok.md")
    with zipfile.ZipFile(tmp_path / "slip.zip", "w") as archive:
        archive.writestr("viva-data.json", '{"format": 1}')
        for name in names:
            archive.writestr(name, "text")
    assert run_with(["data", "import", str(tmp_path / "slip.zip"), "--bank", str(tmp_path / "deep/taken")]) == 0
    assert sorted(p.name for p in (tmp_path / "deep").rglob("*") if p.is_file()) == ["ok.md"]
    assert not (tmp_path / "out.md").exists()
    assert "Traceback" not in capsys.readouterr().err


def test_an_export_that_holds_too_much_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(archive_limits, "MOST_BYTES", 5000)
    for name, size in (("bank/a/1.md", 4000), ("bank/a/2.md", 4000)):
        with zipfile.ZipFile(tmp_path / "large.zip", "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, "x" * size)
    with zipfile.ZipFile(tmp_path / "large.zip", "a") as archive:
        archive.writestr("viva-data.json", '{"format": 1}')
        archive.writestr("transcripts/long.md", "x" * 9000)  # is never read
    assert run_with(["data", "import", str(tmp_path / "large.zip"), "--bank", str(tmp_path / "taken")]) == 2
    assert "holds more than 0.005 MB" in capsys.readouterr().err and not (tmp_path / "taken").exists()
    monkeypatch.setattr(archive_limits, "MOST_BYTES", 9000)
    assert run_with(["data", "import", str(tmp_path / "large.zip"), "--bank", str(tmp_path / "taken")]) == 0


def test_an_export_never_writes_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.zip").write_text("mine")
    assert run_with(["data", "export", str(tmp_path / "mine.zip")]) == 2
    assert run_with(["data", "export", str(tmp_path / "no" / "mine.zip")]) == 2
    assert (tmp_path / "mine.zip").read_text() == "mine" and "cannot be written" in capsys.readouterr().err
