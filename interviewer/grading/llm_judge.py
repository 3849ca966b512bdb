"""The judge for API-class models: all criteria in one structured call, evidence before the verdict."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence

from interviewer.errors import ModelReplyError
from interviewer.grading.evidence import Segment, locate, sentences
from interviewer.grading.grade import Evidence, MisconceptionFinding, Verdict
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.llm_reply import CriterionReply, reply_form
from interviewer.grading.markup import unmarked
from interviewer.grading.non_answers import chaff_in, speaks_of_grading
from interviewer.llm.chat import ChatModel
from knowledge.pictures import described
from knowledge.schema import Criterion, Question
from prompts import load_prompt

TOKENS_PER_CRITERION, TOKENS_OF_THE_REST = 250, 200
"""Room for the quotes, the reason and the verdict on one criterion, and for the rest of the reply."""
MOST_QUOTES, MOST_REASON = 6, 300
"""How many quotes a verdict may have, and how many characters of its reason are kept."""
PROBABILITY: dict[Verdict, float] = {"met": 0.95, "partly_met": 0.5, "not_met": 0.05}
"""Stand-ins: an API-class model's own confidence is not calibrated. So they say nothing of doubt, and none is claimed."""


class LLMJudge:
    """Judges by a language model; a quote that is not in the answer is dropped, and without one nothing is credited."""

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
        return Judgements(
            items=tuple(found[c.id] for c in criteria),
            misconceptions=heard,
            prompt_version=load_prompt("grade").version,
            usage=self._chat.take_usage(),
        )

    def _ask_one(self, question: Question, text: str, criterion: Criterion) -> Judgement:
        try:
            return self._ask(question, text, [criterion])[0][criterion.id]
        except (ModelReplyError, KeyError):
            reason = f"{self._chat.name} sent no readable verdict, twice; grade it again"
            return Judgement(criterion.id, "ungraded", 0.0, reason=reason)

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
        form = reply_form([c.id for c in criteria], [m.id for m in question.misconceptions])
        room = TOKENS_OF_THE_REST + TOKENS_PER_CRITERION * len(criteria)
        reply = self._chat.structured(system, user, form, room)
        said = _said(question, text)
        known = {c.id for c in criteria}
        found: dict[str, Judgement] = {}
        for row in reply.criteria:
            if row.id in known:
                found.setdefault(row.id, _judgement(row, text, said))
        heard = tuple(
            MisconceptionFinding(m.id, quotes, m.correction, m.penalty)
            for m in question.misconceptions
            for row in reply.misconceptions
            if row.id == m.id and (quotes := _quotes(row.quotes, text, said))
        )
        return found, heard


def _judgement(row: CriterionReply, text: str, said: Sequence[Segment]) -> Judgement:
    return Judgement(
        criterion_id=row.id,
        verdict=row.verdict,
        probability=PROBABILITY[row.verdict],
        evidence=_quotes(row.quotes, text, said),
        reason=row.reason[:MOST_REASON],
        unsure=False,
    )


def neutralised(text: str) -> str:
    """The candidate's text with the prompt's delimiters made harmless."""
    return re.sub(r"<(/?)\s*(answer|system|user|assistant)\s*>", r"‹\1\2›", text, flags=re.IGNORECASE)


def _said(question: Question, text: str) -> list[Segment]:
    """The sentences a verdict may rest on: none copied from rubric or reference, no strung words, no talk of the grade."""
    plain = unmarked(text)
    whole = sentences(plain.text)
    idle = chaff_in(plain.text, whole, question)
    kept = [piece for piece in whole if piece not in idle and not speaks_of_grading(piece.of(plain.text))]
    return [plain.in_written(piece) for piece in kept]


def _quotes(items: Sequence[str], text: str, said: Sequence[Segment]) -> tuple[Evidence, ...]:
    """The quotes that are in the answer, in a sentence that says something."""
    spans = [locate(item, text) for item in items[:MOST_QUOTES]]
    return tuple(span for span in spans if span and any(p.start < span.end and span.start < p.end for p in said))
