"""The judge that uses a language model: all criteria in one structured call, evidence before the verdict."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence

from interviewer.errors import ModelOverflowError, ModelReplyError, UnavailableError
from interviewer.grading.grade import Evidence, MisconceptionFinding, Verdict
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.llm_reply import CriterionReply, GradeReply, id_meant, reply_form
from interviewer.grading.screening.counted import counted_in, cut_to, said_in
from interviewer.grading.text.evidence import Segment, locate
from interviewer.llm.endpoint.chat import ChatModel
from interviewer.llm.replies.chat_reply import DeclinedError
from knowledge.schema import Criterion, Question
from knowledge.text.pictures import described
from prompts import closed, load_prompt

TOKENS_PER_CRITERION, TOKENS_OF_THE_REST = 250, 200
"""Enough tokens for the quotes, the reason and the verdict on one criterion, and for the rest of the reply."""
MOST_QUOTES, MOST_REASON = 6, 300
"""How many quotes a verdict can have, and how many characters of its reason are kept."""
MOST_BARREN = 2
"""After so many calls for one criterion that bring nothing, where nothing was read at all, no more are made for this answer;
and after so many such answers in a row, none for the next. A judgement."""
OTHERWISE = "set VIVA_LLM_MODEL to another model, or VIVA_JUDGE=local"
"""The way out where no reply can be read, answer after answer."""
LEFT_OUT = "left out here; judge by the criteria"
"""Replaces the reference answer if the whole prompt is longer than the model can read."""
PROBABILITY: dict[Verdict, float] = {"met": 0.95, "partly_met": 0.5, "not_met": 0.05}
"""Placeholders: an API model's own confidence is not calibrated, so these express no doubt, and none is claimed."""

CREDITED = ("met", "partly_met")

