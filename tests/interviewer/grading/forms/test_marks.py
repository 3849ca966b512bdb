"""Marks of Markdown change no computed verdict, and what has a meaning of its own stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from evals.labelled.gold import GOLD
from interviewer.bootstrap import forms_of
from interviewer.grading.forms.exact_verdicts import exact_verdicts
from interviewer.grading.forms.marks import without_markdown
from interviewer.grading.text.evidence import locate
from interviewer.settings import load_settings
from knowledge.schema import Bank

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


def bold(text: str) -> str:
    return LAST.sub(r"\1**\2**\3", text)


def code(text: str) -> str:
    return LAST.sub(r"\1`\2`\3", text)


def dollars(text: str) -> str:
    return ALONE.sub(r"$\1$", text)


def bullet(text: str) -> str:
    return text if text.startswith(("-", "*", ">")) else f"- {text}"


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
