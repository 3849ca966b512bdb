"""Marks of Markdown change no computed verdict, and what has a meaning of its own stays."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable

import pytest

from evals.labelled.gold import GOLD
from interviewer.bootstrap import forms_of
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.exact_verdicts import exact_verdicts
from interviewer.grading.forms.marks import without_markdown
from interviewer.grading.text.evidence import locate
from interviewer.settings import load_settings
from knowledge.schema import Bank
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls
from tests.pace import limit

LAST = re.compile(r"^(.*\s)(\d+(?:\.\d+)?)(\.?)$")
ALONE = re.compile(r"(?<=\s)(\d+(?:\.\d+)?)(?=\s|[.,]\s|$|\.$)")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The root is **5**.", "The root is 5."),
        ("It is *four*, or `4`, or ***4***, or __4__.", "It is four, or 4, or 4, or 4."),
        ("left $3$, right $ 2 $, $-1$", "left 3, right 2, -1"),
        ("## Answer\n\n- root: 3\n- left: 2", "Answer\n\nroot: 3\nleft: 2"),
        ("> root 3\n> left 2", "root 3\nleft 2"),
        ("* 3\n* 4", "3\n4"),
    ],
)
def test_marks_go(text: str, left: str) -> None:
    assert without_markdown(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4 and 2**3**4 and k * k * c",
        "s(**1**-s)",
        "h1 = [x1 - x2]_+, h2 = [x2 - x1]_+",
        "x_1 and x_2, dW_1",
        "f = a\n- b\n- c",
        "4. d→b, o stays",
        "$\\frac{1}{2}$ and $a + b$, $H$ the step, US$5, \\$5$",
        "```python\n# **bold** `x`\n- 3\n```",
        "-1 and - 1",
        "",
        "**",
    ],
)
def test_what_means_something_stays(text: str) -> None:
    assert without_markdown(text) == text


CODE = "def f(x, w, b):\n    # affine first\n    z = x @ w + b\n\n    # then what is negative goes\n    return np.maximum(z, 0)\n"


@pytest.mark.parametrize(
    "code",
    [
        CODE,
        f"# forward\n{CODE}",
        f"{CODE}\n# backward\ndef g(d):\n    # nothing to do\n    return d\n",
        "w = [1, 1]\n# the bias\nb = -1.5",
        "# two hidden units\nh1 = step(x1 + x2 - 0.5)",
        ">>> s = X.sum(1)\n# one sum for each row\n>>> s > 1",
        'def f(x):\n    try:\n        # the usual way\n        c["z"] = x\n    except KeyError:\n        # not there\n        c = {}\n    # done\n    return c',
        "def f(x):\n    return (\n        # first\n        x,\n        # second\n        x,\n    )",
        "from __future__ import annotations\n\ndef f(x, p):\n    return (rand(*x.shape)<p)* 1.0",
    ],
)
def test_a_comment_in_code_without_a_fence_stays_one(code: str) -> None:
    assert without_markdown(code) == code


@pytest.mark.parametrize(
    "text", ["```python\n" + "    x = 1\n" * 300 + "```", "# a\n" * 2000, " \n" * 4000, "\n" * 9000 + "- a"]
)
def test_long_answers_are_read_in_time(text: str) -> None:
    start = time.process_time()
    without_markdown(text)
    assert time.process_time() - start < limit(0.5)


def test_marks_around_bare_code_go() -> None:
    around = f"## Answer\n\nIt is **short**:\n\n{CODE}\n## Notes\n\nThe root is **5**."
    assert without_markdown(around) == f"Answer\n\nIt is short:\n\n{CODE}\nNotes\n\nThe root is 5."


@needs_walls
@pytest.mark.slow
def test_bare_code_with_comments_is_run_as_it_is(bank: Bank) -> None:
    code = (
        "def forward(x, params):\n    cache = {}\n    # first layer\n    cache['z1'] = x @ params['W1'] + params['b1']\n    # ReLU\n"
        "    cache['h'] = np.maximum(cache['z1'], 0)\n    # second layer\n    out = cache['h'] @ params['W2'] + params['b2']\n"
        "    cache['x'] = x\n    return out, cache\n\n# and back\ndef backward(dout, params, cache):\n    grads = {}\n    # second layer\n"
        "    grads['W2'] = cache['h'].T @ dout\n    grads['b2'] = dout.sum(axis=0)\n    # ReLU\n"
        "    dz1 = (dout @ params['W2'].T) * (cache['z1'] > 0)\n    # first layer\n    grads['W1'] = cache['x'].T @ dz1\n"
        "    grads['b1'] = dz1.sum(axis=0)\n    return grads\n"
    )
    criteria = bank["training-03a"].criteria
    found = exact_verdicts(
        (CodeForm(lambda: SANDBOX),), bank["training-03a"], f"# Mine\n\n{code}\n- **done**", criteria
    )
    assert {item.verdict for item in found.values()} == {"met"} and len(found) == 6


def bold(text: str) -> str:
    return LAST.sub(r"\1**\2**\3", text)


def code(text: str) -> str:
    return LAST.sub(r"\1`\2`\3", text)


def dollars(text: str) -> str:
    return ALONE.sub(r"$\1$", text)


def bullet(text: str) -> str:
    return text if text.startswith(("-", "*", ">")) else f"- {text}"


@pytest.mark.slow
@pytest.mark.parametrize("mark", [bold, code, dollars, bullet])
def test_a_computed_verdict_is_the_same_in_markdown(bank: Bank, mark: Callable[[str], str]) -> None:
    forms = forms_of(load_settings(llm="off"))
    lines = [
        line
        for name in ("third-hand", "fourth-hand", "eighth-hand", "later-words")
        for line in (GOLD / "forms" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    rows = [(bank[str(row["question_id"])], str(row["answer"])) for row in map(json.loads, lines)]
    plain = [(q, text) for q, text in rows if text and "\n" not in text and not set("*$=`\\") & set(text)]
    marked = [(q, text, mark(text)) for q, text in plain if mark(text) != text][::2]
    assert len(marked) > 20
    for question, text, written in marked:
        before = exact_verdicts(forms, question, text, question.criteria)
        after = exact_verdicts(forms, question, written, question.criteria)
        assert {c: v.verdict for c, v in after.items()} == {c: v.verdict for c, v in before.items()}, written
        quotes = [e for v in after.values() for e in v.evidence]
        assert all(e.quote == written[e.start : e.end] or locate(e.quote, written) for e in quotes)
