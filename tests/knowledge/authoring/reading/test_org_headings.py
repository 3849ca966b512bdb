"""Headings, title and code of Org mode become those of Markdown; bullets of other lists stay."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.org_headings import with_org_headings


def test_a_file_in_org_mode_is_rewritten() -> None:
    text = "#+title: Bread\n* Flours\n** TODO What is rye?\n#+BEGIN_SRC python\n** no\n#+END_SRC\n** Why?\n*** So"
    assert with_org_headings(text) == "# Bread\n# Flours\n## What is rye?\n```python\n** no\n```\n## Why?\n### So"


@pytest.mark.parametrize(
    "text",
    ["* Flours\n* What is rye?", "* a\n** What is rye?\n* b", "**What is rye?**\n**Why?**", "```\n** a\n** b\n```"],
)
def test_any_other_stays(text: str) -> None:
    assert with_org_headings(text) == text
