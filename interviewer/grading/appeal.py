"""Hears an appeal: a contested criterion is read again, in the words of the answer that the candidate points at.

The argument says where to look; it is data, never part of the answer, so nothing in it can earn the point. What was not
in the answer stays not met, however right the argument is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from interviewer.grading.evidence import MAX_GRADED_CHARACTERS, locate, readable, sentences
from interviewer.grading.grade import CREDIT, RANK, CriterionGrade, Grade, Verdict
from interviewer.grading.grader import Grader, PassageFinder, with_criterion
from interviewer.grading.words import content_words
from knowledge.schema import Question

MAX_ARGUMENT_CHARACTERS = 4_000
MAX_POINTED_AT = 3
"""Sentences of the answer that an argument may point at without quoting them."""
FEWEST_SHARED = 2
"""How many words a sentence must share with an argument that does not quote it. A judgement, not swept."""
_QUOTED = re.compile(r"[“\"«]([^”\"»]{3,400})[”\"»]|^>\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """What an appeal came to.

    Attributes:
        grade: The grade of the whole answer after it.
        upheld: Whether the verdict rose to one that earns something.
        decided: False where no verdict was contested and settled: the judge could not read it, or reads it for the first
            time. The candidate may then contest the point once more.
        explanation: Two or three sentences for the candidate.
    """

    grade: Grade
    before: Verdict
    after: Verdict
    upheld: bool
    decided: bool
    explanation: str


def hear(
    grader: Grader,
    question: Question,
    answer: str,
    grade: Grade,
    criterion_id: str,
    argument: str,
    passage: PassageFinder | None = None,
) -> Outcome:
    """Read one contested criterion again.

    Args:
        answer: What the candidate had said, probes' replies included.
        argument: Why the candidate thinks that the verdict is wrong.

    Raises:
        KeyError: The grade has no such criterion.
    """
    old = grade.criterion(criterion_id)
    text = readable(answer)
    cut = len(answer) > MAX_GRADED_CHARACTERS
    # what was never judged is judged by the whole answer, as any other point was
    pointed = text if old.verdict == "ungraded" else pointed_at(text, readable(argument))
    fresh = grader.grade(question, pointed, only={criterion_id}).criterion(criterion_id)
    if fresh.verdict == "ungraded":
        words = (
            f"I could not read it again: {fresh.reason}. The verdict stands for now; try the appeal once more later."
        )
        return _unchanged(grade, old.verdict, words, decided=False)
    placed = _placed(fresh, text)
    if RANK[placed.verdict] > RANK[old.verdict]:
        after = with_criterion(question, grade, placed, passage, cut)
        if not CREDIT[placed.verdict]:
            words = (
                f"It could not be judged before. I have read it now, and the verdict is {_words(placed.verdict)}. What it "
                f"asks for: {_claim(old.claim)} If you see it differently, contest this verdict."
            )
            return Outcome(
                grade=after, before=old.verdict, after=placed.verdict, upheld=False, decided=False, explanation=words
            )
        quote = placed.evidence[0].quote
        words = (
            f"You are right. “{_short(quote)}” {'makes' if placed.verdict == 'met' else 'makes part of'} the point: "
            f"{_claim(old.claim)} The verdict goes from {_words(old.verdict)} to {_words(placed.verdict)}, "
            f"the grade from {grade.score:.0%} to {after.score:.0%}."
        )
        return Outcome(
            grade=after, before=old.verdict, after=placed.verdict, upheld=True, decided=True, explanation=words
        )
    where = "the words you point at" if pointed != text else "the whole answer"
    words = f"I read {where} again, and the verdict stays {_words(old.verdict)}. What it asks for: {_claim(old.claim)} "
    said_now = grader.grade(question, argument, only={criterion_id}).criterion(criterion_id)
    if said_now.verdict == "met" and old.verdict != "met":
        words += "What you write in the appeal does say it, but I grade the answer, and there it was not said."
    else:
        words += (
            "If you still think that this is unfair, the case is kept, so that the grader can be checked against it."
        )
    return _unchanged(grade, old.verdict, words, decided=True)


def _unchanged(grade: Grade, verdict: Verdict, words: str, decided: bool) -> Outcome:
    return Outcome(grade=grade, before=verdict, after=verdict, upheld=False, decided=decided, explanation=words)


def pointed_at(text: str, argument: str) -> str:
    """The sentences of the answer that an argument quotes or, failing that, shares most words with; else all of it."""
    pieces = sentences(text)
    quotes = [found for match in _QUOTED.finditer(argument) if (found := locate(match[1] or match[2], text))]
    chosen = [p for p in pieces if any(q.start < p.end and p.start < q.end for q in quotes)]
    if not chosen:
        said = content_words(argument)
        shared = {piece: len(said & content_words(piece.of(text))) for piece in pieces}
        near = (piece for piece in pieces if shared[piece] >= FEWEST_SHARED)
        best = sorted(near, key=lambda piece: -shared[piece])[:MAX_POINTED_AT]
        chosen = sorted(best, key=lambda p: p.start)
    return " ".join(piece.of(text) for piece in chosen) or text


def _placed(fresh: CriterionGrade, text: str) -> CriterionGrade:
    """The verdict with its evidence found again in the whole answer; without it there is no credit."""
    found = []
    for item in fresh.evidence:
        place = locate(item.quote, text) or next(
            (hit for piece in sentences(item.quote) if (hit := locate(piece.of(item.quote), text))), None
        )
        if place:
            found.append(place)
    if fresh.verdict in ("met", "partly_met") and not found:
        return replace(fresh, verdict="not_met", evidence=())
    return replace(fresh, evidence=tuple(found), reason="settled by an appeal")


def _claim(claim: str) -> str:
    return claim if claim.endswith(".") else f"{claim}."


def _words(verdict: str) -> str:
    return verdict.replace("_", " ")


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 160 else words[:159].rsplit(" ", 1)[0] + " …"
