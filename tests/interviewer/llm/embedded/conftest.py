from __future__ import annotations

from pathlib import Path

import pytest

from tests.interviewer.llm.embedded.llama import Llama


@pytest.fixture
def llama(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Llama:
    return Llama(tmp_path, monkeypatch)
