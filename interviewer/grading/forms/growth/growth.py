"""Criteria that ask how one quantity grows with another: as a formula, by factors, or by pairs of values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.growth.laws import Law
from interviewer.grading.forms.growth.said_factors import factors_in
from interviewer.grading.forms.growth.said_laws import SaidLaw, is_taken_back, laws_in
from interviewer.grading.forms.growth.wording import read
from interviewer.grading.forms.stance import may_turn, stood_by
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, sentences
from knowledge.answers.expectation import Expectation
from knowledge.schema import Question
from knowledge.text.letters import has_word

LONGEST_SENTENCE = 600
"""Longer sentences, in characters, are not read."""
MAX_SENTENCES = 80
"""Most sentences that are read. By hand; it bounds the time."""
LONGEST_QUOTE = 300
"""Longest quote, in characters. By hand."""
_CALLED = re.compile(r"\b(linear|quadratic|cubic|exponential|logarithmic|polynomial)", re.I)
"""What a law is called in words."""


class Growth:
    """The form of criteria that expect a law of growth."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria."""
        found = []
        for criterion in question.criteria:
            if criterion.expects and criterion.expects.kind == "growth":
                finding = growth_finding(criterion.id, criterion.expects, answer)
                found += [finding] if finding else []
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """No note: growth in words is left to the judge."""
        return ""


def growth_finding(criterion_id: str, expects: Expectation, answer: str) -> Finding | None:
    """The verdict on the growth that an answer states; None if it states none, or both right and wrong growth."""
    law = Law.of(expects)
    if law is None:
        return None
    found = list(_said(expects, law, answer[:MAX_GRADED_CHARACTERS]))
    if may_turn(answer, [quote for _, quote in found]):
        return None
    right = [quote for said, quote in found if said.right]
    wrong = [quote for said, quote in found if not said.right and said.sure]
    if any(not said.right for said, _ in found) and (right or len(wrong) < sum(not said.right for said, _ in found)):
        return None
    shown = " or ".join(expects.accepted)
    if right and expects.also and not any(has_word(word, answer) for word in expects.also):
        return None
    if right:
        return Finding(criterion_id, "met", f"It says that it grows as {shown}.", right[0])
    if wrong:
        return Finding(criterion_id, "not_met", f"It grows as {shown}.", wrong[0], contradicted=True)
    return None


def _said(expects: Expectation, law: Law, answer: str) -> Iterator[tuple[SaidLaw, str]]:
    """What each sentence states, with its words. Where another law may hold, a wrong one is not sure."""
    heard = stood_by(answer)
    before = ""
    for sentence in sentences(heard)[:MAX_SENTENCES]:
        words = sentence.of(heard)
        if len(words) > LONGEST_SENTENCE:
            continue
        plain = read(words, expects)
        other = any(has_word(word, before + " " + words) for word in expects.unless)
        before = words
        if {match[1].lower() for match in _CALLED.finditer(words)} - law.kinds:
            continue  # "k^2 C C', which is linear in k"
        quote = answer[sentence.start : sentence.end].strip()[:LONGEST_QUOTE]
        for said in laws_in(plain, law):
            yield SaidLaw(said.right, said.sure and not other), quote
        for right in () if is_taken_back(plain) else factors_in(plain, law):
            yield SaidLaw(right, not other), quote
