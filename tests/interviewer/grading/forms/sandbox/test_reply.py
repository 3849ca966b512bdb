"""What the process in the sandbox sends is read only where it has the shape of a reply."""

from __future__ import annotations

import json

import pytest

from interviewer.grading.forms.sandbox import reply as module
from interviewer.grading.forms.sandbox.inside.values import DEEPEST, NotReadableError, encode
from interviewer.grading.forms.sandbox.reply import read_reply


@pytest.mark.parametrize(
    "line",
    [
        b"{", b"1", b"null", b"\xff", b"[" * 200_000, b'{"a":' * 200_000, b'{"ok": "yes"}', b'{"ok": false}',
        b'{"ok": false, "error": {}}', b'{"ok": true, "ref": -1}', b'{"ok": true, "ref": true}',
        b'{"ok": true, "ref": 1' + b"0" * 4000 + b"}", b'{"ok": true, "steps": {}}', b'{"ok": true, "names": 1}',
        b'{"ok": false, "error": "E", "message": "\\ud800"}', b'{"ok": true, "value": ' + b"[" * 60 + b"]" * 60 + b"}",
    ],
    ids=lambda line: str(line[:40]),
)  # fmt: skip
def test_what_is_no_reply_is_not_read(line: bytes) -> None:
    with pytest.raises(NotReadableError):
        read_reply(line)


def test_a_reply_is_read_to_the_deepest_value_that_is_sent() -> None:
    value: object = 1.0
    for _ in range(DEEPEST + 2):
        value = [value]
    names = [{"name": "f", "params": [{"name": "a", "default": encode(value)}]}]
    assert read_reply(json.dumps({"ok": True, "names": names}).encode())["names"] == names


def test_a_reply_longer_than_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_REPLY_BYTES", 10)
    with pytest.raises(NotReadableError, match="too long"):
        read_reply(b'{"ok": true}')
