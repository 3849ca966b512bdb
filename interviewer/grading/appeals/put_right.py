"""Whether a later message corrects what an earlier one got wrong: it is read by itself, since the last thing said counts.

Read together with the wrong words, a correct reply is often drowned out by them. A candidate who only insists, or talks about
something else, has not corrected anything: such words say nothing about the point.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from interviewer.grading.appeals.pointing import placed
from interviewer.grading.grade import RANK, UNSURE, CriterionVerdict
from interviewer.grading.text.evidence import sentences
from interviewer.grading.text.quotation import first_quote, quoted
from interviewer.grading.text.words import content_words

Reads = Callable[[str], CriterionVerdict]
"""Judges one point in a piece of text, read by itself."""
LIKELY = 0.6
"""How probable it must be that a reply about exactly the point that was called wrong makes it, unless the reply says that it
corrects something. A judgement: terse wrong replies are often read as slightly more likely right than wrong."""
MOST_WORDS_OF_CLAUSES = 60
"""Longest correction that is read clause by clause, in words; each clause costs a reading. A judgement."""
FEWEST_WORDS = 3
"""Fewest words of a clause that is read by itself."""
NO_LONGER = "what you said later does not contradict this point"
"""The reason for a point that no longer counts as contradicted."""
_CLAUSE = re.compile(r"\s*[,;:]\s+(?:(?:and|but|while|whereas)\s+)?|\s+(?:while|whereas)\s+", re.IGNORECASE)
"""Where a clause ends: "the first is wrong, but the second stays" corrects one thing only."""


@dataclass(frozen=True)
class LastWord:
    """What a candidate said after words that count as contradicting a point.

    Attributes:
        words: The words, without what they take back themselves.
        corrects: Whether they say that they take something back.
        asked: Whether they reply to a question about this very point, or the candidate points to them.
    """

    words: str
    corrects: bool
    asked: bool


def after_last_word(item: CriterionVerdict, text: str, last: LastWord, reads: Reads) -> CriterionVerdict:
    """The verdict on a contradicted point after the last thing said about it; unchanged if the point is still contradicted.

    Words that make the point earn it. Words that make half of it, or may make it, earn half if they correct something;
    otherwise the point is no longer contradicted, but open.

    Args:
        text: The answer, in which evidence is located.
    """
    if not content_words(last.words):
        return item
    whole = fresh = reads(last.words)
    if last.corrects and whole.verdict != "met":
        fresh = _by_clauses(whole, last.words, reads)
    if fresh.verdict == "ungraded" or fresh.called_wrong:
        return item
    enough = last.corrects or not fresh.uncertain or (last.asked and fresh.probability >= LIKELY)
    if fresh.verdict == "met" and enough:
        return _earned(item, fresh, text)
    if fresh.verdict == "partly_met" and last.corrects:
        return _earned(item, fresh, text)
    if last.corrects:  # none of its clauses is wrong by itself
        return _open(fresh) if _speaks_of_it(fresh) or whole.contradicted else item
    return _open(fresh) if last.asked and _speaks_of_it(fresh) and not fresh.contradicted else item


def _by_clauses(whole: CriterionVerdict, words: str, reads: Reads) -> CriterionVerdict:
    """The reading of a correction that may sound wrong as a whole: the two sides of a comparison in one sentence are easily mixed up.

    A correction is called wrong only if one of its clauses is wrong by itself.
    """
    clauses = [
        clause
        for piece in sentences(words)
        for clause in _CLAUSE.split(piece.of(words))
        if len(clause.split()) >= FEWEST_WORDS
    ]
    if len(clauses) < 2 or len(words.split()) > MOST_WORDS_OF_CLAUSES:
        return whole
    read = [reads(clause) for clause in clauses]
    wrong = next((item for item in read if item.called_wrong), None)
    return wrong or max((whole, *read), key=lambda item: (not item.contradicted, RANK[item.verdict], item.probability))


def _speaks_of_it(fresh: CriterionVerdict) -> bool:
    return RANK[fresh.verdict] > 0 or fresh.probability > UNSURE[0]


def _earned(item: CriterionVerdict, fresh: CriterionVerdict, text: str) -> CriterionVerdict:
    """What the last message earns. Code that is corrected only in words still has the mistake, so half of the point is earned."""
    after = placed(fresh, text, "")
    if not after.evidence:
        return item
    if not item.computed or fresh.computed:
        return after
    return replace(
        after,
        verdict="partly_met",
        probability=min(after.probability, 0.5),
        reason=f"You corrected it in words; what you wrote before still has {quoted(first_quote(item))}.",
    )


def _open(fresh: CriterionVerdict) -> CriterionVerdict:
    return replace(
        fresh,
        verdict="not_met",
        evidence=(),
        contradicted=False,
        probability=min(fresh.probability, 0.5),
        unsure=fresh.unsure,
        reason=NO_LONGER,
        computed=False,
    )
