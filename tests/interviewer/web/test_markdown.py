"""Markdown of candidates is shown as it was typed."""

from __future__ import annotations

import pytest

from interviewer.web.markdown import safe_markdown

D = "<span>&#36;</span>"
"""A dollar of which no formula can be made."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>x</b>", "&lt;b>x&lt;/b>"),
        ("`a < b` and $a < b$ but <i>", "`a < b` and $a < b$ but &lt;i>"),
        ("```\n<script>\n```\n<script>", "```\n<script>\n```\n&lt;script>"),
        ("```\n<script> in a fence that never ends", "```\n<script> in a fence that never ends"),
        ("&lt;already&gt;", "&amp;lt;already&amp;gt;"),
        ("a & b", "a & b"),
        ("so: ```\nQ[s] <b>\n``` for [x](y)", "so: \n```\nQ[s] <b>\n```\nfor &#91;x&#93;(y)"),
        ("``a`b[0]`` and ```c[1]``` [2]", "``a`b[0]`` and ```c[1]``` &#91;2&#93;"),
        (r"\(x\) and \( or", r"\(x\) and &#92;( or"),
        ("k*k*Cin*Cout", "k&#42;k&#42;Cin&#42;Cout"),
        ("(a+b)*(c) is 2**3 in **bold** and *slanted*", "(a+b)&#42;(c) is 2&#42;&#42;3 in **bold** and *slanted*"),
        ("`k*k` and $k*k*C$\n* a point", "`k*k` and $k*k*C$\n* a point"),
        ("It costs $5 per hour and $10 per day.", f"It costs {D}5 per hour and {D}10 per day."),
        ("$5-$10 a GPU, or $x$ of them for $ 3", f"{D}5-{D}10 a GPU, or $x$ of them for {D} 3"),
        (r"\$5 and \$6, then $$c = 5n$$; \\$7", f"{D}5 and {D}6, then $$c = 5n$$; &#92;{D}7"),
        ("$5 for $n$ hours, `$a` and `b_$c`", f"{D}5 for $n$ hours, <code>&#36;a</code> and <code>b&#95;&#36;c</code>"),
        ("```\necho $HOME <b>\n```\nis $x$", "\n<pre><code>echo &#36;HOME &lt;b&gt;</code></pre>\n\n\nis $x$"),
        ("so ```\n$a\n``` is $x$", "so \n<pre><code>$a</code></pre>\n\nis $x$".replace("$a", "&#36;a")),
    ],
)
def test_tags_are_shown_and_code_and_formulas_are_left_alone(text: str, shown: str) -> None:
    assert safe_markdown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("k*k*Cin*Cout weights", "k&#42;k&#42;Cin&#42;Cout weights"),
        ("2*$x$*3 and `a*b*c`", "2&#42;$x$&#42;3 and `a*b*c`"),
        ("$k*k*c$ is **bold**", "$k*k*c$ is **bold**"),
    ],
)
def test_stars_of_a_product_are_shown(text: str, shown: str) -> None:
    assert safe_markdown(text) == shown


def test_text_whose_stars_all_mean_themselves() -> None:
    assert safe_markdown("k *k c and a_b", plain=True) == "k &#42;k c and a&#95;b"
