"""Memory that can be used: the machine's, or the share of a container or a service."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from interviewer.host.memory import free_memory

GB = 1_000_000_000


def machine(tmp_path: Path, kilobytes: int = 8_000_000) -> Path:
    file = tmp_path / "meminfo"
    file.write_text(f"MemTotal:       16000000 kB\nMemFree:  100 kB\nMemAvailable:   {kilobytes} kB\n")
    return file


def limited(folder: Path, version: int, most: int | str, used: int, spare: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    limit, now = (
        ("memory.max", "memory.current") if version == 2 else ("memory.limit_in_bytes", "memory.usage_in_bytes")
    )
    (folder / limit).write_text(f"{most}\n")
    (folder / now).write_text(f"{used}\n")
    name = "inactive_file" if version == 2 else "total_inactive_file"
    (folder / "memory.stat").write_text(f"anon 5\n{name} {spare}\nslab 1\n")


def process(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "proc"
    folder.mkdir()
    (folder / "cgroup").write_text(text)
    return folder


def test_what_the_machine_has_available_counts_and_not_what_is_unused(tmp_path: Path) -> None:
    own = process(tmp_path, "0::/\n")
    assert free_memory(machine(tmp_path), tmp_path / "none", own) == 8_000_000 * 1024


def test_without_that_file_the_platform_is_asked_and_may_not_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = process(tmp_path, "0::/\n")
    monkeypatch.setattr(os, "sysconf", {"SC_AVPHYS_PAGES": 1000, "SC_PAGE_SIZE": 4096}.__getitem__)
    monkeypatch.setattr(os, "sysconf_names", {"SC_AVPHYS_PAGES": 1})
    assert free_memory(tmp_path / "none", tmp_path / "none", own) == 4_096_000
    monkeypatch.setattr(os, "sysconf_names", {})
    assert free_memory(tmp_path / "none", tmp_path / "none", own) is None


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("where", ["", "app.slice", "app.slice/viva.service"])
def test_the_share_of_a_group_counts_where_it_is_less(tmp_path: Path, version: int, where: str) -> None:
    own = process(tmp_path, "0::/app.slice/viva.service\n" if version == 2 else "4:memory:/app.slice/viva.service\n")
    groups = tmp_path / "cgroup"
    place = groups if version == 2 else groups / "memory"
    limited(place / where, version, 2 * GB, 1 * GB, GB // 4)
    assert free_memory(machine(tmp_path), groups, own) == 2 * GB - 1 * GB + GB // 4
    assert free_memory(machine(tmp_path, 1000), groups, own) == 1000 * 1024
    limited(place / where, version, 2 * GB, 3 * GB)
    assert free_memory(machine(tmp_path), groups, own) == 0


@pytest.mark.parametrize("most", ["max", "", "x", 9_223_372_036_854_771_712])
def test_no_limit_is_none(tmp_path: Path, most: int | str) -> None:
    own = process(tmp_path, "0::/\n")
    limited(tmp_path / "cgroup", 2, most, GB)
    assert free_memory(machine(tmp_path), tmp_path / "cgroup", own) == 8_000_000 * 1024
