"""Text that has nothing to do with the question earns nothing with the shipped judge, no matter how long it is, and does not raise
the credit of the words around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.llm_judge import CREDITED
from knowledge.schema import Bank

pytestmark = [pytest.mark.embedded, pytest.mark.slow]

PARTIES = ("the Supplier", "the Recipient", "each Contributor", "the Holder of the Rights", "any Affiliate")
ACTS = (
    "shall notify {other} in writing within thirty days of any material change to the terms of this Agreement",
    "may not assign, sublicense or otherwise transfer its rights hereunder without the prior consent of {other}",
    "grants to {other} a perpetual, non-exclusive, royalty-free permission to reproduce, prepare derivative works of, "
    "display and distribute the Work, in source form or in any other form",
    "disclaims all warranties, whether express or implied, including without limitation any warranty of merchantability, "
    "fitness for a particular purpose, or non-infringement",
    "shall indemnify and hold harmless {other} against all losses arising out of a breach of this clause, except where the "
    "loss results from gross negligence",
    "shall retain, in every copy of the Work, all notices of copyright, patent, trademark and attribution",
    "submits to the exclusive jurisdiction of the courts, and waives any objection to venue, to the extent permitted by law",
    "may terminate this Agreement with immediate effect if {other} becomes insolvent or fails to cure a default in due time",
)


def legal_prose(characters: int) -> str:
    """Legal prose of our own, in numbered clauses; no licence that exists."""
    clauses = []
    while sum(map(len, clauses)) < characters:
        number = len(clauses)
        party, other = PARTIES[number % len(PARTIES)], PARTIES[(number * 2 + 1) % len(PARTIES)]
        act = ACTS[number % len(ACTS)].format(other=other)
        clauses.append(f"{number // 4 + 1}.{number % 4 + 1}. {party[0].upper()}{party[1:]} {act}.\n")
    return "\n".join(clauses)


LICENCES = {
    "our own prose": legal_prose(10_000),
    "Viva's licence": (Path(__file__).parents[4] / "LICENSE").read_text(encoding="utf-8")[:11_000],
}
QUESTIONS = ("rl-01", "training-13a", "vision-04", "advanced-01")
ANSWER = "I clip the norm of the gradient to one before the step, and the sign of it is that the loss turns into NaN."


def test_the_prose_is_as_long_as_it_should_be() -> None:
    assert all(len(text) >= 10_000 for text in LICENCES.values())


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_a_licence_earns_nothing(bank: Bank, grader: Grader, number: int) -> None:
    # either text at either length, as it is and pasted into one line; ``evals truth`` reads more of them
    text = LICENCES[("our own prose", "Viva's licence")[number % 2]][: (1_600, 10_000)[number // 2 % 2]]
    grade = grader.grade(bank[QUESTIONS[number]], text if number % 3 else " ".join(text.split()))
    credited = [(c.id, [e.quote for e in c.evidence]) for c in grade.criteria if c.verdict in CREDITED]
    assert (grade.score, credited) == (0.0, []), QUESTIONS[number]


def test_a_licence_beside_an_answer_changes_no_verdict_for_the_better(bank: Bank, grader: Grader) -> None:
    alone = grader.grade(bank["training-06a"], ANSWER)
    assert alone.score > 0
    beside = grader.grade(bank["training-06a"], f"{ANSWER}\n\n{LICENCES['our own prose'][:2000]}")
    assert beside.score <= alone.score
    assert {c.id for c in beside.criteria if c.verdict in CREDITED} <= {
        c.id for c in alone.criteria if c.verdict in CREDITED
    }


IDLE = (
    "First of all I would talk to the people who own the data, agree on a metric with them and write down what success "
    "means. Then I would set up a repository, tracking for the experiments, and a small baseline that everybody can run.\n\n"
    "After that it is mostly a matter of patience. You regularise, you look at the curves, you try another optimiser, you "
    "add some augmentation, and at the end you write a report that explains what was tried and what came of it."
)
LINE = "// the gradient of ||w||^2 is 2w, of ||w|| it is w/||w||"


def test_one_true_line_after_idle_paragraphs_makes_its_own_point_alone(bank: Bank, grader: Grader) -> None:
    question = bank["training-15"]
    before = grader.grade(question, IDLE)
    assert before.score == 0.0
    after = grader.grade_again(question, f"{IDLE}\n\n{LINE}", before, since=len(IDLE))
    assert [c.id for c in after.criteria if c.verdict == "met"] == ["simple-gradient"]
    more = "It's smooth at zero when you square it; without the square there is a kink at the origin."
    last = grader.grade_again(question, f"{IDLE}\n\n{LINE}\n\n{more}", after, since=len(f"{IDLE}\n\n{LINE}"))
    assert last.criterion("smooth-at-zero").verdict in CREDITED and last.score >= after.score
