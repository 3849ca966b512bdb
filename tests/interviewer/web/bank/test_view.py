"""The page's tab for drafts: what is missing is said, what was typed is kept, and approving moves on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.authoring.approval.approval import drafts
from knowledge.authoring.importer import import_list
from knowledge.loader import load_bank

if TYPE_CHECKING:
    from gradio_client import Client

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
COMPLETE = """---
id: dough-01
section: dough
status: draft
criteria:
  - id: gas
    claim: Says that yeast makes gas
---

## Question

Why does dough rise?

## Reference answer

Yeast makes gas.
"""


@pytest.fixture
def client(light_services: Services, store: Store, tmp_path: Path) -> Iterator[Client]:
    import gradio_client

    from interviewer.web.desk import Desk
    from interviewer.web.page import build_page

    source = tmp_path / "list.md"
    source.write_text("## Dough\n\n1. Why does dough rise?\n2. What is gluten?\n")
    import_list(source, tmp_path / "bank")
    light_services.settings = light_services.settings.model_copy(update={"bank": tmp_path / "bank"})
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    blocks = build_page(desk)
    blocks.queue()
    _, url, _ = blocks.launch(server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, share=False)
    yield gradio_client.Client(url, verbose=False)
    blocks.close(verbose=False)


def test_a_draft_is_completed_and_approved(client: Client, tmp_path: Path) -> None:
    root = tmp_path / "bank"
    _, text, faults, *_ = client.predict(api_name="/drafts")
    assert "id: dough-01" in text and "**Points:** add at least one thing" in faults
    _, text, faults, *_ = client.predict("dough-01", text + "\nmy note", api_name="/draft_approve")
    assert "my note" in text and "Still missing" in faults and len(drafts(root)) == 2
    assert "my note" in drafts(root)[0].path.read_text()
    _, text, faults, *_ = client.predict("dough-01", COMPLETE, api_name="/draft_save")
    assert faults == "Nothing is missing. You can approve it."
    _, text, *_ = client.predict("dough-01", COMPLETE, api_name="/draft_approve")
    assert "id: dough-02" in text
    assert [q.id for q in load_bank(root).values()] == ["dough-01"]


def test_only_drafts_of_the_bank_can_be_written(client: Client, tmp_path: Path) -> None:
    from gradio_client.exceptions import AppError

    for which in ("../../etc/passwd", "training-01", None):
        with pytest.raises(AppError, match=r"choose a question from the list|not in the list"):
            client.predict(which, "x", api_name="/draft_save")
