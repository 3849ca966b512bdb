"""Finds words that were called wrong, were not contested, and are still wrong."""

from __future__ import annotations

from dataclasses import replace

from interviewer.grading.appeals.point_reader import PointReader
from interviewer.grading.appeals.pointing import quotes_in
from interviewer.grading.appeals.repeated import repeated
from interviewer.grading.grade import CriterionVerdict
from interviewer.grading.screening.taken_back import corrects_itself
from interviewer.grading.text.evidence import locate
from interviewer.grading.text.paragraphs import paragraphs
from interviewer.grading.text.quotation import quoted

STILL_WRONG = "{quote} still contradicts it, and you didn't contest that"


def left_wrong(reader: PointReader, old: CriterionVerdict, argued: str, text: str, stands: str) -> str:
    """The words that stay wrong, "" if there are none: they are neither contested nor corrected, and read as wrong by themselves.

    Args:
        old: The contested verdict.
        argued: The argument, as it is read.
        text: The answer.
        stands: The answer without anything taken back.
    """
    if not old.called_wrong or old.worked_out or not old.evidence:
        return ""
    quote = old.evidence[0].quote
    if locate(quote, stands) is None or points_at(argued, quote):
        return ""
    later = (m for m in paragraphs(text) if m.start >= old.evidence[-1].end)
    if any(corrects_itself(m.of(text), challenged=True) for m in later):
        return ""
    return quote if reader.read(quote).called_wrong else ""


def with_what_stays(settled: CriterionVerdict, old: CriterionVerdict, wrong: str, text: str) -> CriterionVerdict:
    """The verdict on a point that some words make and others contradict, with a reason that names the others.

    It is made in part, unless the words that make it are from a later message: that is the last word on it.
    """
    reason = STILL_WRONG.format(quote=quoted(wrong))
    own = next((m for m in paragraphs(text) if m.start <= old.evidence[0].start < m.end), None)
    if settled.evidence and own is not None and settled.evidence[0].start >= own.end:
        return replace(settled, reason=reason)
    return replace(settled, verdict="partly_met", probability=min(settled.probability, 0.5), reason=reason)


def points_at(argued: str, words: str) -> bool:
    """Whether an argument quotes or repeats some words of the answer."""
    return bool(quotes_in(argued, words) or repeated(argued, words))
