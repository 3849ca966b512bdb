"""A probe that takes up what was said wrongly: it repeats the words, does not judge them, and gives nothing away."""

from __future__ import annotations

import pytest

from interviewer.conversation.conducting.performing import Performer
from interviewer.conversation.state.state import GradeAnswer, Graded, Said, WordProbe
from interviewer.conversation.state.style import STYLES
from interviewer.conversation.wording.taking_up import STAND_BY, taking_up
from interviewer.conversation.wording.wording import Wording
from interviewer.errors import UnavailableError
from interviewer.loading.services import Services
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.player import Player
from tests.stand_ins import FakeChat, FakeReply

SAID = "clipping does nothing at all here"


def taken_up(bank: Bank, words: CachedEmbedder, *replies: FakeReply, said: str = SAID) -> str:
    question = bank["training-06a"]
    chat = FakeChat(*replies)
    wording = Wording(lambda: chat if replies else None, lambda: words)
    return wording.probe_contrary(question, question.criterion("clipping"), said, question.criteria)


def bank_probe(bank: Bank) -> str:
    return bank["training-06a"].criterion("clipping").probe


def test_without_a_model_the_banks_probe_follows_the_words(bank: Bank, words: CachedEmbedder) -> None:
    assert taken_up(bank, words) == f"You said “{SAID}”. {bank_probe(bank)}"
    assert taken_up(bank, words, said="g = g * 0") == f"You wrote `g = g * 0`. {bank_probe(bank)}"


@pytest.mark.parametrize(
    ("said", "probe", "heard"),
    [
        ("I'd take A", "So which one, for ordinary English text, and why?", True),
        ("A is clearly better", "What do they cost, and which model do you take?", True),
        ("I'd take A", "How many bits does A spend on a word?", False),
        ("the numbers are the same", "So which one, for ordinary English text, and why?", False),
    ],
)
def test_a_choice_that_was_made_is_not_asked_for_as_if_unheard(said: str, probe: str, heard: bool) -> None:
    assert taking_up(said, probe) == f"You said “{said}”. {f'{STAND_BY} ' if heard else ''}{probe}"


def test_a_models_wording_is_used_where_it_repeats_the_words_and_asks_the_same(
    bank: Bank, words: CachedEmbedder
) -> None:
    reply = f'You said "{SAID}". So {bank_probe(bank)}'
    assert taken_up(bank, words, reply) == reply


@pytest.mark.parametrize(
    "reply",
    [
        "You said that clipping is useless. {probe}",
        "Exactly, you said “{said}”. {probe}",
        "You said “{said}”, right. {probe}",
        "You said “{said}”, which is wrong. {probe}",
        "You said “{said}”. Why?",
        "You said “{said}”. Names gradient clipping, by norm or by value, as a remedy? {probe}",
        "You said “{said}”. Gradient clipping by norm or by value is the remedy, {probe}",
        "You said “{said}”.",
        "",
        UnavailableError("gone"),
    ],
)
def test_what_judges_corrects_or_strays_falls_back_to_the_banks_probe(
    bank: Bank, words: CachedEmbedder, reply: FakeReply
) -> None:
    given = reply.format(said=SAID, probe=bank_probe(bank)) if isinstance(reply, str) else reply
    assert taken_up(bank, words, given) == f"You said “{SAID}”. {bank_probe(bank)}"


@pytest.mark.parametrize("style", STYLES)
def test_nothing_comes_before_it_that_could_sound_like_agreement(bank: Bank, style: str) -> None:
    player = Player(bank, pool=("training-06a",), style=style, minutes=120.0)
    turns = player.say("clipping does nothing", clipping="contradicted")
    assert [turn.kind for turn in turns] == ["answer", "probe"] and turns[-1].criterion_id == "clipping"
    assert turns[-1].text == "worded probe"  # no acknowledgement, in a bubble of its own or in this one


def test_the_machine_asks_for_the_probe_of_what_was_said_wrongly(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("clipping does nothing", gradient_norms="contradicted")
    assert player.state.attempts[-1].probing == "gradient-norms"
    assert player.state.attempts[-1].grade is not None
    assert player.state.attempts[-1].grade.criterion("gradient-norms").contradicted
    turns = player.say("the norms spike", gradient_norms="met")
    change = next(turn for turn in turns if turn.kind == "change")
    assert change.text.startswith("That puts it right: ")


def test_a_reply_that_says_the_contrary_is_told_without_naming_the_point(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("something")
    probing = player.state.attempts[-1].probing
    turns = player.say("nonsense", **{probing.replace("-", "_"): "contradicted"})
    change = next(turn for turn in turns if turn.kind == "change")
    assert change.text == "“nonsense” isn't right."
    assert bank["training-06a"].criterion(probing).claim not in change.text


def asked_after(player: Player, text: str, **verdicts: str) -> WordProbe:
    """The follow-up that is to be worded after an answer."""
    player.now += 10
    player.send(Said(player.now, text))
    grading = player.state.pending
    assert isinstance(grading, GradeAnswer)
    player.send(Graded(player.now, player.grade(grading, verdicts)))
    assert isinstance(player.state.pending, WordProbe)
    return player.state.pending


def test_what_the_reply_to_a_probe_says_wrongly_is_taken_up_once(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    assert asked_after(player, "something").contrary == ""
    player.settle({})
    probing = player.state.attempts[-1].probing
    probe = asked_after(player, "it does nothing", **{probing.replace("-", "_"): "contradicted"})
    assert (probe.criterion_id, probe.contrary) == (probing, "nothing")
    assert probe.lead == ""
    assert player.state.attempts[-1].taken_up == ("nothing",)


def test_words_that_were_taken_up_are_not_taken_up_again(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    first = asked_after(player, "clipping does nothing", gradient_norms="contradicted")
    player.settle({})
    second = asked_after(player, "I mean nothing", gradient_norms="contradicted")
    assert (first.contrary, second.contrary) == ("nothing", "") and first.criterion_id == second.criterion_id


def test_at_a_further_go_the_next_question_of_the_point_follows_the_words(bank: Bank, words: CachedEmbedder) -> None:
    question = bank["training-06a"]
    point = question.criterion("clipping")
    wording = Wording(lambda: None, lambda: words)
    asked = wording.probe_contrary(question, point, SAID, question.criteria, go=2)
    assert asked == f"You said “{SAID}”. {point.further_probes[0]}"


def test_the_performer_takes_up_what_a_reply_said_wrongly(bank: Bank, light_services: Services) -> None:
    player = Player(bank, pool=("training-06a",))
    asked_after(player, "something")
    player.settle({})
    asked_after(player, "it does nothing", **{player.state.attempts[-1].probing.replace("-", "_"): "contradicted"})
    work = Performer(light_services, lambda: player.now).perform(player.state)
    with pytest.raises(StopIteration) as done:
        next(work)
    assert done.value.value.text.startswith("You said “nothing”. ")
