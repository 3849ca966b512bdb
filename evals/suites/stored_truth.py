"""What must hold of the interviews in a database after any number of kills: told by the events alone.

The machine is pure, so that the stored events say what the interview must be. It is played anew from them, and compared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer.conversation.ability import estimate
from interviewer.conversation.machine import advance
from interviewer.conversation.state import Event, InterviewState, Said, Turn
from interviewer.conversation.stored import Record
from interviewer.llm.usage import Usage
from interviewer.storage.interviews import EVENT
from interviewer.storage.store import Store
from knowledge.schema import Bank


@dataclass(frozen=True)
class Kept:
    """An interview as it is stored."""

    record: Record
    turns: tuple[Turn, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """What the candidate said, in order."""
        return tuple(turn.text for turn in self.turns if turn.role == "candidate")


def kept(store: Store, interview_id: str) -> Kept:
    """An interview as it is stored now."""
    return Kept(store.interviews.load(interview_id), tuple(store.interviews.transcript(interview_id)))


def faults_of(path: Path, bank: Bank, taken: Sequence[str], mark: str) -> list[str]:
    """What is wrong with a database; nothing where all is as it must be.

    Args:
        path: The SQLite file.
        taken: Answers that the page took.
        mark: What every answer begins with.
    """
    found: list[str] = []
    with sqlite3.connect(path) as plain:
        if plain.execute("pragma integrity_check").fetchone() != ("ok",):
            found.append("the database is damaged")
        rows = plain.execute("select interview_id, seq, payload from events order by interview_id, seq").fetchall()
    plain.close()
    store = Store(f"sqlite:///{path}")
    try:
        said: list[str] = []
        for record in store.interviews.all(1_000_000):
            mine = [(seq, EVENT.validate_json(payload)) for of, seq, payload in rows if of == record.id]
            if [seq for seq, _ in mine] != list(range(1, record.version + 1)):
                found.append(f"{record.id}: an event is missing")
            now = kept(store, record.id)
            said += now.said
            found += [f"{record.id}: {fault}" for fault in differences(now, [event for _, event in mine], bank)]
            found += [f"{record.id}: {fault}" for fault in _unrated(store, now)]
    finally:
        store.close()
    answers = [text for text in said if text.startswith(mark)]
    found += [f"an answer that was taken is gone: {text}" for text in taken if text not in answers]
    found += [f"an answer is there twice: {text}" for text in sorted(set(answers)) if answers.count(text) > 1]
    return found


def differences(now: Kept, events: Sequence[Event], bank: Bank) -> list[str]:
    """Where an interview differs from what its events come to: its state but for the clock, or its conversation."""
    state = InterviewState(now.record.state.setup, ability=estimate(now.record.state.setup.earlier).mean)
    turns: list[Turn] = []
    for event in events:
        state, new = advance(state, event, bank)
        if isinstance(event, Said) and (not new or new[0].role != "candidate"):
            new = [Turn("candidate", "talk", event.text, event.at), *new]  # as the conductor keeps what did not fit
        turns += new
    out = []
    if _timeless(state) != _timeless(now.record.state):
        out.append(f"its state is not what its {len(events)} events come to")
    if [_words(turn) for turn in turns] != [_words(turn) for turn in now.turns]:
        out.append("its conversation is not what its events come to")
    return out


def resumed_wrong(before: Kept, after: Kept) -> list[str]:
    """Where an interview that was taken up again is not at the turn at which it stopped.

    What waited for the candidate still waits at the same point of the same question, with nothing said since but by the
    clock. What was being graded or worded is done, for the same question and with the same answer, and no message is
    there twice.
    """
    old, new = before.record.state, after.record.state
    out = []
    if after.turns[: len(before.turns)] != before.turns:
        out.append("what was said before is not what it was")
    if before.said != after.said:
        out.append("the candidate's messages are not the same")
    if old.phase == "working":
        if new.phase == "working":
            out.append("what was under way was not done")
        if len(after.turns) == len(before.turns):
            out.append("nothing was said of what was under way")
    elif _timeless(replace(old, warned=new.warned)) != _timeless(new):
        out.append("it stands at another point")
    last = len(old.attempts) - 1
    if last >= 0 and [a.question_id for a in new.attempts[: last + 1]] != [a.question_id for a in old.attempts]:
        out.append("it is at another question")
    elif last >= 0 and new.attempts[last].answer != old.attempts[last].answer:
        out.append("the answer is another")
    return out


def _unrated(store: Store, now: Kept) -> list[str]:
    out = []
    for attempt in now.record.state.attempts:
        if attempt.closed and attempt.grade is not None and not attempt.seen:
            rated = {review.criterion_id for review in store.reviews.log(attempt.question_id)}
            judged = {c.id for c in attempt.grade.criteria if c.verdict != "ungraded"}
            if not judged <= rated:
                out.append(f"points of {attempt.question_id} are closed without a rating")
    return out


def _timeless(state: InterviewState) -> InterviewState:
    """A state without its clock, which goes on between two events, and without what a model took."""
    attempts = tuple(replace(attempt, seconds=0.0, spent=Usage()) for attempt in state.attempts)
    return replace(state, elapsed=0.0, last_at=0.0, attempts=attempts)


def _words(turn: Turn) -> tuple[str, str, str, str, str]:
    return turn.role, turn.kind, turn.text.replace("\x00", " "), turn.question_id, turn.criterion_id
