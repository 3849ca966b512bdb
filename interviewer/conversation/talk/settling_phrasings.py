"""What candidates reply to "Was that a question for me, or part of your answer?".

Each table lists the ways of saying one thing. To have another one recognised, add a row with an example.
"""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, table

DRESSING = re.compile(r"[*\"“”„«»_`()\[\]]|(?<!\w)['‘’]|['‘’](?!\w)")
"""Marks around the words that the candidate was told to say. An apostrophe within a word stays."""
_FIRST_WORD = any_of(
    "(?:it|that|this)(?: ?['’]?s| was| is)?, oh, ok, okay, sorry, please, yes, yeah, yep, just, only, well, actually, also, meant, as, rather, "
    r"i (?:meant|mean|think|guess|was), (?:no|nope)(?=[,.;:!]| (?:it|that|this|i|my|the|for|to)\b)"
)
_SO = rf"(?:{_FIRST_WORD}(?!\w)[\s,.;:!-]*)*?"
"""What can come before the deciding word. A bare "no" before "answer" is not an opening: "no answer"."""
_SURELY = any_of(
    "obvious, clear, honest, natural, certain, absolute, definite, literal, serious, evident, apparent, plain, simp"
)
_LET_US = r"(?:let['’]?s |you can |please )?(?:go on|move on|continue|carry on|proceed)"
_LAST_WORD = (
    "(?:please|thanks|thank you|sorry|then|actually|i think|i guess|really|of course|so|for sure|(?:as|like) i said"
    rf"|{_SURELY}ly|duh|{_LET_US}|next)"
)
_AFTER = rf"(?:[\s,.;:!-]+{_LAST_WORD})*[\s,.;:!…]*"
"""What can come after the deciding word: "for you, obviously, let's go on"."""
_NOT = r"(?:not|(?:(?:it|that|this) )?(?:is|was)n['’]?t)"
_PART = r"(?:(?:a )?part of )?(?:(?:my|the|an) )?(?:(?:final|whole) )?answer"

_PIECE = r"(?:first|second|last|other|one|final) (?:part|half|bit|sentence|line|one|bit of it)s?"
_SOME_OF_IT = (
    rf"(?:(?:only )?(?:the )?{_PIECE}|(?:the )?(?:rest|beginning|start|end|remainder)(?: of it)?|everything else"
    r"|(?:what|everything) (?:came )?before(?: it| that)?)"
)
"""A part of the message in doubt."""
BOTH = table(
    ("(?:a (?:bit|little) of )?both", "A bit of both."),
    ("both (?:of (?:them|these|those)|really)|the two", "The two."),
    ("a mix(?: of (?:both|the two))?", "It was a mix."),
    ("(?:an|my|the) answer and (?:a|the) question", "An answer and a question."),
    ("(?:a|the) question and (?:an|my|the) answer", "A question and my answer."),
    (
        rf"{_SOME_OF_IT}(?: (?:was|is|were|are|belongs to|counts as))? (?:(?:for|to) you|(?:a|my|the) question|{_PART})"
        "(?: to you| for you)?",
        "Only the last sentence was for you.",
    ),
    before=rf"\s*{_SO}",
    after=_AFTER,
)
"""Says that the message was a question in part, and in part an answer."""

