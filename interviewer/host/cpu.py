"""What this process may use of the processor, and what the processor can do."""

from __future__ import annotations

import math
import os
import platform
from pathlib import Path

from interviewer.host.control_groups import CGROUP, PROCESS, group_folders, text_of

_CPUINFO = Path("/proc/cpuinfo")
NEEDED = ("avx2", "fma")
"""Instructions that the embedded language model's library is built with; without them it would end the process."""


def usable_cores(cgroup: Path = CGROUP, process: Path = PROCESS) -> int:
    """Cores this process may use: those in its CPU affinity, limited by its share of the processor's time."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    share = cpu_share(cgroup, process)
    return max(1, min(cores, math.ceil(share)) if share else cores)


def cpu_share(cgroup: Path = CGROUP, process: Path = PROCESS) -> float | None:
    """How much CPU time this process may use, in cores, such as 1.5; None if there is no limit, or it cannot be read."""
    limits = [
        _quota(
            text_of(folder / "cpu.max").split()
            if version == 2
            else text_of(folder / "cpu.cfs_quota_us").split() + text_of(folder / "cpu.cfs_period_us").split()
        )
        for version, folder in group_folders("cpu", cgroup, process)
    ]
    return min((limit for limit in limits if limit), default=None)


def missing_instructions(cpuinfo: Path = _CPUINFO, machine: str | None = None) -> tuple[str, ...]:
    """Required instructions the processor lacks; none if that can't be determined or does not apply."""
    if (machine or platform.machine()).lower() not in {"x86_64", "amd64"}:
        return ()
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    flags = next((line.partition(":")[2].split() for line in lines if line.startswith("flags")), [])
    return tuple(name for name in NEEDED if name not in flags) if flags else ()


def _quota(words: list[str]) -> float | None:
    """Quota and period, both in microseconds, as cores; "max" and -1 mean that there is no limit."""
    if len(words) < 2 or not (words[0].isdigit() and words[1].isdigit()):
        return None
    quota, period = int(words[0]), int(words[1])
    return quota / period if quota and period else None
