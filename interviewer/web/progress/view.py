"""The page's tab for progress: today's plan, your level, the weakest points, another try, Anki."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import gradio as gr

from interviewer.conversation.selection.readiness import DEFAULT_LEVEL, LEVELS
from interviewer.errors import UsageError
from interviewer.study.anki import read_reviews, write_deck
from interviewer.study.readiness import set_target_level, target_level
from interviewer.study.schedule import interview_date, set_interview_date
from interviewer.study.today import DailyPlan
from interviewer.web.desk import Desk
from interviewer.web.guards import ComponentUpdates, guarded
from interviewer.web.progress.shown import shown_progress
from interviewer.web.ratings import RatingBox
from interviewer.web.words import count


class ProgressTab:
    """The tab's components, added to the page where it is created. ``drill``, ``cards`` and ``retry`` are wired by the page.

    Attributes:
        planned: Events after which today's plan may be another.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.ready = gr.HTML("", elem_id="ready", padding=False)
        self.level = gr.Radio(
            [(f"{level.capitalize()} interview", level) for level in LEVELS],
            value=DEFAULT_LEVEL,
            label="What are you preparing for?",
            elem_id="target-level",
        )
        self.today = gr.HTML("", elem_id="today", padding=False)
        with gr.Row():
            self.drill = gr.Button("Start today’s drill", variant="primary", elem_id="btn-today")
            self.cards = gr.Button("Quick cards", elem_id="btn-today-cards")
        self.count = gr.Slider(
            1, 15, value=5, step=1, label="Questions (or twice as many cards)", elem_id="today-count"
        )
        with gr.Row(elem_id="date-row"):
            self.date = gr.Textbox(
                label="Date of your interview", placeholder="such as 2027-03-31", max_lines=1, elem_id="interview-date"
            )
            self.save_date = gr.Button("Save the date", size="sm", elem_id="btn-date")
        self.plots = gr.HTML("", elem_id="progress-plots", padding=False)
        self.points = gr.HTML("", elem_id="weak-points", padding=False)
        with gr.Row():
            self.again = gr.Dropdown([], label="Try one of your questions again", elem_id="again", interactive=True)
            self.retry = gr.Button("Try again", size="sm", elem_id="btn-retry")
        self.ratings = RatingBox(desk, key="-all")
        self._build_anki()
        self.outputs = [
            self.ready,
            self.level,
            self.today,
            *self.begins,
            self.date,
            self.plots,
            self.points,
            self.again,
            self.deck,
            *self.ratings.outputs,
        ]
        self.planned = [
            self.save_date.click(guarded(self._save_date), [self.date], self.outputs, api_name="interview_date"),
            self.date.submit(guarded(self._save_date), [self.date], self.outputs, api_visibility="private"),
            self.upload.upload(guarded(self._read_reviews), [self.upload], self.outputs, api_visibility="private"),
        ]
        self.level.input(guarded(self._set_level), [self.level], self.outputs, api_visibility="private")

    def _build_anki(self) -> None:
        with gr.Accordion("Anki", open=False):
            gr.Markdown(
                "Every point as an Anki deck. Download it again to update your copy. To bring your reviews back here, export "
                "the deck with scheduling information and “support older Anki versions” switched on.",
                elem_classes="quiet",
            )
            with gr.Row():
                self.deck = gr.DownloadButton("Download the deck", size="sm", elem_id="dl-anki")
                self.upload = gr.UploadButton(
                    "Import reviews (.apkg)", size="sm", file_types=[".apkg", ".colpkg"], elem_id="up-anki"
                )

    def listed(self) -> ComponentUpdates:
        """The tab with everything up to date."""
        store, plan = self._desk.store, self._desk.plan()
        now = shown_progress(
            records=store.interviews.all(),
            schedule=store.reviews.schedule(),
            plan=plan,
            interview_date=interview_date(store),
            bank=self._desk.bank,
            now=datetime.now(UTC),
            level=target_level(store),
        )
        return {
            self.ready: now.ready,
            self.level: now.level,
            self.today: now.today,
            **self.offered(plan),
            self.date: now.interview_date,
            self.plots: now.plots,
            self.points: now.points,
            self.again: gr.update(choices=list(now.again), value=now.again[-1][1] if now.again else None),
            self.deck: gr.update(value=str(self._written_deck())),
            **self.ratings.of_all(),
        }

    def opened(self, typed: str) -> ComponentUpdates:
        """The tab as it is opened again.

        Args:
            typed: What the box of the date contains. It stays: by the time this is shown, another date may be typed there.
        """
        update = self.listed()
        if typed.strip():
            del update[self.date]
        return update

    @property
    def begins(self) -> list[gr.blocks.Block]:
        """What today's drill and cards are begun with."""
        return [self.drill, self.cards, self.count]

    def offered(self, plan: DailyPlan) -> ComponentUpdates:
        """The same, hidden if nothing is left to start."""
        return dict.fromkeys(self.begins, gr.update(visible=not plan.nothing_left))

    def _written_deck(self) -> Path:
        """The deck, written once: it contains only the bank, which does not change while the page is up."""
        deck = self._desk.files / "viva.apkg"
        if not deck.exists():
            write_deck(self._desk.bank, deck)
        return deck

    def _set_level(self, level: str) -> ComponentUpdates:
        set_target_level(self._desk.store, level)
        return self.listed()

    def _save_date(self, text: str) -> ComponentUpdates:
        set_interview_date(self._desk.store, text)
        gr.Info("Saved. Everything comes back before that day." if text.strip() else "Date removed.")
        return self.listed()

    def _read_reviews(self, path: str | None) -> ComponentUpdates:
        if not path:
            raise UsageError("choose a file first")
        added = read_reviews(self._desk.bank, Path(path), self._desk.store)
        gr.Info(f"{count(added, 'new review')}.")
        return self.listed()
