"""Exact findings as verdicts of criteria: each quote is found in the answer, and a charge without one is dropped."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence

from interviewer.grading.forms.fences import block_at, without_drawn
from interviewer.grading.forms.finding import Finding, Form
from interviewer.grading.forms.marks import without_markdown
from interviewer.grading.grade import CriterionVerdict, Evidence, MisconceptionFinding, Verdict
from interviewer.grading.remark import Remark, joined
from interviewer.grading.text.evidence import locate
from knowledge.schema import Criterion, Question

_log = logging.getLogger(__name__)
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""Errors that an unforeseen answer can cause in a form. A fault in the bank is a different error, and is raised."""
PROBABILITY: Mapping[Verdict, float] = {"met": 0.99, "partly_met": 0.5, "not_met": 0.01, "ungraded": 0.0}
"""Probabilities of a computed verdict. Never 0 or 1: the computation may still have misread the answer."""
LONGEST_QUOTE = 160
"""How many characters of the answer are quoted if a form quotes nothing: about two lines."""


def exact_verdicts(
    forms: Iterable[Form], question: Question, text: str, criteria: Sequence[Criterion], since: int = 0
) -> dict[str, CriterionVerdict]:
    """The verdicts of the criteria that some form decides, by id. The first form that decides a criterion wins.

    A form that can't read what it found, and so leaves the criterion ungraded, yields to one that decides.

    Args:
        text: The cleaned answer.
        since: Where the reply to a follow-up begins; a quote is looked for there first.
    """
    wanted = {criterion.id: criterion for criterion in criteria}
    verdicts: dict[str, CriterionVerdict] = {}
    bare = without_markdown(text)
    for form in forms:
        for finding in _findings(form, question, bare):
            criterion = wanted.get(finding.criterion_id)
            if criterion is None:
                continue
            before = verdicts.get(criterion.id)
            if before is None or (before.verdict == "ungraded" and finding.verdict != "ungraded"):
                verdicts[criterion.id] = _verdict_of(criterion, finding, text, bare, since)
    return verdicts


def notes_of(forms: Iterable[Form], question: Question, text: str, told: Sequence[Remark] = ()) -> tuple[Remark, ...]:
    """What the forms add to the feedback.

    Args:
        told: The feedback so far; nothing in it is repeated.
    """
    bare = without_markdown(text)
    notes = dict.fromkeys(_note(form, question, bare).strip() for form in forms)
    so_far = joined(told)
    return tuple(Remark("note", note) for note in notes if note and note not in so_far)


def not_refuted(
    heard: Sequence[MisconceptionFinding], verdicts: Iterable[CriterionVerdict]
) -> tuple[MisconceptionFinding, ...]:
    """The misconceptions a judge found, without those in words that were computed to be right."""
    right = [evidence for item in verdicts if item.verdict == "met" for evidence in item.evidence]
    return tuple(m for m in heard if not any(a.start < b.end and b.start < a.end for a in m.evidence for b in right))


def _findings(form: Form, question: Question, text: str) -> tuple[Finding, ...]:
    """A form's findings; none if it fails, so that its criteria are left to the judge."""
    try:
        return form.findings(question, text)
    except _FAULTS:
        _log.exception("a form fails on an answer to %s; its criteria are left to the judge", question.id)
        return ()


def _note(form: Form, question: Question, text: str) -> str:
    try:
        return form.note(question, text)
    except _FAULTS:
        _log.exception("a form fails at its note on an answer to %s", question.id)
        return ""


def _verdict_of(criterion: Criterion, finding: Finding, text: str, bare: str, since: int) -> CriterionVerdict:
    place = _place(finding.quote, text, since) or _marked(finding.quote.strip(), text, bare)
    contradicted = finding.contradicted and finding.verdict == "not_met" and place is not None
    if place is None and finding.verdict in {"met", "partly_met"}:
        place = _opening(text, since)  # the feedback quotes what it praises
    shown = place is not None and (contradicted or finding.verdict in {"met", "partly_met"})
    return CriterionVerdict(
        id=criterion.id,
        claim=criterion.claim,
        weight=criterion.weight,
        verdict=finding.verdict,
        probability=PROBABILITY[finding.verdict],
        evidence=(place,) if shown and place is not None else (),
        reason=finding.reason,
        unsure=False,
        computed=finding.verdict != "ungraded",
        contradicted=contradicted,
        drawn=shown and place is not None and block_at(text, place.start) is not None,
    )


def _place(quote: str, text: str, since: int) -> Evidence | None:
    """The place of a quote, looked for in the reply first. A single character counts: "4" may be the whole answer.

    Words are looked for outside drawings and trees first, since these have many numbers, and only then everywhere.
    """
    words = quote.strip()
    if not words:
        return None
    for whole in (without_drawn(text), text):
        start = whole.find(words, since)
        start = start if start >= 0 else whole.find(words)
        if start >= 0:
            return Evidence(words, start, start + len(words))
    return locate(words, text)


def _marked(words: str, text: str, bare: str) -> Evidence | None:
    """The place of words that have marks between them in the answer, such as ``$25$ weights``.

    Args:
        bare: The answer without these marks.
    """
    first = bare.find(words) if words else -1
    if first < 0:
        return None
    places, at = [], 0
    for char in bare[: first + len(words)]:
        place = text.find(char, at)
        if place < 0:
            return None
        places.append(place)
        at = place + 1
    start, end = places[first], at
    return Evidence(text[start:end], start, end)


def _opening(text: str, since: int) -> Evidence | None:
    start = since if text[since:].strip() else 0
    start += len(text[start:]) - len(text[start:].lstrip())
    quote = text[start : start + LONGEST_QUOTE].rstrip()
    return Evidence(quote, start, start + len(quote)) if quote else None
