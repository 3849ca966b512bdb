from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.interviewer.llm.stub import Endpoint


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    yield made
    made.server.shutdown()
    made.server.server_close()
