"""Words probes and clarifications: the model writes, the guard decides, and the bank's own words are the fallback."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from interviewer.conversation.phrases.phrases import HEARD, NEAR
from interviewer.conversation.probing.likely import Likely
from interviewer.conversation.talk.assuming import as_reply
from interviewer.conversation.talk.clarifying import asked_term, does_not_follow, is_no_reply, no_assumption
from interviewer.conversation.talk.referring import in_other_words, in_plainer_words, pointed_back
from interviewer.conversation.wording.coded import is_coded, recites
from interviewer.conversation.wording.definition import definition
from interviewer.conversation.wording.manner import chats, complies, judges
from interviewer.conversation.wording.picking_up import is_true_to, keeps_instruction, keeps_names, parted, takes_up
from interviewer.conversation.wording.taking_up import taking_up
from interviewer.conversation.wording.telling import new_terms, says_one_of
from interviewer.conversation.wording.voice import MOST_LATE, ReplyLimits, Voice
from interviewer.grading.text.evidence import locate
from interviewer.grading.text.quotation import quoted, you_said
from interviewer.llm.endpoint.chat import ChatModel
from knowledge.errors import VectorStoreError
from knowledge.probes import probe_at
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import CachedEmbedder
from knowledge.text.pictures import described

AIM_SIMILARITY = 0.9
"""Cosine to the bank's probe, below which a rewording asks something else."""
AHEAD = ReplyLimits(first=20.0, whole=20.0)
"""How long a follow-up can take while nobody is waiting for it yet; a judgement."""
LEAST_WORDS = 5
"""Shortest clarification that is shown; a judgement."""


