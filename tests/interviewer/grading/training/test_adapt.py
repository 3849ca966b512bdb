"""The fit to a bank of one's own: when it is made, when it is kept, and as long as it counts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from interviewer.errors import UsageError
from interviewer.grading.local.reader import WEIGHTS
from interviewer.grading.local.reading import LogProbabilities
from interviewer.grading.local.relation import RELATIONS
from interviewer.grading.training import adapt as adapting
from interviewer.grading.training.adapt import FOLDER, MOST_HELD, MOST_ROWS, Gain, adapt, adapted_weights
from interviewer.grading.training.row import Row
from knowledge.loader import load_bank
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

QUESTIONS = ("training-01", "training-02", "training-05", "training-08", "training-09")


@pytest.fixture
def own_bank(tmp_path: Path, bank: Bank) -> Path:
    for question_id in QUESTIONS:
        source = bank.root / "training" / f"{question_id}.md"
        target = tmp_path / "bank" / "training" / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return tmp_path / "bank"


class Trainings:
    """Stands in for training: keeps what it was asked to learn, and writes a folder that says so."""

    def __init__(self) -> None:
        self.rows: list[list[Row]] = []
        self.folders: list[Path] = []

    def __call__(self, base: Path, rows: list[Row], out: Path, *rest: object, **more: object) -> None:
        self.rows.append(rows)
        self.folders.append(out)
        out.mkdir(parents=True, exist_ok=True)
        (out / "config.json").write_text(json.dumps({"sha256": f"{len(self.rows)}" * 64, "scale": 2.0}))


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> Trainings:
    made = Trainings()
    monkeypatch.setattr(adapting, "fine_tune", made)
    return made


@pytest.fixture
def read_right(monkeypatch: pytest.MonkeyPatch) -> Callable[[float, float], None]:
    """Sets how many rows the shipped reader and a fitted one read correctly."""

    def put(before: float, after: float) -> None:
        class Reader:
            def __init__(self, base: object, folder: Path) -> None:
                self.share = before if folder == WEIGHTS else after

            def log_probabilities(self, pairs: Sequence[tuple[str, str]]) -> LogProbabilities:
                rows = np.full((len(pairs), len(RELATIONS)), -9.0)
                rows[:, RELATIONS.index("half")] = -5.0  # hardly any row is that
                rows[: round(self.share * len(pairs)), RELATIONS.index("says")] = 0.0
                return rows

        monkeypatch.setattr(adapting, "Reader", Reader)

    return put


def fitted(folder: Path, words: CachedEmbedder) -> Gain:
    return adapt(load_bank(folder), Path("/nowhere"), words)


@pytest.mark.slow
def test_a_fit_that_gains_is_kept_beside_the_bank_and_made_of_all_of_it(
    own_bank: Path, words: CachedEmbedder, trainings: Trainings, read_right: Callable[[float, float], None]
) -> None:
    read_right(0.2, 0.9)
    bank = load_bank(own_bank)
    assert adapted_weights(bank) is None
    gain = fitted(own_bank, words)
    assert gain.helps and gain.after > gain.before and gain.questions == 1 and 0 < gain.rows <= MOST_HELD
    trial, kept = trainings.folders
    assert kept == own_bank / FOLDER and not trial.exists() and adapted_weights(bank) == kept
    learnt, everything = ({row.group for row in rows} for rows in trainings.rows)
    assert everything == {question.stem for question in bank.values()} and len(everything - learnt) == 1
    assert all(len(rows) <= MOST_ROWS for rows in trainings.rows)
    written = json.loads((kept / "bank.json").read_text())
    assert written["bank"] == bank.content_hash and written["before"] == gain.before


@pytest.mark.slow
def test_a_fit_that_gains_nothing_is_not_kept(
    own_bank: Path, words: CachedEmbedder, trainings: Trainings, read_right: Callable[[float, float], None]
) -> None:
    read_right(0.5, 0.5)
    assert not fitted(own_bank, words).helps
    assert len(trainings.rows) == 1 and not (own_bank / FOLDER).exists()
    assert adapted_weights(load_bank(own_bank)) is None


@pytest.mark.parametrize(
    ("numbers", "helps"),
    [
        ((0.6, 0.7, 0.5, 0.5), True),
        ((0.6, 0.7, 0.5, 0.6), True),
        ((0.6, 0.6, 0.5, 0.9), False),
        ((0.6, 0.9, 0.5, 0.4), False),  # it finds fewer wrong statements
        ((0.6, 0.5, 0.5, 0.9), False),
    ],
)
def test_a_fit_helps_where_more_is_read_right_and_no_less_of_what_is_wrong_is_heard(
    numbers: tuple[float, float, float, float], helps: bool
) -> None:
    assert Gain(*numbers, rows=10, questions=1).helps is helps


@pytest.mark.slow
@pytest.mark.parametrize("change", ["bank", "reader", "damaged", "other", "gone"])
def test_a_fit_counts_only_for_the_bank_and_the_reader_it_was_made_for(
    change: str,
    own_bank: Path,
    words: CachedEmbedder,
    trainings: Trainings,
    read_right: Callable[[float, float], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_right(0.2, 0.9)
    fitted(own_bank, words)
    kept, path = own_bank / FOLDER / "bank.json", own_bank / "training" / "training-01.md"
    before = path.read_text()
    if change == "bank":
        path.write_text(before.replace("weight: 1\n", "weight: 2\n", 1))
        assert adapted_weights(load_bank(own_bank)) is None
        path.write_text(before)
        assert adapted_weights(load_bank(own_bank)) == own_bank / FOLDER, "changed back it counts again"
        return
    if change == "reader":
        data: dict[str, Any] = json.loads(kept.read_text())
        kept.write_text(json.dumps({**data, "reader": "an earlier one"}))
    elif change == "damaged":
        kept.write_text("{")
    elif change == "other":
        kept.write_text("[]")
    else:
        kept.unlink()
    assert adapted_weights(load_bank(own_bank)) is None


@pytest.mark.parametrize("left", [1, 4])
def test_a_bank_with_too_few_paraphrases_cannot_be_fitted_to(
    left: int, own_bank: Path, words: CachedEmbedder, trainings: Trainings
) -> None:
    for question_id in QUESTIONS[left:]:
        (own_bank / "training" / f"{question_id}.md").unlink()
    with pytest.raises(UsageError, match="at least 5 of two questions") as error:
        fitted(own_bank, words)
    assert "\n" not in str(error.value) and trainings.rows == []


def test_a_part_that_lacks_paraphrases_does_not_count(bank: Bank, words: CachedEmbedder, trainings: Trainings) -> None:
    from evals.labelled.views import bare_question

    questions = [bank[question_id] for question_id in QUESTIONS]
    with pytest.raises(UsageError, match=r"^4 parts have paraphrases"):
        adapt(Bank([bare_question(questions[0]), *questions[1:]]), Path("/nowhere"), words)
    assert trainings.rows == []


def test_what_is_read_right_is_what_the_label_allows() -> None:
    class Reader:
        def log_probabilities(self, pairs: Sequence[tuple[str, str]]) -> LogProbabilities:
            return np.log(
                np.asarray([[0.1, 0.1, 0.1, 0.7], [0.1, 0.7, 0.1, 0.1], [0.1, 0.1, 0.1, 0.7], [0.7, 0.1, 0.1, 0.1]])
            )

    rows = [
        Row("a", "b", ("silent", "contradicts"), "x"),
        Row("a", "b", ("says",), "x"),
        Row("a", "b", ("contradicts",), "x"),
        Row("a", "b", ("contradicts",), "x"),
    ]
    assert adapting._right(Reader(), rows) == (0.75, 0.5)  # type: ignore[arg-type]
    assert adapting._right(Reader(), rows[:2] * 2) == (0.75, 0.0)  # type: ignore[arg-type]
