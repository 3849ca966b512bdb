"""Signals of the embedded judge: how near each segment of an answer is to a criterion's labelled paraphrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.evidence import Segment, segments, sentences
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import BankEmbedder, Vectors

FEATURES = (
    "satisfied",
    "satisfied_second",
    "near_miss",
    "margin",
    "claim",
    "claim_margin",
    "rival",
    "lexical",
    "lexical_near",
    "negation",
    "short",
    "lexical_margin",
    "margin_max",
    "misconception",
    "coverage",
)
"""Names of the signals, in the order of the feature vector."""

_TOKEN = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[=+*/@<>^-]+")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|cannot|without|nothing|neither|nor|hardly|isnt|doesnt|dont|cant|wont|arent|didnt)\b|n['’]t\b",
    re.IGNORECASE,
)
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "is",
        "are",
        "be",
        "it",
        "its",
        "this",
        "that",
        "and",
        "or",
        "for",
        "with",
        "on",
        "as",
        "at",
        "by",
        "from",
        "you",
        "your",
        "we",
        "i",
        "so",
        "then",
        "if",
        "do",
        "does",
        "can",
        "will",
        "would",
        "just",
        "have",
        "has",
        "there",
        "they",
        "their",
        "which",
        "what",
        "when",
    ]
)


LIST_WORDS, LIST_STOP_WORDS = 16, 0.08
"""From how many words on a stretch without a full stop is a mere list of words, and below which share of stop words."""
PASSAGE_WORDS = 45
"""Longer sentences of a reference answer are not shown beside a claim."""
SENTENCE_WORDS = 8
"""How many words of a claim one sentence may cover; few say more, and words strung together are no answer."""


@dataclass(frozen=True)
class CriterionVectors:
    """A criterion with the vectors of its texts; an array is (0, d) where the bank gives none.

    Attributes:
        vocabulary: Stems of words that speak for this criterion and for no other of the question.
        passage: Where the bank has no paraphrases, the sentence of the reference answer nearest to the claim; "" where
            it says nothing beyond the claim.
    """

    criterion: Criterion
    claim: Vectors
    satisfied: Vectors
    partly_satisfied: Vectors
    not_satisfied: Vectors
    vocabulary: frozenset[str] = frozenset()
    passage: str = ""


@dataclass(frozen=True)
class QuestionVectors:
    """Vectors of everything an answer to a question is compared with.

    Attributes:
        asked: What the interviewer says: the question, its probes and its hints. Saying it back is no answer.
    """

    criteria: tuple[CriterionVectors, ...]
    misconceptions: tuple[Vectors, ...]
    asked: Vectors


@dataclass(frozen=True)
class Signals:
    """Signals of one criterion on one answer.

    Attributes:
        best: The segment that the signals are of, the one that speaks for the criterion most.
        quoted: The segment to quote, which speaks for it more than for the question's other criteria.
    """

    values: NDArray[np.float64]
    best: int
    quoted: int


def question_vectors(question: Question, embedder: BankEmbedder) -> QuestionVectors:
    """Vectors of a question's criteria, misconceptions and wording, from the cache where they are there."""
    texts: list[str] = []

    def place(items: Sequence[str]) -> slice:
        texts.extend(items)
        return slice(len(texts) - len(items), len(texts))

    slices = [
        (c, place([c.claim]), place(stand_ins(c)), place(c.partly_satisfied_by), place(c.not_satisfied_by))
        for c in question.criteria
    ]
    wrong = [place([*m.examples, m.claim]) for m in question.misconceptions]
    asked = place(list(dict.fromkeys(piece for text in spoken(question) for piece in (text, *_pieces(text)))))
    bare = any(not c.satisfied_by for c in question.criteria)
    reference = _reference_sentences(question) if bare else []
    told = place(reference)
    vectors = embedder.embed_known(texts)
    words = [_vocabulary(c) for c in question.criteria]
    own = [
        mine - frozenset().union(*(other for number, other in enumerate(words) if number != index))
        for index, mine in enumerate(words)
    ]
    return QuestionVectors(
        tuple(
            CriterionVectors(
                c,
                vectors[a],
                vectors[b],
                vectors[h],
                vectors[n],
                v,
                _passage(c, reference, vectors[told] @ vectors[b].T),
            )
            for (c, a, b, h, n), v in zip(slices, own, strict=True)
        ),
        tuple(vectors[w] for w in wrong),
        vectors[asked],
    )


