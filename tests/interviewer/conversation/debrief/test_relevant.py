"""The sentence of a reference answer that a request about a closed question is about."""

from __future__ import annotations

import pytest

from interviewer.conversation.debrief.relevant import FEWEST_WORDS, Sentence, nearest, sentences_in, sentences_of
from interviewer.conversation.phrases import notices
from interviewer.conversation.wording.explaining import Explaining
from interviewer.loading.services import Services
from knowledge.schema import Bank
from tests.interviewer.conversation.wording.test_explaining import state


def test_every_sentence_of_the_bank_begins_and_ends_as_one(bank: Bank) -> None:
    texts = [sentence.text for question in bank.values() for sentence in sentences_of(question)]
    assert len(texts) > 1000
    for text in texts:
        assert not text.rstrip("*").endswith(":") and not text[:1].islower(), text
        assert text.count("$") % 2 == 0 and text.count("**") % 2 == 0 and text[-1] in '.!?)*”"', text
        assert not text.startswith(("|", "```", "$$", "- ")), text


def test_a_heading_goes_with_its_sentence_and_a_leaning_one_with_the_one_before() -> None:
    passage = "- **Size.** Zeros need not be stored. It fits on a phone.\n- So at the end:\n- weights vanish;"
    assert [sentence.text for sentence in sentences_in(passage)] == [
        "**Size.** Zeros need not be stored.",
        "**Size.** Zeros need not be stored. It fits on a phone.",
    ]
    assert sentences_in("| a | b |\n| --- | --- |") == []


@pytest.mark.parametrize(
    ("question_id", "request_", "told"),
    [
        ("nlp-16", "Does tying also save compute at inference?", "It does not save computation"),
        ("training-06a", "Why is clipping by norm better than by value?", "It keeps the update's direction."),
        ("advanced-05a", "So is it KL or Jensen-Shannon?", "Jensen-Shannon divergence"),
        ("training-15", "what is the link to a Gaussian prior?", "Gaussian prior"),
        ("training-15", "Why is the plain norm not differentiable at zero?", "a cone with its tip at zero"),
        ("advanced-04b", "what is a cold posterior?", "“cold” posteriors"),
    ],
)
def test_the_sentence_that_answers_is_found_by_words_alone(
    question_id: str, request_: str, told: str, bank: Bank
) -> None:
    found = nearest(None, request_, sentences_of(bank[question_id]))
    assert told in found.replace('"cold"', "“cold”") and FEWEST_WORDS <= len(found.split()) <= 60


@pytest.mark.parametrize(
    "request_", ["explain zyzzyva", "What is the capital of France?", "How do I cook rice for guests?"]
)
def test_where_nothing_is_near_it_is_said(request_: str, bank: Bank, light_services: Services) -> None:
    assert nearest(None, request_, sentences_of(bank["training-06a"])) == ""
    assert Explaining(light_services).explain(bank["training-06a"], request_, state()) == notices.NOTHING_ON_THAT


def test_another_question_is_told_only_if_it_is_clearly_nearer() -> None:
    own, other = [Sentence("Clip the norm.", "Clip the norm.")], [Sentence("Clip the norm of it.", "Clip the norm.")]
    assert nearest(None, "explain clipping", own, other) == "Clip the norm."
    assert nearest(None, "explain clipping", [Sentence("Warm up.", "Warm up.")], other) == "Clip the norm of it."
    assert nearest(None, "explain clipping", [], []) == nearest(None, "so?", own) == ""


def test_two_requests_are_both_explained(light_services: Services) -> None:
    question = light_services.bank["training-06a"]
    request = "What does gradient clipping keep? And which initialisation keeps variances steady across layers?"
    told = Explaining(light_services).explain(question, request, state())
    assert "*Gradient clipping*" in told and "*Initialisation*" in told
