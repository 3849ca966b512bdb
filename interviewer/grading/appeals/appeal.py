"""Hears an appeal: the contested criterion is read again, in the part of the answer that the candidate points to.

If the judge is unsure, the candidate can also decide against themselves: no, the answer does not say that.

The argument only says where to look; it is never part of the answer, so nothing in it can earn the point. A point that was
not in the answer stays not met, however correct the argument is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interviewer.grading.appeals.belief_appeal import hear_belief
from interviewer.grading.appeals.left_wrong import STILL_WRONG, left_wrong, points_at, with_what_stays
from interviewer.grading.appeals.outcome import AppealOutcome
from interviewer.grading.appeals.point_reader import PointReader
from interviewer.grading.appeals.pointing import FEWEST_SHARED, placed, pointed_at, quotes_in
from interviewer.grading.appeals.put_right import LastWord, after_last_word
from interviewer.grading.appeals.repeated import repeated
from interviewer.grading.forms.code.block import code_of
from interviewer.grading.forms.fences import blocks
from interviewer.grading.grade import (
    CREDIT,
    RANK,
    CriterionVerdict,
    Evidence,
    Grade,
    verdict_words,
)
from interviewer.grading.grader import Grader
from interviewer.grading.merging import PassageFinder, with_criterion
from interviewer.grading.rubric.reference import shared
from interviewer.grading.rubric.spoken import in_sentence
from interviewer.grading.screening.taken_back import corrects_itself, left_since, taken_back
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, locate, readable
from interviewer.grading.text.paragraphs import paragraphs
from interviewer.grading.text.quotation import first_quote, quoted
from knowledge.schema import Question

MOST_QUOTED = 30
"""Longest quote in the outcome, in words: about two and a half lines. A judgement."""
NOT_AGAIN = "I won't read it again. I've kept the case, so that the grader can be checked against it."
UNLESS_OTHERS = "I won't read the same words again. If others of yours make it, contest it once more and quote those."
SETTLED = "read again because you contested it"
"""The reason given for a verdict that was read again."""


@dataclass(frozen=True)
class _Case:
    """A contested verdict, and the words for and against it.

    Attributes:
        text: The answer.
        stands: The answer without anything taken back.
        pointed: The part that is read again.
        in_form: Whether the answer contains code, a tree or a drawing.
        cut: Whether the end of the answer was not read.
    """

    question: Question
    grade: Grade
    old: CriterionVerdict
    argument: str
    text: str
    stands: str
    pointed: str
    in_form: bool
    cut: bool


def hear(
    grader: Grader,
    question: Question,
    answer: str,
    grade: Grade,
    criterion_id: str,
    argument: str,
    *,
    passage: PassageFinder | None = None,
    said: Sequence[str] = (),
) -> AppealOutcome:
    """Read one contested criterion, or one wrong belief, again.

    Args:
        answer: What the candidate had said, including replies to probes.
        argument: Why the candidate thinks the verdict is wrong.
        said: What the interviewer said about the question besides asking it.

    Raises:
        KeyError: The grade has neither a criterion nor a belief with this id.
    """
    belief = next((m for m in grade.misconceptions if m.id == criterion_id), None)
    if belief is not None:
        return hear_belief(grader, question, answer, grade, belief, argument, passage=passage, said=said)
    case = _case_of(question, answer, grade, criterion_id, argument)
    reader = PointReader(grader, question, criterion_id, said)
    fresh = reader.read(case.pointed)
    if fresh.verdict == "ungraded":
        outcome = _unread(case, fresh.reason)
    else:
        settled, wrong = _best(reader, case, fresh), ""
        if CREDIT[settled.verdict] and not case.in_form:
            wrong = left_wrong(reader, case.old, readable(argument), case.text, case.stands)
            settled = with_what_stays(settled, case.old, wrong, case.text) if wrong else settled
        if case.old.contradicted and not CREDIT[settled.verdict]:
            settled = _by_last_word(reader, case, settled)
        if RANK[settled.verdict] > RANK[case.old.verdict]:
            outcome = _raised(case, settled, passage, wrong)
        elif case.old.called_wrong and not settled.called_wrong:
            outcome = _cleared(case, settled, passage)
        else:
            outcome = _confirmed(reader, case, settled)
    spent = replace(outcome.grade, usage=grade.usage + reader.spent)
    return replace(outcome, grade=spent)


def _case_of(question: Question, answer: str, grade: Grade, criterion_id: str, argument: str) -> _Case:
    old = grade.criterion(criterion_id)
    text = readable(answer)
    # withdrawn words are not read again, neither against the candidate nor for them
    stands = taken_back(text).rest or text
    charged = [place for e in old.evidence if (place := locate(e.quote, stands))] if old.contradicted else ()
    # a point that was never judged is judged on the whole answer, like all others
    # and pieces of code, of a tree or of a drawing mean nothing
    in_form = bool(blocks(text)) or code_of(text) is not None
    whole = in_form or old.verdict == "ungraded"
    return _Case(
        question=question,
        grade=grade,
        old=old,
        argument=argument,
        text=text,
        stands=stands,
        pointed=text if whole else pointed_at(stands, readable(argument), charged),
        in_form=in_form,
        cut=len(answer) > MAX_GRADED_CHARACTERS,
    )


def _best(reader: PointReader, case: _Case, fresh: CriterionVerdict) -> CriterionVerdict:
    """The verdict on rereading, based on the candidate's quotes if they suffice."""
    settled = placed(fresh, case.text, SETTLED)
    argument = readable(case.argument)
    if settled.verdict == "not_met" and case.old.verdict in {"not_met", "partly_met"} and not case.in_form:
        return max((settled, *_read_alone(reader, case, argument)), key=lambda item: RANK[item.verdict])
    quotes = quotes_in(argument, case.stands)
    if not quotes or case.in_form or not CREDIT.get(settled.verdict) or _rests_on(settled, quotes):
        return settled
    alone = placed(reader.read(pointed_at(case.stands, argument)), case.text, SETTLED)
    return alone if RANK[alone.verdict] >= RANK[settled.verdict] else settled


