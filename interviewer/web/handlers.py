"""What happens when something on the page is pressed. Each handler returns updates for the components that change."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr

from interviewer.conversation.state.state import Mode
from interviewer.conversation.state.style import as_style
from interviewer.errors import UsageError
from interviewer.web.desk import Desk
from interviewer.web.forms.code_report import report_html
from interviewer.web.forms.entered import Entered
from interviewer.web.gone import FORGOTTEN, GONE, is_gone
from interviewer.web.guards import ComponentUpdates
from interviewer.web.interview.commands import UNSKIP, command_text
from interviewer.web.interview.seen import read_seen, took_html
from interviewer.web.layout import Layout
from interviewer.web.links import Link, marker, read_link
from interviewer.web.loading import loading_strip
from interviewer.web.pause import paused
from interviewer.web.setup.choices import Choices, keep_choices
from interviewer.web.snapshot import View

NOTHING_TO_SEND = '<p class="quiet" role="status">There’s nothing to send yet.</p>'
TODAY_QUESTIONS = 5
"""Questions in today's drill when it is begun from the start page; the progress tab has a slider for it."""
CARDS_A_QUESTION = 2
"""Cards that take about as long as one question; a judgement."""
LINKED_QUESTIONS, LINKED_CARDS = 5, 10
"""Sizes of a drill and a deck opened by a link."""


