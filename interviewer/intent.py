"""What a candidate's message is: an answer, or a word to the interviewer that moves nothing on."""

from __future__ import annotations

import re
from typing import Literal

Intent = Literal[
    "answer",
    "empty",
    "hint",
    "skip",
    "repeat",
    "clarify",
    "end",
    "next",
    "small_talk",
    "wait",
    "reveal",
    "aloud",
    "done",
    "note",
    "later",
    "change",
]

_LEAD = r"^(?:(?:ok(?:ay)?|well|sorry|please|hmm+|um+|so|hey|hi|hello|thanks|thank you|excuse me)[,.!\s]+)*"
_TAIL = r"(?:[\s,]*(?:please|thanks|thank you|now))*[\s.!?…]*$"
_PATTERNS: tuple[tuple[Intent, str], ...] = (
    (
        "hint",
        r"(?:/hint|hint|(?:can|could|may) (?:i|you|we) (?:please )?(?:have|get|give me)(?: me)? (?:a|another|one more|the next) hint"
        r"|give me (?:a|another) hint|(?:i )?need a hint|a hint|another hint|any hints?|some help|help(?: me)?|/help)",
    ),
    (
        "skip",
        r"(?:/skip|skip(?: (?:it|this|that|this one|this question|the question))?|(?:let['’]?s |can we |could we )?(?:move on|skip (?:it|this(?: one| question)?))"
        r"|i(?:['’]d| would) (?:like|prefer|rather)(?: to)? (?:skip|move on)(?: (?:it|this(?: one| question)?))?)",
    ),
    (
        "next",
        r"(?:/next|next|next (?:question|one)|continue|go on|go ahead|ready|i['’]?m ready|let['’]?s (?:continue|go(?: on)?))",
    ),
    (
        "repeat",
        r"(?:/repeat|repeat(?: (?:it|that|the question|please))*|(?:can|could|would) you (?:please )?(?:repeat|say)(?: (?:that|it|the question))?(?: (?:again|once more))?"
        r"|say (?:that|it) again|what was the question(?: again)?|come again|pardon|i (?:didn['’]?t|did not) (?:get|catch|hear) (?:that|it|the question))",
    ),
    (
        "end",
        r"(?:/end|/quit|/exit|(?:let['’]?s |can we |i want to |i['’]d like to )?(?:end|stop|finish|quit) (?:the |this )?(?:interview|session|here)|end interview)",
    ),
    (
        "reveal",
        r"(?:/answer|/reveal|(?:just )?(?:tell|show|give) me the (?:right |correct |full |reference )?(?:answer|solution)|what(?:['’]s| is) the (?:right |correct )?(?:answer|solution))",
    ),
    (
        "later",
        r"(?:/later|(?:(?:can|could|may) (?:we|i) |let['’]?s |let me |i(?:['’]d| would) (?:like|prefer) to )?(?:come|get|go|return) back to (?:this|that|it)(?: one| question)?(?: later| at the end| afterwards)?"
        r"|later|(?:can we do )?(?:this|that|it)(?: one)? later|set (?:this|it)(?: one)? aside)",
    ),
    (
        "change",
        r"(?:/change|(?:(?:can|could|may) i |i(?:['’]d| would) like to |i want to |let me )?(?:change|revise|redo|correct|withdraw|take back) (?:my|that|the) (?:last |previous )?answer"
        r"|(?:actually,? )?scratch (?:that|what i said)|let me (?:start over|try (?:that )?again)|i take (?:that|it) back)",
    ),
    (
        "done",
        r"(?:/done|(?:i['’]?m |i am )?done|that(?:['’]s| is| would be)? (?:my (?:final )?answer|all|it)|(?:that['’]s )?all i have|end of (?:my )?answer)",
    ),
    (
        "wait",
        r"(?:wait|one (?:moment|second|sec|minute)|just a (?:moment|second|sec|minute)|give me a (?:moment|second|sec|minute)(?: to think)?"
        r"|let me think(?: (?:about (?:it|this|that)|for a (?:moment|second|minute)))?|hold on|hang on|i['’]?m thinking|thinking)",
    ),
    (
        "small_talk",
        r"(?:hi+|hello|hey|good (?:morning|afternoon|evening|day)|how are you(?: doing)?(?: today)?|nice to meet you|thanks?(?: (?:a lot|so much|you))?|thank you(?: (?:so|very) much)?"
        r"|cool|great|nice|ok(?:ay)?|alright|got it|i see|sure|yes|yep|yeah|lol|haha+|who are you|are you (?:a )?(?:human|robot|bot|real|an ai)|can you hear me|what(?:['’]s| is) your name"
        r"|nice weather(?: today)?|(?:that['’]s )?(?:a )?(?:good|great|nice|interesting|hard|tough) (?:question|one))",
    ),
)
_COMPILED = tuple((intent, re.compile(_LEAD + pattern + _TAIL, re.IGNORECASE)) for intent, pattern in _PATTERNS)
_CLARIFY = re.compile(
    _LEAD
    + r"(?:what (?:do|did|exactly do) you mean|do you mean|did you mean|you mean|(?:can|could|would) you (?:please )?(?:clarify|explain (?:what|the question)|be more specific|rephrase|give (?:me )?(?:an example|more (?:detail|context)))"
    r"|(?:can|may|should|could|shall) (?:i|we) (?:assume|use|write|answer|start|ignore|take|suppose|talk|describe|give|draw|do|focus|explain)|are (?:we|you) (?:talking|asking|looking|assuming)|are you asking"
    r"|is (?:this|that|it) (?:about|for|the|a|in)|which (?:one|kind|type|framework|part|version)|in (?:what|which) (?:context|sense)|does (?:this|that|it) (?:mean|include|have to)"
    r"|what (?:is|are) meant|what does .{1,60} mean|what kind of|how (?:detailed|long|deep)|i(?:['’]m| am) not sure what you (?:mean|are asking)|i (?:don['’]?t|do not) understand the question|/clarify)",
    re.IGNORECASE,
)
_LEADS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        "aloud",
        re.compile(
            r"^(?:ok(?:ay)?[,.]? |so[,.]? |well[,.]? )*(?:/think|(?:(?:let me|i['’]?ll|i will|i['’]?m|may i|can i) )?(?:just )?(?:think|thinking) (?:aloud|out loud)(?: (?:for a (?:moment|second|minute)|here|first))?)(?=[\s,.:;?!…-]|$)[\s,.:;?!…-]*",
            re.IGNORECASE,
        ),
    ),
    ("note", re.compile(r"^(?:/note|note to (?:self|myself)|my note)(?=[\s,.:;-]|$)[\s,.:;-]*", re.IGNORECASE)),
    (
        "change",
        re.compile(
            r"^(?:sorry[,.]? |no[,.]? |wait[,.]? )*(?:(?:actually,? )?scratch (?:that|what i said)|i take (?:that|it) back|(?:let me|i (?:want|would like) to) (?:change|revise|correct) my answer)\s*[,.:;-]+\s*",
            re.IGNORECASE,
        ),
    ),
)
MAX_TALK_WORDS = 30


def after_lead(text: str) -> str:
    """What follows the words that open a message of thinking aloud, a note or a change of answer."""
    text = text.strip()
    for _, pattern in _LEADS:
        if match := pattern.match(text):
            return text[match.end() :].strip()
    return ""


def read_intent(text: str) -> Intent:
    """What a message is. Anything not clearly a word to the interviewer is an answer."""
    text = " ".join(text.split())
    if not any(char.isalnum() for char in text):
        return "empty"
    for intent, pattern in _LEADS:
        if pattern.match(text):
            return intent
    if len(text.split()) > MAX_TALK_WORDS:
        return "answer"
    for intent, pattern in _COMPILED:
        if pattern.match(text):
            return intent
    if _CLARIFY.match(text) and (
        text.endswith("?")
        or text.startswith("/")
        or "not sure what" in text.lower()
        or "understand the question" in text.lower()
    ):
        return "clarify"
    return "answer"
