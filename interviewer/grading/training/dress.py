"""The form of a statement that says nothing about its truth: a full sentence, or a clause as people type it.

The bank's right statements are mostly clauses and its wrong ones mostly sentences, and a reader learns that too
(docs/experiments.md, 41). Rows whose form is drawn at random cannot teach it.
"""

from __future__ import annotations

import random
import re

from interviewer.grading.training.beside import sentence
from interviewer.grading.training.row import Row

AS_SENTENCE, AS_CLAUSE = 0.45, 0.45
"""Shares of rows whose statement gets a capital and a full stop, and loses them. The rest stays as it is."""
_WORD = re.compile(r"([A-Z])(?=[a-z]*(?:[ ,;:'’.-]|$))(?!['’])")
"""A first word whose capital is only the sentence's: not ReLU or BLEU."""
_ENDS = re.compile(r"(?<!\.)\.$")


def clause(text: str) -> str:
    """A statement without the capital and the full stop of a sentence; "I", acronyms and single letters keep theirs."""
    plain = _ENDS.sub("", text.strip())
    first = plain.split(" ", 1)[0]
    if len(first.rstrip(",;:.")) < 2 and first != "A":
        return plain
    return plain[:1].lower() + plain[1:] if _WORD.match(plain) else plain


def dressed(row: Row, rng: random.Random) -> Row:
    """The same row with its statement as a sentence, as a clause, or as it was, whatever its label."""
    chance = rng.random()
    text = row.statement
    if chance < AS_SENTENCE:
        text = sentence(text)
    elif chance < AS_SENTENCE + AS_CLAUSE:
        text = clause(text)
    return Row(row.claim, text, row.relations, row.source, row.group)