def _by_last_word(reader: PointReader, case: _Case, settled: CriterionVerdict) -> CriterionVerdict:
    """The verdict after the last word on a point that still counts as contradicted.

    That is the last message which the contest points at, or else which corrects something: one after the words that count
    against the candidate, or the one with these words, if that corrects an earlier one.
    """
    if case.old.drawn or not case.old.evidence:
        return settled
    start, end = case.old.evidence[0].start, case.old.evidence[-1].end
    argued = readable(case.argument)
    every = paragraphs(case.text)
    own = [m for m in every[1:] if m.start <= start < m.end]
    corrected = [m for m in every if m.start >= end or m in own if corrects_itself(m.of(case.text), challenged=True)]
    pointed = [m for m in every if m.start >= end and points_at(argued, m.of(case.text))]
    if not (pointed or corrected):
        return settled
    meant = (pointed or corrected)[-1]
    said_since = case.text[meant.end :].strip()
    if said_since and reader.read(said_since).called_wrong:
        return settled
    words = left_since(case.text[: meant.end], taken_back(case.text[: meant.end]), meant.start)
    last = LastWord(words, meant in corrected, asked=True)
    after = after_last_word(case.old, case.text, last, reader.read)
    return settled if after == case.old else after


def _read_alone(reader: PointReader, case: _Case, argument: str) -> Iterator[CriterionVerdict]:
    """The verdicts on words of the answer that the argument repeats, each read by itself, unless later ones contradict them."""
    charged = [place.start for e in case.old.evidence if (place := locate(e.quote, case.stands))]
    since = min(charged, default=0) if case.old.contradicted else 0
    for piece in repeated(argument, case.stands):
        words = piece.of(case.stands)
        if words != case.pointed and piece.end > since:
            yield placed(reader.read(words), case.text, SETTLED)


def _unread(case: _Case, reason: str) -> AppealOutcome:
    words = f"I couldn't read it again: {reason}. The verdict stands for now; please try again later."
    return _unchanged(case, words, decided=False)


