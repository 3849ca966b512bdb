"""The embedded judge with the real sentence embeddings and the shipped reader."""

from __future__ import annotations

import pytest

from evals.labelled.gold import gold_answers
from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.text.evidence import sentences
from knowledge.schema import Bank

STRONG = (
    "I'd log the gradient norms per layer and watch for spikes; usually the loss suddenly turns into NaN or jumps. "
    "Then I clip the gradient norm to one, and I make it less likely with He initialisation, a lower learning rate and layer norm."
)

pytestmark = pytest.mark.embedded


def test_a_strong_answer_beats_a_partial_one_beats_an_empty_one(bank: Bank, grader: Grader) -> None:
    question = bank["training-06a"]
    strong = grader.grade(question, STRONG)
    partial = grader.grade(question, "The loss becomes NaN all of a sudden.")
    empty = grader.grade(
        question, "This is an important topic, and every engineer should think about it carefully in practice."
    )
    assert strong.score > partial.score > empty.score
    assert strong.score >= 0.7
    assert empty.score == 0.0
    for item in strong.criteria:
        for evidence in item.evidence:
            assert STRONG[evidence.start : evidence.end] == evidence.quote


def test_a_bank_without_paraphrases_is_graded_too(bank: Bank, grader: Grader) -> None:
    from evals.labelled.views import bare_question

    question = bare_question(bank["training-06a"])
    strong = grader.grade(question, STRONG)
    off = grader.grade(question, "My favourite dish is spaghetti with tomato sauce and a bit of basil on top.")
    assert strong.score > off.score == 0.0


def test_what_the_bank_calls_just_not_enough_earns_nothing_beside_an_answer(bank: Bank, judge: LocalJudge) -> None:
    question = bank["nlp-01a"]
    criterion = question.criterion("shared-weights")
    answer = (
        "In language the order matters and you need the context of what came earlier. An RNN has a kind of memory, "
        "it feeds its own state back in at each step."
    )
    for near_miss in criterion.not_satisfied_by:
        item = judge.judge(question, f"{answer}\n\n{near_miss}.", [criterion]).items[0]
        assert item.verdict == "not_met", near_miss
    right = f"{answer}\n\n{criterion.not_satisfied_by[0]}. The same weights are used at each time step."
    item = judge.judge(question, right, [criterion]).items[0]
    assert item.verdict == "met" and all(right[e.start : e.end] == e.quote for e in item.evidence)
    assert judge.judge(question, criterion.not_satisfied_by[0], [criterion]).items[0].verdict == "not_met"


@pytest.mark.parametrize("form", ["tags", "bullets", "headings", "numbers", "emphasis", "table"])
def test_the_same_answer_in_another_form_earns_the_same(bank: Bank, grader: Grader, form: str) -> None:
    answers = [a for a in gold_answers(bank, "test") if len(sentences(a.answer)) > 2 and (a.score or 0) > 0.3][::21]
    assert len(answers) >= 3
    rows = []
    for answer in answers:
        said = [piece.of(answer.answer) for piece in sentences(answer.answer)]
        written = {
            "tags": "".join(f"<p>{s}</p>" for s in said),
            "bullets": "\n".join(f"- {s}" for s in said),
            "headings": "\n".join(f"## {s}" if n % 2 else s for n, s in enumerate(said)),
            "numbers": "\n".join(f"{n}. {s}" for n, s in enumerate(said, start=1)),
            "emphasis": " ".join(f"**{s}**" if n % 2 else f"<em>{s}</em>" for n, s in enumerate(said)),
            "table": "<table>" + "".join(f"<tr><td>{s}</td></tr>" for s in said) + "</table>",
        }[form]
        rows.append((bank[answer.question_id], answer.answer, written))
    plain = list(grader.grade_many((question, said) for question, said, _ in rows))
    formed = list(grader.grade_many((question, written) for question, _, written in rows))
    changes = [abs(after.score - before.score) for before, after in zip(plain, formed, strict=True)]
    # what is read with what comes before it is cut a little otherwise, so that a point on the edge may move
    assert sum(changes) / len(changes) <= 0.03 and sum(change > 0.03 for change in changes) <= 0.1 * len(changes), (
        changes
    )
    for (_, _, written), after in zip(rows, formed, strict=True):
        for item in after.criteria:
            assert all(written[e.start : e.end] == e.quote for e in item.evidence)


def test_what_the_bank_calls_enough_is_enough_beside_an_answer(bank: Bank, judge: LocalJudge) -> None:
    question = bank["training-06a"]
    criterion = question.criterion("clipping")
    enough = min(criterion.satisfied_by, key=len)
    rest = "The loss jumps around when the gradients explode."
    verdicts = [
        judge.judge(question, f"{lead} {rest}", [criterion]).items[0].verdict
        for lead in (f"{enough.capitalize()}.", "I would wait.")
    ]
    assert verdicts == ["met", "not_met"]


def test_a_wrong_start_does_not_cover_what_is_put_right_in_the_reply_to_a_follow_up(bank: Bank, grader: Grader) -> None:
    question = bank["training-01"]
    first = "you should underfit first because a small model is safer, then make it larger"
    text = f"{first}\n\nok then overfit a small sample to check that the code and the loss work"
    by_id = {c.id: c for c in grader.grade(question, text, since=len(first)).criteria}
    assert by_id["bug-check"].verdict == "met" and by_id["bug-check"].evidence[0].end > len(first)
    alone = {c.id: c for c in grader.grade(question, first, since=len(first)).criteria}
    assert alone["bug-check"].verdict == "not_met"
    assert grader.grade(question, text, only=[]).criteria == ()
