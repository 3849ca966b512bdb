"""The text of an Anki card: code as code, formulas in Anki's notation, and nothing as a tag."""

from __future__ import annotations

from interviewer.study.anki_text import card_html
from knowledge.schema import Bank
from knowledge.text.pictures import described


def test_code_is_a_block_and_keeps_its_lines() -> None:
    shown = card_html(
        "Say what this does:\n\n```python\ndef f(x):\n    return x ** 2  # $a$ <b> **c**\n```\n\nBriefly."
    )
    assert "```" not in shown and "python" not in shown
    assert "<pre><code>def f(x):\n    return x ** 2  # $a$ &lt;b&gt; **c**</code></pre>" in shown
    assert shown.startswith("Say what this does:") and shown.endswith("Briefly.")


def test_a_fence_that_is_never_closed_or_longer_or_of_tildes_is_code_too() -> None:
    assert card_html("```\na\nb") == "<pre><code>a\nb</code></pre>"
    assert card_html("````\n```\n````") == "<pre><code>```</code></pre>"
    assert card_html("~~~\na\n~~~") == "<pre><code>a</code></pre>"


def test_formulas_bold_and_tags() -> None:
    assert card_html("**a** $x<y$ `<i>`\n\n$$z$$") == r"<b>a</b> \(x&lt;y\) <code>&lt;i&gt;</code><br><br>\[z\]"
    assert card_html("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_no_card_of_the_bank_shows_a_fence(bank: Bank) -> None:
    for question in bank.values():
        for text in (question.question, *question.passages()):
            assert "```" not in card_html(described(text)), question.id
