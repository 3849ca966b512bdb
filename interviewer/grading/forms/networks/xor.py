"""Criteria that ask for a network that computes XOR: the weights in the answer are run."""

from __future__ import annotations

import re
from collections.abc import Callable

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import numerals
from interviewer.grading.forms.networks.code_size import network_in_code
from interviewer.grading.forms.networks.network import ROWS, XOR
from interviewer.grading.forms.networks.network_code import NetworkRuns
from interviewer.grading.forms.networks.readings import NetworkReading, is_signed, meant, reading_of
from interviewer.grading.forms.networks.said_hidden import knows_smaller, size_in_words
from interviewer.grading.forms.networks.said_networks import said_networks
from interviewer.grading.forms.sandbox.sandbox import NoSandboxError, Sandbox
from interviewer.grading.forms.stance import stood_by
from knowledge.schema import Criterion, Question

_SEQUENCE = re.compile(r"(?:->|→|=|:|gives?|get|outputs?)\s*\[?\(?0[.,\s]+\s*1[.,\s]+\s*1[.,\s]+\s*(?:and\s+)?0\b")
"""The four outputs in a row, after an arrow or a word that announces them."""
MOST_CHARACTERS = 8000
"""How much of an answer is searched for a truth table. By hand; it bounds the time."""
_LINE_END = re.compile(r"\n|(?<=[.;])\s")
"""Where a line ends: unlike in ``sentences``, not at "!", which denies in logic, and a table goes on after a question."""
_ROW_END = re.compile(rf"{_LINE_END.pattern}|,\s+(?=\(?[01]\s*,?\s*[01]\)?\s*(?:->|→|=|:|gives))")
"""Where a row of a truth table ends: such a line's end, or a comma before the next row."""
_HIDDEN = re.compile(r"((?:[\w-]+\s+){1,4})hidden\s+(?:units?|neurons?|nodes?)\b", re.I)


_TELLS = re.compile(
    r"\b(?:AND|OR|NAND|NOR)\b|\b(?:fires?|detects?|lights\s+up|responds?|computes?|"
    r"separat\w+|tells?)\b[^.;\n]{0,60}\b(?:only|exactly|both|either|one|two|lines?|OR|AND)\b"
)
"""Matches words on what the hidden units compute, or how they make the classes separable."""
_NOT = re.compile(r"(?:\b(?:(?:can)?not|never|no)|n['’]t)\b[^.;\n]*\Z", re.I)


_OF_A_UNIT = re.compile(r"\b[hnuvz]_?\d\b|\bhidden\b|\bunits?\b|\bneurons?\b|\bgates?\b", re.I)
MORE_THAN_IT_TAKES = 3
"""So many hidden units are never the smallest network: two do it."""
MOST_WRONG = 2
"""Most rows of a truth table that can be a slip; with more, it is the table of something else, such as a hidden unit."""


def _no_sandbox() -> Sandbox:
    raise NoSandboxError("code is not run here")


class Gates:
    """The form of criteria that expect a network for a gate.

    Args:
        sandbox: Gives the sandbox to run code in; called when there is code. Without one, code decides nothing.
    """

    def __init__(self, sandbox: Callable[[], Sandbox] = _no_sandbox) -> None:
        self._runs = NetworkRuns(sandbox)

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria; none if the answer has no network that can be run."""
        wanted = [c for c in question.criteria if c.expects and c.expects.kind == "network"]
        if not wanted:
            return ()
        ran, _ = self._ran(answer)
        found = [_finding(criterion, answer, ran) or _in_words(criterion, answer, ran) for criterion in wanted]
        return tuple(finding for finding in found if finding)

    def note(self, question: Question, answer: str) -> str:
        """A sentence that asks for weights if none could be run, and says why."""
        if not any(c.expects and c.expects.kind == "network" for c in question.criteria):
            return ""
        ran, why = self._ran(answer)
        if ran is not None:
            return ""
        asks = "Give each unit as a formula, such as h = step(x1 + x2 - 0.5), and the network will be run on all four inputs."
        return f"The network was not run: {why.rstrip('.')}. {asks}" if why else asks

    def _ran(self, answer: str) -> tuple[NetworkReading | None, str]:
        """The answer's network, or why there is none: "" if nothing in the answer looks like one."""
        code = self._runs.of(answer, is_signed(answer))
        if code.fault:
            return None, code.fault
        read = [reading_of(network, answer) for network in said_networks(code.words)]
        readings = [reading for reading in read if reading is not None]
        if code.outputs is not None:
            written = None if code.signed else network_in_code(code.source, code.outputs)
            ran = NetworkReading(code.outputs, _line_of_code(code.source, answer), signed=code.signed, written=written)
            if any(reading.rivals and (reading.opened or reading.right != ran.right) for reading in readings):
                return None, "the code and the words give different networks"
            readings.append(ran)
        found = meant(readings)
        if found is not None and found.opened:
            return None, found.opened
        return found, ""


