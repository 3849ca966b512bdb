"""What the project weighs and takes is measured by what its Makefile runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from evals.suites.speed.house import (
    ROOT,
    closing_line,
    commands_of,
    contents_of,
    measure_house,
    timed_check,
    timed_tests,
)
from interviewer.errors import UsageError


def tree(folder: Path, makefile: str) -> Path:
    (folder / "Makefile").write_text(makefile)
    return folder


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("====== 6759 passed, 3 failed, 196 deselected in 698.63s (0:11:38) ======\n",
         (698.63, {"passed": 6759, "failed": 3, "deselected": 196})),
        ("FAILED a.py\n12 passed in 0.50s\n", (0.5, {"passed": 12})),
        ("1 error in 2.00s\n", (2.0, {"error": 1})),
        ("1 passed in 1.00s\n...\n2 passed in 3.00s\n", (3.0, {"passed": 2})),
        ("no tests ran in 0.01s\n", None),
        ("killed\n", None),
    ],
)  # fmt: skip
def test_pytest_s_last_line_is_read(text: str, read: object) -> None:
    assert closing_line(text) == read


def test_every_file_of_the_wheel_belongs_to_one_thing() -> None:
    sizes = {
        "interviewer/grading/local/weights/adapter.safetensors": 70,
        "interviewer/web/page.py": 5,
        "evals/labelled/gold/nlp.jsonl": 20,
        "evals/__main__.py": 3,
        "app.py": 1,
    }
    found = contents_of(sizes)
    assert next(iter(found)) == "weights of the embedded judge" and sum(found.values()) == sum(sizes.values())
    assert found["labelled answers"] == 20 and found["code of the evals"] == 3 and found["everything else"] == 1


def test_what_the_makefile_runs_is_run_with_this_interpreter() -> None:
    folder = str(Path(sys.executable).parent)
    check = commands_of(ROOT, "check")
    assert check[0] == f"{folder}/python -m checks.commit_message --last 20"
    assert check[1] == f"{folder}/ruff check ." and check[-1] == f"{folder}/viva bank validate"
    (fast,) = commands_of(ROOT, "test-fast")
    assert fast.startswith(f"{folder}/python -m pytest") and "not embedded" in fast
    assert all("pip install" not in command for command in [*check, fast, *commands_of(ROOT, "test")])


def test_checks_are_timed_command_by_command_and_twice(tmp_path: Path) -> None:
    found = timed_check(tree(tmp_path, "check:\n\t@echo $$VIVA_HOME >> seen\n\t@/bin/true one\n"))
    for name in ("first", "again"):
        row = found[name]
        assert isinstance(row, dict) and list(row["commands"]) == ["echo $VIVA_HOME >> seen", "true one"]
    homes = (tmp_path / "seen").read_text().split()
    assert len(homes) == 2 and homes[0] == homes[1] and not Path(homes[0]).exists(), "a home that is left behind"


def test_a_check_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"sh -c .* fails in .*: nothing is right"):
        timed_check(tree(tmp_path, "check:\n\t@sh -c 'echo nothing is right; exit 3'\n"))


@pytest.mark.slow
def test_tests_are_counted_and_timed_by_what_pytest_says(tmp_path: Path) -> None:
    made = tree(tmp_path, "test:\n\t@echo '3 passed, 1 failed in 2.50s'; false\n\t@echo '== 2 passed in 1.00s =='\n")
    found = timed_tests(made, "test")
    assert 0 <= float(str(found.pop("processor_seconds"))) < 5
    assert found == {"seconds": 3.5, "passed": 5, "failed": 1}
    works = tree(tmp_path, f"test:\n\t@{sys.executable} -c 'sum(range(20_000_000))'; echo '1 passed in 0.01s'\n")
    assert float(str(timed_tests(works, "test")["processor_seconds"])) > 0.05, "what its processes did is counted"
    with pytest.raises(UsageError, match="did not finish"):
        timed_tests(tree(tmp_path, "test:\n\t@echo out of memory\n"), "test")


@pytest.mark.slow
def test_what_cannot_be_measured_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a clone of Viva: it has no Makefile; name one with --tree"):
        measure_house(tmp_path, check=True, page=False, tests=())
    with pytest.raises(UsageError, match="has no test-fast"):
        commands_of(tree(tmp_path, "check:\n\t@true\n"), "test-fast")
    with pytest.raises(UsageError, match="cannot be built"):
        measure_house(tmp_path, check=True, page=False, tests=())
