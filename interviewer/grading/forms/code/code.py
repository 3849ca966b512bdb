"""Code as a form of answer: it is run in a sandbox against hidden tests, and each criterion has its own tests."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

import numpy as np

from interviewer.grading.forms.code.block import CodeBlock, code_of
from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.case_checks import CaseChecks, example_of, signature_of
from interviewer.grading.forms.code.code_tests.dropout.checks import DropoutChecks
from interviewer.grading.forms.code.code_tests.network.checks import NetworkChecks
from interviewer.grading.forms.code.code_tests.network.whole import is_input
from interviewer.grading.forms.code.code_tests.shown import shown_error
from interviewer.grading.forms.code.lines_as_step import as_step
from interviewer.grading.forms.code.patched import patched
from interviewer.grading.forms.code.report import UNTESTED, CodeReport, Decided, TestResult
from interviewer.grading.forms.code.script import half_untested, script_of, without_definition
from interviewer.grading.forms.code.slip_cost import with_slips
from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.sandbox.messages import CodeFaultError
from interviewer.grading.forms.sandbox.sandbox import NoSandboxError, Sandbox
from interviewer.grading.grade import RANK
from knowledge.schema import Question

KEPT_REPORTS = 64
"""Size of the report cache: findings, note and page all ask about one answer, and again after each follow-up."""
RUNS_AT_ONCE = 2
"""Most simultaneous processes, so that a page with many visitors stays responsive on two cores."""
TURN_SECONDS = 0.1
"""How often a run that is waiting for its turn checks whether it has been stopped, in seconds."""

STOPPED = "the run was stopped"
NO_FUNCTION = "there is no code in the answer that defines a function or a class"
FEWEST_OF_LINES = 2
"""Lines without a function count as run if they decide as many points: the forward pass alone may be an example among words."""


class Checks(Protocol):
    """The hidden tests of one question, for one answer."""

    @property
    def results(self) -> list[TestResult]:
        """The tests that have run."""
        ...

    def run(self, explained: bool) -> tuple[Decided, ...]:
        """Run all tests; empty if nothing in the code can be called in the way the question asks for."""
        ...


@dataclass(frozen=True)
class Suite:
    """The hidden tests of a question.

    Attributes:
        criteria: Ids of the criteria that the tests decide; code that does not run earns none of them.
        signature: A signature the candidate can start from; other names and argument orders also work.
        example: One visible example, in words.
        checks: Makes the tests for an answer.
        takes: Whether a name is that of something the code is given, if lines without a function are run, too.
    """

    criteria: tuple[str, ...]
    signature: str
    example: str
    checks: Callable[[Bench], Checks]
    takes: Callable[[str], bool] | None = None


def _suite(checks: type[NetworkChecks] | type[DropoutChecks]) -> Suite:
    return Suite(checks.criteria, checks.signature, checks.example, checks)


SUITES: Mapping[str, Suite] = MappingProxyType(
    {
        "training-03a": replace(_suite(NetworkChecks), takes=is_input),
        "training-03b": _suite(DropoutChecks),
    }
)
"""Tests of the built-in bank, by question."""


class CodeForm:
    """Runs the code in an answer and grades by what it does.

    Args:
        sandbox: Gives the sandbox to run code in; called when there is code.
    """

    def __init__(self, sandbox: Callable[[], Sandbox]) -> None:
        self._sandbox = sandbox
        self._reports: OrderedDict[tuple[str, str], CodeReport] = OrderedDict()
        self._lock = threading.Lock()
        self._turn = threading.Semaphore(RUNS_AT_ONCE)

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """The findings from running the code; empty if there is no code, or it cannot be run here."""
        block = _block_of(question, answer)
        if block is None:
            return ()
        report = self.report(question, answer)
        lines, suite = report.tested.splitlines(), suite_of(question)
        if suite is not None and report.tested and not report.decided and not block.lines:
            return tuple(Finding(criterion, "ungraded", UNTESTED) for criterion in suite.criteria)
        return tuple(
            Finding(
                d.criterion_id,
                d.verdict,
                d.reason,
                block.cut if d.absent and d.wrong else _quote(lines, d.line),
                d.wrong,
            )
            for d in report.decided
        )

    def note(self, question: Question, answer: str) -> str:
        """A sentence on what a run would add to prose, or why code was not run."""
        suite = suite_of(question)
        if suite is None:
            return ""
        block = _block_of(question, answer)
        report = self.report(question, answer)
        if block is None or report.undefined:
            return without_definition(suite.signature, answer)
        if report.fault and not report.decided:
            wanted = f" {half_untested(suite.signature)}" if report.tested else ""
            return f"The code was read but not tested: {report.fault}.{wanted}"
        if report.fault:
            return f"The code does not run, so nothing in it could be tested: {report.fault}."
        if any(d.verdict == "ungraded" for d in report.decided):
            return f"Not all of the code could be tested. {half_untested(suite.signature)}"
        if report.slipped and block.slips is not None:
            line = block.slips.first
            return f"“{line}” is not valid Python, so your code does not run as it stands. It was tested with that put right."
        if block.cut:
            lost = f" with all of {block.lost}" if block.lost else ""
            return f"The end of your code is not valid Python from “{block.cut}” on, and was left out of the run{lost}."
        if block.left_out:
            return "A code block that is not valid Python was left out of the run."
        if block.dropped:
            return "A code block that your words call a mistake was left out of the run."
        if report.patched:
            return "The code was run with the line that your words after it put right."
        if not report.results:
            return ""
        failed = sum(r.passed is False for r in report.results)
        return f"The code was run: {len(report.results) - failed} of {len(report.results)} tests passed."

    def report(self, question: Question, answer: str, stop: threading.Event | None = None) -> CodeReport:
        """Run the code of an answer, or return the report of an earlier run.

        Args:
            stop: Set it from another thread to end the run; the report of a stopped run is not cached.

        Raises:
            KeyError: The question has no tests of code; see ``suite_of``.
        """
        suite, block = suite_of(question), _block_of(question, answer)
        if suite is None:
            raise KeyError(question.id)
        if block is None:
            return CodeReport(fault=NO_FUNCTION, undefined=True)
        key = (question.id, answer)
        with self._lock:
            if key in self._reports:
                self._reports.move_to_end(key)
                return self._reports[key]
        ended = stop or threading.Event()
        while not self._turn.acquire(timeout=TURN_SECONDS):
            if ended.is_set():
                return CodeReport(fault=STOPPED)
        try:
            report = self._run_as_meant(suite, block, ended)
            if block.lines and sum(d.verdict != "ungraded" for d in report.decided) < FEWEST_OF_LINES:
                named = CodeReport(fault=NO_FUNCTION, undefined=True)
                report = named if report.tested else CodeReport(fault=report.fault, undefined=report.undefined)
        finally:
            self._turn.release()
        if stop is None or not stop.is_set():
            with self._lock:
                self._reports[key] = report
                while len(self._reports) > KEPT_REPORTS:
                    self._reports.popitem(last=False)
        return report

    def _run_as_meant(self, suite: Suite, block: CodeBlock, stop: threading.Event) -> CodeReport:
        """Run code with its slips of syntax put right, if there are any and that leads to verdicts."""
        if block.slips is not None:
            meant = self._run_patched(suite, replace(block, source=block.slips.meant, cut="", lost=""), stop)
            if meant.decided:
                return with_slips(meant, block.slips)
            if not meant.tested or stop.is_set():
                return meant  # it was stopped, or there is no sandbox
        return self._run_patched(suite, block, stop)

    def _run_patched(self, suite: Suite, block: CodeBlock, stop: threading.Event) -> CodeReport:
        """Run code, and once more with the line that the words after it put right, if that makes it better."""
        report = self._run(suite, block, stop)
        after = patched(block.source, block.after) if block.after.strip() and _fails(report) else block.source
        if after == block.source or stop.is_set():
            return report
        again = self._run(suite, replace(block, source=after), stop)
        return replace(again, patched=after) if _improves(report, again) else report

    def _run(self, suite: Suite, block: CodeBlock, stop: threading.Event) -> CodeReport:
        start = time.monotonic()
        try:
            sandbox = self._sandbox()
            # the numbers are the candidate's: overflow and NaN are results too
            with np.errstate(all="ignore"), Bench(sandbox, block.source, stop) as bench:
                checks = suite.checks(bench)
                # what is lost to a syntax error is in the code, so the words do not stand for it
                decided, fault = _decided(suite, bench, checks, block.explained and not block.lost)
                decided = _with_lost(suite, decided, block) if block.lost else decided
                results, printed = tuple(checks.results), bench.printed_so_far
        except NoSandboxError as error:
            return CodeReport(fault=str(error))
        if stop.is_set():
            return CodeReport(fault=STOPPED, printed=printed, seconds=time.monotonic() - start)
        return CodeReport(
            results=results,
            decided=decided,
            fault=fault,
            printed=printed,
            tested=block.source,
            confined=sandbox.walls == "bubblewrap",
            seconds=time.monotonic() - start,
        )


def suite_of(question: Question) -> Suite | None:
    """The tests of a question: its own, else those of the built-in bank; None if its answers are not run."""
    if question.code_tests:
        cases = question.code_tests
        criteria = tuple(dict.fromkeys(case.criterion for case in cases))
        return Suite(criteria, signature_of(cases), example_of(cases), lambda bench: CaseChecks(bench, cases))
    suite = SUITES.get(question.id)
    # another bank may have a question with the same id
    known = {c.id for c in question.criteria}
    return suite if suite is not None and question.answer_kind == "code" and known.issuperset(suite.criteria) else None


def _block_of(question: Question, answer: str) -> CodeBlock | None:
    """The code that is run: that with a function or, if the question's tests take such, lines without one."""
    suite = suite_of(question)
    block = code_of(answer) if suite is not None else None
    if suite is None or block is not None or suite.takes is None:
        return block
    script = script_of(answer)
    step = as_step(script.source, suite.takes) if script is not None and script.sure else ""
    return CodeBlock(step, script.words, lines=True) if script is not None and step else None