_SWALLOWED = re.compile(r"[\b\f\n\r\t](?=[A-Za-z])")
_WRITTEN = {"\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
"""Characters that JSON takes the beginning of a LaTeX command for, if its backslash was not doubled."""

RepliesById = dict[str, CriterionReply]
"""What the model said about each criterion, by id."""


class LLMJudge:
    """Judges with a language model, which must quote the answer word for word for anything it credits or calls false.

    If none of its quotes is found it is asked once more. A point it still cannot quote for is ungraded: it may well have been
    made, so it does not count against the candidate.
    """

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat
        self._unread = 0  # answers in a row of which nothing could be read

    @property
    def name(self) -> str:
        """Name of the judge and its model."""
        return f"llm:{self._chat.name}"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        """Proposals for these criteria; one call, or a call per criterion if its reply cannot be read.

        Calls per criterion end where they bring nothing (``MOST_BARREN``), and are not made if the model declines.
        If the prompt is too long for the model, a shorter one is tried, and then a short one per criterion. One more call is
        made for all criteria whose quotes are not in the answer. If the model cannot be reached, declines, or not even a short
        prompt fits, every criterion is ungraded for that reason; spending up to then is counted.
        """
        self._chat.take_usage()
        heard: tuple[MisconceptionFinding, ...] = ()
        try:
            items, heard = self._read(question, text, criteria)
        except UnavailableError as error:
            items = tuple(_ungraded(c.id, str(error)) for c in criteria)
        return Judgements(
            items=items,
            misconceptions=heard,
            prompt_version=load_prompt("grade").version,
            usage=self._chat.take_usage(),
        )

    def _read(
        self, question: Question, text: str, criteria: Sequence[Criterion]
    ) -> tuple[tuple[Judgement, ...], tuple[MisconceptionFinding, ...]]:
        """Proposals for these criteria, and the misconceptions found.

        Raises:
            UnavailableError: No verdict was read.
        """
        shuffled = list(criteria)
        # order influences models: a stable shuffle varies it between answers and repeats it for the same one
        random.Random(hashlib.sha256(f"{question.id}\x1f{text}".encode()).hexdigest()).shuffle(shuffled)
        found, heard, fault, brief = self._ask_all(question, text, shuffled)
        if found or brief or self._unread < MOST_BARREN:
            fault = self._ask_each(question, text, criteria, brief, found) or fault
        self._unread = 0 if found else self._unread + 1
        found.update(self._ask_again(question, text, [c for c in shuffled if c.id in found], found))
        said, counted = said_in(text, question), counted_in(text, question)
        why = f" ({fault})" if fault else ""
        way_out = "grade it again" if self._unread <= MOST_BARREN else OTHERWISE
        unread = f"{self._chat.name} sent no readable verdict{why}; {way_out}"
        items = tuple(
            _judgement(c.id, found[c.id], text, said, counted, self._chat.name)
            if c.id in found
            else _ungraded(c.id, unread)
            for c in criteria
        )
        return items, heard

    def _ask_each(
        self, question: Question, text: str, criteria: Sequence[Criterion], brief: bool, found: RepliesById
    ) -> str:
        """Add to ``found`` what a call per criterion says of those that are not in it, and return what was wrong at last.

        Raises:
            UnavailableError: The model cannot be reached, and nothing was found.
        """
        fault, barren = "", 0
        for criterion in criteria:
            if criterion.id in found:
                continue
            if not found and barren == MOST_BARREN:
                break
            barren += 1
            try:
                found.update(self._ask(question, text, [criterion], brief)[0])
            except ModelReplyError as error:
                fault = str(error)
            except UnavailableError as error:
                if not found:
                    raise
                return str(error)  # what was already read is kept, and the rest would fare no better
        return fault

    def _ask_all(
        self, question: Question, text: str, criteria: Sequence[Criterion]
    ) -> tuple[RepliesById, tuple[MisconceptionFinding, ...], str, bool]:
        """Rows and misconceptions of one call, what was wrong with it, and whether only short prompts fit.

        If the prompt is too long for the model, it is asked again without the reference answer.
        """
        for brief in (False, True):
            try:
                found, heard = self._ask(question, text, criteria, brief)
            except ModelOverflowError as error:
                fault = str(error)
            except DeclinedError:
                raise  # it would decline to judge one criterion, too: the answer is the same
            except ModelReplyError as error:
                return {}, (), str(error), brief
            else:
                return found, heard, "", brief
        return {}, (), fault, True

    def _ask(
        self, question: Question, text: str, criteria: Sequence[Criterion], brief: bool
    ) -> tuple[RepliesById, tuple[MisconceptionFinding, ...]]:
        misconceptions = () if brief and len(criteria) == 1 else question.misconceptions
        system, user = load_prompt("grade").fill(
            question=described(question.question),
            reference=LEFT_OUT if brief else described(question.reference),
            criteria=_listed(criteria),
            misconceptions="\n".join(f"- {m.id}: {m.claim}" for m in misconceptions) or "- none",
            answer=neutralised(text),
        )
        named = [m.id for m in misconceptions]
        reply = self._reply(system, user, criteria, named)
        said = said_in(text, question)
        heard = tuple(
            MisconceptionFinding(m.id, quotes, m.correction, m.penalty)
            for m in misconceptions
            for row in reply.misconceptions
            if id_meant(row.id, named) == m.id and (quotes := cut_to(_located(row.quotes, text), said, text))
        )
        return _rows(reply, criteria), heard

    def _ask_again(
        self, question: Question, text: str, criteria: Sequence[Criterion], found: RepliesById
    ) -> RepliesById:
        """New rows for the criteria whose quotes are not in the answer; none if the model fails now."""
        doubted = [c for c in criteria if _lacks_quotes(found[c.id], text)]
        if not doubted:
            return {}
        dropped = [f"- {c.id}: {neutralised(quote)}" for c in doubted for quote in found[c.id].quotes[:MOST_QUOTES]]
        system, user = load_prompt("grade_again").fill(
            question=described(question.question),
            reference=described(question.reference),
            criteria=_listed(doubted),
            answer=neutralised(text),
            dropped="\n".join(dropped) or "- none was given",
        )
        try:
            return _rows(self._reply(system, user, doubted, []), doubted)
        except UnavailableError:
            return {}  # the other verdicts are kept; these will say what was wrong with them

    def _reply(
        self, system: str, user: str, criteria: Sequence[Criterion], misconceptions: Sequence[str]
    ) -> GradeReply:
        form = reply_form([c.id for c in criteria], misconceptions)
        return self._chat.structured(system, user, form, TOKENS_OF_THE_REST + TOKENS_PER_CRITERION * len(criteria))


def _listed(criteria: Sequence[Criterion]) -> str:
    return "\n".join(f"- {c.id}: {c.claim}" for c in criteria)


def _rows(reply: GradeReply, criteria: Sequence[Criterion]) -> RepliesById:
    """The first row of each criterion that was asked about."""
    known = [c.id for c in criteria]
    found: RepliesById = {}
    for row in reply.criteria:
        if (name := id_meant(row.id, known)) is not None:
            found.setdefault(name, row)
    return found


def _lacks_quotes(row: CriterionReply, text: str) -> bool:
    """Whether a verdict needs a quote and has none that occurs in the answer."""
    return row.verdict != "not_met" and not _located(row.quotes, text)


def _judgement(
    criterion_id: str, row: CriterionReply, text: str, said: Sequence[Segment], counted: Sequence[Segment], model: str
) -> Judgement:
    """A row as a proposal; credit needs words about the subject, so that no request or order is evidence."""
    if _lacks_quotes(row, text):
        credited = "contradicts the point" if row.verdict == "contradicted" else "makes the point"
        reason = f"{model} says that the answer {credited} but twice quoted no words that are in it; grade it again"
        return _ungraded(criterion_id, reason)
    verdict: Verdict = "not_met" if row.verdict == "contradicted" else row.verdict
    return Judgement(
        criterion_id=criterion_id,
        verdict=verdict,
        probability=PROBABILITY[verdict],
        evidence=cut_to(_located(row.quotes, text), counted if verdict in CREDITED else said, text),
        reason=row.reason[:MOST_REASON],
        unsure=False,
        contradicted=row.verdict == "contradicted",
    )


def _ungraded(criterion_id: str, reason: str) -> Judgement:
    return Judgement(criterion_id, "ungraded", 0.0, reason=reason)


def neutralised(text: str) -> str:
    """The candidate's text with the prompt's delimiters neutralised."""
    return closed(text, "answer", "system", "user", "assistant")


def _located(items: Sequence[str], text: str) -> tuple[Evidence, ...]:
    """The quotes that are in the answer."""
    return tuple(span for item in items[:MOST_QUOTES] if (span := _place_of(item, text)))


def _place_of(quote: str, text: str) -> Evidence | None:
    """Where a quote is in the answer, also if its LaTeX lost backslashes to JSON: of an undoubled \\nabla, \\n is a new line."""
    return locate(quote, text) or locate(_SWALLOWED.sub(lambda sign: _WRITTEN[sign[0]], quote), text)