_ALL_OF_IT = (
    "(?:all (?:of it )?(?:was |is )?|it (?:was |is )?all |the whole (?:thing|message) (?:was |is )?"
    "|everything (?:was |is )?)"
)
TALK = table(
    ("(?:for|to) (?:you|the interviewer)|you", "For you."),
    ("(?:(?:a|my|the|that) )?question(?: part)?(?: (?:for|to) you)?", "It was a question for you."),
    ("(?:talk(?:ing)?|asking)(?: to)?(?: you)?", "I was asking you."),
    ("the (?:last )?question(?: at the end)? (?:was|is) (?:for|to) you", "The question at the end was for you."),
    (rf"{_ALL_OF_IT}(?:a question|for you|to you)", "All of it was for you."),
    (rf"{_NOT} {_PART}|{_NOT} part of it", "It wasn't part of my answer."),
    (r"no (?:part of (?:it|(?:(?:my|the) )?answer)|answer)", "No part of my answer."),
    ("yes|yeah|yep", "Yes."),
    ("(?:the )?(?:first|former)(?: (?:one|option))?", "The first one."),
    before=rf"\s*{_SO}",
    after=_AFTER,
)
"""Says that the message was a question. A bare yes or no answers the first half of "Was that for me, or ...?"."""
ANSWER = table(
    (rf"(?:for )?{_PART}", "Part of my answer."),
    (rf"{_NOT} (?:for|to) you|{_NOT} a question(?: for you)?", "It was not for you."),
    ("mine|part of it|no|nope", "No."),
    ("(?:count|grade|keep|include) (?:it|that|this)", "Please grade it."),
    ("(?:the )?(?:second|latter)(?: (?:one|option))?", "The latter."),
    before=rf"\s*{_SO}",
    after=_AFTER,
)
"""Says that the message was an answer."""
DROPS = table(
    ("never ?mind|not important|leave it out", "Never mind."),
    ("(?:forget|ignore|drop|disregard) (?:it|that|this|about it)", "Just ignore that."),
    ("neither(?: of (?:them|these|those|the two))?", "Neither."),
    ("(?:it |that )?(?:does not|doesn['’]?t|didn['’]?t) matter", "It doesn't matter."),
    ("don['’]?t count (?:it|that)", "Please don't count that."),
    before=rf"\s*{_SO}",
    after=_AFTER,
)
"""Says that the message is to be forgotten."""
ASKED_ABOUT = table(
    ("a question|my question|i asked|asking", "A question about the norm."),
    ("i(?:['’]m| am| was) (?:just |only )?(?:asking|wondering)", "I was just wondering whether it converges."),
    ("i (?:just )?(?:wanted|meant|want) to (?:ask|know)", "I wanted to ask you what the norm is."),
    before=rf"\s*{_SO}",
    after=r" (?:you )?(?P<what>(?:about|whether|if|what|how|which|why|where|when|on)\b.+)",
    flags=re.IGNORECASE | re.DOTALL,
)
"""Says that it was a question, and about what."""
STRONG = re.compile(r"\b(?:question|answer|both|for you|to you|asking|interviewer|part of it)\b", re.IGNORECASE)
"""Words that a clause needs to settle anything if more follows: "First," and "No," begin many an answer."""
BARE = re.compile(r"\W*(?:yes|yeah|yep|no|nope)\W*", re.IGNORECASE)
"""A bare yes or no."""
BREAK = re.compile(r"\s*[.,;:!?…–—]+\s*|\s+-+\s+|\s+(?:and|but)\s+")
"""Where a clause ends."""
ALL_OF_IT = table(
    ("all|whole|entire|everything", "The whole thing was a question."),
    ("no part|no answer", "No part of my answer."),
    (r"not (?:an? )?(?:part of )?(?:(?:my|the|an) )?answer|not part of it", "It's not an answer."),
    ("(?:is|was)n['’]?t", "It wasn't part of it."),
    before=r"\b",
    after=r"\b",
)
"""Speaks of the whole message."""
MEANS_THAT = table(
    ("(?:it|that|this) (?:just |simply )?means", "It just means that I don't know."),
    ("i (?:just )?mean(?:t)?|meaning", "Meaning I don't know."),
    before=r"\W*",
    after=r"(?: that)?\W+",
)
"""Leads to what the message in doubt meant."""
_THEN = r"(?:and|but|then|after that|afterwards|the rest|that|this|with the \w+|in the (?:other|second|last) \w+)"
TELLS_OF_IT = table(
    ("asked|was asking|am asking|wanted|want", "And then I asked you to end."),
    ("meant|mean|requested|told", "I really meant the norm."),
    before=rf"\W*(?:{_THEN}\W+)*i (?:\w+ )?",
    after=r"\b[^.!?]*\W*",
)
"""Tells what the message in doubt asked for."""
ADDRESSED = re.compile(r"\b(?:you|your|yours|question|sorry|please)\b", re.IGNORECASE)
"""Speaks to the interviewer."""
SENTENCES = re.compile(r"(?<=[.!;…])\s+|\n+")
"""Where a sentence that asks nothing ends: unlike in ``sentences``, a question goes on with what follows it, so that only one at
the very end is found."""
