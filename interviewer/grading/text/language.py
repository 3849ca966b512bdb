"""Detects the language of an answer that certainly isn't English."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SURE = 0.7
"""Probability from which a language is accepted. Of 6,877 English answers and phrases of ours and of strangers none came
above .60; of short German, French, Spanish, Italian and Portuguese answers none came below .78."""
SURE_OF_FEW, FEW_WORDS = 0.8, 3
"""The same for texts of at most this many words: "wdym by preferred" is Polish with .72, and of some 7,000 lines that people
typed in a chat two came above .70. Most short German and Spanish answers stay above it."""
FEWEST_LETTERS = 12
"""Texts with fewer letters are not judged: "softmax" has no language."""
NAMES = {
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "sv": "Swedish",
    "tr": "Turkish",
}
"""Languages in Latin letters that are distinguished; others are recognised by their script."""


def other_language(text: str) -> str:
    """The name of the language of a text, or "" if it is English or not certainly anything else."""
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return ""
    code, probability = _identifier().classify(text)
    sure = SURE_OF_FEW if len(text.split()) <= FEW_WORDS else SURE
    return NAMES[code] if code != "en" and probability >= sure else ""


@cache
def _identifier() -> LanguageIdentifier:
    """The library's model, which comes with it: 4 MB, read the first time."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(sorted(NAMES))
    return made
