"""Code with a syntax error: its function is lost and told, and what is whole is run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.forms.code.block import code_of
from interviewer.grading.forms.code.broken import Broken, faulty_line, without_broken_end
from interviewer.grading.forms.code.slips import without_slips
from knowledge.schema import Bank, CodeCase
from tests.interviewer.grading.forms.code.programs import CODE_FORM
from tests.interviewer.grading.forms.walls import needs_walls

FIRST = "def f(x):\n    return x\n\n"


@pytest.mark.parametrize(
    ("end", "line", "lost"),
    [
        ("def g(x, p):\n    y = x\n    return y * * p\n", "return y * * p", "g"),
        ("def g(x, p):\n    return x * (p\n", "return x * (p", "g"),
        ("def g(x, p):\n", "def g(x, p):", "g"),
        ("def g(x, p)\n    return x\n", "def g(x, p)", "g"),
        ("@np.vectorize\ndef g(x, p):\n    return x *\n", "return x *", "g"),
        ("class G:\n    def h(self):\n        return 1\n    def i(self):\n        return 1 +\n", "return 1 +", "G"),
        ("print(f(1\n", "print(f(1", ""),
        ("y = f(1))\n", "y = f(1))", ""),
    ],
)
def test_what_has_the_error_is_lost_as_a_whole_and_the_rest_is_kept(end: str, line: str, lost: str) -> None:
    found = without_broken_end(FIRST + end)
    assert (found.line, found.lost) == (line, lost)
    assert found.kept.strip() == FIRST.strip()


@pytest.mark.parametrize(
    "code", ["def g(x:\n    return x\n\n\ndef f(x):\n    return x\n\n\ny = 1\nz = 2\n", "def g(x:\n"]
)
def test_an_error_in_the_middle_or_in_all_there_is_leaves_the_code_as_it_is(code: str) -> None:
    assert without_broken_end(code) == Broken(code)
    assert faulty_line(code) == "def g(x:"


@pytest.mark.parametrize("fence", [True, False])
def test_an_answer_knows_what_it_lost(fence: bool) -> None:
    code = f"{FIRST}def predict(x, p):\n    return x * * p\n"
    block = code_of(f"```python\n{code}```" if fence else code)
    assert block is not None and block.lost == "predict" and block.cut == "return x * * p"
    assert block.source.strip() == FIRST.strip() and not block.explained
    apart = code_of(f"```python\n{FIRST}```\nand\n```python\ndef predict(x, p):\n    return x * * p\n```")
    assert apart is not None and apart.lost == "predict" and apart.left_out == 1 and apart.cut == "return x * * p"
    again = code_of("```python\ndef f(x):\n    return x * *\n```\nand\n```python\n" + FIRST + "```")
    assert again is not None and again.lost == "", "it is defined elsewhere"


DROPOUT = """\
import numpy as np

def forward_train(x, p):
    mask = np.random.rand(*x.shape) < p
    return x * mask, mask

def backward(dout, mask):
    return dout * mask

def forward_predict(x, p):
    return x * p
