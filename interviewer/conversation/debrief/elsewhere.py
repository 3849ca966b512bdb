"""Whether a verdict that was read a second time is contested with words of the answer that nobody has pointed at yet."""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.appeals.pointing import quotes_in
from interviewer.grading.grade import Evidence
from interviewer.grading.rubric.beliefs import verdict_on
from interviewer.grading.text.evidence import readable

MOST_LOOKS = 3
"""How often one verdict is read again at most, whatever is quoted (a judgement)."""


def points_elsewhere(attempt: QuestionAttempt, criterion_id: str, argument: str) -> bool:
    """Whether a refused contest may be repeated: it quotes words of the answer that no earlier one quoted."""
    if not may_look_again(attempt, criterion_id):
        return False
    earlier = [argued for contested, argued in attempt.argued if contested == criterion_id]
    known = [quote for argued in earlier for quote in _quoted(attempt, argued)]
    return any(not _touches(quote, known) for quote in _quoted(attempt, argument))


def may_look_again(attempt: QuestionAttempt, criterion_id: str) -> bool:
    """Whether there are words left that a refused contest could point at."""
    item = verdict_on(attempt.grade, criterion_id) if attempt.grade else None
    earlier = [argued for known, argued in attempt.argued if known == criterion_id]
    return item is not None and item.verdict != "met" and not item.denied and 0 < len(earlier) < MOST_LOOKS


def _quoted(attempt: QuestionAttempt, argument: str) -> Iterator[Evidence]:
    yield from quotes_in(readable(argument), readable(attempt.answer))


def _touches(quote: Evidence, known: list[Evidence]) -> bool:
    return any(quote.start < each.end and each.start < quote.end for each in known)
