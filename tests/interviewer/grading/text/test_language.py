"""Answers in other languages are distinguished from English ones, even short ones."""

from __future__ import annotations

import pytest

from evals.labelled.gold import gold_answers, voice_answers
from interviewer.grading.screening.non_answers import unreadable_reason
from interviewer.grading.text.language import other_language
from knowledge.schema import Bank

GERMAN = (
    "Batch Norm normalisiert über den Batch, Layer Norm über die Features.",
    "Weil der Gradient verschwindet, wenn das Netz tief ist.",
    "Man nimmt clipping, um exploding gradients zu vermeiden.",
    "ReLU ist nicht linear.",
    "Überanpassung, also overfitting: Trainingsfehler klein, Testfehler groß.",
)
SPANISH = (
    "Porque el gradiente se desvanece en redes profundas.",
    "La tasa de aprendizaje demasiado alta hace que la pérdida diverja.",
    "Se usa softmax para obtener probabilidades.",
    "El dropout apaga neuronas al azar durante el entrenamiento.",
)


@pytest.mark.parametrize("text", GERMAN)
def test_short_german_answers_are_german(text: str) -> None:
    assert other_language(text) == "German" and "German" in unreadable_reason(text)


@pytest.mark.parametrize("text", SPANISH)
def test_short_spanish_answers_are_spanish(text: str) -> None:
    assert other_language(text) == "Spanish" and "API model" in unreadable_reason(text)


def test_a_quoted_english_example_does_not_hide_the_language() -> None:
    text = 'Der Satz "the early bird gets the worm" wird in Wörter zerlegt, und jedes Wort bekommt ein Gewicht.'
    assert other_language(text) == "German"


@pytest.mark.slow
def test_no_english_answer_of_the_gold_is_taken_for_another_language(bank: Bank) -> None:
    english = [a.answer for a in (*gold_answers(bank), *voice_answers(bank)) if a.category != "adversarial"]
    assert len(english) > 1500
    assert [text for text in english if other_language(text)] == []


@pytest.mark.parametrize(
    "text", ["", "?", "softmax", "w = w - lr * grad", "7x7", "ja", "D4 > D3 > D2", "🙂🙂🙂", "\x00"]
)
def test_what_is_too_short_or_no_language_is_not_judged(text: str) -> None:
    assert other_language(text) == "" and unreadable_reason(text) == ""


@pytest.mark.slow
def test_phrases_of_the_bank_are_english(bank: Bank) -> None:
    phrases = [t for q in bank.values() for c in q.criteria for t in (*c.satisfied_by, *c.contradicted_by)]
    assert [text for text in phrases if other_language(text)] == []


@pytest.mark.parametrize("text", ["wdym by preferred", "nervous af ngl", "wdym by both jobs"])
def test_a_few_words_of_chat_are_not_taken_for_another_language(text: str) -> None:
    assert other_language(text) == ""


@pytest.mark.parametrize(
    ("text", "language"), [("Die Gewichte schrumpfen", "German"), ("las pesas disminuyen", "Spanish")]
)
def test_three_words_of_another_language_are_still_known(text: str, language: str) -> None:
    assert other_language(text) == language
