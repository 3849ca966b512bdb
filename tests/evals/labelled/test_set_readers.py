"""Who labelled a set is written down by role, in the same words in both places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labelled.every_label import rows_by_set
from evals.labelled.gold import GOLD
from evals.labelled.set_readers import NO_SECOND, NOT_RECORDED, readers_of, set_readers
from interviewer.errors import UsageError


def test_the_readme_has_the_same_rows() -> None:
    lines = (GOLD / "README.md").read_text(encoding="utf-8").splitlines()
    rows = set_readers()
    assert len(rows) > 10
    for row in rows:
        sets, kinds = ", ".join(f"`{name}`" for name in row.sets), ", ".join(row.kinds)
        assert f"| {sets} | {kinds} | {row.first} | {row.second} | {row.said_in} |" in lines
        assert row.said_in.startswith("commit ") or (GOLD / row.said_in).is_file()


@pytest.mark.slow
def test_every_set_that_is_named_is_there() -> None:
    names = {*rows_by_set(), *(name.partition("/")[0] for name in rows_by_set())}
    assert {name for row in set_readers() for name in row.sets} <= names
    assert all("prose" not in row.sets for row in set_readers()), "these texts have no labels"


@pytest.mark.parametrize(
    ("name", "kind", "readers"),
    [
        ("nlp", "strong", ("one reader", "a second, blind reader")),
        ("nlp", "half made", ("one reader (the writer)", "a second, blind reader")),
        ("voices/talker", "half made", ("one reader", "a second, blind reader")),
        ("forms/trees", "", ("one reader (the writer)", NO_SECOND)),
        ("forms/sketches", "", (NOT_RECORDED, NO_SECOND)),
        ("prose/dev", "", (NOT_RECORDED, NOT_RECORDED)),
    ],
)
def test_readers_of_a_set(name: str, kind: str, readers: tuple[str, str]) -> None:
    assert readers_of(name, kind) == readers


@pytest.mark.parametrize("row", [{"sets": ["a"], "first": "an examiner"}, {"sets": "a", "first": "one reader"}])
def test_another_role_is_refused(tmp_path: Path, row: dict[str, object]) -> None:
    path = tmp_path / "readers.json"
    path.write_text(json.dumps([row | {"said_in": "README.md"}]))
    with pytest.raises(UsageError, match=r"readers\.json"):
        set_readers(path)
