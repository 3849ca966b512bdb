"""The lock is split so that NVIDIA's packages are installed only where torch asks for them, and every file has a hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from checks import split_lock
from checks.split_lock import GPU, REST, TORCH, main, needs_gpu_packages, split

ROOT = Path(__file__).parents[2]
CPU = "torch-cpu.lock"
LOCK = """anyio==4.1 \\
    --hash=sha256:aa
nvidia-cublas==13.1 ; sys_platform == 'linux' \\
    --hash=sha256:bb
torch==2.13.0 \\
    --hash=sha256:cc \\
    --hash=sha256:dd
torchmetrics==1.0 \\
    --hash=sha256:ee
"""


def test_each_package_goes_into_its_lock() -> None:
    locks = split(LOCK)
    assert locks[REST] == "anyio==4.1 \\\n    --hash=sha256:aa\ntorchmetrics==1.0 \\\n    --hash=sha256:ee\n"
    assert "nvidia-cublas==13.1" in locks[GPU] and "torch" not in locks[GPU].splitlines()[1]
    assert locks[TORCH].endswith("torch==2.13.0 \\\n    --hash=sha256:cc \\\n    --hash=sha256:dd\n")


def test_what_is_split_can_be_split_again() -> None:
    """``make lock`` starts from the three files, so that what is locked stays."""
    once = split(LOCK)
    both = "".join(line for name in (REST, TORCH, GPU) for line in once[name].splitlines(True) if line[0] != "#")
    assert split(both) == once


def test_a_lock_without_torch_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all.lock").write_text("anyio==4.1\n", encoding="utf-8")
    assert main(["all.lock"]) == 2 and "no torch" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["all.lock"]
    assert main(["nowhere.lock"]) == 2 and main([]) == 2


@pytest.mark.parametrize("asked", [["filelock", "nvidia-cublas==13.1; platform_system == 'Linux'"], ["triton==3.7"]])
def test_a_build_for_graphics_cards_asks_for_their_packages(monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> None:
    monkeypatch.setattr(split_lock, "requires", lambda name: asked)
    assert needs_gpu_packages()
    monkeypatch.setattr(split_lock, "requires", lambda name: ["filelock", "sympy>=1.13"])
    assert not needs_gpu_packages()


@pytest.mark.parametrize("name", [REST, CPU, TORCH, GPU])
def test_every_package_of_the_locks_is_pinned_and_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"(?m)^(?=\S)", text) if entry.strip() and not entry.startswith("#")]
    assert entries and all(
        re.match(r"[\w.-]+(?:\[[\w,]+\])?==\S+", entry) and "--hash=sha256:" in entry for entry in entries
    )


def test_torch_is_locked_at_the_version_that_the_project_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    (version,) = (line.partition("~=")[2] for line in asked if line.startswith("torch~="))
    assert f"\ntorch=={version} " in (ROOT / TORCH).read_text(encoding="utf-8")
    assert f"\ntorch=={version}+cpu " in (ROOT / CPU).read_text(encoding="utf-8")
