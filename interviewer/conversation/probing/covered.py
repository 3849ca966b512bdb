"""Whether a follow-up asks for what the candidate has just said: then another is asked, or what was heard is acknowledged."""

from __future__ import annotations

import re

from interviewer.conversation.probing.numbering import numbers_in_order
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.conversation.understanding.asked_words import asked_words, broad_words, telling_words
from interviewer.grading.screening.taken_back import taken_back
from interviewer.grading.text.evidence import readable
from knowledge.probes import probes_of
from knowledge.schema import Criterion, Question
from knowledge.text.alternatives import table
from knowledge.text.sentences import sentences

MOSTLY = 0.6
"""If at least this share of a follow-up's subject words is in the answer, it asks for what was just said (a judgement)."""


_ASKS_WHICH = table(
    (
        r"which (?:one |side |kind |way )?(?:of (?:the two|them|these|those) )?(?:would|do|will) you (?:go with|take|pick|choose|prefer|start with)",
        "So which of the two would you go with?",
    ),
    (r"which (?:one )?(?:of the two |of them )?(?:is it|would that be)", "Which one would that be?"),
    before=r"^\W*(?:(?:so|and|now|then|but|right now)\W+)*",
    after=r"[^?,]{0,25}\?\W*$",
)
"""Asks for a choice and for nothing else."""
_OR = re.compile(r"\bor\b", re.IGNORECASE)
"""Stands between the things that a question lets one choose from."""
_BOTH = re.compile(r"\b(?:both|either|neither|depends?|or|not sure|don['’]?t know)\b", re.IGNORECASE)
"""In a sentence that chooses nothing."""
MOST_TO_CHOOSE = 6
"""A choice that is made in few words has at most these (a judgement); in a longer sentence the same words may describe."""
AROUND = 2
"""How many words on each side of an "or" may name what can be chosen (a judgement)."""


def chooses(answer: str, question: Question) -> bool:
    """Whether a short sentence of an answer names one of the things that the question lets one choose from.

    No matter how short: to somebody whose first word was "N-gram." the question "which of the two?" is an insult.
    """
    sides = _choices(question.question)
    short = (
        sentence for sentence in sentences(answer) if len(sentence.split()) <= MOST_TO_CHOOSE and "?" not in sentence
    )
    return any(sum(bool(side & asked_words(each)) for side in sides) == 1 for each in short if not _BOTH.search(each))


def is_chosen(probe: str, answer: str, question: Question) -> bool:
    """Whether a follow-up asks for nothing but a choice that the answer has made."""
    return bool(_ASKS_WHICH.search(probe)) and chooses(answer, question)


def _choices(text: str) -> tuple[frozenset[str], ...]:
    """The words that only one side of each "or" of a question has, next to it."""
    sides: list[frozenset[str]] = []
    for sentence in sentences(text):
        for place in _OR.finditer(sentence):
            left = asked_words(" ".join(sentence[: place.start()].split()[-AROUND:]))
            right = asked_words(" ".join(sentence[place.end() :].split()[:AROUND]))
            sides += [left - right - broad_words(), right - left - broad_words()]
    return tuple(sides)


def is_said(probe: str, answer: str, question: Question) -> bool:
    """Whether the answer already contains most of what a follow-up mentions, and not only because the question mentions it."""
    asked = telling_words(probe)
    shared = asked & asked_words(answer)
    own = shared - asked_words(question.question) - broad_words()
    return bool(own) and len(shared) >= MOSTLY * len(asked)


def last_said(attempt: QuestionAttempt) -> str:
    """What the candidate said last in answer to a question, without what they took back."""
    last = attempt.answer.rpartition("\n\n")[2]
    return taken_back(readable(last)).rest.strip()


def passing_over(
    question: Question, criterion: Criterion, attempt: QuestionAttempt
) -> tuple[tuple[tuple[str, int], ...], str]:
    """How to avoid asking for what was just said, before the next follow-up on a point.

    Returns:
        The follow-ups to skip, each as the criterion and its number; and a word that the candidate used, if every remaining
        follow-up asks for what was said, so that none is skipped.
    """
    answer, probes = last_said(attempt), probes_of(criterion)
    left = numbers_in_order(attempt, criterion.id, question)[attempt.probed.count(criterion.id) :]
    whole = taken_back(readable(attempt.answer)).rest  # a choice stands, however much was said since
    said = [n for n in left if is_said(probes[n - 1], answer, question) or is_chosen(probes[n - 1], whole, question)]
    if not left or left[0] not in said:
        return (), ""
    free = next((n for n, number in enumerate(left) if number not in said), None)
    if free is None:
        return (), _word_heard(probes[left[0] - 1], answer)
    known = [number for known, number in attempt.passed_over if known == criterion.id]
    return tuple((criterion.id, number) for number in left[:free] if number not in known), ""


def _word_heard(probe: str, answer: str) -> str:
    """The longest word of a follow-up that an answer shares, as the follow-up writes it."""
    shared = telling_words(probe) & asked_words(answer)
    words = [word for word in re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", probe) if asked_words(word) & shared]
    return max(words, key=len, default="")
