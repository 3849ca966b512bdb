"""Cores that may be used: affinity, a container's share, and instructions that a processor lacks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from interviewer.cpu import cpu_share, missing_instructions, usable_cores
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
