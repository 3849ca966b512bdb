"""Checks a message for any sign of a question or a request. A reply to a question without one is an answer."""

from __future__ import annotations

import re

from interviewer.conversation.understanding.asked_words import asked_words
from knowledge.text.alternatives import any_of, table
from knowledge.text.sentences import sentences

MOST_CHARACTERS = 600
"""How much of a message is read (a judgement). The limit keeps the patterns fast."""
_SO_WORD = any_of(
    "and, so, but, ok(?:ay)?, well, hm+, sorry, wait, nope?, yes, yeah, then, now, just, also, please, maybe, perhaps"
)
_ASKING = any_of(
    "what, which, who, whose, whom, where, when, why, how, whats, hows, warum, "
    "(?:is|are|was|were|do|does|did|can|could|would|will|should|have|has)(?:n['’]?t)?, shall, may, might"
)
_REQUESTING = any_of(
    "define, explain, expound, show, tell, give, gimme, bring, walk, take, put, make, set, switch, change, replace, replay, repeat, "
    "rephrase, reword, skip, pass, jump, move, go, stop, cut, pull, start, restart, resume, slow(?:er)?, speak, pause, hold, hang, "
    "wait, let, lets, next, back, once more, again, another, more, less, fewer, shorter, longer, easier, harder, increase, decrease, "
    "reduce, raise, don['’]?t, account, disclose, formulate, describe, spell, draw, use"
)
_OPENING = table(
    (_ASKING, "Hm, what could that be"),
    (_REQUESTING, "Then give me something easier"),
    before=rf"(?:^|[.!;:,…]\s+|\s[–—-]\s+)(?:{_SO_WORD}\b[\s,.;:!–—-]*)*",
    after=r"\b(?!['’]s\b| is\b| are\b| was\b)",
)
"""Begins a sentence or a clause like a question or a request; "the next is" begins none."""
_ASKS_IN_EARNEST = table(
    ("(?:what|how)(?! about| if)|which|who|whose|where|when|why", "Which of the two do you mean?"),
    (
        r"(?:is|are|was|were|do|does|did|can|could|may|should|has|have) (?!(?:it|there)\b)[^?]*\bor\b",
        "Is that entropy measured per character, or per word?",
    ),
    (r"(?:can|could|may|should|shall|do|am) (?:i|we)|(?:do|did|can|could|would) you", "Should I assume one GPU?"),
    before=rf"(?:{_SO_WORD}\b[\s,.;:!–—-]*)*",
    after=r"\b[^?]*\?+\W*",
)
"""A whole sentence that by its grammar asks something, and guesses at nothing."""
_TO_YOU = table(
    ("you|your|yours|u|ur|ya|please|kindly|let['’]?s|which is it", "are ya sure"),
    (r"interview\w*|rubric|hints?|clues?|questions?|qs?", "the next hint"),
    (
        r"grades?|grading|scores?|credits?|verdicts?|feedback|report|re-?evaluat\w*",
        "that verdict",
    ),
    ("sorry|thanks?|hello|hi|hey", "hello"),
    ("nonsense|unfair|wrong|mistaken|disagree|strict|severe", "that is too strict"),
    before=r"\b",
    after=r"\b",
)
"""Speaks to the interviewer, or of the interview."""
_OF_ME = table(
    ("me|us|my|mine", "tell me"),
    ("i (?:would|should|want|need|wish|must|will|am|don['’]?t|do not|can['’]?t|can ?not)", "I want to go on"),
    ("i (?:said|meant|mean|wrote|told|have no|never|object|contest|beg)", "I never did"),
    ("i (?:still |really )?(?:think|feel|believe|insist|give up)", "I still think so"),
    ("i['’](?:d|ll|m)", "I'd say so"),
    before=r"\b",
    after=r"\b",
)
"""Speaks of oneself, as those do who wish for something."""
_WISHES = table(
    ("done|finish(?:ed)?|end|stop|quit|leave|break|next|skip|pass|repeat|again", "skip it"),
    ("later|back|move on|go on|continue|time|minutes?|moment|seconds?", "later"),
    ("points?|answers?|left|remain(?:s|ing)?|enough|help|no idea|nothing|forget", "no idea"),
    before=r"\b",
    after=r"\b",
)
"""Words of wishes. In a reply they don't count if they are taken from the question that it answers."""


def asks_in_earnest(text: str) -> bool:
    """Whether every sentence of a message is a question by its grammar, so that nothing of it can be an answer."""
    said = " ".join(text[:MOST_CHARACTERS].split())
    parts = sentences(said, small=True)
    return bool(parts) and all(_ASKS_IN_EARNEST.fullmatch(part) for part in parts)


def asks_or_wishes(text: str, asked: str) -> bool:
    """Whether a message has a mark of a question or a request.

    Args:
        asked: What the interviewer has just asked: a reply takes up its words.
    """
    said = " ".join(text[:MOST_CHARACTERS].split())
    if "?" in said:
        return True
    theirs = frozenset(re.findall(r"\w+", asked.lower()))
    wishes = [found[0].lower() for found in _WISHES.finditer(said)]
    if any(not frozenset(wish.split()) <= theirs for wish in wishes) or _OPENING.search(said) or _TO_YOU.search(said):
        return True
    takes_up = bool(wishes) or bool(asked_words(said) & asked_words(asked))
    return bool(_OF_ME.search(said)) and not takes_up
