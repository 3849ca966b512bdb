"""A made-up base model of three small files, its archive, and a stand-in for pip that delivers it."""

from __future__ import annotations

import hashlib
import io
import subprocess
import types
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.llm.embedded.reader_spec import MPNET, BaseFile, BaseSpec

FILES = {"config.json": b'{"layers": 2}', "vocab.txt": b"a\nb\n", "model.safetensors": bytes(range(256)) * 4}


def zip_of(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def in_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"tiny/{name}": data for name, data in files.items()}


def spec_of(data: bytes) -> BaseSpec:
    """A model of three small files in an archive with these bytes, split into parts of 500 bytes."""
    archive = replace(
        MPNET.archive,
        name="tiny",
        file="tiny.zip",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        parts=-(-len(data) // 500),
        part_bytes=500,
        part_package="tiny-part{n:03d}",
        part_member=r"/input/tiny\.zip\.\d+$",
    )
    files = tuple(BaseFile(n, len(d), hashlib.sha256(d).hexdigest()) for n, d in FILES.items())
    return BaseSpec("tiny", archive, files)


GOOD = zip_of(in_folder({**FILES, "README.md": b"not needed", "1_Pooling/config.json": b"{}"}))


class FakePip:
    """Stands in for pip: delivers the wheels with an archive's parts, up to the part at which it fails."""

    def __init__(self, data: bytes, fail_at: int = 0) -> None:
        self.data, self.fail_at = data, fail_at
        self.asked: list[int] = []

    def __call__(self, command: list[str], **_: object) -> types.SimpleNamespace:
        number = int(command[-1].split("part")[1].split("==")[0])
        self.asked.append(number)
        failed = number == self.fail_at
        if not failed:
            with zipfile.ZipFile(Path(command[command.index("--dest") + 1]) / "p.whl", "w") as wheel:
                wheel.writestr(f"tiny/input/tiny.zip.{number:03d}", self.data[(number - 1) * 500 : number * 500])
        said = b"ERROR: No matching distribution found\n" if failed else b""
        return types.SimpleNamespace(
            stdout=[b"Progress 2 of 2\n"], returncode=int(failed), communicate=lambda: (b"", said)
        )


def use(monkeypatch: pytest.MonkeyPatch, pip: FakePip) -> FakePip:
    monkeypatch.setattr(subprocess, "Popen", pip)
    return pip


def quiet(label: str, done: int, total: int) -> None:
    assert label and done <= total


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


DONE = {"tiny/config.json", "tiny/vocab.txt", "tiny/model.safetensors", "tiny.verified.json"}
"""Everything in the models folder once the base has been fetched."""
