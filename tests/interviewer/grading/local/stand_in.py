"""A small question, a calibration that can be checked by hand, and a tiny base model for the reader."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from interviewer.grading.local.calibration import Calibration
from interviewer.grading.local.reading import SILENCE, ClaimReading, LogProbabilities
from interviewer.grading.local.relation import RELATIONS
from interviewer.grading.local.statement import Statement, statements_of
from interviewer.grading.local.verdict import Likelihoods, Thresholds
from knowledge.schema import Criterion, Misconception, Question

# says, says_or_half, second, contradicts, contradicts_later, statements: a point is met by a statement that says it, partly met
# by one that says only half of it, and contradicted by one that says the opposite, above all at the end
_WEIGHTS = [
    [0, 0, 0, 0, 0, 0],
    [1, 0, 0, 0, -0.3, -0.1],
    [-1, 1, 0, 0, 0, 0],
    [-0.2, 0, 0, 1, 0, 0],
]
LIKELY = Likelihoods(
    np.pad(np.asarray(_WEIGHTS, dtype=float), ((0, 0), (0, 4))), np.asarray([0, -2.4, -3, 0], dtype=float)
)
FITTED = Calibration(
    shown=LIKELY,
    bare=LIKELY,
    points=Thresholds(met=0.5, partly=0.45, contradicted=0.5),
    whole=Thresholds(met=0.8, partly=0.15, contradicted=0.5),
    belief=0.9,
    taken_back=0.7,
    sha256="c0ffee" + "0" * 58,
)
WORDS = "the of a loss norm clip momentum dropout gradient units says that rate red blue it is not damps"


def question(**changes: object) -> Question:
    """A question about exploding gradients with two points and a misconception."""
    fields: dict[str, object] = {
        "id": "own-01",
        "section": "own",
        "title": "Exploding gradients",
        "question": "How do you notice exploding gradients, and what helps?",
        "reference": "The loss turns into NaN all of a sudden in training. Clipping limits the norm of each update.",
        "criteria": (
            Criterion(
                "clipping",
                "Says that gradients are clipped",
                satisfied_by=("I clip the gradient norm", "cap their length before the step"),
                not_satisfied_by=("I lower the momentum",),
                contradicted_by=("clipping makes gradients larger",),
            ),
            Criterion("symptom", "Names a symptom such as a loss of NaN", satisfied_by=("the loss turns NaN",)),
        ),
        "misconceptions": (
            Misconception(
                "relu",
                "ReLU prevents exploding gradients",
                examples=("with ReLU gradients cannot explode",),
                not_examples=("ReLU does not saturate for positive inputs",),
                correction="ReLU helps against vanishing gradients only.",
                penalty=0.2,
            ),
        ),
    }
    return Question(**{**fields, **changes})  # type: ignore[arg-type]


def log_rows(*rows: tuple[float, float, float, float]) -> LogProbabilities:
    """Log-probabilities of relations, in the order of ``RELATIONS``."""
    return np.log(np.asarray(rows, dtype=float).reshape(len(rows), len(RELATIONS)))


def reading(
    *rows: tuple[float, float, float, float],
    said: int = 0,
    together: tuple[float, float, float, float] | None = None,
) -> ClaimReading:
    """A reading with one statement per row of probabilities. By default the whole reads like the least silent statement."""
    statements: list[Statement] = statements_of(" ".join(f"Statement {n}." for n in range(len(rows))))
    whole = log_rows(together or min(rows, key=lambda row: row[0]))[0] if together or rows else SILENCE
    return ClaimReading(tuple(statements), log_rows(*rows), whole, said or len(rows))


def tiny_base(folder: Path, hidden: int = 16) -> Path:
    """A random two-layer MPNet with a word-piece tokenizer, saved to a folder like the real one."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import MPNetConfig, MPNetForSequenceClassification, PreTrainedTokenizerFast

    letters = [letter for char in "abcdefghijklmnopqrstuvwxyz0123456789.:;,?!'" for letter in (char, f"##{char}")]
    vocabulary = ["<s>", "<pad>", "</s>", "[UNK]", "<mask>", *letters]
    vocabulary += [word for word in dict.fromkeys(WORDS.split()) if word not in vocabulary]
    ids = {piece: n for n, piece in enumerate(vocabulary)}
    words = Tokenizer(models.WordPiece(ids, unk_token="[UNK]"))
    words.normalizer = normalizers.Lowercase()
    words.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    words.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", ids["<s>"]), ("</s>", ids["</s>"])],
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=words,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="[UNK]",
        mask_token="<mask>",
        model_max_length=192,
    )
    torch.manual_seed(5)
    config = MPNetConfig(
        vocab_size=len(vocabulary),
        hidden_size=hidden,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * hidden,
        max_position_embeddings=400,
        pad_token_id=ids["<pad>"],
        bos_token_id=ids["<s>"],
        eos_token_id=ids["</s>"],
        num_labels=len(RELATIONS),
    )
    MPNetForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
