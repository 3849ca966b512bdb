"""Grades one answer: cleans it, asks a judge, verifies every quote, scores, and says why."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from interviewer.errors import UnavailableError
from interviewer.grading.feedback.feedback import write_feedback
from interviewer.grading.forms.exact_verdicts import exact_verdicts, not_refuted, notes_of
from interviewer.grading.forms.finding import Form
from interviewer.grading.grade import CriterionVerdict, Grade, MisconceptionFinding, Verdict, doubtful
from interviewer.grading.judge import Judge, Judgement, Judgements, Prepares, ReadsAhead
from interviewer.grading.merging import PassageFinder, merge_grades, score_of
from interviewer.grading.prose import Prose, as_written, plainly_typed
from interviewer.grading.rubric.asked import as_asked
from interviewer.grading.rubric.beliefs import charged, overruled
from interviewer.grading.rubric.exact import held_to_exact
from interviewer.grading.rubric.rubric import holds_several_points
from interviewer.grading.screening.assent import only_agrees
from interviewer.grading.screening.silence import blanked, says_nothing
from interviewer.grading.screening.taken_back import corrects_itself
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, readable
from interviewer.grading.text.markup import unmarked
from interviewer.grading.value_in_context import left_standing
from interviewer.grading.words_beside_code import heard_beside, told_beside
from knowledge.errors import VectorStoreError
from knowledge.schema import Criterion, Question

Exchange = tuple[Question, str, tuple[str, ...]]
"""A question, an answer to it, and what the interviewer had said before it besides the question, such as hints and probes."""
AHEAD = 32
"""How many answers of a batch the judge gets at a time, so that they fill the models' batches."""
MAY_CONTRADICT = "I can't tell whether the quoted words make this point or contradict it."


