"""Marks on questions outlive the program, and a broken list is an empty one."""

from __future__ import annotations

import pytest

from interviewer.storage.store import Store
from interviewer.study.bookmarks import bookmarks, toggle_bookmark


def test_a_question_is_marked_and_unmarked(store: Store) -> None:
    assert bookmarks(store) == frozenset()
    assert toggle_bookmark(store, "rl-02") and toggle_bookmark(store, "nlp-10")
    assert bookmarks(store) == {"rl-02", "nlp-10"}
    assert not toggle_bookmark(store, "rl-02")
    assert bookmarks(store) == {"nlp-10"}


@pytest.mark.parametrize("kept", ["{", '{"a": 1}', "3", '["rl-02", 4]'])
def test_what_cannot_be_read_is_left_out(store: Store, kept: str) -> None:
    store.preferences.set("bookmarks", kept)
    assert bookmarks(store) <= {"rl-02"}
