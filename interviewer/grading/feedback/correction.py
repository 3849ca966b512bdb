"""The correct fact for a point that an answer contradicts, in the bank's words; nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from interviewer.grading.feedback.praise import worded
from interviewer.grading.grade import CriterionVerdict, MisconceptionFinding
from interviewer.grading.remark import Remark, joined
from interviewer.grading.rubric.beliefs import names_nothing, reading
from interviewer.grading.rubric.claim_forms import plain, ways
from interviewer.grading.rubric.reference import best_sentence, nearest_passage, shared
from interviewer.grading.rubric.spoken import in_sentence
from interviewer.grading.text.quotation import first_quote
from interviewer.grading.text.words import content_words
from knowledge.quoted import passage_for
from knowledge.schema import Misconception, Question

FIT = 0.5
"""Share of the content words that a quote and an example of a misconception must have in common for its correction to be
given. A judgement, not swept."""
FEWEST_SHARED = 2
"""Words that a reference sentence must share with a point to be given as its fact. A judgement, not swept."""
LABEL_WORDS = 4
"""Longest heading, in words. A judgement."""
_STATEMENT = re.compile(r"(?:Says|Explains|Adds|States|Notes|Mentions|Knows) that (?P<fact>.+)", re.DOTALL)
"""A claim that states a fact, which can be said as the correction."""
_OR_DOES = re.compile(r", or (?:names|says|gives|shows|explains|adds|describes|draws)\b.*", re.DOTALL)
"""Matches what else an answer can do instead, which is not part of the fact."""
_OPENING_WORDS = """
    the a an in with for if when where while since because both each every all most some no not one only at on by as from
    to there here after before during without what how why that
"""
_OPENERS = frozenset(_OPENING_WORDS.split())
"""Words that can begin a sentence and are not names, so that they become lower case after "In fact,"."""
_POINTS_BACK = frozenset({"it", "this", "that", "these", "those", "they", "he", "she", "such", "here", "there"})
"""Words that may refer to the sentence before, which is not quoted."""


@dataclass(frozen=True)
class Correction:
    """A point an answer contradicts.

    Attributes:
        quote: The candidate's words, verbatim up to an ellipsis where they break off; "" if there are none, as for a drawing.
        right: What is right, as whole sentences.
        passage: The passage of the reference answer that covers the point.
        used: Id of the misconception whose correction is the fact, "" if none is.
    """

    quote: str
    right: tuple[Remark, ...]
    passage: str
    used: str = ""

    @property
    def fact(self) -> str:
        """What is right, as one text."""
        return joined(self.right)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was said and what is right, in words for the candidate."""
        return (worded("said", self.quote), *self.right) if self.quote else self.right

    @property
    def text(self) -> str:
        """The remarks as one text."""
        return joined(self.remarks)


def correct_point(
    question: Question,
    item: CriterionVerdict,
    heard: Sequence[MisconceptionFinding] = (),
    passage: Callable[[Question, str], str] | None = None,
    answer: str = "",
) -> Correction:
    """The correction of a contradicted point: a misconception's correction if one fits the words, else the reference.

    Args:
        heard: Misconceptions found in the answer; one in the same words fits.
        passage: Finds the reference passage nearest to a text; by default the one that shares most words.
        answer: See ``first_quote``.
    """
    quote = first_quote(item, answer)
    find = passage or nearest_passage
    if item.worked_out:  # it names what is wrong, such as the curve, the node or the value, and what would be right
        used, correction = _heard_there(item, heard) or ("", "")
        told = (Remark("fact", f"{item.worked_out} {correction}".strip()),)
        return Correction(quote, told, find(question, item.claim), used)
    used, correction = _heard_there(item, heard) or _fitting(question, item, quote)
    if correction:
        fact = _in_fact(correction, question)
        if names_nothing(correction):  # "It changes what is optimal": only the belief says what does
            claims = {m.id: m.claim for m in question.misconceptions}
            fact = f"{reading(claims.get(used, ''))} {fact}".strip()
        return Correction(quote, (Remark("fact", fact),), find(question, item.claim), used)
    fact = _stated(item.claim)
    # a claim that states no fact, "Names a remedy, such as ...", can be about several things; the quote says which
    about = item.claim if fact or passage_for(question, item.claim) else f"{item.claim} {quote}"
    nearest = find(question, about)
    return Correction(quote, _from_the_reference(question, item, fact, nearest, about), nearest)


