"""Feedback of two to four sentences, built from verdicts and the reference answer; nothing is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from interviewer.grading.correction import Correction, correct_point, without_label
from interviewer.grading.evidence import MAX_GRADED_CHARACTERS
from interviewer.grading.grade import CriterionGrade, MisconceptionFinding, loss
from interviewer.grading.quotation import first_quote, grounds, is_code, quoted
from interviewer.grading.reference import best_sentence, nearest_passage
from interviewer.grading.spoken import in_sentence, said
from knowledge.schema import Question

MOST_CORRECTED = 2
"""Most contradicted points that are corrected; more would bury the rest. The list of points shows all. A judgement."""


def write_feedback(
    question: Question,
    criteria: Sequence[CriterionGrade],
    heard: Sequence[MisconceptionFinding],
    passage: Callable[[Question, str], str] | None = None,
    cut: bool = False,
) -> str:
    """What was wrong, what was right, what was missing and why it matters, in the words of rubric and reference.

    A bonus is praised if it was made, and never called missing.

    Args:
        passage: Finds the reference passage nearest to a text; by default the one that shares most words.
        cut: Say that the answer was too long to be read to its end.
    """
    asked, bonuses = [c for c in criteria if not c.bonus], [c for c in criteria if c.bonus]
    counted = asked or bonuses
    ungraded = [c for c in counted if c.verdict == "ungraded"]
    if ungraded and len(ungraded) == len(counted):
        return f"This answer could not be graded: {ungraded[0].reason.rstrip('.')}. It is kept and can be graded again."
    wrong = sorted((c for c in criteria if c.contradicted), key=lambda c: -c.weight)
    corrected = [correct_point(question, c, heard, passage) for c in wrong[:MOST_CORRECTED]]
    missing = [c for c in asked if c.verdict in {"not_met", "partly_met"} and not c.contradicted]
    sentences = _what_was_wrong(corrected, len(wrong))
    sentences += [_what_was_right(asked)] if asked else []
    sentences += [_praise(c) for c in bonuses if c.verdict == "met"]
    if missing:
        sentences += _what_is_missing(question, max(missing, key=loss), passage or nearest_passage)
    elif asked and not ungraded and not wrong:
        sentences.append("Nothing the question asks for is missing.")
    elif not sentences:
        sentences.append(
            "Your answer does not make this point, but it goes beyond what was asked, so you lose nothing."
        )
    told = {correction.used for correction in corrected}
    sentences += [f"One thing to correct: {m.correction}" for m in [m for m in heard if m.id not in told][:1]]
    if ungraded:
        sentences.append(f"{len(ungraded)} of {len(counted)} points could not be graded and do not count.")
    if cut:
        sentences.append(f"Only the first {MAX_GRADED_CHARACTERS:,} characters of the answer were read.")
    return " ".join(sentences)


def _what_was_wrong(corrected: Sequence[Correction], wrong: int) -> list[str]:
    """The heaviest contradicted points with their corrections, and how many more there are."""
    sentences: list[str] = []
    quotes: set[str] = set()
    for correction in corrected:
        # one mistake can cost two points: it is quoted once, and corrected once if both have the same correction
        text = correction.fact if correction.quote in quotes else correction.text
        quotes.add(correction.quote)
        if not any(correction.fact in said for said in sentences):
            sentences.append(text)
    left = wrong - len(corrected)
    if left > 0:
        sentences.append(f"{left} more {'point is' if left == 1 else 'points are'} wrong in your answer; see the list.")
    return sentences


def _what_was_right(asked: Sequence[CriterionGrade]) -> str:
    met = [c for c in asked if c.verdict == "met"]
    if met:
        return _made(max(met, key=lambda c: c.weight))
    if any(c.verdict == "partly_met" for c in asked):
        return "Your answer touches on the right points but makes none of them fully."
    return "I found none of the points the question asks for in your answer."


def _made(item: CriterionGrade) -> str:
    """A point that was made, in the candidate's own words: the rubric may say more than they did."""
    if quote := first_quote(item):
        return f"You {'wrote' if is_code(quote) else 'said'} {quoted(quote)}, and that's a point I was listening for."
    return f"{said(item.claim)}{grounds(item)}."


def _praise(bonus: CriterionGrade) -> str:
    if quote := first_quote(bonus):
        return f"You get a bonus for adding {quoted(quote)}."
    return f"{said(bonus.claim)}{grounds(bonus)}. That's a bonus."


def _what_is_missing(
    question: Question, first: CriterionGrade, passage: Callable[[Question, str], str]
) -> Iterator[str]:
    """The most important missing point, and the reference sentence that makes it, if there is one."""
    if first.uncertain:
        lead = "I couldn't tell for sure whether you made this point"
    elif first.verdict == "partly_met":
        lead = "You came close to this, but didn't quite get there"
    else:
        lead = "What I missed most"
    yield f"{lead}: {in_sentence(first.claim)}."
    reason = without_label(best_sentence(question, passage(question, first.claim), first.claim))
    if reason:
        yield f"From the reference answer: {reason}"
