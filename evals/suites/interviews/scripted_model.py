"""A language model made of a few rules, for reproducible transcripts: it rewords what is in its prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.errors import ModelReplyError
from interviewer.grading.text.words import content_words
from interviewer.llm.replies.reply import Reply
from interviewer.llm.usage import Usage
from prompts import load_prompt

MOST_SENTENCES = 2
"""The most sentences in an explanation."""
_LEADS = ("Let me stay with that for a moment.", "Let me ask it like this.", "I'd like to hear about one more thing.")
"""Lead-ins to a follow-up, used in turn."""
_FIELD = re.compile(
    r"^(?P<name>Question|Asked last|Reference answer|Follow-up): (?P<text>.+?)(?=\n[A-Z<]|\Z)", re.DOTALL | re.MULTILINE
)
_TAGGED = re.compile(r"<(?P<name>said|request)>\s*(?P<text>.*?)\s*</(?P=name)>", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n+")
"""Where a sentence of the bank ends: unlike in ``sentences``, only before a capital, so that no part of one is said."""
_PROMPTS = ("probe", "probe_ahead", "probe_contrary", "clarify", "explain")
"""The prompts that it answers. Their system texts have no variables, so each is known by the whole of it."""


def prompt_name(system: str) -> str:
    """The prompt that a system text belongs to.

    Raises:
        ModelReplyError: None that has a scripted reply.
    """
    for name in _PROMPTS:
        if load_prompt(name).system == system:
            return name
    raise ModelReplyError("the scripted model has no reply to this prompt")


class ScriptedModel:
    """Says what a careful model would say, using only words from its prompt."""

    name = "scripted"

    def __init__(self) -> None:
        self._calls = 0

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """The reply, a word at a time."""
        fields = {found["name"]: found["text"].strip() for found in (*_FIELD.finditer(user), *_TAGGED.finditer(user))}
        for word in self._reply(prompt_name(system), fields).split():
            yield f"{word} "

    def _reply(self, prompt: str, fields: dict[str, str]) -> str:
        if prompt == "probe_contrary":
            return f"You said “{fields['said']}”. {fields['Follow-up']}"
        if prompt in {"probe", "probe_ahead"}:
            self._calls += 1
            return f"{_LEADS[self._calls % len(_LEADS)]} {fields['Follow-up']}"
        if prompt == "explain":
            return _about(fields.get("request", ""), fields["Reference answer"])
        return f"What I'm after is this: {fields.get('Asked last', '')}"

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        """Not supported: grades come from the embedded judge.

        Raises:
            ModelReplyError: Always.
        """
        raise ModelReplyError("the scripted model fills in no forms")

    def take_usage(self) -> Usage:
        """Always empty."""
        return Usage()


def _about(request: str, reference: str) -> str:
    """The sentences of a reference that share most words with a request, in their order; the first ones if none does."""
    plain = [re.sub(r"^(?:[-*+]|\d+\.)\s+", "", part).replace("*", "").strip() for part in _SENTENCE.split(reference)]
    spoken = [part for part in plain if part.endswith(".") and not re.search(r"[$|`]", part) and len(part.split()) > 5]
    wanted = content_words(request)
    best = sorted(spoken, key=lambda part: -len(wanted & content_words(part)))[:MOST_SENTENCES]
    return " ".join(part for part in spoken if part in best)