def point_corrected(
    question: Question, item: CriterionVerdict, passage: Callable[[Question, str], str] | None = None
) -> str:
    """What the candidate said about a contradicted point, and what is right.

    Only the point's own words and its passage are used: the correction of a misconception that sounds like the mistake may be
    about something that was not asked.

    Args:
        passage: See ``correct_point``.
    """

    def find(_: Question, about: str) -> str:
        return (passage or nearest_passage)(question, about)  # of the question with its misconceptions

    return correct_point(replace(question, misconceptions=()), item, (), find).text


def _heard_there(item: CriterionVerdict, heard: Sequence[MisconceptionFinding]) -> tuple[str, str] | None:
    for finding in heard:
        if any(a.start < b.end and b.start < a.end for a in finding.evidence for b in item.evidence):
            return finding.id, finding.correction
    return None


def _fitting(question: Question, item: CriterionVerdict, quote: str) -> tuple[str, str]:
    """The id and correction of the bank's misconception that a quote states, if it is about the point; otherwise ""."""

    def fit(misconception: Misconception) -> float:
        wrong = max(_likeness(quote, said) for said in (misconception.claim, *misconception.examples))
        true = max((_likeness(quote, said) for said in misconception.not_examples), default=0.0)
        return wrong if wrong > true and shared(misconception.correction, item.claim) else 0.0

    best = max(question.misconceptions, key=fit, default=None)
    return (best.id, best.correction) if best is not None and fit(best) >= FIT else ("", "")


def _likeness(one: str, other: str) -> float:
    a, b = content_words(one), content_words(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def _stated(claim: str) -> str:
    """The fact a claim states, "" if it states none."""
    stated = _STATEMENT.fullmatch(claim.strip().rstrip("."))
    if stated is None:
        return ""
    if (met := ways(claim)).whole:  # "that it may end, for instance that a or that b": both are examples of one fact
        return plain(met.whole)
    return _OR_DOES.sub("", re.sub(r",? or that ", ", and ", stated["fact"]))


def _from_the_reference(
    question: Question, item: CriterionVerdict, fact: str, passage: str, about: str
) -> tuple[Remark, ...]:
    """A fact, and the sentence of the reference that says most about it, if there are any."""
    sentence = without_label(best_sentence(question, passage, about))
    opener = sentence.split(" ", 1)[0].lower()
    label = ":" in " ".join(sentence.split()[:5])
    if not fact and shared(sentence, item.claim) >= FEWEST_SHARED and opener in _OPENERS - _POINTS_BACK and not label:
        return (Remark("fact", _in_fact(sentence, question)),)
    told = Remark("fact", f"In fact, {fact}.") if fact else worded("wanted", claim=in_sentence(item.claim))
    return (told, worded("reference", claim=sentence)) if sentence else (told,)


def without_label(sentence: str) -> str:
    """A reference sentence without the few bold words that head its paragraph: "The other side. Because ..."."""
    head, stop, rest = sentence.partition(". ")
    return rest if stop and rest and len(head.split()) <= LABEL_WORDS else sentence


def _in_fact(sentence: str, question: Question) -> str:
    """A sentence after "In fact"; its first word keeps its capital if it may be a name."""
    text = sentence.strip()
    first = re.match(r"[^\s,.;:]+", text)
    word = first[0] if first else ""
    if not word[:1].isupper():
        return f"In fact, {text}"
    if not word[1:].islower() and len(word) > 1 and "-" not in word:
        return f"In fact, {text}"  # an abbreviation, such as RNNs
    if word.lower() in _OPENERS | _POINTS_BACK or _stands_small(word, question):
        return f"In fact, {text[:1].lower()}{text[1:]}"
    return f"In fact: {text}"


def _stands_small(word: str, question: Question) -> bool:
    """Whether the question's texts have the word in lower case elsewhere, so that it isn't a name."""
    texts = (question.question, question.reference, question.deeper, *(c.claim for c in question.criteria))
    corrections = tuple(m.correction for m in question.misconceptions)
    small = re.compile(rf"(?<!\w){re.escape(word[:1].lower() + word[1:])}(?!\w)")
    return any(small.search(text) for text in (*texts, *corrections))
