"""``viva cards``: quick cards in the terminal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from interviewer.bootstrap import App, open_app
from interviewer.cli.rendered import rendered, unstyled
from interviewer.errors import UsageError
from interviewer.grading.certainty import doubt
from interviewer.grading.correction import correct_point
from interviewer.grading.grade import CriterionGrade, marked_words
from interviewer.grading.spoken import point
from interviewer.report.excerpt import excerpt
from interviewer.report.quotes import shown_quote
from interviewer.settings import load_settings
from interviewer.study.quick_cards import CardSession, QuickCard, grade_card, quick_deck, rate_card, suggested
from interviewer.study.schedule import AGAIN, RATING_NAMES


def cards(
    section: Annotated[str | None, typer.Option(help="Only points from this section.")] = None,
    count: Annotated[int, typer.Option(help="Number of cards in the deck.")] = 10,
) -> None:
    """Recall single points: answer in one line, or press Enter to see the point; then rate yourself 1 to 4, or accept the
    verdict's rating."""
    app = open_app(load_settings())
    store, bank = app.store, app.bank
    if count < 1:
        raise UsageError("--count must be at least 1")
    session = CardSession(tuple(quick_deck(store, bank, datetime.now(UTC), section, count)))
    app.services.start()
    while session.deck:
        card = session.deck[0]
        verdict, rating = _one(card, app, len(session.deck) - 1)
        if rating is None:
            break
        session = session.after(rating, rate_card(store, bank, card, rating, datetime.now(UTC), verdict))
    print("\nThat's the deck. What you missed comes back first, in different words.")


def _one(card: QuickCard, app: App, left: int) -> tuple[CriterionGrade | None, int | None]:
    """Ask one card, show its point, and read the rating, which is None at the end of the input."""
    out = Console(highlight=False)
    question = app.bank[card.question_id]
    out.print(f"\n[bold]{unstyled(question.short_title)}[/bold]  ({'due' if card.due else 'new'}, {left} more)")
    out.print(rendered(card.front))
    print("your answer, or an empty line to see it:", flush=True)
    line = sys.stdin.readline()
    if not line:
        return None, None
    said = line.rstrip("\r\n")  # the line ending is not part of the answer: the page has none there either
    verdict = grade_card(app.grader, app.bank, card, said) if said.strip() else None
    if verdict is not None:
        quote = f": “{words}”" if (words := shown_quote(verdict)) else ""
        print(f"{marked_words(verdict)}{quote}")
        if unsure := doubt(verdict):
            print(unsure)
        if verdict.contradicted:
            out.print(rendered(correct_point(question, verdict, passage=app.services.passage).fact))
    claim = question.criterion(card.criterion_id).claim
    out.print(rendered(f"**{point(claim)}.**\n\n{excerpt(question, app.services.passage(question, claim))}"))
    default = suggested(verdict) or AGAIN
    names = ", ".join(f"{number} {name.lower()}" for number, name in RATING_NAMES.items())
    while True:
        print(f"how was it: {names} (Enter: {default})", flush=True)
        line = sys.stdin.readline()
        if not line:
            return verdict, None
        if not line.strip():
            return verdict, default
        if line.strip() in {str(number) for number in RATING_NAMES}:
            return verdict, int(line)
