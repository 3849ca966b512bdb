"""Bad input that must have a clear result, case by case; the service keeps working afterwards.

The attempts in code are those of ``escapes.jsonl``, which another test runs one by one. This test checks that none of the names
is missing, and that a form still grades a right answer after the quick ones.
"""

from __future__ import annotations

import json
import struct
import time
import zlib
from pathlib import Path

import pytest

from evals.suites.forms.forms_escapes import attempts
from interviewer.errors import UsageError
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.exact_verdicts import exact_verdicts
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.files import answer_from_file
from interviewer.grading.forms.sketches.sketches import SketchForm
from interviewer.grading.forms.trees.trees import TreeForm
from interviewer.grading.text.evidence import readable
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import EXACT
from tests.interviewer.grading.forms.code.test_hidden_tests import NETWORK
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls
from tests.pace import limit

CODE = {
    "syntax errors": {"syntax-error"},
    "infinite loops": {"endless-loop", "endless-loop-in-numpy", "long-sleep"},
    "fork bombs": {"fork-bomb", "thread-bomb"},
    "memory bombs": {"memory-bomb"},
    "1 GB of output": {"output-flood", "output-flood-raw"},
    "reading the host's files": {"host-file", "password-file"},
    "reading the environment": {"environment", "environment-of-the-parent"},
    "opening sockets": {"socket", "name-look-up"},
    "killing the parent": {"kills-the-parent", "kills-the-service", "kills-all"},
    "symlinks": {"host-file-by-a-link"},
    "deep recursion": {"deep-recursion", "deep-recursion-unbound"},
    "huge arrays": {"huge-array", "huge-result"},
    "imports of what is not allowed": {"import-not-allowed", "import-of-the-service"},
    "monkeypatching the tests": {"patches-numpy", "patches-the-runner", "writes-forged-results"},
    "NaN and complex results": {"not-a-number", "complex-results"},
}
"""Bad input in code, and the attempts of the gold that are of that name."""
QUICK = (
    "def forward(x, W1, b1, W2, b2:\n    return x",
    "import os\nos.symlink('/etc/passwd', 'p')\ndef forward(x, W1, b1, W2, b2):\n    return open('p').read()",
    "import numpy as np\nnp.allclose = lambda *a, **k: True\ndef forward(x, W1, b1, W2, b2):\n    return x",
    "def forward(x, W1, b1, W2, b2):\n    return forward(x, W1, b1, W2, b2)",
    "import numpy as np\ndef forward(x, W1, b1, W2, b2):\n    return np.full((len(x), 3), np.nan)",
    "import numpy as np\ndef forward(x, W1, b1, W2, b2):\n    return np.ones((len(x), 3)) * 1j",
    "import socket\ndef forward(x, W1, b1, W2, b2):\n    return socket.create_connection(('127.0.0.1', 80))",
    "import torch\ndef forward(x, W1, b1, W2, b2):\n    return torch.tensor(x)",
    "def forward(x, W1, b1, W2, b2):\n    while True:\n        print('x' * 100_000)",
)
MACROS = "".join(rf"\newcommand{{\a{chr(97 + n)}}}{{\a{chr(98 + n)}\a{chr(98 + n)}}}" for n in range(20))
TEXTS = {
    "a LaTeX bomb of macros": rf"${MACROS} \aa$",
    "a LaTeX bomb of definitions": r"$\def\x{\x\x} \x$" * 50,
    "a LaTeX bomb of fractions": "$" + r"\frac{1}{" * 2500 + "x" + "}" * 2500 + "$",
    "a LaTeX bomb of roots": "$" + r"\sqrt{" * 1500 + "2" + "}" * 1500 + " = 1$",
    "a LaTeX bomb of powers": "$" + "x^{" * 2500 + "2" + "}" * 2500 + "$",
    "a LaTeX bomb of brackets": "$" + r"\left(" * 1500 + "1" + r"\right)" * 900 + "$",
    "a LaTeX bomb of matrices": r"$\begin{pmatrix}" + "1 & " * 2500 + r"1\end{pmatrix}$",
    "a tower of powers": "the distance is 9^9^9^9^9^9^9",
    "1e999": "the distance is 1e999",
    "minus 1e999 in LaTeX": r"$\text{lev} = -10^{999}$",
    "a factorial": "the distance is 99999!!!!",
    "a number of ten thousand digits": "the distance is " + "9" * 10_000,
}
SKETCHES = {
    "an unreadable drawing": "{",
    "a drawing of something else": '{"curves": {"a": [[1]]}}',
    "an empty canvas": '{"curves": []}',
    "ten overlapping curves": json.dumps({"curves": [{"label": f"c{n}", "points": [[0, 0], [1, 1]]} for n in range(10)]}),
    "ten overlapping curves of one name": json.dumps(
        {"curves": [{"label": "tanh", "strokes": [[[-4 + k / 5, -1], [-4 + k / 5, 1]] for k in range(10)] * 4}]}
    ),
    "points at 1e999": '{"curves": [{"label": "tanh", "points": [[0, 1e999], [1, 1]]}]}',
    "points that are no numbers": '{"curves": [{"label": "tanh", "points": [[0, NaN], [1, 1]]}]}',
}  # fmt: skip
TREES = {
    "an unreadable tree": "{",
    "a tree without nodes": '{"nodes": []}',
    "a tree a hundred thousand deep": "[" * 100_000,
    "values at 1e999": '{"nodes": {"root": {"value": 1e999}}}',
    "values that are no numbers": '{"nodes": {"root": {"value": NaN}, "1": {"value": {}}}}',
}


