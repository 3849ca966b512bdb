"""What must hold for the interviews in a database after any number of kills.

The machine is pure, so the stored events determine the interview. Each interview is replayed from its events and compared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer.conversation.machine.machine import advance
from interviewer.conversation.selection.ability import estimate
from interviewer.conversation.state.state import Event, InterviewState, Said, Turn
from interviewer.conversation.state.stored import Record
from interviewer.llm.usage import Usage
from interviewer.storage.interviews import EVENT
from interviewer.storage.store import Store
from knowledge.schema import Bank


@dataclass(frozen=True)
class Kept:
    """A stored interview."""

    record: Record
    turns: tuple[Turn, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """The candidate's messages, in order."""
        return tuple(turn.text for turn in self.turns if turn.role == "candidate")


def kept(store: Store, interview_id: str) -> Kept:
    """An interview as it is now in the store."""
    return Kept(store.interviews.load(interview_id), tuple(store.interviews.transcript(interview_id)))


def faults_of(path: Path, bank: Bank, taken: Sequence[str], mark: str) -> list[str]:
    """What is wrong with a database; empty if all is well.

    Args:
        path: The SQLite file.
        taken: Answers that the page accepted.
        mark: The text that every answer begins with.
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
    found += [f"an accepted answer is lost: {text}" for text in taken if text not in answers]
    found += [f"an answer is stored twice: {text}" for text in sorted(set(answers)) if answers.count(text) > 1]
    return found


def differences(now: Kept, events: Sequence[Event], bank: Bank) -> list[str]:
    """How an interview differs from a replay of its events: in its state, apart from the clock, or in its conversation."""
    state = InterviewState(now.record.state.setup, ability=estimate(now.record.state.setup.earlier).mean)
    turns: list[Turn] = []
    for event in events:
        state, new = advance(state, event, bank)
        if isinstance(event, Said) and (not new or new[0].role != "candidate"):
            # the conductor stores a message that did not fit in this way
            new = [Turn("candidate", "talk", event.text, event.at), *new]
        turns += new
    out = []
    if _timeless(state) != _timeless(now.record.state):
        out.append(f"its state differs from a replay of its {len(events)} events")
    if [_words(turn) for turn in turns] != [_words(turn) for turn in now.turns]:
        out.append("its conversation differs from a replay of its events")
    return out


def resumed_wrong(before: Kept, after: Kept) -> list[str]:
    """How a resumed interview differs from the turn where it stopped; empty if it does not.

    If it was waiting for the candidate, it must wait at the same point of the same question, and only the clock may have spoken
    since. If it was grading or wording, that must be done, for the same question and with the same answer, and no message may be
    stored twice.
    """
    old, new = before.record.state, after.record.state
    out = []
    if after.turns[: len(before.turns)] != before.turns:
        out.append("earlier turns have changed")
    if before.said != after.said:
        out.append("the candidate's messages are not the same")
    if old.phase == "working":
        if new.phase == "working":
            out.append("the pending work was not done")
        if len(after.turns) == len(before.turns):
            out.append("nothing was said about the pending work")
    elif _timeless(replace(old, warned=new.warned)) != _timeless(new):
        out.append("it is at another point")
    last = len(old.attempts) - 1
    if last >= 0 and [a.question_id for a in new.attempts[: last + 1]] != [a.question_id for a in old.attempts]:
        out.append("it is at another question")
    elif last >= 0 and new.attempts[last].answer != old.attempts[last].answer:
        out.append("the answer has changed")
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
    """A state without its clock, which runs on between events, and without the usage of a model."""
    attempts = tuple(replace(attempt, seconds=0.0, spent=Usage()) for attempt in state.attempts)
    return replace(state, elapsed=0.0, last_at=0.0, attempts=attempts)


def _words(turn: Turn) -> tuple[str, str, str, str, str]:
    return turn.role, turn.kind, turn.text.replace("\x00", " "), turn.question_id, turn.criterion_id
