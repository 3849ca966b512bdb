"""The files that a page hands out as it is served, whose home is outside the working directory and the system's temporary folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.interviewer.web.driving import BROWSER, PlainServer, begin, end, open_page, open_tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = BROWSER


def test_the_report_opens_and_its_files_can_be_had(browser: Browser, plain: PlainServer) -> None:
    page, outside = open_page(browser, plain, viewport={"width": 1366, "height": 650})
    begin(page, 1, coach=False)
    end(page)
    page.click("#btn-report")
    page.wait_for_selector("#view-report h1", state="visible")
    for button, start in (("#dl-pdf", b"%PDF-"), ("#dl-md", b"# "), ("#dl-json", b"{")):
        with page.expect_download() as found:
            page.click(button)
        assert Path(found.value.path()).read_bytes().startswith(start)
    assert outside == []


def test_the_page_of_an_eval_can_be_had(browser: Browser, plain: PlainServer) -> None:
    kept = Path(plain.env["VIVA_HOME"]) / "evals" / "20261201-000000-grading"
    kept.parent.mkdir(exist_ok=True)
    kept.with_suffix(".json").write_text(json.dumps({"headlines": [{"name": "QWK", "value": 0.5}]}))
    kept.with_suffix(".html").write_text("<!doctype html><title>What came of it</title>")
    page, _ = open_page(browser, plain, viewport={"width": 1366, "height": 650})
    open_tab(page, "Accuracy")
    page.wait_for_selector("#dl-eval", state="visible")
    with page.expect_download() as found:
        page.click("#dl-eval")
    assert "What came of it" in Path(found.value.path()).read_text()
