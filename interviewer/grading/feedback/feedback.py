"""Feedback of two to four sentences, built from verdicts and the reference answer; nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from interviewer.grading.feedback.correction import Correction, correct_point, without_label
from interviewer.grading.feedback.praise import (
    BONUS_LEFT,
    BONUS_MEANS,
    bonus_made,
    made_again,
    point_made,
    worded,
)
from interviewer.grading.grade import CriterionVerdict, MisconceptionFinding, loss
from interviewer.grading.remark import Kind, Remark
from interviewer.grading.rubric.beliefs import corrected as corrected_belief
from interviewer.grading.rubric.reference import best_sentence, nearest_passage
from interviewer.grading.rubric.spoken import count_word, in_sentence, said
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from interviewer.grading.text.quotation import first_quote, grounds
from knowledge.schema import Question

MOST_CORRECTED = 2
"""Most contradicted points that are corrected, and most wrong beliefs besides; more would bury the rest. The list of points shows all. A judgement."""


def write_feedback(
    question: Question,
    criteria: Sequence[CriterionVerdict],
    heard: Sequence[MisconceptionFinding],
    passage: Callable[[Question, str], str] | None = None,
    cut: bool = False,
    answer: str = "",
) -> tuple[Remark, ...]:
    """What was wrong, what was right, what was missing and why it matters, and the bonuses, in the words of rubric and reference.

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
        reason = ungraded[0].reason.rstrip(".")
        return (Remark("ungraded", f"This answer could not be graded: {reason}. It is kept and can be graded again."),)
    wrong = sorted((c for c in criteria if c.called_wrong), key=lambda c: -c.weight)
    corrected = [correct_point(question, c, heard, passage, answer) for c in wrong[:MOST_CORRECTED]]
    quotes = _Quotes(answer)
    missing = [c for c in asked if c.verdict in {"not_met", "partly_met"} and not c.called_wrong]
    made = [c for c in asked if c.verdict == "met"]
    remarks = _what_was_wrong(corrected, len(wrong), quotes)
    if asked:
        unclear = any(c.uncertain for c in missing)
        remarks.append(_what_was_right(made, quotes) if made else _nothing_right(asked, unclear, bool(ungraded)))
    if missing:
        remarks += _what_is_missing(question, max(missing, key=loss), passage or nearest_passage, bool(made))
    elif asked and not ungraded and not wrong:
        remarks.append(worded("all_heard" if remarks[-1].kind == "point_unsure" else "all_made"))
    remarks += _bonuses([c for c in bonuses if c.verdict == "met"], quotes, alone=bool(asked) and not made)
    if not remarks:
        remarks.append(Remark("bonus_left", BONUS_LEFT))
    told = {correction.used for correction in corrected}
    left = [belief for belief in heard if belief.id not in told][:MOST_CORRECTED]
    remarks += [Remark("belief", corrected_belief(belief, further=n > 0)) for n, belief in enumerate(left)]
    if ungraded:
        few, all_of_them = count_word(len(ungraded)), count_word(len(counted))
        so = "it doesn't" if len(ungraded) == 1 else "they don't"
        remarks.append(Remark("ungraded", f"I couldn't grade {few} of the {all_of_them} points, so {so} count."))
    if cut:
        only = f"Only the first {MAX_GRADED_CHARACTERS:,} characters of the answer were read."
        remarks.append(Remark("cut", only))
    return tuple(remarks)


class _Quotes:
    """The candidate's words that a feedback has quoted so far.

    Args:
        answer: See ``first_quote``.
    """

    def __init__(self, answer: str) -> None:
        self._answer = answer
        self._quoted: list[str] = []

    def of(self, item: CriterionVerdict) -> str:
        """The words that a verdict rests on."""
        return first_quote(item, self._answer)

    def known(self, quote: str) -> bool:
        """Whether words were already quoted, by themselves or as part of a longer quote."""
        words = _bare(quote)
        return any(words in other or other in words for other in self._quoted) if words.strip() else False

    def add(self, quote: str) -> None:
        """Remember that words were quoted."""
        if (words := _bare(quote)).strip():
            self._quoted.append(words)


def _bare(quote: str) -> str:
    """Only the words, with a space on each side, so that a search finds whole words but not parts of words."""
    words = re.findall(r"[^\W_]+", quote.lower())
    return f" {' '.join(words)} "


def _what_was_wrong(corrected: Sequence[Correction], wrong: int, quotes: _Quotes) -> list[Remark]:
    """The heaviest contradicted points with their corrections, and how many more there are."""
    remarks: list[Remark] = []
    for correction in corrected:
        # one mistake can cost two points: it is quoted once, and corrected once if both have the same correction
        told = correction.right if quotes.known(correction.quote) else correction.remarks
        quotes.add(correction.quote)
        if not set(correction.right) <= set(remarks):
            remarks += told
    left = wrong - len(corrected)
    if left > 0:
        more = f"{count_word(left).capitalize()} more {'point is' if left == 1 else 'points are'} wrong in your answer; see the list."
        remarks.append(Remark("more_wrong", more))
    return remarks


def _what_was_right(made: Sequence[CriterionVerdict], quotes: _Quotes) -> Remark:
    """The heaviest point that was made in words not quoted yet; a point whose verdict may be wrong only if there is no other."""
    met = sorted(made, key=lambda c: (c.uncertain, -c.weight))
    for item in met:
        quote = quotes.of(item)
        if not quotes.known(quote):
            quotes.add(quote)
            plain = Remark("point_plain", f"{said(item.claim)}{grounds(item)}.")
            return point_made(quote, item.uncertain, item.claim) if quote else plain
    return made_again(met[0].claim)


def _nothing_right(asked: Sequence[CriterionVerdict], unclear: bool, ungraded: bool) -> Remark:
    """That no point was made in full, which is said only of those that were graded and are not in doubt."""
    if any(c.verdict == "partly_met" for c in asked):
        return worded("touched_graded" if ungraded else "touched")
    if unclear:
        return worded("none_clear")
    return worded("none_graded" if ungraded else "none_made")


def _bonuses(met: Sequence[CriterionVerdict], quotes: _Quotes, alone: bool) -> list[Remark]:
    """The bonuses that were earned, and what a bonus does."""
    remarks = []
    for item in met:
        quote = quotes.of(item)
        if not quote:
            remarks.append(Remark("bonus_plain", f"{said(item.claim)}{grounds(item)}. That's a bonus."))
        elif quotes.known(quote):
            remarks.append(made_again(item.claim, bonus=True))
        else:
            remarks.append(bonus_made(quote, item.claim, alone))
        quotes.add(quote)
    return [*dict.fromkeys(remarks), Remark("bonus_means", BONUS_MEANS)] if remarks else []


def _what_is_missing(
    question: Question, first: CriterionVerdict, passage: Callable[[Question, str], str], praised: bool
) -> Iterator[Remark]:
    """The most important missing point, and the reference sentence that makes it, if there is one.

    Args:
        praised: Whether another point was made.
    """
    lacking: Kind = "missing" if praised else "first"
    kind: Kind = "unsure" if first.uncertain else "half" if first.verdict == "partly_met" else lacking
    yield worded(kind, claim=in_sentence(first.claim))
    if reason := without_label(best_sentence(question, passage(question, first.claim), first.claim)):
        yield worded("reference", claim=reason)
