"""How long a text that is not an answer to a question can be."""

from __future__ import annotations

MAX_BRIEF_CHARACTERS = 4_000
"""Longest text that is typed in a small box: why a verdict is wrong, a question about a closed question, a note, the sentence or
two that answer a card. A judgement."""
