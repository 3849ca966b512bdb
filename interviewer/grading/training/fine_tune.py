"""Fine-tunes the cross-encoder on labelled pairs, on a CPU, and writes it with eight bits a weight."""

from __future__ import annotations

import ctypes
import hashlib
import json
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.evidence import segments
from interviewer.grading.local.reader import (
    OUTPUTS,
    CrossEncoder,
    Shown,
    criterion_texts,
    empty_model,
    encoded,
    load_tokenizer,
    nearest_paraphrases,
    read_weights,
)
from interviewer.grading.local.vectors import QuestionVectors
from knowledge.schema import Question
from knowledge.search.embeddings import BankEmbedder
from knowledge.search.precision import fast_precision

if TYPE_CHECKING:
    import torch

BATCH = 32
BODY_RATE, HEAD_RATE = 6e-5, 1e-3
HALF_REGULARISATION = 0.1
"""C of the logistic regression that the second output is."""
HALF_WEIGHT = 0.5
"""Weight of telling that a point is partly met, where telling how far it is met weighs 1."""
WARMUP = 0.08
"""Share of the steps over which the learning rate rises."""
_KEEP_MEMORY = ((-1, 2**31 - 1), (-2, 2**28), (-4, 0))
"""M_TRIM_THRESHOLD, M_TOP_PAD and M_MMAP_MAX of mallopt(3): bytes kept, bytes asked for ahead, separate mappings."""
_BERT_FIELDS = (
    "vocab_size",
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "intermediate_size",
    "max_position_embeddings",
    "type_vocab_size",
    "hidden_act",
    "layer_norm_eps",
)


@dataclass(frozen=True)
class Row:
    """One labelled pair.

    Attributes:
        target: 1 met, 0.5 partly, 0 not.
        weight: How much it counts.
    """

    criterion: str
    answer: str
    target: float
    weight: float = 1.0

    @property
    def half(self) -> float:
        """How near the target is to one half: 1 partly met, 0 met or not met."""
        return 1.0 - abs(2.0 * self.target - 1.0)


def rows_of(
    question: Question,
    answer: str,
    targets: Mapping[str, float],
    weight: float,
    vectors: QuestionVectors | None,
    embedder: BankEmbedder,
    used: frozenset[str] = frozenset(),
) -> Iterator[Row]:
    """One answer with each criterion that it has a target for.

    Args:
        vectors: The question's; without them no paraphrases are shown with the claims.
        used: Paraphrases that the answer is made of, never shown with it.
    """
    shown = [Shown()] * len(question.criteria)
    if vectors is not None:
        embedded = embedder.embed([piece.of(answer) for piece in segments(answer)] or [answer])
        shown = [nearest_paraphrases(item, embedded, used) for item in vectors.criteria]
    for criterion, paraphrases in zip(question.criteria, shown, strict=True):
        if criterion.id in targets:
            for text in criterion_texts(question, criterion, paraphrases):
                yield Row(text, answer, targets[criterion.id], weight)


