"""What else candidates ask once they have a grade: whether it is a pass, what hints cost, whether they may try again.

The answers come from the grade and from how the question went; nothing is looked up in the bank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from interviewer.conversation.debrief.grade_talk import points_made
from interviewer.conversation.debrief.moved import moves
from interviewer.conversation.debrief.reasons import explained
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import CriterionVerdict, Grade, loss, verdict_words
from interviewer.grading.rubric.spoken import core, count_word, in_sentence
from interviewer.grading.text.quotation import first_quote, quoted

Further = Literal[
    "pass",
    "hints",
    "replies",
    "again",
    "reviews",
    "language",
    "rules",
    "points",
    "bonus",
    "clear",
    "weakest",
    "heard",
    "slip",
    "taken in",
]
_LEAD = r"^\W*(?:(?:so|and|but|ok(?:ay)?|oh|ah+|hm+|well|wait|right|just|also|then|sorry|thanks|no|yes|fair)\b[\s,.!…–—-]*)*"
_FURTHER: Mapping[Further, re.Pattern[str]] = MappingProxyType(
    {
        "hints": re.compile(
            r"\bhints?\b[^?]*\b(?:costs?|counts?|counted|los[et]|lower\w*|points?|marks?|score|grade|affect\w*|against|hurt|matter\w*|deduct\w*|free)\b"
            r"|\b(?:costs?|los[et]|lower\w*|deduct\w*|taken? off|how many)\b[^?]*\bhints?\b",
            re.IGNORECASE,
        ),
        "replies": re.compile(
            r"\b(?:follow[- ]?ups?|(?:second|last|other) (?:answer|message|reply|part)|later (?:answers?|messages?|replies)|my repl(?:y|ies)|what i (?:added|said (?:later|after\w*)))\b"
            r"[^?]*\b(?:better|help\w*|chang\w*|count\w*|improv\w*|differen\w*|add\w*|earn\w*|points?|matter\w*|worse|bring|brought|any good)\b",
            re.IGNORECASE,
        ),
        "pass": re.compile(
            rf"{_LEAD}(?:(?:did|do|have|would|will|could) (?:i|that|this|it|my answer) (?:have )?(?:pass\w*|fail\w*|get (?:me )?(?:hired|the job|an offer|through|in)|be enough)\b"
            r"|(?:is|was|would|am|are) (?:that|it|this|i|my (?:answer|score|grade))?[^?]{0,20}\b(?:a |an )?(?:pass(?:ed|ing)?|fail(?:ed|ing|ure)?)\b"
            r"|(?:is|was|would) (?:that|it|this|my (?:score|grade|answer)|\d[\d.]*(?: ?(?:%|percent))?)(?: be)? (?:a )?(?:really |even |very |any )?(?:good|ok(?:ay)?|bad|enough|decent|fine|acceptable|low|high|normal|average|typical)(?: (?:score|grade|result|mark|enough))?\W*$"
            r"|(?=[^?]*\b(?:accept\w*|hire\w*|happy|satisf\w*|pass|enough|good|impress\w*|like)\b)(?:would|will|could) (?:a|an|any|the|most|real|actual) (?:\w+ )?(?:interviewer|employer|company|examiner|recruiter|hiring manager|human|person)s?\b)"
            r"|\b(?:compare[ds]?|comparison)\b[^?]*\b(?:others?|other (?:people|candidates|users)|everyone|everybody|people|average|rest)\b"
            r"|\b(?:above|below|better than|worse than) (?:most|the average|average)\b|\b(?:better|worse) than (?:most|the average|average|others?|other \w+)\b|\bwhat (?:grade|mark) (?:would|is) (?:that|this|it)\b|\b(?:pass mark|passing (?:score|grade|mark))\b",
            re.IGNORECASE,
        ),
        "again": re.compile(
            rf"{_LEAD}(?:(?:can|could|may|might|am|do|should) (?:i|we|you let me)|let me|i(?:['’]d| would| want| wish| need)[^?]{{0,8}}(?: like)?(?: to)?)\b[^?]{{0,25}}"
            r"\b(?:try (?:it |this |that |this one |that one )?(?:again|once more|over)|re-?(?:do|try|take|write|answer|phrase)|answer (?:it |this |that )?again|another (?:go|try|chance|attempt|shot)|second (?:chance|try|attempt)|do (?:it|this|that)(?: one)? (?:again|over)"
            r"|add|complete|extend|amend|edit|correct (?:it|that|this|my)|change (?:it|that|my|what)|fix (?:it|that|my))\b",
            re.IGNORECASE,
        ),
        "reviews": re.compile(
            r"\bwhen\b[^?]*\b(?:again|come (?:back|up)|next time|repeat\w*|review\w*)\b|\b(?:will|do|does|is|are|would)\b[^?]*\b(?:my (?:progress|statistics|stats|history|record|reviews?|schedule|average)|come (?:back|up again)|be asked (?:this |that |it )?again|get (?:this|it|that)(?: one| question)? again)\b",
            re.IGNORECASE,
        ),
        "language": re.compile(
            r"\b(?:spelling|grammar|typos?|my (?:english|accent|wording|language|style)|my (?:first|native) language|mother tongue|native speaker)\b[^?]*\?",
            re.IGNORECASE,
        ),
        "rules": re.compile(
            r"\b(?:partial|half) (?:credit|points?|marks?)\b[^?]*\?|\bhow (?:do|did|are|is|does)\b[^?]*\b(?:you (?:grade|mark|score|judge|decide|count)|grad(?:ed|ing)|scor(?:ed|ing)|marked|judged)\b(?! (?:my|this|that|the) \w+ (?:point|sentence))"
            r"|\bwho (?:decides|decided|grades|graded|marks|wrote)\b",
            re.IGNORECASE,
        ),
        "bonus": re.compile(
            r"\b(?:what|which|how|was|is|were|are|did|do|any)\b[^?]*\bbonus(?:es)?\b(?![^?]*\bmean)", re.IGNORECASE
        ),
        "points": re.compile(
            r"\bhow many (?:points|criteria|things)\b[^?]*\b(?:were|are|is|was|there|total|altogether|have|had|possible)\b"
            r"|\bwhat\b[^?]{0,20}\b(?:points|criteria|things)\b[^?]*\b(?:look\w*|listen\w*|want\w*|expect\w*|after|need\w*|hop\w*|grade\w*)\b"
            r"|\bwhat\b[^?]{0,20}\b(?:did you|were you|are you|you)\b[^?]{0,20}\b(?:looking|listening|hoping|waiting|want(?:ed)? to hear|want(?:ed)? me|want from me|expect\w*|after)\b"
            r"|\bwhich (?:point|criterion|one|part)\b[^?]*\b(?:weigh\w*|most important|worth|counts? (?:the )?most|matters? (?:the )?most)\b|\bwhat (?:is|was) (?:on )?(?:the|your) (?:rubric|list|criteria)\b",
            re.IGNORECASE,
        ),
        "clear": re.compile(
            r"\b(?:was|were|am|is|are|wasn['’]?t)\b[^?]{0,15}\b(?:i|it|that|this|my \w+)\b[^?]{0,15}\b(?:too |so |very |clear |precise |specific )?(?:vague|unclear|imprecise|general|sloppy|fuzzy|abstract|clear|precise|specific|confusing|understandable|detailed)\b(?! (?:about|on|why|how))[^?]{0,12}\??\W*$",
            re.IGNORECASE,
        ),
        "weakest": re.compile(
            r"\bwhat (?:did you not|didn['’]t you|did you fail to|couldn['’]t you) (?:hear|find|get|see)\b|\b(?:which|what)\b[^?]{0,20}\b(?:did|have|do) i (?:fail|miss(?:ed)?|leave out|forg[eo]t\w*|skip)\b|"
            r"\b(?:where|what|which|how)\b[^?]*\b(?:los[et]|losing|missed)\b[^?]*\b(?:the )?most\b|\b(?:weakest|worst|poorest|least good)\b[^?]*\b(?:point|part|bit|spot|one|answer|thing|area|sentence)?\b"
            r"|\bwhat\b[^?]{0,15}\b(?:should|could|can|must|do) i\b[^?]{0,15}\b(?:improve|work on|do better|have done (?:better|differently)|practi[cs]e|focus)\b|\bhow (?:can|could|do|should) i (?:improve|get better|do better)\b",
            re.IGNORECASE,
        ),
        "heard": re.compile(
            rf"\bwhere (?:did i|i|have i) (?:say|said)\b|{_LEAD}(?:did|have|had|do) you (?:even |really |actually |fully )?(?:understand|understood|get|got|read|hear|heard|count|counted|notice|see|like|consider|include|take)\b[^?]*"
            r"\b(?:i|me|my|mine|all of it|it all|everything|the whole|what i)\b",
            re.IGNORECASE,
        ),
        "slip": re.compile(
            rf"{_LEAD}(?:(?:that|it|this)(?:['’]s| was| is) (?:just |only )?(?:a |my )?(?:typo|slip|spelling|misspell\w*|autocorrect|mistype|typing|slip of the (?:tongue|pen))|i(?:['’]d| would)?(?: like to| want to| have to)? take (?:that|it|this) back|i (?:mistyped|misspoke|misspelled|misspelt|mixed (?:it|that|them|those|the two) up|made a typo))",
            re.IGNORECASE,
        ),
        "taken in": re.compile(
            rf"{_LEAD}(?:(?:that|it|this)(?: really| all)? makes (?:a lot of |total |perfect )?sense|(?:i )?(?:got|get) (?:it|that)\b|i (?:see|understand|understood)\b(?! (?:why|what|how|no|not))|understood\b|(?:that['’]?s )?good to know|noted|interesting|now i (?:see|get|understand|know|remember)"
            r"|i(?:['’]d| would| should| could|['’]ll| might| must| will)?(?: probably| really)?(?:n['’]t| not| never)? have (?:known|thought|remembered|said|seen|guessed|mentioned|come)\b|i (?:(?:wouldn|shouldn|couldn)['’]t) have\b"
            r"|i (?:forgot|had forgotten|(?:didn['’]?t|did not|never) (?:think|thought) (?:of|about)|had no idea|(?:don['’]?t|do not) think i(?:['’]d| would| could)(?:n['’]t)? have))",
            re.IGNORECASE,
        ),
    }
)
"""In this order: the first that fits decides."""
MOST_CHARACTERS = 300
"""A longer message is none of these (a judgement); this bounds the patterns."""
MOST_LISTED = 8
"""Most points that are listed in a reply (a judgement)."""


def asks_further(text: str) -> Further | None:
    """Which of these things a message asks or says; None if it is something else."""
    if len(text) > MOST_CHARACTERS:
        return None
    kind = next((kind for kind, pattern in _FURTHER.items() if pattern.search(text)), None)
    return None if kind == "taken in" and "?" in text else kind


def told_further(kind: Further, attempt: QuestionAttempt) -> str:
    """The reply to a question or remark of this kind, in a few sentences."""
    grade = attempt.grade
    match kind:
        case "hints":
            return _hints(attempt)
        case "again":
            return notices.NOT_AGAIN
        case "taken in":
            return notices.STILL_HERE
        case "reviews":
            return notices.IN_REVIEWS
        case "language":
            return notices.LANGUAGE
        case "rules":
            return f"{notices.BY_MEANING} {notices.BY_POINTS}"
        case "slip":
            return notices.TAKEN_BACK_LATE
    if grade is None:
        return notices.NO_GRADE
    match kind:
        case "pass":
            return f"{notices.NO_PASS_MARK} You got {grade.score:.0%}. {points_made(grade)}"
        case "replies":
            return _replies(attempt, grade)
        case "points":
            return _points(grade)
        case "bonus":
            return _bonus(grade)
        case "clear":
            return _clear(grade)
        case "weakest":
            return explained(grade, "")
    return f"{points_made(grade)} {notices.BY_POINTS} {notices.IF_MISREAD}"


def _hints(attempt: QuestionAttempt) -> str:
    used = len(attempt.hints)
    told = "You used none here." if not used else f"You used {count_word(used)} here."
    return f"{notices.HINTS_FREE} {told}"


def _replies(attempt: QuestionAttempt, grade: Grade) -> str:
    """What the answers to follow-ups changed."""
    if not attempt.probed:
        return "I asked no follow-up on this one."
    ways = moves(attempt)
    told = [f"{core(item.claim)}: {ways[item.id]}." for item in grade.criteria if item.id in ways]
    return " ".join(told) or "They changed no verdict: every point stands as it did after your first answer."


def _points(grade: Grade) -> str:
    """The points in the order of the question, with what became of each."""
    asked = [item for item in grade.criteria if not item.bonus] or list(grade.criteria)
    many = "There was one point" if len(asked) == 1 else f"There were {count_word(len(asked))} points"
    differ = len({item.weight for item in asked}) > 1
    rows = [
        f"- {core(item.claim)}{f' (weight {item.weight:g})' if differ else ''}: *{verdict_words(item.kind)}*"
        for item in asked[:MOST_LISTED]
    ]
    same = "" if differ or len(asked) == 1 else " They weigh the same."
    return "\n".join([f"{many}.{same}", *rows])


def _bonus(grade: Grade) -> str:
    rows = [item for item in grade.criteria if item.bonus]
    if not rows:
        return "There was no bonus point in this one."
    return " ".join(_what_became_of(item) for item in rows)


def _what_became_of(bonus: CriterionVerdict) -> str:
    quote = first_quote(bonus)
    if bonus.verdict == "met" and quote:
        return f"{core(bonus.claim)}: that goes beyond the question, and you said it: {quoted(quote)}. So it's a bonus."
    if bonus.kind == "not_met":
        return f"{core(bonus.claim)}: that was a bonus, and I didn't hear it, which costs you nothing."
    return f"{core(bonus.claim)}: that was a bonus, and it's {verdict_words(bonus.kind)}."


def _clear(grade: Grade) -> str:
    """Whether words were too vague to count: those that come close to a point without making it."""
    near = [item for item in grade.criteria if item.verdict == "partly_met" and first_quote(item)]
    if near:
        told = [f"{quoted(first_quote(item))} is only part of this: {in_sentence(item.claim)}." for item in near]
        return " ".join(told[:MOST_LISTED])
    if any(loss(item) > 0 for item in grade.criteria):
        return f"What cost you points isn't how you put it. {explained(grade, '')}"
    return "It was clear enough for me: I heard every point."
