"""Whether a model's reply hides something from the guard: encoded, spelled out, in another language, or its prompt.

The guard compares meanings, and what is written backwards or in base64 has none for it. An interviewer needs no codes, so
whatever does not read as plain English around known words is not shown.
"""

from __future__ import annotations

import re

from interviewer.grading.non_answers import ENGLISH_WORDS

MOST_UNKNOWN = 5
"""Words in a row that are neither among the commonest of English nor said before, from which a text may be coded. A judgement."""
MOST_SINGLE = 4
"""Single letters in a row, from which a word is spelt out. A judgement."""
LONGEST_WORD = 24
"""Letters and digits without a break; the longest words of the field have about twenty. A judgement."""
RECITED = 30
"""Letters in a row of what is hidden, about six words, from which a model recites it. A judgement."""
SHORTEST = 3
"""Letters of the shortest known word that ends a run of unknown ones: "a" and "on" are words backwards too, and letters stand in formulas."""
_WORD = re.compile(r"[^\W_]+")
_SPELT = re.compile(rf"(?<![^\W_])(?:[^\W_][^\w]+){{{MOST_SINGLE - 1}}}[^\W_](?![^\W_])")


def is_coded(text: str, known: str) -> bool:
    """Whether a text holds something that cannot be read as English.

    Args:
        known: What may be repeated: the question, the bank's own wording, and what the candidate said.
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
    """Whether a text repeats a passage of what is not to be said, letter by letter.

    Args:
        hidden: The model's instructions, or the reference answer.
        known: What may be repeated, though it stands there too.
    """
    said, told, free = (_letters(each) for each in (text, hidden, known))
    runs = (said[at : at + RECITED] for at in range(len(said) - RECITED + 1))
    return any(run in told and run not in free for run in runs)


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalpha())
