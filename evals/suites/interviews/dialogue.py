"""``python -m evals dialogue``: scripted candidates go through whole interviews; the interviewer must keep to its rules.

A second grader (the cross-encoder alone, without the production filters, and sentence embeddings) reads every probe, hint,
clarification and remark as if it were the candidate's answer. None may make a point that was still open. Probes are also
checked for their aim: of all the bank's probes, one of the intended criterion must be the nearest.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import numpy as np

from evals.labelled.gold import LabelledAnswer, gold_answers
from evals.suites.interviews.candidates import KINDS, Candidate, seconds_to_say
from evals.suites.interviews.leaks import LEAK_COSINE, LEAK_PROBABILITY, LEAK_TOGETHER, leaks, leaks_of_bank
from interviewer.bars import item_bar
from interviewer.bootstrap import conductor_of
from interviewer.conversation.conducting.update import Update
from interviewer.conversation.phrases.notices import ENDINGS
from interviewer.conversation.state.state import InterviewState, Mode, QuestionAttempt, Turn
from interviewer.conversation.state.style import STYLES
from interviewer.conversation.understanding.intent import read_intent
from interviewer.errors import UsageError
from interviewer.grading.local.reader import Reader
from interviewer.json_data import JsonObject, JsonValue
from interviewer.loading.services import Services
from interviewer.report.build import build_report
from interviewer.report.markdown import to_markdown
from interviewer.storage.store import Store
from knowledge.probes import probes_of
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import BankEmbedder

MINUTES = 20.0
SEED = 13
WATCHED = ("probe", "hint", "clarify", "note", "change")
SLACK = 0.10
"""How far an interview may run over, as a share of its minutes, not counting the answer in progress. Chosen by judgement."""
MOST_STEPS = 400
_PRAISE = re.compile(
    r"\b(?:great|excellent|perfect|brilliant|well done|correct|exactly|good (?:answer|job|point))\b", re.I
)


@dataclass
class Played:
    """One finished interview."""

    kind: str
    mode: Mode
    state: InterviewState
    turns: list[Turn]
    report: str
    said: list[tuple[Turn, tuple[str, ...]]] = field(default_factory=list)
    """Everything the interviewer said, with the criteria that were still open at that moment."""
    faults: list[str] = field(default_factory=list)


def measure_dialogue(
    services: Services,
    store: Store,
    out: Path | None,
    rounds: int = 1,
    kinds: Sequence[str] = KINDS,
    minutes: float = MINUTES,
) -> JsonObject:
    """Play every kind of candidate in both modes, ``rounds`` times, and check what was said.

    Args:
        out: Folder for the transcripts, as Markdown.
        kinds: Only these candidates.
        minutes: Length of each interview; a model of 1.5B weights on two cores takes a third of it itself.

    Raises:
        UsageError: A kind of candidate is unknown.
    """
    if unknown := set(kinds) - set(KINDS):
        raise UsageError(f"no candidate {sorted(unknown)[0]!r}; there are {', '.join(KINDS)}")
    bank, embedder = services.bank, services.require_embedder()
    gold: dict[str, list[LabelledAnswer]] = {}
    for answer in gold_answers(bank):
        gold.setdefault(answer.question_id, []).append(answer)
    plans = [(kind, mode, n) for n in range(rounds) for kind in kinds for mode in get_args(Mode)]
    played = []
    with item_bar("dialogue", len(plans)) as step:
        for kind, mode, n in plans:
            candidate = Candidate(kind, bank, gold, random.Random(f"{SEED}:{kind}:{mode}:{n}"))
            one = play(services, store, candidate, mode, SEED + n, minutes)
            played.append(one)
            if out is not None:
                out.mkdir(parents=True, exist_ok=True)
                name = f"{kind.replace(' ', '-')}-{mode}-{n + 1}.md"
                (out / name).write_text(transcript(one, bank), encoding="utf-8")
            step()
    result = judged(bank, embedder, services.reader, played)
    if set(kinds) == set(KINDS):  # also check the texts that did not come up
        whole = leaks_of_bank(bank, embedder, services.reader)
        result |= {"bank": whole, "passed": result["passed"] is True and not whole["leaked"]}
    return result


def play(
    services: Services, store: Store, candidate: Candidate, mode: Mode, seed: int, minutes: float = MINUTES
) -> Played:
    """Plays one interview to its end, with a clock that advances as people speak."""
    clock = [1_000_000.0]
    conductor = conductor_of(services, store, lambda: clock[0])
    interview_id, steps = conductor.start(mode, minutes, seed=seed, style=STYLES[seed % len(STYLES)])
    said: list[tuple[Turn, tuple[str, ...]]] = []
    faults: list[str] = []
    state = _listen(steps, said, services.bank)
    for _ in range(MOST_STEPS):
        if state.phase == "finished":
            break
        text = candidate.reply(state)
        clock[0] += seconds_to_say(text)
        state = _listen(conductor.tick(interview_id), said, services.bank, state)
        if state.phase == "finished":
            break
        before = state
        state = _listen(conductor.say(interview_id, text), said, services.bank, state)
        known = _graded_text(before)
        if read_intent(text) != "answer" and _graded_text(state)[: len(known)] != known:
            faults.append(f"graded a word to the interviewer: {text[:60]}")
    else:
        faults.append(f"not over after {MOST_STEPS} messages")
    record = conductor.record(interview_id)
    turns = list(store.interviews.transcript(interview_id))
    report = build_report(record, turns, services.bank, services.passage)
    text = to_markdown(report)
    missing = [
        attempt.question_id
        for attempt in record.state.attempts
        if services.bank[attempt.question_id].short_title not in text
    ]
    if len(report.questions) != len(record.state.attempts) or missing:
        faults.append(f"the report lacks {missing or 'a question'}")
    return Played(candidate.kind, mode=mode, state=record.state, turns=turns, report=text, said=said, faults=faults)


def judged(bank: Bank, embedder: BankEmbedder, reader: Reader, played: Sequence[Played]) -> dict[str, JsonValue]:
    """The result of the suite: leaks, aim of the probes, minutes and broken rules."""
    watched = [(turn, unmet) for one in played for turn, unmet in one.said if turn.kind in WATCHED and turn.question_id]
    leaked = leaks(bank, embedder, reader, watched)
    probes = [turn for turn, _ in watched if turn.kind == "probe"]
    aims = [aimed(bank[turn.question_id], turn.text, embedder) == turn.criterion_id for turn in probes]
    faults = [f"{one.kind}, {one.mode}: {fault}" for one in played for fault in (*one.faults, *_rules(bank, one))]
    counts: Counter[str] = Counter(turn.kind for turn, _ in watched)
    result: dict[str, JsonValue] = {
        "interviews": len(played),
        "questions": sum(len(one.state.attempts) for one in played),
        "watched": dict(counts),
        "probes_and_hints": counts["probe"] + counts["hint"],
        "leaks": len(leaked),
        "leaked": leaked[:20],
        "leak_bound": {"probability": LEAK_PROBABILITY, "with_cosine": LEAK_TOGETHER, "cosine": LEAK_COSINE},
        "aim": {
            "probes": len(probes),
            "value": round(float(np.mean(aims)), 4) if aims else None,
            "not_the_banks_words": sum(
                turn.text not in probes_of(bank[turn.question_id].criterion(turn.criterion_id)) for turn in probes
            ),
        },
        "minutes_used": {
            "most": round(max(one.state.elapsed for one in played) / 60, 2),
            "planned": played[0].state.setup.minutes,
        },
        "by_candidate": {kind: _of_kind(kind, played) for kind in dict.fromkeys(one.kind for one in played)},
        "faults": faults,
    }
    result["passed"] = not leaked and not faults and (not aims or float(np.mean(aims)) >= 0.95)
    return result


def aimed(question: Question, text: str, embedder: BankEmbedder) -> str:
    """The criterion that a probe is about: the one that the nearest probe in the bank belongs to."""
    rows = [(c.id, probe) for c in question.criteria for probe in probes_of(c)]
    vectors = embedder.embed_known([probe for _, probe in rows])
    return rows[int(np.argmax(embedder.embed([text]) @ vectors.T))][0]


def transcript(one: Played, bank: Bank) -> str:
    """An interview as Markdown, for a person to read."""
    out = [f"# {one.kind.capitalize()} candidate, {one.mode} mode", ""]
    why = ENDINGS.get(one.state.ended, "it is still open")
    out += [
        f"{one.state.elapsed / 60:.1f} of {one.state.setup.minutes:g} minutes; ended because {why}.",
        "",
    ]
    for turn in one.turns:
        if turn.kind == "reveal":
            continue
        who = "Candidate" if turn.role == "candidate" else f"Interviewer ({turn.kind})"
        body = "\n".join(f"> {line}" if line else ">" for line in turn.text.splitlines())
        out += [f"**{who}**", "", body, ""]
    for attempt in one.state.attempts:
        grade = attempt.grade
        score = f"{grade.score:.0%}" if grade else "not graded"
        out.append(f"- {bank[attempt.question_id].short_title}: {score}")
    return "\n".join(out) + "\n"


def _listen(
    steps: Iterator[Update] | Sequence[Update],
    said: list[tuple[Turn, tuple[str, ...]]],
    bank: Bank,
    state: InterviewState | None = None,
) -> InterviewState:
    for step in steps:
        state = step.state
        if step.turn is not None and step.turn.role == "interviewer":
            attempt = next((r for r in state.attempts if r.question_id == step.turn.question_id), None)
            said.append(
                (step.turn, _unmet(attempt, bank[attempt.question_id]) if attempt and not attempt.closed else ())
            )
    assert state is not None
    return state


def _unmet(attempt: QuestionAttempt, question: Question) -> tuple[str, ...]:
    return tuple(c.id for c in question.criteria if c.id not in attempt.met)


def _graded_text(state: InterviewState) -> list[tuple[str, int]]:
    return [(attempt.answer, attempt.graded_to) for attempt in state.attempts]


def _rules(bank: Bank, one: Played) -> list[str]:
    faults = []
    asked = [attempt.question_id for attempt in one.state.attempts]
    if len(set(asked)) != len(asked):
        faults.append(f"asked twice: {[q for q, n in Counter(asked).items() if n > 1]}")
    longest = max((seconds_to_say(t.text) for t in one.turns if t.role == "candidate"), default=0.0)
    planned = one.state.setup.minutes
    if one.state.elapsed > planned * 60 * (1 + SLACK) + longest:
        faults.append(f"took {one.state.elapsed / 60:.1f} of {planned:g} minutes")
    if one.state.phase != "finished" or not one.state.ended:
        faults.append("did not end")
    remarks = [t.text for t in one.turns if t.role == "interviewer" and t.kind == "note" and len(t.text.split()) <= 12]
    stock = {bank[q].question for q in asked}
    again = [text for text, n in Counter(remarks).items() if n > 1 and text not in stock and not text.startswith("We ")]
    if again:
        faults.append(f"said twice: {again[:3]}")
    if one.kind in {"silent", "evasive", "adversarial", "rambling"}:
        praised = [t.text for t in one.turns if t.role == "interviewer" and t.kind == "note" and _PRAISE.search(t.text)]
        faults += [f"praised what was wrong: {text[:60]}" for text in praised[:2]]
    return faults


def _of_kind(kind: str, played: Sequence[Played]) -> JsonObject:
    mine = [one for one in played if one.kind == kind]
    scores = [g.score for one in mine for attempt in one.state.attempts if (g := attempt.grade)]
    return {
        "interviews": len(mine),
        "questions": sum(len(one.state.attempts) for one in mine),
        "mean_score": round(float(np.mean(scores)), 3) if scores else None,
        "minutes": round(float(np.mean([one.state.elapsed / 60 for one in mine])), 1),
    }
