"""Trains the reader's adapter with sentence-transformers' trainer, in runs that can be stopped and resumed.

On a CPU, or on a GPU if there is one; the recipe is the same.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.grading.local.reader import empty_reader, read_config
from interviewer.grading.local.relation import RELATIONS
from interviewer.grading.training.row import Row
from knowledge.search.precision import fast_precision

if TYPE_CHECKING:
    import torch
    from sentence_transformers import CrossEncoder
    from sentence_transformers.cross_encoder import CrossEncoderTrainer, CrossEncoderTrainingArguments

RANK, SCALE = 32, 2.0
"""Rank of the adapter, and the factor on its product before it is added to the weights."""
TARGETS = ("q", "k", "v", "attn.o", "intermediate.dense", "output.dense")
"""Which layers of MPNet have an adapter: all of the attention and of the feed-forward part."""
OUTPUTS = "classifier"
WARMUP = 0.06
"""Share of the steps over which the learning rate rises."""
BUCKETS = 20
"""Batches of similar length are formed from this many batches at a time, so that there is little padding and the order stays
random."""
SAVED_EVERY = 100
"""Steps between checkpoints."""
_KEEP_MEMORY = ((-1, 2**31 - 1), (-2, 2**28), (-4, 0))
"""M_TRIM_THRESHOLD, M_TOP_PAD and M_MMAP_MAX of mallopt(3): with batches of many lengths a third of the time went on
returning pages and requesting them again."""
OnStep = Callable[[int, int, float], None]
"""Called after each step with its number, the total number of steps, and the loss."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How an adapter is trained.

    Attributes:
        passes: Number of epochs; can be a fraction.
        rate: Peak learning rate.
        batch: Rows per step.
        frozen: How many of the lowest layers are frozen; each saves a twelfth of the backward pass.
    """

    passes: float = 1.0
    rate: float = 3e-4
    batch: int = 32
    frozen: int = 0
    seed: int = 0
    threads: int = 2


def fine_tune(
    base: Path,
    rows: Sequence[Row],
    out: Path,
    recipe: Recipe,
    start: Path | None = None,
    origin: Mapping[str, object] | None = None,
    on_step: OnStep = lambda step, steps, loss: None,
) -> None:
    """Train an adapter and write it to a folder; a stopped run resumes there from its last checkpoint.

    Args:
        base: Folder of all-mpnet-base-v2.
        start: An adapter to start from.
        origin: What is stored with the weights: data, seeds, hashes.
    """
    import torch
    from transformers import set_seed

    set_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    _keep_freed_memory()
    shuffled = list(rows)
    random.Random(recipe.seed).shuffle(shuffled)
    model = with_adapter(base, recipe.frozen, start).to("cuda" if torch.cuda.is_available() else "cpu")
    kept = out / f"checkpoints-{_run_name(shuffled, recipe, start)}"
    trainer = _trainer(model, shuffled, recipe, kept, on_step)
    trainer.train(resume_from_checkpoint=any(kept.glob("checkpoint-*")) or None)
    write_adapter(model, out, origin or {})
    for folder in out.glob("checkpoints-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _trainer(
    model: CrossEncoder, rows: Sequence[Row], recipe: Recipe, kept: Path, on_step: OnStep
) -> CrossEncoderTrainer:
    """The library's trainer for these rows, in this order, with checkpoints in the folder ``kept``."""
    from datasets import Dataset
    from sentence_transformers.cross_encoder import CrossEncoderTrainer

    class Trainer(CrossEncoderTrainer):  # type: ignore[misc]
        """Resumes an adapter, which the library would load as a separate model."""

        def _load_from_checkpoint(self, checkpoint: str, model: object = None) -> None:
            put_adapter(self.model, Path(checkpoint) / "adapter_model.safetensors")

        def log(self, logs: dict[str, float], *_: object, **__: object) -> None:
            if "loss" in logs:
                on_step(self.state.global_step, self.state.max_steps, float(logs["loss"]))

    data = Dataset.from_dict(
        {
            "claim": [row.claim for row in rows],
            "statement": [row.statement for row in rows],
            "label": [row.mask for row in rows],
        }
    )
    arguments = _arguments(recipe, kept, [*map(_length, rows)])
    return Trainer(model=model, args=arguments, train_dataset=data, loss=_one_of(model))


def _arguments(recipe: Recipe, kept: Path, lengths: Sequence[int]) -> CrossEncoderTrainingArguments:
    """The recipe as the library's training arguments."""
    import torch
    from sentence_transformers.cross_encoder import CrossEncoderTrainingArguments

    return CrossEncoderTrainingArguments(
        output_dir=str(kept),
        num_train_epochs=recipe.passes,
        per_device_train_batch_size=recipe.batch,
        learning_rate=recipe.rate,
        warmup_steps=WARMUP,
        weight_decay=0.01,
        bf16=torch.cuda.is_available() or fast_precision() is torch.bfloat16,
        use_cpu=not torch.cuda.is_available(),
        logging_steps=1,
        save_steps=SAVED_EVERY,
        save_total_limit=2,
        batch_sampler=partial(_batches, lengths, recipe.seed),
        report_to="none",
        seed=recipe.seed,
        disable_tqdm=True,
    )