def verdicts(bank: Bank, question: str, answer: str) -> dict[str, str]:
    asked = bank[question]
    found = exact_verdicts((TreeForm(), SketchForm(), *EXACT), asked, readable(answer), asked.criteria)
    return {criterion: item.verdict for criterion, item in found.items()}


def all_is_well(bank: Bank) -> bool:
    """Whether right answers are still right: in words, in a formula and in a tree."""
    tree = fenced("tree", '{"nodes": {"root": {"value": 3}, "1": {"value": 3}, "2": {"value": 2}}}')
    return (
        verdicts(bank, "nlp-10", "The distance is 4.")["value"] == "met"
        and verdicts(bank, "training-04d", r"$\sigma' = \sigma(1-\sigma)$")["scalar-derivative"] == "met"
        and set(verdicts(bank, "rl-04", tree).values()) == {"met"}
    )


@pytest.mark.parametrize("name", CODE)
def test_the_gold_has_an_attempt_of_each_name(name: str) -> None:
    assert CODE[name] <= {attempt.id for attempt in attempts()}


@pytest.mark.slow
@needs_walls
def test_right_code_is_right_behind_every_quick_attempt(bank: Bank) -> None:
    form, question = CodeForm(lambda: SANDBOX), bank["training-03a"]
    for code in QUICK:
        report = form.report(question, f"```python\n{code}\n```")
        assert {d.verdict for d in report.decided if d.criterion_id == "forward"} == {"not_met"}, code
        assert all(d.reason and "\n" not in d.reason for d in report.decided)
        good = form.report(question, f"```python\n{NETWORK}# behind attempt {QUICK.index(code)}\n```")
        assert {d.verdict for d in good.decided} == {"met"}, code


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_a_formula_or_a_number_that_is_an_attack_ends_and_earns_nothing(bank: Bank, name: str) -> None:
    start = time.process_time()
    for question in ("training-04d", "nlp-10", "training-24", "vision-05", "advanced-05a", "training-02"):
        assert "met" not in verdicts(bank, question, TEXTS[name]).values()
    assert time.process_time() - start < limit(10)
    assert all_is_well(bank)


@pytest.mark.parametrize("name", SKETCHES)
def test_a_drawing_that_cannot_be_judged_is_told_in_one_line(bank: Bank, name: str) -> None:
    answer = fenced("sketch", SKETCHES[name])
    found = SketchForm().findings(bank["training-04a"], answer)
    assert found and {f.verdict for f in found} <= {"ungraded", "not_met"} and found[0].reason
    assert all("\n" not in f.reason for f in found) and all_is_well(bank)


@pytest.mark.parametrize("name", TREES)
def test_a_tree_that_cannot_be_judged_is_told_in_one_line(bank: Bank, name: str) -> None:
    found = TreeForm().findings(bank["rl-07"], fenced("tree", TREES[name]))
    assert found and {f.verdict for f in found} <= {"ungraded", "not_met"}
    assert all(f.reason and "\n" not in f.reason for f in found) and all_is_well(bank)


def test_a_picture_that_decompresses_to_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    rows = zlib.compress(bytes(1 << 20), 9)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    (tmp_path / "bomb.png").write_bytes(png)
    start = time.process_time()
    with pytest.raises(UsageError, match=r"bomb\.png"):
        answer_from_file(str(tmp_path / "bomb.png"))
    assert time.process_time() - start < limit(5)


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/proc/self/environ", "."])
@pytest.mark.parametrize("suffix", [".json", ".png"])
def test_a_symlink_to_something_else_is_no_answer_and_shows_nothing_of_it(
    tmp_path: Path, target: str, suffix: str
) -> None:
    link = tmp_path / f"answer{suffix}"
    link.symlink_to(target)
    with pytest.raises(UsageError) as caught:
        answer_from_file(str(link))
    assert str(link) in str(caught.value) and "\n" not in str(caught.value) and "root:" not in str(caught.value)


def test_a_symlink_that_leads_to_itself_is_one_clear_line(tmp_path: Path) -> None:
    link = tmp_path / "answer.json"
    link.symlink_to(link)
    with pytest.raises(UsageError, match="cannot be read"):
        answer_from_file(str(link))
