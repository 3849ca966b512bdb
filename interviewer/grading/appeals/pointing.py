"""Which part of the answer an appeal is about: the words it points to, and the verdict's evidence located there again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interviewer.grading.grade import CriterionVerdict, Evidence
from interviewer.grading.text.evidence import locate, sentences
from interviewer.grading.text.words import content_words

MAX_POINTED_AT = 3
"""Most sentences of the answer that an argument can point to without quoting them."""
FEWEST_SHARED = 2
"""How many words a sentence must share with an argument that does not quote it. A judgement, not swept."""
FEWEST_QUOTED = 4
"""Fewest words of a sentence that counts as quoted without quotation marks. A judgement."""
_QUOTED = re.compile(r"[“\"«]([^”\"»]{3,400})[”\"»]|^>\s*(.+)$", re.MULTILINE)
"""Words that an argument quotes: between quotation marks, or on a line that begins with ">"."""


def pointed_at(text: str, argument: str, charged: Sequence[Evidence] = ()) -> str:
    """The sentences of the answer that an argument quotes or, failing that, shares most words with; else the whole answer.

    Args:
        charged: Words that count as contradicting the point. Their sentences are always read, each with its neighbours, since
            an argument must not lead away from them, and the words around them may take them back.
    """
    pieces = sentences(text)
    quotes = quotes_in(argument, text)
    chosen = {p for p in pieces if any(q.start < p.end and p.start < q.end for q in quotes)}
    if not chosen:
        said = content_words(argument)
        shared = {piece: len(said & content_words(piece.of(text))) for piece in pieces}
        near = (piece for piece in pieces if shared[piece] >= FEWEST_SHARED)
        chosen = set(sorted(near, key=lambda piece: -shared[piece])[:MAX_POINTED_AT])
    for number, piece in enumerate(pieces):
        if any(q.start < piece.end and piece.start < q.end for q in charged):
            chosen.update(pieces[max(0, number - 1) : number + 2])
    return " ".join(piece.of(text) for piece in pieces if piece in chosen) or text


def quotes_in(argument: str, text: str) -> list[Evidence]:
    """Words of the answer that an argument quotes: in quotation marks, or as a separate sentence."""
    marked = [match[1] or match[2] for match in _QUOTED.finditer(argument)]
    whole = [words for piece in sentences(argument) if len((words := piece.of(argument)).split()) >= FEWEST_QUOTED]
    return [found for words in (*marked, *whole) if (found := locate(words, text))]


def placed(fresh: CriterionVerdict, text: str, reason: str) -> CriterionVerdict:
    """The verdict with its evidence located in the whole answer; without evidence there is no credit.

    Args:
        reason: The reason for a verdict with evidence; "" keeps the judge's.
    """
    found = []
    for item in fresh.evidence:
        place = locate(item.quote, text) or next(
            (hit for piece in sentences(item.quote) if (hit := locate(piece.of(item.quote), text))), None
        )
        if place:
            found.append(place)
    if fresh.verdict in ("met", "partly_met") and not found:
        return replace(fresh, verdict="not_met", evidence=())
    if fresh.contradicted and not found:
        return replace(fresh, contradicted=False, evidence=())
    return replace(fresh, evidence=tuple(found), reason=reason or fresh.reason)
