"""Hears an appeal: a contested criterion is read again, in the words of the answer that the candidate points at.

Where the judge is unsure the candidate may also decide against themselves: no, the answer does not say that.

The argument says where to look; it is data, never part of the answer, so nothing in it can earn the point. What was not
in the answer stays not met, however right the argument is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewer.errors import UsageError
from interviewer.grading.evidence import MAX_GRADED_CHARACTERS, locate, readable, sentences
from interviewer.grading.forms.code_block import code_of
from interviewer.grading.forms.fences import blocks
from interviewer.grading.grade import CREDIT, RANK, CriterionGrade, Evidence, Grade, Verdict, verdict_words
from interviewer.grading.grader import Grader, PassageFinder, with_criterion
from interviewer.grading.quotation import first_quote, quoted
from interviewer.grading.spoken import in_sentence
from interviewer.grading.taken_back import taken_back
from interviewer.grading.words import content_words
from knowledge.schema import Question

MAX_ARGUMENT_CHARACTERS = 4_000
MAX_POINTED_AT = 3
"""Sentences of the answer that an argument may point at without quoting them."""
FEWEST_SHARED = 2
"""How many words a sentence must share with an argument that does not quote it. A judgement, not swept."""
FEWEST_QUOTED = 4
"""Words of a sentence that counts as quoted without quotation marks. A judgement."""
MOST_QUOTED = 30
"""Words of a quote in the outcome, about two lines and a half. A judgement."""
DENIAL = "No, my answer does not say that."
"""What a candidate who denies a point is taken to say."""
SETTLED = "settled by an appeal"
DENIED = "you said that your answer does not say this"
"""The reason of a verdict that the candidate has settled."""
_QUOTED = re.compile(r"[“\"«]([^”\"»]{3,400})[”\"»]|^>\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """What an appeal came to.

    Attributes:
        grade: The grade of the whole answer after it.
        upheld: Whether the verdict rose to one that earns something, or the answer is no longer held to say the contrary.
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
    said: Sequence[str] = (),
) -> Outcome:
    """Read one contested criterion again.

    Args:
        answer: What the candidate had said, probes' replies included.
        argument: Why the candidate thinks that the verdict is wrong.
        said: What the interviewer said of the question besides asking it.

    Raises:
        KeyError: The grade has no such criterion.
    """
    old = grade.criterion(criterion_id)
    text = readable(answer)
    cut = len(answer) > MAX_GRADED_CHARACTERS
    # nobody is led back to words that were withdrawn, neither as a charge nor as credit
    read = taken_back(text).rest or text
    charged = [place for e in old.evidence if (place := locate(e.quote, read))] if old.contradicted else ()
    # what was never judged is judged by the whole answer, as any other point was
    # and code, a tree or a drawing is nothing in pieces
    in_form = bool(blocks(text)) or code_of(text) is not None
    pointed = text if in_form or old.verdict == "ungraded" else pointed_at(read, readable(argument), charged)
    fresh = grader.grade(question, pointed, only={criterion_id}, said=said).criterion(criterion_id)
    if fresh.verdict == "ungraded":
        words = (
            f"I could not read it again: {fresh.reason}. The verdict stands for now; try the appeal once more later."
        )
        return _unchanged(grade, old.verdict, words, decided=False)
    settled = placed(fresh, text, SETTLED)
    quotes = quotes_in(readable(argument), read)
    if quotes and not in_form and CREDIT.get(settled.verdict) and not _rests_on(settled, quotes):
        # who is right because of other words is told so by their own, where these are enough
        own = grader.grade(question, pointed_at(read, readable(argument)), only={criterion_id}, said=said)
        alone = placed(own.criterion(criterion_id), text, SETTLED)
        settled = alone if RANK[alone.verdict] >= RANK[settled.verdict] else settled
    if RANK[settled.verdict] > RANK[old.verdict]:
        after = with_criterion(question, grade, settled, passage, cut)
        if not CREDIT[settled.verdict]:
            words = (
                f"It could not be judged before. I have read it now, and the verdict is {verdict_words(settled.kind)}. What it "
                f"asks for: {_claim(old.claim)} If you see it differently, contest this verdict."
            )
            return Outcome(
                grade=after, before=old.verdict, after=settled.verdict, upheld=False, decided=False, explanation=words
            )
        said = _said(settled)
        makes = "makes" if settled.verdict == "met" else "makes part of"
        words = (
            f"You are right. {said[:1].upper()}{said[1:]} {makes} the point: {_claim(old.claim)} "
            f"The verdict goes from {verdict_words(old.kind)} to {verdict_words(settled.kind)}, "
            f"the grade from {grade.score:.0%} to {after.score:.0%}."
        )
        return Outcome(
            grade=after, before=old.verdict, after=settled.verdict, upheld=True, decided=True, explanation=words
        )
    if old.contradicted and not settled.contradicted:
        after = with_criterion(question, grade, replace(settled, reason=SETTLED), passage)
        words = (
            "You are right. Read again, your answer does not contradict this point. It does not make it either, "
            f"so the verdict goes from {verdict_words(old.kind)} to {verdict_words(settled.kind)}. "
            f"What it asks for: {_claim(old.claim)}"
        )
        return Outcome(
            grade=after, before=old.verdict, after=settled.verdict, upheld=True, decided=True, explanation=words
        )
    if old.contradicted:
        words = (
            f"I read it again, and {_said(settled if settled.evidence else old)} still contradicts "
            f"this point: {_claim(old.claim)} "
        )
    else:
        where = "the words you point at" if pointed not in {text, read} else "the whole answer"
        words = f"I read {where} again, and the verdict stays {verdict_words(old.kind)}. "
        words += f"What it asks for: {_claim(old.claim)} "
    said_now = grader.grade(question, argument, only={criterion_id}, said=said).criterion(criterion_id)
    if said_now.verdict == "met" and old.verdict != "met":
        words += "What you write in the appeal does say it, but I grade the answer, and there it was not said."
    else:
        words += (
            "If you still think that this is unfair, the case is kept, so that the grader can be checked against it."
        )
    return _unchanged(grade, old.verdict, words, decided=True)


