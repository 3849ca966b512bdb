"""Which components the page has, and which of them change together."""

from __future__ import annotations

import gradio as gr

from interviewer.web.cards.view import CardsView
from interviewer.web.desk import Desk
from interviewer.web.interview.view import InterviewView
from interviewer.web.loading import loading_strip
from interviewer.web.report.view import ReportView
from interviewer.web.setup.view import SetupView

TICK_SECONDS = 5.0
"""How often the server checks whether time is up, in seconds; in between, the browser counts the seconds."""
LOADING_SECONDS = 1.0
"""How often the page looks whether the models are loaded, in seconds."""
STORAGE_KEY = "viva-open-interview"
STORAGE_SECRET = "viva"
"""Only the id of an interview is kept in the browser, so this protects nothing; a fixed key lets it survive a restart."""
SIGN_OUT = '<form class="sign-out" method="post" action="/logout"><button>Sign out</button></form>'
BRAND = (
    '<div class="brand" id="brand-line"><h1 class="brand"><a href="?start="><b>Viva</b></a></h1>'
    "<span>mock interviews for deep learning: questions, follow-ups, and a grade for every point</span></div>"
)


class Layout:
    """Every component of the page; it must be created inside a Blocks.

    Attributes:
        interview: The id of the current interview in this browser tab.
        kept: The same, kept in the browser, so that a reload comes back to it.
        address: Tells the page's script which view is shown.
        search: Where the script puts the URL's query when the page is opened.
    """

    def __init__(self, desk: Desk) -> None:
        self.interview = gr.State("")
        self.kept = gr.BrowserState("", storage_key=STORAGE_KEY, secret=STORAGE_SECRET)
        gr.HTML(BRAND + (SIGN_OUT if desk.app.settings.needs_sign_in else ""), elem_id="brand")
        self.strip = gr.HTML(loading_strip(desk.app.services.parts()), elem_id="loading")
        self.loading = gr.Timer(LOADING_SECONDS)
        self.ticker = gr.Timer(TICK_SECONDS, active=False)
        # The address says which view is shown, and the style sheet hides the others: Gradio loses visibility updates for a
        # view that it is still drawing.
        with gr.Column(elem_id="view-setup"):
            self.setup = SetupView(desk, desk.app.settings)
        self.setup.evals.restrict(lambda: desk.owners.may_administer)
        self.setup.drafts.restrict(lambda: desk.owners.may_administer)
        with gr.Column(elem_id="view-interview"):
            self.talk = InterviewView(desk)
        with gr.Column(elem_id="view-report"):
            self.report = ReportView(desk)
        self.cards = CardsView(desk)
        self.address = gr.HTML("", elem_id="address")
        self.search = gr.Textbox(visible=False)

    @property
    def start_parts(self) -> list[gr.blocks.Block]:
        """The components that change when the start is shown."""
        return [self.address, self.ticker, *self.setup.lists]

    @property
    def interview_parts(self) -> list[gr.blocks.Block]:
        """The components that change when an interview is shown or moves on."""
        return [self.interview, self.kept, self.address, *self.talk.parts, self.ticker]

    @property
    def report_parts(self) -> list[gr.blocks.Block]:
        """The components that change when a report is shown."""
        return [self.address, *self.report.parts, self.ticker, self.kept]

    @property
    def card_parts(self) -> list[gr.blocks.Block]:
        """The components that change when quick cards are shown."""
        return [self.address, self.kept, *self.cards.outputs]

    @property
    def all_parts(self) -> list[gr.blocks.Block]:
        """All components that can change when the page is opened, each once."""
        groups = (self.interview_parts, self.setup.lists, self.setup.choices, self.report.parts, self.cards.outputs)
        return list(dict.fromkeys(part for group in groups for part in group))
