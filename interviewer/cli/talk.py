"""``viva interview``, ``viva drill`` and ``viva serve``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from interviewer.bars import console
from interviewer.bootstrap import App, open_app
from interviewer.cli.contest import COMMANDS, CONTEST, DENY, contest, is_contest, shown_grade
from interviewer.cli.grade_table import print_grade
from interviewer.cli.rendered import rendered
from interviewer.cli.typed import HOW, read_typed
from interviewer.conversation.conducting.conductor import Update
from interviewer.conversation.machine.asking import ends_next
from interviewer.conversation.state.state import InterviewState, Mode
from interviewer.conversation.state.style import as_style
from interviewer.errors import UsageError
from interviewer.report.build import build_report
from interviewer.report.entered import in_words, pictures_of
from interviewer.report.markdown import file_name, to_markdown
from interviewer.report.pdf import write_pdf
from interviewer.settings import load_settings
from interviewer.study.drill import choose_drill
from interviewer.study.readiness import target_level


def interview(
    section: Annotated[list[str] | None, typer.Option(help="A section; can be repeated.")] = None,
    minutes: Annotated[float, typer.Option(help="Minutes of your own time, 1 to 240.")] = 30,
    questions: Annotated[int | None, typer.Option(help="Maximum number of questions.")] = None,
    style: Annotated[str, typer.Option(help="How the interviewer speaks: friendly, neutral or tough.")] = "neutral",
    coach: Annotated[
        bool, typer.Option("--coach", help="Say how each answer changes the grade, and show it after each question.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Continue the last unfinished interview.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the report to this file, .md or .pdf.")] = None,
) -> None:
    """Do a mock interview in the terminal. Finish an answer with a line that has only a full stop, or with two empty lines.

    /hint, /skip, /repeat, /later, /clarify with your question, and /end work at any time.

    When a grade is shown, ask about it in your own words, one line at a time. /contest 2 with a reason has the verdict on
    point 2 read again, and /deny 4 gives point 4 back.
    """
    app = open_app(load_settings())
    conductor, store = app.conductor, app.store
    if resume:
        open_ones = store.interviews.unfinished(1)
        if not open_ones:
            raise UsageError("there is no unfinished interview; start one with 'viva interview'")
        interview_id = open_ones[0].id
        app.services.start()
        told = store.interviews.transcript(interview_id)
        drawn = pictures_of(told, app.bank)
        for turn in told[-2:]:
            _print_turn(turn.role, turn.kind, in_words(turn.text, drawn))
        _print_closed(conductor.record(interview_id).state)
        _show(conductor.resume(interview_id))
    else:
        mode: Mode = "coach" if coach else "interview"
        interview_id, steps = conductor.start(
            mode, minutes, sections=section or (), questions=questions, style=as_style(style)
        )
        app.services.start()  # not before it is known that there is something to ask
        _show(steps)
    _play(app, interview_id, report)


def drill(
    section: Annotated[str | None, typer.Option(help="The section to drill.")] = None,
    topic: Annotated[str | None, typer.Option(help="Or a topic in your own words.")] = None,
    due: Annotated[bool, typer.Option("--due", help="Today's plan: due questions first, then new ones.")] = False,
    questions: Annotated[int, typer.Option(help="Number of questions.")] = 5,
) -> None:
    """Drill a section, a topic or today's plan, due questions first, with a grade after each answer."""
    if (section is not None) + (topic is not None) + due != 1:
        raise UsageError("give exactly one of --section, --topic and --due")
    app = open_app(load_settings())
    if topic is not None:  # the search needs the models
        app.services.start()
    with console.status("finding the questions"):
        chosen = choose_drill(
            app.store, app.bank, app.services.search, questions, section=section or "", topic=topic or "", due=due
        )
        interview_id, steps = app.conductor.start_drill(chosen.pool, chosen.topic, chosen.kind)
    app.services.start()
    _show(steps)
    _play(app, interview_id, None)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to serve on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to serve on.")] = None,
) -> None:
    """Serve the page."""
    from interviewer.web.serve import serve_page

    serve_page(load_settings(host=host, port=port))


