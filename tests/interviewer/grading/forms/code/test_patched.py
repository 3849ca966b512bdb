"""Lines of code that are corrected in words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.grading.appeals.last_word import held_to_last_word
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.code.patched import patched
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.screening.taken_back import Challenge
from interviewer.grading.text.evidence import locate
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls

CODE = """import numpy as np

def forward(x, W1, b1, W2, b2):
    h = np.maximum(0, x @ W1 + b1)
    out = h @ W2 + b2
    return out, (x, h)

def backward(dout, cache, W1, W2):
    x, h = cache
    dW2 = h.T @ dout
    db2 = dout.sum(axis=0)
    dh = dout @ W2.T
    dh[h < 0] = 0
    dW1 = x.T @ dh
    db1 = dh.sum(axis=0)
    return dW1, db1, dW2, db2
"""


def changed(said: str) -> list[str]:
    new = patched(CODE, said)
    return [line.strip() for line, old in zip(new.splitlines(), CODE.splitlines(), strict=True) if line != old]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("It should be dh[h <= 0] = 0, the gradient passes only where the unit was on.", "dh[h <= 0] = 0"),
        ("Make that `dh[h <= 0] = 0`.", "dh[h <= 0] = 0"),
        ("I'd write dh[h == 0] = 0 instead of dh[h < 0] = 0.", "dh[h == 0] = 0"),
        ("Sorry, I forgot the zeros: dh[h<=0]=0 because h is never negative", "dh[h<=0]=0"),
        ("Correction: db1 = dh.sum(0) and then it is fine.", "db1 = dh.sum(0)"),
        ("Oops, a typo. dh[h <= 0] = 0.", "dh[h <= 0] = 0"),
        ("Change line 13 to `dh[h <= 0] = 0`.", "dh[h <= 0] = 0"),
        ("Please replace line 13 by dh[h <= 0] = 0.", "dh[h <= 0] = 0"),
        ("Line 13 should read dh[h <= 0] = 0.", "dh[h <= 0] = 0"),
        ("Sorry, db1 should be dh.sum(0), I think.", "db1 = dh.sum(0)"),
        ("I meant dh = dout @ W2.T * 1.0.", "dh = dout @ W2.T * 1.0"),
        ("I mixed up the axes, it has to be db1 = dh.sum(0).", "db1 = dh.sum(0)"),
        ("No wait, dW1 = x.T @ (dh * 1).", "dW1 = x.T @ (dh * 1)"),
        ("I forgot the mask there. `dh[h <= 0] = 0`", "dh[h <= 0] = 0"),
    ],
)
def test_a_line_for_the_same_thing_takes_the_place_of_the_old_one(said: str, line: str) -> None:
    assert changed(said) == [line]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "The gradient passes where the unit was on.",
        "dh[h < 0] = 0 is what I wrote.",
        "mask = h > 0",
        "dh[units that were off] = 0",
        "dh = something else",
        "dh *= h > 0",
        "f(x) = max(0, x)",
        "x == h",
        "Then dh[h<=0]=0 because h is never negative",
        "db1 = dh.sum(0) and then it is fine.",
        "The ReLU gates the gradient: dh[h <= 0] = 0.",
        "In words: dh[h <= 0] = 0, so only active units get gradient.",
        "Here h = np.maximum(0, x @ W1) is the ReLU.",
        "As in the notes, dW2 = h.T @ (dout * 1).",
        "where db1 = dh.sum(0)",
        "Unlike dh[h <= 0] = 0, this passes all of the gradient.",
        "With a mask it would be dh[h <= 0] = 0.",
        "If h could be negative, it should be dh[h <= 0] = 0.",
        "My friend says it should be dh[h <= 0] = 0.",
        "In PyTorch it should be dh[h <= 0] = 0.",
        "There is no typo: dh[h <= 0] = 0.",
        "I haven't forgotten the mask: dh[h <= 0] = 0.",
        "It should not be dh[h <= 0] = 0.",
        "In line 13, dh[h <= 0] = 0 masks the gradient.",
        "The gradient should be masked, dh[h <= 0] = 0.",
        "db1 should be dh.sum(0), the sum over the batch.",
        "Sorry for the long answer. The bias sums over the batch, so db1 = dh.sum(0).",
        "Sorry for the long answer. db1 = dh.sum(0).",
        "So I compute dh[h <= 0] = 0 and then db1 = dh.sum(0).",
    ],
)
def test_what_is_no_line_of_this_code_changes_nothing(said: str) -> None:
    assert changed(said) == []


def test_two_lines_that_assign_to_the_same_thing_are_told_apart_by_what_they_assign_to() -> None:
    code = "def f(a):\n    a[0] = 1\n    a[1] = 2\n    b = 3; c = 4\n    return a\n"
    assert patched(code, "It has to be a[1] = 5.") == code.replace("a[1] = 2", "a[1] = 5")
    assert patched(code, "It has to be a[2] = 5.") == code
    assert patched(code, "It has to be b = 5.") == code, "the line has another statement"
    assert patched("def f(:\n    a = 1\n", "a = 2") == "def f(:\n    a = 1\n"


class Listening:
    """Finds the ReLU's point in "the unit was off"."""

    name = "listening"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        place = locate("the unit was off", text)
        return Judgements(
            tuple(
                Judgement(c.id, "met", 0.9, (place,))
                if place and c.id == "relu-mask"
                else Judgement(c.id, "not_met", 0.02)
                for c in criteria
            )
        )


