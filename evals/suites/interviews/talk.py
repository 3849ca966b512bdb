"""``python -m evals talk``: is talk to the interviewer understood, and is any answer mistaken for talk?

Messages are read as in an interview, first by listed phrases, then by the classifier. They are the half of the lines that
nothing was fitted on, and the first sentences and whole texts of gold answers in the test split.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.labelled.talk import TalkLine
from evals.metrics.resampling import interval
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.understanding.asides import without_asides
from interviewer.conversation.understanding.intent import after_lead, read_intent, wants_break
from interviewer.conversation.understanding.talk_model import TalkModel, may_be_talk
from interviewer.grading.screening.silence import says_nothing
from interviewer.json_data import JsonObject, JsonValue
from knowledge.search.inner import embed_inner
from knowledge.search.vectors import Embedder, Vectors

LEAST_UNDERSTOOD = 0.95
MOST_TAKEN = 0.005
SAME: Mapping[str, frozenset[str]] = {
    "end": frozenset({"end", "done"}),
    "progress": frozenset({"progress", "time", "verdict"}),
    "explain": frozenset({"explain", "reveal"}),
    "skip": frozenset({"skip", "next", "later"}),
    "why": frozenset({"why", "verdict"}),
    "control": frozenset({"control", "change", "later", "note", "next", "done", "aloud", "back"}),
}
"""The intents of listed phrases that belong to each of the writers' broader intents."""
UNWRITTEN: frozenset[Intent] = frozenset({"empty"})
"""Intents that no writer was asked for: a message without a word has no wording."""


def measure(
    lines: Sequence[TalkLine], model: TalkModel, embedder: Embedder, adversarial: Sequence[TalkLine] = ()
) -> JsonObject:
    """Shares with intervals: talk that is understood, overall, by intent and by writer, and answers taken for talk.

    Args:
        adversarial: Answers that try to trick the grader. Some are talk, so their share is reported but has no limit.
    """
    vectors = embed_inner(embedder, [_spoken(line.text) for line in lines])
    heard = read(lines, model, vectors)
    talk = [(line, intent) for line, intent in zip(lines, heard, strict=True) if line.intent != "answer"]
    answers = [(line, intent) for line, intent in zip(lines, heard, strict=True) if line.intent == "answer"]
    understood = _share(talk, lambda line, intent: intent != "answer")
    by_writer = {name: [row for row in answers if row[0].writer == name] for name in _writers(answers)}
    taken = {name: _share(rows, _lost) for name, rows in by_writer.items()}
    return {
        "version": model.version,
        "threshold": model.threshold,
        "talk": len(talk),
        "answers": len(answers),
        "understood": understood,
        "right_intent": _share(talk, _right),
        "listed_phrases_alone": _share(talk, lambda line, intent: read_intent(line.text) != "answer"),
        "closed": _closed(lines, model, embed_inner(embedder, [line.text for line in lines])),
        "by_intent": {
            name: {
                "talk": len(rows),
                "understood": _share(rows, lambda line, intent: intent != "answer"),
                "right_intent": _share(rows, _right),
            }
            for name in sorted({line.intent for line, _ in talk})
            if (rows := [row for row in talk if row[0].intent == name])
        },
        "by_writer": {
            name: _share([row for row in talk if row[0].writer == name], lambda line, intent: intent != "answer")
            for name in _writers(talk)
        },
        "taken_for_talk": _share(answers, _lost),
        "taken_by_writer": taken,
        **_with_asking(lines, heard, model, vectors),
        "adversarial_taken": _share(
            _read_all(adversarial, model, embedder),
            lambda line, intent: intent != "answer",
        ),
        "worst": [f"{intent}: {line.text}" for line, intent in answers if _lost(line, intent)][:40],
        "disagreements": [f"{line.intent}: {line.text}" for line, intent in talk if intent == "answer"],
        "passed": understood["value"] >= LEAST_UNDERSTOOD and all(row["value"] <= MOST_TAKEN for row in taken.values()),
    }