def spoken(question: Question) -> tuple[str, ...]:
    """What the interviewer may say of a question: the question itself, its probes and its hints."""
    return (question.question, *(c.probe for c in question.criteria if c.probe), *question.hints)


def without_markup(text: str) -> str:
    """Markdown as one line of words, without its pictures and signs."""
    return " ".join(re.sub(r"!\[.*?\]\(.*?\)|[*_`#>|$\\]+", " ", text).split())


def _reference_sentences(question: Question) -> list[str]:
    """The sentences of the reference answer without their markup, none longer than a reader can take in beside a claim."""
    unlisted = re.sub(r"(?m)^\s*(?:[-+*]|\d+[.)])\s+", "", question.reference)
    plain = without_markup(unlisted)
    found = (piece.of(plain) for piece in sentences(plain))
    return [text for text in found if 3 <= len(text.split()) <= PASSAGE_WORDS]


def _passage(criterion: Criterion, reference: Sequence[str], similarity: Vectors) -> str:
    """The sentence of the reference that is nearest to a claim without paraphrases.

    Args:
        similarity: Of the sentences to the claim, (n, 1).
    """
    if criterion.satisfied_by or not reference:
        return ""
    nearest = reference[int(similarity.max(axis=1).argmax())]
    return "" if _tokens(nearest) <= _tokens(criterion.claim) else nearest


def stand_ins(criterion: Criterion) -> tuple[str, ...]:
    """The satisfying paraphrases, or the claim without its verb where the bank has none."""
    if criterion.satisfied_by:
        return criterion.satisfied_by
    bare = re.sub(r"^\w+(?:ns|es|s)\s+(?:that\s+)?", "", criterion.claim)
    return (bare,)


def criterion_signals(
    index: int,
    vectors: QuestionVectors,
    text: str,
    pieces: Sequence[Segment],
    embedded: Vectors,
) -> Signals:
    """Signals of one criterion.

    Args:
        index: Which criterion of ``vectors.criteria``.
        embedded: Vectors of ``pieces``, (n, d) with n >= 1.
    """
    mine = vectors.criteria[index]
    criterion = mine.criterion
    good_texts, bad_texts = criterion.satisfied_by, criterion.not_satisfied_by
    good, bad = mine.satisfied, mine.not_satisfied
    rivals = [other.satisfied for number, other in enumerate(vectors.criteria) if number != index]
    good_sim = embedded @ good.T if len(good) else embedded @ mine.claim.T
    claim_sim = (embedded @ mine.claim.T).max(axis=1)
    bad_sim = (embedded @ bad.T).max(axis=1) if len(bad) else np.zeros(len(pieces), dtype=np.float32)
    rival_sim = (
        np.max([(embedded @ r.T).max(axis=1) for r in rivals if len(r)], axis=0)
        if any(len(r) for r in rivals)
        else np.zeros(len(pieces), dtype=np.float32)
    )
    top = np.sort(good_sim, axis=1)[:, ::-1]
    # what speaks for a segment: near a satisfying text, nearer than to a near miss
    merit = top[:, 0] + 0.5 * np.minimum(0.0, top[:, 0] - bad_sim) + 0.25 * claim_sim
    best = int(np.argmax(merit))
    quoted = int(np.argmax(merit + 0.25 * claim_sim - 0.75 * rival_sim))
    segment = pieces[best].of(text)
    words = _tokens(segment)
    piece_words = [_tokens(piece.of(text)) for piece in pieces]
    good_words = [_tokens(t) for t in good_texts or (criterion.claim,)]
    bad_words = [_tokens(t) for t in bad_texts]
    for_it = [max(_overlap(w, g) for g in good_words) for w in piece_words]
    against = [max((_overlap(w, b) for b in bad_words), default=0.0) for w in piece_words]
    wrong = [v for v in vectors.misconceptions if len(v)]
    nearest_wrong = max((float((embedded[best] @ w.T).max()) for w in wrong), default=0.0)
    nearest = good_texts[int(np.argmax(good_sim[best]))] if good_texts else criterion.claim
    values = [
        float(top[best, 0]),
        float(top[best, 1]) if top.shape[1] > 1 else float(top[best, 0]),
        float(bad_sim[best]),
        float(top[best, 0] - bad_sim[best]),
        float(claim_sim.max()),
        float(claim_sim[best] - rival_sim[best]),
        float(rival_sim[best]),
        for_it[best],
        against[best],
        float(bool(_NEGATION.search(segment)) != bool(_NEGATION.search(nearest))),
        float(len(words) < 4),
        max(f - 0.5 * a for f, a in zip(for_it, against, strict=True)),
        float((top[:, 0] - bad_sim).max()),
        nearest_wrong - max(float(top[best, 0]), float(claim_sim[best])) if wrong else -0.3,
        min(1.0, len(mine.vocabulary & words) / 4.0),
    ]
    return Signals(np.asarray(values), best, quoted)


