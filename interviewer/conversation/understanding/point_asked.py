"""A sentence that asks the interviewer how a point stands: why it is open, what is missing, why it did not count."""

from __future__ import annotations

import re

MOST_CHARACTERS = 400
"""Longest sentence that is read as such a question, in characters (a judgement)."""
_NAMED = (
    r"(?:(?:about|on|for|as for|regarding) )?(?:the )?(?:(?:first|second|third|fourth|fifth|sixth|seventh|last) (?:point|one)"
    r"|(?:point|number) ?(?:\d{1,2}|one|two|three|four|five|six|seven))(?= ?[,:;.–—-])"
)
SO = (
    r"(?:(?:no|nope|but|and|so|well|hey|wait|sorry|hm+|oh|ok(?:ay)?|honestly|actually|excuse me|come on|also|then|before that"
    rf"|{_NAMED})\b[,.;!:\s…–—-]*)*"
)
"""What may come before such a question or an objection, the point that it is about among it: "Point 4: I said that ..."."""
_POINT = r"(?:points?|ones?|criteri(?:on|a)|parts?|verdicts?|grades?|marks?|scores?|questions?|credits?)"
_STATE = r"(?:open|missing|red|amber|orange|unmet|wrong|contradicted|not met|partly met|lost|lose|marked|counted?|lacking|gone)"
_IT = rf"(?:that|this|it|(?:the|that|this|my) (?:\w+ )?{_POINT}|my answer|what i (?:just )?(?:said|wrote))"
_BE = r"(?:is|was|are|were|['’]s)"
_STILL = r"(?:(?:still|really|only|just|even|yet|supposed to be|considered|marked(?: as)?|counted as) )*"
_OPEN = (
    rf"{_STILL}(?:open|missing|unmet|red|amber|orange|lacking|(?:not|only|partly) (?:met|made|enough|counted|complete))"
)
_NOT = r"(?:(?:is|was|does|did|has|are)(?:n['’]?t| not)|not)"
_COUNTS = r"(?:enough|count|counted|met|made|accepted|good enough|get (?:me )?(?:the|that|a) point|(?:be|been) (?:counted|met|accepted))"
_LAST = r"(?=\W*$|[,;]| (?:yet|now|for you|to you|then|though|although|if i|when i|after (?:all|i|what)|already)\b)"
_TELL = (
    r"(?:i (?:(?:still|really|just|honestly|simply) )*(?:don['’]?t|do not|can['’]?t|cannot) (?:quite |really )?(?:see|get|understand|follow)"
    r"|(?:please )?(?:(?:can|could|would|will) you (?:please )?)?(?:tell me|explain(?: to me)?)|(?:may|can|could) i ask(?: you)?"
    r"|(?:i(?:['’]d| would) like|i want) to know|i wonder)"
)
_WHY = r"(?:why|how come|how)"
_QUESTIONS = (
    # by the state of something that is named as a point
    rf"(?:why|how come)\b[^?]*\b{_POINT}\b[^?]*\b{_STATE}\b",
    rf"(?:why|how come)\b[^?]*\b(?:i|me|my|you)\b[^?]*\b{_STATE}\b[^?]*\b{_POINT}\b",
    rf"{_TELL} (?:why|how come|what(?:['’]s| is| am i)?)\b[^?]*\b(?:{_POINT}\b[^?]*\b{_STATE}|{_STATE}\b[^?]*\b{_POINT})\b",
    # by the state of "it": open, or not enough
    rf"(?:{_TELL} )?{_WHY}(?:['’]s| {_BE})? {_IT}(?: {_BE}|['’]s)? {_OPEN}{_LAST}",
    rf"(?:{_TELL} )?{_WHY} {_NOT} {_IT} {_STILL}{_COUNTS}{_LAST}",
    rf"(?:{_TELL} )?{_WHY}(?: {_BE}| does| did)? {_IT} {_NOT} {_STILL}{_COUNTS}{_LAST}",
    rf"(?:why|how come) (?:do|did|have|are|would) you (?:still )?(?:keep|leave|kept|left|leaving|keeping|mark|marked) {_IT} {_OPEN}{_LAST}",
    rf"(?:is|was) {_IT} (?:still |really still )(?:open|missing|unmet|not met){_LAST}",
    # by what was lost or is missing
    r"(?:why (?:did|do|have) i|what did i) (?:lose|lost|miss|get (?:wrong|no))\b",
    rf"(?:why|how come) (?:(?:did|do|have|am) i not|(?:didn['’]?t|don['’]?t|haven['’]?t) i) (?:get|got|gotten|getting|earn|earned) (?:it|that|this|{_IT}|(?:any )?(?:credit|points?))\b",
    rf"(?:why|how come) (?:is there )?no (?:credit|points?|marks?)\b(?: for {_IT})?{_LAST}",
    r"what (?:am|was) i (?:still )?missing\b",
    r"what am i not getting (?:credit|points?) for\b",
    rf"what(?:['’]s| is| was|['’]re| are)? (?:you )?(?:still |exactly |then )*(?:missing|lacking|wrong|open)\b(?:[^?]*\b(?:{_POINT}|my answer|there|here|it|that)\b|\W*$)",
    rf"(?:which|what) (?:part|bit|piece|half)(?: of {_IT})? (?:is|am i|do you) (?:still )?(?:missing|lacking|open|miss|lack){_LAST}",
    rf"what (?:else |more )?(?:do|are|would) you (?:still (?:want|need|miss|missing|lack|expect|waiting for)|(?:want|need|expect) (?:to hear )?for {_IT})\b",
    # by what was heard
    r"(?:why|how)\b[^?]*\b(?:contradict(?:s|ed|ion|ions)?|the contrary|the opposite of (?:that|the) point)\b",
    r"(?:why|how)\b[^?]*\b(?:i|me|my|you)\b[^?]*\b(?:said|say|saying) the opposite\b",
)
_ASKS = re.compile("|".join(rf"{SO}{each}" for each in _QUESTIONS), re.IGNORECASE)
_HEARD = re.compile(
    r"(?:[^?]*\b)?(?:what|which(?: words)?)(?: words)? (?:did|have) you (?:hear|heard|read|found|find)\b", re.IGNORECASE
)
_OWN_REASON = re.compile(
    r"\W*(?:(?:well|simply|just|mainly)\W+)?(?:because|since|due to|(?:that|this|it)(?:['’]s| is) (?:because|since|due to)|the reason)\b",
    re.IGNORECASE,
)


def asks_of_a_point(sentence: str) -> bool:
    """Whether a sentence asks how a point stands; as a statement it must say nothing else."""
    if len(sentence) > MOST_CHARACTERS:
        return False
    if sentence.rstrip().endswith(("?", "?!")):
        return bool(_ASKS.match(sentence) or _HEARD.match(sentence))
    said = sentence.rstrip(".! ")
    return bool(_ASKS.fullmatch(said) or _HEARD.fullmatch(said))


def gives_its_reason(following: str) -> bool:
    """Whether a sentence answers the question before it, which was then asked of nobody: "Why is it open? Because ..."."""
    return bool(_OWN_REASON.match(following))
