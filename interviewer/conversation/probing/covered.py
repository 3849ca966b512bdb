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

MOSTLY = 0.6
"""If at least this share of a follow-up's subject words is in the answer, it asks for what was just said (a judgement)."""


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
    said = [number for number in left if is_said(probes[number - 1], answer, question)]
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
