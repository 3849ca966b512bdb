"""What the page's menu offers to say to the interviewer besides an answer: decided here, without Gradio.

Each is sent in words that a candidate might type, so that it is understood and stored like them, and the candidate learns it.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

from interviewer.conversation.machine.unskip import can_unskip
from interviewer.conversation.state.limits import MAX_BRIEF_CHARACTERS
from interviewer.conversation.state.state import InterviewState
from interviewer.errors import UsageError

MORE = "window.vivaMore(element, trigger)"
"""The script that makes the menu work once it is drawn."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """Something that is said at the press of a button.

    Attributes:
        words: What is sent; a note is appended.
        about: What it does, in a few words.
    """

    name: str
    label: str
    words: str
    about: str


UNSKIP = Command(name="unskip", label="Undo the skip", words="", about="back to that question")
"""This is a button press, not words: it takes back an earlier press."""
NOTE = Command(name="note", label="Add a note", words="Note to self:", about="for you, never graded")
COMMANDS = (
    Command(name="clarify", label="Explain the question", words="What do you mean by that?", about="in other words"),
    Command(
        name="later", label="Come back later", words="Let's come back to this later.", about="another question first"
    ),
    Command(
        name="change", label="Change my answer", words="Let me change my answer.", about="the next one replaces it"
    ),
    Command(name="aloud", label="Think aloud", words="Let me think aloud.", about="graded once you’re done"),
    Command(name="done", label="I’m done", words="I'm done.", about="that was my answer"),
    Command(name="time", label="Time left", words="How much time is left?", about="ask the interviewer"),
    Command(name="verdict", label="How am I doing?", words="How am I doing so far?", about="ask the interviewer"),
    Command(name="wait", label="A moment, please", words="Give me a moment.", about="to think"),
    NOTE,
)
ABOUT_CLOSED = (
    Command(name="why", label="Why this grade?", words="Why did I get this grade?", about="point by point"),
    Command(
        name="full", label="Full marks", words="What would full marks sound like?", about="a strong answer, in the chat"
    ),
)
"""Commands for asking about a question once it is closed."""
_BY_NAME = {command.name: command for command in (*COMMANDS, *ABOUT_CLOSED)}


def command_text(name: str, note: str = "") -> str:
    """What is sent to the interviewer when a command is pressed.

    Raises:
        UsageError: There is no such command, or a note has no words.
    """
    command = _BY_NAME.get(name)
    if command is None:
        raise UsageError(f"the menu has nothing called {name[:30]!r}; reload the page")
    if command is not NOTE:
        return command.words
    if not any(char.isalnum() for char in note):
        raise UsageError("write the note first, then save it")
    return f"{command.words} {note.strip()[:MAX_BRIEF_CHARACTERS]}"


def offered(state: InterviewState) -> tuple[Command, ...]:
    """The commands that make sense now, in a fixed order; none if it is not the candidate's turn."""
    attempt = state.current
    if attempt is None or state.phase not in {"answering", "reviewing"}:
        return ()
    if state.phase == "reviewing":
        return ABOUT_CLOSED if attempt.grade else ABOUT_CLOSED[1:]
    closed_to = {
        "later": attempt.set_aside,
        "change": not attempt.answer,
        "aloud": attempt.aloud,
        "done": not attempt.aloud,
        "time": state.setup.drill,
    }
    commands = tuple(command for command in COMMANDS if not closed_to.get(command.name, False))
    return (UNSKIP, *commands) if can_unskip(state) else commands


def more_html(state: InterviewState) -> str:
    """The menu with its button, which is disabled while there is nothing to say, and removed after the end."""
    if state.phase == "finished":
        return ""
    commands = offered(state)
    off = "" if commands else " disabled"
    button = f'<button type="button" id="btn-more" aria-expanded="false" aria-controls="more-list"{off}>More</button>'
    items = "".join(f"<li>{_item(command)}</li>" for command in commands)
    note = (
        '<div id="more-note" hidden><label for="note-text">A note to yourself</label>'
        f'<textarea id="note-text" rows="2" maxlength="{MAX_BRIEF_CHARACTERS}"></textarea>'
        '<button type="button" data-command="note">Save the note</button></div>'
    )
    told = '<p class="wait" role="status"></p>'  # why nothing was sent
    return (
        f'{button}<div id="more-list" role="group" aria-label="More to say" hidden><ul>{items}</ul>{note}{told}</div>'
    )


def _item(command: Command) -> str:
    opens = ' aria-expanded="false" aria-controls="more-note"' if command is NOTE else ""
    what = "note-open" if command is NOTE else command.name
    return (
        f'<button type="button" data-command="{what}"{opens}><b>{html.escape(command.label)}</b>'
        f"<small>{html.escape(command.about)}</small></button>"
    )
