"""``viva cards``: quick cards in the terminal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown

from interviewer.errors import UsageError
from interviewer.grading.grader import Grader
from interviewer.services import Services
from interviewer.settings import load_settings
from interviewer.storage.interviews import SessionStore
from interviewer.study.quick_cards import CardRun, QuickCard, grade_card, quick_deck, rate_card, suggested
from interviewer.study.schedule import AGAIN, RATING_NAMES
from knowledge.pictures import described


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(cards)


def cards(
    section: Annotated[str | None, typer.Option(help="Only points of this section.")] = None,
    count: Annotated[int, typer.Option(help="Cards in the deck.")] = 10,
) -> None:
    """Recall single points: answer in one line, or an empty line to see it; then rate it 1 to 4, or take the verdict's."""
    settings = load_settings(llm="off")
    settings.prepare_home()
    services = Services(settings)
    store, bank = SessionStore(settings.database), services.bank
    if count < 1:
        raise UsageError("--count must be at least 1")
    run = CardRun(tuple(quick_deck(store, bank, datetime.now(UTC), section, count)))
    services.start()
    while run.deck:
        card = run.deck[0]
        rating = _one(card, services, len(run.deck) - 1)
        if rating is None:
            break
        run = run.after(rating, rate_card(store, bank, card, rating, datetime.now(UTC)))
    print("\nThat is the deck. What you missed comes back first, in other words.")


def _one(card: QuickCard, services: Services, left: int) -> int | None:
    """Ask one card, show what it is after, and take the rating; None at the end of the input."""
    out = Console(highlight=False)
    question = services.bank[card.question_id]
    out.print(f"\n[bold]{question.short_title}[/bold]  ({'due' if card.due else 'new'}, {left} more)")
    out.print(Markdown(described(card.front)))
    print("your answer, or an empty line to see it:", flush=True)
    said = sys.stdin.readline()
    if not said:
        return None
    verdict = grade_card(Grader(services.judge()), services.bank, card, said) if said.strip() else None
    if verdict is not None:
        quote = f": “{verdict.evidence[0].quote}”" if verdict.evidence else ""
        print(f"{verdict.verdict.replace('_', ' ')}{quote}")
    claim = question.criterion(card.criterion_id).claim
    out.print(Markdown(described(f"**{claim}.**\n\n{services.passage(question, claim)}")))
    default = suggested(verdict) or AGAIN
    names = ", ".join(f"{number} {name.lower()}" for number, name in RATING_NAMES.items())
    while True:
        print(f"how was it: {names} (Enter: {default})", flush=True)
        line = sys.stdin.readline()
        if not line.strip():
            return default
        if line.strip() in {str(number) for number in RATING_NAMES}:
            return int(line)
