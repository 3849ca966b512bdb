"""Puts probes and clarifications into words: the model words, the guard decides, the bank's own words stand in."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

import numpy as np

from interviewer.errors import UnavailableError
from interviewer.grading.grade import Grade
from interviewer.llm.chat import ChatModel
from knowledge.errors import VectorStoreError
from knowledge.pictures import described
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import CachedEmbedder
from prompts import load_prompt

LEAK_SIMILARITY = 0.62
"""Cosine to a satisfying paraphrase or the claim of an unmet criterion from which a text gives it away."""
AIM_SIMILARITY = 0.9
"""Cosine to the bank's probe below which a rewording asks something else."""
DEADLINE_SECONDS = 4.0
MAX_WORDS = 45


class Wording:
    """Wording by a language model under guard.

    Args:
        chat: Gives the model once it is loaded, or None.
        embedder: Gives the embedder once it is loaded, or None; without it nothing can be guarded.
    """

    def __init__(
        self,
        chat: Callable[[], ChatModel | None],
        embedder: Callable[[], CachedEmbedder | None],
        passages: Callable[[str, str], Sequence[str]] = lambda about, question_id: (),
    ) -> None:
        self._chat = chat
        self._embedder = embedder
        self._passages = passages

    def probe(self, question: Question, criterion: Criterion, heard: str, grade: Grade, angle: str = "") -> str:
        """The probe of a criterion, picking up what was said where the model does that well.

        Args:
            angle: What leads into a second go, with ``{probe}`` in it; then the bank's words follow as they are.
        """
        bank_words = criterion.probe
        if angle:
            return angle.format(probe=bank_words)
        reply = self._reply("probe", heard=_excerpt(heard), probe=bank_words)
        if reply and reply.endswith("?") and reply.count("?") == 1:
            unmet = [c for c in question.criteria if grade.criterion(c.id).verdict != "met"]
            if self._near(reply, bank_words) >= AIM_SIMILARITY and not self.leaks(reply, question, unmet, bank_words):
                return reply
        return bank_words

    def clarify(self, question: Question, request: str, unmet: Sequence[Criterion], probing: str = "") -> str:
        """What was asked last, in other words, without its answer.

        Args:
            probing: The criterion that is probed now; without one the request is about the question itself.
        """
        whole = described(question.question)
        asked, allowed = whole, question.question
        stock = f"What I am after is this: {whole}"
        if probing:
            asked = question.criterion(probing).probe
            allowed += f" {asked}"
            stock = f"We are still on this: {whole} What I would like to hear now: {asked}"
        stock += " Take the usual setting unless you state another, and say which assumptions you make."
        background = "\n".join(f"- {p[:300]}" for p in self._passages(request, question.id)) or "- none"
        reply = self._reply("clarify", question=whole, asked=asked, request=request[:500], background=background)
        if reply and len(reply.split()) >= 5 and not self.leaks(reply, question, unmet, allowed):
            return reply
        return stock

    def leaks(self, text: str, question: Question, unmet: Sequence[Criterion], allowed: str) -> bool:
        """Whether a text says what an unmet criterion asks for, beyond what the allowed wording says already."""
        embedder = self._embedder()
        if embedder is None:
            return True
        sentences = [s for s in re.split(r"(?<=[.!?;])\s+", text) if s.strip()]
        try:
            said = embedder.embed(sentences)
            base = embedder.embed([allowed])
            for criterion in unmet:
                known = embedder.embed_known([criterion.claim, *criterion.satisfied_by])
                bound = max(LEAK_SIMILARITY, float((base @ known.T).max()) + 0.05)
                if float((said @ known.T).max()) > bound:
                    return True
                if _new_terms(text, criterion, f"{allowed} {question.question}"):
                    return True
        except VectorStoreError:
            return True
        return False

    def _near(self, text: str, other: str) -> float:
        embedder = self._embedder()
        if embedder is None:
            return 0.0
        vectors = embedder.embed([text, other])
        return float(np.dot(vectors[0], vectors[1]))

    def _reply(self, prompt: str, **values: str) -> str:
        """The model's words, or nothing where it is missing, slow, garbled or too long."""
        chat = self._chat()
        if chat is None or self._embedder() is None:
            return ""
        start, pieces = time.monotonic(), []
        clean = {name: re.sub(r"</?\s*(?:said|request)\s*>", " ", value) for name, value in values.items()}
        try:
            for piece in chat.stream(*load_prompt(prompt).fill(**clean), max_tokens=70):
                pieces.append(piece)
                if time.monotonic() - start > DEADLINE_SECONDS:
                    return ""
        except UnavailableError:
            return ""
        text = " ".join("".join(pieces).split()).strip().strip('"“”')
        if not text or len(text.split()) > MAX_WORDS or not text.isprintable() or text[-1] not in ".?!":
            return ""
        return text


def _excerpt(text: str, words: int = 40) -> str:
    parts = text.split()
    return " ".join(parts[-words:])


def _new_terms(text: str, criterion: Criterion, allowed: str) -> list[str]:
    """Telling words of a criterion (in its claim and in several paraphrases) that a text adds to what was allowed."""

    def stems(value: str) -> set[str]:
        return {w[:7] for w in re.findall(r"[a-z]{5,}", value.lower())}

    counts: dict[str, int] = {}
    for paraphrase in criterion.satisfied_by:
        for stem in stems(paraphrase):
            counts[stem] = counts.get(stem, 0) + 1
    telling = {s for s, n in counts.items() if n >= 2} & stems(criterion.claim)
    return sorted((telling & stems(text)) - stems(allowed) - _COMMON)


_COMMON = frozenset(
    {
        "gradien",
        "network",
        "weights",
        "trainin",
        "learnin",
        "model",
        "functio",
        "example",
        "layers",
        "layer",
        "values",
        "value",
        "output",
        "input",
        "there",
        "which",
        "would",
        "about",
        "where",
    }
)
