"""The page's tab for evals: run a suite, watch it, open its report, and read where grader and labels disagree."""

from __future__ import annotations

import html
from collections.abc import Callable

import gradio as gr

from interviewer.errors import UsageError
from interviewer.grading.grade import verdict_words
from interviewer.json_data import JsonObject, objects_of
from interviewer.web.evals.processes import SUITES, EvalProcesses, EvalResult, EvalState
from interviewer.web.guards import ComponentUpdates, guarded

MOST_SHOWN = 40
"""Most disagreements shown on the page; the report has them all."""


class EvalsTab:
    """The tab's components, added to the page where it is created."""

    def __init__(self, evals: EvalProcesses) -> None:
        self._evals = evals
        self._may: Callable[[], bool] = lambda: True
        gr.Markdown(
            "How far the grader can be trusted, measured here and now on labelled answers. "
            "A run takes one to fifteen minutes and keeps the machine busy; the page stays usable.",
            elem_classes="quiet",
        )
        self.suite = gr.Radio([(name, key) for key, name in SUITES.items()], value="grading", label="What to measure")
        self.with_model = gr.Checkbox(False, label="With the language model (slower)")
        with gr.Row():
            self.start = gr.Button("Run", variant="primary", size="sm", elem_id="btn-eval-run")
            self.stop = gr.Button("Stop", size="sm", elem_id="btn-eval-stop", interactive=False)
        self.bar = gr.HTML("", elem_id="eval-bar")
        self.which = gr.Dropdown([], label="Results", elem_id="eval-results", interactive=True)
        self.numbers = gr.HTML("", elem_id="eval-numbers")
        self.page = gr.DownloadButton("Download the report", size="sm", elem_id="dl-eval", visible=False)
        self.differences = gr.HTML("", elem_id="eval-differences")
        self.timer = gr.Timer(1.0, active=False)
        self.outputs = [
            self.start,
            self.stop,
            self.bar,
            self.which,
            self.numbers,
            self.page,
            self.differences,
            self.timer,
        ]
        self.start.click(guarded(self._start), [self.suite, self.with_model], self.outputs, api_name="eval_run")
        self.stop.click(guarded(self._stop), None, self.outputs, api_name="eval_stop")
        self.which.input(guarded(self._open), [self.which], self.outputs, api_name="eval_open")
        self.timer.tick(guarded(self._watch), None, self.outputs, show_progress="hidden", api_visibility="private")

    def listed(self) -> ComponentUpdates:
        """The results on disk with the newest open, and the one under way if there is one."""
        results = self._evals.results()
        return {**self._state(), **self._shown(results[0].name if results else None)}

    def restrict(self, may: Callable[[], bool]) -> None:
        """Let somebody start and stop evals only if ``may`` returns True during their request: one takes the machine for
        minutes."""
        self._may = may

    def _check(self) -> None:
        if not self._may():
            raise UsageError("only the accounts in VIVA_ADMINS can start and stop evals on this page")

    def _start(self, suite: str, with_model: bool) -> ComponentUpdates:
        self._check()
        self._evals.start(suite, with_model)
        return self._state()

    def _stop(self) -> ComponentUpdates:
        self._check()
        self._evals.stop()
        return self._state()

    def _open(self, name: str | None) -> ComponentUpdates:
        return self._shown(name)

    def _watch(self) -> ComponentUpdates:
        state = self._evals.state()
        update = self._state(state)
        if state.state == "done":
            update |= self._shown(self._evals.results()[0].name)
        return update

    def _state(self, state: EvalState | None = None) -> ComponentUpdates:
        state = state or self._evals.state()
        running = state.state == "running"
        return {
            self.start: gr.update(interactive=not running),
            self.stop: gr.update(interactive=running),
            self.bar: bar_html(state),
            self.timer: gr.Timer(active=running),
        }

    def _shown(self, name: str | None) -> ComponentUpdates:
        results = self._evals.results()
        if name is None:
            return {
                self.which: gr.update(choices=[], value=None),
                self.numbers: '<p class="quiet">Nothing has been run on this machine yet.</p>',
                self.page: gr.update(visible=False),
                self.differences: "",
            }
        result = self._evals.result(name)
        data = result.read()
        return {
            self.which: gr.update(choices=[(_label(r), r.name) for r in results], value=name),
            self.numbers: numbers_html(data),
            self.page: gr.update(value=str(result.page), visible=result.page.exists()),
            self.differences: differences_html(data),
        }


def bar_html(state: EvalState) -> str:
    """The bar of an eval, or how it ended."""
    if state.state == "running":
        share = f"{state.done} of {state.total}" if state.total else "loading the models"
        value = f' value="{state.done}" max="{state.total}"' if state.total else ""
        name = html.escape(state.label or state.suite)
        return (
            f'<p role="status">{name}: {share}, {state.seconds:.0f} s</p>'
            f'<progress aria-label="{name}"{value} style="width:100%"></progress>'
        )
    kind = "problem" if state.state == "failed" else "quiet"
    return f'<p class="{kind}" role="status">{html.escape(state.message)}</p>' if state.message else ""


def numbers_html(data: JsonObject) -> str:
    """The headline numbers of a result, with intervals if it has them; the suite says which numbers those are."""
    boxes = []
    for row in objects_of(data.get("headlines")):
        value = row["value"]
        shown = str(value) if isinstance(value, int) else f"{value:.3f}"
        span = f"{row['low']:.2f} to {row['high']:.2f}" if "low" in row else ""
        name = html.escape(str(row["name"]))
        boxes.append(f'<div class="figure"><b>{shown}</b><span>{name}</span><small>{span}</small></div>')
    judge = html.escape(f"{data.get('judge', '')} {data.get('machine', '')}".strip())
    older = "" if "headlines" in data else "This result is from an earlier version; run the suite again. "
    return f'<div class="figures">{"".join(boxes)}</div><p class="quiet">{older}{judge}</p>'


def differences_html(data: JsonObject) -> str:
    """Answer, label and verdict side by side, the most confident errors first. Answers are always shown as plain text."""
    rows = objects_of(data.get("disagreements"))
    if not rows:
        return ""
    out = [
        f"<h3>Where the grader and the labels differ ({min(len(rows), MOST_SHOWN)} of {len(rows)}, the most confident first)</h3>"
    ]
    for row in rows[:MOST_SHOWN]:
        e = {key: html.escape(str(value)) for key, value in row.items()}
        reason = f"<p><b>Why it has this label</b> {e['gold_reason']}</p>" if row.get("gold_reason") else ""
        quote = f"<p><b>Its evidence</b> “{e['quote']}”</p>" if row.get("quote") else ""
        label, verdict = verdict_words(e["label"]), verdict_words(e["verdict"])
        out.append(
            f'<details class="difference"><summary><b>{e["question"]}</b>: {e["claim"]} '
            f"<span>label: {label}, grader: {verdict} ({row['probability']:.2f})</span></summary>"
            f"<div><section><h4>Answer ({e['category']})</h4><p>{e['answer']}</p></section>"
            f"<section><h4>Label: {label}</h4>{reason}<h4>Grader: {verdict}</h4>{quote}</section></div></details>"
        )
    return "".join(out)


def _label(result: EvalResult) -> str:
    return f"{result.suite}, {result.at:%d %b %Y %H:%M}"
