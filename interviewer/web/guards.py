"""The one place where errors become a line on the page."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, TypedDict

import gradio as gr

from interviewer.errors import ConflictError, NothingLeftError, VivaError
from knowledge.errors import KnowledgeError
from knowledge.text.visible import visible

ComponentUpdates = dict[gr.blocks.Block, object]


class EventOptions(TypedDict):
    """Options of an event, with the names that Gradio gives them."""

    api_visibility: Literal["private"]
    show_progress: Literal["hidden"]


QUIET: EventOptions = {"api_visibility": "private", "show_progress": "hidden"}
"""An event of the page alone: no client can call it, and no spinner covers what it changes."""
_LOG = logging.getLogger("viva.page")


@contextmanager
def shown_errors() -> Iterator[None]:
    """Turns anything raised inside into a message on the page.

    Raises:
        gr.Error: Anything went wrong.
    """
    try:
        yield
    except gr.Error:
        raise
    except (VivaError, KnowledgeError) as error:
        raise gr.Error(
            html.escape(visible(str(error)), quote=False),
            duration=None,
            title="Nothing to start" if isinstance(error, NothingLeftError) else "That did not work",
            print_exception=False,
        ) from error
    except Exception as error:
        _LOG.exception("the page failed")
        message = (
            f"Something went wrong in Viva ({type(error).__name__}). What you sent is saved. Reload the page to "
            "continue, and please report this together with the output in the terminal."
        )
        # the log has it, without words that were said if it is one of JSON; Gradio would print them
        raise gr.Error(message, duration=None, title="That did not work", print_exception=False) from error


def guarded(handler: Callable[..., ComponentUpdates]) -> Callable[..., ComponentUpdates]:
    """A handler whose errors are shown."""

    def call(*values: object) -> ComponentUpdates:
        with shown_errors():
            return handler(*values)

    return call


def guarded_stream(
    handler: Callable[..., Iterator[ComponentUpdates]], refresh: Callable[[str], ComponentUpdates]
) -> Callable[..., Iterator[ComponentUpdates]]:
    """A streaming handler whose errors are shown.

    Args:
        refresh: Shows an interview again, given its id (the handler's last argument), after it moved on elsewhere.
    """

    def call(*values: object) -> Iterator[ComponentUpdates]:
        with shown_errors():
            try:
                yield from handler(*values)
            except ConflictError as error:
                gr.Warning(str(error), duration=None)
                yield refresh(str(values[-1]))

    return call
