"""The result of running the candidate's code, as HTML."""

from __future__ import annotations

import html

from interviewer.grading.forms.code.report import CodeReport, TestResult
from interviewer.grading.grade import MARKS


def report_html(report: CodeReport) -> str:
    """The tests with their results, the input and values of those that failed, and what was printed."""
    passed = sum(r.passed is True for r in report.results)
    head = f"<p><b>{passed} of {len(report.results)} tests passed</b> in {report.seconds:.1f} s</p>"
    fault = f'<p class="problem">Not tested: {html.escape(report.fault)}.</p>' if report.fault else ""
    # code that does not run fails no tests: the fault says all there is to say
    tested = report.results if passed or not report.fault else ()
    printed = (
        f"<details><summary>What it printed</summary><pre>{html.escape(report.printed)}</pre></details>"
        if report.printed
        else ""
    )
    counted = f"{head}<ul>{''.join(map(_line, tested))}</ul>" if tested else ""
    return f'<section class="verdicts runs" role="status">{fault}{counted}{printed}</section>'


def _line(result: TestResult) -> str:
    kind = "met" if result.passed else "not_met" if result.passed is False else "ungraded"
    return (
        f'<li class="verdict {kind}"><span class="mark" aria-hidden="true">{MARKS[kind]}</span>'  # type: ignore[index]
        f"<p>{html.escape(result.text)}</p></li>"
    )
