"""Names a point in a few words, to praise it: as the fact it states, or as what the candidate did.

A claim lists examples of what makes it, and nobody is told that they said those. Yet what is left without them must still say
something: "parameters that seldom get a gradient keep a larger step", not "parameters that seldom get a gradient".
"""

from __future__ import annotations

import re

from interviewer.grading.rubric.claim_forms import ADVICE, LEAD, fact_of, turned, ways
from interviewer.grading.rubric.claim_verbs import past
from interviewer.grading.rubric.spoken import in_sentence
from interviewer.grading.text.statement_quote import is_statement

FEWEST_LEFT = 4
"""Fewest words of a fact without its examples. A judgement."""
_BRACKET = re.compile(r"(?<=\w{3}) \([^()]*\)(?=[\s,;:.]|$)")
"""An aside in the middle of a claim or at its end; what follows it belongs to the claim. A formula has no word before it."""
_EXAMPLES = re.compile(
    r"(?P<alone>,)? (?:such as|for (?:example|instance)|e\.g\.),? (?P<given>[^;:]*)\Z",
    re.IGNORECASE,
)
"""Examples at the end of a claim."""
_WITH_ONE = re.compile(r", with an? [^,;:]*\Z")
"""What announced the examples: ", with a case where that matters"."""
_NAMED = re.compile(r" in a named way\b|, or what follows from that\b")
"""What only tells a judge how much is enough."""
_EXPLAINED = re.compile(r": |; |, (?:that is|namely|because|that|as in)\b,?")
"""Where a claim goes on to give what it asks for: "explains why: it is random"."""
_OR_DOES = re.compile(r"\A\w+s or (?=\w+s )")
"""The first of two verbs for one thing: "draws or describes it"."""
_ASKED = re.compile(r"\A(?:gave|named) (?=(?:how|what|when|where|which|why)\b)")
"""What somebody did who named how, what or why: they said it."""


def fact_in_short(claim: str) -> str:
    """The fact or the advice that a claim states, as part of a sentence; "" if it states none, as "Names a remedy, such as ..."."""
    bare = _BRACKET.sub("", claim)
    text = ways(bare).first
    if LEAD.match(text) and not ADVICE.fullmatch(text) and not fact_of(text):
        return ""
    whole = in_sentence(bare)
    head, _, _ = whole.partition(", that is, ")
    return _without_examples(_NAMED.sub("", head if _says_enough(head) else whole))


def done_in_short(claim: str) -> str:
    """What a candidate did who made a point, without its examples and without what was said: "named a remedy"."""
    text = _OR_DOES.sub("", ways(_BRACKET.sub("", claim)).first)
    verb, rest = turned(text, past)
    asks = _EXPLAINED.split(f"{verb} {rest}", maxsplit=1)[0]
    found = _EXAMPLES.search(asks)
    asks = _WITH_ONE.sub("", asks[: found.start()]) if found and _is_a_list(found) else asks
    return _ASKED.sub("said ", asks).rstrip(" ,")


def _without_examples(fact: str) -> str:
    found = _EXAMPLES.search(fact)
    if not found:
        return fact
    head = fact[: found.start()]
    left = _WITH_ONE.sub("", head)
    if left == head and is_statement(found["given"]):
        return fact  # "optimisers such as Adam have poor estimates" goes on after its example
    return left if _says_enough(left) else fact


def _says_enough(text: str) -> bool:
    return len(text.split()) >= FEWEST_LEFT and is_statement(text)


def _is_a_list(examples: re.Match[str]) -> bool:
    """Whether examples run to the end, as after a comma; 'negations such as "not" as a reason' goes on."""
    return bool(examples["alone"]) or "," in examples["given"] or " or " in examples["given"]
