"""Whether quoted words read as a statement by themselves, so that they can be praised: "it halves the variance", not "one half"."""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST_WORDS = 2
"""Fewest words of a statement: "Clip it." (a judgement)."""
_HELPERS = (
    "is are was were be been am has have had does do did can could may might must will would should shall cannot isn't aren't wasn't"
    " weren't hasn't haven't hadn't doesn't don't didn't can't couldn't won't wouldn't shouldn't mustn't it's that's there's they're you're we're"
)
_VERBS = """
    act adapt add affect aggregate align allow alternate answer appear apply approach ask assign assume attend average avoid balance become begin
    believe belong bias blow blur bound break bring build calculate call capture carry cause centre center change check choose clip collapse
    combine compare compete compress compute concentrate condition confuse connect consider contain control converge convert cost count cover
    create cross cut decay decide decrease decouple define delay denoise depend describe destroy detect diverge differ diffuse discount discover
    disappear distinguish divide drift drop dominate eat encode encourage end ensure equal estimate exceed exist expect explain explode explore
    express extract fail fall favour feed fill filter find fit fix flatten flip flow focus follow forget force freeze gain gather generalise
    generalize generate get give go grow guess halve handle happen help hide hit hold hurt ignore improve include increase inject interpolate
    introduce jump keep kill know lack lead learn leave let level lie limit load look lose lower make map mask match matter maximise maximize
    mean measure memorise memorize minimise minimize miss mix model move multiply need normalise normalize notice oscillate overestimate
    overfit overshoot pass pay penalise penalize pick plateau point pool predict prefer preserve prevent produce profit project propagate
    protect prove prune pull push put quantise quantize raise reach react read receive recover reduce reflect regularise regularize reinforce
    relate remain remember remove repeat replace represent require resample rescale reset resist respect restore reuse reveal reverse
    reward rise rotate run sample satisfy saturate save say scale search see select send separate serve set settle share shift shorten show shrink
    shuffle simplify skip slide slow smooth solve sparsify speed spend spike spiral split spread stabilise stabilize stack stand start stay step
    stop store stretch stride subtract suffer suit sum support swap switch take teach tell tend think throw tie train transfer transform treat
    truncate try turn tune underestimate underfit understand update upsample use vanish vary wander warm warp waste weaken weigh widen win
    wipe work worsen write zero
"""
_NOUNS_TOO = """
    act approach average balance bias blow bound break build call cause centre change check cost count cover cut decay delay discount drop
    end estimate fall favour feed fill filter fit flow focus force function gain guess handle help hit hold hurt increase jump lack lead level
    limit load look loss mask match matter mean measure mix model move need pass pay pick plateau point pool process profit project
    pull push range reach repeat reset respect reuse reverse reward rise run sample scale search sense set share shift
    skip slide sort speed spike split spread stack stand start stay step stop store stretch stride sum supply support switch tie train
    transfer transform try tune turn update use view warp waste win work zero
"""
_IRREGULAR = (
    "became began broke brought built chose cut fell fed found fit flew forgot froze gave got grew held hid hit hurt kept knew laid led learnt"
    " left lost made meant met paid put ran read rose said saw sent set shrank shown split spread stood stuck taught threw thought told took"
    " went won wrote does goes"
)
_WORDS = re.compile(r"[a-z]+(?:['’][a-z]+)?", re.IGNORECASE)
"""A word, with its apostrophe: "doesn't" is a verb."""
_RELATION = re.compile(r"[=<>≤≥≈∝→←]|\\(?:leq?|geq?|approx|propto|to|leftarrow)\b")
"""A formula with one of these states something."""
_CALLS = re.compile(r"^\s*(?:return|def|import|print|class|else|pass)\b")
"""Starts a line of code, which is not a sentence."""


def _forms() -> frozenset[str]:
    found = {*_HELPERS.split(), *_IRREGULAR.split()}
    for verb in _VERBS.split():
        found |= {
            verb,
            f"{verb}s",
            f"{verb}es",
            f"{verb}ed",
            f"{verb}d",
            f"{verb}{verb[-1]}ed",
            f"{verb[:-1]}ies",
            f"{verb[:-1]}ied",
        }
    return frozenset(found)


_FINITE = _forms()
_NOUNS = frozenset(form for noun in _NOUNS_TOO.split() for form in (noun, f"{noun}s", f"{noun}es"))
"""Forms that are as often nouns: "the mean". They count as verbs before an object or after a pronoun."""
_SUBJECTS = "i you we they it that which who to not never only also then this these those just always still both"
_MODIFIERS = "a an the of its their his her our my your better worse more fewer less no each every"
_OBJECTS = "the a an it its them their each every all one this that these those"
_FOLLOWING = f"{_OBJECTS} more less no most some any itself out up down over away off at with by on in to for into from well better worse"
_BEFORE, _ARTICLES = frozenset(_SUBJECTS.split()), frozenset(_MODIFIERS.split())
_FIRST_AFTER, _AFTER = frozenset(_OBJECTS.split()), frozenset(_FOLLOWING.split())


def is_statement(quote: str) -> bool:
    """Whether some words state something: they have a verb, or are a formula that relates two things."""
    if _RELATION.search(quote):
        return True
    words = [word.lower().replace("’", "'") for word in _WORDS.findall(quote)]
    if len(words) < FEWEST_WORDS or _CALLS.match(quote):
        return False
    return any(_is_verb(words, place) for place in range(len(words)))


def _is_verb(words: Sequence[str], place: int) -> bool:
    word = words[place]
    if word not in _FINITE:
        return False
    if word not in _NOUNS:
        return True
    before, after = words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""
    if before in _BEFORE or (before.endswith("s") and not word.endswith("s") and before not in _ARTICLES):
        return True  # "it costs", "rare words profit"
    return before not in _ARTICLES and after in (_AFTER if before or word.endswith("s") else _FIRST_AFTER)
