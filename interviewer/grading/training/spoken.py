"""Ways to deny, reject, doubt, take back, ask, agree to or correct a statement, from several writers.

They are in a separate file, by kind. The truth suite has other wordings, and a test checks that they share none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "spoken_frames.json"


@cache
def spoken_frames() -> Mapping[str, tuple[str, ...]]:
    """The wordings by kind.

    ``{p}`` is the statement in the middle of a sentence and ``{P}`` as a sentence of its own, as in ``frames``. In
    ``corrected``, ``{p}`` is the false belief and ``{r}`` what is right. Those of ``wrong_then_right`` have no gap: they go
    between two statements.
    """
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return {kind: tuple(wordings) for kind, wordings in data.items()}
