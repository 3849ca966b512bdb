"""Anki: the bank's points as a deck, and the import of reviews made there.

A card is one criterion: on the front the question and the point's own probe, on the back the claim and the passage of the
reference answer. Its guid is derived from the question and the criterion, so that a newer deck updates the old one.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer.conversation.state.stored import Rated, Review
from interviewer.errors import UsageError
from interviewer.grading.rubric.reference import best_sentence, nearest_passage
from interviewer.storage.store import Store
from interviewer.study.anki_package import package_reviews
from interviewer.study.anki_text import card_html
from interviewer.study.quick_cards import OPEN
from interviewer.study.schedule import RATING_NAMES, scheduled_from
from knowledge.quoted import words_for
from knowledge.schema import Bank, Criterion, Question, section_title
from knowledge.text.pictures import described

MODEL_ID, DECK_ID = 1_720_514_201, 2_041_877_000
"""Fixed, so that Anki recognises the deck."""
_FIRST_ANKI = datetime(2006, 1, 1, tzinfo=UTC).timestamp()
"""No review can be older than Anki itself."""
_STYLE = ".card { font: 18px/1.5 system-ui, sans-serif; text-align: left; max-width: 40rem; margin: auto; } .of { opacity: .6; font-size: .8em; }"


def write_deck(
    bank: Bank, path: Path, only: Iterable[tuple[str, str]] | None = None, step: Callable[[], None] = lambda: None
) -> int:
    """Write an ``.apkg`` of all criteria, or of some; returns the number of cards.

    Args:
        only: Pairs of question and criterion.
        step: Called once for each point of the bank.

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
            step()
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


@dataclass(frozen=True)
class History:
    """What an Anki package says about points of the bank.

    Attributes:
        fresh: Reviews that are not in the log yet, by question and criterion, oldest first.
        known: How many are in it already.
    """

    fresh: Mapping[tuple[str, str], tuple[Review, ...]]
    known: int


def read_history(bank: Bank, path: Path, store: Store, now: datetime | None = None) -> History:
    """The reviews in an Anki package that belong to points of the bank.

    Args:
        path: An ``.apkg`` or ``.colpkg`` of any version of Anki, exported with scheduling information.
        now: The current time, UTC; a later review comes from a wrong clock and is left out.

    Raises:
        UsageError: It is not such a file, or nothing in it belongs to a point of the bank.
    """
    notes = {guid(q.id, c.id): (q.id, c.id) for q in bank.values() for c in q.criteria}
    have = {(round(r.at), r.question_id, r.criterion_id) for r in store.reviews.log()}
    latest = ((now or datetime.now(UTC)) + timedelta(days=1)).timestamp()
    given = package_reviews(path)
    if not given:
        raise UsageError(f"{path} has no reviews; in Anki tick “Include scheduling information” when you export")
    fresh: dict[tuple[str, str], list[Review]] = {}
    known = 0
    for item in given:
        key, at = notes.get(item.note), item.milliseconds / 1000
        if key is None or item.ease not in RATING_NAMES or not _FIRST_ANKI < at < latest:
            continue
        if (round(at), *key) in have:
            known += 1
            continue
        have.add((round(at), *key))
        fresh.setdefault(key, []).append(Review(at, *key, item.ease, "import"))
    if not fresh and not known:
        raise UsageError(
            f"{path} holds {len(given)} reviews, but none of a point of this bank; export the deck “Viva” from Anki"
        )
    return History({key: tuple(reviews) for key, reviews in fresh.items()}, known)


def take_history(history: History, store: Store, step: Callable[[], None] = lambda: None) -> int:
    """Log the new reviews; returns how many there were.

    Each point is a separate transaction, so that an interrupted import resumes where it stopped.

    Args:
        step: Called once for each point.
    """
    for reviews in history.fresh.values():
        store.reviews.add([Rated(review, scheduled_from) for review in reviews])
        step()
    return sum(map(len, history.fresh.values()))


def read_reviews(bank: Bank, path: Path, store: Store) -> int:
    """Take the reviews of an Anki package into the log; how many were new.

    Raises:
        UsageError: It is not such a file, or nothing in it belongs to a point of the bank.
    """
    return take_history(read_history(bank, path, store), store)


def _sides(question: Question, criterion: Criterion) -> tuple[str, str, str, str]:
    passage = nearest_passage(question, criterion.claim)
    if words_for(question, criterion.claim).startswith("|"):  # a card shows the row that makes the point, as a sentence
        passage = best_sentence(question, passage, criterion.claim)
    further = "".join(f"<li>{card_html(probe)}</li>" for probe in criterion.further_probes)
    these = "this" if len(criterion.further_probes) == 1 else "these"
    asked_too = f"<p>Could you answer {these}, too?</p><ul>{further}</ul>" if further else ""
    return (
        html.escape(question.short_title),
        card_html(described(question.question)),
        card_html(criterion.probe or OPEN),
        f"<p><b>{card_html(criterion.claim)}.</b></p>{card_html(described(passage))}{asked_too}",
    )
