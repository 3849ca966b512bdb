"""Whether the interviewer gives an open point away, according to a second grader.

Every text is read by the judge's reader alone, without the filters of production, and by sentence embeddings, as if it
were the candidate's answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from interviewer.conversation import phrases
from interviewer.conversation.hints import hint_text
from interviewer.conversation.state import Turn
from interviewer.grading.local.reader import Reader
from interviewer.grading.local.reading import SAYS, log_odds
from interviewer.grading.local.relation import claim_text
from interviewer.json_data import JsonObject
from knowledge.pictures import described
from knowledge.probes import probes_of
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

LEAK_PROBABILITY, LEAK_TOGETHER, LEAK_COSINE = 0.75, 0.6, 0.85
"""A text gives a point away where the reader finds it met from this probability on and an embedding lies as near as the
second number, or where an embedding alone lies as near as the third. The reader alone may take a question for an answer,
though it has learnt that those of its training split are none.
"""
NEAR_PROBABILITY, NEAR_TOGETHER = 0.45, 0.56
"""From here on a text of the bank is also read with everything that may be said around it."""
WatchedTurn = tuple[Turn, tuple[str, ...]]
"""Something said, with the criteria that were open then."""


def leaks(
    bank: Bank,
    embedder: BankEmbedder,
    reader: Reader,
    watched: Sequence[WatchedTurn],
    sure: float = LEAK_PROBABILITY,
    together: float = LEAK_TOGETHER,
) -> list[JsonObject]:
    """Texts that make an open point, once each."""
    unique = {(t.question_id, _open_part(t, bank, unmet), str(t.kind), unmet) for t, unmet in watched if unmet}
    checks = [(q, text, kind, bank[q].criterion(c)) for q, text, kind, unmet in sorted(unique) for c in unmet]
    if not checks:
        return []
    claims = [claim_text(bank[q].short_title, c.claim) for q, _, _, c in checks]
    pairs = [(claim, text) for claim, (_, text, _, _) in zip(claims, checks, strict=True)]
    # what the question itself gives away is asked, not leaked
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
    """What a turn says apart from the points that are met already, which it may name."""
    text = turn.text
    for criterion in bank[turn.question_id].criteria:
        if criterion.id not in unmet:
            text = text.replace(criterion.claim, "")
    return text


def leaks_of_bank(bank: Bank, embedder: BankEmbedder, reader: Reader) -> JsonObject:
    """Every probe and hint of the bank while its whole question is open; those near the bound also with every lead."""
    every: list[WatchedTurn] = []
    for question in bank.values():
        open_ids = tuple(c.id for c in question.criteria)
        texts = [("probe", probe, c.id) for c in question.criteria for probe in probes_of(c)]
        texts += [("hint", hint_text(question, n, n + 1), "") for n in range(len(question.hints))]
        for kind, text, criterion_id in texts:
            every.append((Turn("interviewer", kind, text, 0.0, question.id, criterion_id), open_ids))  # type: ignore[arg-type]
    near = {
        (row["question"], row["text"]) for row in leaks(bank, embedder, reader, every, NEAR_PROBABILITY, NEAR_TOGETHER)
    }
    again = [
        (replace(turn, text=lead.format(probe=turn.text)), open_ids)
        for turn, open_ids in every
        if (turn.question_id, turn.text) in near
        for lead in ("{probe}", *(phrases.ANGLES if turn.kind == "probe" else (f"{{probe}}{phrases.HINTS_ARE_FREE}",)))
    ]
    return {"texts": len(every), "near": len(near), "leaked": leaks(bank, embedder, reader, again)}
