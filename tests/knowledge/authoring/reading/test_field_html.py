"""The HTML of a field becomes Markdown: lines, lists, code, links, formulas; other tags stay."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.field_html import markdown_of_field


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("A<br>b<br/>c", "A\nb\nc"),
        ("A<div>b</div><div>c</div>", "A\nb\nc"),
        ("<p>A</p><p>b</p>", "A\nb"),
        ("So:<ul><li>a</li><li>b<br></li></ul>End", "So:\n\n- a\n- b\n\nEnd"),
        ("<b>Bold</b>, <i>slanted</i> and <code>a &lt; b</code>", "**Bold**, *slanted* and `a < b`"),
        ("a&nbsp;b &amp; c &gt; d", "a b & c > d"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("<pre><code>if a &lt; b:<br>&nbsp;&nbsp;pass\n</code></pre>", "```\nif a < b:\n  pass\n```"),
        ('See <a href="https://a.b/c">this</a>.', "See [this](https://a.b/c)."),
        ("\\(x^2\\) and \\[y\\]", "$x^2$ and $$y$$"),
        ("[$]x[/$] and [$$]y[/$$]", "$x$ and $$y$$"),
        ('<anki-mathjax block="true">y</anki-mathjax>', "$$y$$"),
        ('<img src="rye.png">', '<img src="rye.png">'),
        ('<span style="color: red">red</span>', "red"),
        ("x<sup>2</sup>", "x<sup>2</sup>"),
        ("[sound:a.mp3]", "[sound:a.mp3]"),
    ],
)
def test_each_means_what_it_showed(html: str, markdown: str) -> None:
    assert markdown_of_field(html, is_html=True) == markdown


def test_what_is_not_html_stays_but_for_formulas() -> None:
    assert markdown_of_field(" a <br> &amp; \\(x\\) ", is_html=False) == "a <br> &amp; $x$"
