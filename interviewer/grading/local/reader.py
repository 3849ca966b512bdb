"""A small trained model that reads a criterion and an answer together and says how likely the answer meets it.

A fine-tuned all-MiniLM-L6-v2 (22.7 million weights) with two outputs. Its weights are in ``weights``, eight bits each, and
are read without a network; the model card says how they were trained.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from interviewer.errors import UnavailableError
from interviewer.grading.evidence import Segment, sentences
from interviewer.grading.local.vectors import CriterionVectors
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import Vectors
from knowledge.search.precision import fast_precision

if TYPE_CHECKING:
    import torch

WEIGHTS = Path(__file__).parent / "weights"
"""Folder of the shipped model: ``model.safetensors``, ``tokenizer.json``, ``config.json``."""
MAX_TOKENS = 384
"""Longest pair that is read; of the two texts the longer one is cut."""
CLAIM_PART_WORDS = 110
"""Longer claims are read in parts of at most so many words, split between sentences."""
TITLE_WORDS = 25
WINDOW_CHARACTERS = 900
"""Longer answers are read in windows of whole segments, about this long, that overlap by one segment."""
SHOWN_SATISFYING, SHOWN_HALVES, SHOWN_NEAR_MISSES = 2, 1, 1
"""How many of a criterion's paraphrases the model is shown with the claim: those nearest to the answer."""
OUTPUTS = 2
"""What the model says of a pair: the log-odds that the criterion is met, and that it is partly met."""
_BATCH = 16


@dataclass(frozen=True)
class Shown:
    """What is shown with a claim: paraphrases, or a sentence of the reference answer where the bank has none."""

    satisfying: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    passage: str = ""


def claim_parts(claim: str) -> tuple[str, ...]:
    """A claim in parts that the model can read together with an answer; nearly always one."""
    if len(claim.split()) <= CLAIM_PART_WORDS:
        return (" ".join(claim.split()),)
    parts: list[list[str]] = [[]]
    for sentence in sentences(claim):
        words = sentence.of(claim).split()
        for start in range(0, len(words), CLAIM_PART_WORDS):
            stretch = words[start : start + CLAIM_PART_WORDS]
            if parts[-1] and len(parts[-1]) + len(stretch) > CLAIM_PART_WORDS:
                parts.append([])
            parts[-1] += stretch
    return tuple(" ".join(part) for part in parts)


def criterion_texts(question: Question, criterion: Criterion, shown: Shown) -> tuple[str, ...]:
    """The first texts of a criterion's pairs, one for each part of its claim."""
    return tuple(
        criterion_text(question, replace(criterion, claim=part), shown) for part in claim_parts(criterion.claim)
    )


def criterion_text(question: Question, criterion: Criterion, shown: Shown) -> str:
    """The first text of a pair: what must be said, on what topic, with examples where the bank has them."""
    text = f"{' '.join((question.title or question.question).split()[:TITLE_WORDS])}: {criterion.claim}."
    if shown.satisfying:
        text += f" Yes: {'; '.join(shown.satisfying)}."
    if shown.passage:
        text += f" Reference: {shown.passage}"
    if shown.halves:
        text += f" Partly: {'; '.join(shown.halves)}."
    if shown.near_misses:
        text += f" No: {'; '.join(shown.near_misses)}."
    return text


def nearest_paraphrases(vectors: CriterionVectors, embedded: Vectors, leave_out: frozenset[str] = frozenset()) -> Shown:
    """The paraphrases nearest to an answer whose segments are embedded as (n, d)."""

    def nearest(texts: Sequence[str], rows: Vectors, count: int) -> tuple[str, ...]:
        if not len(texts) or not len(embedded):
            return ()
        order = np.argsort(-(embedded @ rows.T).max(axis=0))
        return tuple([texts[i] for i in order if texts[i] not in leave_out][:count])

    criterion = vectors.criterion
    return Shown(
        nearest(criterion.satisfied_by, vectors.satisfied, SHOWN_SATISFYING) if criterion.satisfied_by else (),
        nearest(criterion.partly_satisfied_by, vectors.partly_satisfied, SHOWN_HALVES),
        nearest(criterion.not_satisfied_by, vectors.not_satisfied, SHOWN_NEAR_MISSES),
        vectors.passage,
    )


def windows(text: str, pieces: Sequence[Segment]) -> list[str]:
    """An answer in stretches that the model can read whole.

    Args:
        pieces: Its sentences, those that are to be read; what lies between them is left out.
    """
    out: list[str] = []
    first = 0
    while first < len(pieces):
        last = first
        while last + 1 < len(pieces) and pieces[last + 1].end - pieces[first].start <= WINDOW_CHARACTERS:
            last += 1
        out.append(" ".join(piece.of(text) for piece in pieces[first : last + 1]))
        if last + 1 == len(pieces):
            break
        first = max(first + 1, last)
    return out


