"""What the feedback on an answer says that a report does not say elsewhere in the same section.

Corrections and missing points have lists of their own there, with the passages that cover them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from interviewer.grading.correction import FROM_THE_REFERENCE
from interviewer.grading.feedback import ALL_THERE, MISSING
from interviewer.grading.spoken import in_sentence
from interviewer.report.records import MissedPoint, WrongPoint

_MORE_WRONG = re.compile(r"\d+ more points? (?:is|are) wrong in your answer; see the list\.")


def remarks(
    feedback: str,
    wrong: Sequence[WrongPoint],
    missed: Sequence[MissedPoint],
    corrections: Sequence[str],
    reason_of: Callable[[str], str],
) -> str:
    """The feedback without corrections and missing points.

    Args:
        corrections: The sentences about the misconceptions that were found.
        reason_of: Gives the sentence of the reference that makes a claim, as the feedback has it; "" if there is none.
    """
    told = [ALL_THERE, *corrections]
    for wrong_point in wrong:
        told += [f"{wrong_point.said} {wrong_point.right}", wrong_point.right]
    for point in missed:
        leads = [lead.format(claim=in_sentence(point.claim)) for lead in MISSING.values()]
        if any(lead in feedback for lead in leads):
            reason = reason_of(point.claim)
            told += [*leads, f"{FROM_THE_REFERENCE} {reason}" if reason else ""]
    text = _MORE_WRONG.sub("", feedback)
    for sentence in filter(str.strip, told):
        text = text.replace(sentence, "")
    return re.sub(r"(?<=\S) {2,}", " ", text).strip()
