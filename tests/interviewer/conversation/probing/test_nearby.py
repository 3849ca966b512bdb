"""A follow-up takes into account what was said: it quotes words that come close, and does not ask about a corrected point."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from interviewer.conversation.conducting.performing import Performer
from interviewer.conversation.phrases.phrases import NEAR, REST
from interviewer.conversation.probing.nearby import Nearby, asks_for_rest
from interviewer.conversation.probing.probing import choose_probe, quotes_of
from interviewer.conversation.state.state import GradeAnswer, Graded, QuestionAttempt, Said, WordProbe
from interviewer.conversation.wording.wording import Wording
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from interviewer.loading.services import Services
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.player import Player


def graded(bank: Bank, *items: CriterionVerdict) -> Grade:
    return Grade("training-06a", 0.0, items)


def item(bank: Bank, number: int, **fields: object) -> CriterionVerdict:
    criterion = [c for c in bank["training-06a"].criteria if c.probe][number]
    plain = CriterionVerdict(criterion.id, criterion.claim, 1.0, "not_met")
    return replace(plain, **fields)  # type: ignore[arg-type]


def test_a_point_that_may_be_said_already_is_asked_for_last(bank: Bank) -> None:
    question = bank["training-06a"]
    near, missing = item(bank, 0, probability=0.6), item(bank, 1, probability=0.02)
    assert choose_probe(question, graded(bank, near, missing), ()) == missing.id
    wrong = item(bank, 2, contradicted=True)
    assert choose_probe(question, graded(bank, near, missing, wrong), ()) == wrong.id


def test_words_that_come_near_are_taken_up_once(bank: Bank) -> None:
    words = (Evidence("per channel over the batch", 0, 26),)
    near = item(bank, 0, verdict="partly_met", evidence=words)
    attempt = QuestionAttempt("training-06a", grade=graded(bank, near))
    assert quotes_of(attempt, near.id) == ("", "per channel over the batch")
    assert quotes_of(replace(attempt, taken_up=(words[0].quote,)), near.id) == ("", "")
    wrong = replace(attempt, grade=graded(bank, replace(near, verdict="not_met", contradicted=True)))
    assert quotes_of(wrong, near.id) == ("per channel over the batch", "")
    assert quotes_of(QuestionAttempt("training-06a"), near.id) == ("", "")


def test_the_probe_begins_with_them_and_judges_nothing(bank: Bank, words: CachedEmbedder) -> None:
    criterion = bank["training-06a"].criterion("clipping")
    wording = Wording(lambda: None, lambda: words)
    told = [wording.probe_near(criterion, "the step is bounded", number=n) for n in range(3)]
    assert [
        t == f"You said “the step is bounded”. {lead} {criterion.probe}" for t, lead in zip(told, NEAR, strict=True)
    ] == [True] * 3


def test_the_sentence_that_is_like_the_point_is_found(bank: Bank, words: CachedEmbedder) -> None:
    criterion = bank["training-06a"].criterion("clipping")
    near = criterion.satisfied_by[0]
    nearby = Nearby(lambda: words)
    answer = f"I like big networks a lot. {near}"
    found = nearby.said_near(criterion, answer)
    assert found and found in answer and found != "I like big networks a lot."
    assert nearby.said_near(criterion, "I like big networks a lot.") == ""
    assert nearby.said_near(criterion, answer, (found,)) == ""
    assert nearby.said_near(criterion, f"{found} No wait, I take that back: it is nonsense.") == ""
    assert Nearby(lambda: None).said_near(criterion, answer) == nearby.said_near(criterion, "") == ""


def test_a_sentence_that_is_nearer_to_another_point_is_not_quoted(bank: Bank, words: CachedEmbedder) -> None:
    criterion, *others = bank["training-06a"].criteria
    nearby = Nearby(lambda: words)
    near = next(text for text in criterion.satisfied_by if nearby.said_near(criterion, text))
    assert nearby.said_near(criterion, near, (), others) == near
    assert nearby.said_near(criterion, near, (), [*others, replace(criterion, id="twin")]) == ""


def asked_after(player: Player, text: str, **verdicts: str) -> WordProbe:
    player.now += 10
    player.send(Said(player.now, text))
    assert isinstance(player.state.pending, GradeAnswer)
    player.send(Graded(player.now, player.grade(player.state.pending, verdicts)))
    assert isinstance(player.state.pending, WordProbe)
    return player.state.pending


def test_who_has_just_corrected_themselves_is_asked_for_something_else(bank: Bank) -> None:
    for reply, same in (("the batches are small", True), ("Hmm, I was wrong about the batches: they are small", False)):
        player = Player(bank, pool=("training-06a",))
        first = asked_after(player, "the batches are large")
        player.settle({})
        assert (asked_after(player, reply).criterion_id == first.criterion_id) is same


def test_only_the_first_follow_up_of_a_question_is_led_into(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    first = asked_after(player, "something")
    turns = player.settle({})
    assert first.lead and [t.kind for t in turns] == ["probe"] and turns[0].text == f"{first.lead} worded probe"
    assert asked_after(player, "something else").lead == ""


def test_words_are_quoted_only_before_a_question_about_them(bank: Bank, words: CachedEmbedder) -> None:
    """ "You said that the norm pulls hard. Let me be sure I have you right. Is there a difference in what is computed?" """
    question = bank["training-15"]
    cheap, pull = question.criterion("cheap"), question.criterion("shrinkage-interpretation")
    nearby, others = Nearby(lambda: words), [c for c in question.criteria if c.id != "cheap"]
    about_pull = "the plain norm pulls hard on a large weight vector and weakly on a small weight vector"
    assert not nearby.is_asked_about(about_pull, cheap, 1, others)
    assert nearby.is_asked_about(about_pull, pull, 1, [c for c in question.criteria if c.id != pull.id])
    about_cost = "there is a difference in what has to be computed over many layers"
    assert nearby.is_asked_about(about_cost, cheap, 1, others)
    assert not Nearby(lambda: None).is_asked_about(about_cost, cheap, 1, others)


def test_a_part_of_what_was_quoted_is_not_quoted_again(bank: Bank, words: CachedEmbedder) -> None:
    criterion = bank["training-06a"].criterion("clipping")
    said = criterion.satisfied_by[0]
    nearby = Nearby(lambda: words)
    assert nearby.said_near(criterion, f"{said}.")
    assert not nearby.said_near(criterion, f"{said}.", taken_up=(said,))


def asked_in_words(player: Player, services: Services) -> str:
    work = Performer(services, lambda: player.now).perform(player.state)
    with pytest.raises(StopIteration) as done:
        next(work)
    return str(done.value.value.text)


def test_a_point_that_was_nearly_made_is_not_asked_for_from_scratch(
    bank: Bank, light_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = Player(bank, pool=("training-06a",))
    said = "I would bound the size of every update somehow"
    monkeypatch.setattr(Nearby, "said_near", lambda *_, **__: said)
    monkeypatch.setattr(Nearby, "is_asked_about", lambda *_: False)  # the probe asks for it in a different way
    point = bank["training-06a"].criterion(asked_after(player, said).criterion_id)
    assert (
        asked_in_words(player, light_services) == f"You said “{said}”. {REST[len(player.state.used) % 2]} {point.probe}"
    )
    player.settle({})
    again = asked_after(player, "well, somehow")
    assert again.criterion_id == point.id  # once a point is enough
    assert "You said" not in asked_in_words(player, light_services)


def test_the_words_before_it_judge_nothing() -> None:
    told = {asks_for_rest("the step is bounded", "By what?", number) for number in range(len(REST))}
    assert told == {f"You said “the step is bounded”. {lead} By what?" for lead in REST}
    assert not any(re.search(r"\b(?:close|near|right|good|wrong|almost|correct)\b", lead) for lead in REST)