class CrossEncoder:
    """The model in memory. Loading waits for the first use and is safe from several threads."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._model: Any = None
        self._tokenizer: Any = None

    @property
    def exists(self) -> bool:
        """Whether there are weights to load."""
        return (self.folder / "model.safetensors").is_file()

    @cached_property
    def version(self) -> str:
        """First eight hexadecimal digits of the weights' SHA-256, "" where there are none."""
        path = self.folder / "config.json"
        return str(json.loads(path.read_text(encoding="utf-8"))["sha256"][:8]) if path.is_file() else ""

    def load(self) -> None:
        """Read and check the weights; does nothing the second time.

        Raises:
            UnavailableError: They are missing or damaged.
        """
        with self._lock:
            if self._model is not None:
                return
            model, self._tokenizer = read_weights(self.folder)
            model.body.set_attn_implementation("sdpa")
            model.body.to(fast_precision())  # the head stays float32: rounding its sum costs more than it saves
            self._model = model.eval()

    def log_odds(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Log-odds (n,) that the criterion of each pair is met by its answer; pairs as for ``readings``."""
        return self.readings(pairs)[:, 0]

    def readings(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Log-odds (n, 2) that the criterion of each pair is met by its answer, and that it is partly met.

        Args:
            pairs: Texts from ``criterion_text`` with the answer or a window of it.
        """
        import torch

        pooled = torch.from_numpy(self.pooled(pairs))
        with torch.inference_mode():
            return np.asarray(self._model.head(pooled).numpy(), dtype=np.float64)

    def pooled(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """What the network makes of each pair before its outputs, the mean over tokens, float32 (n, d)."""
        import torch

        self.load()
        order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
        out = np.zeros((len(pairs), self._model.head.in_features), dtype=np.float32)
        with torch.inference_mode():
            for start in range(0, len(order), _BATCH):
                rows = order[start : start + _BATCH]
                out[rows] = self._model.pooled(*encoded(self._tokenizer, [pairs[i] for i in rows])).numpy()
        return out


@cache
def shipped_reader() -> CrossEncoder:
    """The judge's own cross-encoder, loaded once for all."""
    return CrossEncoder()


def read_weights(folder: Path) -> tuple[Any, Any]:
    """The network in float32 and its tokenizer, checked.

    Raises:
        UnavailableError: They are missing or damaged.
    """
    from safetensors import SafetensorError

    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        blob = (folder / "model.safetensors").read_bytes()
        if hashlib.sha256(blob).hexdigest() != config["sha256"]:
            raise UnavailableError(f"{folder} holds damaged weights of the judge; install again")
        return _restored(config, blob), load_tokenizer(folder / "tokenizer.json")
    except (OSError, KeyError, ValueError, SafetensorError) as error:
        raise UnavailableError(f"the judge's weights in {folder} cannot be read: {error}") from error


def load_tokenizer(path: Path) -> Any:
    """The tokenizer, set to cut the answer of a pair and to pad a batch."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    tokenizer.enable_padding()
    return tokenizer


def encoded(tokenizer: Any, pairs: Sequence[tuple[str, str]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Token ids, attention mask and segment ids of a batch, each int64 (n, t)."""
    import torch

    batch = tokenizer.encode_batch(list(pairs))
    return (
        torch.tensor([e.ids for e in batch]),
        torch.tensor([e.attention_mask for e in batch]),
        torch.tensor([e.type_ids for e in batch]),
    )


def empty_model(config: dict[str, Any]) -> Any:
    """The network without its weights: BERT, mean over tokens, one or two linear outputs."""
    import torch
    from transformers import BertConfig, BertModel

    class Reader(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            # dropping attention would double the time of a training step: its random numbers come one by one
            shape = BertConfig(**{**config["bert"], "attention_probs_dropout_prob": 0.0})
            shape._attn_implementation = "eager"  # on a CPU the backward pass of the fused kernel is twice as slow
            self.body = BertModel(shape, add_pooling_layer=False)
            self.drop = torch.nn.Dropout(0.1)
            self.head = torch.nn.Linear(config["bert"]["hidden_size"], config.get("outputs", 1))

        def pooled(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
            out = self.body(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state.float()
            weight = mask[..., None].to(out.dtype)
            mean: torch.Tensor = (out * weight).sum(1) / weight.sum(1)
            return mean

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
            logits: torch.Tensor = self.head(self.drop(self.pooled(ids, mask, types)))
            return logits

    return Reader()


def _restored(config: dict[str, Any], blob: bytes) -> Any:
    from safetensors.torch import load

    stored = load(blob)
    state = {}
    for name, value in stored.items():
        if name.endswith("::scale"):
            continue
        scale = stored.get(f"{name}::scale")
        state[name] = value.float() * scale if scale is not None else value.float()
    model = empty_model(config)
    model.load_state_dict(state, strict=False)
    missing = [name for name, _ in model.named_parameters() if name not in state]
    if missing:
        raise ValueError(f"no weights for {missing[0]}")
    return model
