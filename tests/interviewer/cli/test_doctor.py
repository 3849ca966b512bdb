from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.bootstrap import open_services
from interviewer.cli import doctor, models
from interviewer.cli.main import run_with
from interviewer.llm import build
from interviewer.llm.embedded.model_file import QWEN
from interviewer.llm.embedded.reader_spec import MPNET
from interviewer.loading import services
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from knowledge.search.embeddings import CachedEmbedder
from tests.knowledge.files import GOOD, write
from tests.stand_ins import WordEmbedder

WORDS = CachedEmbedder(WordEmbedder(), Path(":memory:"))


def test_doctor_checks_the_reader_only_where_it_judges(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor, "_CHECKS", [check for check in doctor._CHECKS if check[0] == "judge's reader"])
    monkeypatch.setenv("VIVA_JUDGE", "llm")
    assert run_with(["doctor"]) == 0
    assert "ok    judge's reader: not needed" in capsys.readouterr().out
    monkeypatch.setenv("VIVA_JUDGE", "local")
    monkeypatch.setenv("VIVA_READER_PATH", str(tmp_path))
    assert run_with(["doctor"]) == 3
    out = capsys.readouterr().out
    assert "FAIL  judge's reader:" in out and "config.json is missing; set VIVA_READER_PATH" in out


