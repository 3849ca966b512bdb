"""Finds the assumption that a candidate asks about, by similarity and by shared words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from interviewer.conversation.talk.clarifying import asked_term
from interviewer.conversation.understanding.asked_words import asked_words, broad_words, telling_words
from knowledge.answers.assumption import Assumption
from knowledge.errors import VectorStoreError
from knowledge.schema import Question

if TYPE_CHECKING:
    from knowledge.search.embeddings import BankEmbedder

LIKE = 0.63
"""Similarity above which the bank's answer is given to a request. Swept on the bank with each of the four phrasings left out
in turn: 39 % of requests reach it and are answered, 36 % by their own entry and 3 % by another. If the right entry is
removed, 7 % are answered by another one. With the nearest phrasing alone, at .65, it was 26, 4 and 5 %."""
LEAD = 1.2
"""How much the lead over the next entry counts: a request similar to two entries could as well be about the other."""
OF_ALL = 0.7
"""Weight of the mean over an entry's phrasings in its similarity; the rest is the nearest one's. All four together say what
is asked about, while one alone may share only its form. Swept with ``LIKE``, as was ``LEAD``."""
SAME = 0.85
"""Cosine from which a request is a listed phrasing with perhaps one word changed; a judgement."""
COVERED, AHEAD, FEWEST_TELLING = 0.6, 0.4, 2
"""For shared words alone to settle it: the share of the request's content words found in one entry, its lead over the next
entry, and the least number of such words. Swept as above: 9 % of requests reach their own entry this way, .8 % another one,
and 1.2 % are answered although their entry is removed; similarity finds half of them too."""
MOST_WORDS = 40
"""A longer message asks for more than one assumption can settle (a judgement)."""


class Assuming:
    """The bank's answers to the questions that candidates ask back.

    Args:
        embedder: Gives the embedder once it is loaded, or None.
    """

    def __init__(self, embedder: Callable[[], BankEmbedder | None]) -> None:
        self._embedder = embedder

    def settled(self, question: Question, request: str, asked: str = "") -> Assumption | None:
        """The assumption that a request asks about; None if none is similar enough, or there is no embedder.

        A request that guesses at the answer is settled by no entry, however similar one is.

        Args:
            asked: What was last asked, if that is a follow-up.
        """
        embedder = self._embedder()
        known = [assumption for assumption in question.assumptions if assumption.asked]
        if embedder is None or not known or not 0 < len(request.split()) <= MOST_WORDS:
            return None
        found = self._likest(embedder, known, request) or shares_words(known, request)
        if found is None or asks_another_word(found, request) or guesses_at_answer(question, found, request, asked):
            return None
        return found

    def _likest(self, embedder: BankEmbedder, known: Sequence[Assumption], request: str) -> Assumption | None:
        try:
            asked = embedder.embed([request])[0]
            cosines = embedder.embed_known([text for assumption in known for text in assumption.asked]) @ asked
        except VectorStoreError:
            return None
        by_entry = np.split(cosines, np.cumsum([len(assumption.asked) for assumption in known])[:-1])
        nearest = np.array([float(row.max()) for row in by_entry])
        if float(nearest.max()) >= SAME:
            return known[int(nearest.argmax())]
        likeness = (1 - OF_ALL) * nearest + OF_ALL * np.array([float(row.mean()) for row in by_entry])
        best = int(likeness.argmax())
        next_best = max(np.delete(likeness, best), default=likeness[best])
        return known[best] if likeness[best] + LEAD * (likeness[best] - next_best) >= LIKE else None


def shares_words(known: Sequence[Assumption], request: str) -> Assumption | None:
    """The entry that has most of a request's content words, provided no other has nearly as many."""
    wanted = asked_words(request)
    if len(wanted) < FEWEST_TELLING:
        return None
    shares = [len(wanted & frozenset().union(*map(asked_words, entry.asked))) / len(wanted) for entry in known]
    best = max(range(len(shares)), key=shares.__getitem__)
    next_best = max((share for number, share in enumerate(shares) if number != best), default=0.0)
    return known[best] if shares[best] >= COVERED and shares[best] - next_best >= AHEAD else None


def asks_another_word(entry: Assumption, request: str) -> bool:
    """Whether a request asks what a word means that an entry does not have, so that the entry cannot explain it."""
    return bool(asked_words(asked_term(request)) - asked_words(" ".join((*entry.asked, entry.answer))))


def guesses_at_answer(question: Question, entry: Assumption, request: str, asked: str = "") -> bool:
    """Whether a request has words of the answer that are new: neither in the question nor in the entry that is similar to it.

    "Should I mention drawbacks?" is settled; "Should I mention overfitting?" asks for a point, although the two are similar.
    """
    told = asked_words(" ".join((question.question, question.plainly, asked, *entry.asked, entry.answer)))
    new = telling_words(request) - told - broad_words()
    return any(new & asked_words(c.claim) & asked_words(" ".join(c.satisfied_by)) for c in question.criteria)


_YES_OR_NO = re.compile(r"(?:yes(?: please)?|no)[,.:;]\s+(?P<rest>\S+(?:\s+\S+){2,})", re.IGNORECASE | re.DOTALL)
"""An answer that opens with a "yes" or "no"."""
_OPEN = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|sorry)\W+)*(?:what|which|how|where|when|who)\b|.*\bor\b", re.IGNORECASE | re.DOTALL
)
"""A question that takes no "yes" or "no": "which of them?", "images or text?"."""


def as_reply(request: str, answer: str) -> str:
    """The answer to a request, without its opening "yes" or "no" if the request is not a yes-or-no question."""
    plain = _YES_OR_NO.fullmatch(answer)
    if plain is None or not _OPEN.match(request):
        return answer
    return f"{plain['rest'][:1].upper()}{plain['rest'][1:]}"


def settled_reply(request: str, entry: Assumption) -> str:
    """The answer of an entry to a request: a "yes" or "no" only to one of the questions that the entry lists.

    What is similar may ask for the contrary, and then the same word says something false.
    """
    said = as_reply(request, entry.answer)
    return said if _folded(request) in {_folded(text) for text in entry.asked} else as_reply("which", said)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def gives(text: str, answer: str) -> bool:
    """Whether a reply gives an entry's answer, alone or along with the answer to another question."""
    return any(f" {way} " in f" {text} " for way in (answer, as_reply("which", answer)))
