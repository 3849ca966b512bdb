"""Which follow-ups are likely to come next, so that they can be worded while the candidate types or reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.conversation.probing.numbering import number_of
from interviewer.conversation.probing.probing import MAX_PROBES, second_angle
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import loss
from interviewer.grading.screening.taken_back import taken_back
from interviewer.grading.text.evidence import readable
from knowledge.probes import probes_of
from knowledge.schema import Question


@dataclass(frozen=True)
class Likely:
    """A follow-up that may come next, and what it would be worded from.

    Attributes:
        go: The number of this follow-up among the bank's on its point, from 1.
        heard: The answer so far, without anything taken back.
        unmet: Points that the answer did not make; the wording must not give any away.
    """

    question: Question
    criterion_id: str
    go: int
    heard: str
    unmet: frozenset[str]

    def still_fits(self, now: Likely) -> bool:
        """Whether a wording made for this follow-up can be used for the one that is needed now.

        It may refer to what was said, so since then the answer may only have been extended. And it was checked only against giving
        away the points that were open at the time.
        """
        same = (self.question, self.criterion_id, self.go) == (now.question, now.criterion_id, now.go)
        return same and now.heard.startswith(self.heard) and now.unmet <= self.unmet


def likely_probe(question: Question, attempt: QuestionAttempt, criterion_id: str, go: int) -> Likely:
    """A follow-up on a question in its present state."""
    heard = taken_back(readable(attempt.answer)).rest.strip()
    unmet = frozenset(c.id for c in question.criteria if c.id not in attempt.met)
    return Likely(question, criterion_id, go, heard, unmet)


def likely_probes(question: Question, attempt: QuestionAttempt, most: int) -> Sequence[Likely]:
    """The follow-ups that may come after the candidate's next message, most likely first.

    Before an answer is graded these are the heaviest points. After that they are the costliest point not yet asked for,
    another try at the one asked for last, and the rest by cost.
    """
    if len(attempt.probed) >= MAX_PROBES:
        return ()
    found: list[Likely] = []
    for criterion_id in dict.fromkeys(_in_order(question, attempt)):
        go = attempt.probed.count(criterion_id) + 1
        if go <= len(probes_of(question.criterion(criterion_id))):  # later ones are the bank's words with a lead-in
            number = number_of(attempt, criterion_id, question, go)
            found.append(likely_probe(question, attempt, criterion_id, number))
    return found[:most]


def _in_order(question: Question, attempt: QuestionAttempt) -> Iterator[str]:
    askable = [c for c in question.criteria if c.probe]
    if attempt.grade is None or attempt.replacing:
        yield from (c.id for c in sorted(askable, key=lambda c: -c.weight) if c.id not in attempt.probed)
        return
    known, rows = {c.id for c in askable}, attempt.grade.criteria
    new = [i for i in rows if i.verdict in {"not_met", "partly_met"} and i.id in known and i.id not in attempt.probed]
    new = [i for i in new if i.id not in dict(attempt.stated)]  # asked for in words of their own, if at all
    by_cost = [item.id for item in sorted(new, key=lambda i: (-loss(i), not i.contradicted))]
    again = second_angle(attempt.grade, attempt.probed, attempt.probing)
    yield from by_cost[:1]
    if again in known:
        yield again
    yield from by_cost[1:]