def _line_of_code(source: str, answer: str) -> str:
    """The line of some code that is quoted for its network: the last one that computes."""
    lines = [line.strip() for line in source.splitlines() if re.search(r"[-+*@(]", line) and line.strip() in answer]
    return next((line for line in reversed(lines) if not line.startswith(("print", "assert", "def ", "for "))), "")


def _finding(criterion: Criterion, answer: str, ran: NetworkReading | None) -> Finding | None:
    if ran is None or criterion.expects is None:
        return None
    table = ran.table
    part = criterion.expects.part
    if part == "weights":
        return _of_weights(criterion.id, ran, table)
    if part == "size":
        return _of_size(criterion.id, answer, ran)
    return _of_check(criterion.id, answer, ran, table)


def _of_size(criterion_id: str, answer: str, ran: NetworkReading) -> Finding | None:
    """The verdict on the number of hidden units of a network that works."""
    network = ran.network or ran.written
    if not ran.right or network is None:
        return None
    hidden, fewest = network.hidden, network.fewest_hidden
    if _says_other_size(answer, hidden):
        return None
    if hidden == 2 or (hidden == 1 and network.skips):
        reason = f"The network has {hidden} hidden unit{'s' * (hidden != 1)} and works: {ran.table}."
        return Finding(criterion_id, "met", reason, ran.quote)
    if fewest < MORE_THAN_IT_TAKES or knows_smaller(answer):
        return None
    count = f"{hidden}" if hidden == fewest else f"at least {fewest}"
    reason = f"The network works, but it has {count} hidden units. Two will do, or one and a skip connection."
    return Finding(criterion_id, "not_met", reason, ran.quote, contradicted=True)


def _in_words(criterion: Criterion, answer: str, ran: NetworkReading | None) -> Finding | None:
    """The verdict on the size that the words say, where the network itself does not settle it."""
    if criterion.expects is None or criterion.expects.part != "size":
        return None
    if ran is not None and ran.network is not None and _says_other_size(answer, ran.network.hidden):
        return None
    return size_in_words(criterion.id, answer)


def _says_other_size(answer: str, hidden: int) -> bool:
    """Whether the answer says that its network has a different number of hidden units than it does."""
    said = [numerals(match[1]) for match in _HIDDEN.finditer(stood_by(answer[:8000]))]
    return any(found and found[-1].value != hidden for found in said)


def _of_weights(criterion_id: str, ran: NetworkReading, table: str) -> Finding:
    if ran.right and (ran.network is None or ran.network.numbers):
        return Finding(criterion_id, "met", f"Run on all four inputs: {table}.", ran.quote)
    if ran.right:
        reason = f"The gates work ({table}), but no weights are given for them."
        return Finding(criterion_id, "partly_met", reason, ran.quote)
    reason = f"Run on all four inputs, the network is not XOR: {table}."
    return Finding(criterion_id, "not_met", reason, ran.quote, contradicted=True)


