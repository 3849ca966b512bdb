"""The page's tab for progress: today's plan, where the candidate stands, the weakest points, Anki, another try."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gradio as gr

from interviewer.errors import UsageError
from interviewer.study.anki import read_reviews, write_deck
from interviewer.study.progress import GradedAnswer, abilities, coverage, graded_answers, own_calibration, strengths
from interviewer.study.schedule import (
    days_until,
    forecast,
    interview_date,
    retrievability,
    set_interview_date,
)
from interviewer.web.desk import Desk
from interviewer.web.guards import Update, guarded
from interviewer.web.links import Link
from interviewer.web.progress import plots
from interviewer.web.ratings import RatingBox
from interviewer.web.today import today_html
from knowledge.schema import Bank

WEAKEST = 12
NOTHING = (
    '<p class="quiet">Nothing here yet. After the first graded answer this page shows what you covered, where you stand, '
    "and what comes back when.</p>"
)


class ProgressTab:
    """Controls of the tab, built where it is created. ``drill`` and ``retry`` are wired by the page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._files = Path(tempfile.mkdtemp(prefix="viva-anki-"))
        self.today = gr.HTML("", elem_id="today", padding=False)
        with gr.Row():
            self.drill = gr.Button("Start today's drill", variant="primary", elem_id="btn-today")
            self.cards = gr.Button("Quick cards", elem_id="btn-today-cards")
        self.count = gr.Slider(1, 15, value=5, step=1, label="Questions (twice as many cards)", elem_id="today-count")
        with gr.Row():
            self.date = gr.Textbox(
                label="Day of your interview", placeholder="such as 2027-03-31", max_lines=1, elem_id="interview-date"
            )
            self.keep_date = gr.Button("Keep the date", size="sm", elem_id="btn-date")
        self.plots = gr.HTML("", elem_id="progress-plots")
        self.points = gr.HTML("", elem_id="weak-points")
        with gr.Row():
            self.again = gr.Dropdown([], label="Answer one of your questions again", elem_id="again", interactive=True)
            self.retry = gr.Button("Try again", size="sm", elem_id="btn-retry")
        self.ratings = RatingBox(desk, key="-all")
        with gr.Accordion("Anki", open=False):
            gr.Markdown(
                "The points of the bank as a deck; download it again to update yours. Reviews that you made in Anki come "
                "back with an export that holds scheduling information (“support older Anki versions”).",
                elem_classes="quiet",
            )
            with gr.Row():
                self.deck = gr.DownloadButton("Download the deck", size="sm", elem_id="dl-anki")
                self.upload = gr.UploadButton(
                    "Take reviews from an .apkg", size="sm", file_types=[".apkg", ".colpkg"], elem_id="up-anki"
                )
        self.outputs = [self.today, self.date, self.plots, self.points, self.again, self.deck, *self.ratings.outputs]
        self.keep_date.click(guarded(self._keep_date), [self.date], self.outputs, api_name="interview_date")
        self.date.submit(guarded(self._keep_date), [self.date], self.outputs, api_visibility="private")
        self.upload.upload(guarded(self._take), [self.upload], self.outputs, api_visibility="private")

    def listed(self) -> Update:
        """Everything as it is now."""
        store, bank = self._desk.store, self._desk.bank
        now = datetime.now(UTC)
        records = store.interviews.all()
        answers = graded_answers(records, bank)
        cards = store.reviews.cards()
        day = interview_date(store)
        deck = self._files / "viva.apkg"
        if not deck.exists():  # it holds the bank alone, which does not change while the page is up
            write_deck(bank, deck)
        shown = [
            plots.ability_plot(abilities(records, bank)),
            plots.coverage_plot(coverage(answers, bank)),
            plots.forecast_plot(forecast(cards, now)),
            plots.confidence_plot(own_calibration(answers)),
            topics_html(answers, bank),
        ]
        latest = {a.question_id: a for a in answers}
        choices = [(f"{bank[i].short_title} ({a.score:.0%})", i) for i, a in latest.items()]
        return {
            self.today: today_html(self._desk.plan(), bank),
            self.date: day.isoformat() if day else "",
            self.plots: "".join(shown) if answers or cards else NOTHING,
            self.points: points_html(answers, cards, bank, now),
            self.again: gr.update(choices=choices, value=choices[-1][1] if choices else None),
            self.deck: gr.update(value=str(deck)),
            **self.ratings.update(),
        }

    def _keep_date(self, text: str) -> Update:
        set_interview_date(self._desk.store, text)
        gr.Info("Kept. Nothing is put off past that day." if text.strip() else "Forgotten.")
        return self.listed()

    def _take(self, path: Any) -> Update:
        if not path:
            raise UsageError("choose a file first")
        count = read_reviews(self._desk.bank, Path(str(path)), self._desk.store)
        gr.Info(f"{count} new reviews.")
        return self.listed()


def points_html(
    answers: Sequence[GradedAnswer], cards: Mapping[tuple[str, str], Any], bank: Bank, now: datetime
) -> str:
    """The weakest points with how they went over time."""
    rows = []
    for (question_id, criterion_id), history in strengths(answers).items():
        question = bank[question_id]
        found = next((c for c in question.criteria if c.id == criterion_id), None)
        if found is None:
            continue
        card = cards.get((question_id, criterion_id))
        memory = retrievability(card, now) if card else 0.0
        last = history[-1][1]
        title = f'<a href="{Link("question", question_id).address}">{html.escape(question.short_title)}</a>'
        rows.append((last, memory, -found.weight, title, found.claim, history, card))
    rows.sort(key=lambda row: row[:5])
    weak = [row for row in rows if row[0] < 1 or row[1] < 0.9][:WEAKEST]
    if not weak:
        return ""
    body = "".join(
        f"<tr><td><b>{title}</b><br>{html.escape(claim)}</td><td>{_dots([c for _, c in history])}</td>"
        f"<td>{memory:.0%}</td><td>{_due(card, now)}</td></tr>"
        for _, memory, _, title, claim, history, card in weak
    )
    return (
        '<section class="points"><h3>Points to work on</h3><div class="wide"><table><thead><tr><th>point</th><th>so far</th>'
        f"<th>remembered</th><th>comes back</th></tr></thead><tbody>{body}</tbody></table></div></section>"
    )


def topics_html(answers: Sequence[GradedAnswer], bank: Bank) -> str:
    """Every topic as a small tile, by what was asked of it and how it went."""
    tiles = []
    for row in sorted(coverage(answers, bank, by="topic"), key=lambda r: (-r.asked, r.name)):
        kind = (
            "unseen" if row.score is None else "met" if row.score >= 0.75 else "partly" if row.score >= 0.4 else "not"
        )
        score = f", {row.score:.0%}" if row.score is not None else ""
        name = html.escape(row.name.replace("-", " "))
        tiles.append(f'<li class="{kind}">{name} <small>{row.asked}/{row.parts}{score}</small></li>')
    return (
        f'<details class="topics"><summary>Every topic ({len(tiles)})</summary><ul>{"".join(tiles)}</ul></details>'
        if tiles
        else ""
    )


def _dots(credits: Sequence[float]) -> str:
    words = {1.0: ("met", "✓"), 0.5: ("partly met", "◐"), 0.0: ("not met", "✗")}
    shown = [words[c] for c in credits[-6:]]
    label = ", then ".join(name for name, _ in shown)
    return f'<span aria-label="{label}" title="{label}">{" ".join(mark for _, mark in shown)}</span>'


def _due(card: Mapping[str, Any] | None, now: datetime) -> str:
    if card is None:
        return ""
    days = days_until(card, now)
    return "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"
