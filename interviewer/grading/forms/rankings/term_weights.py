"""Criteria that ask for the weights of a collection's terms, or for its term counts: both are computed from the question's text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.numbers.workings import false_equations
from interviewer.grading.forms.rankings.tf_idf import TermCounts
from interviewer.grading.forms.stance import stood_by

LONGEST_READ = 6000
"""How much of an answer is read, in characters. By hand; it bounds the time."""
_NUMBER = r"(?<![\w.])(?:\d{1,2}\.\d{1,4}|\.\d{1,4}|0|zero|nothing|nil)(?![\w]|\.\d|\s*[/*^(])"
_IS = (
    r"(?:\s|[:=≈(]|->|→|\b(?:is|gets?|has|have|with|at|about|roughly|weighs?|weight(?:ed|s)?|"
    r"idf|of|a|an|the|worth|it's)\b|\blo?g\s*\(?[\d./]+\)?\s*=|\bln\s*\(?[\d./]+\)?\s*=){1,8}"
)
_AND = r"\s*(?:,\s*and|,|/|and|&|=)\s*"
_OF = r"\s+(?:for|on|to)\s+(?:the\s+)?(?:terms?\s+|words?\s+)?[\"'“‘]?"
_CELL = r"[\s,|;]+"
_ABOUT_WEIGHTS = re.compile(r"\b(?:idf|weigh\w*|lo?g|ln|inverse)\b", re.I)
_SHARES = re.compile(
    r"\bdf\s*/\s*N|\b(?:share|fraction|proportion|document\s+frequenc\w+|doc\s+freq\w*)\b|\b(?:least|smallest|lowest|nothing|zero)\b",
    re.I,
)
"""Words of an answer whose numbers may be of something else than weights, or which says itself what weighs least."""
_IN_LIST = re.compile(r"[\d)]\s*,\s*$")
"""Before an equation, this makes it the end of one list and the beginning of another: "log(5/4), log(5/2) = .10, .40"."""
_LOG_SIGN = re.compile(r"lo?g|ln", re.I)
_BINARY = re.compile(r"\bbinary|\bboolean|\bpresen(?:t|ce)|\b0/1\b", re.I)
_IDFS: tuple[Callable[[int, int], float], ...] = (
    lambda n, df: math.log(n / df),
    lambda n, df: math.log2(n / df),
    lambda n, df: math.log10(n / df),
    lambda n, df: math.log((1 + n) / (1 + df)) + 1,
    lambda n, df: math.log((1 + n) / (1 + df)),
    lambda n, df: math.log(n / df) + 1,
    lambda n, df: math.log10(n / df) + 1,
    lambda n, df: math.log(1 + n / df),
    lambda n, df: math.log10(1 + n / df),
)
"""The usual inverse document frequencies, the plain one first."""


def idf_finding(criterion_id: str, terms: Sequence[str], answer: str, collection: TermCounts) -> Finding | None:
    """The verdict on the weights that an answer gives to single terms; None if it gives too few, or unusual ones.

    They are right if one usual formula gives them all, one of them for the term in most documents. They are wrong if that
    term weighs more than the one in fewest documents.
    """
    count = len(collection.documents)
    dfs = collection.document_frequencies
    if not all(dfs):
        return None  # a term in no document has no weight
    least, most = terms[dfs.index(max(dfs))], terms[dfs.index(min(dfs))]
    given, quote = _given_weights(terms, answer[:LONGEST_READ])
    shown = ", ".join(f"{term} {math.log(count / df):.3f}" for term, df in zip(terms, dfs, strict=True))
    for idf in _IDFS:
        right = [_same(given[term], idf(count, df)) for term, df in zip(terms, dfs, strict=True) if term in given]
        if len(right) >= 2 and all(right) and (least in given or len(right) >= 4):
            return Finding(
                criterion_id, "met", f"Computed, ln(N/df) gives {shown}; other logarithms go with it.", quote
            )
    slips = [
        e
        for e in false_equations(answer)
        if any(_same_value(e.left, idf(count, df)) for df in dfs for idf in _IDFS[:3])
    ]
    logs = [e for e in slips if _LOG_SIGN.search(e.quote) and not _IN_LIST.search(answer[: answer.find(e.quote)])]
    if logs:
        reason = f"You weight by inverse document frequency, but not rightly. {logs[0].reason} Computed, ln(N/df) gives {shown}."
        return Finding(criterion_id, "partly_met", reason, logs[0].quote)
    if _SHARES.search(answer):
        return None
    weights = {term: float(text) for term, text in given.items() if text[0] in "0123456789."}
    if least in weights and most in weights and weights[least] > weights[most] and "." in given[least] + given[most]:
        reason = f"You give {least} more weight than {most}; computed, ln(N/df) gives {shown}."
        return Finding(criterion_id, "not_met", reason, quote, contradicted=True)
    return None


def counts_finding(criterion_id: str, terms: Sequence[str], answer: str, collection: TermCounts) -> Finding | None:
    """The verdict on the term counts that an answer gives to the query and to documents, in rows of numbers; None if it gives
    none of the query or of a document, or if some are right and some are wrong."""
    answer = answer[:LONGEST_READ]
    order = _order_of_terms(terms, answer)
    binary = _BINARY.search(answer) is not None
    rows = list(_rows(answer, tuple(collection.documents), len(terms)))
    right = [name for name, row, _ in rows if _is_row_of(name, row, order or terms, terms, collection, binary)]
    if not rows:
        return None
    quote = rows[0][2]
    if len(right) == len(rows):
        if "Q" in right and set(right) != {"Q"}:
            return Finding(
                criterion_id, "met", f"Counted: the terms of {' and '.join(dict.fromkeys(right))} are right.", quote
            )
        return None
    if right or not (order or _fits_no_order(rows, terms, collection)):
        return None
    name = rows[0][0]
    shown = ", ".join(f"{term} {n}" for term, n in zip(terms, _counts(name, collection), strict=True))
    called = "the query" if name == "Q" else name
    return Finding(criterion_id, "not_met", f"Counted, {called} has {shown}.", quote, contradicted=True)


def _given_weights(terms: Sequence[str], answer: str) -> tuple[dict[str, str], str]:
    """The weight that an answer gives each term, as written ("0" for "nothing"), and a sentence that gives some."""
    heard = stood_by(answer)
    term = rf"\b(?:{'|'.join(map(re.escape, terms))})\w{{0,3}}\b[\"'”’)\]]?"
    before = re.compile(rf"(?P<terms>{term}(?:{_AND}{term})*){_IS}(?P<number>{_NUMBER})", re.I)
    behind = re.compile(rf"(?P<number>{_NUMBER}){_OF}(?P<terms>{term}(?:{_AND}(?:for\s+)?{term})*)", re.I)
    found: dict[str, str] = {}
    quote = ""
    order = _order_of_terms(terms, answer) or tuple(terms)
    row = re.compile(rf"\bidfs?\b[\s|:=(\[→>*-]{{1,8}}(?P<row>{_NUMBER}(?:{_CELL}{_NUMBER}){{{len(terms) - 1}}})", re.I)
    for match in row.finditer(heard):
        found |= {
            term: _figure(number) for term, number in zip(order, re.findall(_NUMBER, match["row"], re.I), strict=True)
        }
        quote = match[0]
    for line in heard.splitlines():
        if not _ABOUT_WEIGHTS.search(heard) or line.count("|") > 1:
            continue
        for match in (*before.finditer(line), *behind.finditer(line)):
            for word in re.findall(term, match["terms"], re.I):
                stem = next(t for t in terms if word.lower().startswith(t))
                found.setdefault(stem, _figure(match["number"]))
            quote = quote or match[0]
    return found, quote


def _same_value(left: float, right: float) -> bool:
    return math.isclose(left, right, rel_tol=1e-6, abs_tol=1e-9)


def _figure(number: str) -> str:
    return "0" if number.lower() in {"zero", "nothing", "nil"} else number


def _same(given: str, computed: float) -> bool:
    """Whether a weight is a computed one, to the digits given; a bare 0 is exact."""
    places = len(given.partition(".")[2])
    return abs(float(given) - computed) <= (0.5 * 10.0**-places + 1e-9 if places else 1e-9)


def _order_of_terms(terms: Sequence[str], answer: str) -> tuple[str, ...]:
    """The order in which an answer lists all terms; empty if it lists them nowhere."""
    word = rf"(?:{'|'.join(map(re.escape, terms))})"
    for match in re.finditer(rf"\b{word}\b(?:{_CELL}(?:and\s+)?{word}\b){{{len(terms) - 1}}}", answer, re.I):
        order = tuple(found.lower() for found in re.findall(word, match[0], re.I))
        if len(set(order)) == len(terms):
            return order
    return ()


def _rows(answer: str, documents: Sequence[str], count: int) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Rows of single digits behind the name of a document or the query ("Q"), with their words."""
    heard = stood_by(answer)
    names = "|".join(map(re.escape, documents))
    row = rf"[0-9](?:{_CELL}[0-9]){{{count - 1}}}|[0-9]{{{count}}}"
    # "query (bird, duck, ...) = (1, 0, ...)" names the terms in between
    between = r"(?:\s*\([a-z ,]+\))?(?:\s+(?:is|as|has|vector|tf|counts?|raw))*[\s\"'|:=*_$(\[{]{1,8}"
    found = re.compile(rf"(?<!\w)(?P<name>{names}|Q|q|[Qq]uery){between}(?P<row>{row})(?!\w|\.\d|[ ,|]+\d)", re.I)
    for match in found.finditer(heard):
        name = next((document for document in documents if document.lower() == match["name"].lower()), "Q")
        yield name, tuple(map(int, re.findall(r"\d", match["row"]))), match[0].strip()


def _counts(name: str, collection: TermCounts) -> Sequence[int]:
    return collection.query if name == "Q" else collection.documents[name]


def _is_row_of(
    name: str, row: Sequence[int], order: Sequence[str], terms: Sequence[str], collection: TermCounts, binary: bool
) -> bool:
    counts: Mapping[str, int] = dict(zip(terms, _counts(name, collection), strict=True))
    wanted = [counts[term] for term in order]
    return list(row) == wanted or (binary and list(row) == [min(n, 1) for n in wanted])


def _fits_no_order(
    rows: Sequence[tuple[str, tuple[int, ...], str]], terms: Sequence[str], collection: TermCounts
) -> bool:
    """Whether no order of the terms makes all rows right."""
    return not any(
        all(_is_row_of(name, row, order, terms, collection, binary=True) for name, row, _ in rows)
        for order in permutations(terms)
    )
