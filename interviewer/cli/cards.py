"""``viva cards``: quick cards in the terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from interviewer.bootstrap import App, open_app
from interviewer.cli.contest import CONTEST, DENY, is_contest
from interviewer.cli.rendered import rendered, unstyled
from interviewer.errors import UsageError
from interviewer.grading.feedback.certainty import doubt, in_doubt
from interviewer.grading.feedback.correction import correct_point
from interviewer.grading.grade import marked_words
from interviewer.grading.rubric.spoken import point
from interviewer.report.excerpt import excerpt
from interviewer.report.quotes import shown_quote
from interviewer.settings import load_settings
from interviewer.study.card_appeal import contest_card, deny_card
from interviewer.study.quick_cards import CardSession, check_card, quick_deck, rate_card, suggested
from interviewer.study.schedule import AGAIN, RATING_NAMES


def cards(
    section: Annotated[str | None, typer.Option(help="Only points from this section.")] = None,
    count: Annotated[int, typer.Option(help="Number of cards in the deck.")] = 10,
) -> None:
    """Recall single points: answer in one line, or press Enter to see the point; then rate yourself 1 to 4, or accept the
    verdict's rating. Where a verdict is wrong, contest it before you rate."""
    app = open_app(load_settings())
    store, bank = app.store, app.bank
    if count < 1:
        raise UsageError("--count must be at least 1")
    session = CardSession(tuple(quick_deck(store, bank, datetime.now(UTC), section, count)))
    app.services.start()
    while session.deck:
        session, rating = _one(session, app)
        if rating is None:
            break
        card, verdict = session.deck[0], session.verdict
        session = session.after(rating, rate_card(store, bank, card, rating, datetime.now(UTC), verdict))
    print("\nThat's the deck. What you missed comes back first, in different words.")


def _one(session: CardSession, app: App) -> tuple[CardSession, int | None]:
    """Ask the first card, show its point, and read the rating, which is None at the end of the input."""
    out = Console(highlight=False)
    card, left = session.deck[0], len(session.deck) - 1
    question = app.bank[card.question_id]
    out.print(f"\n[bold]{unstyled(question.short_title)}[/bold]  ({'due' if card.due else 'new'}, {left} more)")
    out.print(rendered(question.question))  # what the card asks may be about something that only the question says
    out.print(rendered(card.front))
    print("your answer, or an empty line to see it:", flush=True)
    line = sys.stdin.readline()
    if not line:
        return session, None
    said = line.rstrip("\r\n")  # the line ending is not part of the answer: the page has none there either
    verdict = check_card(app.grader, app.bank, card, said) if said.strip() else None
    if verdict is not None:
        quote = f": “{words}”" if (words := shown_quote(verdict)) else ""
        print(f"{marked_words(verdict)}{quote}")
        if unsure := doubt(verdict):
            print(unsure)
        if verdict.called_wrong:
            out.print(rendered(correct_point(question, verdict, passage=app.services.passage).fact))
    claim = question.criterion(card.criterion_id).claim
    out.print(rendered(f"**{point(claim)}.**\n\n{excerpt(question, app.services.passage(question, claim))}"))
    if verdict is not None and (verdict.verdict != "met" or in_doubt(verdict)):
        print(f"if the verdict is wrong: {CONTEST} and the words that make the point, or {DENY}")
    return _rating(replace(session, verdict=verdict, answer=said), app)


def _rating(session: CardSession, app: App) -> tuple[CardSession, int | None]:
    """Read the rating; an objection to the verdict may come first, and the rating offered follows what it becomes."""
    names = ", ".join(f"{number} {name.lower()}" for number, name in RATING_NAMES.items())
    while True:
        default = suggested(session.verdict) or AGAIN
        print(f"how was it: {names} (Enter: {default})", flush=True)
        line = sys.stdin.readline()
        if not line:
            return session, None
        if is_contest(line):
            session = _heard(session, app, line)
        elif not line.strip():
            return session, default
        elif line.strip() in {str(number) for number in RATING_NAMES}:
            return session, int(line)


def _heard(session: CardSession, app: App, line: str) -> CardSession:
    """The session after an objection, whose outcome is printed."""
    act, _, reason = line.strip().partition(" ")
    now = datetime.now(UTC).timestamp()
    try:
        if act.lower() == DENY:
            after, case = deny_card(app.bank, session, now)
        else:
            after, case = contest_card(app.grader, app.bank, session, reason, now)
    except UsageError as error:
        print(error)
        return session
    if case is not None:
        app.store.interviews.keep(case)
    Console(highlight=False).print(rendered(after.told))
    return after
