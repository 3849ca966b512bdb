"""Whether a model's reply hides something from the guard: encoded, spelled out, in another language, or its prompt.

The guard compares meanings, and it sees none in text that is backwards or in base64. An interviewer needs no codes, so
anything that does not read as plain English around known words is not shown.
"""

from __future__ import annotations

import re

from interviewer.grading.screening.non_answers import ENGLISH_WORDS
from knowledge.text.letters import letters_of

MOST_UNKNOWN = 5
"""This many words in a row that are neither common English nor said before may be a code. A judgement."""
MOST_SINGLE = 4
"""This many single letters in a row spell out a word. A judgement."""
LONGEST_WORD = 24
"""Most letters and digits without a break; the longest words of the field have about twenty. A judgement."""
RECITED = 30
"""This many letters in a row from a hidden text, about six words, count as reciting it. A judgement."""
SHORTEST = 3
"""Length of the shortest known word that ends a run of unknown ones: "a" and "on" are words backwards too, and formulas have
letters."""
_WORD = re.compile(r"[^\W_]+")
"""A word."""
_SPELT = re.compile(rf"(?<![^\W_])(?:[^\W_][^\w]+){{{MOST_SINGLE - 1}}}[^\W_](?![^\W_])")
"""A word spelt out in single letters."""


def is_coded(text: str, known: str) -> bool:
    """Whether a text contains something that cannot be read as English.

    Args:
        known: What can be repeated: the question, the bank's own wording, and what the candidate said.
    """
    if any(len(word) > LONGEST_WORD and word not in known for word in re.findall(r"[\w+/=]+", text)):
        return True
    if any(spelt[0] not in known for spelt in _SPELT.finditer(text)):
        return True
    heard = {word.lower() for word in _WORD.findall(known)} | ENGLISH_WORDS
    unknown = 0
    for word in _WORD.findall(text.lower()):
        if len(word) < SHORTEST and word in heard:
            continue
        unknown = 0 if word in heard else unknown + 1
        if unknown >= MOST_UNKNOWN:
            return True
    return False


def recites(text: str, hidden: str, known: str = "") -> bool:
    """Whether a text repeats a passage of a hidden text, letter by letter.

    Args:
        hidden: The model's instructions, or the reference answer.
        known: What can be repeated although the hidden text has it too.
    """
    said, told, free = (letters_of(each) for each in (text, hidden, known))
    runs = (said[at : at + RECITED] for at in range(len(said) - RECITED + 1))
    return any(run in told and run not in free for run in runs)