def half_margin(vectors: CriterionVectors, embedded: Vectors) -> float:
    """How much nearer an answer comes to what meets a criterion by half than to what meets or misses it, -1..1.

    Args:
        embedded: Vectors of the answer's segments, (n, d) with n >= 1.

    Returns:
        The difference of the greatest cosines; 0 where the bank does not say what half of it is.
    """
    if not len(vectors.partly_satisfied):
        return 0.0
    others = np.concatenate([vectors.satisfied, vectors.not_satisfied])
    return float((embedded @ vectors.partly_satisfied.T).max() - (embedded @ others.T).max())


def cover(sentences: Sequence[str], claim: str, question: str) -> float:
    """How much of a claim's words was said: the log-odds of their share, half a word added to either side.

    Only for claims that hold a whole answer, of which each word said is a little of it. Words are stems without those
    that carry no meaning; what stands in the question earns nothing, nor does a long list of words, nor what a sentence
    strings together beyond ``SENTENCE_WORDS``. What is said beyond the claim costs nothing.
    """
    wanted = _tokens(claim) - _tokens(question) or _tokens(claim)
    said: set[str] = set()
    for sentence in sentences:
        if not _lists_words(sentence):
            said.update(sorted((wanted & _tokens(sentence)) - said)[:SENTENCE_WORDS])
    return float(np.log((len(said) + 0.5) / (len(wanted) - len(said) + 0.5)))


def _lists_words(sentence: str) -> bool:
    words = re.findall(r"[a-z']+", sentence.lower())
    return len(words) >= LIST_WORDS and sum(word in _STOP for word in words) < LIST_STOP_WORDS * len(words)


def _pieces(text: str) -> list[str]:
    return [segment.of(text) for segment in segments(text)]


def _vocabulary(criterion: Criterion) -> frozenset[str]:
    return frozenset().union(*(_tokens(text) for text in (*criterion.satisfied_by, criterion.claim)))


@lru_cache(maxsize=8192)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(_stem(t) for t in _TOKEN.findall(text.lower()) if t not in _STOP)


def _stem(token: str) -> str:
    for ending in ("ing", "ies", "ed", "es", "s"):
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            return token[: -len(ending)]
    return token


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the smaller set that is in the other, damped for very small sets."""
    if not left or not right:
        return 0.0
    common = len(left & right)
    return common / (min(len(left), len(right)) + 1.0)