class Handlers:
    """The handlers of one page."""

    def __init__(self, desk: Desk, layout: Layout) -> None:
        self._desk = desk
        self._on = layout

    # starting

    def start(
        self, sections: list[str], minutes: float, questions: float, mode: Mode, style: str = "neutral"
    ) -> ComponentUpdates:
        """Begin an interview. If ``questions`` is 0, as many as fit are asked."""
        view = self._desk.start(mode, sections, float(minutes), int(questions) or None, as_style(style))
        chosen = Choices(
            sections=tuple(sections), minutes=int(minutes), questions=int(questions), mode=mode, style=as_style(style)
        )
        keep_choices(self._desk.store, chosen)
        return self._enter(view)

    def drill(self, section: str, topic: str, count: float) -> ComponentUpdates:
        """Begin a drill of a topic if one is given, otherwise of a section."""
        return self._enter(self._desk.drill(section, topic, int(count)))

    def today(self, count: float = TODAY_QUESTIONS) -> ComponentUpdates:
        """Begin a drill of what is due and new today."""
        return self._enter(self._desk.drill_today(int(count)))

    def retry(self, question_id: str | None) -> ComponentUpdates:
        """Ask a question again."""
        if not question_id:
            raise UsageError("answer a question first; then you can try it again")
        return self._enter(self._desk.retry(question_id))

    def cards(self, section: str, count: float) -> ComponentUpdates:
        """Open a deck of quick cards from a section, or from all sections if none is named."""
        return {
            **self._on.cards.opened(section or None, int(count)),
            self._on.address: marker(Link("cards", section), "Quick cards"),
            self._on.kept: "",
        }

    def today_cards(self, questions: float = TODAY_QUESTIONS) -> ComponentUpdates:
        """Open a deck of what is due and new today, about as long as a drill of this many questions."""
        return self.cards("", CARDS_A_QUESTION * questions)

    # in the interview

    def say(
        self, text: str, sure: float | None, code: str | None, drawn: str | None, seen: str | None, interview_id: str
    ) -> Iterator[ComponentUpdates]:
        """Take an answer with any code, drawing or tree. What was sent leaves the box by the page's script, since the candidate may
        be typing there by now.

        Args:
            seen: What the tab shows, so that the answer is never taken for one to another question.
        """
        if is_gone(self._desk.conductor, interview_id):
            yield self._gone(interview_id)
            return
        shown, heard = read_seen(seen), False
        for view in self._desk.say(interview_id, text, sure, Entered(code or "", drawn or ""), shown.place):
            yield self.show(view) | ({} if view.waiting else {self._on.talk.took: took_html(shown)})
            heard = True
        if not heard:
            yield {self._on.talk.status: NOTHING_TO_SEND}

    def ask(self, command: str, note: str, seen: str | None, interview_id: str) -> Iterator[ComponentUpdates]:
        """Say the words of a menu command; what is in the box stays there."""
        if command == UNSKIP.name:
            yield from self.press(command, seen, interview_id)  # which checks that the interview still exists
            return
        if is_gone(self._desk.conductor, interview_id):
            yield self._gone(interview_id)
            return
        for view in self._desk.say(interview_id, command_text(command, note), place=read_seen(seen).place):
            yield self.show(view)

    def press(self, control: str, seen: str | None, interview_id: str) -> Iterator[ComponentUpdates]:
        """Handle a button: hint, repeat, skip, unskip, next or end. Next leads from the last question to the report."""
        if is_gone(self._desk.conductor, interview_id):
            yield self._gone(interview_id)
            return
        ended = False
        # "end" means the same at any place in the interview
        for view in self._desk.press(interview_id, control, "" if control == "end" else read_seen(seen).place):
            yield self.show(view)
            ended = view.state.phase == "finished"
        if ended and control == "next":
            yield self.open_report(interview_id)

    def resume(self, interview_id: str | None) -> Iterator[ComponentUpdates]:
        """Resume an unfinished interview."""
        if not interview_id:
            gr.Info("There is no unfinished interview.")
            yield {self._on.talk.status: ""}
            return
        yield self._enter(self._desk.view(interview_id))
        for view in self._desk.resume(interview_id):
            yield self.show(view)

    def run_code(self, code: str | None, interview_id: str) -> Iterator[ComponentUpdates]:
        """Run the code in the editor; the run can be stopped meanwhile."""
        yield {self._on.talk.form.result: '<p class="quiet" role="status">Running …</p>'}
        yield {self._on.talk.form.result: report_html(self._desk.run_code(interview_id, code or ""))}

    def stop_code(self, interview_id: str) -> ComponentUpdates:
        """Stop the run of this interview, if there is one."""
        self._desk.stop_code(interview_id)
        return {self._on.talk.form.result: gr.skip()}

    def appeal(self, interview_id: str, point: str | None, reason: str, seen: str | None = None) -> ComponentUpdates:
        """Have a verdict on the question that the tab shows read again."""
        return self.show(self._desk.appeal(interview_id, self._asked(interview_id, seen), point or "", reason))

    def deny(self, interview_id: str, point: str | None, seen: str | None = None) -> ComponentUpdates:
        """Take the candidate's word that the answer to the question that the tab shows does not make a doubtful point."""
        return self.show(self._desk.deny(interview_id, self._asked(interview_id, seen), point or ""))

    def regrade(self, interview_id: str) -> Iterator[ComponentUpdates]:
        """Grade again what could not be graded in this interview."""
        yield from self._on.talk.left.press(interview_id)
        yield self.show(self._desk.view(interview_id))

    def _asked(self, interview_id: str, seen: str | None) -> str:
        """The question whose grade the tab shows; the interview itself may have moved on."""
        attempt = self._desk.view(interview_id).state.current
        return read_seen(seen).question or (attempt.question_id if attempt else "")

    def tick(self, seen: str | None, draft: str | None, interview_id: str) -> ComponentUpdates:
        """Advance the clock, let the judge read the draft, and bring the tab up to date if the interview moved on elsewhere."""
        if interview_id and is_gone(self._desk.conductor, interview_id):
            return self._gone(interview_id)
        view = self._desk.tick(interview_id, draft or "") if interview_id else None
        if view is None:
            return {self._on.talk.clock: gr.skip()}
        update, talk = self.show(view), self._on.talk
        if read_seen(seen).is_up_to_date(view):
            # redrawing the chat would make it scroll under the reader, who may be typing code below a question or saying how
            # sure they are
            for part in (talk.chat, talk.form.result, talk.form.code, talk.sure, talk.answer):
                update.pop(part, None)
        return update

    def _gone(self, interview_id: str) -> ComponentUpdates:
        """Say once why nothing can be sent from this tab; what is in the box can still be copied."""
        talk = self._on.talk
        if not interview_id:  # Gradio dropped what it kept of this tab; the interview itself is where it was
            return talk.stopped(FORGOTTEN)
        return {**talk.stopped(GONE), self._on.ticker: gr.Timer(active=False), self._on.kept: ""}

    def show(self, view: View, refused: bool = False) -> ComponentUpdates:
        """The page's updates for a view of an interview.

        Args:
            refused: The last message was refused.
        """
        update = self._on.talk.show(view, refused)
        if view.partial is None and not view.waiting:
            finished = view.state.phase == "finished"
            update[self._on.ticker] = gr.Timer(active=not finished)
            if finished:
                update[self._on.kept] = ""
        return update

    def refresh(self, interview_id: str) -> ComponentUpdates:
        """Show an interview as it is stored, after it moved on in another tab; what is in the box stays there."""
        return self.show(self._desk.view(interview_id), refused=True)

    def _with_box(self, update: ComponentUpdates, **changes: object) -> ComponentUpdates:
        """An update that also changes the answer box, in addition to its label."""
        box = update.get(self._on.talk.answer, gr.update())
        return {**update, self._on.talk.answer: {**box, **changes}}  # type: ignore[dict-item]

    # from place to place

    def opened(self, kept: str, search: str) -> Iterator[ComponentUpdates]:
        """Handle the page being opened at an address."""
        try:
            yield from self._arrive(kept, read_link(search))
        except Exception:
            yield {self._on.address: marker(None)}  # nothing is visible until there is an address
            raise

    def home(self) -> ComponentUpdates:
        """Back to the start."""
        return {self._on.address: marker(None), self._on.ticker: gr.Timer(active=False), **self._on.setup.listed()}

    def leave(self, interview_id: str) -> ComponentUpdates:
        """Pause the interview and go back to the start, which says so and offers to continue."""
        away = {self._on.kept: "", self._on.interview: "", self._on.talk.clock: ""}
        return {**self.home(), **self._on.setup.listed(paused(self._desk, interview_id)), **away}

    def close_report(self) -> ComponentUpdates:
        """Leave the report and go back to the start."""
        return {**self.home(), self._on.report.opened: ""}

    def remove(self, interview_id: str | None) -> ComponentUpdates:
        """Delete an interview."""
        if interview_id:
            self._desk.remove(interview_id)
            gr.Info("Deleted.")
        return self._on.setup.listed()

    def open_report(self, interview_id: str | None) -> ComponentUpdates:
        """Open the report of an interview."""
        if not interview_id:
            gr.Info("There is no finished interview yet.")
            return {self._on.report.opened: gr.skip()}
        return {
            self._on.address: marker(Link("report", interview_id), "Report"),
            self._on.kept: "",
            self._on.ticker: gr.Timer(active=False),
            **self._on.report.open(interview_id),
        }

    def loading(self) -> ComponentUpdates:
        """How far the models are loaded; the timer stops when nothing is loading any more."""
        services = self._desk.app.services
        return {
            self._on.strip: loading_strip(services.parts()),
            self._on.loading: gr.Timer(active=not services.settled),
        }

    def _enter(self, view: View) -> ComponentUpdates:
        interview = view.interview_id
        return {
            **self._with_box(self.show(view), value="", interactive=True),
            self._on.talk.form.code: self._on.talk.code_of(view),
            self._on.interview: interview,
            self._on.kept: interview,
            self._on.address: marker(Link("interview", interview), view.state.setup.title or "Interview"),
        }

    def _arrive(self, kept: str, link: Link | None) -> Iterator[ComponentUpdates]:
        """Show the start or the place that a link leads to; without a link, return to an open interview."""
        if link is None and kept and any(record.id == kept for record in self._desk.unfinished()):
            link = Link("interview", kept)
        at_start = link is None or link.place == "start"
        yield {
            **self._on.setup.listed(),
            **self._on.setup.restored(),
            **({self._on.address: marker(None)} if at_start else {}),
        }
        if link is not None:
            yield from self._follow(link)

    def _follow(self, link: Link) -> Iterator[ComponentUpdates]:
        value = link.value
        match link.place:
            case "start":
                yield {self._on.kept: ""}
            case "cards":
                yield self.cards(value, LINKED_CARDS)
            case "question":
                yield self.retry(value)
            case "drill":
                known = value in self._desk.bank.sections
                yield self.drill(value if known else "", "" if known else value, LINKED_QUESTIONS)
            case "interview" if self._desk.view(value).state.phase != "finished":
                yield from self.resume(value)
            case _:
                yield self.open_report(value)
