"""Markdown of candidates is shown as it was typed."""

from __future__ import annotations

import pytest

from interviewer.web.markdown import safe_markdown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>x</b>", "&lt;b>x&lt;/b>"),
        ("`a < b` and $a < b$ but <i>", "`a < b` and $a < b$ but &lt;i>"),
        ("```\n<script>\n```\n<script>", "```\n<script>\n```\n&lt;script>"),
        ("```\n<script> in a fence that never ends", "```\n<script> in a fence that never ends"),
        ("&lt;already&gt;", "&amp;lt;already&amp;gt;"),
        ("a & b", "a & b"),
        ("k*k*Cin*Cout", "k&#42;k&#42;Cin&#42;Cout"),
        ("(a+b)*(c) is 2**3 in **bold** and *slanted*", "(a+b)&#42;(c) is 2&#42;&#42;3 in **bold** and *slanted*"),
        ("`k*k` and $k*k*C$\n* a point", "`k*k` and $k*k*C$\n* a point"),
    ],
)
def test_tags_are_shown_and_code_and_formulas_are_left_alone(text: str, shown: str) -> None:
    assert safe_markdown(text) == shown