class Wording:
    """Wording by a guarded language model.

    Args:
        chat: Gives the model once it is loaded, or None.
        embedder: Gives the embedder once it is loaded, or None; without it nothing can be guarded.
    """

    def __init__(
        self,
        chat: Callable[[], ChatModel | None],
        embedder: Callable[[], CachedEmbedder | None],
        passages: Callable[[str, str], Sequence[str]] = lambda about, question_id: (),
        most_late: int = MOST_LATE,
    ) -> None:
        self._voice = Voice(chat, most_late)
        self._embedder = embedder
        self._passages = passages

    def probe(
        self,
        question: Question,
        criterion: Criterion,
        heard: str,
        unmet: Sequence[Criterion],
        angle: str = "",
        go: int = 1,
    ) -> str:
        """The probe of a criterion, picking up what was said if the model does that well.

        Args:
            heard: The answer so far.
            unmet: Criteria that the answer does not meet yet; the wording must not give any away.
            angle: A question that is asked in place of the bank's, unchanged.
            go: The number of this probe among those on the criterion, from 1; the bank has a question for each.
        """
        bank_words = probe_at(criterion, go)
        if angle:
            return angle
        reply = self._reply("probe", heard=_excerpt(heard), probe=bank_words)
        return reply if self._asks_the_same(reply, bank_words, question, unmet, heard) else bank_words

    def probe_ahead(self, likely: Likely, is_wanted: Callable[[], bool]) -> str:
        """A possible follow-up, worded before it is known whether it will be asked; "" if the bank's words are better.

        Args:
            is_wanted: Asked at each piece of the reply whether to go on.
        """
        question, bank_words = likely.question, probe_at(likely.question.criterion(likely.criterion_id), likely.go)
        unmet = [criterion for criterion in question.criteria if criterion.id in likely.unmet]
        values = {"probe": bank_words} | ({"heard": _excerpt(likely.heard)} if likely.heard else {})
        if self._embedder() is None:
            return ""
        reply = self._voice.reply("probe" if likely.heard else "probe_ahead", values, AHEAD, is_wanted)
        if not likely.heard and takes_up(reply):
            return ""  # nothing has been said yet
        return reply if self._asks_the_same(reply, bank_words, question, unmet, likely.heard) else ""

    def _asks_the_same(
        self, reply: str, bank_words: str, question: Question, unmet: Sequence[Criterion], heard: str
    ) -> bool:
        """Whether a reply asks only the bank's question and gives nothing away.

        Anything it picks up before that must be in the candidate's words, and judge nothing.
        """
        _, asked = parted(reply, heard)
        if not reply.endswith("?") or reply.count("?") != 1 or judges(reply, bank_words) or chats(reply, bank_words):
            return False
        if not (is_true_to(reply, heard, bank_words) and keeps_instruction(asked, bank_words)):
            return False
        if not keeps_names(asked, bank_words):
            return False
        if self._near(asked, bank_words) < AIM_SIMILARITY:
            return False
        return not self.leaks(asked, question, unmet, bank_words, heard)

    def probe_contrary(
        self, question: Question, criterion: Criterion, wrong: str, unmet: Sequence[Criterion], go: int = 1
    ) -> str:
        """The probe of a criterion that was contradicted: it quotes the contradicting words without judging them.

        A model's wording is used only if it repeats the words exactly. What it adds is guarded like any probe, so that it
        neither corrects them nor gives the answer away.

        Args:
            wrong: The candidate's words, verbatim.
            go: As for ``probe``.
        """
        bank_words = probe_at(criterion, go)
        return self._quoting(wrong, bank_words, question, unmet) or taking_up(wrong, bank_words)

    def probe_near(
        self,
        criterion: Criterion,
        near: str,
        go: int = 1,
        number: int = 0,
        question: Question | None = None,
        unmet: Sequence[Criterion] = (),
    ) -> str:
        """The probe of a criterion that was made in part, or may have been made: it quotes those words and judges nothing.

        Args:
            near: The candidate's words, verbatim.
            go: As for ``probe``.
            number: Picks one of the leads, so that they take turns.
            question: The question, if a model is to join the words and the probe; otherwise a fixed lead-in goes between them.
            unmet: As for ``probe``.
        """
        bank_words = probe_at(criterion, go)
        joined = self._quoting(near, bank_words, question, unmet) if question else ""
        return joined or f"{you_said(near)} {NEAR[number % len(NEAR)]} {bank_words}"

    def probe_heard(
        self, question: Question, criterion: Criterion, heard: str, unmet: Sequence[Criterion], go: int, number: int
    ) -> str:
        """The probe of a criterion, after a word of it that the candidate has just used, if the guard lets that pass.

        Args:
            heard: The word, as the probe has it.
            go, number: As for ``probe_near``.
        """
        bank_words = probe_at(criterion, go)
        lead = HEARD[number % len(HEARD)].format(term=heard)
        return bank_words if self.leaks(lead, question, unmet, bank_words) else f"{lead} {bank_words}"

    def _quoting(self, words: str, bank_words: str, question: Question, unmet: Sequence[Criterion]) -> str:
        """A model's follow-up that repeats the candidate's words exactly; "" if it does anything more or less."""
        said = quoted(words).strip("“”`")
        reply = self._reply("probe_contrary", said=said, probe=bank_words)
        repeated = locate(said.strip("…").strip(), reply)
        if repeated is None or not reply.endswith("?") or complies(reply):
            return ""
        rest = " ".join(f"{reply[: repeated.start]} {reply[repeated.end :]}".split())
        plain = f"You said “ ”. {bank_words}"
        if (
            rest.count("?") != 1
            or judges(rest, bank_words)
            or not keeps_names(rest, bank_words)
            or self._near(rest, plain) < AIM_SIMILARITY
        ):
            return ""
        return "" if self.leaks(rest, question, unmet, bank_words) else reply

    def clarify(
        self,
        question: Question,
        request: str,
        unmet: Sequence[Criterion],
        probing: str = "",
        go: int = 1,
        said: Sequence[str] = (),
    ) -> Iterator[str]:
        """What was last asked, in other words and without its answer, as growing texts; the last is complete.

        A model's words are shown a sentence at a time, after the guard has read each. If the first does not pass, the bank's
        own words are used instead; everything after a later one that does not pass is left out.

        Args:
            probing: The criterion being probed; without one the request is about the question itself.
            go: As for ``probe``.
            said: What was said before in this interview. The plainer question that the bank may have is asked once, and the
                bank's other wordings alternate.
        """
        number, plainer = len(said), in_other_words(question)
        if question.plainly and not probing and does_not_follow(request) and plainer not in said:
            yield plainer
            return
        whole = described(question.question)
        asked, allowed = whole, question.question
        if probing:
            asked = probe_at(question.criterion(probing), go)
            allowed += f" {asked}"
        passages = self._passages(request, question.id)
        told = self._defined(question, request, unmet, allowed, passages)  # without the assumptions below
        if probing and not told:
            told = pointed_back(request, asked, question, number)
        if told := told or in_plainer_words(request, question, number):
            yield told
            return
        background = "\n".join(f"- {p[:300]}" for p in passages) or "- none"
        passed = ""
        settled = [f"- {k.asked[0]} {as_reply('which', k.answer)}" for k in question.assumptions if k.asked]
        values = {
            "question": whole,
            "asked": asked,
            "settled": "\n".join(settled) or "- nothing",
            "request": request[:500],
            "background": background,
        }
        allowed += " ".join(["", *(known.answer for known in question.assumptions)])
        for text in self._voice.sentences("clarify", values) if self._embedder() is not None else ():
            unfit = is_no_reply(text, request, asked)
            if unfit or self.leaks(text, question, unmet, allowed, f"{request} {background}"):
                break
            passed = text
            if len(passed.split()) >= LEAST_WORDS:
                yield passed
        if len(passed.split()) < LEAST_WORDS:
            yield no_assumption(request, number, asked)

    def _defined(
        self, question: Question, request: str, unmet: Sequence[Criterion], allowed: str, passages: Sequence[str]
    ) -> str:
        """The bank's definition of the term that a request asks about, if it gives nothing away; "" otherwise."""
        term = asked_term(request)
        told = definition(term, (question.reference, question.deeper, *passages)) if term else ""
        return "" if not told or self.leaks(told, question, unmet, allowed, request) else told

    def leaks(self, text: str, question: Question, unmet: Sequence[Criterion], allowed: str, heard: str = "") -> bool:
        """Whether a text gives away an unmet criterion, beyond what the allowed wording already says.

        Anything that cannot be read as English counts as giving it away.

        Args:
            heard: What else can be repeated, such as the candidate's own words.
        """
        embedder = self._embedder()
        free = f"{allowed} {question.question} {heard}"
        hidden = " ".join([question.reference, *(text for c in unmet for text in (c.claim, *c.satisfied_by))])
        if embedder is None or is_coded(text, free) or recites(text, hidden, free):
            return True
        if any(new_terms(text, criterion, f"{allowed} {question.question}") for criterion in unmet):
            return True
        try:
            return says_one_of(unmet, text, allowed, embedder)
        except VectorStoreError:
            return True

    def _near(self, text: str, other: str) -> float:
        embedder = self._embedder()
        if embedder is None:
            return 0.0
        try:
            vectors = embedder.embed([text, other])
        except VectorStoreError:
            return 0.0  # nothing can be compared, so the bank's words are used
        return float(np.dot(vectors[0], vectors[1]))

    def _reply(self, prompt: str, **values: str) -> str:
        """The model's whole reply; "" if there is none in time, or it cannot be guarded."""
        return self._voice.reply(prompt, values) if self._embedder() is not None else ""


def _excerpt(text: str, words: int = 40) -> str:
    parts = text.split()
    return " ".join(parts[-words:])
