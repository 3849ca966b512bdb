"""What a candidate asks about the extent of an answer: "Should I also talk about the backward pass?".

Whether a thing earns a point is never told. What the question asks for in so many words belongs to the answer; of anything else
the reply says only that the question says what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.conversation.talk.clarifying import MOST_CHARACTERS, in_turn
from interviewer.conversation.talk.form_asked import MOST_WORDS, OPENING, form_asked
from interviewer.conversation.understanding.asked_words import asked_words, loosely, telling_words
from knowledge.schema import Question
from knowledge.text.alternatives import any_of, table
from knowledge.text.sentences import sentences

_SPEAK_OF = any_of(
    "talk about, cover, mention, discuss, address, include, go into, consider, speak about, comment on, touch on, "
    "touch upon, bring up, get into, say (?:something|anything) about, write about, explain, describe, deal with"
)
_TELL = rf"(?:(?:me )?to (?:\w+ )?(?:{_SPEAK_OF}|hear about) )?"
_TOO = r"(?: (?:too|as well|also|or not|here|then|at all))*"
_IT = any_of("it, this, that, (?:the|your|this) (?:question|answer|task|topic), (?:my|an?|the full) answer")
_THING = r"(?!(?:it|this|that|you|i|we|there) )(?P<what>[^?.;!,\n]{3,60}?)"
_THING_LAST = rf"\b\s*(?P<what>[^?.;!\n]{{3,80}}?){_TOO}\s*\?*\s*$"
_COVERS = table(
    (
        rf"(?:should|shall|must|do|can|may|could|am) i (?:\w+ )?(?:have to |need to |supposed to |expected to )?(?:\w+ )?{_SPEAK_OF}",
        "Should I also talk about the backward pass?",
    ),
    (
        rf"(?:do|would) you (?:\w+ )?(?:want|like|expect|need) (?:me )?{_TELL}",
        "Do you also want the output?",
    ),
    (
        r"(?:do|would) you (?:\w+ )?care (?:about|for)|are you (?:\w+ )?(?:interested in|asking about|after)",
        "Do you care about the test phase?",
    ),
    (rf"(?:does|is|are) {_IT} (?:also )?(?:include|cover|about|ask for|concern)", "Does it include the output?"),
    (
        rf"is it (?:\w+ )?(?:important|necessary|worth it|useful|required) to (?:\w+ )?{_SPEAK_OF}",
        "Is it necessary to mention noise?",
    ),
    before=OPENING,
    after=_THING_LAST,
)
"""Asks whether something belongs to the answer, which comes last."""
_BELONGS = table(
    (rf"(?:a )?part of (?:{_IT}|the scope|what you (?:want|ask|mean))", "Is the backward pass part of it?"),
    (r"(?:in|within|out of|outside(?: of)?|beyond) (?:the )?scope", "Are running averages in scope?"),
    (
        "(?:included|wanted|expected|required|needed|covered|relevant|of interest|off[- ]topic|on[- ]topic)",
        "Is the noise relevant?",
    ),
    (
        r"(?:something|anything|things?) (?:that )?(?:you|i) (?:want|expect|should|need|would like|care)\b[^?]{0,40}",
        "Is the start something you want to hear about?",
    ),
    before=rf"{OPENING}(?:is|are|does|do|would|will|should) {_THING} (?:also |still |even |really |be |count as |belong to )*",
    after=rf"(?: (?:for|in) (?:{_IT}|you))?{_TOO}\s*\?+\s*$",
)
"""Asks the same of what comes first."""
_LEFT_OUT = table(
    (
        r"\b(?:not|never|without|ignor\w+|except|apart from|no need|skip|rather than|instead of|leave|leaving)\b",
        "Leave it out.",
    ),
    (r"n['’]t\b", "You don't need it."),
)
"""Says that something is not wanted."""
_ORDERS = table(
    (
        "think|say|explain|describe|name|compare|discuss|consider|mention|include|give|cover|state|tell|write|derive",
        "Think of it.",
    ),
    ("show|answer|argue|sketch|draw|list|go|start|use|point out|define|outline|justify|illustrate", "Show it."),
    before=r"\W*(?:(?:please|also|then|and|briefly)\W+)*",
    after=r"\b",
)
"""Begins a sentence that tells what to do."""
PART_OF_IT = "Yes, that's part of the question."
_AS_NAMED = (
    "What the question names is what I'm after. Anything beyond that is up to you: bring it in if it makes your point clearer.",
    "I won't say more than the question does: whatever it names is wanted. The rest is your call.",
    "Cover what the question names. Go beyond it where your answer needs it, and I'll ask if I want more.",
)


def asks_scope(text: str, surely: bool) -> bool:
    """Whether a message asks if something belongs to the answer.

    Args:
        surely: Only in words in which nobody guesses: "Is the noise needed?" may be the reply to a follow-up.
    """
    return bool(_found(text, _COVERS) if surely else _named_in(text))


def asks_otherwise(text: str, listed: Sequence[str]) -> bool:
    """Whether a message asks for another form than the questions that the bank lists do, or for what to cover.

    "Should I cover the gradients?" is near "Do I need the formulas of the gradients?", and has another answer.
    """
    kind, kinds = form_asked(text), {form_asked(each) for each in listed} - {""}
    return bool(kinds) and kind not in kinds and bool(kind or _named_in(text))


def is_part_of_it(text: str, asked: str, question: Question) -> bool:
    """Whether a message asks if something belongs to the answer that the question asks for in so many words.

    What the question only speaks of is left to the bank, and so is whatever one of its entries is about.

    Args:
        asked: What was last asked.
    """
    what = _named_in(text)
    if not what or " or " in what or not telling_words(what):
        return False
    named = loosely(asked_words(what))
    asking = [each for each in sentences(asked, lines=False) if each.endswith("?") or _ORDERS.match(each)]
    naming = [each for each in asking if named & loosely(asked_words(each))]
    own = (entry.asked for entry in question.assumptions if not any(map(form_asked, entry.asked)))
    if any(named <= loosely(asked_words(" ".join(listed))) for listed in own):
        return False
    return named <= loosely(asked_words(" ".join(naming))) and not any(_LEFT_OUT.search(each) for each in naming)


def scope_reply(text: str, said: Sequence[str]) -> str:
    """What holds of anything that may or may not belong to an answer; "" if a message asks for something else.

    Args:
        said: What has been said, so that the wordings alternate.
    """
    what = _named_in(text)
    if not what or " or " in what or form_asked(text) or not telling_words(what):
        return ""
    return next((way for way in _AS_NAMED if way not in said), in_turn(_AS_NAMED, len(said)))


def _named_in(text: str) -> str:
    """What a message asks about in either way; "" if it asks for something else."""
    return _found(text, _COVERS) or _found(text, _BELONGS)


def _found(text: str, ways: re.Pattern[str]) -> str:
    said = " ".join(text[:MOST_CHARACTERS].split())
    found = ways.search(said) if len(said.split()) <= MOST_WORDS else None
    return found["what"] if found else ""