def _raised(case: _Case, settled: CriterionVerdict, passage: PassageFinder | None, wrong: str) -> AppealOutcome:
    """The verdict rises: the candidate is right, or the point is judged for the first time; ``wrong`` words stay wrong."""
    earns = bool(CREDIT[settled.verdict])
    settled = (
        replace(settled, unsure=False) if earns else settled
    )  # "you are right", so no doubt may be shown next to it
    old, after = case.old, with_criterion(case.question, case.grade, settled, passage, case.cut, case.text)
    if earns:
        said = _said(settled)
        makes = "makes" if settled.verdict == "met" else "makes part of"
        before, now = f"{case.grade.score:.0%}", f"{after.score:.0%}"
        score = f", the grade from {before} to {now}" if before != now else f"; the grade stays at {now}"
        words = (
            f"You are right. {said[:1].upper()}{said[1:]} {makes} the point: {_claim(old.claim)} "
            f"The verdict changes from {verdict_words(old.kind)} to {verdict_words(settled.kind)}"
            f"{'' if case.grade.of_one_point else score}."
        )
        words += f" But {STILL_WRONG.format(quote=quoted(wrong))}." if wrong else ""
    else:
        words = (
            f"I couldn't judge this point before. I have now, and the verdict is {verdict_words(settled.kind)}. What it "
            f"asks for: {_claim(old.claim)} If you see it differently, contest this verdict."
        )
    return AppealOutcome(
        grade=after, before=old.verdict, after=settled.verdict, upheld=earns, decided=earns, explanation=words
    )


def _cleared(case: _Case, settled: CriterionVerdict, passage: PassageFinder | None) -> AppealOutcome:
    """The answer no longer counts as contradicting the point."""
    old = case.old
    found = (
        "I've read it again, and I can no longer say that your answer contradicts this point. I can't tell whether it makes the point, "
        if settled.contradicted
        else "You are right. I've read it again, and your answer does not contradict this point. It does not make the point either, "
    )
    words = (
        f"{found}so the verdict changes from {verdict_words(old.kind)} to {verdict_words(settled.kind)}. "
        f"What it asks for: {_claim(old.claim)} If you did make it, contest it once more and quote the words that do."
    )
    settled = replace(settled, reason=settled.reason if settled.contradicted else SETTLED, computed=False)
    after = with_criterion(case.question, case.grade, settled, passage, case.cut, case.text)
    return AppealOutcome(
        grade=after, before=old.verdict, after=settled.verdict, upheld=True, decided=True, explanation=words
    )


def _confirmed(reader: PointReader, case: _Case, settled: CriterionVerdict) -> AppealOutcome:
    """The verdict stays; if only the appeal makes the point, the reply says so."""
    old = case.old
    same = repeated(readable(case.argument), case.stands)
    if old.called_wrong:
        heard = _said(settled if settled.evidence else old)
        words = f"I read it again, and {heard} still contradicts this point: {_claim(old.claim)} "
    elif same:
        heard = quoted(same[0].of(case.stands), MOST_QUOTED)
        words = f"You did say {heard}. I read those words again by themselves, and the point is still {verdict_words(old.kind)}. "
        words += f"What it asks for: {_claim(old.claim)} "
    else:
        where = "the words you pointed to" if case.pointed not in {case.text, case.stands} else "the whole answer"
        words = f"I read {where} again, and the point is still {verdict_words(old.kind)}. What it asks for: {_claim(old.claim)} "
    if old.verdict != "met" and _makes(reader, case.argument, "" if same else old.claim):
        words += (
            "The way you put it now would make the point, but only your answer counts, and it doesn't say as much."
            if same
            else "What you wrote just now would make the point, but I can only grade your answer, and I didn't find it there."
        )
    elif old.called_wrong:
        words += "I won't read it again, but if your answer doesn't contradict the point, you can still say so, and it no longer counts against you."
    else:
        words += NOT_AGAIN if case.grade.of_one_point else UNLESS_OTHERS
    return _unchanged(case, words, decided=True)


def _makes(reader: PointReader, argument: str, claim: str) -> bool:
    """Whether an argument makes the point by itself. The judge by itself would find the point in any related words.

    Args:
        claim: The point's claim, some of whose words must be in the argument; "" if the argument repeats words of the answer.
    """
    if claim and shared(argument, claim) < FEWEST_SHARED:
        return False
    fresh = reader.read(argument)
    return fresh.verdict == "met" and not fresh.uncertain


def _unchanged(case: _Case, words: str, decided: bool) -> AppealOutcome:
    verdict = case.old.verdict
    return AppealOutcome(
        grade=case.grade, before=verdict, after=verdict, upheld=False, decided=decided, explanation=words
    )


def _rests_on(item: CriterionVerdict, quotes: Sequence[Evidence]) -> bool:
    return any(quote.quote in e.quote or e.quote in quote.quote for e in item.evidence for quote in quotes)


def _said(item: CriterionVerdict) -> str:
    """The words a verdict rests on, as the subject of a sentence."""
    return "what you drew" if item.drawn else quoted(first_quote(item), MOST_QUOTED)


def _claim(claim: str) -> str:
    return f"{in_sentence(claim)}."
