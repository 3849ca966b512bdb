"""Lines that only lead to the top or to where the page is edited are told from those that lead to something to read."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.page_links import leads_away
from knowledge.authoring.reading.plain_markdown import with_plain_headings


@pytest.mark.parametrize(
    "line",
    [
        "[back to top](#top)",
        "**[⬆ nach oben](#bread)**",
        '<p align="right">(<a href="#readme-top">back to top</a>)</p>',
        "<b><a href='#bread'>↥</a></b>",
        "[Edit](https://github.com/a/b/edit/main/c.md)",
        "[Edit](https://gitlab.com/a/b/-/edit/main/c.md) | [⬆ Top](#bread)",
        "- [to the top](#top)",
    ],
)
def test_what_leads_away(line: str) -> None:
    assert leads_away(line)


@pytest.mark.parametrize(
    "line",
    [
        "See [above](#top).",
        "[Answer](https://example.org/bread)",
        "- [Rye](#rye)",
        "[Rye](#rye), [wheat](#wheat)",
        "[Paper](https://example.org/a), [edit](https://github.com/a/b/edit/c.md)",
        "No link.",
        "",
    ],
)
def test_what_does_not(line: str) -> None:
    assert not leads_away(line)


def test_a_line_between_a_link_and_the_rule_below_it_is_not_lost() -> None:
    assert with_plain_headings("[Top](#top)\n2) Why salt\n---") == "[Top](#top)\n2) Why salt\n"
