"""The tab with all interviews: search, trend, rename, and delete, which asks first."""

from __future__ import annotations

import gradio as gr

from interviewer.report.name import interview_name
from interviewer.web.desk import Desk
from interviewer.web.guards import QUIET, ComponentUpdates, guarded, shown_errors
from interviewer.web.history.rows import HistoryRow, history_rows, searched, trends
from interviewer.web.history.shown import history_html, trends_html
from interviewer.web.questions.view import PRESSED


class HistoryTab:
    """The tab's components, added to the page where it is created.

    Attributes:
        rows: The interviews as they were when the tab was opened; a search looks through these without reading the store.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.rows: gr.State = gr.State(())
        with gr.Row(equal_height=False, elem_id="history-row"):
            with gr.Column(scale=3, min_width=320):
                self._build_list()
            with gr.Column(scale=2, min_width=300):
                self.trend = gr.HTML("", elem_id="trend")
        self.outputs = [
            self.rows,
            self.trend,
            self.list,
            self.chosen,
            self.rename_box,
            self.title,
            self.delete_box,
            self.question,
        ]
        self._wire()

    def _build_list(self) -> None:
        self.text = gr.Textbox(
            label="Search", placeholder="a title, a question, a section, a date", max_lines=1, elem_id="find-interview"
        )
        self.chosen = gr.State("")
        with gr.Column(visible=False, elem_id="rename-box", elem_classes="asking") as self.rename_box:
            self.title = gr.Textbox(label="New name", max_lines=1, max_length=200, elem_id="new-name")
            with gr.Row():
                self.save = gr.Button("Save the name", variant="primary", size="sm", elem_id="btn-save-name")
                self.keep_name = gr.Button("Cancel", size="sm", elem_id="btn-keep-name")
        with gr.Column(visible=False, elem_id="delete-box", elem_classes="asking") as self.delete_box:
            self.question = gr.Markdown("", elem_id="delete-question")
            with gr.Row():
                self.delete = gr.Button("Delete it", variant="stop", size="sm", elem_id="btn-delete-it")
                self.keep = gr.Button("Keep it", size="sm", elem_id="btn-keep-it")
        self.list = gr.HTML("", elem_id="history-list", js_on_load=PRESSED)

    def _wire(self) -> None:

        def pressed(event: gr.EventData, text: str) -> ComponentUpdates:
            with shown_errors():
                return self._asked(str(event._data.get("act", "")), str(event._data.get("id", "")), text)

        self.list.select(pressed, [self.text], self.outputs, **QUIET)
        self.text.change(guarded(self.narrowed), [self.rows, self.text], [self.list], **QUIET)
        gr.on(
            [self.save.click, self.title.submit],
            guarded(self._rename),
            [self.chosen, self.title, self.text],
            self.outputs,
            **QUIET,
        )
        self.delete.click(guarded(self._remove), [self.chosen, self.text], self.outputs, **QUIET)
        gr.on([self.keep.click, self.keep_name.click], guarded(self.listed), [self.text], self.outputs, **QUIET)

    def listed(self, text: str = "") -> ComponentUpdates:
        """The interviews that contain a text, with no open question to the user."""
        rows = self._read()
        return {
            self.rows: rows,
            self.trend: trends_html(trends(rows)),
            self.list: history_html(searched(rows, text), bool(rows)),
            self.chosen: "",
            self.rename_box: gr.update(visible=False),
            self.title: "",
            self.delete_box: gr.update(visible=False),
            self.question: "",
        }

    def narrowed(self, rows: tuple[HistoryRow, ...], text: str) -> ComponentUpdates:
        """The interviews that contain a text, among those present when the tab was opened."""
        return {self.list: history_html(searched(rows, text), bool(rows))}

    def _read(self) -> tuple[HistoryRow, ...]:
        return history_rows(self._desk.store.interviews.all(), self._desk.bank)

    def _asked(self, act: str, interview_id: str, text: str) -> ComponentUpdates:
        """Ask for the new name, or whether to delete."""
        record = self._desk.store.interviews.load(interview_id)
        name, rename = interview_name(record, self._desk.bank), act == "rename"
        return {
            **self.listed(text),
            self.chosen: interview_id,
            self.rename_box: gr.update(visible=rename),
            self.title: name if rename else "",
            self.delete_box: gr.update(visible=not rename),
            self.question: f"Delete “{name}”? Its answers and its report will be deleted too. Your review schedule stays.",
        }

    def _rename(self, interview_id: str, title: str, text: str) -> ComponentUpdates:
        self._desk.store.interviews.rename(interview_id, title)
        gr.Info("Renamed.")
        return self.listed(text)

    def _remove(self, interview_id: str, text: str) -> ComponentUpdates:
        if interview_id:
            self._desk.remove(interview_id)
            gr.Info("Deleted.")
        return self.listed(text)
