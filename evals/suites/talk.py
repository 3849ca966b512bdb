"""``python -m evals talk``: is what is said to the interviewer understood, and is any answer taken for talk?

Read as in an interview, a listed phrase first and the classifier after it, on the half of the lines that nothing was
fitted on, and on the beginnings and wholes of gold answers of the test split.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from evals.labelled.talk import TalkLine
from evals.metrics.bootstrap import interval
from interviewer.conversation.intent import read_intent
from interviewer.conversation.phrasing import Intent
from interviewer.conversation.talk import TalkModel, may_be_talk
from interviewer.grading.silence import says_nothing
from interviewer.json_data import JsonObject
from knowledge.search.embeddings import Embedder

LEAST_UNDERSTOOD = 0.95
MOST_TAKEN = 0.005
SAME: Mapping[str, frozenset[str]] = {
    "end": frozenset({"end", "done"}),
    "progress": frozenset({"progress", "time", "verdict"}),
    "explain": frozenset({"explain", "reveal"}),
    "skip": frozenset({"skip", "next", "later"}),
    "why": frozenset({"why", "verdict"}),
    "control": frozenset({"control", "change", "later", "note", "next", "done", "aloud"}),
}
"""Listed phrases that the writers' broader intents take in."""


def measure(
    lines: Sequence[TalkLine], model: TalkModel, embedder: Embedder, adversarial: Sequence[TalkLine] = ()
) -> JsonObject:
    """Shares with intervals: of talk understood, overall, by intent and by writer; of answers taken for talk.

    Args:
        adversarial: Answers that play with the grader. Some are talk, so what is taken of them is told and not judged.
    """
    heard = read(lines, model, embedder)
    talk = [(line, intent) for line, intent in zip(lines, heard, strict=True) if line.intent != "answer"]
    answers = [(line, intent) for line, intent in zip(lines, heard, strict=True) if line.intent == "answer"]
    understood = _share(talk, lambda line, intent: intent != "answer")
    by_writer = {name: [row for row in answers if row[0].writer == name] for name in _writers(answers)}
    taken = {name: _share(rows, lambda line, intent: intent != "answer") for name, rows in by_writer.items()}
    return {
        "version": model.version,
        "threshold": model.threshold,
        "talk": len(talk),
        "answers": len(answers),
        "understood": understood,
        "right_intent": _share(talk, _right),
        "listed_phrases_alone": _share(talk, lambda line, intent: read_intent(line.text) != "answer"),
        "closed": _closed(talk, model, embedder),
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
        "taken_for_talk": _share(answers, lambda line, intent: intent != "answer"),
        "taken_by_writer": taken,
        "adversarial_taken": _share(
            list(zip(adversarial, read(adversarial, model, embedder), strict=True)),
            lambda line, intent: intent != "answer",
        ),
        "worst": [f"{intent}: {line.text}" for line, intent in answers if intent != "answer"][:40],
        "disagreements": [f"{line.intent}: {line.text}" for line, intent in talk if intent == "answer"],
        "passed": understood["value"] >= LEAST_UNDERSTOOD and all(row["value"] <= MOST_TAKEN for row in taken.values()),
    }


def read(lines: Sequence[TalkLine], model: TalkModel, embedder: Embedder, closed: bool = False) -> list[Intent]:
    """What each message is taken for, as in an interview."""
    if not lines:
        return []
    vectors = embedder.embed([line.text for line in lines])
    out: list[Intent] = []
    for line, vector in zip(lines, vectors, strict=True):
        listed = read_intent(line.text)
        asks = listed == "answer" and not says_nothing(line.text) and may_be_talk(line.text)
        out.append((model.heard(line.text, vector, closed) if asks else None) or listed)
    return out


def _closed(talk: Sequence[tuple[TalkLine, Intent]], model: TalkModel, embedder: Embedder) -> JsonObject:
    """What is understood once the question is closed, where the threshold is lower."""
    lines = [line for line, _ in talk]
    rows = list(zip(lines, read(lines, model, embedder, closed=True), strict=True))
    return {
        "understood": _share(rows, lambda line, intent: intent != "answer"),
        "right_intent": _share(rows, _right),
    }


def _right(line: TalkLine, intent: Intent) -> bool:
    return intent in SAME.get(line.intent, frozenset({line.intent}))


def _writers(rows: Sequence[tuple[TalkLine, Intent]]) -> list[str]:
    return sorted({line.writer for line, _ in rows})


def _share(rows: Sequence[tuple[TalkLine, Intent]], holds: Callable[[TalkLine, Intent], bool]) -> dict[str, float]:
    hits = [holds(line, intent) for line, intent in rows]
    if not hits:
        return {"value": 0.0, "low": 0.0, "high": 0.0}
    return interval([line.group for line, _ in rows], lambda picked: sum(hits[n] for n in picked) / len(picked))
