"""The tests of code that a bank has in a file next to a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import BankError
from knowledge.loader import load_bank
from knowledge.schema import CodeCase
from tests.knowledge.files import GOOD, write

CODE = GOOD.replace("section: maths\n", "section: maths\nanswer_kind: code\ncode_tests: sums.yaml\n")
CASES = """
function: add
cases:
  - criterion: sum
    args: [2, 2]
    expected: 4
  - criterion: sum
    args: [[1.5, 2], [0, 1]]
    expected: [1.5, 3]
    tolerance: 0.001
"""


def faults(folder: Path, cases: str | bytes, question: str = CODE) -> str:
    write(folder, cases, "sums.yaml")
    write(folder, question)
    with pytest.raises(BankError) as raised:
        load_bank(folder)
    return str(raised.value)


def test_the_cases_of_the_file_are_read_and_count_in_the_hash(tmp_path: Path) -> None:
    write(tmp_path, CASES, "sums.yaml")
    write(tmp_path, CODE)
    question = load_bank(tmp_path)["maths-01"]
    assert question.code_tests == (
        CodeCase("sum", "add", (2, 2), 4),
        CodeCase("sum", "add", ((1.5, 2), (0, 1)), (1.5, 3), 0.001),
    )
    before = question.content_hash
    write(tmp_path, CASES.replace("expected: 4", "expected: 5"), "sums.yaml")
    assert load_bank(tmp_path)["maths-01"].content_hash != before


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ("cases: [", "YAML"),
        ("- 1", "must have 'cases'"),
        ("cases: []", "must have 'cases'"),
        ("cases: [3]", "case 1: must have fields"),
        (CASES.replace("criterion: sum", "criterion: product"), "no criterion 'product'"),
        (CASES.replace("function: add", ""), "needs 'function'"),
        (CASES.replace("function: add", "function: __import__('os')"), "needs 'function'"),
        (CASES.replace("args: [2, 2]", "args: 2"), "args must be a list"),
        (CASES.replace("expected: 4", "expected: .nan"), "must be numbers"),
        (CASES.replace("expected: 4", "expected: 1000000000000000000000000"), "must be numbers"),
        (CASES.replace("expected: 4", "expected: 2026-01-01"), "must be numbers"),
        (CASES.replace("expected: 4", "result: 4"), "unknown field 'result'"),
        (CASES.replace("    expected: 4\n", ""), "field 'expected' is missing"),
        (CASES.replace("tolerance: 0.001", "tolerance: 2"), "tolerance must be"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
    ],
)
def test_what_is_wrong_with_a_file_of_tests_is_named(tmp_path: Path, cases: str | bytes, said: str) -> None:
    assert said in faults(tmp_path, cases)


@pytest.mark.parametrize("name", ["../sums.yaml", "/etc/passwd", "sums.py", "missing.yaml"])
def test_only_a_yaml_file_beside_the_question_is_read(tmp_path: Path, name: str) -> None:
    said = faults(tmp_path, CASES, CODE.replace("sums.yaml", name))
    assert "code_tests" in said and "q.md:5" in said
