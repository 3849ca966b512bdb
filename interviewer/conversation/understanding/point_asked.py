"""Recognises a question about the status of a point: why it is open, what is missing, why it did not count."""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, table

MOST_CHARACTERS = 400
"""Longest sentence that is read as such a question, in characters (a judgement)."""
_NUMBERED = (
    "(?:(?:first|second|third|fourth|fifth|sixth|seventh|last) (?:point|one)"
    r"|(?:point|number) ?(?:\d{1,2}|one|two|three|four|five|six|seven))"
)
_NAMED = rf"(?:(?:about|on|for|as for|regarding) )?(?:the )?{_NUMBERED}(?= ?[,:;.–—-])"
_OPENER = (
    "(?:no|nope|but|and|so|well|hey|wait|sorry|hm+|oh|ok(?:ay)?|honestly|actually|excuse me|come on|also|then|before that"
    rf"|{_NAMED})"
)
SO = rf"(?:{_OPENER}\b[,.;!:\s…–—-]*)*"
"""What may come before such a question or an objection, such as the point that it is about: "Point 4: I said that ..."."""
_POINT = any_of("points?, ones?, criteri(?:on|a), parts?, verdicts?, grades?, marks?, scores?, questions?, credits?")
_STATE = any_of(
    "open, missing, red, amber, orange, unmet, wrong, contradicted, not met, partly met, lost, lose, marked, counted?, lacking, gone"
)
_IT = rf"(?:that|this|it|(?:the|that|this|my) (?:\w+ )?{_POINT}|my answer|what i (?:just )?(?:said|wrote))"
_BE = r"(?:is|was|are|were|['’]s)"
_STILL = r"(?:(?:still|really|only|just|even|yet|supposed to be|considered|marked(?: as)?|counted as) )*"
_OPEN = (
    rf"{_STILL}(?:open|missing|unmet|red|amber|orange|lacking|(?:not|only|partly) (?:met|made|enough|counted|complete))"
)
_NOT = r"(?:(?:is|was|does|did|has|are)(?:n['’]?t| not)|not)"
_COUNTS = any_of(
    "enough, count, counted, met, made, accepted, good enough, get (?:me )?(?:the|that|a) point, (?:be|been) (?:counted|met|accepted)"
)
_LAST = r"(?=\W*$|[,;]| (?:yet|now|for you|to you|then|though|although|if i|when i|after (?:all|i|what)|already)\b)"
_DONT_SEE = "(?:don['’]?t|do not|can['’]?t|cannot) (?:quite |really )?(?:see|get|understand|follow)"
_TELL_ME = "(?:please )?(?:(?:can|could|would|will) you (?:please )?)?(?:tell me|explain(?: to me)?)"
_MAY_I_ASK = "(?:may|can|could) i ask(?: you)?|(?:i(?:['’]d| would) like|i want) to know|i wonder"
_TELL = rf"(?:i (?:(?:still|really|just|honestly|simply) )*{_DONT_SEE}|{_TELL_ME}|{_MAY_I_ASK})"
"""Leads to a question that is put as a statement: "I don't see", "could you tell me", "I wonder"."""
_WHY = r"(?:why|how come|how)"
_KEEP = "(?:keep|leave|kept|left|leaving|keeping|mark|marked)"
_NOT_I = "(?:(?:did|do|have|am) i not|(?:didn['’]?t|don['’]?t|haven['’]?t) i)"
_CREDIT = rf"(?:it|that|this|{_IT}|(?:any )?(?:credit|points?))"
_WANT = (
    "(?:still (?:want|need|miss|missing|lack|expect|waiting for)"
    rf"|(?:want|need|expect) (?:to hear )?for {_IT})"
)
_QUESTIONS = (
    # by the state of something that is named as a point
    (rf"(?:why|how come)\b[^?]*\b{_POINT}\b[^?]*\b{_STATE}\b", "Why is the second point open?"),
    (
        rf"(?:why|how come)\b[^?]*\b(?:i|me|my|you)\b[^?]*\b{_STATE}\b[^?]*\b{_POINT}\b",
        "How come I lost two points?",
    ),
    (
        rf"{_TELL} (?:why|how come|what(?:['’]s| is| am i)?)\b[^?]*\b(?:{_POINT}\b[^?]*\b{_STATE}|{_STATE}\b[^?]*\b{_POINT})\b",
        "Could you tell me why that point is open?",
    ),
    # by the state of "it": open, or not enough
    (rf"(?:{_TELL} )?{_WHY}(?:['’]s| {_BE})? {_IT}(?: {_BE}|['’]s)? {_OPEN}{_LAST}", "Why is that still open?"),
    (rf"(?:{_TELL} )?{_WHY} {_NOT} {_IT} {_STILL}{_COUNTS}{_LAST}", "Why isn't that enough?"),
    (
        rf"(?:{_TELL} )?{_WHY}(?: {_BE}| does| did)? {_IT} {_NOT} {_STILL}{_COUNTS}{_LAST}",
        "I don't see why it doesn't count.",
    ),
    (
        rf"(?:why|how come) (?:do|did|have|are|would) you (?:still )?{_KEEP} {_IT} {_OPEN}{_LAST}",
        "Why do you keep that open?",
    ),
    (rf"(?:is|was) {_IT} (?:still |really still )(?:open|missing|unmet|not met){_LAST}", "Is it still open?"),
    # by what was lost or is missing
    (
        r"(?:why (?:did|do|have) i|what did i) (?:lose|lost|miss|get (?:wrong|no))\b",
        "What did I miss?",
    ),
    (
        rf"(?:why|how come) {_NOT_I} (?:get|got|gotten|getting|earn|earned) {_CREDIT}\b",
        "Why didn't I get any credit?",
    ),
    (
        rf"(?:why|how come) (?:is there )?no (?:credit|points?|marks?)\b(?: for {_IT})?{_LAST}",
        "Why no credit for my answer?",
    ),
    (r"what (?:am|was) i (?:still )?missing\b", "What am I still missing?"),
    (r"what am i not getting (?:credit|points?) for\b", "What am I not getting credit for?"),
    (
        rf"what(?:['’]s| is| was|['’]re| are)? (?:you )?(?:still |exactly |then )*(?:missing|lacking|wrong|open)\b"
        rf"(?:[^?]*\b(?:{_POINT}|my answer|there|here|it|that)\b|\W*$)",
        "What is still missing?",
    ),
    (
        rf"(?:which|what) (?:part|bit|piece|half)(?: of {_IT})? (?:is|am i|do you) (?:still )?"
        rf"(?:missing|lacking|open|miss|lack){_LAST}",
        "Which part is still missing?",
    ),
    (rf"what (?:else |more )?(?:do|are|would) you {_WANT}\b", "What more do you still want?"),
    # by what was heard
    (
        r"(?:why|how)\b[^?]*\b(?:contradict(?:s|ed|ion|ions)?|the contrary|the opposite of (?:that|the) point)\b",
        "How does that contradict it?",
    ),
    (
        r"(?:why|how)\b[^?]*\b(?:i|me|my|you)\b[^?]*\b(?:said|say|saying) the opposite\b",
        "How did I say the opposite?",
    ),
)
_ASKS = table(*_QUESTIONS, before=SO)
"""Asks about the status of a point."""
_HEARD = re.compile(
    r"(?:[^?]*\b)?(?:what|which(?: words)?)(?: words)? (?:did|have) you (?:hear|heard|read|found|find)\b", re.IGNORECASE
)
"""Asks what was heard: "what did you hear for it?"."""
_OWN_REASON = table(
    ("because|since|due to|the reason", "Well, because the norm grows."),
    ("(?:that|this|it)(?:['’]s| is) (?:because|since|due to)", "That's because the norm grows."),
    before=r"\W*(?:(?:well|simply|just|mainly)\W+)?",
    after=r"\b",
)
"""Gives a reason, and so answers the question before."""


def asks_of_a_point(sentence: str) -> bool:
    """Whether a sentence asks about the status of a point. Without a question mark it must say nothing else."""
    if len(sentence) > MOST_CHARACTERS:
        return False
    if sentence.rstrip().endswith(("?", "?!")):
        return bool(_ASKS.match(sentence) or _HEARD.match(sentence))
    said = sentence.rstrip(".! ")
    return bool(_ASKS.fullmatch(said) or _HEARD.fullmatch(said))


def gives_its_reason(following: str) -> bool:
    """Whether a sentence answers the question before it, which was then rhetorical: "Why is it open? Because ..."."""
    return bool(_OWN_REASON.match(following))
