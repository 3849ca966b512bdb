"""How much memory this process can still use."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from interviewer.host.control_groups import CGROUP, PROCESS, group_folders, text_of

_MEMINFO = Path("/proc/meminfo")
_FILES = {
    2: ("memory.max", "memory.current", "inactive_file"),
    1: ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
}
"""The files with a group's limit and its use, and the name of the part of it that is given up when memory is short."""


def free_memory(meminfo: Path = _MEMINFO, cgroup: Path = CGROUP, process: Path = PROCESS) -> int | None:
    """Bytes that can be used without pushing anything out: the machine's, or the process's share if that is less.

    None if the platform does not say.
    """
    found = [_of_machine(meminfo), *_of_groups(cgroup, process)]
    return min((free for free in found if free is not None), default=None)


def _of_machine(meminfo: Path) -> int | None:
    if match := re.search(r"^MemAvailable:\s*(\d+) kB$", text_of(meminfo), re.MULTILINE):
        return int(match[1]) * 1024
    if hasattr(os, "sysconf") and "SC_AVPHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None


def _of_groups(cgroup: Path, process: Path) -> Iterator[int]:
    for version, folder in group_folders("memory", cgroup, process):
        limit, used, spare = _FILES[version]
        most, now = text_of(folder / limit).strip(), text_of(folder / used).strip()
        if most.isdigit() and now.isdigit():  # "max" is no limit; version 1 has a huge number for that
            given_up = re.search(rf"^{spare} (\d+)$", text_of(folder / "memory.stat"), re.MULTILINE)
            yield max(0, int(most) - int(now) + (int(given_up[1]) if given_up else 0))
