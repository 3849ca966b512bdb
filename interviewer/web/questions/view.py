"""The tab with all questions: filters, search, bookmarks, and a button to ask each of them."""

from __future__ import annotations

from dataclasses import replace

import gradio as gr

from interviewer.study.bookmarks import bookmarks, toggle_bookmark
from interviewer.web.desk import Desk
from interviewer.web.guards import QUIET, ComponentUpdates, guarded, shown_errors
from interviewer.web.questions.rows import QuestionFilter, QuestionRow, Status, Strength, question_rows, wanted_rows
from interviewer.web.questions.search import find_questions
from interviewer.web.questions.shown import questions_html
from interviewer.web.words import topic_words
from knowledge.schema import section_title
from knowledge.search.lexical import LexicalIndex

STATUS_NAMES: list[tuple[str, Status]] = [
    ("Any", ""),
    ("Not asked yet", "new"),
    ("Asked before", "asked"),
    ("Due again", "due"),
    ("Skipped last time", "skipped"),
]
STRENGTH_NAMES: list[tuple[str, Strength]] = [
    ("Any", ""),
    ("Weak (below 40%)", "weak"),
    ("Fair (40% to 75%)", "fair"),
    ("Strong (75% and up)", "strong"),
]
PRESSED = """element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-act]');
  if (button) trigger('select', { act: button.dataset.act, id: button.dataset.id });
});"""
"""The list's script: sends a press on a row's button to the server with its action and id."""


class QuestionsTab:
    """The tab's components, added to the page where it is created.

    Attributes:
        rows: The questions as they were when the tab was opened. Reading every interview takes long, so filters and each
            letter of a search only narrow these.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lexical = LexicalIndex(desk.bank)
        self.rows: gr.State = gr.State(())
        with gr.Row(elem_classes="filters"):
            self.text = gr.Textbox(
                label="Search",
                placeholder="a topic, or words from an answer",
                max_lines=1,
                max_length=300,
                elem_id="find-question",
                scale=2,
                min_width=220,
            )
            self.section = gr.Dropdown(self._sections, value="", label="Section", elem_id="list-section", min_width=140)
            self.topic = gr.Dropdown(
                self._topics,
                value="",
                label="Topic",
                elem_id="list-topic",
                min_width=140,
            )
            self.status = gr.Dropdown(STATUS_NAMES, value="", label="Status", elem_id="list-status", min_width=140)
            self.strength = gr.Dropdown(
                STRENGTH_NAMES, value="", label="Result", elem_id="list-strength", min_width=140
            )
            self.bookmarked = gr.Checkbox(
                False, label="Bookmarked only", elem_id="list-bookmarked", min_width=170, scale=0
            )
        self.list = gr.HTML("", elem_id="question-list", js_on_load=PRESSED)
        self.inputs = [self.text, self.section, self.topic, self.status, self.strength, self.bookmarked]
        self.outputs = [self.rows, self.list]
        held = [self.rows, *self.inputs]
        gr.on([part.change for part in self.inputs], guarded(self.narrowed), held, [self.list], **QUIET)

        def pressed(
            event: gr.EventData,
            rows: tuple[QuestionRow, ...],
            text: str,
            section: str | None,
            topic: str | None,
            status: Status | None,
            strength: Strength | None,
            bookmarked: bool,
        ) -> ComponentUpdates:
            with shown_errors():
                now = self._toggled(rows, str(event._data.get("id", "")))
                return {self.rows: now, **self.narrowed(now, text, section, topic, status, strength, bookmarked)}

        self.list.select(pressed, held, self.outputs, **QUIET)

    @property
    def _sections(self) -> list[tuple[str, str]]:
        return [("All sections", ""), *((section_title(s), s) for s in self._desk.bank.sections)]

    @property
    def _topics(self) -> list[tuple[str, str]]:
        topics = sorted({topic for question in self._desk.bank.approved for topic in question.topics})
        return [("All topics", ""), *((topic_words(topic), topic) for topic in topics)]

    @property
    def of_bank(self) -> list[gr.blocks.Block]:
        """The components that ``renewed`` fills."""
        return [self.section, self.topic]

    def renewed(self) -> ComponentUpdates:
        """The current sections and topics of the bank."""
        return {self.section: gr.update(choices=self._sections), self.topic: gr.update(choices=self._topics)}

    def listed(
        self,
        text: str = "",
        section: str | None = "",
        topic: str | None = "",
        status: Status | None = "",
        strength: Strength | None = "",
        bookmarked: bool = False,
    ) -> ComponentUpdates:
        """The questions that match the filters, up to date: every interview is read."""
        rows = self._read()
        return {self.rows: rows, **self.narrowed(rows, text, section, topic, status, strength, bookmarked)}

    def narrowed(
        self,
        rows: tuple[QuestionRow, ...],
        text: str = "",
        section: str | None = "",
        topic: str | None = "",
        status: Status | None = "",
        strength: Strength | None = "",
        bookmarked: bool = False,
    ) -> ComponentUpdates:
        """The questions that match the filters, as they were when the tab was opened, without reading the store."""
        rows = rows or self._read()  # a page left open across a restart of the server
        wanted = QuestionFilter(
            section=section or "",
            topic=topic or "",
            status=status or "",
            strength=strength or "",
            bookmarked=bookmarked,
            found=self._found(text) if text.strip() else None,
        )
        return {self.list: questions_html(wanted_rows(rows, wanted), len(rows))}

    def _found(self, text: str) -> tuple[str, ...]:
        bank = self._desk.bank
        if self._lexical.bank is not bank:
            self._lexical = LexicalIndex(bank)
        return find_questions(self._desk.app.services, bank, text, self._lexical)

    def _read(self) -> tuple[QuestionRow, ...]:
        store = self._desk.store
        due, marked, log = self._desk.plan().due_questions, bookmarks(store), store.reviews.log()
        return question_rows(self._desk.bank, store.interviews.all(), due, marked, log)

    def _toggled(self, rows: tuple[QuestionRow, ...], question_id: str) -> tuple[QuestionRow, ...]:
        """The rows after a question's bookmark was set or removed."""
        marked = toggle_bookmark(self._desk.store, self._desk.bank[question_id].id)
        return tuple(replace(row, bookmarked=marked) if row.id == question_id else row for row in rows)
