"""Answers questions about a closed question in a model's words, using only its grade, its reference and its passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from interviewer.conversation.wording.coded import is_coded
from interviewer.conversation.wording.voice import Voice, live
from interviewer.grading.grade import CREDIT, Grade
from knowledge.errors import VectorStoreError
from knowledge.schema import Question
from knowledge.search.embeddings import CachedEmbedder
from knowledge.text.alternatives import any_of, shared, table
from knowledge.text.sentences import sentences

GROUNDED = 0.5
"""Cosine to the nearest source sentence, below which a sentence says something else. Of thirteen sentences that were tried,
those based on a reference had .51 or more, and the others .44 or less."""
MOST_WORDS = 110
"""Longest explanation; a judgement."""
MOST_TOKENS = 170
"""Most tokens requested, enough for an explanation of ``MOST_WORDS``."""
MOST_OPENING = 8
"""Longest opening sentence that says nothing, in words, such as "Sure, let me explain." (a judgement)."""
LEAST_WORDS = 5
"""Shortest explanation that is shown; a judgement."""
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
"""A number."""
_SPEAKS = any_of(r"said, mention\w*, answer\w*, explain\w*, made, miss\w*, got, say")
_JUDGING = table(
    shared(
        r"\b",
        ("scores?|marks|verdicts?|graded?|grading|not met|partly met|percent", "That point is partly met."),
        ("you(?:['’]re| are| were) (?:right|wrong|correct)", "You were right."),
        ("(?:my|the) (?:mistake|error)|i (?:was|am) (?:wrong|sorry)", "I am sorry, I was wrong."),
        (
            r"i(?:['’]ll| will| can| should)\b.{0,20}\b(?:give|change|raise|count|credit)",
            "I'll raise that.",
        ),
        (
            rf"you(?:['’]ve| have| had)?(?: just| also| only| never| clearly| did(?: not|n['’]t))* {_SPEAKS}",
            "You never said it.",
        ),
        ("your (?:answer|explanation)", "Your answer was fine."),
        after=r"\b",
    ),
    ("%", "It is 60%."),
)
"""Judges, promises something or talks about the candidate: that is up to the grade, which no model changes."""


class Teaching:
    """A guarded language model that explains.

    Args:
        embedder: Gives the embedder once it is loaded, or None; without it nothing can be guarded.
        contradicts: Whether a sentence contradicts a point of a question.
    """

    def __init__(
        self,
        voice: Voice,
        embedder: Callable[[], CachedEmbedder | None],
        contradicts: Callable[[Question, str], bool],
    ) -> None:
        self._voice = voice
        self._embedder = embedder
        self._contradicts = contradicts

    def taught(
        self,
        question: Question,
        request: str,
        grade: Grade | None,
        passages: Sequence[str],
        gives_away: Callable[[str], bool] = lambda sentence: False,
    ) -> Iterator[str]:
        """A model's answer to a request, growing sentence by sentence; nothing if no sentence passes the guard.

        Everything after a sentence that does not pass is left out; a short opening that says nothing is skipped.

        Args:
            passages: Passages from the bank on the subject of the request.
            gives_away: Whether a sentence answers another question that is still open.
        """
        if self._embedder() is None:
            return
        background = [text for text in dict.fromkeys(passages) if text and text not in question.reference]
        points = _points(question, grade)
        values = {
            "question": question.question,
            "reference": question.reference[:3000],
            "points": points,
            "background": "\n".join(f"- {text[:600]}" for text in background) or "- none",
            "request": request[:500],
        }
        sources = "\n".join([question.question, question.reference, points, *background])
        read, shown, strays = 0, "", False
        for text in self._voice.sentences("explain", values, live(MOST_WORDS, MOST_TOKENS)):
            for new in sentences(text[read:], also=";"):
                if self._may_be_said(question, new, sources, request) and not gives_away(new):
                    shown = f"{shown} {new}".strip()
                elif strays := bool(shown) or len(new.split()) > MOST_OPENING:
                    break
            read = len(text)
            if len(shown.split()) >= LEAST_WORDS:
                yield shown
            if strays:
                return

    def _may_be_said(self, question: Question, text: str, sources: str, request: str) -> bool:
        """Whether a text is based on what the bank says, judges nobody, and adds no number of its own."""
        free = f"{sources} {request}"
        if _JUDGING.search(text) or is_coded(text, free):
            return False
        if set(_NUMBERS.findall(text)) - set(_NUMBERS.findall(free)):
            return False
        return self._is_grounded(text, sources) and not self._contradicts(question, text)

    def _is_grounded(self, text: str, sources: str) -> bool:
        embedder = self._embedder()
        known = [part for part in sentences(sources, also=";") if len(part.split()) > 2]
        said = sentences(text, also=";")
        if embedder is None or not known or not said:
            return False
        try:
            likeness = embedder.embed(said) @ embedder.embed_known(known).T
        except VectorStoreError:
            return False
        return float(likeness.max(axis=1).min()) >= GROUNDED


def _points(question: Question, grade: Grade | None) -> str:
    """The points of a question and whether each was made, one per line."""
    made = {item.id: CREDIT.get(item.verdict, 0.0) == 1.0 for item in grade.criteria} if grade else {}
    return "\n".join(f"- {'made' if made.get(c.id) else 'not made'}: {c.claim}" for c in question.criteria)
