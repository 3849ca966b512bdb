"""The folder for files that people download: reports, decks, and Gradio's copies of them.

It is in the home folder, so that ``viva data delete`` finds what a killed page left there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

NAME = "downloads"
_OPEN: set[str] = set()
"""The folders of this process: after a restart in a container, an old one may have the same number."""


def folder_for_downloads(home: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder of this process, for its owner alone, which goes when it is closed; those of dead processes are removed."""
    root = home / NAME
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in root.iterdir():
        if _is_left(left):
            shutil.rmtree(left, ignore_errors=True)
    made = tempfile.TemporaryDirectory(dir=root, prefix=f"{os.getpid()}-", ignore_cleanup_errors=True)
    _OPEN.add(Path(made.name).name)
    return made


def _is_left(folder: Path) -> bool:
    """Whether the process that made a folder is gone, as far as can be told: another one may have its number by now."""
    number = folder.name.partition("-")[0]
    if not number.isdecimal() or os.name != "posix":
        return False
    if int(number) == os.getpid():
        return folder.name not in _OPEN
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
