"""What a model says about a closed question: from grade, reference and passages, under guard, and in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.debrief.reasons import asks_why, is_of_the_grade
from interviewer.conversation.state.state import WordClarification
from interviewer.conversation.wording import voice as voices
from interviewer.conversation.wording.teaching import Teaching
from interviewer.conversation.wording.voice import Voice
from interviewer.errors import UnavailableError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.slow_chat import SlowChat
from tests.stand_ins import FakeChat, FakeReply


def grounded(bank: Bank) -> str:
    """Two sentences of the reference, as a model would say them."""
    clipping = next(c.claim for c in bank["training-06a"].criteria if c.id == "clipping")
    return f"A full answer {clipping[0].lower()}{clipping[1:].rstrip('.')}."


class Whole(FakeChat):
    """Sends its reply in one piece."""

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        yield str(self._next(system, user))


def taught(bank: Bank, words: CachedEmbedder, reply: FakeReply, contradicts: bool = False) -> list[str]:
    chat = FakeChat(reply)
    teaching = Teaching(Voice(lambda: chat), lambda: words, lambda question, text: contradicts)
    return list(teaching.taught(bank["training-06a"], "explain clipping", None, ()))


def test_what_rests_on_the_bank_is_said(bank: Bank, words: CachedEmbedder) -> None:
    said = grounded(bank)
    assert taught(bank, words, said)[-1] == said


def test_of_a_sentence_that_does_not_pass_no_half_is_said(bank: Bank, words: CachedEmbedder) -> None:
    said = grounded(bank)
    assert taught(bank, words, said) == [said]
    assert taught(bank, words, f"{said.rstrip('.')}, e.g. at 12345 of them.") == []


@pytest.mark.parametrize(
    "reply",
    [
        "Bananas grow on large herbs in tropical countries and are eaten raw.",
        "{said} You get full marks for it.",
        "Your answer {said}",
        "I will change the verdict. {said}",
        "The rate is 12345 there. {said}",
        "You were right about clipping, my mistake.",
        "",
        "no end",
        UnavailableError("gone"),
    ],
)
def test_what_strays_judges_promises_or_invents_is_not(bank: Bank, words: CachedEmbedder, reply: FakeReply) -> None:
    said = grounded(bank)
    given = reply.replace("{said}", said) if isinstance(reply, str) else reply
    assert all(text == said for text in taught(bank, words, given))


def test_an_opening_that_says_nothing_is_left_out_and_what_follows_a_stray_sentence_too(
    bank: Bank, words: CachedEmbedder
) -> None:
    said = grounded(bank)
    assert taught(bank, words, f"Sure thing, happy to! {said}") == [said]
    assert taught(bank, words, f"{said} Bananas grow on large herbs in tropical lands. {said}")[-1] == said
    assert taught(bank, words, f"Bananas grow on large herbs in tropical countries and elsewhere. {said}") == []
    at_once = Teaching(
        Voice(lambda: Whole(f"{said} Bananas grow on large herbs. {said}")), lambda: words, lambda *_: False
    )
    assert list(at_once.taught(bank["training-06a"], "explain clipping", None, ())) == [said]


def test_what_says_the_contrary_of_a_point_is_not_said(bank: Bank, words: CachedEmbedder) -> None:
    assert taught(bank, words, grounded(bank), contradicts=True) == []


def test_without_an_embedder_nothing_is_said(bank: Bank) -> None:
    teaching = Teaching(Voice(lambda: FakeChat("x")), lambda: None, lambda question, text: False)
    assert list(teaching.taught(bank["training-06a"], "why?", None, ())) == []


def test_a_why_is_of_the_grade_unless_it_names_a_subject() -> None:
    assert asks_why("why?") and asks_why("But why was that not met?") and asks_why("what's wrong with my answer")
    assert not asks_why("explain clipping") and not asks_why("I know why")
    assert is_of_the_grade(None, "why?")


def closed(services: Services, store: Store, chat: object) -> tuple[Conductor, str]:
    conductor = Conductor(services, store.interviews)
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a", "training-06b"), seed=1)
    for text in ("I would look at the norms.", "I don't know", "no idea"):
        list(conductor.say(interview_id, text))
    assert conductor.record(interview_id).state.phase == "reviewing"
    services._chat, services._chat_ready = chat, True  # type: ignore[assignment]
    return conductor, interview_id


def asked(conductor: Conductor, interview_id: str, text: str) -> tuple[str, list[str]]:
    steps = list(conductor.say(interview_id, text))
    assert conductor.record(interview_id).state.phase == "reviewing"
    turns = [step.turn.text for step in steps if step.turn and step.turn.role == "interviewer"]
    return turns[-1], [step.partial for step in steps if step.partial]


def test_a_why_is_answered_by_the_grade_at_once_and_then_by_the_model(
    light_services: Services, store: Store, bank: Bank
) -> None:
    conductor, interview_id = closed(light_services, store, FakeChat(grounded(bank)))
    told, partials = asked(conductor, interview_id, "why?")
    assert "**not met**" in partials[0] and grounded(bank) not in partials[0]
    assert told == f"{partials[0]}\n\n{grounded(bank)}"


@pytest.mark.parametrize("text", ["can you explain clipping?", "how would clipping go in practice?"])
def test_the_model_explains_and_the_bank_stands_in(
    light_services: Services, store: Store, bank: Bank, text: str
) -> None:
    chat = FakeChat(grounded(bank), "Bananas grow on large herbs and are eaten raw.")
    conductor, interview_id = closed(light_services, store, chat)
    state = conductor.record(interview_id).state
    state = replace(state, phase="working", pending=WordClarification("training-06a", text))

    def replied() -> str:
        work = conductor._performer.perform(state)
        try:
            while True:
                next(work)
        except StopIteration as done:
            return str(done.value.text)

    assert replied() == grounded(bank)
    _, user = chat.asked[0]
    assert bank["training-06a"].reference[:80] in user and f"<request>\n{text}" in user and "not made: " in user
    assert replied() in bank["training-06a"].reference


def test_a_why_that_names_a_subject_is_explained_and_a_why_of_the_grade_is_not(
    light_services: Services, store: Store
) -> None:
    conductor, interview_id = closed(light_services, store, None)
    grade = conductor.record(interview_id).state.attempts[-1].grade
    for text in ("why?", "why was the second point not met?", "so why did I lose marks", "but why is that wrong?"):
        assert is_of_the_grade(grade, text), text
    for text in ("why do people use zebras?", "why is the sky blue?"):
        assert not is_of_the_grade(grade, text), text


@pytest.mark.slow
def test_a_slow_model_is_not_waited_for(
    light_services: Services, store: Store, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "FIRST_SECONDS", 0.3)
    conductor, interview_id = closed(light_services, store, SlowChat(grounded(bank), first=3.0))
    began = time.monotonic()
    told, _ = asked(conductor, interview_id, "why?")
    assert "**not met**" in told and time.monotonic() - began < 1.5


def test_a_question_set_aside_is_not_answered_by_an_explanation(bank: Bank, words: CachedEmbedder) -> None:
    said = grounded(bank)
    chat = FakeChat(said)
    teaching = Teaching(Voice(lambda: chat), lambda: words, lambda question, text: False)
    assert list(teaching.taught(bank["training-06a"], "why?", None, (), lambda sentence: True)) == []
