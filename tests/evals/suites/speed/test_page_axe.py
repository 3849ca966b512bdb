"""axe-core is run on what is shown, and each element that breaks a rule counts."""

from __future__ import annotations

import os
import sys

import pytest

from evals.suites.speed.page_axe import axe_on
from evals.suites.speed.page_browser import chromium
from interviewer.errors import UnavailableError
from tests.interviewer.web.driving import CHROMIUM

SHOWN = "<html lang=en><title>A page</title><main><h1>Two pictures</h1>{}</main></html>"
PICTURE = "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine")
def test_each_element_that_breaks_a_rule_counts_once() -> None:
    with chromium() as browser:
        page = browser.new_page()
        with axe_on(page) as broken:
            page.set_content(SHOWN.format(PICTURE * 2))
            assert broken() == ["image-alt", "image-alt"]
            page.set_content(SHOWN.format(""))
            assert broken() == []


def test_where_it_is_missing_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "axe_playwright_python.sync_playwright", None)
    with pytest.raises(UnavailableError, match="browser"), axe_on(object()):  # type: ignore[arg-type]
        pass
