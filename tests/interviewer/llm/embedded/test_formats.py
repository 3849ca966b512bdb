"""What the models are kept in: formats of data, so that loading a file runs no code from it."""

from __future__ import annotations

from pathlib import Path

from interviewer.grading.local.reader import WEIGHTS
from interviewer.llm.embedded.model_file import QWEN
from interviewer.llm.embedded.reader_spec import MPNET

DATA = {".safetensors", ".gguf", ".json", ".txt", ".model"}


def test_every_file_that_is_fetched_is_data_and_has_its_hash() -> None:
    files = {QWEN.file: QWEN.sha256, **{file.name: file.sha256 for file in MPNET.files}}
    assert {Path(name).suffix for name in files} <= DATA and Path(MPNET.weights.name).suffix == ".safetensors"
    assert all(len(digest) == 64 for digest in files.values())


def test_every_file_that_comes_with_viva_is_data() -> None:
    assert {path.suffix for path in WEIGHTS.rglob("*") if path.is_file()} <= DATA
    code = Path(__file__).parents[4] / "interviewer" / "grading" / "local"
    for file in code.glob("*.py"):
        text = file.read_text("utf-8")
        assert "pickle" not in text and "torch.load(" not in text and "trust_remote_code=True" not in text, file.name
