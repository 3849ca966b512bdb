"""Which open points an answer seems to state, judging by its words, although the grader did not credit them.

A follow-up on such a point would ask for what the candidate has just said, so another point is asked for first. If there is
none, the candidate is asked to say it more precisely.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from interviewer.conversation.understanding.asked_words import asked_words, broad_words, telling_words
from interviewer.grading.grade import Grade
from interviewer.grading.screening.taken_back import taken_back
from interviewer.grading.text.evidence import readable, sentences
from interviewer.grading.text.quotation import you_said
from knowledge.errors import VectorStoreError
from knowledge.schema import Criterion, Question

if TYPE_CHECKING:
    from knowledge.search.embeddings import BankEmbedder

ALIKE = 0.55
"""Cosine to one of the bank's ways of making a point, from which a sentence states it. It must be no nearer to what the bank says
does not make the point or contradicts it. Chosen on the gold answers (docs/experiments.md, 61)."""
AHEAD = 0.05
"""How much nearer the sentence must be to this point than to the others. Swept with ``ALIKE``."""
SHARED = 0.5
"""The same for shared words: their part of the words of one of the bank's ways. Swept (docs/experiments.md, 61)."""
LIKELY = 0.1
"""Least probability that the grader gives a point which is stated (docs/experiments.md, 61)."""
FEWEST_SHARED = 2
"""Fewest words that a sentence must share with a way of the bank. By hand: a single one is shared by chance."""
FEWEST_WORDS = 4
"""Fewest words of a sentence that is quoted back to the candidate (a judgement)."""
EXACTLY = (
    "That may be what I'm after, and I don't want to misread it. Can you spell it out in one full sentence?",
    "I think I follow, but I don't want to put words in your mouth. Can you say a little more about that?",
    "Can you take that one step further for me, with the reason or an example?",
)
"""Said after words of the candidate that seem to make a point, in place of a follow-up that would ask for them again."""
MOST_SENTENCES = 40
"""How many sentences at the end of an answer are compared (a judgement)."""


class Stating:
    """Finds the points that an answer states.

    Args:
        embedder: Gives the embedder once it is loaded, or None; then shared words decide alone.
    """

    def __init__(self, embedder: Callable[[], BankEmbedder | None]) -> None:
        self._embedder = embedder

    def stated(self, question: Question, answer: str, grade: Grade) -> tuple[tuple[str, str], ...]:
        """The ids of the open points that an answer states, each with the sentence that does.

        A wrong statement uses the same words as a right one, so shared words alone don't count for a point that the grader finds
        contradicted. A point is not stated if the grader is sure of the contradiction, or finds nothing that supports the point.
        """
        still_open = {item.id for item in grade.criteria if item.verdict in {"not_met", "partly_met"}}
        contradicted = {item.id for item in grade.criteria if item.contradicted}
        for item in grade.criteria:
            if not item.unsure if item.contradicted else item.probability < LIKELY:
                still_open.discard(item.id)
        text = taken_back(readable(answer)).rest
        said = [piece.of(text) for piece in sentences(text)][-MOST_SENTENCES:]
        said = [sentence for sentence in said if len(sentence.split()) >= FEWEST_WORDS and not sentence.endswith("?")]
        wrong = [evidence.quote for finding in grade.misconceptions for evidence in finding.evidence]
        said = [sentence for sentence in said if not any(quote in sentence or sentence in quote for quote in wrong)]
        points = [c for c in question.criteria if c.id in still_open and c.satisfied_by]
        if not said or not points:
            return ()
        by_meaning = self._by_meaning(question, points, said)
        in_words = {c.id: stated_in_words(question, c, said) for c in points if c.id not in contradicted}
        found = in_words | by_meaning
        return tuple((point, sentence) for point, sentence in found.items() if sentence)

    def _by_meaning(self, question: Question, points: Sequence[Criterion], said: Sequence[str]) -> dict[str, str]:
        embedder = self._embedder()
        if embedder is None:
            return {}
        try:
            vectors = embedder.embed(said)
            known = [c for c in question.criteria if c.satisfied_by]
            likeness = {c.id: (vectors @ embedder.embed_known(c.satisfied_by).T).max(axis=1) for c in known}
            found: dict[str, str] = {}
            for point in points:
                best = int(likeness[point.id].argmax())
                short = (*point.not_satisfied_by, *point.contradicted_by)
                missed = float((embedder.embed_known(short) @ vectors[best]).max()) if short else 0.0
                others = max((float(row[best]) for i, row in likeness.items() if i != point.id), default=0.0)
                if float(likeness[point.id][best]) >= max(ALIKE, missed, others + AHEAD):
                    found[point.id] = said[best]
        except VectorStoreError:
            return {}
        return found


def asks_exactly(said: str, number: int) -> str:
    """The request to say something more exactly that seems to make a point.

    Args:
        said: The candidate's words, verbatim.
        number: Picks one of the requests, so that they take turns.
    """
    return f"{you_said(said)} {EXACTLY[number % len(EXACTLY)]}"


def stated_in_words(question: Question, criterion: Criterion, said: Sequence[str]) -> str:
    """The sentence that states a point going by its words, "" if none does.

    It must share more of them with one of the ways of making the point than with what makes it in part, not at all, or wrong.
    """
    shares = [_share(criterion.satisfied_by, sentence, question) for sentence in said]
    most = max(shares, default=0.0)
    if most < SHARED:
        return ""
    sentence = said[shares.index(most)]
    short = (*criterion.partly_satisfied_by, *criterion.not_satisfied_by, *criterion.contradicted_by)
    elsewhere = [other.satisfied_by for other in question.criteria if other.id != criterion.id]
    return sentence if all(most >= _share(texts, sentence, question) for texts in (short, *elsewhere)) else ""


def _share(ways: Sequence[str], sentence: str, question: Question) -> float:
    """The largest part of the telling words of one of several texts that a sentence shares."""
    said, general = asked_words(sentence), asked_words(question.question) | broad_words()
    most = 0.0
    for way in ways:
        words = telling_words(way)
        shared = words & said
        if len(shared) >= FEWEST_SHARED and shared - general:
            most = max(most, len(shared) / len(words))
    return most
