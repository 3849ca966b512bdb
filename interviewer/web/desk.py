"""What the page asks for, one step from the conductor: each method returns or yields what to show after one event."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer.bootstrap import App
from interviewer.conversation.conducting.conductor import Conductor, Update
from interviewer.conversation.state.state import Mode
from interviewer.conversation.state.stored import Record
from interviewer.conversation.state.style import Style
from interviewer.errors import StorageError
from interviewer.grading.forms.code.report import CodeReport
from interviewer.grading.forms.fences import fenced
from interviewer.grading.grade import CriterionVerdict
from interviewer.report.build import build_report
from interviewer.report.markdown import file_name, to_markdown
from interviewer.report.pdf import write_pdf
from interviewer.report.records import Report
from interviewer.storage.store import Store
from interviewer.study.drill import choose_drill
from interviewer.study.progress import PastAnswer, earlier_attempt, graded_answers
from interviewer.study.quick_cards import QuickCard, check_card, quick_deck, rate_card, returns_in
from interviewer.study.readiness import target_level
from interviewer.study.schedule import correct, rated_points
from interviewer.study.today import DailyPlan, daily_plan
from interviewer.web.downloads import folder_for_downloads
from interviewer.web.forms.entered import Entered, message_with, why_not_run
from interviewer.web.owners import Owners
from interviewer.web.snapshot import View, as_put
from knowledge.schema import Bank, Question


class Desk:
    """The page's side of the application, for the user of the current request.

    Args:
        who: Gives the owner of the current request; "" on a single-user page.

    Attributes:
        files: A folder for files that anybody can download; it is removed when the desk is closed.
        owners: What belongs to each user.
    """

    def __init__(self, app: App, who: Callable[[], str] = lambda: "") -> None:
        self.app = app
        self._busy: set[str] = set()
        self._runs: dict[str, threading.Event] = {}
        self._folder = folder_for_downloads(app.settings.home)
        self.files = Path(self._folder.name)
        self.owners = Owners(app, who, self.files)

    @property
    def bank(self) -> Bank:
        """The current bank."""
        return self.app.bank

    def bank_of(self, interview_id: str) -> Bank:
        """The bank of an interview, which keeps the questions it was started with."""
        return self.conductor.bank_of(interview_id)

    @property
    def conductor(self) -> Conductor:
        """Runs the interviews of the current user."""
        return self.owners.conductor

    @property
    def store(self) -> Store:
        """The store of the current user."""
        return self.owners.store

    def fault(self) -> str:
        """Why interviews cannot currently be stored; "" if they can."""
        try:
            self.app.store.interviews.count()
        except StorageError as error:
            return str(error)
        return ""

    def close(self) -> None:
        """Remove the files made for download, and release the database."""
        self._folder.cleanup()
        self.app.close()

    def start(
        self, mode: Mode, sections: list[str], minutes: float, questions: int | None, style: Style = "neutral"
    ) -> View:
        """Begin an interview."""
        return self._opened(*self.conductor.start(mode, minutes, sections=sections, questions=questions, style=style))

    def drill(self, section: str | None, topic: str, questions: int) -> View:
        """Begin a drill of a topic if one is given, otherwise of a section."""
        return self._drilled(questions, section=section or "", topic=topic)

    def drill_today(self, questions: int) -> View:
        """Begin a drill of what is due and new today."""
        return self._drilled(questions, due=True)

    def retry(self, question_id: str) -> View:
        """Begin a drill of one question that was answered before."""
        return self._drilled(1, only=question_id)

    def _drilled(self, questions: int, section: str = "", topic: str = "", due: bool = False, only: str = "") -> View:
        drill = choose_drill(
            self.store, self.bank, self.app.services.search, questions, section=section, topic=topic, due=due, only=only
        )
        return self._opened(*self.conductor.start_drill(drill.pool, drill.topic, drill.kind))

    def deck(self, section: str | None, count: int) -> list[QuickCard]:
        """Quick cards of what is due and new."""
        return quick_deck(self.store, self.bank, datetime.now(UTC), section, count)

    def check_card(self, card: QuickCard, answer: str) -> CriterionVerdict:
        """The verdict on a quick card's answer."""
        with self.app.services.queue.turn(f"cards {self.store.owner}"):
            return check_card(self.app.grader, self.bank, card, answer)

    def passage(self, question: Question, about: str) -> str:
        """The reference passage nearest to a text."""
        return self.app.services.passage(question, about)

    def card_returns(self, card: QuickCard) -> Mapping[int, timedelta]:
        """How soon a quick card would come back, by rating."""
        return returns_in(self.store, card, datetime.now(UTC))

    def rate_card(self, card: QuickCard, rating: int, verdict: CriterionVerdict | None = None) -> QuickCard:
        """Log the rating of a quick card, and the verdict if there is one; returns the card as it will be asked next."""
        return rate_card(self.store, self.bank, card, rating, datetime.now(UTC), verdict)

    def rated_points(self, question_id: str = "") -> list[tuple[str, str, int, datetime]]:
        """Question, criterion, last rating and due date of each rated point, for one question or for all."""
        return rated_points(self.store, self.bank, question_id)

    def correct_rating(self, question_id: str, criterion_id: str, rating: int) -> datetime:
        """Replace a point's last rating; returns when the point is now due."""
        return correct(self.store, question_id, criterion_id, rating)

    def plan(self) -> DailyPlan:
        """What is due and new today."""
        return daily_plan(self.store, self.bank, datetime.now(UTC))

    def answers(self) -> list[PastAnswer]:
        """Every graded answer, in the order of the interviews."""
        return graded_answers(self.store.interviews.all(), self.bank)

    def earlier(self, interview_id: str, question_id: str) -> PastAnswer | None:
        """The last graded answer to a question in another interview, with guesses as they were put."""
        found = earlier_attempt(self.answers(), question_id, interview_id)
        return found and as_put(found, self.view(found.interview_id))

    def view(self, interview_id: str) -> View:
        """An interview as it is stored."""
        record = self.conductor.record(interview_id)
        return View(interview_id, record.state, tuple(self.store.interviews.transcript(interview_id)))

    def resume(self, interview_id: str) -> Iterator[View]:
        """Resume an unfinished interview."""
        yield from self._steps(interview_id, self.conductor.resume(interview_id))

    def say(
        self,
        interview_id: str,
        text: str,
        confidence: float | None = None,
        entered: Entered | None = None,
        place: str = "",
    ) -> Iterator[View]:
        """Send a message from the candidate, with anything entered in a form; yields the response, or nothing if it is empty.

        Args:
            place: What it was written for; "" if unknown.

        Raises:
            UsageError: What was entered in a form is too long to be read.
        """
        if entered is not None:
            text = message_with(self.conductor.record(interview_id).state, self.bank_of(interview_id), text, entered)
        if text.strip():
            yield from self._steps(interview_id, self.conductor.say(interview_id, text, confidence, place))

    def run_code(self, interview_id: str, code: str) -> CodeReport:
        """Run code for the current question; a run of the same interview that is still going on is stopped."""
        attempt = self.conductor.record(interview_id).state.current
        question = self.bank_of(interview_id)[attempt.question_id] if attempt else None
        form = self.app.code
        why = why_not_run(question, code, form is not None)
        if why or question is None or form is None:
            return CodeReport(fault=why)
        self.stop_code(interview_id)
        stop = self._runs[interview_id] = threading.Event()
        try:
            return form.report(question, fenced("python", code), stop)
        finally:
            if self._runs.get(interview_id) is stop:
                del self._runs[interview_id]

    def stop_code(self, interview_id: str) -> None:
        """Stop an interview's code run, if there is one.

        Raises:
            UsageError: The interview does not belong to the current user.
        """
        self.conductor.record(interview_id)
        if stop := self._runs.get(interview_id):
            stop.set()

    def press(self, interview_id: str, control: str, place: str = "") -> Iterator[View]:
        """Press a control at a given place, or at any (""); yields the interviewer's response."""
        yield from self._steps(interview_id, self.conductor.press(interview_id, control, place))

    def appeal(self, interview_id: str, question_id: str, criterion_id: str, argument: str) -> View:
        """Contest a verdict, which is then read again."""
        self.conductor.appeal(interview_id, question_id, criterion_id or "", argument)
        return self.view(interview_id)

    def ask(self, interview_id: str, question_id: str, text: str) -> Iterator[str]:
        """Ask about a question of an interview that is over; yields the reply so far, or what is being done for it."""
        for step in self.conductor.afterwards.ask(interview_id, question_id, text):
            if step.partial or step.doing:
                yield step.partial or f"*{step.doing} …*"

    def deny(self, interview_id: str, question_id: str, criterion_id: str) -> View:
        """Settle a doubtful point on the candidate's word that the answer does not make it."""
        self.conductor.deny(interview_id, question_id, criterion_id or "")
        return self.view(interview_id)

    def tick(self, interview_id: str, draft: str = "") -> View | None:
        """Advance the clock; returns the resulting view, or None while the interview is being worked on.

        Args:
            draft: What is in the answer box.
        """
        if interview_id in self._busy:
            return None
        record = self.conductor.record(interview_id)
        if record.phase == "working":
            if not self.conductor.under_way.is_left(record):
                return None
            # the page that requested this disappeared in the middle: finish the work now
            for _ in self.resume(interview_id):
                pass
        elif record.phase == "answering":
            for _ in self.conductor.tick(interview_id):
                pass
            if draft:
                self.conductor.overhear(interview_id, draft)
        return self.view(interview_id)

    def unfinished(self) -> list[Record]:
        """Interviews that can be resumed."""
        return self.store.interviews.unfinished()

    def finished(self) -> list[Record]:
        """Interviews that have a report."""
        return self.store.interviews.finished()

    def remove(self, interview_id: str) -> None:
        """Delete an interview."""
        self.store.interviews.remove(interview_id)

    def report(self, interview_id: str) -> Report:
        """The report of an interview."""
        record, turns = self.conductor.record(interview_id), self.store.interviews.transcript(interview_id)
        others, metered, level = self.store.interviews.all(), self.app.settings.metered, target_level(self.store)
        return build_report(record, turns, self.bank_of(interview_id), self.passage, others, metered, level)

    def report_files(self, report: Report) -> tuple[str, str, str]:
        """The report as a Markdown, a JSON and a PDF file."""
        folder = self.owners.folder
        markdown, data, paper = (folder / file_name(report, suffix) for suffix in ("md", "json", "pdf"))
        markdown.write_text(to_markdown(report), encoding="utf-8")
        data.write_text(json.dumps(report.to_dict(), indent=1, ensure_ascii=False), encoding="utf-8")
        write_pdf(report, paper)
        return str(markdown), str(data), str(paper)

    def _opened(self, interview_id: str, steps: list[Update]) -> View:
        return View(interview_id, steps[-1].state, tuple(step.turn for step in steps if step.turn))

    def _steps(self, interview_id: str, steps: Iterator[Update]) -> Iterator[View]:
        self._busy.add(interview_id)
        try:
            yield from self._views(interview_id, steps)
        finally:
            self._busy.discard(interview_id)

    def _views(self, interview_id: str, steps: Iterator[Update]) -> Iterator[View]:
        """One view per wait: what was said in between is shown together with what is being done next."""
        turns = list(self.store.interviews.transcript(interview_id))
        for step in steps:
            if step.turn is not None:
                turns.append(step.turn)  # the next step follows immediately and says whether any work is in progress
            else:
                partial = step.partial or None
                yield View(interview_id, step.state, tuple(turns), step.doing, partial, waiting=step.waiting)
