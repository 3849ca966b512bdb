"""Criteria that ask for a ranking, an item's place in one, or the values behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.rankings.places import place_finding
from interviewer.grading.forms.rankings.said_cosines import at_ends, in_figures, without_pairs
from interviewer.grading.forms.rankings.said_rankings import SaidRanking, said_ranking
from interviewer.grading.forms.rankings.term_weights import counts_finding, idf_finding
from interviewer.grading.forms.rankings.tf_idf import (
    DOCUMENT,
    TermCounts,
    Weighting,
    cosines,
    ranking,
    read_collection,
    variants,
)
from interviewer.grading.text.evidence import sentences
from knowledge.answers.expectation import Expectation
from knowledge.schema import Criterion, Question
from knowledge.text.alternatives import any_of, table

_BINARY = re.compile(r"\bbinary|\b0/1\b|\bpresence|\bboolean", re.I)
_LOG = re.compile(
    r"\blog(?:arithmic|ged|arithm)?[\s-]*(?:tf|term|of the (?:tf|count))|\b1\s*\+\s*(?:log|ln)|"
    r"\b(?:one|1)\s+plus\s+(?:the\s+)?(?:log|ln)|sublinear|damp|log of the count",
    re.I,
)
_SMOOTH = re.compile(r"\bsmooth|\bTfidfVectorizer|1\s*\+\s*[nN]\s*\)?\s*/\s*\(?\s*1\s*\+\s*(?:df|n_?t)", re.I)
_QUERY_ONLY = re.compile(r"\bquery\s+only|only\s+(?:on\s+|in\s+|for\s+)?(?:the\s+)?quer|lnc\.ltc|ltc\.lnc", re.I)
_DOCUMENTS_ONLY = re.compile(
    r"\bdoc(?:ument)?s\s+only|only\s+(?:on\s+|in\s+|for\s+|weights?\s+)?(?:the\s+)?doc|not\s+(?:on|in|for)\s+the\s+query",
    re.I,
)
_SAYS_HOW = re.compile(
    r"\bdot\b|\bscalar\s+product|\binner\s+product|\bnorm\w*|\blengths?\b|\|\||‖|\\lVert|·|\\cdot|\bproduct\b", re.I
)
"""Matches words of an answer that may say how a cosine is computed, so that the point does not rest on its values."""
_MAY_SAY_HOW = table(
    (_SAYS_HOW.pattern, "after normalization"),
    (r"\bcos\w*", "the cosine"),
    (r"\bangle", "the angle between them"),
    (r"\bdivid", "I divide by it"),
    (r"\bmultipl", "then I multiply"),
    (r"\bmagnitude", "its magnitude"),
    (any_of(r"\bsqrt, √, \bsquare"), "the square root of the sum"),
    (r"\bunit\b", "unit vectors"),
    (r"\bvector", "the query vector"),
    (r"\bsimilarit", "the similarity"),
    (any_of(r"\bsums?\b, \badd(?:s|ed)?\b"), "I added the products"),
    (r"\boverlap", "their overlap"),
    ("[/|]", "3/5"),
    (r"(?<![\d.])0?\.\d", "it is 0.93"),
)
"""Matches any sign that an answer speaks of a cosine, or gives a value below one; without one it says nothing of it."""
NEAR = 0.006
"""Largest difference between a given and a computed cosine, if both are rounded to two digits."""
LONGEST_QUOTE = 160
"""How many characters of an answer are quoted if the words with its values were rewritten."""


class Rankings:
    """The form of criteria that expect a ranking, a place, or the cosines, weights and counts behind one."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria."""
        found = [_finding(question, criterion, answer) for criterion in question.criteria]
        return tuple(finding for finding in found if finding)

    def note(self, question: Question, answer: str) -> str:
        """No note: the ranking that was computed is in the finding."""
        return ""


def _finding(question: Question, criterion: Criterion, answer: str) -> Finding | None:
    expects = criterion.expects
    if expects is None:
        return None
    collection = read_collection(question.question, expects.terms) if expects.terms else None
    if expects.kind == "ranking":
        return ranking_finding(criterion.id, expects, answer, collection)
    if expects.kind == "cosine" and collection:
        return cosine_finding(criterion.id, answer, collection)
    if expects.kind == "idf" and collection:
        return idf_finding(criterion.id, expects.terms, answer, collection)
    if expects.kind == "counts" and collection:
        return counts_finding(criterion.id, expects.terms, answer, collection)
    if expects.kind == "place":
        count = len(DOCUMENT.findall(question.question))
        return place_finding(criterion.id, expects.accepted[0], int(expects.accepted[1]), answer, count)
    return None


