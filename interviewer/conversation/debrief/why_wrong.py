"""Replies to "why is KL wrong?": about that very thing, and honest about whether the grade calls it wrong at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from interviewer.conversation.debrief.not_clear import in_question, not_clear
from interviewer.conversation.debrief.relevant import found, sentences_of, wanted_words
from interviewer.conversation.understanding.asked_words import asked_words
from interviewer.grading.feedback.correction import point_corrected
from interviewer.grading.feedback.wordings import FROM_THE_REFERENCE
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.rubric.beliefs import told
from interviewer.grading.rubric.reference import capital
from interviewer.grading.rubric.spoken import in_sentence
from interviewer.grading.text.evidence import readable, sentences
from interviewer.grading.text.quotation import first_quote, you_said
from knowledge.schema import Question
from knowledge.text.alternatives import any_of, shared, table

if TYPE_CHECKING:
    from knowledge.search.embeddings import BankEmbedder

NOT_CALLED_WRONG = "I haven't called that wrong."
NO_WORD_ON_IT = "The reference answer doesn't mention it either, so it cost you nothing."
_FALSE = any_of(
    "wrong, false, incorrect, mistaken, untrue, nonsense, a mistake, an error, contradicted, not (?:right|true|correct)"
)
_TRUE = any_of("right, true, correct, ok(?:ay)?, acceptable, valid")
_NOT = any_of("is, was, are, were, would")
_ASKS = table(
    shared(
        r"\b(?:why|how come)\s+",
        (rf"(?:is|was|are|were|would) ([^?]{{1,80}}?)(?: be)?(?: so| really| just)? {_FALSE}\b", "Why is KL wrong?"),
        (rf"([^?]{{1,80}}?) (?:is|was|are|were) (?:so )?{_FALSE}\b", "How come Monte Carlo is wrong?"),
        (rf"{_NOT}n['’]t ([^?]{{1,80}}?)(?: be)? {_TRUE}\b", "Why isn't KL right?"),
        (
            rf"did you (?:call|mark|count) ([^?]{{1,80}}?)(?: as)? {_FALSE}\b",
            "Why did you mark the average as wrong?",
        ),
    ),
    (
        r"\bwhat(?:['’]s| is| was) (?:so )?(?:wrong|false|incorrect) (?:with|about|in) ([^?]{1,80})",
        "What's wrong with KL?",
    ),
)
"""Asks why something is wrong, and says what."""
_WHO_SAID_IT = asked_words(
    "answer idea sentence statement claim point thing said wrote reply said saying wrong right true false"
)
"""Words that name no subject."""


def thing_called_wrong(text: str) -> str:
    """What a message takes to be wrong and asks about; "" if it asks nothing of the kind, or names nothing."""
    asked = _ASKS.search(text)
    named = asked[asked.lastindex] if asked and asked.lastindex else ""
    return named if _subject(named) else ""


def told_why_wrong(
    question: Question, grade: Grade | None, request: str, answer: str, embedder: BankEmbedder | None
) -> str:
    """What there is to say about something that the candidate takes to be wrong; "" if they ask something else.

    Args:
        grade: None if the question was skipped.
        embedder: None if only words can be compared.
    """
    wanted = _subject(thing_called_wrong(request))
    if not wanted:
        return ""
    if grade is not None and (of_grade := _called(question, grade, wanted)):
        return of_grade
    said = next((each for each in _said(answer) if wanted <= asked_words(each)), "")
    lead = f"{you_said(said)} {NOT_CALLED_WRONG}" if said else NOT_CALLED_WRONG
    return f"{lead} {_about(question, wanted, said, thing_called_wrong(request), embedder) or NO_WORD_ON_IT}"


def _called(question: Question, grade: Grade, wanted: frozenset[str]) -> str:
    """What the grade itself says about words of the answer: that they are wrong, or that it can't tell."""
    for item in grade.criteria:
        if item.called_wrong and _names(wanted, first_quote(item)):
            return point_corrected(question, item)
    for finding in grade.misconceptions:
        if _names(wanted, *(each.quote for each in finding.evidence), finding.claim):
            return told(finding)
    return next((not_clear(item) for item in in_question(grade) if _concerns(item, wanted)), "")


def _concerns(item: CriterionVerdict, wanted: frozenset[str]) -> bool:
    return _names(wanted, first_quote(item), item.claim)


def _about(question: Question, wanted: frozenset[str], said: str, thing: str, embedder: BankEmbedder | None) -> str:
    """What the bank says about a thing: the fact against a wrong statement like it, else the nearest reference sentence."""
    context = wanted | asked_words(said)
    facts = [fact for fact in _facts(question) if wanted <= asked_words(fact[0])]
    if facts:
        return max(facts, key=lambda fact: len(context & asked_words(fact[0])))[1]
    words = found(embedder, thing, sentences_of(question), at_most=1).text
    return f"{FROM_THE_REFERENCE} {words}" if words else ""


def _facts(question: Question) -> Iterator[tuple[str, str]]:
    """Wrong statements that the bank lists, each with what is right."""
    for belief in question.misconceptions:
        for example in (belief.claim, *belief.examples):
            yield example, f"But it's a common mistake: {belief.correction}" if belief.correction else ""
    for criterion in question.criteria:
        words = "" if criterion.in_reference.startswith("|") else criterion.in_reference
        quoted = f" {FROM_THE_REFERENCE} {capital(words)}" if words else ""
        for statement in criterion.contradicted_by:
            yield statement, f"What I was listening for there: {in_sentence(criterion.claim)}.{quoted}"


def _said(answer: str) -> list[str]:
    text = readable(answer)
    return [piece.of(text).strip() for piece in sentences(text)]


def _names(wanted: frozenset[str], *texts: str) -> bool:
    return wanted <= frozenset().union(*map(asked_words, texts))


def _subject(thing: str) -> frozenset[str]:
    return wanted_words(thing) - _WHO_SAID_IT
