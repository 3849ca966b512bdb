"""The trained reader: its weights, its windows, its training, and the fit to a bank of one's own."""

from __future__ import annotations

import itertools
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from interviewer.errors import UnavailableError, UsageError
from interviewer.grading.evidence import sentences
from interviewer.grading.local.reader import (
    OUTPUTS,
    WEIGHTS,
    WINDOW_CHARACTERS,
    CrossEncoder,
    Shown,
    criterion_text,
    nearest_paraphrases,
    read_weights,
    shipped_reader,
    windows,
)
from interviewer.grading.local.vectors import question_vectors
from interviewer.grading.rubric import holds_several_points
from interviewer.grading.training import adapt as adapting
from interviewer.grading.training.adapt import FOLDER, adapt, adapted_reader
from interviewer.grading.training.compose import compose
from interviewer.grading.training.fine_tune import Row, _write, fine_tune, learn_halves
from knowledge.loader import load_bank
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import CachedEmbedder

pytestmark = pytest.mark.embedded
SIXTY_MEGABYTES = 60_000_000


def test_the_weights_are_small_and_what_their_card_says() -> None:
    config = json.loads((WEIGHTS / "config.json").read_text())
    size = (WEIGHTS / "model.safetensors").stat().st_size
    assert size == config["bytes"] and sum(f.stat().st_size for f in WEIGHTS.iterdir()) < SIXTY_MEGABYTES
    assert shipped_reader().version == config["sha256"][:8]
    shipped_reader().load()


