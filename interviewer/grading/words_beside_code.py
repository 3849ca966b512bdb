"""Compares the explanation next to an answer's code with the code: running the code decides a point, and an explanation that says
the opposite makes it uncertain.

Whether code works can be computed, and whether the candidate knows why it does cannot. So a judge reads the explanation, without
the code, for the points that the code makes. It can only find fault: words earn nothing that the code has earned already. And it costs
nothing: of four explanations in which the judge was sure of a contradiction, one was right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from interviewer.errors import UnavailableError
from interviewer.grading.forms.code.block import FENCED, code_of
from interviewer.grading.forms.code.code import suite_of
from interviewer.grading.forms.fences import spaced
from interviewer.grading.grade import CREDIT, CriterionVerdict, doubtful
from interviewer.grading.judge import Judge, Judgement, Judgements
from interviewer.grading.prose import Prose
from interviewer.grading.remark import Remark
from interviewer.grading.text.quotation import quoted
from knowledge.errors import VectorStoreError
from knowledge.schema import Criterion, Question

_NOTHING = Judgements(())


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
    block = code_of(text) if suite_of(question) is not None else None
    if block is None or not block.explained:
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
    made = [c for c in criteria if c.id in exact and CREDIT.get(exact[c.id].verdict) and not c.bonus]
    words = words_beside_code(question, text) if made else ""
    if not words:
        return HeardBeside(dict(exact))
    try:
        proposals = judge.judge(question, words, made)
    except (UnavailableError, VectorStoreError):
        return HeardBeside(dict(exact))  # the code is graded without them
    against = {item.criterion_id: item for item in proposals.items if item.contradicted and item.verdict == "not_met"}
    prose = Prose(words)
    held = {id_: _held_against(item, against.get(id_), prose) for id_, item in exact.items()}
    return HeardBeside(held, replace(proposals, items=()))


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