def read(lines: Sequence[TalkLine], model: TalkModel, vectors: Vectors, closed: bool = False) -> list[Intent]:
    """The intent that each message is given, as in an interview.

    Args:
        vectors: The lines' embeddings, (n, d), without asides while the question is open.
    """
    out: list[Intent] = []
    for line, vector in zip(lines, vectors, strict=True):
        listed = read_intent(line.text)
        heard = model.heard(_spoken(line.text, closed), vector, closed) if _is_read(line.text) else None
        out.append(heard or listed)
    return out


def _spoken(text: str, closed: bool = False) -> str:
    """The words of a message that are read: all of them once the question is closed."""
    return text if closed else without_asides(text)


def _lost(line: TalkLine, intent: Intent) -> bool:
    """Whether an answer is lost as talk. After a thinking-aloud or change phrase the rest is graded, so that does not count."""
    return intent != "answer" and not (intent in {"aloud", "change"} and after_lead(line.text))


def _with_asking(
    lines: Sequence[TalkLine], heard: Sequence[Intent], model: TalkModel, vectors: Vectors
) -> dict[str, JsonValue]:
    """Shares of talk understood at once or after asking the candidate, and of answers that are asked about, by writer."""
    asked = [
        intent == "answer" and _asked(line, model, vector)
        for line, intent, vector in zip(lines, heard, vectors, strict=True)
    ]
    settled: list[Intent] = ["control" if ask else intent for ask, intent in zip(asked, heard, strict=True)]
    talk = [(line, how) for line, how in zip(lines, settled, strict=True) if line.intent != "answer"]
    doubted: dict[str, list[tuple[TalkLine, Intent]]] = {}
    for line, ask in zip(lines, asked, strict=True):
        if line.intent == "answer":
            doubted.setdefault(line.writer, []).append((line, "control" if ask else "answer"))
    return {
        "understood_or_asked": _share(talk, lambda line, intent: intent != "answer"),
        "asked_by_writer": {
            name: _share([row for row in talk if row[0].writer == name], lambda line, intent: intent != "answer")
            for name in _writers(talk)
        },
        "answers_asked_about": {
            name: _share(rows, lambda line, intent: intent != "answer") for name, rows in sorted(doubted.items())
        },
    }


def _is_read(text: str) -> bool:
    return read_intent(text) == "answer" and not says_nothing(text) and may_be_talk(text)


def _asked(line: TalkLine, model: TalkModel, vector: NDArray[np.float32]) -> bool:
    """Whether the candidate would be asked what the message was."""
    return _is_read(line.text) and model.perhaps(_spoken(line.text), vector) is not None


def _read_all(lines: Sequence[TalkLine], model: TalkModel, embedder: Embedder) -> list[tuple[TalkLine, Intent]]:
    if not lines:
        return []
    return list(
        zip(lines, read(lines, model, embed_inner(embedder, [_spoken(line.text) for line in lines])), strict=True)
    )


def _closed(lines: Sequence[TalkLine], model: TalkModel, vectors: Vectors) -> JsonObject:
    """The shares that are understood once the question is closed, when the threshold is lower."""
    told = read(lines, model, vectors, closed=True)
    rows = [(line, how) for line, how in zip(lines, told, strict=True) if line.intent != "answer"]
    return {
        "understood": _share(rows, lambda line, intent: intent != "answer"),
        "right_intent": _share(rows, _right),
    }


def _right(line: TalkLine, intent: Intent) -> bool:
    """Whether an intent is what the writer meant. A break is one of their controls, and waits like any thinking here."""
    if line.intent == "control" and intent == "wait":
        return wants_break(line.text)
    return intent in SAME.get(line.intent, frozenset({line.intent}))


def _writers(rows: Sequence[tuple[TalkLine, Intent]]) -> list[str]:
    return sorted({line.writer for line, _ in rows})


def _share(rows: Sequence[tuple[TalkLine, Intent]], holds: Callable[[TalkLine, Intent], bool]) -> dict[str, float]:
    hits = [holds(line, intent) for line, intent in rows]
    if not hits:
        return {"value": 0.0, "low": 0.0, "high": 0.0}
    return interval([line.group for line, _ in rows], lambda picked: sum(hits[n] for n in picked) / len(picked))
