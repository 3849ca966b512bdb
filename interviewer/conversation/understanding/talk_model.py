"""Whether a message is talk or an answer, by its embedding and n-grams: for anything that no listed phrase covers.

A logistic regression with one row per intent. Pure: text and vector go in, an intent and a probability come out. The weights
are fitted by ``evals/training/talk.py``.
"""

from __future__ import annotations

import base64
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

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.understanding.grams import PLACES, grams
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject, number_of, object_of, text_of

WEIGHTS = Path(__file__).parent / "talk_model.json"
"""The shipped weights for the sentence encoder alone."""
WITH_READER = WEIGHTS.with_name("talk_model_with_reader.json")
"""The shipped weights for the sentence encoder and the shipped judge's reader."""
MOST_WORDS = 60
"""A longer message is always an answer (a judgement)."""
CLOSED_THRESHOLD = 0.5
"""Threshold on the probability of talk once the question is closed, when no answer can be lost."""
SURE = 0.5
"""Share of the talk probability that *skip* needs to be acted on: a skipped question is not asked again (a judgement)."""
MEASURES = ("log_words", "ends_as_question", "says_you")
"""The features read in addition to the embedding, in the order of the weights."""
_FORMULA = re.compile(
    r"```|`[^`]+`|\$[^$]+\$|[=^_{}\\<>|∑∏∂∇√≤≥≈→∈×·]|\d\s*[*/+]\s*\d|\b\w+\((?!s\))\w+(?:, ?\w+)*\)", re.UNICODE
)
"""Matches code or a formula. ``question(s)`` is neither."""
_YOU = re.compile(r"\b(?:you|your|yours|u)\b", re.IGNORECASE)
"""Speaks to the interviewer."""


@dataclass(frozen=True)
class IntentReading:
    """What a message is read as.

    Attributes:
        intent: The likeliest kind of talk; never ``answer``.
        probability: The probability that it is any kind of talk, 0..1.
        share: The intent's share of that probability, 0..1.
    """

    intent: Intent
    probability: float
    share: float


@dataclass(frozen=True, kw_only=True)
class TalkModel:
    """The weights of the classifier.

    Attributes:
        version: Hash of the file.
        embedder: Name of the embedder whose vectors it reads.
        width: The length of such a vector.
        threshold: Probability from which a message counts as talk while a question is open.
        asks_from: Probability from which the candidate is asked whether it is talk; equal to the threshold if they never are.
        intents: The intent of each row; ``answer`` is one of them.
        weights: float64 (intents, width + measures).
        bias: float64 (intents,).
        pieces: float32 (intents, 2 * PLACES), the weight of each place of ``grams``; None if n-grams are not used.
    """

    version: str
    embedder: str
    width: int
    threshold: float
    asks_from: float
    intents: tuple[Intent, ...]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    pieces: NDArray[np.float32] | None = None

    def read(self, text: str, vector: NDArray[np.float32]) -> IntentReading | None:
        """What a message is read as; None if it can only be an answer.

        Args:
            vector: The message's embedding, (width,), of length 1.

        Raises:
            UsageError: The vector has another width.
        """
        if not may_be_talk(text):
            return None
        if vector.shape != (self.width,):
            raise UsageError(f"the talk classifier reads vectors of {self.width} numbers, not {vector.shape}")
        logits = self.weights @ features(text, vector) + self.bias
        if self.pieces is not None:
            found = grams(text)
            (places,) = np.nonzero(found)
            logits += self.pieces[:, places] @ found[places]
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        answer = self.intents.index("answer")
        talk = 1.0 - float(shares[answer])
        shares[answer] = -1.0
        best = int(np.argmax(shares))
        return IntentReading(self.intents[best], talk, float(shares[best]) / talk if talk else 0.0)

    def heard(self, text: str, vector: NDArray[np.float32], closed: bool = False) -> Intent | None:
        """The kind of talk that a message is, or None for an answer.

        If it may be a wish to skip but could as well be something else, the result is ``control``: the reply lists what can
        be said.

        Args:
            closed: The question is closed, so that there is no answer to lose.
        """
        reading = self.read(text, vector)
        bound = CLOSED_THRESHOLD if closed else self.threshold
        return _meant(reading) if reading is not None and reading.probability >= bound else None

    def perhaps(self, text: str, vector: NDArray[np.float32]) -> Intent | None:
        """The kind of talk that a message during an open question may be; None if it is plainly talk or an answer."""
        reading = self.read(text, vector)
        return (
            _meant(reading) if reading is not None and self.asks_from <= reading.probability < self.threshold else None
        )


def _meant(reading: IntentReading) -> Intent:
    return "control" if reading.intent == "skip" and reading.share < SURE else reading.intent


def may_be_talk(text: str) -> bool:
    """Whether a message is short and has no code or formula. Anything else is an answer."""
    return 0 < len(text.split()) <= MOST_WORDS and not _FORMULA.search(text)


def features(text: str, vector: NDArray[np.float32]) -> NDArray[np.float64]:
    """The classifier's input: the embedding, then the measures, each roughly 0..1."""
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
        width: The width of the embedder's vectors; checked only if given.

    Raises:
        UsageError: The file cannot be read, is not such a file, or is for vectors of another width.
    """
    try:
        raw = path.read_bytes()
        model = _model(object_of(json.loads(raw)), hashlib.sha256(raw).hexdigest()[:8])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError(
            f"{path.name} cannot be read as weights of the talk classifier: {error}; fit it again"
        ) from error
    if width is not None and model.width != width:
        raise UsageError(
            f"{path.name} was fitted on embeddings of {model.width} numbers, not {width}; "
            "fit it again with 'python -m evals fit-talk'"
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
    threshold = float(number_of(data["threshold"]))
    return TalkModel(
        version=version,
        embedder=text_of(data, "embedder"),
        width=width,
        threshold=threshold,
        asks_from=float(number_of(data.get("asks_from", threshold))),
        intents=tuple(cast(Intent, name) for name in names),
        weights=weights,
        bias=bias,
        pieces=_pieces(object_of(data["pieces"]), len(names)) if "pieces" in data else None,
    )


def packed(pieces: NDArray[np.float64]) -> JsonObject:
    """N-gram weights, (rows, 2 * PLACES), in the form they are stored in: one byte each, and one scale per row."""
    scales = np.maximum(np.abs(pieces).max(axis=1), 1e-9) / 127
    table = np.rint(pieces / scales[:, None]).astype(np.int8)
    return {"scales": [float(f"{s:.4g}") for s in scales], "table": base64.b64encode(table.tobytes()).decode()}


def _pieces(data: JsonObject, rows: int) -> NDArray[np.float32]:
    scales = np.asarray(_list(data, "scales"), dtype=np.float32)
    table = np.frombuffer(base64.b64decode(text_of(data, "table"), validate=True), dtype=np.int8)
    if scales.shape != (rows,) or table.size != rows * 2 * PLACES:
        raise ValueError(f"the weights of pieces do not fit {rows} intents")
    return table.reshape(rows, 2 * PLACES).astype(np.float32) * scales[:, None]


def _list(data: JsonObject, name: str) -> Sequence[object]:
    found = data.get(name)
    if not isinstance(found, list):
        raise ValueError(f"field {name!r} is missing or not a list")
    return found
