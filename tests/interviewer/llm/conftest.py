from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interviewer.llm.llama import Llama
from tests.interviewer.llm.stub import Endpoint


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def llama(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Llama:
    return Llama(tmp_path, monkeypatch)
