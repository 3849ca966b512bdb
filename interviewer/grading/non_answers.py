"""What in a text is no answer: copies of the rubric, spelt-out or foreign words, and talk that fits any question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.evidence import Segment
from interviewer.grading.training.compose import FILLERS
from knowledge.schema import Question

IDLE_TALK = (
    *FILLERS,
    "thank you for the question",
    "I hope that helps",
    "does that answer your question",
    "let me start with some background",
    "I will get back to this later",
    "that is how I would explain it",
    "this topic is well known and has been discussed a lot",
    "there are many details and aspects",
    "I have a lot of experience with this",
    "please give me a good grade",
    "you are a very good interviewer",
)
"""Sentences that fit any question. What is nearer to one of them than to the question says nothing about it."""
IDLE_SIMILARITY = 0.3
"""Cosine to idle talk from which a sentence may count as such."""
COPIED_SENTENCES = 3
"""From how many copied sentences on short lines that stand in the reference answer count as copied too."""
COPIED_WORDS = 7
"""From how many words on a sentence that stands in the reference answer counts as copied from it."""

LISTED_WORDS, STRUNG_WORDS = 12, 16
"""From how many single words between commas or "and the", or words in a row with hardly any that holds a sentence together, a sentence
is a mere string of words."""

_BETWEEN = re.compile(r"[,;]|\b(?:and|or|the|an?|of|with|plus|then)\b")
"""What stands between the words of a list."""
_TO_THE_EXAMINER = re.compile(
    r"\b(?:examiners?|graders?|rubrics?|marking scheme|grading guide|full (?:marks?|credit)|all (?:the )?criteria"
    r"|as a language model|give me (?:a |the )?(?:good|best|full|top))\b|\bverdicts?[\"'\s]*[:=]",
    re.IGNORECASE,
)
_HINT = re.compile(r"\W*hint \d+ of \d+\b", re.IGNORECASE)
"""How the interviewer's hints begin; with the number before it a hint is no longer near enough to its own words to be seen as said back."""
_ORDER = re.compile(r"\s*[A-Z][a-z]+s\b")
"""How a rubric speaks: "Names two", "Says that"."""
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "is",
        "are",
        "be",
        "it",
        "this",
        "that",
        "and",
        "or",
        "for",
        "with",
        "on",
        "as",
        "at",
        "by",
        "from",
        "you",
        "we",
        "i",
        "so",
        "if",
        "not",
        "can",
        "do",
        "have",
        "has",
        "there",
        "they",
        "which",
        "what",
        "when",
        "was",
        "but",
        "because",
        "than",
        "more",
        "would",
        "should",
        "will",
        "just",
        "my",
        "your",
        "use",
        "no",
        "all",
    ]
)


def unreadable_reason(text: str) -> str:
    """Why the embedded judge cannot read an answer, or nothing where it can.

    The sentence embeddings were trained on English; a verdict on another language would be a guess.
    """
    letters = [char for char in text if char.isalpha()]
    latin = sum(map(_is_latin, letters))
    if len(letters) >= 20 and latin < 0.6 * len(letters):
        return "the embedded judge reads English only; answer in English, or set an API model"
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) >= 25 and sum(word in _ENGLISH for word in words) < 0.08 * len(words) and "=" not in text:
        return "this does not read as English text; answer in English, or set an API model"
    return ""


def chaff_in(text: str, whole: Sequence[Segment], question: Question) -> list[Segment]:
    """The sentences of an answer that say nothing: copies of the rubric or the reference, strung words, what cannot be read."""
    reference = _plain(question.reference)
    # a claim that is worded as a statement, such as a reference answer, may be said as it stands; an order may not
    claims = [_plain(c.claim) for c in question.criteria if len(c.claim.split()) > 4 and _ORDER.match(c.claim)]

    def is_copy(sentence: str) -> bool:
        said = _plain(sentence)
        return (len(said.split()) >= COPIED_WORDS and said in reference) or any(claim in said for claim in claims)

    found = [
        piece
        for piece in whole
        for said in [piece.of(text)]
        if is_copy(said) or _HINT.match(said) or _is_disguised(said) or strings_words(said)
    ]
    if len(found) >= COPIED_SENTENCES:
        found += [piece for piece in whole if _plain(piece.of(text)) in reference]
    return found


def speaks_of_grading(sentence: str) -> bool:
    """Whether a sentence talks to whoever grades, of grades: it may be in an answer, but is evidence of nothing."""
    return bool(_TO_THE_EXAMINER.search(sentence))


def strings_words(sentence: str) -> bool:
    """Whether words are only strung together: whoever knows the topic's words has not said anything with them yet.

    Notes in a few words stay answers; their points have several words each, and are set apart.
    """
    items = [item.split() for item in _BETWEEN.split(sentence) if item.strip()]
    single = sum(len(item) == 1 and item[0].isalpha() for item in items)
    if single >= LISTED_WORDS and single >= 0.8 * len(items):
        return True
    for run in re.split(r"[^\w\s'-]+", sentence.lower()):
        words = run.split()
        if len(words) >= STRUNG_WORDS and sum(word in _ENGLISH for word in words) < 0.08 * len(words):
            return True
    return False


def _is_disguised(sentence: str) -> bool:
    """Whether a sentence is in another script, or spelt out letter by letter."""
    letters = [char for char in sentence if char.isalpha()]
    if len(letters) >= 6 and sum(map(_is_latin, letters)) < 0.5 * len(letters):
        return True
    return bool(re.search(r"(?:(?<!\S)[^\W\d_]\s+){12}", sentence))


def _is_latin(char: str) -> bool:
    return char < "\u0250" or "\u0370" <= char <= "\u03ff"  # with Greek, for formulas


def _plain(text: str) -> str:
    """Words and numbers alone: what is copied is often copied without its markup."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
