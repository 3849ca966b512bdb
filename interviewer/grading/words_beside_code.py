"""Compares the explanation next to an answer's code with the code: running the code decides a point, and an explanation that says
the opposite makes it uncertain.

Whether code works can be computed, and whether the candidate knows why it does cannot. So a judge reads the explanation, without
the code, for the points that the code makes. It can only find fault: words earn nothing that the code has earned already. And it costs
nothing: of four explanations in which the judge was sure of a contradiction, one was right.

Code that cannot be tested leaves its points open. There the words count as they do in prose, and what only the code says counts half.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from interviewer.errors import UnavailableError
from interviewer.grading.forms.code.block import FENCED, code_of
from interviewer.grading.forms.code.code import suite_of
from interviewer.grading.forms.code.report import UNTESTED
from interviewer.grading.forms.code.script import script_of
from interviewer.grading.forms.fences import spaced
from interviewer.grading.grade import CREDIT, CriterionVerdict, doubtful
from interviewer.grading.judge import Judge, Judgement, Judgements
from interviewer.grading.prose import Prose
from interviewer.grading.remark import Remark
from interviewer.grading.text.quotation import quoted
from knowledge.errors import VectorStoreError
from knowledge.schema import Criterion, Question

_NOTHING = Judgements(())
_AGAINST = "The quoted words contradict this point."


@dataclass(frozen=True)
class HeardBeside:
    """What was heard next to the code.

    Attributes:
        verdicts: The computed verdicts, uncertain where the words say the opposite.
        proposals: What the judge proposed, for its misconceptions and what it used.
    """

    verdicts: dict[str, CriterionVerdict]
    proposals: Judgements = _NOTHING


def words_beside_code(question: Question, text: str) -> str:
    """The explanation next to an answer's code, with spaces in place of the code; "" if no code is run or nothing is explained."""
    if suite_of(question) is None:
        return ""
    block = code_of(text)
    if block is None:
        script = script_of(text)  # its lines may have been run
        return script.words if script is not None and script.sure and script.words.strip() else ""
    if not block.explained:
        return ""
    spans = [match.span() for match in FENCED.finditer(text)]
    if not spans:
        start = text.find(block.source.strip())
        spans = [(start, start + len(block.source.strip()))] if start >= 0 else [(0, len(text))]
    words = text
    for start, end in spans:
        words = words[:start] + spaced(text[start:end]) + words[end:]
    return words if words.strip() else ""


def heard_beside(
    judge: Judge, question: Question, text: str, exact: Mapping[str, CriterionVerdict], criteria: Sequence[Criterion]
) -> HeardBeside:
    """Compare the words next to the code with the points that it makes.

    Args:
        text: The cleaned answer.
        exact: The computed verdicts, by criterion.
        criteria: Those that are graded.
    """
    exact, read = _read_untested(judge, question, text, exact, criteria)
    made = [
        c
        for c in criteria
        if c.id in exact and exact[c.id].computed and CREDIT.get(exact[c.id].verdict) and not c.bonus
    ]
    words = words_beside_code(question, text) if made else ""
    if not words:
        return HeardBeside(dict(exact), read)
    try:
        proposals = judge.judge(question, words, made)
    except (UnavailableError, VectorStoreError):
        return HeardBeside(dict(exact), read)  # the code is graded without them
    against = {item.criterion_id: item for item in proposals.items if item.contradicted and item.verdict == "not_met"}
    prose = Prose(words)
    held = {id_: _held_against(item, against.get(id_), prose) for id_, item in exact.items()}
    heard = (*proposals.misconceptions, *read.misconceptions)
    return HeardBeside(held, replace(proposals, items=(), misconceptions=heard, usage=proposals.usage + read.usage))


def _read_untested(
    judge: Judge, question: Question, text: str, exact: Mapping[str, CriterionVerdict], criteria: Sequence[Criterion]
) -> tuple[Mapping[str, CriterionVerdict], Judgements]:
    """The verdicts with those that code left open, read by the judge: what the words make counts, and what only the code says, half.

    A judge hears in "a1.T @ dout" and in "dout.T @ a1" the same point, so unrun code cannot show that it is right.
    """
    suite = suite_of(question)
    left = [c for c in criteria if c.id in exact and exact[c.id].verdict == "ungraded"]
    left = [c for c in left if suite is not None and c.id in suite.criteria]
    if not left:
        return exact, _NOTHING
    prose, words = Prose(text), words_beside_code(question, text)
    try:
        whole = judge.judge(question, prose.words, left)
        beside = judge.judge(question, words, left) if words else _NOTHING
    except (UnavailableError, VectorStoreError):
        return exact, _NOTHING  # they stay open
    said = {item.criterion_id: item for item in beside.items if CREDIT.get(item.verdict)}
    found = dict(exact)
    for item in whole.items:
        if item.criterion_id in found:
            found[item.criterion_id] = _read(found[item.criterion_id], item, said.get(item.criterion_id), prose)
    return found, replace(whole, items=(), usage=whole.usage + beside.usage)


def _read(before: CriterionVerdict, whole: Judgement, said: Judgement | None, prose: Prose) -> CriterionVerdict:
    """The verdict on a point that code left open, from the words beside it if they make it, and else from all of the answer."""
    item = said or whole
    evidence = prose.verbatim(item.evidence)
    credited = bool(CREDIT.get(item.verdict)) and bool(evidence)
    if item.verdict == "ungraded":
        return before
    if not credited:
        wrong = item.contradicted and bool(evidence)
        reason = item.reason or (_AGAINST if wrong else "")
        return replace(
            before, verdict="not_met", probability=item.probability, evidence=evidence if wrong else (),
            contradicted=wrong, reason=reason or "Nothing in the answer makes this point.", unsure=item.unsure,
        )  # fmt: skip
    made = replace(before, verdict=item.verdict, probability=item.probability, evidence=evidence, unsure=item.unsure)
    if said is not None:
        return replace(made, reason=item.reason or "The words beside the code make this point.")
    return replace(made, verdict="partly_met", probability=min(0.5, item.probability), reason=UNTESTED, unsure=True)


def told_beside(criteria: Sequence[CriterionVerdict]) -> tuple[Remark, ...]:
    """What the feedback says about words next to the code: nothing else makes a computed verdict uncertain."""
    told = (item.reason for item in criteria if item.computed and item.unsure)
    return tuple(Remark("note", reason) for reason in dict.fromkeys(told))


def _held_against(item: CriterionVerdict, against: Judgement | None, prose: Prose) -> CriterionVerdict:
    """A computed verdict with what the words say against it."""
    evidence = prose.verbatim(against.evidence) if against is not None else ()
    if against is None or not evidence or not CREDIT.get(item.verdict):
        return item
    said = quoted(evidence[0].quote)
    unsure = doubtful(against.probability) if against.unsure is None else against.unsure
    does = "The code does this, but" if item.verdict == "met" else f"{item.reason} Also,"
    if unsure:
        reason = f"{does} I can't tell whether your explanation fits what it does: {said}."
    else:
        reason = f"{does} your explanation says otherwise: {said}. The code counts."
    return replace(item, reason=reason, unsure=True)
