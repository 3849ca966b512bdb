"""Where in the reference answer a missing point is marked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from interviewer.grading.rubric.reference import nearest_words
from interviewer.web.interview.marked import marked_reference
from knowledge.schema import Bank, Question
from tests.interviewer.web.states import attempt, graded

MARKED = re.compile(r'<mark class="(\w+)">(.*?)</mark>')


def marked(bank: Bank, question: Question) -> str:
    """The reference answer for someone who said nothing of it."""
    return marked_reference(question, attempt(question.id, graded(bank, question.id), closed=True))


def only(bank: Bank, reference: str, words: str) -> str:
    """A reference answer for someone who missed one point, which these words of it state."""
    question = bank["training-06a"]
    missed = replace(question.criteria[0], in_reference=words)
    grade = graded(bank, question.id)
    asked = replace(question, reference=reference, deeper="", criteria=(missed, *question.criteria[1:]))
    return marked_reference(asked, attempt(question.id, replace(grade, criteria=grade.criteria[:1]), closed=True))


def test_a_point_is_marked_at_its_own_item_of_a_list(bank: Bank) -> None:
    """It was shown above the whole list, and the last of its items was out of sight."""
    lines = [line for line in marked(bank, bank["training-05"]).splitlines() if line.strip()]
    told = next(n for n, line in enumerate(lines) if line.startswith("> ") and "direct path" in line)
    assert lines[told + 1].startswith('2. <mark class="not_met">*Gradients get a direct path.*')


def test_a_sentence_is_marked_within_its_paragraph(bank: Bank) -> None:
    shown = only(bank, "It is large. The loss **jumps** up. Then it falls.", "The loss **jumps** up.")
    assert shown.endswith('It is large. <mark class="not_met">The loss **jumps** up.</mark> Then it falls.')


def test_the_cells_of_a_row_are_marked_one_by_one(bank: Bank) -> None:
    table = "| step | what |\n|---|---|\n| 1 | look |\n| 2 | clip $|g|$ |"
    assert '| <mark class="not_met">1</mark> | <mark class="not_met">look</mark> |' in only(bank, table, "| 1 | look |")
    assert "clip $|g|$ |" in only(bank, table, "| 2 | clip $|g|$ |"), "no formula is cut"


@pytest.mark.parametrize(
    ("reference", "words", "marks"),
    [
        ("```python\nx = clip(g)\n```", "x = clip(g)", []),
        ("$$x = g$$", "x = g", []),
        ("Here `x = clip(g)` is used.", "clip(g)", ["Here `x = clip(g)` is used."]),
        ("It is \\$5 and more.", "and more.", []),
    ],
)
def test_no_code_and_no_formula_is_taken_apart(bank: Bank, reference: str, words: str, marks: list[str]) -> None:
    assert [part for _, part in MARKED.findall(only(bank, reference, words))] == marks


def test_words_that_make_two_points_are_marked_once(bank: Bank) -> None:
    question = bank["training-06a"]
    reference = "Watch the norm of the gradient in each step."
    same = tuple(replace(criterion, in_reference=reference) for criterion in question.criteria)
    shown = marked(bank, replace(question, reference=reference, deeper="", criteria=same))
    assert len(MARKED.findall(shown)) == 1 and shown.count("> **") >= 2


def test_what_is_half_met_is_marked_in_its_own_colour(bank: Bank) -> None:
    grade = graded(bank, "training-05", "partly_met")
    shown = marked_reference(bank["training-05"], attempt("training-05", grade, closed=True))
    assert MARKED.findall(shown)[0][0] == "partly_met"


def test_a_bank_that_names_no_words_has_the_nearest_sentence_marked(bank: Bank) -> None:
    passage = "First look at the loss. Clipping bounds the gradients well enough."
    question = replace(bank["training-06a"], reference=passage, criteria=())
    assert nearest_words(question, passage, "to clip a gradient") == "Clipping bounds the gradients well enough."
    assert nearest_words(question, passage, "something else entirely") == ""


@pytest.mark.slow
def test_every_mark_of_the_bank_is_whole(bank: Bank) -> None:
    for question in bank.values():
        shown = marked(bank, question)
        assert shown.count("<mark") == shown.count("</mark>") == len(MARKED.findall(shown)), question.id
        plain = MARKED.sub(r"\2", shown)
        told = "\n".join(line for line in plain.splitlines() if not line.startswith((">", "<!--")))
        unmarked = marked_reference(question, attempt(question.id, None, closed=True))
        assert told.split() == unmarked.split(), question.id
