"""A follow-up does not ask for what has just been said: another is asked, or what was heard is acknowledged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.conversation.phrases.phrases import HEARD
from interviewer.conversation.probing.covered import is_chosen, is_said, passing_over
from interviewer.conversation.probing.numbering import asked_numbers, current_wording, number_of
from interviewer.conversation.probing.said_before import said_before
from interviewer.conversation.state.state import QuestionAttempt, WordProbe
from interviewer.conversation.wording.wording import Wording
from knowledge.probes import probes_of
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.player import Player
from tests.interviewer.conversation.probing.test_nearby import asked_after

GOLD = Path(__file__).parents[4] / "evals" / "labelled" / "gold"
GRADIENTS = "The gradient of the squared norm is 2w, that of the plain norm is w divided by its norm."
U_NET = "You can concatenate encoder features of the same resolution, like in a U-Net."


@pytest.mark.parametrize(
    ("question_id", "probe", "answer", "said"),
    [
        (
            "training-15",
            "Write down the gradients of the two and compare them, component by component.",
            GRADIENTS,
            True,
        ),
        (
            "vision-06",
            "What does a U-Net have that an ordinary encoder and decoder lack, and what is it for?",
            U_NET,
            True,
        ),
        (
            "vision-06",
            "What does a U-Net have that an ordinary encoder and decoder lack, and what is it for?",
            GRADIENTS,
            False,
        ),
        ("training-06a", "What do you see in the loss?", "The model trains on the data of one image.", False),
    ],
)
def test_what_asks_for_the_words_that_were_said_is_known(
    question_id: str, probe: str, answer: str, said: bool, bank: Bank
) -> None:
    assert is_said(probe, answer, bank[question_id]) is said


@pytest.mark.parametrize(
    ("question_id", "answer", "chosen"),
    [
        ("nlp-07", "N-gram.", True),
        ("nlp-07", "An n-gram model. There are few tokens.", True),
        ("nlp-07", "Neural!", True),
        ("nlp-07", "I'd use both.", False),
        ("nlp-07", "N-gram or neural.", False),
        ("nlp-07", "A language model.", False),
        ("nlp-07", "N-gram models count word sequences and neural ones learn vectors.", False),
        ("nlp-13", "Case-sensitive.", True),
        ("nlp-13", "It depends.", False),
    ],
)
def test_a_choice_just_made_in_few_words_is_not_asked_for_again(
    question_id: str, answer: str, chosen: bool, bank: Bank
) -> None:
    question = bank[question_id]
    criterion = next(c for c in question.criteria if is_chosen(c.probe or "", "N-gram. Case-sensitive.", question))
    assert is_chosen(criterion.probe or "", answer, question) is chosen
    passed, _ = passing_over(question, criterion, QuestionAttempt(question_id, answer=f"{answer}\n\nAs I said."))
    assert passed == (((criterion.id, 1),) if chosen else ())
    assert not is_chosen("Which one needs fewer tokens, and why?", answer, question)


def test_words_of_the_question_and_of_the_whole_field_do_not_count(bank: Bank) -> None:
    question = bank["training-06a"]
    assert not is_said("How does the gradient explode?", "The gradients explode.", question)
    assert not is_said("What does the network do with the data?", "The network learns the data.", question)


def attempt_with(bank: Bank, answer: str, **changes: object) -> QuestionAttempt:
    return replace(QuestionAttempt("training-15", answer=answer), **changes)  # type: ignore[arg-type]


def test_another_angle_is_asked_and_counts_as_one_go(bank: Bank) -> None:
    question = bank["training-15"]
    criterion = question.criteria[0]
    attempt = attempt_with(bank, GRADIENTS)
    passed, heard = passing_over(question, criterion, attempt)
    assert passed[0] == (criterion.id, 1) and heard == ""
    asked = replace(attempt, probing=criterion.id, probed=(criterion.id,), passed_over=passed)
    number = number_of(asked, criterion.id, question)
    assert number == len(passed) + 1 and asked_numbers(asked, criterion.id, question) == {number}
    assert current_wording(asked, question) == probes_of(criterion)[number - 1]
    assert said_before(question, asked) == (probes_of(criterion)[number - 1],)


def test_what_was_passed_over_comes_last_and_nothing_twice(bank: Bank) -> None:
    question = bank["training-15"]
    criterion = question.criteria[0]
    asked = attempt_with(bank, "", probed=(criterion.id,) * 3, passed_over=((criterion.id, 1),))
    assert [number_of(asked, criterion.id, question, go) for go in (1, 2, 3, 4)] == [2, 3, 1, 1]
    assert number_of(asked, "gone", question) == 1


def test_without_the_words_the_first_is_asked(bank: Bank) -> None:
    question = bank["training-15"]
    for answer in ("It is smoother.", ""):
        assert passing_over(question, question.criteria[0], attempt_with(bank, answer)) == ((), "")
    taken_back = f"{GRADIENTS} No wait, I take that back: it is smoother."
    assert passing_over(question, question.criteria[0], attempt_with(bank, taken_back)) == ((), "")
    earlier = f"{GRADIENTS}\n\nIt is also cheaper."
    assert passing_over(question, question.criteria[0], attempt_with(bank, earlier)) == ((), ""), (
        "only the last message"
    )


@pytest.mark.slow
def test_from_the_answer_to_the_follow_up(bank: Bank) -> None:
    player = Player(bank, pool=("training-15",))
    pending = asked_after(player, GRADIENTS)
    attempt = player.state.attempts[-1]
    assert pending.criterion_id == bank["training-15"].criteria[0].id and attempt.passed_over
    assert current_wording(attempt, bank["training-15"]) != bank["training-15"].criteria[0].probe


def test_where_the_bank_has_no_other_what_was_heard_is_acknowledged(bank: Bank, words: CachedEmbedder) -> None:
    question = bank["training-15"]
    only = replace(question.criteria[0], further_probes=())
    bare = replace(question, criteria=(only, *question.criteria[1:]))
    assert passing_over(bare, only, attempt_with(bank, GRADIENTS)) == ((), "gradients")
    wording = Wording(lambda: None, lambda: words)
    for number, lead in enumerate(HEARD):
        told = wording.probe_heard(bare, only, "gradients", (), 1, number)
        assert told == f"{lead.format(term='gradients')} {only.probe}"
    unguarded = Wording(lambda: None, lambda: None)
    assert unguarded.probe_heard(bare, only, "gradients", (), 1, 0) == only.probe
    assert WordProbe("q", "c").heard == ""


@pytest.mark.slow
def test_on_labelled_answers_it_is_rare_and_another_angle_is_left(bank: Bank) -> None:
    """Of the follow-ups on points that an answer does not make, 2 in 100 would have asked for its own words."""
    open_points = passed = stuck = 0
    for file in sorted(GOLD.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            question = bank[row["question_id"]]
            attempt = QuestionAttempt(question.id, answer=row["answer"])
            for criterion in question.criteria:
                if criterion.probe and row["labels"].get(criterion.id, "met") != "met":
                    over, heard = passing_over(question, criterion, attempt)
                    open_points, passed, stuck = open_points + 1, passed + bool(over), stuck + bool(heard)
    assert open_points > 2000 and 0.005 < passed / open_points < 0.04 and stuck / open_points < 0.005
