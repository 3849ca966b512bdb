"""Curves that are described in words: which words are about which curve, and whether they give its shape.

A description decides only if every word of it is understood. What is left over might be a denial, a comparison or a shape that
no rule here knows, so the judge reads it instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.sketches.said_falls import falls_said
from interviewer.grading.forms.sketches.said_graphs import has_values, lines_said
from interviewer.grading.forms.stance import stood_by
from knowledge.schema import Criterion, Question

LONGEST = 2000
"""Longest description that is read. Longer answers explain more than the curves."""
LONGEST_QUOTE = 160
"""Longest quote, in characters. By hand."""
_ADJECTIVES = frozenset({"high", "low", "good", "right", "large", "small", "acceptable"})
"""Names that also describe other things ("a high error"), so they name a curve only together with a noun or a colon."""
_START = r"(?:^(?:\d[.)]\s)?|(?<=[.;!?])\s|;|\n(?:\d[.)]\s)?|,|\b(?:and|while|whereas|but)\s)"
"""Where what is said about a curve may begin: at any clause, and so at more places than ``sentences`` do."""
_LEAD = (
    r"(?:(?:and|so|well|now|then|but|finally|while|whereas|the|an?|for|with|if|when|it['’]?s|"
    r"it\s+is|training|error|loss|learning|rate|lr|curve|of|step|size|in)\b,?|[-*•#|\s]){0,24}"
)
_NOUN = r"(?:\s+(?:a\s+)?(?:one|learning\s+rate|rate|lr|curve|line|case|step\s+size|function|graph))+"
_AFTER = r"(?:\s*,?\s*(?:you|we|i)\s+(?:get|see|have)\b)?(?:[\s:=,]|[-–—]\s)*"


@dataclass(frozen=True)
class SaidCurve:
    """What an answer says about one curve.

    Attributes:
        words: The descriptions; more than one if the answer comes back to the curve.
        quote: The first of them with the curve's name, as it was written.
    """

    words: tuple[str, ...]
    quote: str


def said_findings(question: Question, prose: str) -> dict[str, Finding]:
    """Findings on the curves that are described in words and understood in full, by the curve's name."""
    asked = {c.drawing.names[0]: c for c in question.criteria if c.drawing}
    found: dict[str, Finding] = {}
    for name, said in _said(prose, asked).items():
        finding = _judged(asked[name], name, said)
        if finding is not None:
            found[name] = finding
    return found


def _judged(criterion: Criterion, name: str, said: SaidCurve) -> Finding | None:
    assert criterion.drawing is not None
    features = criterion.drawing.features
    words = " . ".join(said.words)
    shown = falls_said(words, features)
    if shown is None:
        shown = lines_said(words, features)
    if shown is None:
        return None
    if shown.fits:
        return Finding(criterion.id, "met", f"What you say about {name} gives its shape.", said.quote)
    return Finding(criterion.id, "not_met", f"By your words, {name} {shown.says}.", said.quote, contradicted=True)


def _said(prose: str, asked: Mapping[str, Criterion]) -> dict[str, SaidCurve]:
    """What is said about each curve; empty if it is not clear which words are about which."""
    if len(prose) > LONGEST:
        return {}
    heads = list(_heads(prose, asked))
    if not heads or has_values(prose[: heads[0][1]]):
        return {}  # values before the first name: the names may come after what is said about them
    meant = stood_by(prose)
    parts: dict[str, list[tuple[int, int, int]]] = {}
    stop = 0
    for at, (name, _, start, end) in enumerate(heads):
        if at and not prose[heads[at - 1][3] : stop].strip():
            return {}  # "sigmoid and tanh": two curves that share a description, or that are described in turn
        stop = heads[at + 1][1] if at + 1 < len(heads) else len(prose)
        parts.setdefault(name, []).append((start, end, stop))
    found = {}
    for name, spans in parts.items():
        if any(meant[start:stop] != prose[start:stop] for start, _, stop in spans):
            continue  # something in it is taken back
        start, _, stop = spans[0]
        quote = prose[start:stop].strip(" \t\n,;-*•|")[:LONGEST_QUOTE].strip()
        found[name] = SaidCurve(tuple(prose[end:stop] for _, end, stop in spans), quote)
    return found


def _heads(prose: str, asked: Mapping[str, Criterion]) -> Iterator[tuple[str, int, int, int]]:
    """The names that begin a clause: each with where its clause, the name itself and the description begin."""
    spelled = [(spelling, name) for name, c in asked.items() if c.drawing for spelling in c.drawing.names]
    names = {re.sub(r"\s+", " ", spelling.lower()): name for spelling, name in spelled}
    pattern = re.compile(f"{_START}{_LEAD}(?P<name>{_any_of(list(names))})(?P<noun>{_NOUN})?(?P<after>{_AFTER})", re.I)
    for match in pattern.finditer(prose):
        spelling = re.sub(r"[\s-]+", " ", match["name"].lower())
        if spelling in _ADJECTIVES and not (match["noun"] or re.search(r"[:–—-]", match["after"])):
            continue
        yield names[spelling], match.start(), match.start("name"), match.end()


def _any_of(names: Sequence[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(rf"(?<!\w){re.escape(n)}(?!\w)".replace(r"\ ", r"[\s-]+") for n in longest_first)
