"""A topic is taken up as the candidate spelled it."""

from __future__ import annotations

import pytest

from knowledge.search.retriever import _spelled

REFERENCE = "Off-policy methods such as Q-learning use a replay buffer. Adam is one optimizer, and Adam adapts."


@pytest.mark.parametrize(
    ("topic", "said", "spelled"),
    [
        ("q-learning", "It needs Q-learning or DQN.", "Q-learning"),
        ("q-learning", "Q learning needs it, and so does DQN.", "Q-learning"),  # as the reference has it
        ("parameter-count", "the  Parameter\ncount stays the same", "Parameter count"),
        ("replay-buffer", "You keep replay-buffers around.", "replay-buffers"),
        ("word-embeddings", "Word embeddings are dense.", "Word embeddings"),  # the reference does not have it
    ],
)
def test_spelled(topic: str, said: str, spelled: str) -> None:
    assert _spelled(topic, said, REFERENCE) == spelled
