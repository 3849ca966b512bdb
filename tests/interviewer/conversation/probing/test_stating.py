"""A point that the answer states is not asked for again: another one is, or the candidate is asked to be more precise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.probing.probing import choose_probe, next_probe
from interviewer.conversation.probing.stating import EXACTLY, Stating, asks_exactly, stated_in_words
from interviewer.conversation.state.state import GradeAnswer, Graded, QuestionAttempt, Said, WordProbe
from interviewer.grading.grade import CriterionVerdict, Grade
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.player import Player

QUESTION = "vision-10"
POINT = "conv-any-size"


def open_grade(question: Question, *ids: str, **fields: object) -> Grade:
    items = tuple(
        CriterionVerdict(c.id, c.claim, c.weight, "not_met" if c.id in ids else "met", probability=0.3)
        for c in question.criteria
    )
    return Grade(question.id, 0.5, tuple(replace(i, **fields) if i.id in ids else i for i in items))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question_id", "point", "answer", "states"),
    [
        (QUESTION, POINT, "Just the flattened map no longer fits the dense weight matrix behind it.", True),
        (QUESTION, POINT, "Filters slide over any size, and the FC layer expects a fixed input.", True),
        (QUESTION, POINT, "The filters have a weight for every place in the picture.", False),
        (QUESTION, POINT, "You have to train all of it from scratch again.", False),
        ("rl-11", "definition", "It learns the value of the very policy that acts.", False),
    ],
)
def test_words_alone_find_what_is_stated(question_id: str, point: str, answer: str, states: bool, bank: Bank) -> None:
    question = bank[question_id]
    assert bool(stated_in_words(question, question.criterion(point), [answer])) is states
    found = dict(Stating(lambda: None).stated(question, f"I like it a lot. {answer}", open_grade(question, point)))
    assert found == ({point: answer} if states else {})


def test_what_the_bank_says_makes_the_point_states_it_and_nothing_that_was_taken_back(
    bank: Bank, words: CachedEmbedder
) -> None:
    question, stating = bank[QUESTION], Stating(lambda: words)
    said = "Conv layers don't care about the spatial dims, the dense ones behind them do."
    grade = open_grade(question, POINT)
    assert stating.stated(question, said, open_grade(question, POINT, "resize")) == ((POINT, said),)
    assert stating.stated(question, said, open_grade(question, "resize")) == ()
    assert stating.stated(question, f"{said} No wait, I take that back: it is nonsense.", grade) == ()
    assert stating.stated(question, "Do conv layers care about the spatial dims?", grade) == ()


def test_a_mistake_has_the_words_of_the_truth_and_does_not_state_it(bank: Bank, words: CachedEmbedder) -> None:
    question = bank[QUESTION]
    wrong = open_grade(question, POINT, contradicted=True, unsure=True)
    for said in question.criterion(POINT).contradicted_by:
        assert Stating(lambda: words).stated(question, said, wrong) == ()
        assert Stating(lambda: None).stated(question, said, wrong) == ()
    true = "Conv layers don't care about the spatial dims, the dense ones behind them do."
    assert Stating(lambda: words).stated(question, true, wrong) == ((POINT, true),)
    for fields in ({"contradicted": True}, {"probability": 0.04}):
        assert Stating(lambda: words).stated(question, true, open_grade(question, POINT, **fields)) == ()


def test_another_point_is_asked_for_first(bank: Bank) -> None:
    question = bank[QUESTION]
    grade = open_grade(question, POINT, "resize")
    assert choose_probe(question, grade, ()) == POINT
    assert choose_probe(question, grade, (), {POINT}) == "resize"
    assert choose_probe(question, open_grade(question, POINT), (), {POINT}) == POINT


def test_it_is_asked_for_once(bank: Bank) -> None:
    question = bank[QUESTION]
    asked = QuestionAttempt(QUESTION, "x", open_grade(question, POINT), probed=(POINT,))
    assert next_probe(question, asked, "interview", POINT) == POINT
    stated = replace(asked, stated=((POINT, "x"),))
    for mode in ("interview", "coach"):
        assert next_probe(question, stated, mode, POINT) is None  # type: ignore[arg-type]
    hint = question.criterion(POINT).hint - 1
    assert next_probe(question, replace(stated, hints=(hint,)), "interview", POINT) == POINT


def graded_with(player: Player, answer: str, stated: tuple[tuple[str, str], ...], **fields: object) -> WordProbe | None:
    player.now += 10
    player.send(Said(player.now, answer))
    assert isinstance(player.state.pending, GradeAnswer)
    grade = open_grade(player.bank[QUESTION], POINT, **fields)
    player.send(Graded(player.now, grade, stated=stated))
    pending = player.state.pending
    return pending if isinstance(pending, WordProbe) else None


@pytest.mark.parametrize("fields", [{}, {"contradicted": True}])
def test_the_words_are_given_back_and_the_banks_question_is_not_asked(fields: dict[str, object], bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=(QUESTION,))
    said = "The dense layer at the end breaks."
    pending = graded_with(player, said, ((POINT, said),), **fields)
    assert pending is not None and pending.stated == said and not pending.contrary and not pending.near
    assert player.state.attempts[-1].taken_up == (said,)
    player.settle({})
    assert graded_with(player, "Only the dense layer.", ((POINT, said),), **fields) is None
    assert player.state.phase == "finished"


def test_nobody_is_asked_to_be_more_exact_twice_on_one_question(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=(QUESTION,))
    points = [criterion.id for criterion in bank[QUESTION].criteria if not criterion.bonus][:4]
    asked = []
    for number in range(4):
        said = f"It is the layer number {number} at the end."
        player.now += 10
        player.send(Said(player.now, said))
        grade = open_grade(player.bank[QUESTION], *points)
        player.send(Graded(player.now, grade, stated=tuple((point, said) for point in points)))
        if not isinstance(player.state.pending, WordProbe):
            break
        asked.append(bool(player.state.pending.stated))
        player.settle({})
    assert asked == [True]  # the others seem to be stated as well, so none of them is asked for from scratch
    assert player.state.phase == "finished"


def test_after_that_a_point_that_was_not_stated_is_asked_for(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=(QUESTION,))
    points = [criterion.id for criterion in bank[QUESTION].criteria if not criterion.bonus][:3]

    def asked(said: str, stated: list[str]) -> WordProbe:
        player.now += 10
        player.send(Said(player.now, said))
        grade = open_grade(player.bank[QUESTION], *points)
        player.send(Graded(player.now, grade, stated=tuple((point, said) for point in stated)))
        assert isinstance(player.state.pending, WordProbe)
        return player.state.pending

    first = asked("It is the layer at the end.", points)
    assert first.stated
    player.settle({})
    other = next(point for point in points if point != first.criterion_id)
    second = asked("It is the dense layer at the end.", [point for point in points if point != other])
    assert (second.criterion_id, second.stated) == (other, "")


def test_the_request_judges_nothing(bank: Bank) -> None:
    asked = {asks_exactly("The dense layer breaks.", number) for number in range(len(EXACTLY))}
    assert len(asked) == len(EXACTLY) and all(text.startswith("You said “The dense layer breaks”. ") for text in asked)
