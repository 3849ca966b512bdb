"""A slow language model, for tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from interviewer.llm.replies.reply import Reply
from interviewer.llm.usage import Usage


class SlowChat:
    """Says a text word by word.

    Args:
        text: What it says.
        first: Seconds before the first word.
        each: Seconds before every other word.
    """

    name = "slow"

    def __init__(self, text: str, first: float = 0.0, each: float = 0.0) -> None:
        self.text = text
        self.first = first
        self.each = each
        self.asked: list[tuple[str, str]] = []
        self.ended = threading.Event()

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        self.asked.append((system, user))
        try:
            for number, word in enumerate(self.text.split()):
                time.sleep(self.each if number else self.first)
                yield f"{word} "
        finally:
            self.ended.set()

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        raise NotImplementedError

    def take_usage(self) -> Usage:
        return Usage()