def _play(app: App, interview_id: str, report: Path | None) -> None:
    talked_of = ""  # the last question whose grade could be discussed and contested
    while app.conductor.record(interview_id).phase != "finished":
        text = _read_answer(app, interview_id)
        state = app.conductor.record(interview_id).state
        talked_of = state.attempts[-1].question_id if state.phase == "reviewing" else talked_of
        if text is None and state.phase == "reviewing" and ends_next(state, app.conductor.bank_of(interview_id)):
            text = "next"  # nothing is left to ask, so silence means that the candidate wants the report
        if text is None:
            console.print("\nStopped. Continue later with: viva interview --resume")
            return
        _answer(app, interview_id, text)
    while text := _read_contest(app, interview_id, talked_of):
        _contest(app, interview_id, text)
    made = build_report(
        app.conductor.record(interview_id),
        app.store.interviews.transcript(interview_id),
        app.bank,
        app.services.passage,
        app.store.interviews.all(),
        app.settings.metered,
        target_level(app.store),
    )
    path = report or Path(file_name(made, "md"))
    try:
        if path.suffix == ".pdf":
            write_pdf(made, path)
        else:
            path.write_text(to_markdown(made), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"the report cannot be written to {path}: {error.strerror}; you can still open it from the list of interviews"
        ) from error
    score = "nothing was graded" if made.score is None else f"{made.score:.0%} overall"
    print(f"\n{score}. The report is in {path}")
    if made.score is not None:
        print("To contest a verdict: viva contest")


def _answer(app: App, interview_id: str, text: str) -> None:
    """Handle an answer or a contested verdict."""
    if is_contest(text):
        _contest(app, interview_id, text)
    else:
        _show(app.conductor.say(interview_id, text))


def _contest(app: App, interview_id: str, text: str) -> None:
    try:
        _print_turn("interviewer", "note", contest(app.conductor, interview_id, text))
    except UsageError as error:
        print(f"\n{error}", flush=True)


def _read_contest(app: App, interview_id: str, talked_of: str) -> str:
    """Read one line after the last question; "" if it is empty or no grade was shown.

    Args:
        talked_of: The last question whose grade could already be contested, so that nobody is asked twice.
    """
    state = app.conductor.record(interview_id).state
    if state.attempts and state.attempts[-1].question_id == talked_of:
        return ""
    told = app.store.interviews.transcript(interview_id)
    if shown_grade(state) is None or not any(
        turn.kind == "feedback" and turn.question_id == state.attempts[-1].question_id for turn in told
    ):
        return ""
    print(f"\n{CONTEST} with a point's number and a reason, or an empty line to end:", flush=True)
    return sys.stdin.readline().strip()


def _read_answer(app: App, interview_id: str) -> str | None:
    """The next message; None at the end of the input."""
    state = app.conductor.record(interview_id).state
    wanted = f"your answer, then {HOW}"
    if state.phase == "reviewing":
        wanted = "ask me about it, or say next to go on"
        if shown_grade(state):
            wanted += f"; {CONTEST} with a point's number and a reason, or {DENY} with the number"
    print(f"\n[{'drill' if state.setup.drill else f'{state.seconds_left / 60:.0f} min left'}] {wanted}:", flush=True)
    return read_typed(sys.stdin.readline, COMMANDS, one_line=state.phase == "reviewing")


def _show(steps: Iterable[Update]) -> None:
    doing = ""
    for step in steps:
        if step.turn and step.turn.role == "interviewer":
            if step.turn.kind == "feedback":
                _print_closed(step.state)
            _print_turn(step.turn.role, step.turn.kind, step.turn.text)
        elif step.doing and step.doing != doing:  # a place in the queue is reported repeatedly
            print(f"({step.doing} …)", flush=True)
            doing = step.doing


def _print_closed(state: InterviewState) -> None:
    """Print the grade of the last question, if it is closed and grades are shown."""
    grade = shown_grade(state)
    if grade is not None:
        print_grade(grade)


def _print_turn(role: str, kind: str, text: str) -> None:
    from rich.console import Console

    label = {"reveal": "Reference answer", "feedback": "Feedback"}.get(
        kind, "Interviewer" if role == "interviewer" else "You"
    )
    out = Console(highlight=False)
    out.print(f"\n[bold]{label}[/bold]")
    out.print(rendered(text))