def fine_tune(
    start: Path,
    passes: Sequence[Sequence[Row]],
    out: Path,
    seed: int = 0,
    threads: int = 2,
    progress: Callable[[int, int, float], None] = lambda step, steps, loss: None,
    origin: dict[str, Any] | None = None,
) -> None:
    """Train from a folder of a BERT model (or of a judge) and write a judge.

    Args:
        start: all-MiniLM-L6-v2, or weights written here before.
        passes: The rows of each pass over the data; a pass may differ from the one before (fresh augmentation).
        progress: Called after each step with its number, the steps in all, and the mean loss of late.
        origin: What is kept with the weights: data, seeds, scores.
    """
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    _keep_freed_memory()
    rng = random.Random(seed)
    model, config = _started(start)
    tokenizer = load_tokenizer(start / "tokenizer.json")
    body = [p for n, p in model.named_parameters() if n.startswith("body.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": BODY_RATE}, {"params": model.head.parameters(), "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    batches = [batch for rows in passes for batch in _batches(list(rows), rng)]
    fast = fast_precision() is torch.bfloat16
    late = 0.0
    model.train()
    for step, batch in enumerate(batches, start=1):
        factor = min(step / (WARMUP * len(batches)), 1.0) * max(0.02, 1 - step / len(batches))
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast):
            logits = model(*encoded(tokenizer, [(row.criterion, row.answer) for row in batch])).float()
        targets = torch.tensor([(row.target, row.half) for row in batch])[:, : logits.shape[1]]
        losses = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        counts = torch.tensor([row.weight for row in batch])[:, None] * torch.tensor([1.0, HALF_WEIGHT])
        loss = (losses * counts[:, : logits.shape[1]]).sum(1).mean()
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        late = loss.item() if step == 1 else 0.95 * late + 0.05 * loss.item()
        progress(step, len(batches), late)
    _write(model, config, start / "tokenizer.json", out, origin or {})


def _keep_freed_memory() -> None:
    """Let glibc keep what is freed; with batches of many lengths a third of the time went on pages asked for anew."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        for option, value in _KEEP_MEMORY:
            mallopt(option, value)


def _started(start: Path) -> tuple[Any, dict[str, Any]]:
    """A model to train, and its configuration."""
    from safetensors.torch import load_file

    source = json.loads((start / "config.json").read_text(encoding="utf-8"))
    if "bert" in source:
        return read_weights(start)[0], {name: source[name] for name in ("bert", "outputs") if name in source}
    config = {"bert": {name: source[name] for name in _BERT_FIELDS}}
    model = empty_model(config)
    stored = {name.removeprefix("bert."): value for name, value in load_file(start / "model.safetensors").items()}
    wanted = set(model.body.state_dict())
    model.body.load_state_dict({name: value for name, value in stored.items() if name in wanted})
    return model, config


def learn_halves(start: Path, rows: Sequence[Row], out: Path, origin: dict[str, Any] | None = None) -> None:
    """Give a judge that says whether a point is met a second output, whether it is partly met, and write it.

    Only that output is fitted, a logistic regression on what the network makes of each pair; all else stays as it is, so
    that nothing is unlearnt.

    Args:
        start: Weights written here before.
    """
    import torch
    from sklearn.preprocessing import StandardScaler

    model, config = _started(start)
    reader = CrossEncoder(start)
    scaler = StandardScaler()
    x = scaler.fit_transform(reader.pooled([(row.criterion, row.answer) for row in rows]))
    half, counts = np.asarray([row.half for row in rows]), np.asarray([row.weight for row in rows])
    fitted = fit_shares(x, half, HALF_REGULARISATION, counts)
    weight = fitted.coef_[0] / scaler.scale_
    bias = fitted.intercept_[0] - float(weight @ scaler.mean_)
    old, wide = model.head, torch.nn.Linear(x.shape[1], OUTPUTS)
    with torch.no_grad():
        wide.weight[0], wide.bias[0] = old.weight[0], old.bias[0]
        wide.weight[1], wide.bias[1] = torch.from_numpy(weight).float(), float(bias)
    model.head = wide
    _write(model, {**config, "outputs": OUTPUTS}, start / "tokenizer.json", out, origin or {})


def fit_shares(
    x: NDArray[np.float64], shares: NDArray[np.float64], c: float, counts: NDArray[np.float64] | None = None
) -> Any:
    """scikit-learn's logistic regression of shares 0..1 in place of classes: each row counts for both sides.

    Args:
        x: (n, features).
        counts: How much each row counts, (n,); all the same unless given.
    """
    from sklearn.linear_model import LogisticRegression

    counts = np.ones(len(x)) if counts is None else counts
    weights = np.concatenate([counts * shares, counts * (1 - shares)])
    return LogisticRegression(C=c, max_iter=3000).fit(
        np.vstack([x, x]), np.repeat([1, 0], len(x)), sample_weight=weights
    )


def _batches(rows: list[Row], rng: random.Random) -> list[list[Row]]:
    """Rows in batches of like length, so that little is padded, in a random order."""
    rng.shuffle(rows)
    out = []
    for start in range(0, len(rows), BATCH * 20):
        block = sorted(rows[start : start + BATCH * 20], key=lambda row: len(row.criterion) + len(row.answer))
        batches = [block[i : i + BATCH] for i in range(0, len(block), BATCH)]
        rng.shuffle(batches)
        out += batches
    return out


def _write(model: Any, config: dict[str, Any], tokenizer: Path, out: Path, origin: dict[str, Any]) -> None:
    import torch
    from safetensors.torch import save

    stored: dict[str, torch.Tensor] = {}
    draws = torch.Generator().manual_seed(0)
    for name, value in model.state_dict().items():
        value = value.detach().float()
        if value.ndim == 2 and value.numel() > 1000:
            scale = value.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
            # rounded up as often as the fraction says: rounding to the nearest would undo a short training, whose
            # steps are smaller than an eighth bit and start from weights that lie on the very same grid
            steps, up = value / scale, torch.rand(value.shape, generator=draws)
            untouched = (steps - steps.round()).abs() < 1e-3  # lies on the grid as it is, but for the last bits
            rounded = torch.where(untouched, steps.round(), torch.floor(steps + up))
            stored[name] = rounded.clamp(-127, 127).to(torch.int8).contiguous()
            stored[f"{name}::scale"] = scale.contiguous()
        elif value.is_floating_point() and not name.endswith("position_ids"):
            stored[name] = value.contiguous()
    blob = save(stored)
    out.mkdir(parents=True, exist_ok=True)
    (out / "model.safetensors").write_bytes(blob)
    config = {**config, "sha256": hashlib.sha256(blob).hexdigest(), "bytes": len(blob), "origin": origin}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    if tokenizer.resolve() != (out / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, out / "tokenizer.json")
