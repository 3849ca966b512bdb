"""Hostile text in an answer: nothing of it runs, calls out, leads away or breaks what is around it."""

from __future__ import annotations

import html.parser
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from interviewer.conversation.state.state import Turn
from interviewer.web.chat import chat_messages
from interviewer.web.markdown import safe_markdown
from knowledge.loader import BUILT_IN
from tests.pace import limit

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<form action=//evil.example><input>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "![x](https://evil.example/track.png)",
    "![x][y]\n\n[y]: https://evil.example/track.png",
    "[click](javascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "[click](\tjavascript:alert(1))",
    "[a]: javascript:alert(1)\n[a]",
    "<https://evil.example>",
    "<javascript:alert(1)>",
    "https://evil.example/x",
    "www.evil.example",
    "[![x](https://evil.example/a.png)](https://evil.example)",
    "\\[link](https://evil.example)",
    "[x]\\(https://evil.example)",
    "text\n\n<div onclick=alert(1)>\n\nmore",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "`</code><script>alert(1)</script>`",
    "$</span><script>alert(1)</script>$",
    "$\\href{javascript:alert(1)}{x}$",
    "\\(\\href{javascript:alert(1)}{x}\\)",
    "$$\\includegraphics{https://evil.example/x.png}$$",
    "$\\htmlClass{evil}{x}$",
    "$$\\rule{9999em}{9999em}$$",
    "\\[\\rule{9999em}{9999em}\\]",
    "$\\def\\a{\\b\\b}\\def\\b{\\a\\a}\\a$",
    "$" + "{" * 500 + "x" + "}" * 500 + "$",
    "$$" + "x^{" * 3000 + "$$",
    "\u202e<script>\u202calert\u200b(1)",
    "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
)

MEGABYTES = ("x" * 1_000_000, "$" * 1_000_000, "[" * 1_000_000, "\\(" * 500_000, "&#60;" * 200_000)


class Tags(html.parser.HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.found += [
            f"@{name}" for name, _ in attrs if name.startswith("on") or name in {"href", "src", "style", "action"}
        ]


QUIET = {
    "p",
    "pre",
    "code",
    "span",
    "em",
    "strong",
    "br",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "blockquote",
}


def tags(text: str) -> set[str]:
    # formulas are set before Markdown is read, by a program that is handed their text alone
    shown = re.sub(r"\$\$.*?\$\$|\$[^$\n]*\$", "FORMULA", safe_markdown(text), flags=re.DOTALL)
    parser = Tags()
    parser.feed(MarkdownIt("commonmark", {"html": True}).render(shown))
    return set(parser.found)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_becomes_a_tag_or_an_address(attack: str) -> None:
    assert tags(attack) <= QUIET
    assert tags(f"Before. {attack} after\n\n- {attack}\n\n> {attack}") <= QUIET


@pytest.mark.parametrize("attack", ATTACKS)
def test_outside_code_no_address_is_left_that_a_reader_of_markdown_would_link(attack: str) -> None:
    shown = re.sub(r"```.*?```|`[^`]*`", "", safe_markdown(attack), flags=re.DOTALL)
    assert not re.search(r"(?i)https?://|www\.|javascript:|data:", shown)


@pytest.mark.parametrize("attack", ATTACKS)
def test_in_the_chat_it_is_the_same(attack: str) -> None:
    (message,) = chat_messages([Turn("candidate", "answer", attack, 0.0, "training-01", "")], BUILT_IN)
    assert "<script" not in re.sub(r"```.*?```|`[^`\n]*`|\$[^$\n]*\$", "", message.content, flags=re.DOTALL)


def test_what_candidates_really_write_is_shown_as_before() -> None:
    for text in (
        "**bold** and `x < y` and $a_1 < b^{2}$",
        "```python\nx[0] = {'a': 1}\n```",
        "1. one\n2. two",
        r"\(x^2\)",
    ):
        assert safe_markdown(text) == text
    assert safe_markdown("x[0] & y") == "x&#91;0&#93; & y"


@pytest.mark.slow
def test_a_megabyte_is_shown_in_a_moment() -> None:
    start = time.process_time()
    for text in (*MEGABYTES, "`" * 999_999, "a`" * 500_000, "*_" * 500_000, "<" * 1_000_000, "\n" * 1_000_000):
        assert len(text) >= 999_999
        safe_markdown(text)
    assert time.process_time() - start < limit(10)


@pytest.mark.slow
@given(st.text(alphabet="<>[]()!`$\\&;:/#*_ \nabhtpsjwx.\u202e\x1b", max_size=60))
def test_any_mixture_stays_text(text: str) -> None:
    assert tags(text) <= QUIET
