"""The judge for API-class models: all criteria in one structured call, evidence before the verdict."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from typing import Any

from interviewer.errors import ModelReplyError
from interviewer.grading.evidence import Segment, locate, sentences
from interviewer.grading.grade import Evidence, MisconceptionFinding
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.non_answers import chaff_in, speaks_of_grading
from interviewer.llm.chat import ChatModel
from knowledge.pictures import described
from knowledge.schema import Criterion, Question
from prompts import load_prompt

TOKENS_PER_CRITERION = 250
"""Room for the quotes, the reason and the verdict on one criterion."""
_VERDICTS = ("met", "partly_met", "not_met")
_PROBABILITY = {"met": 0.95, "partly_met": 0.5, "not_met": 0.05}
"""Stand-ins until an API-class model's own confidence is calibrated."""


class LLMJudge:
    """Judges by a language model; a quote that is not in the answer is dropped before a verdict stands."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat

    @property
    def name(self) -> str:
        """Name of the judge and its model."""
        return f"llm:{self._chat.name}"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        """Proposals for these criteria; one call, or a call per criterion where its reply cannot be read.

        Raises:
            UnavailableError: The model cannot be reached.
        """
        self._chat.take_usage()
        shuffled = list(criteria)
        # position sways models: a stable shuffle spreads it over answers and repeats for the same one
        random.Random(hashlib.sha256(f"{question.id}\x1f{text}".encode()).hexdigest()).shuffle(shuffled)
        try:
            found, heard = self._ask(question, text, shuffled)
        except ModelReplyError:
            found, heard = {}, ()
        for criterion in criteria:
            if criterion.id not in found:
                found[criterion.id] = self._ask_one(question, text, criterion)
        version = load_prompt("grade").version
        return Judgements(tuple(found[c.id] for c in criteria), heard, version, self._chat.take_usage())

    def _ask_one(self, question: Question, text: str, criterion: Criterion) -> Judgement:
        try:
            return self._ask(question, text, [criterion])[0][criterion.id]
        except (ModelReplyError, KeyError):
            return Judgement(
                criterion.id, "ungraded", 0.0, (), f"{self._chat.name} sent no readable verdict, twice; grade it again"
            )

    def _ask(
        self, question: Question, text: str, criteria: Sequence[Criterion]
    ) -> tuple[dict[str, Judgement], tuple[MisconceptionFinding, ...]]:
        system, user = load_prompt("grade").fill(
            question=described(question.question),
            reference=described(question.reference),
            criteria="\n".join(f"- {c.id}: {c.claim}" for c in criteria),
            misconceptions="\n".join(f"- {m.id}: {m.claim}" for m in question.misconceptions) or "- none",
            answer=neutralised(text),
        )
        data = self._chat.structured(
            system, user, _schema(criteria, question), 200 + TOKENS_PER_CRITERION * len(criteria)
        )
        found: dict[str, Judgement] = {}
        said = _said(question, text)
        items = data.get("criteria")
        if not isinstance(items, list):
            raise ModelReplyError(f"{self._chat.name} sent no list of criteria")
        known = {c.id for c in criteria}
        for item in items:
            if not isinstance(item, dict) or item.get("id") not in known or item.get("verdict") not in _VERDICTS:
                continue
            evidence = _quotes(item.get("quotes"), text, said)
            reason = str(item.get("reason") or "")[:300]
            found.setdefault(
                item["id"], Judgement(item["id"], item["verdict"], _PROBABILITY[item["verdict"]], evidence, reason)
            )
        heard = tuple(
            MisconceptionFinding(m.id, quotes, m.correction, m.penalty)
            for m in question.misconceptions
            for item in data.get("misconceptions") or []
            if isinstance(item, dict) and item.get("id") == m.id and (quotes := _quotes(item.get("quotes"), text, said))
        )
        return found, heard


def neutralised(text: str) -> str:
    """The candidate's text with the prompt's delimiters made harmless."""
    return re.sub(r"<(/?)\s*(answer|system|user|assistant)\s*>", r"‹\1\2›", text, flags=re.IGNORECASE)


def _said(question: Question, text: str) -> list[Segment]:
    """The sentences a verdict may stand on: none copied from rubric or reference, no strung words, no talk of the grade."""
    whole = sentences(text)
    idle = chaff_in(text, whole, question)
    return [piece for piece in whole if piece not in idle and not speaks_of_grading(piece.of(text))]


def _quotes(items: Any, text: str, said: Sequence[Segment]) -> tuple[Evidence, ...]:
    """The quotes that stand in the answer, in a sentence that says something."""
    if not isinstance(items, list):
        return ()
    spans = [locate(item, text) for item in items[:6] if isinstance(item, str)]
    return tuple(span for span in spans if span and any(p.start < span.end and span.start < p.end for p in said))


def _schema(criteria: Sequence[Criterion], question: Question) -> dict[str, Any]:
    quotes = {"type": "array", "items": {"type": "string"}}
    criterion = {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "quotes", "reason", "verdict"],
        "properties": {
            "id": {"type": "string", "enum": [c.id for c in criteria]},
            "quotes": quotes,
            "reason": {"type": "string"},
            "verdict": {"type": "string", "enum": list(_VERDICTS)},
        },
    }
    misconception = {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "quotes"],
        "properties": {
            "id": {"type": "string", "enum": [m.id for m in question.misconceptions] or ["none"]},
            "quotes": quotes,
        },
    }
    return {
        "title": "grade",
        "type": "object",
        "additionalProperties": False,
        "required": ["criteria", "misconceptions"],
        "properties": {
            "criteria": {"type": "array", "items": criterion},
            "misconceptions": {"type": "array", "items": misconception},
        },
    }