def _rests_on(item: CriterionGrade, quotes: Sequence[Evidence]) -> bool:
    return any(quote.quote in e.quote or e.quote in quote.quote for e in item.evidence for quote in quotes)


def _said(item: CriterionGrade) -> str:
    """The words that a verdict rests on, as the subject of a sentence."""
    return "what you drew" if item.drawn else quoted(first_quote(item), MOST_QUOTED)


def _unchanged(grade: Grade, verdict: Verdict, words: str, decided: bool) -> Outcome:
    return Outcome(grade=grade, before=verdict, after=verdict, upheld=False, decided=decided, explanation=words)


def deny(question: Question, grade: Grade, criterion_id: str, passage: PassageFinder | None = None) -> Outcome:
    """Settle a point that the judge is unsure about by the candidate's word that the answer does not say it.

    Raises:
        KeyError: The grade has no such criterion.
        UsageError: The judge is not in doubt there.
    """
    old = grade.criterion(criterion_id)
    if not old.uncertain:
        raise UsageError("only a point that the grade is not sure about can be denied; contest the verdict instead")
    settled = replace(
        old,
        verdict="not_met",
        probability=0.0,
        evidence=(),
        reason=DENIED,
        unsure=False,
        contradicted=False,
        denied=True,
    )
    after = with_criterion(question, grade, settled, passage)
    words = (
        f"Thank you. You say that your answer does not make this point, so it counts as not met: {_claim(old.claim)} "
        f"The grade goes from {grade.score:.0%} to {after.score:.0%}."
    )
    return Outcome(grade=after, before=old.verdict, after="not_met", upheld=True, decided=True, explanation=words)


def pointed_at(text: str, argument: str, charged: Sequence[Evidence] = ()) -> str:
    """The sentences of the answer that an argument quotes or, failing that, shares most words with; else all of it.

    Args:
        charged: Words that are held to say the contrary. Their sentences are always read, each with its neighbours, as
            an argument must not lead away from them, and what stands around them may take them back.
    """
    pieces = sentences(text)
    quotes = quotes_in(argument, text)
    chosen = {p for p in pieces if any(q.start < p.end and p.start < q.end for q in quotes)}
    if not chosen:
        said = content_words(argument)
        shared = {piece: len(said & content_words(piece.of(text))) for piece in pieces}
        near = (piece for piece in pieces if shared[piece] >= FEWEST_SHARED)
        chosen = set(sorted(near, key=lambda piece: -shared[piece])[:MAX_POINTED_AT])
    for number, piece in enumerate(pieces):
        if any(q.start < piece.end and piece.start < q.end for q in charged):
            chosen.update(pieces[max(0, number - 1) : number + 2])
    return " ".join(piece.of(text) for piece in pieces if piece in chosen) or text


def quotes_in(argument: str, text: str) -> list[Evidence]:
    """Words of the answer that an argument quotes: in quotation marks, or as a sentence of its own."""
    marked = [match[1] or match[2] for match in _QUOTED.finditer(argument)]
    whole = [words for piece in sentences(argument) if len((words := piece.of(argument)).split()) >= FEWEST_QUOTED]
    return [found for words in (*marked, *whole) if (found := locate(words, text))]


def placed(fresh: CriterionGrade, text: str, reason: str) -> CriterionGrade:
    """The verdict with its evidence found again in the whole answer; without it there is no credit.

    Args:
        reason: Of a verdict that stands on words; "" keeps the judge's.
    """
    found = []
    for item in fresh.evidence:
        place = locate(item.quote, text) or next(
            (hit for piece in sentences(item.quote) if (hit := locate(piece.of(item.quote), text))), None
        )
        if place:
            found.append(place)
    if fresh.verdict in ("met", "partly_met") and not found:
        return replace(fresh, verdict="not_met", evidence=())
    if fresh.contradicted and not found:
        return replace(fresh, contradicted=False, evidence=())
    return replace(fresh, evidence=tuple(found), reason=reason or fresh.reason)


def _claim(claim: str) -> str:
    return f"{in_sentence(claim)}."
