"""The results of running an answer's code: each test with its input, and the verdict on each criterion."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.grading.grade import Verdict

UNTESTED = "The code could not be tested on this, and reading it does not show whether it works."
"""The reason why a point is left open that the code may make, but not where it can be called."""


@dataclass(frozen=True)
class TestResult:
    """One test.

    Attributes:
        name: What is tested, in words.
        passed: None if it could not be run, or if nothing depends on it.
        criterion_id: The criterion that it helps to decide; "" if it is only for information.
        given: The failing input, abbreviated; "" if it passed, or if no input is needed.
        expected, got: The values, abbreviated; never "" if it failed, and "" if it passed. Without a verdict, ``got`` says
        what was observed.
        line: The first wrong line of the code, from 1; 0 if it is not known.
        side_effect: Whether it tests that a call leaves its arguments unchanged.
    """

    __test__ = False  # not a pytest test

    name: str
    passed: bool | None
    criterion_id: str = ""
    given: str = ""
    expected: str = ""
    got: str = ""
    line: int = 0
    side_effect: bool = False

    @property
    def text(self) -> str:
        """The result on one line."""
        place = f" (line {self.line})" if self.line else ""
        if self.passed is None and self.got:
            return f"{self.name}{place}: {self.got}"
        if self.passed is not False:
            return f"{self.name}: {'passed' if self.passed else 'not run'}"
        return f"{self.name}{place}: expected {self.expected}, got {self.got}" + (
            f" for {self.given}" if self.given else ""
        )


@dataclass(frozen=True)
class Decided:
    """The verdict of one criterion's tests.

    Attributes:
        verdict: "ungraded" if the code may make the point, but cannot be tested on it.
        reason: One sentence for the candidate.
        line: The line that the verdict rests on; 0 if it is not known.
        wrong: Whether the code does something wrong here, rather than nothing.
        absent: Whether the code that was run has nothing here at all, so that no line of it can be quoted.
    """

    criterion_id: str
    verdict: Verdict
    reason: str
    line: int = 0
    wrong: bool = False
    absent: bool = False


@dataclass(frozen=True)
class CodeReport:
    """The results of running an answer's code.

    Attributes:
        results: The tests, in the order in which they were run.
        decided: The verdicts by criterion; criteria that no test decides are left out.
        fault: Why the code could not be run at all, or nothing in it could be called; "" if it ran.
        undefined: Whether the answer defines no function or class that could be run.
        slipped: Whether slips of syntax were put right in what was run.
        tested: The code that the numbers of lines belong to; "" if none was run.
        printed: What the code printed, cut.
        confined: Whether it ran in bubblewrap.
        seconds: The time from the start of the process to the last result.
        patched: The code that was run, if the text after it corrects a line; otherwise "".
    """

    results: tuple[TestResult, ...] = ()
    decided: tuple[Decided, ...] = ()
    fault: str = ""
    undefined: bool = False
    slipped: bool = False
    tested: str = ""
    printed: str = ""
    confined: bool = True
    seconds: float = 0.0
    patched: str = ""
