"""Comments go, line for line, unless they are in code or are never closed."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.comments import without_comments


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a <!-- b --> c", "a  c"),
        ("a <!-- b\nc\nd --> e", "a\n\n e"),
        ("<!-- a --><!-- b -->", ""),
        ("`<!-- a -->` <!-- b -->", "`<!-- a -->`"),
        ("```\n<!-- a -->\n```", "```\n<!-- a -->\n```"),
        ("a <!-- b\n```\n-->\n```", "a <!-- b\n```\n-->\n```"),
        ("a <!-- b\nc", "a <!-- b\nc"),
        # the first fence was never closed, so this may be code
        ("```js\na\n```js\nb <!-- c -->\n```", "```js\na\n```js\nb <!-- c -->\n```"),
    ],
)
def test_comments_outside_code_go(text: str, plain: str) -> None:
    assert without_comments(text) == plain
