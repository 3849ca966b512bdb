"""What is counted of a tree's code. That functions and ``Any`` are found wherever they are is tested with this tree's bars."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.suites.speed import house
from evals.suites.speed.house_code import code_files, measure_code
from interviewer.errors import UsageError

VAGUE = "from typing import Any\ndef f(x: Any) -> Any: ...\n"


def write(tree: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tree / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tree


def test_long_files_long_functions_and_vague_signatures_are_counted(tmp_path: Path) -> None:
    long = "def f() -> None:\n" + "    x = 1\n" * 60
    tree = write(
        tmp_path,
        viva__a_dot_py="x = 1\n" * 10,
        viva__b_dot_py=long,
        viva__c_dot_py="x = 1\n" * 301,
        viva__page_dot_js="let x;\n" * 301,
        viva__vague_dot_py=VAGUE,
        viva__storage__rows_dot_py=VAGUE,
        tests__test_a_dot_py=VAGUE,
    )
    assert measure_code(tree) == {
        "python_files": 6,
        "median_lines": 6.0,
        "files_over_300_lines": 2,
        "functions_over_60_lines": 1,
        "any_in_signatures": 4,
    }


def test_what_is_no_code_of_the_tree_is_left_out(tmp_path: Path) -> None:
    tree = write(tmp_path, _dot_venv__a_dot_py="", build__a_dot_py="", docs__a_dot_py="", app_dot_py="", a__b_dot_md="")
    assert [path.name for path in code_files(tree)] == ["app.py"]


@pytest.mark.parametrize(("files", "fault"), [({}, "no Python files"), ({"a_dot_py": "def:"}, "cannot be parsed")])
def test_a_tree_that_cannot_be_read_is_one_clear_line(tmp_path: Path, files: dict[str, str], fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        measure_code(write(tmp_path, **files))


def test_the_house_counts_it_beside_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "wheel", lambda tree: {"megabytes": 1.0})
    write(tmp_path, Makefile="check:\n", app_dot_py="x = 1\n")
    found = house.measure_house(tmp_path, check=False, page=False, tests=())
    assert found["code"] == measure_code(tmp_path) and list(found) == ["wheel", "code", "tests"]