def kinds(bank: Bank, *replies: str) -> list[tuple[str, str]]:
    """The kind of verdict on the ReLU after the code and after each reply, and the words it rests on."""
    question = bank["training-03a"]
    grader = Grader(Listening(), forms=[CodeForm(lambda: SANDBOX)])
    answer = f"```python\n{CODE}```"
    grade = grader.grade(question, answer)
    found = []
    for reply in ("", *replies):
        if reply:
            item, since = grade.criterion("relu-mask"), len(answer)
            challenge = Challenge(item.evidence, since, "relu-mask") if item.contradicted else None
            answer = f"{answer}\n\n{reply}"
            again = grader.grade_again(question, answer, grade, None, since)
            grade = held_to_last_word(grader, question, answer, again, challenge=challenge, since=since)
        item = grade.criterion("relu-mask")
        found.append((item.kind, item.evidence[0].quote if item.evidence else ""))
    return found


@pytest.mark.slow
@needs_walls
def test_code_is_run_with_the_line_that_was_put_right(bank: Bank) -> None:
    wrong = ("contradicted", "dh[h < 0] = 0")
    assert kinds(bank, "Ah, right. It should be dh[h <= 0] = 0.", "Yes.") == [
        wrong, *[("met", "dh[h <= 0] = 0")] * 2
    ]  # fmt: skip
    assert kinds(bank, "Then dh[h > 0] = 0.")[-1] == wrong, "a line that is no better is not used"


@pytest.mark.slow
@needs_walls
def test_an_explanation_beside_the_code_repairs_nothing(bank: Bank) -> None:
    question, form = bank["training-03a"], CodeForm(lambda: SANDBOX)
    for said in ("The ReLU gates the gradient: dh[h <= 0] = 0.", "Unlike dh[h <= 0] = 0, this passes all of it."):
        answer = f"```python\n{CODE}```\n\n{said}"
        assert {f.criterion_id for f in form.findings(question, answer) if f.verdict != "met"} == {"relu-mask"}
        assert not form.report(question, answer).patched


@pytest.mark.slow
@needs_walls
def test_code_that_is_corrected_in_words_only_has_half_of_the_point(bank: Bank) -> None:
    assert (
        kinds(bank, "It's zero where the unit was off.", "I like code.")[1:] == [("partly_met", "the unit was off")] * 2
    )
    assert kinds(bank, "I did zero it.")[-1][0] == "contradicted"


@pytest.mark.slow
@needs_walls
def test_right_code_is_not_spoilt_by_what_is_said_after_it(bank: Bank) -> None:
    question, form = bank["training-03a"], CodeForm(lambda: SANDBOX)
    right = CODE.replace("h < 0", "h <= 0")
    for said in ("So dh[h < 0] = 0 would be wrong.", "Here h = max(0, x) as always.", "In words, dh = dout @ W2."):
        found = form.findings(question, f"```python\n{right}```\n\n{said}")
        assert {f.verdict for f in found} == {"met"}, said
