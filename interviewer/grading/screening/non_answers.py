"""Finds text that is not an answer: copies of the rubric, and words that are spelled out, strung together or foreign."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from interviewer.grading.text.evidence import Segment
from interviewer.grading.text.language import other_language
from knowledge.schema import Question
from knowledge.text.alternatives import any_of, table

# The thresholds below are judgements, based on answers seen to earn points they should not; none is swept.
COPIED_SENTENCES = 3
"""With this many copied sentences, even short lines of the reference answer count as copied."""
COPIED_WORDS = 7
"""A sentence of at least this many words from the reference answer counts as copied."""
ORDER_WORDS = 4
"""A longer claim that is worded as an instruction counts as copied if a sentence contains it."""
LISTED_WORDS, LISTED_SHARE = 12, 0.8
"""A sentence is a list with this many single words between commas or "and the", and this share of all items."""
STRUNG_WORDS = 16
"""A sentence with this many words in a row is just a string of words, if hardly any of them connects it."""
ENGLISH_SHARE = 0.08
"""Below this share of common English words, words are only strung together. Prose has 0.3 to 0.5."""
FEWEST_LETTERS, LATIN_SHARE = 20, 0.6
"""An answer of at least this many letters is in another script if less than this share of them is Latin."""
FEWEST_WORDS, KNOWN_SHARE = 12, 0.6
"""An answer of at least this many different words is not English if less than this share of them is known. Of some 4,000
English answers, terse notes among them, none has below .66; other languages have up to .50 (Hindi with English terms)."""
SHORTEST_WORD = 3
"""Letters of the shortest word that counts for this: two letters can be anything."""
DISGUISED_LETTERS, DISGUISED_SHARE = 6, 0.5
"""A sentence of at least this many letters is in another script if less than this share of them is Latin."""
SPELT_LETTERS = 12
"""This many single letters in a row are spelt-out words."""

_BETWEEN = re.compile(r"[,;]|\b(?:and|or|the|an?|of|with|plus|then)\b")
"""What separates the words of a list."""
_TO_THE_EXAMINER = re.compile(
    r"\b(?:examiners?|graders?|rubrics?|marking scheme|grading guide|full (?:marks?|credit)|all (?:the )?criteria"
    r"|as a language model|give me (?:a |the )?(?:good|best|full|top))\b|\bverdicts?[\"'\s]*[:=]",
    re.IGNORECASE,
)
"""Words for the examiner or of grading, which no answer needs."""
_HINT = re.compile(r"\W*hint \d+ of \d+\b", re.IGNORECASE)
"""The start of the interviewer's hints. With the number, a repeated hint would not be recognised."""
_SPELT_OUT = re.compile(rf"(?:(?<!\S)[^\W\d_]\s+){{{SPELT_LETTERS}}}")
"""So many single letters in a row: a word that is to be read past the rules."""
_ORDER = re.compile(r"\s*[A-Z][a-z]+s\b")
"""The style of a rubric: "Names two", "Says that"."""
_QUESTION = table(
    (
        r"^\W*(?:(?:so|and|but|well|hm+|ok(?:ay)?)\W+)?"
        + any_of(
            "am, is, are, was, were, do, does, did, has, have, had, can, could, may, might, must, shall, "
            "should, will, would, what, why, how, when, where, which, who, whose, whether"
        )
        + r"\b[^?]*\?\W*$",
        "what if you just scaled the targets?",
    ),
    flags=re.IGNORECASE | re.DOTALL,
)
"""A sentence that is a question from its first word to its last; it claims nothing."""
_ENGLISH_WORDS = """
    the a an of to in is are be it this that and or for with on as at by from you we i so if not can do have has
    there they which what when was but because than more would should will just my your use no all
"""
ENGLISH_WORDS = frozenset(_ENGLISH_WORDS.split())
"""The most common English words, of which any English text has many. These are not the stop words of ``words``."""


