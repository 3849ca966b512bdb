"""Wrong beliefs found in an answer: which of them are held against the candidate, and how they are reported.

A belief is always reported with the words it rests on, and with what the grader took them to say: its correction alone
("It changes what is optimal") refers to something that only the belief names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewer.grading.grade import CREDIT, CriterionVerdict, Evidence, Grade, MisconceptionFinding
from interviewer.grading.text.quotation import quoted
from interviewer.grading.text.words import content_words
from knowledge.schema import Question

CORRECT, CORRECT_TOO = "One thing to correct:", "And another:"
CONTRARY = 0.4
"""Share of the words of a point or of a correction, whichever has fewer, that both must contain for the point to count as the
opposite of the belief. A judgement."""
FEWEST_SHARED = 3
"""Fewest words that they must share. A judgement."""
SURELY_MADE = 0.9
"""From this probability on, a point counts although its words state a wrong belief: no example of a belief was read as making a point
with as much (docs/experiments.md, 61)."""
COSTS_NOTHING = "That cost you nothing, since you also said the right thing."
WORDS_OF_A_BELIEF = "The words that come near it say something wrong."
_CLAIM = re.compile(r"[A-Z][a-z]+s\b")
"""The start of a claim about an answer: "Says that ...", "Takes it for ..."."""
_NAMES_NOTHING = re.compile(r"(?:it|they|this|that|these|those|their|its|here|there|such)\b", re.IGNORECASE)
"""Matches a correction that makes no sense by itself: its first word refers to the belief."""


def overruled(
    criteria: Sequence[CriterionVerdict], heard: Sequence[MisconceptionFinding]
) -> tuple[CriterionVerdict, ...]:
    """The verdicts without those that rest on words of a wrong belief: such words share the point's vocabulary and are often misread
    as making it. If one of the points is made with high probability, the belief is doubted instead, and all of them are kept. If a
    candidate contests such a point, it is read by itself.
    """
    taken: set[str] = set()
    for finding in heard:
        same = [c for c in criteria if CREDIT.get(c.verdict) and not c.computed and _only_there(finding, c)]
        if all(item.probability < SURELY_MADE for item in same):
            taken |= {item.id for item in same}
    return tuple(_lost(item) if item.id in taken else item for item in criteria)


def _only_there(finding: MisconceptionFinding, item: CriterionVerdict) -> bool:
    return bool(item.evidence) and all(_touches(finding, evidence) for evidence in item.evidence)


def _lost(item: CriterionVerdict) -> CriterionVerdict:
    return replace(item, verdict="not_met", evidence=(), reason=WORDS_OF_A_BELIEF, unsure=True)


def charged(
    question: Question, criteria: Sequence[CriterionVerdict], heard: Sequence[MisconceptionFinding]
) -> tuple[MisconceptionFinding, ...]:
    """The beliefs that are held against an answer, each with its claim and with what it costs.

    The same words cannot make a point and be wrong: such a belief is dropped. If other words make the point that says the
    opposite, the judge contradicts itself. The belief is then reported, but costs nothing.
    """
    met = [item for item in criteria if item.verdict == "met"]
    claims = {m.id: m.claim for m in question.misconceptions}
    out = []
    for finding in heard:
        if any(_overlap(finding, item) for item in met):
            continue
        free = any(item.id == _contrary_to(finding, criteria) for item in met)
        out.append(
            replace(
                finding,
                claim=finding.claim or claims.get(finding.id, ""),
                penalty=0.0 if free else finding.penalty,
            )
        )
    return tuple(out)


def _overlap(finding: MisconceptionFinding, item: CriterionVerdict) -> bool:
    return any(_touches(finding, evidence) for evidence in item.evidence)


def _touches(finding: MisconceptionFinding, words: Evidence) -> bool:
    return any(words.start < e.end and e.start < words.end for e in finding.evidence)


def _contrary_to(finding: MisconceptionFinding, criteria: Sequence[CriterionVerdict]) -> str:
    """The id of the one point whose claim is nearly the belief's correction; "" if there is none."""
    right = content_words(finding.correction)

    def share(item: CriterionVerdict) -> float:
        words = content_words(item.claim)
        both = len(words & right)
        return both / min(len(words), len(right)) if both >= FEWEST_SHARED else 0.0

    shares = [share(item) for item in criteria]
    most = max(shares, default=0.0)
    return criteria[shares.index(most)].id if most >= CONTRARY and shares.count(most) == 1 else ""


def told(finding: MisconceptionFinding) -> str:
    """What was said, what it was taken to say, and what is right; the correction alone if nothing else is known."""
    said = f"You said {quoted(finding.evidence[0].quote)}." if finding.evidence else ""
    free = COSTS_NOTHING if finding.claim and not finding.penalty else ""
    return " ".join(filter(None, (said, reading(finding.claim), right(finding.correction, finding.claim), free)))


def corrected(finding: MisconceptionFinding, further: bool = False) -> str:
    """``told`` as part of a longer text.

    Args:
        further: Whether another belief was corrected just before.
    """
    text, lead = told(finding), CORRECT_TOO if further else CORRECT
    return f"{lead} {text[:1].lower()}{text[1:]}" if finding.evidence or finding.claim else f"{lead} {text}"


def reading(claim: str) -> str:
    """What an answer was taken to say, as a sentence; "" if the bank's claim is not one about an answer."""
    text = claim.strip().rstrip(".")
    return f"As I read it, your answer {text[:1].lower()}{text[1:]}." if _CLAIM.match(text) else ""


def right(correction: str, claim: str) -> str:
    """A correction after what it corrects."""
    text = correction.strip()
    if claim and _NAMES_NOTHING.match(text):
        return f"In fact, {text[:1].lower()}{text[1:]}"
    return text


def names_nothing(correction: str) -> bool:
    """Whether a correction makes no sense without the belief that it corrects."""
    return bool(_NAMES_NOTHING.match(correction.strip()))


def as_point(finding: MisconceptionFinding) -> CriterionVerdict:
    """A belief in the form of a contradicted point, so that it is shown and contested as one."""
    return CriterionVerdict(
        finding.id,
        f"{finding.claim} {finding.correction}".strip(),
        0.0,
        "not_met",
        evidence=finding.evidence,
        reason=told(finding),
        unsure=False,
        contradicted=True,
    )


def contestable(grade: Grade) -> Iterator[CriterionVerdict]:
    """The points of a grade, and after them its beliefs in the form of points."""
    yield from grade.criteria
    yield from map(as_point, grade.misconceptions)


def verdict_on(grade: Grade, point_id: str) -> CriterionVerdict | None:
    """The point or belief with this id; None if the grade has neither."""
    return next((item for item in contestable(grade) if item.id == point_id), None)
