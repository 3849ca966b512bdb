"""``viva serve`` with word stand-ins for the models. Run it as a program with a page's settings in its environment.

``VIVA_TEST_HOLD`` names a file. While that file exists nothing is read, so that a test can look at a page that is in the middle
of grading.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from interviewer.grading.local.reading import LogProbabilities
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from interviewer.web.serve import serve_page
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import RuleReader, WordEmbedder


class HeldReader(RuleReader):
    """A reader that waits while a file exists; every statement with "loss" in it makes a point about loss."""

    def __init__(self, hold: Path) -> None:
        super().__init__(("loss", "loss", "says"))
        self._hold = hold

    def log_probabilities(self, pairs: Sequence[tuple[str, str]]) -> LogProbabilities:
        while self._hold.exists():
            time.sleep(0.02)
        return super().log_probabilities(pairs)


def serve() -> None:
    """Serve until killed."""
    settings = load_settings()
    Services.reader = HeldReader(Path(os.environ["VIVA_TEST_HOLD"]))  # type: ignore[assignment]

    def load(self: Services) -> str:
        self._embedder = CachedEmbedder(WordEmbedder(), settings.home / "vectors.db")
        return "words"

    Services._load_embedder = load  # type: ignore[method-assign]
    serve_page(settings)


if __name__ == "__main__":
    serve()