def ranking_finding(
    criterion_id: str, expects: Expectation, answer: str, collection: TermCounts | None = None
) -> Finding | None:
    """The verdict on the items that an answer puts on top; None if it does not settle them."""
    items = tuple(collection.documents) if collection else expects.accepted
    count = len(expects.accepted)
    said = said_ranking(answer, items, count)
    top = said.leading(count)
    if not top:
        return None
    shown = _computed(collection, Weighting()) if collection else ", ".join(expects.accepted)
    if not collection:
        order = [said.places.get(place) for place in range(1, count + 1)]
        right = order == list(expects.accepted)
    else:
        right = any(top == set(ranking(cosines(collection, w))[:count]) for w in _taken(answer)) or top == set(
            expects.accepted
        )
    if right:
        return Finding(criterion_id, "met", f"Computed, the order is {shown}.", said.quote)
    named = " and ".join(sorted(top))
    return Finding(
        criterion_id,
        "not_met",
        f"{named} {'are' if len(top) > 1 else 'is'} put on top; computed, the order is {shown}.",
        said.quote,
        contradicted=True,
    )


def cosine_finding(criterion_id: str, answer: str, collection: TermCounts) -> Finding | None:
    """Met if a value given to a document is one that a usual weighting yields; None otherwise."""
    documents = tuple(collection.documents)
    said = said_ranking(in_figures(without_pairs(answer, documents)), documents)
    ends = at_ends(answer, documents)
    given = {item: value for item, value in said.values.items() if value > 0} | {
        item: v for item, (v, _) in ends.items()
    }
    scores = {**said.scores, **{item: value for item, (value, _) in ends.items()}}
    for weighting in _taken(answer):
        computed = cosines(collection, weighting)
        right = [item for item, value in given.items() if abs(computed[item] - value) <= NEAR]
        # next to a value that the same weighting does not yield, it may be right by chance
        if right and all(item in right for item in scores if scores[item] > 0):
            item = right[0]
            quote = ends[item][1] if item in ends else _sentence_with(answer, item, given[item]) or said.quote
            quote = quote if quote in answer else ""
            return Finding(criterion_id, "met", f"Computed, the cosine of {item} is {computed[item]:.3f}.", quote)
    swapped = _exchanged(given, collection)
    if not given and not scores and not _MAY_SAY_HOW.search(answer):
        return Finding(criterion_id, "not_met", "Neither how a cosine is computed nor the value of one is given.")
    if swapped is None or _SAYS_HOW.search(answer):
        return None
    a, b = swapped
    quote = _sentence_with(answer, a, given[a]) or said.quote
    quote = quote if quote in answer else answer.strip()[:LONGEST_QUOTE]
    reason = f"The values of {a} and {b} are swapped. Computed, the cosines are {_computed(collection, Weighting())}."
    return Finding(criterion_id, "not_met", reason, quote, contradicted=True)


def _exchanged(given: Mapping[str, float], collection: TermCounts) -> tuple[str, str] | None:
    """Two documents that were given each other's cosine, where no usual weighting yields them all as they are given."""
    every = [cosines(collection, weighting) for weighting in variants()]
    if any(all(abs(computed[item] - value) <= NEAR for item, value in given.items()) for computed in every):
        return None
    plain = every[0]
    for a, b in combinations(given, 2):
        crossed = abs(plain[b] - given[a]) <= NEAR and abs(plain[a] - given[b]) <= NEAR
        if crossed and abs(plain[a] - plain[b]) > 2 * NEAR:
            return a, b
    return None


def _taken(answer: str) -> list[Weighting]:
    """The weightings that an answer names; the plain one is always among them."""
    tf = ["raw", *(["log"] if _LOG.search(answer) else []), *(["binary"] if _BINARY.search(answer) else [])]
    idf = [
        "both",
        *(["query"] if _QUERY_ONLY.search(answer) else []),
        *(["documents"] if _DOCUMENTS_ONLY.search(answer) else []),
    ]
    smooth = bool(_SMOOTH.search(answer))
    return [w for w in variants() if w.tf in tf and w.idf in idf and (smooth or not w.smooth)]


def _computed(collection: TermCounts, weighting: Weighting) -> str:
    values = cosines(collection, weighting)
    return ", ".join(f"{name} {values[name]:.3f}" for name in ranking(values))


def _sentence_with(answer: str, item: str, value: float) -> str:
    digits = f"{value:g}".lstrip("0")
    return next(
        (s.of(answer).strip() for s in sentences(answer) if digits in s.of(answer) and item in s.of(answer)), ""
    )


__all__ = ["Rankings", "SaidRanking", "cosine_finding", "place_finding", "ranking_finding"]
