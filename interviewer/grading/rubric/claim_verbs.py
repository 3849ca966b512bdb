"""The verbs that begin the claims of a rubric, and their forms: "divides", "divide", "divided", "dividing"."""

from __future__ import annotations

SAYING = "adds|describes|draws|explains|gives|lists|mentions|names|notes|says|shows|states"
_DOING = """
    acknowledges applies argues assumes avoids calls chooses cites clarifies combines compares computes concludes considers
    contrasts corrects defends defines demonstrates derives determines discusses distinguishes divides evaluates finds gets
    goes identifies illustrates implements infers initialises initializes justifies keeps links makes matches multiplies
    normalises normalizes outlines picks points prefers presents proposes proves provides puts quotes realises realizes
    recognises recognizes recommends refers rejects relates sends shuffles simplifies sketches solves specifies subtracts
    suggests summarises summarizes takes trains treats understands uses warns weights works writes
"""
DOING = "|".join(_DOING.split())
"""Verbs of claims, but none that a claim about a fact is likely to begin with as a noun, such as "measures" or "counts"."""
_OFTEN_NOUNS = frozenset({"links", "points", "puts", "sketches", "uses", "weights", "works"})
LATER_VERBS = frozenset([*SAYING.split("|"), *_DOING.split()]) - _OFTEN_NOUNS
"""Verbs that are likely to be about the answer in the middle of a claim, too."""
_BASE = {"goes": "go", "matches": "match", "sketches": "sketch"}
_PAST = {
    "say": "said",
    "give": "gave",
    "draw": "drew",
    "show": "showed",
    "choose": "chose",
    "find": "found",
    "get": "got",
    "go": "went",
    "infer": "inferred",
    "keep": "kept",
    "make": "made",
    "put": "put",
    "prefer": "preferred",
    "refer": "referred",
    "send": "sent",
    "take": "took",
    "understand": "understood",
    "write": "wrote",
}
_DOUBLED = frozenset({"get", "infer", "prefer", "put", "refer"})


def base(verb: str) -> str:
    """ "divides" as it goes with "you": "divide"."""
    if verb in _BASE:
        return _BASE[verb]
    return f"{verb[:-3]}y" if verb.endswith("ies") else verb[:-1]


def past(verb: str) -> str:
    """ "divides" as it was done: "divided"."""
    plain = base(verb)
    if plain in _PAST:
        return _PAST[plain]
    if plain.endswith("y"):
        return f"{plain[:-1]}ied"
    return f"{plain}d" if plain.endswith("e") else f"{plain}ed"


def gerund(verb: str) -> str:
    """ "divides" as something to do that is not an order: "dividing"."""
    plain = base(verb)
    if plain.endswith("e"):
        return f"{plain[:-1]}ing"
    return f"{plain}{plain[-1] if plain in _DOUBLED else ''}ing"
