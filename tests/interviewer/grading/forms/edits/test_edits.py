from __future__ import annotations

from collections import deque
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.edits.distance import levenshtein, shortest_scripts
from interviewer.grading.forms.edits.edits import Edits, edits_finding
from knowledge.schema import Bank


@cache
def brute_force(a: str, b: str) -> int:
    """Breadth-first search through all words that one edit makes."""
    letters, seen, queue = sorted({*b}), {a}, deque([(a, 0)])
    while queue:
        word, count = queue.popleft()
        if word == b:
            return count
        made = {word[:i] + word[i + 1 :] for i in range(len(word))}
        made |= {word[:i] + c + word[i + 1 :] for i in range(len(word)) for c in letters}
        made |= {word[:i] + c + word[i:] for i in range(len(word) + 1) for c in letters}
        for other in made - seen:
            if len(other) <= max(len(a), len(b)):
                seen.add(other)
                queue.append((other, count + 1))
    raise AssertionError


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.text("abc", max_size=4), st.text("abc", max_size=4))
def test_the_distance_is_that_of_brute_force(a: str, b: str) -> None:
    assert levenshtein(a, b) == brute_force(a, b)
    scripts = shortest_scripts(a, b)
    assert scripts and all(len(script) == levenshtein(a, b) for script in scripts)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("doctor -> boctor -> bottor -> bottlr -> bottle", "met"),
        ("d→b, c→t, o→l, r→e", "met"),
        ("Replace d by b, c by t, the second o by l, r by e.", "met"),
        ("d becomes b, o stays, c becomes t, t stays, o turns into l, and r is replaced by e", "met"),
        ("first the d turns into a b, then the c into a t, and the rest somehow", "partly_met"),
        ("d to b, c to t, r to l, o to e", "not_met"),
        ("doctor -> bottor -> bottle", "not_met"),
        ("boctor, bottor, bottlr, bottle. Count the steps.", "met"),
        ("boctor, bottor, bottle. Count the steps.", "not_met"),
        ("Delete d, c, o, r and insert b, t, l, e.", "not_met"),
        ("Two edits suffice: d becomes b and r becomes e.", "not_met"),
    ],
)
def test_named_edits_are_carried_out(answer: str, verdict: str) -> None:
    finding = edits_finding("operations", "doctor", "bottle", answer)
    assert finding is not None and finding.verdict == verdict
    assert finding.quote in answer


@pytest.mark.parametrize(
    "answer", ["", "the o and the t stay", "a table is filled", "d", "->" * 4000, "a to b " * 1500]
)
def test_without_edits_of_these_words_nothing_is_decided(answer: str) -> None:
    assert edits_finding("operations", "doctor", "bottle", answer) is None


def test_the_bank_asks_for_edits(bank: Bank) -> None:
    (finding,) = Edits().findings(bank["nlp-10"], "d→b, c→t, o→l, r→e")
    assert finding.criterion_id == "operations" and finding.verdict == "met" and Edits().note(bank["nlp-10"], "") == ""


def test_an_edit_too_many_is_left_to_the_judge() -> None:
    answer = "d->b, o->o, c->t, t->t, o->l, r->e, then delete e"
    assert edits_finding("operations", "doctor", "bottle", answer) is None