"""
WORDS = "With p the probability of keeping a unit, all of the units are used when I predict, scaled by p."


@pytest.mark.slow
@needs_walls
@pytest.mark.parametrize("words", ["", WORDS])
@pytest.mark.parametrize("way", ["fenced", "bare", "blocks"])
def test_a_function_with_a_slip_of_syntax_has_half_of_its_point_and_says_why(bank: Bank, way: str, words: str) -> None:
    code = DROPOUT.replace("return x * p\n", "return x * * p\n")
    parts = code.rpartition("def forward_predict")
    blocks = [parts[0], "".join(parts[1:])] if way == "blocks" else [code]
    answer = code if way == "bare" else "\n\n".join(f"```python\n{block}```" for block in blocks)
    answer = f"{words}\n\n{answer}".strip()
    found = {f.criterion_id: f for f in CODE_FORM.findings(bank["training-03b"], answer)}
    assert {c: f.verdict for c, f in found.items()} == {
        "random-mask": "met", "backward-same-mask": "met", "test-time-scaling": "partly_met"
    }  # fmt: skip
    item = found["test-time-scaling"]
    assert item.quote == "return x * * p" and "Otherwise the tests would pass" in item.reason
    assert "return x * * p" in CODE_FORM.note(bank["training-03b"], answer)


@pytest.mark.slow
@needs_walls
@pytest.mark.parametrize("said", ["x * * (1 - p)", "x +", "x * p if"])
def test_a_slip_with_something_wrong_or_nothing_behind_it_has_no_point(bank: Bank, said: str) -> None:
    code = DROPOUT.replace("return x * p\n", f"return {said}\n")
    found = {f.criterion_id: f for f in CODE_FORM.findings(bank["training-03b"], f"```python\n{code}```")}
    item = found["test-time-scaling"]
    assert item.verdict == "not_met" and item.contradicted and "Otherwise" not in item.reason


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("def g(x)\n    return x", "def g(x):\n    return x"),
        ("def g(x):\n    return x * * 2", "def g(x):\n    return x * 2"),
        ("def g(x):\n    return abs((x", "def g(x):\n    return abs((x))"),
        ("def g(x):\n    return x[0]]", "def g(x):\n    return x[0]"),
        ("def g(x):\n    return x\n    )", "def g(x):\n    return x\n"),
        ("def g(x):\n    y = x\n    return y,,", "def g(x):\n    y = x\n    return y"),
        ("def g(x)  # forward\n    return x", "def g(x):  # forward\n    return x"),
        ("def g(x:\n    return x", "def g(x):\n    return x"),
        (
            "def g(x):\n    if x  # some\n        return 1\n    else  # none\n        return 2",
            "def g(x):\n    if x:  # some\n        return 1\n    else:  # none\n        return 2",
        ),
        (
            "def g(x):\n    if x:\n        return 1\n    else if not x:\n        return 2",
            "def g(x):\n    if x:\n        return 1\n    elif not x:\n        return 2",
        ),
        ("def g(x):\n    retrun x", "def g(x):\n    return x"),
        ("def g(x):\n    y = x\n    return y, (", "def g(x):\n    y = x\n"),
        ("def g(x):\n    x++\n    return x", "def g(x):\n    x += 1\n    return x"),
        ("def g(x, p):\n    return x × p − 1", "def g(x, p):\n    return x * p - 1"),
        ("def g(x):\n    return {“a”: [x}", 'def g(x):\n    return {"a": [x]}'),
        ("def g(x):\n    and now the result\n    return x", "def g(x):\n\n    return x"),
    ],
)
def test_a_slip_is_put_right_as_it_was_meant(slip: str, meant: str) -> None:
    assert without_slips(f"{slip}\n") == f"{meant}\n"


@pytest.mark.parametrize(
    "line",
    ["y = x divided by 3", "y = y blah", "x = x * new random mask of p", "return return", "if x is no number y = 1"],
)
def test_a_line_that_is_wrong_in_another_way_is_never_left_out(line: str) -> None:
    assert without_slips(f"def g(x):\n    {line}\n    return x\n") == ""


def test_code_that_is_broken_all_over_was_meant_in_no_way() -> None:
    assert without_slips("def (\nclass )\nx = = 3\ny = ]\nreturn [\n") == ""


@pytest.mark.slow
@needs_walls
def test_a_broken_pass_that_all_others_need_has_half_and_a_broken_demonstration_costs_nothing(bank: Bank) -> None:
    first = DROPOUT.partition("def backward")
    answer = f"```python\n{first[1]}{first[2]}\n{first[0].replace('x * mask, mask', 'x * * mask, mask')}```"
    assert {f.verdict for f in CODE_FORM.findings(bank["training-03b"], answer)} == {"met"}
    answer = f"```python\n{DROPOUT}\nprint(forward_predict(np.ones(3), 0.5)\n```"
    assert {f.verdict for f in CODE_FORM.findings(bank["training-03b"], answer)} == {"met"}
    assert "print(" in CODE_FORM.note(bank["training-03b"], answer)


@needs_walls
def test_a_line_that_is_wrong_and_does_not_parse_earns_nothing(bank: Bank) -> None:
    code = DROPOUT.replace(
        "    return dout * mask\n", "    dout = dout * new random mask of p\n    return dout * mask\n"
    )
    found = {f.criterion_id: f for f in CODE_FORM.findings(bank["training-03b"], f"```python\n{code}```")}
    assert found["backward-same-mask"].verdict == "not_met"


@pytest.mark.slow
@needs_walls
@pytest.mark.parametrize(
    ("slip", "verdict", "quote"),
    [
        ("predict(x, p)\n    return x * p", "met", "return x * p"),
        ("predict(x, p):\n    return x * p)", "partly_met", "return x * p)"),
    ],
)
def test_a_slip_costs_half_of_the_point_whose_own_line_it_is_in(
    bank: Bank, slip: str, verdict: str, quote: str
) -> None:
    wrong = DROPOUT.replace("return x * p\n", "return x * (1 - p)\n")
    answer = f"```python\n{wrong}```\n\n```python\ndef forward_{slip}\n```"
    found = {f.criterion_id: f for f in CODE_FORM.findings(bank["training-03b"], answer)}
    item = found["test-time-scaling"]
    assert (item.verdict, item.quote) == (verdict, quote)
    assert (f"“{quote}” is not valid Python" in item.reason) == (verdict == "partly_met")
    assert {f.verdict for c, f in found.items() if c != "test-time-scaling"} == {"met"}
    results = CODE_FORM.report(bank["training-03b"], answer).results
    assert results[0].passed is False and results[0].name == "The code runs" and results[0].line
    assert "is not valid Python, so your code does not run" in CODE_FORM.note(bank["training-03b"], answer)


@pytest.mark.slow
@needs_walls
def test_words_that_put_a_line_right_count_in_code_with_a_slip_too(bank: Bank) -> None:
    wrong = DROPOUT.replace("return x * p\n", "scale = 1 - p\n    return x * scale\n")
    code = wrong.replace("def backward(dout, mask):", "def backward(dout, mask)")
    answer = f"```python\n{code}```\n\nSorry, it should be scale = p."
    assert {f.verdict for f in CODE_FORM.findings(bank["training-03b"], answer)} == {"met"}


@pytest.mark.slow
@needs_walls
@pytest.mark.parametrize("where", ["return x * mask, mask", "return x * p\n"])
def test_words_below_code_without_fences_are_no_code(bank: Bank, where: str) -> None:
    below = "\n".join(
        ["Here p is the probability of keeping a unit.", "The mask is used again for the gradient.", WORDS] * 2
    )
    code = DROPOUT.replace(where, where.rstrip("\n") + ")\n")
    found = CODE_FORM.findings(bank["training-03b"], f"{code}\n{below}\n")
    assert {"test-time-scaling"} <= {f.criterion_id for f in found} and all(f.verdict != "not_met" for f in found)
    block = code_of(f"{code}\n{below}\n")
    assert block is not None and block.explained and block.after.strip() == below


@needs_walls
def test_a_program_that_is_half_right_says_so_besides_its_slip(bank: Bank) -> None:
    part = bank["training-03b"]
    first = part.criteria[0]
    cases = tuple(CodeCase(first.id, "f", (x,), x * x) for x in (1.0, 2.0, 3.0, 0.5))
    question = replace(part, id="own", criteria=(first,), code_tests=cases)
    (found,) = CODE_FORM.findings(question, "```python\ndef f(x)\n    return x\n```")
    assert found.verdict == "partly_met" and "1 of 4 tests" in found.reason and "would pass" not in found.reason
    assert "tested with that put right" in CODE_FORM.note(question, "```python\ndef f(x)\n    return x\n```")


def test_a_fence_may_close_at_the_end_of_a_line() -> None:
    block = code_of("```python\ndef f(x):\n    return x```")
    assert block is not None and block.source.strip() == "def f(x):\n    return x" and block.slips is None


@pytest.mark.slow
@needs_walls
@pytest.mark.parametrize("more", ["loss goes down\n", "mask: (N, D\n"])
def test_output_in_a_block_of_its_own_is_no_slip(bank: Bank, more: str) -> None:
    answer = f"```python\n{DROPOUT}```\n\nRunning it prints:\n\n```\n{more}```"
    report = CODE_FORM.report(bank["training-03b"], answer)
    assert {d.verdict for d in report.decided} == {"met"} and not report.slipped


@pytest.mark.slow
@needs_walls
def test_a_first_try_that_is_given_again_is_no_slip(bank: Bank) -> None:
    answer = f"```python\ndef backward(dout, mask)\n    return dout\n```\n\n```python\n{DROPOUT}```"
    report = CODE_FORM.report(bank["training-03b"], answer)
    assert {d.verdict for d in report.decided} == {"met"} and not report.slipped


@pytest.mark.slow
@needs_walls
def test_a_line_with_a_slip_is_quoted_as_it_was_typed_though_words_put_another_right(bank: Bank) -> None:
    code = DROPOUT.replace("return x * p\n", "scale = 1 - p\n    return x * * scale\n")
    answer = f"```python\n{code}```\n\nSorry, it should be scale = p."
    found = {f.criterion_id: f for f in CODE_FORM.findings(bank["training-03b"], answer)}
    assert found["test-time-scaling"].quote in answer