class Grader:
    """The only way to get a grade, for the page, the terminal and the evals.

    Args:
        judge: Proposes verdicts, which are verified here. Attribute ``judge_name`` is its name.
        passage: Finds the reference passage that feedback quotes; by default the one that shares most words.
        forms: The judge is not asked about criteria that these can compute.
    """

    def __init__(self, judge: Judge, passage: PassageFinder | None = None, forms: Sequence[Form] = ()) -> None:
        self._judge = judge
        self.judge_name = judge.name
        self._passage = passage
        self._forms = tuple(forms)

    def grade(
        self,
        question: Question,
        answer: str,
        only: Collection[str] | None = None,
        since: int = 0,
        said: Sequence[str] = (),
    ) -> Grade:
        """Grade an answer, or only some of its criteria.

        An error of a model never raises here: the result is ``ungraded`` with the reason, and the answer can be graded again.

        Args:
            answer: Whatever the candidate wrote. Only the first 12,000 characters are read.
            only: Ids of the criteria to judge; by default all.
            since: Where the reply to a follow-up begins in the answer, 0 if it is graded for the first time.
            said: What the interviewer said besides the question, such as hints and probes: repeating it earns nothing.
        """
        start = time.monotonic()
        written = readable(answer)
        text = plainly_typed(written)
        criteria = tuple(c for c in question.criteria if only is None or c.id in only)
        exact: dict[str, CriterionVerdict] = {}
        prose = Prose(text)
        proposals, beside = Judgements(()), Judgements(())
        asked = as_asked(question, said)
        silent = _is_silent(text, criteria)
        if silent:
            results = tuple(_not_met(c, "nothing was said about this") for c in criteria)
        else:
            exact = exact_verdicts(self._forms, asked, text, criteria, since)
            exact = left_standing(self._judge, self._forms, asked, text, exact, criteria)
            left = [c for c in criteria if c.id not in exact]
            proposals, judged = self._judged(asked, prose, left, since)
            heard_there = heard_beside(self._judge, asked, text, exact, criteria)
            exact, beside = heard_there.verdicts, heard_there.proposals
            results = tuple(exact.get(c.id) or judged[c.id] for c in criteria)
        found = {m.id: m for m in (*beside.misconceptions, *proposals.misconceptions)}
        heard = tuple(finding for m in found.values() if (finding := _verified(m, prose)))
        heard = not_refuted(heard, exact.values())
        # a point that is read by itself, or by a judge whose probabilities are placeholders, can't be weighed against a belief
        if only is None and proposals.calibrated:
            results = overruled(results, heard)
        heard = charged(question, results, heard)
        results = tuple(replace(item, evidence=as_written(item.evidence, written)) for item in results)
        heard = tuple(replace(item, evidence=as_written(item.evidence, written)) for item in heard)
        cut = len(answer) > MAX_GRADED_CHARACTERS
        remarks = write_feedback(question, results, heard, self._passage, cut, written)
        if not silent:
            remarks += told_beside(results) + notes_of(self._forms, question, text, remarks)
        grade = Grade(
            question_id=question.id,
            score=score_of(question, results, heard),
            criteria=results,
            misconceptions=heard,
            judge=self._judge.name + ("+exact" if exact else ""),
            prompt_version=proposals.prompt_version or beside.prompt_version,
            usage=replace(proposals.usage + beside.usage, seconds=time.monotonic() - start),
        )
        return grade.with_remarks(remarks)

    def grade_again(
        self,
        question: Question,
        answer: str,
        before: Grade,
        only: Collection[str] | None = None,
        since: int = 0,
        said: Sequence[str] = (),
    ) -> Grade:
        """The grade after a reply to a follow-up: only verdicts that the reply may have changed are judged again.

        Args:
            answer: Everything that was said, with the reply at its end.
            before: The grade without the reply.
            only: Ids of the criteria to judge again; by default all.
            since: Where the reply begins.
            said: What the interviewer said besides the question.
        """
        after = self.grade(question, answer, only, since, said)
        text, cut = readable(answer), len(answer) > MAX_GRADED_CHARACTERS
        corrected = corrects_itself(plainly_typed(text)[since:])
        merged = merge_grades(
            question,
            before=before,
            after=after,
            new_from=since,
            passage=self._passage,
            cut=cut,
            corrected=corrected,
            answer=text,
        )
        remarks = merged.remarks + told_beside(merged.criteria)
        return merged.with_remarks(remarks + notes_of(self._forms, question, text, remarks))

    def _judged(
        self, question: Question, prose: Prose, criteria: Sequence[Criterion], since: int
    ) -> tuple[Judgements, dict[str, CriterionVerdict]]:
        """The judge's proposals for these criteria, and the grade of each, by id."""
        if not criteria:
            return Judgements(()), {}
        if prose.empty:
            return Judgements(()), {c.id: _not_met(c, "the answer has no text about this") for c in criteria}
        try:
            proposals = self._judge.judge(question, prose.words, criteria, since)
        except (UnavailableError, VectorStoreError) as error:
            return Judgements(()), {c.id: _ungraded(c, str(error)) for c in criteria}
        wanted = {c.id: c for c in criteria}
        by_id = {
            item.criterion_id: held_to_exact(item, wanted[item.criterion_id], prose.words)
            for item in proposals.items
            if item.criterion_id in wanted
        }
        return proposals, {c.id: _verdict_of(question, c, by_id.get(c.id), prose) for c in criteria}

    def read_ahead(self, question: Question, answer: str, said: Sequence[str], most: int) -> bool:
        """Let the judge read part of an answer that is still being written; nothing is decided.

        Args:
            said: What the interviewer said besides the question.
            most: How much to do at a time, in comparisons of a statement with a claim.

        Returns:
            Whether there is more to read.

        Raises:
            UnavailableError: The judge could not be loaded.
        """
        if not isinstance(self._judge, ReadsAhead):
            return False
        return self._judge.read_ahead(as_asked(question, said), Prose(plainly_typed(readable(answer))).words, most)

    def grade_many(self, rows: Iterable[tuple[Question, str]]) -> Iterator[Grade]:
        """Grade many answers, in order, faster than one by one; apart from rounding in the models, the grades are the same."""
        return self.grade_exchanges((question, answer, ()) for question, answer in rows)

    def grade_exchanges(self, rows: Iterable[Exchange]) -> Iterator[Grade]:
        """The same for answers given after hints and probes."""
        left = iter(rows)
        while some := list(islice(left, AHEAD)):
            if isinstance(self._judge, Prepares):
                with suppress(UnavailableError, VectorStoreError):  # judging each answer will report what is wrong
                    self._judge.prepare([*_to_judge(some)])
            for question, answer, said in some:
                yield self.grade(question, answer, said=said)