def with_adapter(base: Path, frozen: int = 0, start: Path | None = None) -> CrossEncoder:
    """The base with a new adapter, or the one to start from, ready to train. There is no dropout: an adapter is small."""
    import torch
    from peft import LoraConfig

    model = empty_reader(base)
    model.add_adapter(
        LoraConfig(r=RANK, lora_alpha=int(SCALE * RANK), target_modules=list(TARGETS), modules_to_save=[OUTPUTS])
    )
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    if start is not None:
        put_adapter(model, start / "adapter.safetensors")
    for name, parameter in model.named_parameters():
        layer = name.partition("encoder.layer.")[2].partition(".")[0]
        if layer.isdigit() and int(layer) < frozen:
            parameter.requires_grad = False
    return model


def put_adapter(model: CrossEncoder, path: Path) -> None:
    """Load a model's adapter from a file written by ``write_adapter`` or by the library.

    Raises:
        KeyError: The file does not fit the model.
    """
    import torch
    from safetensors.torch import load_file

    own = {_short(name): parameter for name, parameter in model[0].model.named_parameters() if _is_trained(name)}
    with torch.no_grad():
        for name, value in load_file(path).items():
            own[_short(name)].copy_(value.float())


def write_adapter(model: CrossEncoder, out: Path, origin: Mapping[str, object]) -> None:
    """Write a model's adapter, two bytes per weight, with its hash and origin."""
    import torch
    from safetensors.torch import save

    trained = {
        _short(name): parameter.detach().to(torch.bfloat16).contiguous()
        for name, parameter in model[0].model.named_parameters()
        if _is_trained(name)
    }
    blob = save(dict(sorted(trained.items())))
    out.mkdir(parents=True, exist_ok=True)
    (out / "adapter.safetensors").write_bytes(blob)
    config = {"sha256": hashlib.sha256(blob).hexdigest(), "bytes": len(blob), "scale": SCALE, "origin": dict(origin)}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def _run_name(rows: Sequence[Row], recipe: Recipe, start: Path | None) -> str:
    """A name for a run derived from everything it depends on, so that only the same run is resumed."""
    began = str(read_config(start)["sha256"]) if start is not None else ""
    digest = hashlib.sha256(f"{recipe}{began}".encode())
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()[:8]


def _short(name: str) -> str:
    """A weight's name as stored: ``….q.down`` and ``….q.up`` for an adapter's two halves, and plain for an output."""
    name = name.removeprefix("base_model.model.").replace(".default", "").replace(".modules_to_save", "")
    return name.replace(".lora_A.weight", ".down").replace(".lora_B.weight", ".up")


def _is_trained(name: str) -> bool:
    return ".lora_" in name or ".modules_to_save." in name


def _one_of(model: CrossEncoder) -> torch.nn.Module:
    """The loss: minus the log-probability that a pair has one of the relations its label allows."""
    import torch

    class OneOf(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model  # the trainer takes the weights to train from the loss

        def forward(self, inputs: list[list[str]], labels: torch.Tensor, **_: object) -> torch.Tensor:
            tokens = self.model.preprocess(list(zip(inputs[0], inputs[1], strict=True)))
            placed = {name: value.to(labels.device) for name, value in tokens.items() if hasattr(value, "to")}
            logits = self.model(placed)["scores"].float()
            allowed = (labels[:, None] >> torch.arange(len(RELATIONS), device=labels.device)) & 1
            among = logits.masked_fill(allowed == 0, float("-inf")).logsumexp(dim=1)
            loss: torch.Tensor = (logits.logsumexp(dim=1) - among).mean()
            return loss

    return OneOf()


def _batches(lengths: Sequence[int], chance: int, dataset: object, batch_size: int, **_: object) -> LikeLengths:
    """Makes the trainer's batch sampler; it is pickled with a checkpoint, so it cannot be a closure."""
    return LikeLengths(lengths, batch_size, chance)


class LikeLengths:
    """Batches of rows of similar length, in a random order that differs in each epoch."""

    def __init__(self, lengths: Sequence[int], batch: int, seed: int) -> None:
        self._lengths, self._batch, self._seed = lengths, batch, seed
        self.epoch = 0

    def set_epoch(self, epoch: int) -> None:
        """Set the next epoch."""
        self.epoch = epoch

    def __len__(self) -> int:
        return -(-len(self._lengths) // self._batch)

    def __iter__(self) -> Iterator[list[int]]:
        rng = random.Random(f"{self._seed}:{self.epoch}")
        order = list(range(len(self._lengths)))
        rng.shuffle(order)
        step = self._batch * BUCKETS
        for start in range(0, len(order), step):
            block = sorted(order[start : start + step], key=self._lengths.__getitem__)
            batches = [block[i : i + self._batch] for i in range(0, len(block), self._batch)]
            rng.shuffle(batches)
            yield from batches


def _length(row: Row) -> int:
    return len(row.claim) + len(row.statement)


def _keep_freed_memory() -> None:
    """Make glibc keep freed memory."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        for option, value in _KEEP_MEMORY:
            mallopt(option, value)