@pytest.mark.parametrize("damage", ["flip", "cut", "gone", "no config"])
def test_damaged_weights_are_one_clear_line(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    blob = bytearray((folder / "model.safetensors").read_bytes())
    if damage == "flip":
        blob[-1] ^= 1
        (folder / "model.safetensors").write_bytes(blob)
    elif damage == "cut":
        (folder / "model.safetensors").write_bytes(blob[:1000])
    elif damage == "gone":
        (folder / "model.safetensors").unlink()
    else:
        (folder / "config.json").write_text("{")
    with pytest.raises(UnavailableError, match="weights") as error:
        CrossEncoder(folder).log_odds([("a", "b")])
    assert "\n" not in str(error.value)


def test_it_tells_a_point_from_its_opposite_and_from_talk(bank: Bank) -> None:
    question = bank["training-18c"]
    text = criterion_text(question, question.criterion("same-direction"), Shown())
    right, opposite, talk = shipped_reader().log_odds(
        [
            (text, "If I double the batch I also raise the learning rate, and for a tiny batch I lower it."),
            (text, "If I double the batch I lower the learning rate, and for a tiny batch I raise it a lot."),
            (text, "Both are hyperparameters that have to be tuned with care, as so often in deep learning."),
        ]
    )
    assert right > 0 > talk and right > opposite


def test_order_of_a_batch_changes_nothing(bank: Bank) -> None:
    question = bank["training-01"]
    pairs = [
        (criterion_text(question, c, Shown()), "overfit a few examples first " * n)
        for c in question.criteria
        for n in (1, 9)
    ]
    there, back = shipped_reader().log_odds(pairs), shipped_reader().log_odds(pairs[::-1])[::-1]
    assert np.allclose(there, back, atol=1e-3)


def test_a_question_without_a_title_is_read_with_its_own_words(bank: Bank) -> None:
    question = replace(bank["training-18c"], title="")
    text = criterion_text(question, question.criterion("same-direction"), Shown())
    assert text.startswith(question.question.split(".")[0][:30])
    assert question.criterion("same-direction").claim in text


def test_a_claim_without_paraphrases_is_read_beside_the_references_nearest_sentence(
    bank: Bank, words: CachedEmbedder
) -> None:
    base = replace(
        bank["training-18c"],
        reference="- **Moss** grows on stones. Wombats dig burrows at night, `slowly`.\n\n![a](b.png) Tea is hot.",
        criteria=(Criterion("digs", "Says that wombats dig burrows"), Criterion("hot", "Tea is hot")),
    )
    digs, hot = question_vectors(base, words).criteria
    assert digs.passage == "Wombats dig burrows at night, slowly ."
    assert hot.passage == "", "a sentence that says no more than the claim"
    shown = nearest_paraphrases(digs, words.embed(["They dig."]))
    assert f"Reference: {digs.passage}" in criterion_text(base, digs.criterion, shown)
    known = replace(base.criteria[0], satisfied_by=("a wombat digs",))
    assert question_vectors(replace(base, criteria=(known,)), words).criteria[0].passage == ""
    whole = Criterion("all", " ".join(base.reference.split()))
    assert question_vectors(replace(base, criteria=(whole,)), words).criteria[0].passage == ""
    wordless = replace(base, reference="")
    assert {item.passage for item in question_vectors(wordless, words).criteria} == {""}


def test_windows_hold_every_sentence_and_overlap() -> None:
    text = " ".join(f"Sentence number {n} says something of its own." for n in range(200))
    pieces = sentences(text)
    parts = windows(text, pieces)
    assert len(parts) > 5 and all(any(p.of(text) in part for part in parts) for p in pieces)
    assert all(len(part) <= WINDOW_CHARACTERS + 10 for part in parts)
    for before, after in itertools.pairwise(parts):
        assert sentences(before)[-1].of(before) == sentences(after)[0].of(after)
    one = "x" * 5000
    assert windows(one, sentences(one)) == [one]


def test_the_paraphrases_shown_are_the_nearest_and_never_those_to_be_left_out(
    bank: Bank, words: CachedEmbedder
) -> None:
    question = bank["training-01"]
    place = next(n for n, c in enumerate(question.criteria) if c.partly_satisfied_by)
    item = question_vectors(question, words).criteria[place]
    first = item.criterion.satisfied_by[0]
    embedded = words.embed([first])
    assert nearest_paraphrases(item, embedded).satisfying[0] == first
    assert first not in nearest_paraphrases(item, embedded, frozenset([first])).satisfying


def test_composed_answers_make_points_by_half(bank: Bank) -> None:
    question = bank["training-02"]
    halves = {text: c.id for c in question.criteria for text in c.partly_satisfied_by}
    assert len(halves) == sum(len(c.partly_satisfied_by) for c in question.criteria) > 4
    seen: set[float] = set()
    for made in compose(bank, question, 60, 1):
        targets = made.targets(question)
        assert {c for c, target in targets.items() if target == 0.5} == {halves[t] for t in made.used & set(halves)}
        assert {c for c, target in targets.items() if target == 1.0} == made.met
        seen |= set(targets.values())
    assert seen == {0.0, 0.5, 1.0}
    without = replace(question, criteria=tuple(replace(c, partly_satisfied_by=()) for c in question.criteria))
    assert not any(made.halves for made in compose(bank, without, 60, 1))


def test_what_meets_a_point_by_half_is_shown_as_that(bank: Bank, words: CachedEmbedder) -> None:
    question = bank["training-01"]
    place = next(n for n, c in enumerate(question.criteria) if c.partly_satisfied_by)
    item = question_vectors(question, words).criteria[place]
    first = item.criterion.partly_satisfied_by[0]
    shown = nearest_paraphrases(item, words.embed([first]))
    assert shown.halves == (first,) and f" Partly: {first}. No: " in criterion_text(question, item.criterion, shown)
    assert first not in nearest_paraphrases(item, words.embed([first]), frozenset([first])).halves


def test_training_changes_the_weights_and_a_seed_repeats_it(tmp_path: Path) -> None:
    rows = [Row(f"topic: Says {word}.", f"I say {word}.", 1.0) for word in ("red", "blue", "green", "grey")]
    rows += [Row(f"topic: Says {word}.", "I say nothing at all.", 0.0) for word in ("red", "blue", "green", "grey")]
    steps: list[int] = []
    for name in ("one", "two"):
        fine_tune(WEIGHTS, [rows], tmp_path / name, seed=3, progress=lambda step, of, loss: steps.append(of))
    assert steps == [1, 1]
    read = [CrossEncoder(tmp_path / name).log_odds([(r.criterion, r.answer) for r in rows]) for name in ("one", "two")]
    assert np.allclose(*read) and not np.allclose(
        read[0], shipped_reader().log_odds([(r.criterion, r.answer) for r in rows])
    )


def test_a_second_output_is_learnt_and_the_first_stays_as_it_is(tmp_path: Path) -> None:
    model, config = read_weights(WEIGHTS)[0], json.loads((WEIGHTS / "config.json").read_text())
    wide, model.head = model.head, torch.nn.Linear(config["bert"]["hidden_size"], 1)
    model.head.weight.data, model.head.bias.data = wide.weight[:1].detach(), wide.bias[:1].detach()
    old, new = tmp_path / "old", tmp_path / "new"
    _write(model, {"bert": config["bert"]}, WEIGHTS / "tokenizer.json", old, {})
    rows = [Row("topic: Says red.", "I say red.", 1.0), Row("topic: Says red.", "Some colour.", 0.5)] * 8
    rows += [Row("topic: Says red.", "I had soup for lunch.", 0.0)] * 8
    assert [row.half for row in (rows[0], rows[1], rows[-1])] == [0.0, 1.0, 0.0] and Row("a", "b", 0.25).half == 0.5
    learn_halves(old, rows, new, {"rows_of_halves": len(rows)})
    pairs = [(row.criterion, row.answer) for row in (rows[0], rows[1], rows[-1])]
    read = CrossEncoder(new).readings(pairs)
    assert read.shape == (3, OUTPUTS) and read[1, 1] > max(read[0, 1], read[2, 1])
    assert np.allclose(read[:, 0], shipped_reader().log_odds(pairs), atol=1e-4)
    before, after = (read_weights(folder)[0].body.state_dict() for folder in (WEIGHTS, new))
    assert all(torch.equal(before[name], after[name]) for name in before), "not one weight moved"
    fine_tune(new, [rows], tmp_path / "both", seed=3)
    assert CrossEncoder(tmp_path / "both").readings(pairs).shape == (3, OUTPUTS)


def test_a_short_training_outlives_eight_bits(tmp_path: Path) -> None:
    model, config = read_weights(WEIGHTS)[0], json.loads((WEIGHTS / "config.json").read_text())
    before = model.body.encoder.layer[2].output.dense.weight.detach().clone()
    step = before.abs().amax(dim=1, keepdim=True) / 127
    moved = torch.where(before.abs() < 100 * step, before + 0.2 * step, before)
    model.body.encoder.layer[2].output.dense.weight.data = moved
    _write(model, {name: config[name] for name in ("bert", "outputs")}, WEIGHTS / "tokenizer.json", tmp_path, {})
    after = read_weights(tmp_path)[0].body.encoder.layer[2].output.dense.weight.detach()
    assert ((after - before) / step).mean().item() == pytest.approx(0.2, abs=0.01), "to the nearest it would be 0"
    untouched = "body.encoder.layer.1.output.dense.weight"
    kept = [m.state_dict()[untouched] for m in (read_weights(WEIGHTS)[0], read_weights(tmp_path)[0])]
    assert torch.allclose(*kept, atol=1e-6), "what was not trained stays as it is"


@pytest.fixture
def own_bank(tmp_path: Path, bank: Bank) -> Path:
    for question_id in ("training-01", "training-02", "training-05", "training-08", "training-09"):
        source = bank.root / "training" / f"{question_id}.md"
        target = tmp_path / "bank" / "training" / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return tmp_path / "bank"


def test_a_fit_lies_beside_its_bank_and_counts_until_the_bank_changes(
    own_bank: Path, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapting, "MOST_ROWS", 32)
    monkeypatch.setattr(adapting, "_f1", lambda reader, rows: 0.5 if reader.folder == WEIGHTS else 0.6)
    bank = load_bank(own_bank)
    assert adapted_reader(bank) is None
    gain = adapt(bank, words)
    assert (gain.before, gain.after, gain.questions) == (0.5, 0.6, 1)
    reader = adapted_reader(bank)
    assert reader is not None and reader.version != shipped_reader().version
    reader.load()
    path = own_bank / "training" / "training-01.md"
    path.write_text(path.read_text().replace("weight: 1\n", "weight: 2\n", 1))
    assert adapted_reader(load_bank(own_bank)) is None
    kept = own_bank / FOLDER / "bank.json"
    path.write_text(path.read_text().replace("weight: 2\n", "weight: 1\n", 1))
    for other in ("[]", json.dumps({**json.loads(kept.read_text()), "reader": "an earlier one"})):
        kept.write_text(other)
        assert adapted_reader(load_bank(own_bank)) is None


def test_a_fit_that_gains_nothing_is_not_kept(
    own_bank: Path, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapting, "MOST_ROWS", 32)
    monkeypatch.setattr(adapting, "_f1", lambda reader, rows: 0.5)
    adapt(load_bank(own_bank), words)
    assert not (own_bank / FOLDER).exists()


def test_a_bank_without_paraphrases_cannot_be_fitted_to(own_bank: Path, words: CachedEmbedder) -> None:
    shutil.rmtree(own_bank / "training")
    shutil.copytree(Path(__file__).parents[4] / "knowledge" / "bank" / "rl", own_bank / "rl")
    for path in sorted((own_bank / "rl").glob("*.md"))[1:]:
        path.unlink()
    with pytest.raises(UsageError, match="at least 5 of two questions"):
        adapt(load_bank(own_bank), words)


def test_a_long_claim_and_a_whole_reference_hold_several_points(bank: Bank) -> None:
    question = bank["training-06a"]
    short = replace(question, reference="Clip the gradients,\n or lower the learning rate.")
    assert not any(holds_several_points(question, criterion) for criterion in question.criteria)
    assert holds_several_points(question, Criterion("c", " ".join(["word"] * 41)))
    assert holds_several_points(short, Criterion("c", "Clip the gradients, or lower the learning rate."))
    assert not holds_several_points(short, Criterion("c", "Clip the gradients."))
