"""The table of the page's controls and what they do, and how each row is wired to Gradio."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import gradio as gr

from interviewer.web.guards import ComponentUpdates, guarded, guarded_stream
from interviewer.web.handlers import Handlers
from interviewer.web.layout import Layout

SEEN_FIRST = "(seen, ...rest) => [window.vivaSeen(), ...rest]"
SEEN_LAST = "(...values) => [...({first})(...values.slice(0, -1)), window.vivaSeen()]"
"""Scripts that put what the tab shows into the first or the last input."""


@dataclass(frozen=True, kw_only=True)
class Control:
    """Something that is pressed or happens on its own, and what it triggers.

    Attributes:
        on: The events that trigger it.
        handler: What does it. If ``streams`` is set it is a generator, and its last input is the interview.
        api_name: Its name for API clients; "" keeps it private.
        unlimited: Any number can run at once, since they may wait for a model and must not hold each other up.
        spinner: Whether the parts that change are greyed out until the result is there.
        js: What the browser runs first; it gets the inputs and returns them, possibly changed.
        then: What the browser runs on success.
        failed: What the browser runs on failure instead.
    """

    on: Sequence[gr.events.EventListener]
    handler: Callable[..., ComponentUpdates] | Callable[..., Iterator[ComponentUpdates]]
    inputs: Sequence[gr.blocks.Block] = ()
    outputs: Sequence[gr.blocks.Block]
    api_name: str = ""
    streams: bool = False
    unlimited: bool = False
    spinner: bool = False
    js: str | None = None
    then: str | None = None
    failed: str | None = None


def wire(controls: Sequence[Control], refresh: Callable[[str], ComponentUpdates]) -> None:
    """Give a table of controls to Gradio.

    Args:
        refresh: Shows an interview again after it moved on in another tab.
    """
    for control in controls:
        name: dict[str, str] = {"api_name": control.api_name} if control.api_name else {"api_visibility": "private"}
        done = gr.on(
            list(control.on),
            guarded_stream(control.handler, refresh) if control.streams else guarded(control.handler),  # type: ignore[arg-type]
            list(control.inputs),
            list(control.outputs),
            js=control.js,
            concurrency_limit=None if control.unlimited else "default",
            show_progress="full" if control.spinner else "hidden",
            **name,
        )
        if control.then:
            done.success(None, js=control.then, api_visibility="private")
        if control.failed:
            done.failure(None, js=control.failed, api_visibility="private")


def controls(blocks: gr.Blocks, on: Layout, do: Handlers) -> list[Control]:
    """Every control that involves more than one view; those within a single view are wired there."""
    return [
        *_of_setup(on, do),
        *_of_progress(on, do),
        *_of_talk(on, do),
        *_of_code(on, do),
        *_of_verdicts(on, do),
        *_of_places(blocks, on, do),
    ]


def _of_setup(on: Layout, do: Handlers) -> list[Control]:
    setup = on.setup
    return [
        Control(
            on=[setup.start.click],
            handler=do.start,
            inputs=[setup.sections, setup.minutes, setup.questions, setup.mode, setup.style],
            outputs=on.interview_parts,
            api_name="start",
        ),
        Control(
            on=[setup.drill.click],
            handler=do.drill,
            inputs=[setup.drill_section, setup.drill_topic, setup.drill_count],
            outputs=on.interview_parts,
            api_name="drill",
        ),
        Control(
            on=[setup.cards.click],
            handler=do.cards,
            inputs=[setup.drill_section, setup.drill_count],
            outputs=on.card_parts,
            api_name="cards",
        ),
        Control(on=[setup.today.click], handler=do.today, outputs=on.interview_parts),
        Control(on=[setup.today_cards.click], handler=do.today_cards, outputs=on.card_parts),
        Control(
            on=[setup.resume.click],
            handler=do.resume,
            inputs=[setup.unfinished],
            outputs=on.interview_parts,
            api_name="resume",
            streams=True,
            unlimited=True,
        ),
        Control(
            on=[setup.go_on.click],
            handler=do.resume,
            inputs=[setup.paused],
            outputs=on.interview_parts,
            streams=True,
            unlimited=True,
        ),
        Control(
            on=[setup.remove.click], handler=do.remove, inputs=[setup.unfinished], outputs=setup.lists, spinner=True
        ),
        Control(
            on=[setup.open_report.click],
            handler=do.open_report,
            inputs=[setup.finished],
            outputs=on.report_parts,
            spinner=True,
        ),
    ]


def _of_progress(on: Layout, do: Handlers) -> list[Control]:
    tab, own = on.setup.progress, on.setup.drafts
    return [
        Control(
            on=[tab.drill.click], handler=do.today, inputs=[tab.count], outputs=on.interview_parts, api_name="today"
        ),
        Control(on=[tab.cards.click], handler=do.today_cards, inputs=[tab.count], outputs=on.card_parts),
        Control(
            on=[tab.retry.click], handler=do.retry, inputs=[tab.again], outputs=on.interview_parts, api_name="retry"
        ),
        Control(on=[own.ask.click], handler=do.retry, inputs=[own.approved], outputs=on.interview_parts),
    ]


def _of_talk(on: Layout, do: Handlers) -> list[Control]:
    talk = on.talk
    buttons = {"hint": talk.hint, "repeat": talk.repeat, "skip": talk.skip, "unskip": talk.unskip}
    buttons |= {"next": talk.next, "end": talk.end}
    return [
        Control(
            on=[talk.send.click, talk.answer.submit],
            handler=do.say,
            inputs=[talk.answer, talk.sure, talk.form.code, talk.form.entered, talk.seen, on.interview],
            outputs=on.interview_parts,
            api_name="say",
            streams=True,
            unlimited=True,
            js="(...values) => window.vivaSent(...values)",
        ),
        *(
            Control(
                on=[button.click],
                handler=partial(do.press, name),
                inputs=[talk.seen, on.interview],
                # it leads from the last question to the report
                outputs=list(dict.fromkeys([*on.interview_parts, *on.report_parts]))
                if name == "next"
                else on.interview_parts,
                api_name=name,
                streams=True,
                unlimited=True,
                js=SEEN_FIRST,
            )
            for name, button in buttons.items()
        ),
        Control(
            on=[talk.more.select],
            handler=do.ask,
            inputs=[talk.command, talk.note, talk.seen, on.interview],
            outputs=on.interview_parts,
            streams=True,
            unlimited=True,
            js="(command, note, seen, ...rest) => [...window.vivaAsked(), window.vivaSeen(), ...rest]",
        ),
        Control(
            on=[on.ticker.tick],
            handler=do.tick,
            inputs=[talk.seen, talk.answer, on.interview],
            outputs=on.interview_parts,
            unlimited=True,
            js=SEEN_FIRST,
        ),
    ]


def _of_code(on: Layout, do: Handlers) -> list[Control]:
    talk = on.talk
    return [
        Control(
            on=[talk.form.run.click],
            handler=do.run_code,
            inputs=[talk.form.code, on.interview],
            outputs=on.interview_parts,
            streams=True,
            unlimited=True,
        ),
        Control(
            on=[talk.form.stop.click],
            handler=do.stop_code,
            inputs=[on.interview],
            outputs=[talk.form.result],
            unlimited=True,
        ),
    ]


def _of_verdicts(on: Layout, do: Handlers) -> list[Control]:
    talk = on.talk
    return [
        Control(
            on=[talk.grade.appeal],
            handler=do.appeal,
            inputs=[on.interview, talk.grade.point, talk.grade.reason, talk.seen],
            outputs=on.interview_parts,
            api_name="appeal",
            js=SEEN_LAST.format(first=talk.grade.appealed),
            then=talk.grade.heard,
            failed=talk.grade.failed,
        ),
        Control(
            on=[talk.grade.deny],
            handler=do.deny,
            inputs=[on.interview, talk.grade.point, talk.seen],
            outputs=on.interview_parts,
            api_name="deny",
            js=SEEN_LAST.format(first=talk.grade.denied),
            then=talk.grade.heard,
            failed=talk.grade.failed,
        ),
        Control(
            on=[talk.left.button.click],
            handler=do.regrade,
            inputs=[on.interview],
            outputs=on.interview_parts,
            streams=True,
            unlimited=True,
        ),
    ]


def _of_places(blocks: gr.Blocks, on: Layout, do: Handlers) -> list[Control]:
    return [
        Control(
            on=[blocks.load],
            handler=do.opened,
            inputs=[on.kept, on.search],
            outputs=on.all_parts,
            streams=True,
            js="async (kept, search) => [kept, await window.vivaSearch()]",
        ),
        Control(on=[on.loading.tick], handler=do.loading, outputs=[on.strip, on.loading]),
        Control(
            on=[on.talk.leave.click],
            handler=do.leave,
            inputs=[on.interview],
            outputs=[*on.interview_parts, *on.setup.lists],
        ),
        Control(
            on=[on.talk.to_report.click],
            handler=do.open_report,
            inputs=[on.interview],
            outputs=on.report_parts,
            spinner=True,
        ),
        Control(
            on=[on.report.back.click],
            handler=do.close_report,
            outputs=[*on.start_parts, on.report.opened],
            spinner=True,
        ),
        Control(on=[on.cards.back.click], handler=do.home, outputs=on.start_parts),
    ]
