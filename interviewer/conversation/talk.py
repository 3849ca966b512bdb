"""Whether a message is talk or an answer, read off its sentence embedding: what no listed phrase covers.

A logistic regression with one row an intent. Pure: a vector goes in, an intent and a probability come out. The weights
are fitted by ``evals/training/talk.py``.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from interviewer.conversation.phrasing import Intent
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject, number_of, object_of, text_of

WEIGHTS = Path(__file__).parent / "talk.json"
"""The shipped weights."""
MOST_WORDS = 60
"""A longer message is an answer, whatever it sounds like (a judgement)."""
CLOSED_THRESHOLD = 0.5
"""Probability of talk that is enough once the question is closed: no answer can be lost there."""
SURE = 0.5
"""Share of the talk that *skip* must have to be acted on: a question that is left is not asked again (a judgement)."""
MEASURES = ("log_words", "ends_as_question", "says_you")
"""What is read beside the embedding, in the order of the weights."""
_FORMULA = re.compile(
    r"```|`[^`]+`|\$[^$]+\$|[=^_{}\\<>|∑∏∂∇√≤≥≈→∈×·]|\d\s*[*/+]\s*\d|\b\w+\((?!s\))\w+(?:, ?\w+)*\)", re.UNICODE
)
"""Code or a formula. ``question(s)`` is neither."""
_YOU = re.compile(r"\b(?:you|your|yours|u)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What a message is taken for.

    Attributes:
        intent: The likeliest kind of talk; never ``answer``.
        probability: That it is talk of any kind, 0..1.
        share: Of that, what belongs to the intent, 0..1.
    """

    intent: Intent
    probability: float
    share: float


@dataclass(frozen=True, kw_only=True)
class TalkModel:
    """Weights of the classifier.

    Attributes:
        version: Hash of the file.
        embedder: Name of the embedder whose vectors it reads.
        width: Components of such a vector.
        threshold: Probability from which a message during an open question is talk.
        intents: What the rows stand for; ``answer`` is one of them.
        weights: float64 (intents, width + measures).
        bias: float64 (intents,).
    """

    version: str
    embedder: str
    width: int
    threshold: float
    intents: tuple[Intent, ...]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def read(self, text: str, vector: NDArray[np.float32]) -> Reading | None:
        """What a message is taken for; None where it can only be an answer.

        Args:
            vector: The message's embedding, (width,), of length 1.

        Raises:
            UsageError: The vector is of another width.
        """
        if not may_be_talk(text):
            return None
        if vector.shape != (self.width,):
            raise UsageError(f"the classifier of talk reads vectors of {self.width} numbers, not {vector.shape}")
        logits = self.weights @ features(text, vector) + self.bias
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        answer = self.intents.index("answer")
        talk = 1.0 - float(shares[answer])
        shares[answer] = -1.0
        best = int(np.argmax(shares))
        return Reading(self.intents[best], talk, float(shares[best]) / talk if talk else 0.0)

    def heard(self, text: str, vector: NDArray[np.float32], closed: bool = False) -> Intent | None:
        """The kind of talk that a message is, or None for an answer.

        Where it may be a wish to skip, but as well something else, it is ``control``: the reply says what can be said.

        Args:
            closed: The question is closed, so that there is no answer to lose.
        """
        reading = self.read(text, vector)
        bound = CLOSED_THRESHOLD if closed else self.threshold
        if reading is None or reading.probability < bound:
            return None
        return "control" if reading.intent == "skip" and reading.share < SURE else reading.intent


def may_be_talk(text: str) -> bool:
    """Whether a message is short, and without code or a formula. Anything else is an answer."""
    return 0 < len(text.split()) <= MOST_WORDS and not _FORMULA.search(text)


def features(text: str, vector: NDArray[np.float32]) -> NDArray[np.float64]:
    """What the classifier reads: the embedding, then the measures, each about 0..1."""
    words = len(text.split())
    measures = (
        math.log1p(words) / math.log1p(MOST_WORDS),
        float(text.rstrip().endswith("?")),
        float(bool(_YOU.search(text))),
    )
    return np.concatenate([vector.astype(np.float64), measures])


def read_talk_model(path: Path = WEIGHTS, width: int | None = None) -> TalkModel:
    """Read the weights.

    Args:
        width: What the embedder's vectors have; not checked unless given.

    Raises:
        UsageError: The file cannot be read, holds no such weights, or is for vectors of another width.
    """
    try:
        raw = path.read_bytes()
        model = _model(object_of(json.loads(raw)), hashlib.sha256(raw).hexdigest()[:8])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{path.name} holds no weights of the talk classifier: {error}; fit it anew") from error
    if width is not None and model.width != width:
        raise UsageError(
            f"{path.name} was fitted on embeddings of {model.width} numbers, not {width}; "
            "fit it anew with 'python -m evals fit-talk'"
        )
    return model


def _model(data: JsonObject, version: str) -> TalkModel:
    names = _list(data, "intents")
    unknown = [name for name in names if name not in get_args(Intent)]
    if unknown or "answer" not in names:
        raise ValueError(f"unknown intents {unknown}" if unknown else "no row for answers")
    width = int(number_of(data["width"]))
    weights = np.asarray(_list(data, "weights"), dtype=np.float64)
    bias = np.asarray(_list(data, "bias"), dtype=np.float64)
    if weights.shape != (len(names), width + len(MEASURES)) or bias.shape != (len(names),):
        raise ValueError(f"weights {weights.shape} do not fit {len(names)} intents and {width} components")
    return TalkModel(
        version=version,
        embedder=text_of(data, "embedder"),
        width=width,
        threshold=float(number_of(data["threshold"])),
        intents=tuple(cast(Intent, name) for name in names),
        weights=weights,
        bias=bias,
    )


def _list(data: JsonObject, name: str) -> Sequence[object]:
    found = data.get(name)
    if not isinstance(found, list):
        raise ValueError(f"field {name!r} is missing or no list")
    return found
