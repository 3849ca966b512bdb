"""A link that only gives the source of a question is stored with it, and not asked."""

from __future__ import annotations

import pytest
import yaml

from knowledge.authoring.drafts.draft_file import draft_file
from knowledge.authoring.question_list import ListedPart
from knowledge.authoring.structure.source_links import with_source, without_source

URL = "https://example.org/a-b?c=1"


@pytest.mark.parametrize(
    "end",
    [f" [[src]({URL})]", f" [[source]]({URL})", f"[src]({URL})", f" ([Reference]({URL})) ", f" （[来源]({URL})）"],
)
def test_the_link_goes_and_the_address_stays(end: str) -> None:
    part = with_source(ListedPart("s", 1, 0, "", f"What is dropout?{end}\n\nSee the figure.", 1))
    assert part.text == "What is dropout?\n\nSee the figure." and part.sources == (URL,)
    assert (
        part.original.startswith("What is dropout?") and without_source(f"What is dropout?{end}") == "What is dropout?"
    )
    head = yaml.safe_load(draft_file(part, "s-01", "s", part.text, "").split("---")[1])
    assert head["sources"] == [URL] and head["title"] == "What is dropout? See the figure"


@pytest.mark.parametrize(
    "text",
    [
        f"What does [this paper]({URL}) show?",
        f"Summarise [the source of all trouble]({URL})",
        f"[src]({URL})",
        "What is [src]?",
        f"What is `a[src]({URL})`?",
        "(" * 5000,
    ],
)
def test_a_link_that_the_question_is_about_stays(text: str) -> None:
    part = ListedPart("s", 1, 0, "", text, 1)
    assert with_source(part) == part
