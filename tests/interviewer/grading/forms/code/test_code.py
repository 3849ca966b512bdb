"""Code in answers, from the text to findings."""

from __future__ import annotations

import threading
import time

import pytest

from interviewer.grading.forms.code.code import CodeForm, suite_of
from interviewer.grading.forms.sandbox.sandbox import NoSandboxError, Sandbox
from knowledge.schema import Bank, Question
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls

pytestmark = needs_walls


def fenced(code: str, before: str = "", after: str = "") -> str:
    return f"{before}\n```python\n{code}\n```\n{after}"


def reference_code(question: Question) -> str:
    return question.reference.split("```python\n")[1].split("```")[0]


@pytest.fixture(scope="module")
def form() -> CodeForm:
    return CodeForm(lambda: SANDBOX)


@pytest.mark.slow
def test_the_reference_answer_meets_every_criterion_and_quotes_its_lines(bank: Bank, form: CodeForm) -> None:
    question = bank["training-03a"]
    answer = fenced(reference_code(question), "I would write it like this.")
    found = {f.criterion_id: f for f in form.findings(question, answer)}
    assert set(found) == {c.id for c in question.criteria}
    assert {f.verdict for f in found.values()} == {"met"}
    assert all(f.quote and f.quote in answer for f in found.values())
    assert form.note(question, answer).startswith("The code was run: ")


@pytest.mark.slow
def test_one_mistake_costs_its_own_criterion_with_input_and_line(bank: Bank, form: CodeForm) -> None:
    question = bank["training-03a"]
    answer = fenced(reference_code(question).replace("dh * (z1 > 0)", "dh * (z1 < 0)"))
    wrong = [f for f in form.findings(question, answer) if f.verdict != "met"]
    assert [(f.criterion_id, f.verdict, f.contradicted) for f in wrong] == [("relu-mask", "not_met", True)]
    assert wrong[0].quote.startswith("dz1 = dh * (z1 < 0)")
    assert "expected " in wrong[0].reason and "got " in wrong[0].reason and "before the ReLU" in wrong[0].reason


def test_prose_is_left_to_the_judge_and_told_what_a_run_would_add(bank: Bank, form: CodeForm) -> None:
    question, answer = bank["training-03a"], "First an affine layer, then a ReLU, then a second one."
    assert form.findings(question, answer) == ()
    assert "it will be run" in form.note(question, answer)
    assert form.findings(bank["training-01"], answer) == () and form.note(bank["training-01"], answer) == ""


LINES = "z1 = x @ W1 + b1\nh = np.maximum(0, z1)\nout = h @ W2 + b2"


@pytest.mark.parametrize(
    "answer",
    [
        fenced(LINES),
        f"```\n{LINES}\n```",
        f"~~~py\n{LINES}\n~~~",
        f"The forward pass:\n```python\nimport numpy as np\n{LINES}\n```\nand backwards the same the other way round.",
        f"Like this:\n{LINES}\nand that is the output.",
    ],
)
def test_code_that_defines_no_function_is_told_so_and_not_to_use_a_fence(
    bank: Bank, form: CodeForm, answer: str
) -> None:
    question = bank["training-03a"]
    assert form.findings(question, answer) == ()
    note = form.note(question, answer)
    assert "defines no function" in note and "fenced" not in note
    assert "“def forward(x, W1, b1, W2, b2):”" in note and "“def backward(dout, cache):”" in note


@pytest.mark.parametrize("language", ["java", "C++", "cuda"])
def test_code_in_another_language_is_told_that_only_python_is_run(bank: Bank, form: CodeForm, language: str) -> None:
    note = form.note(bank["training-03b"], f"```{language}\nfloat f(float x) {{ return x > 0 ? x : 0; }}\n```")
    assert note.startswith("Only Python is run") and language in note


@pytest.mark.parametrize(
    "answer",
    [
        "z1 = x W1 + b1, h = max(0, z1), out = h W2 + b2",
        "```latex\nz_1 = x W_1 + b_1\n```",
        "```\nout = relu(x W1 + b1) W2 + b2 for each row\n```",
    ],
)
def test_formulas_are_prose_and_told_what_a_run_would_add(bank: Bank, form: CodeForm, answer: str) -> None:
    assert "as code in a fenced block, it will be run" in form.note(bank["training-03a"], answer)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "verdict", "reason"),
    [
        ("def backward(dout cache:::", "not_met", "SyntaxError"),
        ("def backward(dout, cache)", "met", "right in every test"),
    ],
)
def test_code_that_cannot_run_earns_nothing_unless_a_slip_is_all(
    bank: Bank, form: CodeForm, head: str, verdict: str, reason: str
) -> None:
    question = bank["training-03a"]
    answer = fenced(reference_code(question).replace("def backward(dout, cache):", head))
    found = form.findings(question, answer)
    suite = suite_of(question)
    assert suite is not None and {f.criterion_id for f in found} == set(suite.criteria)
    assert {f.verdict for f in found} == {verdict}
    assert reason in found[0].reason and (verdict == "met" or found[0].quote == head)
    assert (f"“{head}” is not valid Python" in form.note(question, answer)) == (verdict == "met")


def test_without_a_sandbox_code_is_read_and_the_reason_is_told(bank: Bank) -> None:
    def none() -> Sandbox:
        raise NoSandboxError("code is not run on this machine: there is no bubblewrap")

    question, form = bank["training-03a"], CodeForm(none)
    answer = fenced(reference_code(question))
    assert form.findings(question, answer) == ()
    assert "not tested: code is not run on this machine" in form.note(question, answer)


@pytest.mark.slow
def test_a_run_can_be_stopped_and_is_not_kept(bank: Bank, form: CodeForm) -> None:
    question, stop = bank["training-03a"], threading.Event()
    answer = fenced("def forward(x, W1, b1, W2, b2):\n    while True:\n        pass")
    threading.Timer(0.4, stop.set).start()
    start = time.monotonic()
    report = form.report(question, answer, stop)
    assert (report.fault, report.decided) == ("the run was stopped", ())
    assert time.monotonic() - start < 3
    assert form.report(question, answer).decided[0].reason.startswith("The code does not run here: it does not end")


@pytest.mark.slow
def test_the_first_wrong_line_of_forward_is_quoted(bank: Bank, form: CodeForm) -> None:
    question = bank["training-03a"]
    for old, new, line in (
        ("np.maximum(0, z1)", "np.minimum(0, z1)", "h = np.minimum(0, z1)"),
        ("x @ W1 + b1", "x @ W1 - b1", "z1 = x @ W1 - b1"),
        ("h @ W2 + b2", "h @ W2", "out = h @ W2"),
    ):
        found = form.findings(question, fenced(reference_code(question).replace(old, new)))
        assert found[0].criterion_id == "forward" and found[0].quote.startswith(line)
