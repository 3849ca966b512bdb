"""``viva judge``."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.cli import judge
from interviewer.cli.main import run_with
from interviewer.grading.local.calibration import load_calibration
from interviewer.grading.local.reader import WEIGHTS, read_config
from interviewer.grading.training import adapt as adapting
from interviewer.grading.training.adapt import Gain
from interviewer.grading.training.fine_tune import OnStep
from interviewer.llm.embedded.reader_base import ReaderBase
from knowledge.loader import BUILT_IN
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder, CachedEmbedder

BASE = Path("/base")


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's base counts as fetched."""
    monkeypatch.setattr(ReaderBase, "require", lambda self: BASE)


def test_judge_info_says_what_it_was_fitted_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["judge", "info"]) == 0
    shown = capsys.readouterr().out
    fitted, reader = load_calibration(), str(read_config(WEIGHTS)["sha256"])[:8]
    assert shown.startswith(f"embedded judge local-{fitted.version}-{reader}\n")
    assert (
        '"fitted_on"' in shown
        and '"reader"' in shown
        and f"contradicted from {fitted.points.contradicted:.2f}" in shown
    )


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (Gain(0.6, 0.7, 0.5, 0.8, 40, 2), "saved in"),
        (Gain(0.7, 0.6, 0.5, 0.8, 40, 2), "the judge was not changed"),
        (Gain(0.6, 0.7, 0.8, 0.5, 40, 2), "the judge was not changed"),
    ],
)
def test_a_fit_says_what_it_gained_and_whether_it_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: CachedEmbedder, gain: Gain, said: str
) -> None:
    fitted: list[int] = []

    def fit(bank: Bank, base: Path, embedder: BankEmbedder, on_step: OnStep) -> Gain:
        assert base == BASE
        fitted.append(len(bank))
        return gain

    monkeypatch.setattr(adapting, "adapt", fit)
    monkeypatch.setattr(judge, "build_embedder", lambda settings: words)
    assert run_with(["judge", "adapt", "--bank", str(BUILT_IN / "rl")]) == 0
    captured = capsys.readouterr()
    assert fitted == [8] and said in captured.err
    assert f"{gain.before:6.1%}  {gain.after:6.1%}" in captured.out
    assert f"{gain.turned_before:6.1%}  {gain.turned_after:6.1%}" in captured.out


def test_a_fit_that_cannot_be_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: CachedEmbedder
) -> None:
    monkeypatch.setattr(judge, "build_embedder", lambda settings: words)
    assert run_with(["judge", "adapt"]) == 2
    assert run_with(["judge", "adapt", "--bank", str(tmp_path / "nowhere")]) == 2
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "rl-01.md").write_text((BUILT_IN / "rl" / "rl-01.md").read_text())
    assert run_with(["judge", "adapt", "--bank", str(tmp_path / "one")]) == 2
    err = capsys.readouterr().err
    assert "name the bank with --bank DIR" in err and "no such folder" in err and "at least 5" in err
    assert "Traceback" not in err
