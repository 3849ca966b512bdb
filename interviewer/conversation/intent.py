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
    "time",
    "verdict",
]

_STUCK = (
    r"(?:i (?:really |honestly |just )?(?:don['’]?t|do not|can['’]?t|cannot) (?:know|remember|recall|understand|answer|say)(?: (?:anything |much )?(?:about )?(?:that|this|it|the answer|the question)(?: one| question)?)?"
    r"|(?:i (?:have|['’]ve) )?no (?:idea|clue)|(?:i['’]?m |i am )?not (?:really )?sure|i(?:['’]?m| am) (?:a bit |really |totally |completely )?(?:stuck|lost)"
    r"|i (?:give up|forgot|missed)(?: (?:that|this|it|the question))?|i lost the question)"
)
_LEAD = (
    r"^(?:(?:ok(?:ay)?|well|sorry|please|hmm+|um+|uh+|ah|oh|so|then|but|hey|hi|hello|thanks|thank you|excuse me)[,.!\s]+"
    rf"|{_STUCK}[\s,.;:!…–-]+(?:(?:but|so|and)\s)?)*"
)
_TAIL = r"(?:[\s,]*(?:please|thanks|thank you|now|if (?:that['’]?s|it['’]?s|that is) ok(?:ay)?|if (?:possible|you don['’]t mind)))*[\s.!?…]*$"
_ASK = (
    r"(?:(?:(?:can|could|would|will|may|might|shall|should) (?:you|i|we)(?: (?:please|maybe|perhaps|possibly|just|kindly|also|be able to))*"
    r"|(?:would|do) you mind(?: if (?:i|we))?|(?:is|would) it (?:be )?(?:ok(?:ay)?|possible|fine|alright)(?: if (?:i|we|you)| to)?"
    r"|i(?:['’]?d| would) (?:really |rather )?(?:(?:like|love|prefer)(?: you)?(?: to)?)?|i (?:really |just )?(?:want|wanna|need|have)(?: you)?(?: to)?"
    r"|let(?:['’]?s| us| me)(?: just)?|just|please|maybe|perhaps|kindly|do you have|have you got|is there) )?"
)
"""How a request may open; a core pattern follows."""
_IT = r"(?:that|it|this|(?:the|your|that|this)(?: (?:last|whole|full|original|current))? (?:question|part|prompt|one|task))"
_ONE = r"(?: (?:this|that|it)(?: one| question)?| the question)"
_AGAIN = r"(?: (?:to|for) me)?(?: (?:again|once more|one more time|a second time|another time))"
_RIGHT = r"(?:the |your )?(?:right |correct |full |reference |model |expected |whole )*(?:answer|solution)"
_MOMENT = (
    r"(?:a|one|some|another)(?: (?:little|few|short|bit of))? ?(?:more )?(?:moments?|seconds?|secs?|minutes?|time)"
)
_PATTERNS: tuple[tuple[Intent, str], ...] = (
    (
        "hint",
        rf"(?:/hint|/help|{_ASK}(?:(?:have|get|give me|take|use|need|want|show me|offer(?: me)?|provide|see|try) )?"
        r"(?:(?:a|an|another|one|one more|the next|the first|the last|any|some|your) )?(?:(?:little|small|tiny|quick|further|more|next|second|third|first) )?(?:hint|clue|tip|nudge|pointer)s?(?: for me)?(?: (?:on|for|with) (?:this|that|it)(?: one)?)?(?: here)?"
        r"|a (?:hint|clue|nudge) would (?:be|help).{0,12}"
        rf"|{_ASK}(?:need |have |get |use )?(?:some |any |a bit of |a little )?help(?: me)?(?: out)?(?: (?:here|with (?:this|that|it)(?: one)?|a (?:bit|little)))*"
        rf"|{_ASK}point me (?:in|to) the right direction|i(?:['’]?m| am) (?:a bit |really |totally |completely )?stuck(?: here| on this(?: one)?)?)",
    ),
    (
        "skip",
        rf"(?:/skip|{_ASK}skip{_ONE}?(?: for now)?|(?:i(?:['’]?ll| will)? |we )?pass(?: on{_ONE})?|i (?:give up|am giving up)(?: on{_ONE})?"
        rf"|{_ASK}(?:move|go|jump|get) (?:on|(?:on |forward |straight )?to the next(?: one| question)?)"
        rf"|i (?:can['’]?t|cannot|don['’]?t want to|do not want to|won['’]?t|would rather not) answer{_ONE}|i(?:['’]?d| would) rather not(?: answer{_ONE}?)?"
        rf"|i(?:['’]?d| would) rather (?:skip|move on|pass){_ONE}?)",
    ),
    (
        "next",
        r"(?:/next|(?:the )?next|(?:the )?next (?:question|one)|continue|go on|go ahead|ready|i['’]?m ready|let['’]?s (?:continue|go(?: on)?))",
    ),
    (
        "repeat",
        rf"(?:/repeat|{_ASK}(?:repeat(?:ing)?|restat(?:e|ing)|re-?read(?:ing)?)(?: {_IT})?{_AGAIN}?|{_ASK}(?:say|read|tell(?: me)?|ask(?: me)?|state|give(?: me)?|show(?: me)?|have|hear|see|get) {_IT}{_AGAIN}"
        rf"|{_ASK}remind me(?: (?:of|about|what))?(?: {_IT}(?: was| is)?)?{_AGAIN}?|{_IT}{_AGAIN}"
        rf"|what(?:['’]s| is| was| were) (?:the|your) (?:last |original )?(?:question|task){_AGAIN}?|what did you (?:just )?(?:ask|say)(?: me)?{_AGAIN}?"
        r"|i(?:['’]?ve| have)? (?:forgot(?:ten)?|lost|missed) (?:the|your|what the) question(?: was)?|i missed (?:that|it)"
        r"|come again|pardon(?: me)?|i (?:didn['’]?t|did not) (?:get|catch|hear|understand) (?:that|it|the question))",
    ),
    (
        "end",
        rf"(?:/end|/quit|/exit|(?:let['’]?s |can we |could we |may we |please |i (?:want|need|have|would like|wish) to |i['’]?d like to )?(?:end|stop|finish|quit|leave|abort|terminate|conclude)(?: with)? (?:(?:the |this |our )?(?:interview|session|conversation)|here|it here|now)(?: (?:here|now))?"
        rf"|{_ASK}(?:wrap (?:it |this )?up|call it a day)|(?:i have to|i need to|i must|i['’]ve got to|i gotta|i should) (?:go|leave)"
        r"|that['’]?s enough(?: for (?:today|now))?|end interview)",
    ),
    (
        "reveal",
        rf"(?:/answer|/reveal|{_ASK}(?:just |simply )?(?:tell|show|give) (?:me )?{_RIGHT}|{_ASK}(?:see|know|hear|have) (?:the |your ){_RIGHT}"
        rf"|what(?:['’]s| is| was| would be| would have been) {_RIGHT}|what should i have (?:said|answered)|what (?:were|was|are) you (?:looking|hoping) for)",
    ),
    (
        "later",
        rf"(?:/later|{_ASK}(?:come|get|go|return|circle) back to{_ONE}(?: later| at the end| afterwards)?|{_ASK}return to{_ONE}(?: later| at the end)?"
        rf"|later|{_ASK}(?:(?:answer|do|take|try|tackle|leave|keep){_ONE}|that|this|it) (?:later|for later)|(?:can we do )?(?:this|that|it)(?: one)? later|{_ASK}(?:set|put) (?:this|it|that)(?: one)? aside)",
    ),
    (
        "change",
        rf"(?:/change|{_ASK}(?:change|revise|redo|correct|withdraw|take back|rephrase|fix|edit|rewrite) (?:my|that|the) (?:last |previous |whole )?answer|{_ASK}correct myself"
        r"|(?:actually,? )?scratch (?:that|what i said)|let me (?:start over|start again|try (?:that )?again)|i take (?:that|it) back)",
    ),
    (
        "done",
        r"(?:/done|(?:i['’]?m |i am )?(?:done|finished)|(?:that|this)(?:['’]?s| is| was| would be)? (?:(?:my |the )?(?:final |whole |full )?answer|all|it|everything)(?: (?:from me|for me|i (?:know|have|remember|can (?:say|think of))))?"
        r"|(?:that['’]s )?all i (?:have|know)|end of (?:my )?answer|(?:i(?:['’]ve| have)? (?:got )?)?(?:nothing|no) (?:else|more|further)(?: (?:to (?:add|say)|from me|comes to mind))?|(?:i(?:['’]ve| have)? (?:got )?)?nothing to add|i (?:don['’]?t|do not) have (?:anything|any) (?:else|more)(?: to (?:add|say))?)",
    ),
    (
        "time",
        r"(?:/time|how (?:much (?:more )?time|many (?:more )?minutes|long)(?: (?:do|have) (?:i|we)(?: (?:have|got))?| is there| is| are)?(?: still)?(?: (?:left|remaining))?"
        r"|what(?:['’]s| is) the time|what time is it|how many (?:more )?questions(?: (?:are|do we have|will you ask|are there))?(?: still)?(?: (?:left|remaining|to go))?|are we running out of time)",
    ),
    (
        "verdict",
        r"(?:(?:was|is) (?:that|this|it|my answer) (?:right|correct|ok(?:ay)?|good|good enough|enough|wrong|what you (?:wanted|meant|were looking for))|am i (?:right|correct|wrong|on the right track|close|getting (?:close|there|warmer))"
        r"|did i (?:get|do) (?:it|that|this)(?: right)?|how (?:am i doing|did i do|was (?:that|it|my answer))(?: so far)?|(?:right|correct|makes sense)\?|what(?:['’]s| is| was) my (?:score|grade))",
    ),
    (
        "wait",
        rf"(?:{_ASK}(?:wait|hold on|hang on)(?: {_MOMENT})?|(?:just )?(?:a|one) (?:moment|second|sec|minute)|(?:{_ASK}(?:give me|have|take|get|need)|i need) {_MOMENT}(?: (?:to think|for this|on this))*"
        rf"|let me think(?: (?:about (?:it|this|that)(?: one)?|for {_MOMENT}))*|let me see|i['’]?m (?:still )?thinking|thinking)",
    ),
    (
        "small_talk",
        r"(?:hi+|hello|hey|good (?:morning|afternoon|evening|day)|how are you(?: doing)?(?: today)?|nice to meet you|thanks?(?: (?:a lot|so much|you))?|thank you(?: (?:so|very) much)?"
        r"|cool|great|nice|ok(?:ay)?|alright|all right|sounds (?:good|great|fine)|fine|got it|i see|i understand|understood|makes sense|sure|yes|yep|yeah|lol|haha+|who are you|are you (?:a |an )?(?:real |actual )?(?:human|robot|bot|real|ai|person|machine|chatbot)|can you hear me|what(?:['’]s| is) your name"
        r"|nice weather(?: today)?|(?:that['’]s |this is )?(?:a )?(?:really |very |quite )?(?:good|great|nice|interesting|hard|tough|tricky|difficult) (?:question|one))",
    ),
)
_COMPILED = tuple((intent, re.compile(_LEAD + pattern + _TAIL, re.IGNORECASE)) for intent, pattern in _PATTERNS)
_CLARIFY = re.compile(
    _LEAD
    + r"(?:what (?:do|did|exactly do) you mean|do you mean|did you mean|you mean|(?:can|could|would|will) you (?:please )?(?:clarify|explain (?:what|the question|that|it)|be more specific|rephrase|reword|elaborate|put it differently|give (?:me )?(?:an example|more (?:detail|context)))"
    r"|(?:can|may|should|could|shall) (?:i|we) (?:assume|use|write|answer|start|ignore|take|suppose|talk|describe|give|draw|do|focus|explain)|are (?:we|you) (?:talking|asking|looking|assuming)|are you asking|what (?:exactly )?are you (?:asking|after)"
    r"|is (?:this|that|it) (?:about|for|the|a|in)|which (?:one|kind|type|framework|part|version)|in (?:what|which) (?:context|sense)|does (?:this|that|it) (?:mean|include|have to)"
    r"|what (?:is|are) meant|what does .{1,60} mean|what kind of|how (?:detailed|long|deep)|(?:i(?:['’]m| am) )?not sure (?:what you (?:mean|are asking)|(?:i|that i) (?:understand|get|follow) (?:the question|you|it|this|that))|i (?:don['’]?t|do not) (?:quite |really )?(?:understand|get) (?:the question|what you)|/clarify)",
    re.IGNORECASE,
)
_GAVE_UP = re.compile(_STUCK, re.IGNORECASE)
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
_DONE_LAST = re.compile(
    r"(?:^|(?<=[.!?;,:…\n]))\s*(?:(?:ok(?:ay)?|and|so|well)[,.]? )*(?:i['’]?m |i am )?(?:done|finished)(?: now| here| thinking| with (?:that|this|it))?[\s.!…]*$"
    r"|(?:^|(?<=[.!?;:…\n]))\s*(?:(?:ok(?:ay)?|and|so|well)[,.]? )*(?:that|this)(?:['’]?s| is| was| would be) (?:(?:my |the )(?:final |whole |full )?answer|all|it)[\s.!…]*$",
    re.IGNORECASE,
)
MAX_TALK_WORDS = 30


def after_lead(text: str) -> str:
    """What follows the words that open a message of thinking aloud, a note or a change of answer."""
    text = text.strip()
    for _, pattern in _LEADS:
        if match := pattern.match(text):
            return text[match.end() :].strip()
    return ""


def before_done(text: str) -> str | None:
    """What stands before the words that end thinking aloud; None where a message does not end with them."""
    match = _DONE_LAST.search(text)
    return text[: match.start()].strip(" \n,;:") if match else None


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
            return "skip" if intent == "next" and _GAVE_UP.match(text) else intent
    if _CLARIFY.match(text) and (
        text.endswith("?")
        or text.startswith("/")
        or re.search(r"not sure|(?:understand|get) (?:the question|what)", text, re.IGNORECASE)
    ):
        return "clarify"
    return "answer"
