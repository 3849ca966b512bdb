"""Anki: the bank's points as a deck, and the history of reviews made there taken back.

A card is one criterion: in front the question and the point's own probe, behind it the claim and the passage of the
reference answer. Its guid comes from the question and the criterion, so that a deck written again updates the old one.
"""

from __future__ import annotations

import contextlib
import html
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.grading.reference import nearest_passage
from interviewer.storage.store import Store
from interviewer.study.quick_cards import OPEN
from interviewer.study.schedule import RATING_NAMES, rate
from knowledge.pictures import described
from knowledge.schema import Bank, Criterion, Question, section_title

MODEL_ID, DECK_ID = 1_720_514_201, 2_041_877_000
"""Fixed, so that Anki knows the deck again."""
MAX_BYTES = 300_000_000
_COLLECTIONS = ("collection.anki21", "collection.anki2")
_STYLE = ".card { font: 18px/1.5 system-ui, sans-serif; text-align: left; max-width: 40rem; margin: auto; } .of { opacity: .6; font-size: .8em; }"


def write_deck(bank: Bank, path: Path, only: Iterable[tuple[str, str]] | None = None) -> int:
    """Write an ``.apkg`` of every criterion, or of some; how many cards it has.

    Args:
        only: Pairs of question and criterion.

    Raises:
        UsageError: There is nothing to write, or the file cannot be written.
    """
    import genanki

    model = genanki.Model(
        MODEL_ID,
        "Viva",
        fields=[{"name": name} for name in ("Id", "Title", "Question", "Point", "Answer")],
        templates=[
            {
                "name": "Point",
                "qfmt": '<p class="of">{{Title}}</p>{{Question}}<p><b>{{Point}}</b></p>',
                "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}",
            }
        ],
        css=_STYLE,
    )
    wanted = None if only is None else set(only)
    decks = {
        section: genanki.Deck(DECK_ID + number, f"Viva::{section_title(section)}")
        for number, section in enumerate(bank.sections)
    }
    count = 0
    for question in bank.approved:
        for criterion in question.criteria:
            if wanted is None or (question.id, criterion.id) in wanted:
                fields = [f"{question.id}/{criterion.id}", *_sides(question, criterion)]
                note = genanki.Note(
                    model=model, fields=fields, guid=guid(question.id, criterion.id), tags=[question.section]
                )
                decks[question.section].add_note(note)
                count += 1
    if not count:
        raise UsageError("there is no point to write; none is due")
    try:
        genanki.Package([deck for deck in decks.values() if deck.notes]).write_to_file(str(path))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
    return count


def guid(question_id: str, criterion_id: str) -> str:
    """The guid of a note."""
    import genanki

    return str(genanki.guid_for("viva", question_id, criterion_id))


def read_reviews(bank: Bank, path: Path, store: Store) -> int:
    """Take the reviews of an Anki package into the log; how many were new.

    Args:
        path: An ``.apkg`` or ``.colpkg`` exported with scheduling information, for older versions of Anki.

    Raises:
        UsageError: It is no such file.
    """
    known = {guid(q.id, c.id): (q.id, c.id) for q in bank.values() for c in q.criteria}
    have = {(round(r.at), r.question_id, r.criterion_id) for r in store.reviews.log()}
    new = 0
    for note, milliseconds, ease in _history(path):
        if note not in known or ease not in RATING_NAMES:
            continue
        question_id, criterion_id = known[note]
        moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
        if (round(moment.timestamp()), question_id, criterion_id) not in have:
            rate(store, question_id, criterion_id, ease, moment, "import")
            new += 1
    return new


def _history(path: Path) -> list[tuple[str, int, int]]:
    """Guid, time in milliseconds and ease of each review."""
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as scratch:
            inside = {item.filename: item.file_size for item in archive.infolist()}
            name = next((n for n in _COLLECTIONS if n in inside), None)
            if name is None:
                raise UsageError(
                    f"{path} holds no collection that can be read; export it with “support older Anki versions”"
                )
            if inside[name] > MAX_BYTES:
                raise UsageError(
                    f"{path} holds a collection of over {MAX_BYTES // 1_000_000} MB; export one deck alone"
                )
            base = Path(scratch) / "collection.db"
            base.write_bytes(archive.read(name))
            with contextlib.closing(sqlite3.connect(base)) as connection:
                rows = connection.execute(
                    "select notes.guid, revlog.id, revlog.ease from revlog join cards on cards.id = revlog.cid "
                    "join notes on notes.id = cards.nid order by revlog.id"
                ).fetchall()
        return [(str(a), int(b), int(c)) for a, b, c in rows]
    except (OSError, zipfile.BadZipFile, sqlite3.Error, ValueError, TypeError) as error:
        raise UsageError(f"{path} is no Anki package that can be read: {error}") from error


def _sides(question: Question, criterion: Criterion) -> tuple[str, str, str, str]:
    passage = nearest_passage(question, criterion.claim)
    return (
        html.escape(question.short_title),
        _shown(described(question.question)),
        _shown(criterion.probe or OPEN),
        f"<p><b>{_shown(criterion.claim)}.</b></p>{_shown(described(passage))}",
    )


def _shown(text: str) -> str:
    """Text with Anki's marks for formulas, everything else as text."""
    out = html.escape(text, quote=False)
    out = re.sub(r"\$\$(.+?)\$\$", r"\\[\1\\]", out, flags=re.DOTALL)
    out = re.sub(r"(?<![\\$])\$([^$\n]+?)\$", r"\\(\1\\)", out)
    out = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", out)
    out = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", out)
    return out.replace("\n\n", "<br><br>").replace("\n", "<br>")
