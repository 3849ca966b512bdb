"""Cores that may be used: affinity, a container's share, and instructions that a processor lacks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from interviewer.host.cpu import cpu_share, missing_instructions, usable_cores
from interviewer.settings import load_settings


@pytest.mark.parametrize(
    ("text", "share"),
    [("max 100000", None), ("150000 100000", 1.5), ("50000 100000", 0.5), ("", None), ("x y", None), ("0 0", None)],
)
def test_a_containers_share_is_read(tmp_path: Path, text: str, share: float | None) -> None:
    (tmp_path / "cpu.max").write_text(text)
    assert cpu_share(tmp_path) == share


def test_an_older_kernels_share_is_read(tmp_path: Path) -> None:
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu/cpu.cfs_quota_us").write_text("200000\n")
    (tmp_path / "cpu/cpu.cfs_period_us").write_text("100000\n")
    assert cpu_share(tmp_path) == 2.0
    (tmp_path / "cpu/cpu.cfs_quota_us").write_text("-1\n")
    assert cpu_share(tmp_path) is None
    assert cpu_share(tmp_path / "none") is None


def limited(folder: Path, cores: float, version: int = 2) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if version == 2:
        (folder / "cpu.max").write_text(f"{cores * 100_000:.0f} 100000\n")
    else:
        (folder / "cpu.cfs_quota_us").write_text(f"{cores * 100_000:.0f}\n")
        (folder / "cpu.cfs_period_us").write_text("100000\n")


def process(tmp_path: Path, groups: str, mounts: str = "") -> Path:
    folder = tmp_path / "proc"
    folder.mkdir(exist_ok=True)
    (folder / "cgroup").write_text(groups)
    (folder / "mountinfo").write_text(mounts)
    return folder


MOUNT = "30 23 0:26 {root} {place} ro,nosuid shared:9 - {kind} cgroup rw\n"


@pytest.mark.parametrize("where", ["", "user.slice", "user.slice/viva.service"])
def test_the_share_of_the_own_group_and_of_those_around_it_is_read(tmp_path: Path, where: str) -> None:
    own = process(tmp_path, "0::/user.slice/viva.service\n")
    groups = tmp_path / "cgroup"
    (groups / "user.slice/viva.service").mkdir(parents=True)
    limited(groups / where, 1.5)
    limited(groups / "user.slice/other.service", 0.5)
    assert cpu_share(groups, own) == 1.5
    limited(groups, 0.25)
    assert cpu_share(groups, own) == 0.25, "no group has more than the one around it"


@pytest.mark.parametrize("named", ["cpu", "cpu,cpuacct", "cpuacct,cpu"])
@pytest.mark.parametrize("where", ["", "docker", "docker/abc"])
def test_an_older_kernels_nested_groups_are_read(tmp_path: Path, named: str, where: str) -> None:
    lines = f"5:memory:/docker/abc\n4:{named}:/docker/abc\n3:cpuset:/elsewhere\n0::/docker/abc\n"
    groups = tmp_path / "cgroup"
    (groups / named / "docker/abc").mkdir(parents=True)
    limited(groups / named / where, 2, version=1)
    limited(groups / "cpuset/elsewhere", 0.5, version=1)
    assert cpu_share(groups, process(tmp_path, lines)) == 2


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("group", ["/docker/abc", "/docker/abc/init.scope", "/", "/../../x"])
def test_a_container_that_sees_its_own_group_as_the_root_reads_it(tmp_path: Path, version: int, group: str) -> None:
    groups = tmp_path / "cgroup"
    place = groups if version == 2 else groups / "cpu"
    limited(place, 1.5, version)
    (place / "init.scope").mkdir()
    lines = f"0::{group}\n" if version == 2 else f"4:cpu,cpuacct:{group}\n"
    kind = "cgroup2" if version == 2 else "cgroup"
    own = process(tmp_path, lines, MOUNT.format(root="/docker/abc", place=place, kind=kind))
    assert cpu_share(groups, own) == 1.5
    if group.endswith("init.scope"):
        limited(place / "init.scope", 0.5, version)
        assert cpu_share(groups, own) == 0.5


@pytest.mark.parametrize("text", ["", "\n\n", "0:", "0::", "nonsense", "4:cpu", "0::relative/x", "\x00"])
def test_a_list_of_groups_that_makes_no_sense_is_no_limit(tmp_path: Path, text: str) -> None:
    own = process(tmp_path, text, "30 23 - cgroup\n - cgroup\nx\n")
    assert cpu_share(tmp_path / "cgroup", own) is None
    (own / "cgroup").write_bytes(b"\xff\xfe")
    assert cpu_share(tmp_path / "cgroup", own) is None


def test_no_more_threads_than_cores_that_may_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1, 2, 3}, raising=False)
    assert usable_cores(tmp_path) == 4
    (tmp_path / "cpu.max").write_text("150000 100000")
    assert usable_cores(tmp_path) == 2
    (tmp_path / "cpu.max").write_text("10000 100000")
    assert usable_cores(tmp_path) == 1
    (tmp_path / "cpu.max").write_text("6400000 100000")
    assert usable_cores(tmp_path) == 4
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {3}, raising=False)
    assert usable_cores(tmp_path) == 1 and load_settings().cpu_threads == 1
    assert load_settings(threads=7).cpu_threads == 7, "who sets a number means it"


def test_a_processor_without_the_instructions_is_told(tmp_path: Path) -> None:
    info = tmp_path / "cpuinfo"
    info.write_text("processor : 0\nflags\t\t: fpu sse4_2 avx\n\nprocessor : 1\nflags\t\t: fpu\n")
    assert missing_instructions(info, "x86_64") == ("avx2", "fma")
    info.write_text("flags : fpu avx2 fma\n")
    assert missing_instructions(info, "x86_64") == ()
    assert missing_instructions(info, "aarch64") == () and missing_instructions(tmp_path / "none", "x86_64") == ()
