"""Whether the interviewer gives away an open point, according to a second grader.

Every text is read as if it were the candidate's answer, by the judge's reader alone, without the production filters, and by
sentence embeddings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from interviewer.conversation.phrases import phrases
from interviewer.conversation.probing.hints import hint_text
from interviewer.conversation.state.state import Turn, TurnKind
from interviewer.grading.local.reader import Reader
from interviewer.grading.local.reading import SAYS, log_odds
from interviewer.grading.local.relation import claim_text
from interviewer.json_data import JsonObject
from knowledge.probes import probes_of
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder
from knowledge.text.pictures import described

LEAK_PROBABILITY, LEAK_TOGETHER, LEAK_COSINE = 0.75, 0.6, 0.85
"""A text gives away a point if the reader's probability is at least the first number and the cosine at least the second, or if
the cosine alone is at least the third. The reader by itself can mistake a question for an answer, although it has learnt that those
of its training split are not.
"""
NEAR_PROBABILITY, NEAR_TOGETHER = 0.45, 0.56
"""From these values on, a text in the bank is also read together with everything that can be said around it."""
WatchedTurn = tuple[Turn, tuple[str, ...]]
"""Something the interviewer said, with the criteria that were open at that moment."""


def leaks(
    bank: Bank,
    embedder: BankEmbedder,
    reader: Reader,
    watched: Sequence[WatchedTurn],
    sure: float = LEAK_PROBABILITY,
    together: float = LEAK_TOGETHER,
) -> list[JsonObject]:
    """Texts that make an open point, each once."""
    unique = {(t.question_id, _open_part(t, bank, unmet), str(t.kind), unmet) for t, unmet in watched if unmet}
    checks = [(q, text, kind, bank[q].criterion(c)) for q, text, kind, unmet in sorted(unique) for c in unmet]
    if not checks:
        return []
    claims = [claim_text(bank[q].short_title, c.claim) for q, _, _, c in checks]
    pairs = [(claim, text) for claim, (_, text, _, _) in zip(claims, checks, strict=True)]
    # what the question itself reveals is not a leak
    asked = [(claim, described(bank[q].question)) for claim, (q, _, _, _) in zip(claims, checks, strict=True)]
    every = list(dict.fromkeys([*pairs, *asked]))
    said = np.exp(reader.log_probabilities(every)[:, SAYS])
    read = dict(zip(every, said, strict=True))
    texts = list(dict.fromkeys(text for _, text, _, _ in checks))
    embedded = dict(zip(texts, embedder.embed(texts), strict=True))
    found: list[JsonObject] = []
    for check, pair, before in zip(checks, pairs, asked, strict=True):
        question_id, text, kind, criterion = check
        known = embedder.embed_known([criterion.claim, *criterion.satisfied_by])
        cosine = float((known @ embedded[text]).max())
        p = float(read[pair])
        both = p >= sure and log_odds(p) > log_odds(float(read[before])) + 0.5 and cosine >= together
        if both or cosine >= LEAK_COSINE:
            found.append(
                {
                    "question": question_id,
                    "criterion": criterion.id,
                    "kind": kind,
                    "text": text,
                    "probability": round(p, 3),
                    "cosine": round(cosine, 3),
                }
            )
    return found


def _open_part(turn: Turn, bank: Bank, unmet: Sequence[str]) -> str:
    """The text of a turn without the claims that are already met, which it is allowed to name."""
    text = turn.text
    for criterion in bank[turn.question_id].criteria:
        if criterion.id not in unmet:
            text = text.replace(criterion.claim, "")
    return text


def leaks_of_bank(bank: Bank, embedder: BankEmbedder, reader: Reader) -> JsonObject:
    """Leaks among all probes and hints in the bank if the whole question is open; near misses are also read with every lead-in."""
    every: list[WatchedTurn] = []
    for question in bank.values():
        open_ids = tuple(c.id for c in question.criteria)
        texts: list[tuple[TurnKind, str, str]] = [
            ("probe", probe, c.id) for c in question.criteria for probe in probes_of(c)
        ]
        texts += [("hint", hint_text(question, n, n + 1), "") for n in range(len(question.hints))]
        for kind, text, criterion_id in texts:
            turn = Turn("interviewer", kind, text, at=0.0, question_id=question.id, criterion_id=criterion_id)
            every.append((turn, open_ids))
    near = {
        (row["question"], row["text"]) for row in leaks(bank, embedder, reader, every, NEAR_PROBABILITY, NEAR_TOGETHER)
    }
    again = [
        (replace(turn, text=lead.format(probe=turn.text)), open_ids)
        for turn, open_ids in every
        if (turn.question_id, turn.text) in near
        for lead in ("{probe}", *(() if turn.kind == "probe" else (f"{{probe}}{phrases.HINTS_ARE_FREE}",)))
    ]
    return {"texts": len(every), "near": len(near), "leaked": leaks(bank, embedder, reader, again)}
