"""Feedback of two to four sentences, built from verdicts and the reference answer; nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from interviewer.grading import wordings
from interviewer.grading.beliefs import corrected as corrected_belief
from interviewer.grading.correction import FROM_THE_REFERENCE, Correction, correct_point, without_label
from interviewer.grading.evidence import MAX_GRADED_CHARACTERS
from interviewer.grading.grade import CriterionGrade, MisconceptionFinding, loss
from interviewer.grading.praise import BONUS_AGAIN, BONUS_MEANS, POINT_AGAIN, bonus_made, point_made
from interviewer.grading.quotation import first_quote, grounds
from interviewer.grading.reference import best_sentence, nearest_passage
from interviewer.grading.spoken import in_sentence, said
from knowledge.schema import Question

MOST_CORRECTED = 2
"""Most contradicted points that are corrected; more would bury the rest. The list of points shows all. A judgement."""
MISSING = {"unsure": wordings.UNSURE[0], "half": wordings.HALF[0], "missing": wordings.MISSING[0]}
ALL_THERE = wordings.ALL_MADE[0]
"""Sentences that a report says in its own places, and leaves out of the feedback."""


def write_feedback(
    question: Question,
    criteria: Sequence[CriterionGrade],
    heard: Sequence[MisconceptionFinding],
    passage: Callable[[Question, str], str] | None = None,
    cut: bool = False,
    answer: str = "",
) -> str:
    """What was wrong, what was right, what was missing and why it matters, in the words of rubric and reference.

    A bonus is praised if it was made, and never called missing. No words are quoted twice.

    Args:
        passage: Finds the reference passage nearest to a text; by default the one that shares most words.
        cut: Say that the answer was too long to be read to its end.
        answer: See ``first_quote``.
    """
    asked, bonuses = [c for c in criteria if not c.bonus], [c for c in criteria if c.bonus]
    counted = asked or bonuses
    ungraded = [c for c in counted if c.verdict == "ungraded"]
    if ungraded and len(ungraded) == len(counted):
        return f"This answer could not be graded: {ungraded[0].reason.rstrip('.')}. It is kept and can be graded again."
    wrong = sorted((c for c in criteria if c.called_wrong), key=lambda c: -c.weight)
    corrected = [correct_point(question, c, heard, passage, answer) for c in wrong[:MOST_CORRECTED]]
    quotes = _Quotes(answer)
    missing = [c for c in asked if c.verdict in {"not_met", "partly_met"} and not c.called_wrong]
    sentences = _what_was_wrong(corrected, len(wrong), quotes)
    sentences += [_what_was_right(asked, quotes)] if asked else []
    sentences += _bonuses([c for c in bonuses if c.verdict == "met"], quotes)
    if missing:
        sentences += _what_is_missing(question, max(missing, key=loss), passage or nearest_passage)
    elif asked and not ungraded and not wrong:
        sentences.append(ALL_THERE)
    elif not sentences:
        sentences.append(
            "Your answer does not make this point, but it goes beyond what was asked, so you lose nothing."
        )
    told = {correction.used for correction in corrected}
    sentences += [corrected_belief(m) for m in [m for m in heard if m.id not in told][:1]]
    if ungraded:
        sentences.append(f"{len(ungraded)} of {len(counted)} points could not be graded and do not count.")
    if cut:
        sentences.append(f"Only the first {MAX_GRADED_CHARACTERS:,} characters of the answer were read.")
    return " ".join(sentences)


class _Quotes:
    """The candidate's words that a feedback has quoted so far.

    Args:
        answer: See ``first_quote``.
    """

    def __init__(self, answer: str) -> None:
        self._answer = answer
        self._quoted: list[str] = []

    def of(self, item: CriterionGrade) -> str:
        """The words that a verdict rests on."""
        return first_quote(item, self._answer)

    def known(self, quote: str) -> bool:
        """Whether words were quoted already, alone or within others."""
        words = _bare(quote)
        return any(words in other or other in words for other in self._quoted) if words.strip() else False

    def add(self, quote: str) -> None:
        """Remember that words were quoted."""
        if (words := _bare(quote)).strip():
            self._quoted.append(words)


def _bare(quote: str) -> str:
    """The words alone, with a blank on each side, so that words are found in others but parts of words are not."""
    words = re.findall(r"[^\W_]+", quote.lower())
    return f" {' '.join(words)} "


def _what_was_wrong(corrected: Sequence[Correction], wrong: int, quotes: _Quotes) -> list[str]:
    """The heaviest contradicted points with their corrections, and how many more there are."""
    sentences: list[str] = []
    for correction in corrected:
        # one mistake can cost two points: it is quoted once, and corrected once if both have the same correction
        text = correction.fact if quotes.known(correction.quote) else correction.text
        quotes.add(correction.quote)
        if not any(correction.fact in said for said in sentences):
            sentences.append(text)
    left = wrong - len(corrected)
    if left > 0:
        sentences.append(f"{left} more {'point is' if left == 1 else 'points are'} wrong in your answer; see the list.")
    return sentences


def _what_was_right(asked: Sequence[CriterionGrade], quotes: _Quotes) -> str:
    """The heaviest point that was made in words not quoted yet; one whose verdict may be wrong only if there is no other."""
    met = sorted((c for c in asked if c.verdict == "met"), key=lambda c: (c.uncertain, -c.weight))
    for item in met:
        quote = quotes.of(item)
        if not quotes.known(quote):
            quotes.add(quote)
            return point_made(quote, item.uncertain) if quote else f"{said(item.claim)}{grounds(item)}."
    if met:
        return POINT_AGAIN
    if any(c.verdict == "partly_met" for c in asked):
        return wordings.TOUCHED[0]
    return wordings.NONE_MADE[0]


def _bonuses(met: Sequence[CriterionGrade], quotes: _Quotes) -> list[str]:
    """The bonuses that were earned, and what a bonus does."""
    sentences = []
    for item in met:
        quote = quotes.of(item)
        if not quote:
            sentences.append(f"{said(item.claim)}{grounds(item)}. That's a bonus.")
        else:
            sentences.append(BONUS_AGAIN if quotes.known(quote) else bonus_made(quote))
        quotes.add(quote)
    return [*dict.fromkeys(sentences), BONUS_MEANS] if sentences else []


def _what_is_missing(
    question: Question, first: CriterionGrade, passage: Callable[[Question, str], str]
) -> Iterator[str]:
    """The most important missing point, and the reference sentence that makes it, if there is one."""
    lead = "unsure" if first.uncertain else "half" if first.verdict == "partly_met" else "missing"
    yield MISSING[lead].format(claim=in_sentence(first.claim))
    if reason := reason_of(question, first.claim, passage):
        yield f"{FROM_THE_REFERENCE} {reason}"


def reason_of(question: Question, claim: str, passage: Callable[[Question, str], str]) -> str:
    """The sentence of the reference answer that makes a claim, "" if there is none."""
    return without_label(best_sentence(question, passage(question, claim), claim))
