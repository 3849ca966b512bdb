"""What is installed from a wheel, far from a clone, does its work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("interviewer", "knowledge", "prompts", "evals", "app.py", "pyproject.toml", "README.md", "LICENSE")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a wheel of this tree installs; the tree itself is left as it is."""
    pytest.importorskip("setuptools", minversion="77")
    tree, site = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("site")
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree)
    build = "from setuptools.build_meta import build_wheel; print(build_wheel('wheels'))"
    made = subprocess.run([sys.executable, "-c", build], cwd=tree, capture_output=True, text=True, timeout=240)
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(tree / "wheels" / made.stdout.split()[-1]) as wheel:
        wheel.extractall(site)
    return site


def test_nothing_but_our_packages_is_installed(installed: Path) -> None:
    """A module named ``app`` would be in the way of any project that has one of its own."""
    own = {each.name for each in installed.iterdir() if not each.name.endswith(".dist-info")}
    assert own == {name for name in PARTS if (ROOT / name).is_dir()}


def run(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of what is installed, in another folder than that of the code."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VIVA_")}
    env = {**kept, "PYTHONPATH": str(installed), "VIVA_HOME": str(folder / "home"), "VIVA_LLM": "off", "NO_COLOR": "1"}
    command = [sys.executable, "-P", "-m", *words]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=240, check=False)


def test_a_result_is_recorded_from_a_wheel(installed: Path, tmp_path: Path) -> None:
    ability = ("evals", "ability", "--repeats", "2", "--record")
    refused = run(installed, tmp_path, *ability)
    assert refused.returncode == 2 and "name a file of your own with --results" in refused.stderr, refused.stderr
    results = tmp_path / "my results.json"
    made = run(installed, tmp_path, *ability, "--results", str(results))
    assert made.returncode == 0, made.stderr
    (entry,) = json.loads(results.read_text(encoding="utf-8"))["results"]
    assert entry["suite"] == "ability" and entry["commit"] == "?", "it is no clone"
    assert entry["numbers"]["chosen"] and entry["command"].startswith("python -m evals ability")
    assert "my results" not in json.dumps(entry), "where it was kept says nothing to others"


def test_bank_prompts_and_labels_are_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    checked = run(installed, tmp_path, "interviewer.cli.main", "bank", "validate", "--quick")
    assert checked.returncode == 0 and "parts are valid" in checked.stdout, checked.stderr
    code = (
        "import interviewer, prompts; from pathlib import Path; from evals.labelled.gold import gold_answers;"
        "from interviewer.grading.local.calibration import load_calibration; from knowledge.loader import load_bank;"
        "from interviewer.conversation.understanding.talk_model import read_talk_model;"
        "print(Path(interviewer.__file__).parents[1], prompts.load_prompt('grade').version,"
        " load_calibration().version, read_talk_model().width, len([*gold_answers(load_bank())]) > 100)"
    )
    (tmp_path / "shown.py").write_text(code, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": f"{installed}{os.pathsep}{tmp_path}"}
    shown = subprocess.run(
        [sys.executable, "-P", "-m", "shown"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120
    )
    assert shown.stdout.startswith(f"{installed} ") and shown.stdout.strip().endswith("True"), shown.stderr
