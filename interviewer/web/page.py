"""The page: its views, and what each control does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from interviewer.conversation.phrases import as_style
from interviewer.errors import UsageError
from interviewer.services import Services
from interviewer.web import render
from interviewer.web.cards.view import CardsView
from interviewer.web.desk import Desk, View
from interviewer.web.guards import Update, guarded, guarded_stream
from interviewer.web.interview.view import InterviewView
from interviewer.web.links import TITLE, Link, marker, read_link
from interviewer.web.report.view import ReportView
from interviewer.web.setup.view import SetupView

TICK_SECONDS = 5.0
TODAY_QUESTIONS = 5
"""Questions of today's drill, started where a candidate comes back."""
STORAGE_KEY = "viva-open-interview"
STORAGE_SECRET = "viva"  # only a session id is kept there; a fixed word lets it survive a restart


def build_page(desk: Desk, services: Services) -> gr.Blocks:
    """The Blocks of the page."""
    with gr.Blocks(title=TITLE, analytics_enabled=False) as blocks:
        _Page(desk, services)
    return blocks


class _Page:
    def __init__(self, desk: Desk, services: Services) -> None:
        self.desk = desk
        self.services = services
        self.interview = gr.State("")
        self.kept = gr.BrowserState("", storage_key=STORAGE_KEY, secret=STORAGE_SECRET)
        gr.HTML(
            '<div class="brand"><b>Viva</b><span>mock interviews for deep learning, on your own machine</span></div>'
        )
        self.strip = gr.HTML(render.loading_strip(services.parts()), elem_id="loading")
        self.loading = gr.Timer(1.0)
        self.ticker = gr.Timer(TICK_SECONDS, active=False)
        # the address says which of the views is seen, and the style sheet hides the others: Gradio loses what is to be
        # shown of a view that it is still drawing
        with gr.Column(elem_id="view-setup"):
            self.setup = SetupView(desk, services)
        with gr.Column(elem_id="view-interview"):
            self.talk = InterviewView(desk)
        with gr.Column(elem_id="view-report"):
            self.report = ReportView(desk)
        self.cards = CardsView(desk)
        self.address = gr.HTML("", elem_id="address")
        self.search = gr.Textbox(visible=False)
        self._wire()

    # what the controls do

    def _wire(self) -> None:
        desk = self.desk
        shown = [
            self.interview,
            self.kept,
            self.address,
            *self.talk.parts,
            self.ticker,
        ]
        lists = self.setup.lists

        def start(sections: list[str], minutes: float, questions: float, mode: Any, style: Any = "neutral") -> Update:
            return self._enter(desk.start(mode, sections, float(minutes), int(questions) or None, as_style(str(style))))

        def today(count: float) -> Update:
            return self._enter(desk.drill_today(int(count)))

        def retry(question_id: str | None) -> Update:
            if not question_id:
                raise UsageError("answer a question first; then it can be tried again")
            return self._enter(desk.retry(question_id))

        def drill(section: str, topic: str, count: float) -> Update:
            return self._enter(desk.drill(section, topic, int(count)))

        def say(text: str, sure: float | None, interview_id: str) -> Iterator[Update]:
            cleared = False
            for view in desk.say(interview_id, text, sure):
                update = self._show(view)
                if not cleared:
                    update[self.talk.answer] = gr.update(value="")  # it is stored by now
                    update[self.talk.sure] = gr.update(value=None)
                    cleared = True
                yield update

        def press(control: str) -> Callable[[str], Iterator[Update]]:
            def handler(interview_id: str) -> Iterator[Update]:
                for view in desk.press(interview_id, control):
                    yield self._show(view)

            return handler

        def resume(interview_id: str | None) -> Iterator[Update]:
            if not interview_id:
                gr.Info("There is no unfinished interview to go on with.")
                yield {self.talk.status: ""}
                return
            yield self._enter(desk.view(interview_id))
            for view in desk.resume(interview_id):
                yield self._show(view)

        def opened(kept: str, search: str) -> Iterator[Update]:
            try:
                yield from entered(kept, read_link(search))
            except Exception:
                yield {self.address: marker(None)}  # nothing is seen before there is an address
                raise

        def entered(kept: str, link: Link | None) -> Iterator[Update]:
            if link is None and kept and any(record.id == kept for record in desk.unfinished()):
                link = Link("interview", kept)
            yield {**self.setup.listed(), **({} if link else {self.address: marker(None)})}
            if link is None:
                return
            if link.place == "start":
                yield {self.kept: "", self.address: marker(None)}
            elif link.place == "cards":
                yield cards(link.value, 10)
            elif link.place == "question":
                yield retry(link.value)
            elif link.place == "drill":
                known = link.value in desk.bank.sections
                yield drill(link.value if known else "", "" if known else link.value, 5)
            elif link.place == "interview" and desk.view(link.value).state.phase != "finished":
                yield from resume(link.value)
            else:
                yield self._open_report(link.value)

        def cards(section: str, count: float) -> Update:
            return {
                **self.cards.opened(section or None, int(count)),
                self.address: marker(Link("cards", section), "Quick cards"),
                self.kept: "",
            }

        def appeal(interview_id: str, point: str | None, reason: str) -> Update:
            attempt = desk.view(interview_id).state.current
            view = desk.appeal(interview_id, attempt.question_id if attempt else "", point or "", reason)
            return {**self._show(view), self.talk.appeal.reason: ""}

        def tick(interview_id: str) -> Update:
            step = desk.tick(interview_id) if interview_id else None
            if step is None:
                return {self.talk.clock: gr.skip()}
            view, said = step
            update = self._show(view)
            if not said:
                del update[self.talk.chat]  # unchanged; drawn again it would scroll under the reader
            return update

        def remove(interview_id: str | None) -> Update:
            if interview_id:
                desk.remove(interview_id)
                gr.Info("Deleted.")
            return self.setup.listed()

        def leave() -> Update:
            return {**self._home(), self.kept: "", self.interview: ""}

        self.setup.start.click(
            guarded(start),
            [self.setup.sections, self.setup.minutes, self.setup.questions, self.setup.mode, self.setup.style],
            shown,
            api_name="start",
            show_progress="hidden",
        )
        self.setup.drill.click(
            guarded(drill),
            [self.setup.drill_section, self.setup.drill_topic, self.setup.drill_count],
            shown,
            api_name="drill",
            show_progress="hidden",
        )
        card_parts = [self.address, self.kept, *self.cards.outputs]
        self.setup.cards.click(
            guarded(cards),
            [self.setup.drill_section, self.setup.drill_count],
            card_parts,
            api_name="cards",
            show_progress="hidden",
        )
        self.setup.progress.cards.click(
            guarded(lambda count: cards("", 2 * count)),
            [self.setup.progress.count],
            card_parts,
            api_visibility="private",
            show_progress="hidden",
        )
        self.cards.back.click(
            guarded(self._home),
            None,
            [self.address, self.ticker, *lists],
            api_visibility="private",
            show_progress="hidden",
        )
        progress = self.setup.progress
        progress.drill.click(guarded(today), [progress.count], shown, api_name="today", show_progress="hidden")
        self.setup.today.click(
            guarded(lambda: today(TODAY_QUESTIONS)), None, shown, api_visibility="private", show_progress="hidden"
        )
        self.setup.today_cards.click(
            guarded(lambda: cards("", 2 * TODAY_QUESTIONS)),
            None,
            card_parts,
            api_visibility="private",
            show_progress="hidden",
        )
        progress.retry.click(guarded(retry), [progress.again], shown, api_name="retry", show_progress="hidden")
        gr.on(
            [self.talk.send.click, self.talk.answer.submit],
            self._stream(say),
            [self.talk.answer, self.talk.sure, self.interview],
            shown,
            js="(...values) => window.vivaSent(...values)",
            trigger_mode="once",
            concurrency_limit=None,
            api_name="say",
            show_progress="hidden",
        )
        for button, control in (
            (self.talk.hint, "hint"),
            (self.talk.repeat, "repeat"),
            (self.talk.skip, "skip"),
            (self.talk.next, "next"),
            (self.talk.end, "end"),
        ):
            button.click(
                self._stream(press(control)),
                [self.interview],
                shown,
                trigger_mode="once",
                concurrency_limit=None,
                api_name=control,
                show_progress="hidden",
            )
        self.talk.appeal.send.click(
            guarded(appeal),
            [self.interview, self.talk.appeal.point, self.talk.appeal.reason],
            shown,
            trigger_mode="once",
            api_name="appeal",
            show_progress="hidden",
        )
        self.setup.resume.click(
            self._stream(resume),
            [self.setup.open_list],
            shown,
            concurrency_limit=None,
            api_name="resume",
            show_progress="hidden",
        )
        self.setup.remove.click(guarded(remove), [self.setup.open_list], lists, api_visibility="private")
        self.talk.leave.click(guarded(leave), None, [*shown, *lists], show_progress="hidden", api_visibility="private")
        report_parts = [
            self.address,
            *self.report.parts,
            self.ticker,
            self.kept,
        ]
        self.talk.to_report.click(guarded(self._open_report), [self.interview], report_parts, api_visibility="private")
        self.setup.open_report.click(
            guarded(self._open_report), [self.setup.done_list], report_parts, api_visibility="private"
        )
        self.report.back.click(
            guarded(lambda: {**self._home(), self.report.shown: ""}),
            None,
            [self.address, self.report.shown, self.ticker, *lists],
            api_visibility="private",
        )
        self.loading.tick(
            self._progress, None, [self.strip, self.loading], show_progress="hidden", api_visibility="private"
        )
        self.ticker.tick(
            guarded(tick),
            [self.interview],
            shown,
            show_progress="hidden",
            concurrency_limit=None,
            api_visibility="private",
        )
        gr.context.Context.root_block.load(
            self._stream(opened),
            [self.kept, self.search],
            list(dict.fromkeys([*shown, *lists, *self.report.parts, *self.cards.outputs])),
            js="async (kept, search) => [kept, await window.vivaSearch()]",
            show_progress="hidden",
            api_visibility="private",
        )

    def _enter(self, view: View) -> Update:
        return {
            **self._show(view),
            self.interview: view.interview_id,
            self.kept: view.interview_id,
            self.address: marker(Link("interview", view.interview_id), view.state.setup.title or "Interview"),
            self.talk.answer: gr.update(value="", interactive=True),
        }

    def _show(self, view: View) -> Update:
        """What changes on the page for a view of an interview."""
        update = self.talk.show(view)
        if not view.streaming:
            finished = view.state.phase == "finished"
            update[self.ticker] = gr.Timer(active=not finished)
            if finished:
                update[self.kept] = ""
        return update

    def _home(self) -> Update:
        return {
            self.address: marker(None),
            self.ticker: gr.Timer(active=False),
            **self.setup.listed(),
        }

    def _open_report(self, interview_id: str | None) -> Update:
        if not interview_id:
            gr.Info("There is no finished interview yet.")
            return {self.report.shown: gr.skip()}
        return {
            self.address: marker(Link("report", interview_id), "Report"),
            self.kept: "",
            self.ticker: gr.Timer(active=False),
            **self.report.opened(interview_id),
        }

    def _progress(self) -> Update:
        return {
            self.strip: render.loading_strip(self.services.parts()),
            self.loading: gr.Timer(active=not self.services.settled),
        }

    def _stream(self, handler: Callable[..., Iterator[Update]]) -> Callable[..., Iterator[Update]]:
        return guarded_stream(handler, lambda interview_id: self._show(self.desk.view(interview_id)))