def _to_judge(rows: Iterable[Exchange]) -> Iterator[tuple[Question, str]]:
    """Those of some answers that a judge will read, as it will read them."""
    for question, answer, said in rows:
        text = plainly_typed(readable(answer))
        if not _is_silent(text, question.criteria):
            yield as_asked(question, said), Prose(text).words


def _is_silent(text: str, criteria: Iterable[Criterion]) -> bool:
    """Whether an answer says nothing, or only agrees where the bank does not take a bare yes or no for a point."""
    plain = unmarked(text).text
    if says_nothing(plain):
        return True
    agrees = only_agrees(blanked(plain).strip())
    return agrees and not any(only_agrees(phrase) for criterion in criteria for phrase in criterion.satisfied_by)


def _verdict_of(question: Question, criterion: Criterion, proposal: Judgement | None, prose: Prose) -> CriterionVerdict:
    """A judge's proposal as a verdict: without words of the answer as evidence, there is no credit."""
    if proposal is None:
        return _ungraded(criterion, "the judge gave no verdict")
    if proposal.verdict == "ungraded":
        return _ungraded(criterion, proposal.reason or "the judge gave no verdict")
    evidence = prose.verbatim(proposal.evidence)
    verdict, reason = proposal.verdict, proposal.reason
    if verdict in {"met", "partly_met"} and not evidence:
        verdict, reason = "not_met", "I found nothing in the answer that supports it."
    p = min(1.0, max(0.0, proposal.probability))
    # a contradiction is a charge, so it needs the candidate's own words as much as credit does
    contradicted = proposal.contradicted and verdict == "not_met" and bool(evidence)
    unsure = doubtful(p) if proposal.unsure is None else proposal.unsure
    if contradicted:
        reason = reason or (MAY_CONTRADICT if unsure else "The quoted words contradict this point.")
    return replace(
        _not_met(criterion),
        verdict=verdict,
        probability=p,
        evidence=evidence if contradicted or verdict != "not_met" else (),
        contradicted=contradicted,
        reason=reason or _stock_reason(question, criterion, verdict, p, unsure),
        unsure=proposal.unsure,
    )


def _stock_reason(question: Question, criterion: Criterion, verdict: Verdict, p: float, unsure: bool) -> str:
    """The reason for a verdict whose judge gave none."""
    if verdict == "not_met":
        return (
            "Nothing in the answer clearly makes this point." if unsure else "Nothing in the answer makes this point."
        )
    if verdict == "met":
        return "The quoted words come closest to it." if unsure else "The quoted words say it."
    if holds_several_points(question, criterion):
        return f"The answer covers about {p:.0%} of it."
    return "You came close, or covered part of it."


def _not_met(criterion: Criterion, reason: str = "") -> CriterionVerdict:
    return CriterionVerdict(criterion.id, criterion.claim, criterion.weight, "not_met", reason=reason)


def _ungraded(criterion: Criterion, reason: str) -> CriterionVerdict:
    return CriterionVerdict(criterion.id, criterion.claim, criterion.weight, "ungraded", reason=reason)


def _verified(finding: MisconceptionFinding, prose: Prose) -> MisconceptionFinding | None:
    evidence = tuple(e for e in finding.evidence if prose.holds(e))
    return replace(finding, evidence=evidence) if evidence else None