def unreadable_reason(text: str, known: Collection[str] = ()) -> str:
    """Why the embedded judge can't read an answer, or "" if it can.

    The sentence embeddings were trained on English; a verdict on another language would be a guess. ``known`` has the words
    of English and of the question, in lower case; without them only the languages that are told apart are noticed.
    """
    letters = [char for char in text if char.isalpha()]
    latin = sum(map(_is_latin, letters))
    if len(letters) >= FEWEST_LETTERS and latin < LATIN_SHARE * len(letters):
        return "the embedded judge reads English only; answer in English, or set an API model"
    if "=" not in text and (language := other_language(text)):
        return f"the embedded judge reads English only, and this looks like {language}; answer in English, or set an API model"
    if known and "=" not in text and not _in_english(text, known):
        return "this does not read like English text; answer in English, or set an API model"
    return ""


def chaff_in(text: str, whole: Sequence[Segment], question: Question) -> list[Segment]:
    """The sentences of an answer that say nothing: copies of rubric or reference, word lists, unreadable text."""
    reference = _plain(question.reference)
    # a claim worded as a statement, such as a reference answer, can be said word for word; an instruction cannot
    claims = [
        _plain(c.claim) for c in question.criteria if len(c.claim.split()) > ORDER_WORDS and _ORDER.match(c.claim)
    ]

    def says_nothing_of_its_own(sentence: str) -> bool:
        said = _plain(sentence)
        copied = len(said.split()) >= COPIED_WORDS and said in reference
        if copied or any(claim in said for claim in claims):
            return True
        return bool(_HINT.match(sentence)) or _is_disguised(sentence) or strings_words(sentence)

    found = [piece for piece in whole if says_nothing_of_its_own(piece.of(text))]
    if len(found) >= COPIED_SENTENCES:
        found += [piece for piece in whole if _plain(piece.of(text)) in reference]
    return found


def asks(sentence: str) -> bool:
    """Whether a sentence is a question by its grammar: a verb or question word first, and a question mark at the end.

    Asking something is not saying it. "It shrinks the weights, right?" has the word order of a statement and counts as one.
    """
    return bool(_QUESTION.match(sentence.strip()))


def speaks_of_grading(sentence: str) -> bool:
    """Whether a sentence talks to the grader about grades: it can occur in an answer, but is never evidence."""
    return bool(_TO_THE_EXAMINER.search(sentence))


def strings_words(sentence: str) -> bool:
    """Whether words are only strung together: knowing a topic's vocabulary is not the same as saying something about it.

    Short notes still count as answers; their points have several words each, and are separated.
    """
    items = [item.split() for item in _BETWEEN.split(sentence) if item.strip()]
    single = sum(len(item) == 1 and item[0].isalpha() for item in items)
    if single >= LISTED_WORDS and single >= LISTED_SHARE * len(items):
        return True
    runs = (run.split() for run in re.split(r"[^\w\s'-]+", sentence.lower()))
    return any(len(words) >= STRUNG_WORDS and _hardly_english(words) for words in runs)


def _in_english(text: str, known: Collection[str]) -> bool:
    # each word once, so that saying something twice changes nothing
    words = {word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) >= SHORTEST_WORD}
    return len(words) < FEWEST_WORDS or sum(word in known for word in words) >= KNOWN_SHARE * len(words)


def _hardly_english(words: Sequence[str]) -> bool:
    return sum(word in ENGLISH_WORDS for word in words) < ENGLISH_SHARE * len(words)


def _is_disguised(sentence: str) -> bool:
    """Whether a sentence is in another script, or spelt out letter by letter."""
    letters = [char for char in sentence if char.isalpha()]
    if len(letters) >= DISGUISED_LETTERS and sum(map(_is_latin, letters)) < DISGUISED_SHARE * len(letters):
        return True
    return bool(_SPELT_OUT.search(sentence))


def _is_latin(char: str) -> bool:
    return char < "\u0250" or "\u0370" <= char <= "\u03ff"  # including Greek, for formulas


def _plain(text: str) -> str:
    """Only the words and numbers: text is often copied without its markup."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
