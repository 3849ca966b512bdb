"""What a run of code showed, and what is said where nothing runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.code.report import CodeReport, TestResult
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.sandbox.sandbox import find_sandbox
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.forms.code_report import report_html
from knowledge.schema import Bank
from tests.interviewer.grading.forms.walls import needs_walls


def test_each_test_is_a_line_with_what_failed() -> None:
    shown = report_html(
        CodeReport(
            results=(
                TestResult("Output shape", True),
                TestResult("Bias <sum>", False, given="x of shape (1, 4)", expected="(6,)", got="(1, 6)", line=3),
                TestResult("Gradient", None),
            ),
            printed="<b>hello",
            seconds=0.42,
        )
    )
    assert "1 of 3 tests passed" in shown and "in 0.4 s" in shown
    assert "Bias &lt;sum&gt; (line 3): expected (6,), got (1, 6) for x of shape (1, 4)" in shown
    assert "&lt;b&gt;hello" in shown and shown.count('class="verdict ') == 3


def test_a_fault_is_one_line() -> None:
    assert "Not tested: there is no code yet." in report_html(CodeReport(fault="there is no code yet"))


def test_code_that_does_not_run_has_failed_no_tests() -> None:
    failed = TestResult("The code runs", False, expected="no error", got="an error", line=1)
    shown = report_html(CodeReport(results=(failed,), fault="line 1: IndentationError: unexpected indent"))
    assert "Not tested: line 1: IndentationError" in shown and "passed" not in shown and "<li" not in shown


@needs_walls
@pytest.mark.slow
@pytest.mark.parametrize(
    "code",
    [
        "  x = 1\n def f(): pass",
        "def f(x:\n\n\n",
        "def f():\nreturn 1 +",
        "class A\n  def",
        "def f(x) -> 3:\n    return 'a",
    ],
)
def test_no_count_of_tests_stands_beside_a_fault(bank: Bank, code: str) -> None:
    report = CodeForm(lambda: find_sandbox(consent=False)).report(bank["training-03b"], fenced("python", code))
    shown = report_html(report)
    assert not (report.fault and "tests passed" in shown), shown
    assert "line " in shown or "no code" in shown


@pytest.mark.parametrize(
    ("question", "code", "said"),
    [
        ("training-01", "x = 1", "no tests for this question"),
        ("training-03a", "x = 1", "turned off"),
    ],
)
def test_where_nothing_runs_the_reason_is_given(
    light_services: Services, store: Store, tmp_path: Path, question: str, code: str, said: str
) -> None:
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    view = desk.retry(question)
    assert said in desk.run_code(view.interview_id, code).fault
    desk.stop_code(view.interview_id)  # nothing runs, so nothing happens