def _decided(suite: Suite, bench: Bench, checks: Checks, explained: bool) -> tuple[tuple[Decided, ...], str]:
    """The test verdicts, and if there are none, why."""
    try:
        bench.load()
        if bench.failed is not None:
            title, said = "Code outside the definitions", f"it fails and is left out: {bench.failed.message}"
            checks.results.append(TestResult(title, None, got=said, line=bench.failed.line))
        decided = checks.run(explained)
    except CodeFaultError as error:
        reason = f"The code does not run: {error.fault.text}."
        got = shown_error(error.fault)
        checks.results.append(TestResult("The code runs", False, expected="no error", got=got, line=error.fault.line))
        return tuple(
            Decided(c, "not_met", reason, error.fault.line, wrong=True) for c in suite.criteria
        ), error.fault.text
    return decided, "" if decided else "nothing in it could be called the way the question asks for"


def _with_lost(suite: Suite, decided: tuple[Decided, ...], block: CodeBlock) -> tuple[Decided, ...]:
    """The verdicts, with the syntax error for what the code does not have because of it."""
    reason = f"{block.lost} has a syntax error and cannot run: “{block.cut}” is not valid Python."
    found = decided or tuple(Decided(c, "not_met", "", absent=True) for c in suite.criteria)
    return tuple(replace(item, reason=reason, wrong=True) if item.absent else item for item in found)


def _fails(report: CodeReport) -> bool:
    """Whether the code does not earn every point that its tests decide."""
    return any(item.verdict != "met" for item in report.decided)


def _improves(before: CodeReport, after: CodeReport) -> bool:
    """Whether code with a corrected line earns more, and no point earns less."""
    now = {item.criterion_id: RANK[item.verdict] for item in after.decided}
    gains = [now.get(item.criterion_id, -1) - RANK[item.verdict] for item in before.decided]
    return bool(gains) and min(gains) >= 0 and max(gains) > 0


def _quote(lines: list[str], line: int) -> str:
    return lines[line - 1].strip() if 1 <= line <= len(lines) else ""