@pytest.mark.slow
def test_on_a_new_machine_nothing_fails(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_LLM", "embedded")
    monkeypatch.setattr(doctor, "free_memory", lambda: 64_000_000_000)
    assert run_with(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "later language model: not fetched yet; 'viva model fetch' downloads it (1.1 GB)" in out
    assert "later judge's reader: not fetched yet; 'viva model fetch' downloads it (0.4 GB)" in out
    assert "ok    search index: not built yet; the page builds it when it starts" in out
    assert "ok    question bank: 100 parts" in out and "FAIL" not in out


def test_doctor_names_what_is_wrong_and_how_to_mend_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    only(monkeypatch, "language model", "judge's reader")
    monkeypatch.setenv("VIVA_LLM", "embedded")
    models = load_settings().prepare_home() / "models"
    (models / MPNET.name).mkdir(parents=True)
    (models / QWEN.file).write_text("half of it")
    assert run_with(["doctor"]) == 3
    out = capsys.readouterr().out
    assert out.count("FAIL") == 2 and "it was removed, run 'viva model fetch' again" in out
    assert "config.json is missing; the folder was removed, run 'viva model fetch' again" in out
    monkeypatch.setenv("VIVA_MODEL_PATH", str(tmp_path / "none.gguf"))
    monkeypatch.setenv("VIVA_READER_PATH", str(tmp_path / "none"))
    assert run_with(["doctor"]) == 3
    out = capsys.readouterr().out
    assert out.count("FAIL") == 2 and "VIVA_READER_PATH" in out and "VIVA_MODEL_PATH" in out


@pytest.mark.parametrize(
    ("llm", "judge", "ways"),
    [
        ("embedded", "local", "close something, or set VIVA_LLM=off, or use an endpoint"),
        ("off", "local", "close something, or use an endpoint"),
        ("embedded", "llm", "close something, or set VIVA_LLM=off"),
    ],
)
def test_memory_is_asked_for_by_what_is_loaded(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, llm: str, judge: str, ways: str
) -> None:
    only(monkeypatch, "memory")
    monkeypatch.setenv("VIVA_LLM", llm)
    monkeypatch.setenv("VIVA_JUDGE", judge)
    parts = {"page", *(["judge"] if judge == "local" else []), *(["model"] if llm == "embedded" else [])}
    need = sum(doctor.MEMORY[part] for part in parts)
    monkeypatch.setattr(doctor, "free_memory", lambda: int((need + 0.1) * 1e9))
    assert run_with(["doctor"]) == 0 and f", {need:.1f} GB needed" in capsys.readouterr().out
    monkeypatch.setattr(doctor, "free_memory", lambda: int((need - 0.1) * 1e9))
    assert run_with(["doctor"]) == 3
    assert f"but an interview needs {need:.1f} GB; {ways}" in capsys.readouterr().out
    monkeypatch.setattr(doctor, "free_memory", lambda: None)
    assert run_with(["doctor"]) == 0


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(doctor, "_CHECKS", [check for check in doctor._CHECKS if check[0] in names])


def test_an_index_that_is_behind_its_bank_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    only(monkeypatch, "search index")
    assert run_with(["doctor"]) == 0
    folder = load_settings().home / "chroma"
    folder.mkdir(parents=True)
    (folder / "viva-index.json").write_text('{"bank": "another"}')
    assert run_with(["doctor"]) == 3
    assert "FAIL  search index: out of date; run 'viva index'" in capsys.readouterr().out


@pytest.mark.slow
def test_the_index_of_a_bank_with_questions_of_ones_own_is_up_to_date(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: CachedEmbedder
) -> None:
    only(monkeypatch, "search index")
    for place in (doctor, services):
        monkeypatch.setattr(place, "build_embedder", lambda settings: words)
    load_settings().prepare_home()
    write(load_settings().own_bank, GOOD.replace("id: maths-01", "id: maths-01\nstatus: approved"))
    opened = open_services(load_settings(llm="off"))
    assert "maths-01" in opened.bank and "training-01" in opened.bank
    opened.new_index(words).sync(opened.bank)  # as the page does
    assert run_with(["doctor"]) == 0
    assert "ok    search index: up to date" in capsys.readouterr().out


def test_a_processor_that_cannot_run_the_embedded_model_is_named_with_the_way_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    only(monkeypatch, "language model", "processor")
    monkeypatch.setenv("VIVA_LLM", "embedded")
    monkeypatch.setenv("VIVA_THREADS", "3")
    for place in (doctor, build):
        monkeypatch.setattr(place, "missing_instructions", lambda: ("avx2",))
    assert run_with(["doctor"]) == 3
    out = capsys.readouterr().out
    assert "FAIL  language model: this processor has no AVX2" in out and "set VIVA_LLM=off" in out
    assert "the models use 3 threads" in out


@pytest.mark.parametrize(
    ("judge", "half", "told"), [("local", False, True), ("local", True, False), ("llm", False, False)]
)
def test_a_processor_that_reads_slowly_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, judge: str, half: bool, told: bool
) -> None:
    only(monkeypatch, "processor")
    monkeypatch.setenv("VIVA_JUDGE", judge)
    monkeypatch.setattr(doctor, "is_half_precision", lambda: half)
    assert run_with(["doctor"]) == 0
    assert ("not in bfloat16" in capsys.readouterr().out) == told


def test_the_page_runs_without_the_embedded_model(monkeypatch: pytest.MonkeyPatch, light_services: Services) -> None:
    monkeypatch.setattr(build, "missing_instructions", lambda: ("avx2", "fma"))
    mine = Services(load_settings(llm="embedded"), light_services.bank)
    mine._parts.load("language model", mine._load_chat)
    part = mine.part("language model")
    assert part.state == "failed" and "no AVX2 and no FMA" in part.detail and mine.chat() is None


@pytest.mark.slow
def test_a_damaged_index_is_named_and_built_anew(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, light: None
) -> None:
    only(monkeypatch, "search index")
    for module in (services, doctor, models):
        monkeypatch.setattr(module, "build_embedder", lambda _: WORDS)
    monkeypatch.setattr(Services, "_load_embedder", lambda self: setattr(self, "_embedder", WORDS) or "words")
    assert run_with(["index"]) == 0 and run_with(["doctor"]) == 0
    file = load_settings().home / "chroma/chroma.sqlite3"
    file.write_bytes(b"\xff\x00other" * 10_000)
    assert run_with(["doctor"]) == 3
    assert "FAIL  search index: damaged: " in capsys.readouterr().out
    assert run_with(["index"]) == 0 and "so it is rebuilt" in capsys.readouterr().err
    assert run_with(["doctor"]) == 0
