"""TF/IDF rankings of a few short documents, in the usual variants, computed from the text of a question."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

TERM_FREQUENCIES = ("raw", "log", "binary")
PLACES = ("both", "documents", "query")
"""Where the inverse document frequency is applied."""
DOCUMENT = re.compile(r"^\s*([A-Z]\w{0,3}):\s*(\S.*)$", re.MULTILINE)
_QUERY = re.compile(r"query is [\"“]([^\"”]+)")


@dataclass(frozen=True)
class Weighting:
    """One variant of TF/IDF: how a term's count enters, where idf is applied, and whether it is smoothed."""

    tf: str = "raw"
    idf: str = "both"
    smooth: bool = False


@dataclass(frozen=True)
class TermCounts:
    """Term counts of each document and of the query; each tuple has one entry per term."""

    documents: Mapping[str, tuple[int, ...]]
    query: tuple[int, ...]

    @property
    def document_frequencies(self) -> tuple[int, ...]:
        """In how many documents each term occurs."""
        return tuple(sum(counts[at] > 0 for counts in self.documents.values()) for at in range(len(self.query)))


def read_collection(text: str, terms: Sequence[str]) -> TermCounts | None:
    """The documents and the query of a question's text; None if it has none. A word counts as the term it begins with."""
    documents = {name: _counts(body, terms) for name, body in DOCUMENT.findall(text)}
    query = _QUERY.search(text)
    return TermCounts(documents, _counts(query[1], terms)) if documents and query else None


def _counts(text: str, terms: Sequence[str]) -> tuple[int, ...]:
    words = re.findall(r"[a-z]+", text.lower())
    return tuple(sum(word.startswith(term) for word in words) for term in terms)


def cosines(collection: TermCounts, weighting: Weighting) -> dict[str, float]:
    """The cosine of each document with the query, 0..1 (Manning et al. 2008, sections 6.2 to 6.4)."""
    count = len(collection.documents)
    df = collection.document_frequencies
    if weighting.smooth:
        idf = [math.log((1 + count) / (1 + n)) + 1 for n in df]
    else:
        idf = [math.log(count / n) if n else 0.0 for n in df]
    query = _weighted(collection.query, idf, weighting, weighting.idf != "documents")
    return {
        name: _cosine(query, _weighted(counts, idf, weighting, weighting.idf != "query"))
        for name, counts in collection.documents.items()
    }


def ranking(values: Mapping[str, float]) -> tuple[str, ...]:
    """Names from the highest value to the lowest."""
    return tuple(sorted(values, key=lambda name: -values[name]))


def variants() -> tuple[Weighting, ...]:
    """All weightings distinguished here, the plain one first."""
    return tuple(Weighting(tf, idf, smooth) for smooth, idf, tf in product((False, True), PLACES, TERM_FREQUENCIES))


def _weighted(counts: Sequence[int], idf: Sequence[float], weighting: Weighting, with_idf: bool) -> list[float]:
    if weighting.tf == "binary":
        tf = [float(n > 0) for n in counts]
    elif weighting.tf == "log":
        tf = [1 + math.log(n) if n else 0.0 for n in counts]
    else:
        tf = [float(n) for n in counts]
    return [t * w for t, w in zip(tf, idf, strict=True)] if with_idf else tf


def _cosine(a: Sequence[float], b: Sequence[float]) -> float:
    lengths = math.hypot(*a) * math.hypot(*b)
    return sum(x * y for x, y in zip(a, b, strict=True)) / lengths if lengths else 0.0
