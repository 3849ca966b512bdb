"""The page's own style sheets and scripts."""

from __future__ import annotations

from importlib import resources

from interviewer.web.theme import FRAME, head, own_scripts, style


def test_every_style_sheet_and_every_script_of_the_page_is_served() -> None:
    for file in resources.files("interviewer.web").iterdir():
        if file.name.endswith(".css"):
            assert file.read_text(encoding="utf-8") in style(), file.name
        if file.name.endswith(".js"):
            assert file.read_text(encoding="utf-8") in own_scripts(), file.name
    assert FRAME in head()


def test_a_page_that_is_still_empty_is_as_wide_as_a_phone() -> None:
    assert "width: 100% !important" in FRAME  # or the word that says it is loading is cut on both sides
