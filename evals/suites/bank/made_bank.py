"""Generated banks of any size, to measure how search grows with the bank: questions put together from terms, and their vectors.

No two questions are the same, and each has neighbours that share some of its terms, as in a bank that people wrote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.schema import Bank, Criterion, Question
from knowledge.search.vectors import Vectors


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


METHODS = _listed(
    "dropout|batch normalisation|layer normalisation|weight decay|early stopping|label smoothing|gradient clipping|warm-up|"
    "cosine annealing|momentum|Adam|AdamW|mixed precision|data augmentation|mixup|teacher forcing|beam search|"
    "knowledge distillation|quantisation|pruning|low-rank adapters|prompt tuning|contrastive pre-training|masked modelling|"
    "negative sampling|curriculum learning|gradient accumulation|checkpointing|weight averaging|spectral normalisation|"
    "residual connections|skip connections|stochastic depth|attention masking|rotary embeddings|relative positions|"
    "grouped queries|expert routing|replay buffers|target networks|reward shaping|entropy bonuses|advantage estimation|"
    "importance sampling|domain randomisation|self-training|pseudo-labels|active learning|ensembling|temperature scaling"
)
MODELS = _listed(
    "a convolutional network|a recurrent network|an LSTM|a transformer encoder|a decoder-only transformer|a graph network|"
    "a variational autoencoder|a diffusion model|a generative adversarial network|a normalising flow|a U-Net|"
    "a vision transformer|a siamese network|a two-tower retriever|a mixture of experts|an actor-critic agent|a Q-network|"
    "a policy network|a speech recogniser|a sequence-to-sequence model|a masked autoencoder|a point-cloud network|"
    "a detector with anchors|a segmentation network|a language model of 100 million weights|a linear probe|"
    "a bidirectional encoder|a state-space model|a memory network|a capsule network|a hypernetwork|a Siamese encoder|"
    "a pointer network|a world model|a recommender with factorised embeddings|a text-to-speech model|a pose estimator|"
    "an optical-flow network|a depth estimator|a neural radiance field"
)
EFFECTS = _listed(
    "validation loss|training speed|gradient variance|calibration|memory use|convergence|over-fitting|rare classes|"
    "robustness to noise|the learning rate you can afford|sample efficiency|latency|numerical stability|exploration|"
    "mode collapse|catastrophic forgetting|fairness between groups|the sharpness of the minimum|the bias of the estimate|"
    "transfer to new domains|the rank of the features|dead units|exposure bias|length bias|hallucination|recall|precision|"
    "the effective batch size|communication between devices|reproducibility|credit assignment|off-policy error|"
    "position bias|label noise|missing modalities|long contexts|small objects|class imbalance|drift|leakage"
)
SETTINGS = _listed(
    "the batch is small|labels are noisy|the data set has a thousand rows|there are a million classes|inputs are very long|"
    "training runs on eight devices|memory is short|the test set comes later in time|rewards are sparse|"
    "you fine-tune for three epochs|the learning rate is high|half of the features are missing|images are large|"
    "the vocabulary is small|actions are continuous|the teacher is weak|classes overlap|the loss has spiked|"
    "only a tenth of the labels are known|the model must run on a phone|sequences differ in length|weights are shared|"
    "the optimiser has just been restarted|inputs are in several languages|users change every week|gradients are stale|"
    "activations are in half precision|the simulator differs from the robot|feedback is delayed|the prior is wrong|"
    "queries are short|documents repeat themselves|the graph is dense|frames are dropped|audio is clipped|"
    "annotators disagree|the window slides|the cache is cold|negatives are easy|the encoder is frozen"
)
SECTIONS = ("training", "nlp", "vision", "rl", "advanced")
MOST = len(METHODS) * len(MODELS) * len(EFFECTS) * len(SETTINGS)
_STEP = 1_000_003
"""Coprime to ``MOST``, so that steps of this size visit every combination once, and consecutive questions share few terms."""
WIDTH = 384
"""Dimensions of a made vector, as in all-MiniLM-L6-v2."""
_OWN = 0.4
"""Length of the random part of a made vector, which depends on the whole text, next to the mean of its words: enough that no two
are the same. With much more, the vectors would be noise, which no index can search well, and which real texts are not."""


def made_bank(size: int) -> Bank:
    """A bank of ``size`` questions.

    Raises:
        ValueError: There are fewer combinations of terms.
    """
    if size > MOST:
        raise ValueError(f"at most {MOST} questions can be made, not {size}")
    return Bank(_question(number) for number in range(size))


def made_queries(count: int) -> list[str]:
    """What people might type to find such questions; none is the text of a question."""
    out = []
    for number in range(count):
        method, model, effect, setting = _terms(number * 7919 + 13)
        out.append((f"{effect} with {method}, {setting}", f"why use {method} in {model}?")[number % 2])
    return out


def changed_question(bank: Bank, number: int) -> Question:
    """A question in a made bank after an edit: it asks something else, and its answer starts differently."""
    question = bank[f"made-{number:06d}"]
    return replace(
        question,
        question=f"Mended {number}: what would you measure first, and why? {question.question}",
        reference=f"Begin with a baseline that is run {number + 2} times.\n\n{question.reference}",
    )


def file_of(question: Question) -> str:
    """A made question as the text of a bank file."""
    topics, claim = ", ".join(question.topics), question.criteria[0].claim
    return (
        f"---\nid: {question.id}\nsection: {question.section}\ntitle: {question.title}\ntopics: [{topics}]\n"
        f"criteria:\n- id: effect\n  claim: {claim}\n---\n\n"
        f"## Question\n\n{question.question}\n\n## Reference answer\n\n{question.reference}\n"
    )


class MadeEmbedder:
    """Vectors for texts that would take a real model hours: the mean of one random vector per word, plus one for the text.

    Texts with the same words are near each other, as with a real model; no two have the same vector.
    """

    name = "made vectors"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, float32 (n, 384), L2-normalised."""
        rows = np.empty((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            words = text.lower().split()
            row[:] = np.mean([_of_word(word) for word in words], axis=0) if words else 0.0
            row /= max(float(np.linalg.norm(row)), 1e-9)
            row += _drawn(text) * (_OWN / np.sqrt(WIDTH))
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def embed_known(self, texts: Sequence[str]) -> Vectors:
        """The same as ``embed``; nothing is cached."""
        return self.embed(texts)


@lru_cache(maxsize=10_000)
def _of_word(word: str) -> NDArray[np.float32]:
    return _drawn(word)


def _drawn(key: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")
    return np.random.Generator(np.random.SFC64(seed)).standard_normal(WIDTH, dtype=np.float32)


def _terms(number: int) -> tuple[str, str, str, str]:
    place = number * _STEP % MOST
    place, method = divmod(place, len(METHODS))
    place, model = divmod(place, len(MODELS))
    setting, effect = divmod(place, len(EFFECTS))
    return METHODS[method], MODELS[model], EFFECTS[effect], SETTINGS[setting]


def _question(number: int) -> Question:
    method, model, effect, setting = _terms(number)
    return Question(
        id=f"made-{number:06d}",
        section=SECTIONS[number % len(SECTIONS)],
        title=f"{method.capitalize()} in {model}, and {effect}",
        topics=(method.lower().replace(" ", "-"), effect.lower().replace(" ", "-")),
        question=f"You train {model} with {method}, and {setting}. What happens to {effect}, and how would you find out?",
        reference=(
            f"With {method}, {effect} changes mostly because every step then rests on other statistics. In {model} this shows "
            f"early in training, and more so when {setting}: the gradient of one batch says less about the whole.\n\n"
            f"To find out, train {model} twice from the same start, once without {method}, and compare {effect} over at least "
            f"three seeds. If the difference is smaller than that between seeds, {setting} matters more than {method} does."
        ),
        criteria=(Criterion("effect", f"Says how {method} changes {effect} when {setting}"),),
    )
