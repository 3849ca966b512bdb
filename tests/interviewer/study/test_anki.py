"""Anki decks: what is on a card, that a deck updates itself, and that its reviews come back once."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer.errors import UsageError
from interviewer.storage.store import Store
from interviewer.study.anki import guid, read_reviews, write_deck
from interviewer.study.anki_text import card_html
from interviewer.study.schedule import rate
from knowledge.schema import Bank
from tests.interviewer.study.packages import legacy_package, modern_package


def collection(path: Path, scratch: Path) -> sqlite3.Connection:
    with zipfile.ZipFile(path) as archive:
        (scratch / "c.db").write_bytes(archive.read("collection.anki2"))
    return sqlite3.connect(scratch / "c.db")


def with_reviews(deck: Path, out: Path, scratch: Path, rows: list[tuple[str, int, int]]) -> Path:
    base = collection(deck, scratch)
    for note, at, ease in rows:
        card = base.execute(
            "select cards.id from cards join notes on notes.id = nid where guid = ?", (note,)
        ).fetchone()
        base.execute("insert into revlog values (?,?,0,?,1,1,2500,1000,1)", (at, card[0], ease))
    base.commit()
    base.close()
    with zipfile.ZipFile(out, "w") as archive:
        archive.write(scratch / "c.db", "collection.anki2")
    return out


def test_a_deck_holds_every_point_once_and_updates_itself(bank: Bank, tmp_path: Path) -> None:
    count = write_deck(bank, tmp_path / "a.apkg")
    assert count == sum(len(q.criteria) for q in bank.values()) > 400
    base = collection(tmp_path / "a.apkg", tmp_path)
    guids = [g for (g,) in base.execute("select guid from notes")]
    assert len(set(guids)) == len(guids) == count
    fields = base.execute("select flds from notes where guid = ?", (guid("training-06a", "clipping"),)).fetchone()[0]
    base.close()
    assert bank["training-06a"].criterion("clipping").probe.split()[0] in fields and "<script" not in fields
    _, _, _, front, back = fields.split("\x1f")
    further = bank["training-06a"].criterion("clipping").further_probes
    assert further and all(card_html(text) in back and card_html(text) not in front for text in further)
    write_deck(bank, tmp_path / "b.apkg", [("training-06a", "clipping")])
    again = collection(tmp_path / "b.apkg", tmp_path)
    assert [g for (g,) in again.execute("select guid from notes")] == [guid("training-06a", "clipping")]
    again.close()


@pytest.mark.parametrize(
    ("count", "words"), [(0, ""), (1, "Could you answer this, too?"), (2, "Could you answer these, too?")]
)
def test_further_questions_on_a_card_are_led_into_by_their_number(
    bank: Bank, tmp_path: Path, count: int, words: str
) -> None:
    question = bank["training-06a"]
    asked = ("How?", "What for?")[:count]
    point = replace(question.criterion("clipping"), further_probes=asked)
    write_deck(Bank([replace(question, criteria=(point,))]), tmp_path / "a.apkg")
    base = collection(tmp_path / "a.apkg", tmp_path)
    back = base.execute("select flds from notes").fetchone()[0].split("\x1f")[-1]
    base.close()
    assert words in back and back.count("Could you answer") == bool(words) and back.count("<li>") >= count


def test_reviews_made_in_anki_come_back_once(bank: Bank, tmp_path: Path, store: Store) -> None:
    write_deck(bank, tmp_path / "a.apkg")
    at = int(datetime(2026, 11, 1, 9, tzinfo=UTC).timestamp() * 1000)
    rows = [(guid("training-06a", "clipping"), at, 1), (guid("training-06a", "clipping"), at + 90_000_000, 3)]
    path = with_reviews(tmp_path / "a.apkg", tmp_path / "out.apkg", tmp_path, rows)
    assert read_reviews(bank, path, store) == 2
    assert read_reviews(bank, path, store) == 0
    assert [(r.criterion_id, r.rating, r.source) for r in store.reviews.log()] == [
        ("clipping", 1, "import"),
        ("clipping", 3, "import"),
    ]
    assert ("training-06a", "clipping") in store.reviews.schedule()


def test_what_is_no_package_is_one_clear_line(bank: Bank, tmp_path: Path, store: Store) -> None:
    text = tmp_path / "x.apkg"
    text.write_text("no zip")
    with zipfile.ZipFile(tmp_path / "new.apkg", "w") as archive:
        archive.writestr("collection.anki21b", b"x")
    with zipfile.ZipFile(tmp_path / "bad.apkg", "w") as archive:
        archive.writestr("collection.anki2", b"not sqlite")
    for name in ("x.apkg", "new.apkg", "bad.apkg", "none.apkg"):
        with pytest.raises(UsageError) as error:
            read_reviews(bank, tmp_path / name, store)
        assert "\n" not in str(error.value)
    with pytest.raises(UsageError, match="none is due"):
        write_deck(bank, tmp_path / "empty.apkg", [])
    with pytest.raises(UsageError, match="cannot be written"):
        write_deck(bank, tmp_path / "no" / "folder.apkg", [("training-06a", "clipping")])


AT = int(datetime(2026, 11, 1, 9, tzinfo=UTC).timestamp() * 1000)
CLIPPING = guid("training-06a", "clipping")


@pytest.mark.parametrize("pack", [modern_package, legacy_package])
def test_packages_of_every_version_come_back_once(
    bank: Bank, tmp_path: Path, store: Store, pack: Callable[..., Path]
) -> None:
    path = pack(tmp_path / "a.apkg", [(CLIPPING, AT, 1), (CLIPPING, AT + 90_000_000, 3), ("another", AT + 1, 2)])
    assert (read_reviews(bank, path, store), read_reviews(bank, path, store)) == (2, 0)


def test_a_package_that_gives_nothing_says_why(bank: Bank, tmp_path: Path, store: Store) -> None:
    with pytest.raises(UsageError, match="has no reviews; in Anki tick"):
        read_reviews(bank, modern_package(tmp_path / "a.apkg", []), store)
    with pytest.raises(UsageError, match="1 reviews, but none of a point of this bank"):
        read_reviews(bank, modern_package(tmp_path / "b.apkg", [("another", AT, 3)]), store)
    assert store.reviews.log() == []


def test_reviews_that_cannot_be_true_are_left_out(bank: Bank, tmp_path: Path, store: Store) -> None:
    odd = [(CLIPPING, 5, 3), (CLIPPING, 2**62, 3), (CLIPPING, AT + 1, 0), (CLIPPING, AT + 2, 9), (CLIPPING, AT, 3)]
    assert read_reviews(bank, modern_package(tmp_path / "a.apkg", odd), store) == 1


def test_reviews_in_one_import_lead_to_the_same_card_as_one_by_one(bank: Bank, tmp_path: Path, store: Store) -> None:
    times = [AT + day * 86_400_000 for day in (-40, -37, -30, 0)]
    path = modern_package(tmp_path / "a.apkg", [(CLIPPING, at, 3) for at in times])
    read_reviews(bank, path, store)
    for at in times:
        rate(store, "training-06a", "other", 3, datetime.fromtimestamp(at / 1000, UTC), "import")
    cards = store.reviews.schedule()
    assert cards["training-06a", "clipping"] == cards["training-06a", "other"]
