"""The page's own style sheets and scripts."""

from __future__ import annotations

import re
from importlib import resources

import pytest

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


SHEETS = sorted(file.name for file in resources.files("interviewer.web").iterdir() if file.name.endswith(".css"))
RELATIVE = {"0", ".7em", "12px"}
"""A label that gives way to another, a mark that is as large as its words are, and the words of a plot, which has its own size."""


@pytest.mark.parametrize("name", SHEETS)
def test_every_size_of_letters_and_every_gap_is_one_of_the_scale(name: str) -> None:
    sheet = (resources.files("interviewer.web") / name).read_text(encoding="utf-8")
    sizes = re.findall(r"font-size: ([^;}!]+)", sheet)
    assert [size for size in sizes if not size.startswith("var(--text-") and size.strip() not in RELATIVE] == []
    # a tree is laid out in parts of its own size
    rules = [line for line in sheet.splitlines() if ".treeform" not in line]
    gaps = [gap for line in rules for gap in re.findall(r"(?<![\w-])(?:padding|margin|gap): ([^;{}]*)", line)]
    assert [gap for gap in gaps if re.search(r"\d(?:rem|px)", gap.replace("var(--", "")) and "calc" not in gap] == []


def test_the_scales_have_no_more_steps_than_they_need() -> None:
    scale = (resources.files("interviewer.web") / "scale.css").read_text(encoding="utf-8")
    assert len(re.findall(r"--text-\d: ", scale)) == 7 and len(re.findall(r"--space-\d: ", scale)) == 8


def test_every_icon_is_drawn_in_the_page_itself() -> None:
    sheet = (resources.files("interviewer.web") / "icons.css").read_text(encoding="utf-8")
    drawn = set(re.findall(r"--icon-([a-z]+): url\(\"data:image/svg", sheet))
    assert drawn and set(re.findall(r"var\(--icon-([a-z]+)\)", sheet)) <= drawn
    assert "http://" not in sheet.replace("http://www.w3.org/2000/svg", "") and "https://" not in sheet
