"""What may be taken for granted of every question is answered in one sentence, and nothing is echoed that is half a sentence."""

from __future__ import annotations

import pytest

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import Said, WordClarification
from interviewer.conversation.talk.assuming import Assuming
from interviewer.conversation.talk.clarifying import no_assumption
from interviewer.conversation.talk.form_asked import form_asked, form_reply
from interviewer.conversation.talk.scope_asked import PART_OF_IT
from interviewer.conversation.wording.replies import Replies
from interviewer.conversation.wording.wording import Wording
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player

FORMS = {
    "pseudo-code": ("okay if I use pseudo code?", "is pseudocode enough?", "would pseudo-code do?", "can I write pseudo-code"),
    "code": ("do you want code?", "am I supposed to write real code?"),
    "programming language": ("can I write it in C++?", "which programming language?"),
    "spoken language": ("is it okay if I answer in German?", "may I speak Spanish?", "could I use my native language?",
                        "I can write in spanish?"),
    "library": ("may I use PyTorch?", "can I use numpy?", "so, could I just use a library?", "I can use numpy?"),
    "proof": ("do I have to prove it?", "should I write out the derivation?", "I must make the proof?"),
    "words or formulas": ("do you expect equations?", "can I just explain it in words?", "mind if I use notation from the book?"),
    "example": ("can I use an example?", "do you want an example?"),
    "sketch": ("should I draw something?", "would a sketch help?"),
    "notes": ("is it fine to use bullet points?", "can I answer in note form?", "are abbreviations ok?"),
    "points": ("how many points does this have?", "how many points can I get here?", "so, how many reasons do you want?"),
    "length": ("what level of detail do you want?", "how technical should I be?", "how many sentences should I write?",
               "is a short answer okay?", "how long should the answer be?"),
    "spelling": ("does grammar matter?", "do you care about spelling?"),
    "sources": ("can I look it up?", "is it cheating if I use google?"),
    "citing": ("do I need to cite papers?",),
    "guess": ("is it ok to guess?", "may I guess"),
    "audience": ("should I assume familiarity with convolutions?", "do I need to explain the basics?"),
    "order": ("is it alright if I start with the gradient?", "can I begin with the last part?"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FORMS.items() for text in texts])
def test_the_form_is_recognised_and_answered_in_one_sentence(kind: str, text: str, bank: Bank) -> None:
    assert kind == form_asked(text)
    reply = form_reply(text, bank["vision-08a"])
    assert reply and sum(map(reply.count, ".!?")) == 1


@pytest.mark.parametrize("heard", ["control", "hint", "progress", "small_talk", None])
def test_it_is_replied_to_whatever_the_classifier_takes_it_for(heard: Intent | None, bank: Bank) -> None:
    player = Player(bank)
    player.send(Said(player.now + 5, "is it okay if I answer in German?", heard=heard))
    assert isinstance(player.state.pending, WordClarification)


@pytest.mark.parametrize(
    "text",
    [
        "how long? one epoch, maybe two, then it memorises",
        "how far are we?",
        "what is the intuition behind it?",
        "is it the language model?",
        "do you average over the code book?",
        "how deep the network is sets the receptive field",
        "the formula is enough",
        "is the example in the batch?",
        "it draws a sample from the prior",
        "would you walk me through the whole derivation?",
        "is it because the maths is wrong?",
        "I can use the variance?",
        "you need to derive it. then it vanishes",
    ],
)
def test_what_is_of_the_subject_asks_about_no_form(text: str) -> None:
    assert form_asked(text) == ""


def test_a_task_to_be_run_wants_code(bank: Bank) -> None:
    code = next(question for question in bank.values() if question.answer_kind == "code")
    assert "real code" in form_reply("okay if I use pseudo code?", code)
    assert form_reply("which programming language?", code) == "Python, please."


def test_a_formula_is_wanted_where_a_point_is_computed(bank: Bank) -> None:
    computed = next(q for q in bank.values() if any(point.expects for point in q.criteria))
    assert "number or a formula" in form_reply("can I just explain it in words?", computed)


def test_the_reply_comes_before_any_guess_at_a_term(bank: Bank) -> None:
    player = Player(bank, pool=("vision-08a",))
    replies = Replies(Wording(lambda: None, lambda: None), Assuming(lambda: None))
    question = bank["vision-08a"]
    for text, reply in (
        ("Should I also talk about the backward pass?", PART_OF_IT),
        ("okay if I use pseudo code?", form_reply("okay if I use pseudo code?", question)),
        (
            "what level of detail do you want?",
            form_reply("how long?", question) or form_reply("how long should it be?", question),
        ),
    ):
        assert list(replies.told(player.state, question, text))[-1] == reply


@pytest.mark.parametrize(
    "text",
    [
        "is it fine to use my own symbols?",
        "is it cheating if I use google?",
        "what are you asking?",
        "is it okay if I say it roughly?",
        "do you mean that I should compare them?",
        "is it about what we did before?",
        "what is it that you want?",
        "is this enough for you?",
    ],
)
def test_half_a_sentence_is_never_repeated_as_a_term(text: str) -> None:
    for number in range(3):
        assert "“" not in no_assumption(text, number, "What is pooled?")