def _of_check(criterion_id: str, answer: str, ran: NetworkReading, table: str) -> Finding | None:
    rows = said_rows(answer)
    false_rows = any(value != XOR[ROWS.index(row)] for row, value in rows.items())
    if not ran.right and not false_rows and len(rows) < len(ROWS) and (rows or _tells(answer)):
        shown = "rows you go through are right" if rows else "units are described"
        reason = f"The {shown}, but run on all four inputs the network is not XOR: {table}."
        return Finding(criterion_id, "partly_met", reason, ran.quote)
    if not ran.right:
        reason = f"The network does not compute XOR: {table}."
        return Finding(criterion_id, "not_met", reason, ran.quote, contradicted=True)
    wrong = [row for row, value in rows.items() if value != XOR[ROWS.index(row)]]
    if len(rows) == len(ROWS) and 0 < len(wrong) <= MOST_WRONG and _is_of_output(answer):
        shown = " and ".join(f"({a:.0f},{b:.0f})" for a, b in wrong)
        reason = f"Your table is wrong at {shown}; running the network gives: {table}."
        return Finding(criterion_id, "not_met", reason, _line_of_rows(answer), contradicted=True)
    if len(rows) == len(ROWS) and not wrong:
        return Finding(
            criterion_id, "met", f"You go through all four rows, and running the network gives: {table}.", ran.quote
        )
    return None


def _tells(answer: str) -> bool:
    """Whether an answer says what the hidden units compute, or how they separate the classes: that inputs are not separable
    says nothing of them."""
    return any(not _NOT.search(answer, max(0, m.start() - 25), m.start()) for m in _TELLS.finditer(answer))


def _is_of_output(answer: str) -> bool:
    """Whether a truth table can only be that of the output: nothing near it names a hidden unit, and none is described."""
    pieces = [piece for piece in _LINE_END.split(answer[:MOST_CHARACTERS]) if _rows_of_line(piece)]
    return not _tells(answer) and not any(_OF_A_UNIT.search(piece) for piece in pieces)


def _line_of_rows(answer: str) -> str:
    """The line with most of a truth table, to be quoted."""
    return max(answer.splitlines(), key=lambda line: len(_rows_of_line(line))).strip()


def said_rows(answer: str) -> dict[tuple[float, float], float]:
    """The rows of a truth table in an answer: "(0,1) -> 1", "01 and 10: 1", "0,1,1,0" after an arrow, a table."""
    rows: dict[tuple[float, float], float] = {}
    for line in _ROW_END.split(answer[:MOST_CHARACTERS]):
        plain = line if line.count("|") > 1 or len(line) > 600 else plain_notation(line)
        if _SEQUENCE.search(plain):
            return dict(zip(ROWS, XOR, strict=True))
        rows |= _rows_of_line(plain)
    return rows


def _rows_of_line(line: str) -> dict[tuple[float, float], float]:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if line.count("|") >= 2 and len(cells) >= 2:
        inputs = re.fullmatch(r"\(?([01])\s*,?\s*([01])\)?", cells[0])
        if inputs and re.fullmatch(r"[01]", cells[-1]):
            return {(float(inputs[1]), float(inputs[2])): float(cells[-1])}
        if len(cells) >= 3 and all(re.fullmatch(r"[01]", c) for c in (*cells[:2], cells[-1])):
            return {(float(cells[0]), float(cells[1])): float(cells[-1])}
        return {}
    marks = list(
        re.finditer(
            r"(?<![\d.\w])\(?([01])\s*,?\s*([01])\)?(?![\d.\w])(?=\s*(?:->|→|=|:|gives?|is|it\b|it's|we\b|and|or|,\s*(?:and\s+)?\(?[01]))",
            line,
        )
    )
    if not marks:
        return {}
    found: dict[tuple[float, float], float] = {}
    waiting: list[tuple[float, float]] = []
    for at, mark in enumerate(marks):
        waiting.append((float(mark[1]), float(mark[2])))
        until = marks[at + 1].start() if at + 1 < len(marks) else len(line)
        between = line[mark.end() : until]
        results = re.findall(r"(?:->|→|=>|=|:|gives?|is|get|so)\s*([01])(?:\.0)?(?![\d.,]?\d)(?!\s*[-+*])", between)
        if results:
            found |= dict.fromkeys(waiting, float(results[-1]))
            waiting = []
    return found
