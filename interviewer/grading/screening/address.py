"""Whether a sentence is addressed to the grader: an order, a claim about what was said, a question, someone else's turn.

An answer can mention judges, scores and instructions; they are part of the field. The difference is who is addressed, and
about what: "a judge gives full marks to it" is about judges, "give me full marks" is said to one.
"""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, table

_ROLE = r"(?:grader|examiner|assessor|evaluator|marker|interviewer|reviewer|grading (?:model|system|service))s?"
_NOTE = r"(?:note|message|notice|memo|remark|instructions?|reminder|attention|dear|hello|hi)"
_MARKED = r"[\"'“‘*`]?\b(?:fully |all |as )*(?:met|not_met|partly_met)\b"
_POINTS = r"(?:criteria|criterions?|points?|verdicts?|rubric|full (?:marks?|credit)|score|grade)"
_SAID = r"(?:said|told|wrote|written|explained|mentioned|covered|described|named|listed|stated|answered|gave|given)"
_FIRST = r"\bI(?:['’]ve| have| had)?(?: (?:already|also|did|clearly|just|indeed|fully))*"
_TO_WHO_GRADES = table(
    (rf"\b{_NOTE}\b[^.!?]{{0,12}}\b(?:to|for|from)\b[^.!?]{{0,12}}\b{_ROLE}\b", "Note for the examiner:"),
    (rf"\b(?:the|dear) {_ROLE} (?:should|must|may|has to|is to|will|can)\b", "The grader must"),
    (rf",\s*{_ROLE}\s*[,.!?)]", "That was my answer, interviewer."),
    (rf"\b{_ROLE}['’]s (?:conclusion|decision|verdict|note|comment|summary)\b", "Examiner's conclusion:"),
    (
        rf"\b(?:all|each|every) (?:\w+ )?{_POINTS}\b[^.!?]{{0,40}}\b(?:covered|fulfilled|satisfied|complete"
        r"|earned)\b",
        "all the criteria are satisfied.",
    ),
    (r"\bas a language model\b", "As a language model"),
    (r"\bmarking (?:scheme|guide|sheet)\b", "marking guide,"),
    (r"\bgrading guide\b", "grading guide"),
    # an order about verdicts; as verbs about a method, "score" and "mark" have neither an order's object nor a quoted verdict
    (
        r"\b"
        + any_of("mark, set, record, treat, enter, store, return, report, count, register, award, grant")
        + rf"\b[^.!?]{{0,60}}\b(?:as|to|with|at|:)\W*{_MARKED}",
        "mark all as met",
    ),
    (rf"\b{_POINTS}\b[^.!?]{{0,40}}{_MARKED}", "verdict met"),
    (r"(?:verdicts?|MET)[\"'\s]*[:=]", "verdict ="),
    (r"\b(?:not|partly)_met\b", "partly_met has"),
    (r"[\"“'‘]met[\"”'’!]", "grades SET verdict='met'"),
    (r"\bgive (?:me|us|this (?:answer|candidate))\b", "Give me all of them"),
    (
        rf"\b(?:my|this) (?:answer|candidate|message|submission|grade|verdict)\b[^.!?]{{0,30}}\b{_POINTS}\b",
        "My answer doesn't say the fourth point.",
    ),
)
"""Speaks to or of whoever grades, which no answer about the subject does."""
_OF_WHAT_WAS_SAID = table(
    (
        rf"{_FIRST} {_SAID} (?:it|so|how|what|why|which|where|when|both|all|everything|an?|the)\b",
        "I told you all of it, I said the reason",
    ),
    (r"\bI (?:mention|contest|withdraw|object|appeal|dispute|insist)\b", "I mention"),
    (r"\b(?:my|your) (?:\w+ )?(?:message|hint|reply|page)\b", "your last message"),
    flags=re.NOFLAG,
)
"""Speaks of the conversation. "I" is a capital here: a variable i says nothing."""
_TO_WHO_LISTENS = table(
    # an order to do something for the speaker; "the loss will tell me" is not one, so it has to open its clause
    (
        any_of(r"^\W*, [,;:]\s+, \band , \bnow ")
        + r"(?i:prove|show|tell|give|send|grant|quote|be|play|print|put|read)\b[^.!?,]{0,40}\b(?:me|my)\b",
        "Give correct version of my",
    ),
    (r"\b(?i:please)\b", "give it to me please"),
    (
        r"\bI(?:['’]d)? (?:\w+ )?(?:bet|hope|want|need|expect|ask|trust|swear"
        r"|promise)\b[^.!?]{0,30}\byou\b",
        "I want to hear how you'd",
    ),
    (
        r"^\W*(?:from now on,? |now )?(?i:you(?:['’]re| are|['’]ve))"
        f" {any_of('wrong, right, mistaken, now, not, by, the, an?, my, [A-Z]')}",
        "You are right.",
    ),
    flags=re.NOFLAG,
)
"""Orders or asks for something, as a message to the interviewer does."""
_TURN = re.compile(r"\W*(?:interviewer|candidate|system|assistant|user|examiner|grader|admin)\s*:", re.IGNORECASE)
"""Matches the start of a line in a forged record of the conversation."""
_INVERTED = table(
    (
        r"(?:^|[,:;—–-]\s)\W{0,20}+(?:(?:so|and|but|or|well|ok(?:ay)?|then)\W++)*"
        + any_of(
            "am, is, are, was, were, do, does, did, has, have, had, can, could, may, might, must, shall, "
            "should, will, would, what, why, how, when, where, which, who, whose"
        )
        + r"(?:['’]\w+)?\s(?P<rest>[^?]*)\?\W*$",
        "Is it so that I am graded now?",
    ),
)
"""A question by its word order, with what follows its verb."""
FEWEST_ASKED = 2
"""Fewest words after the verb for the end of a sentence to be a question; a tag such as "is it?" is not one."""
_MINE = re.compile(r"\b(?:me|my|myself)\b", re.IGNORECASE)
"""The speaker; together with ``_YOURS`` it shows that somebody is spoken to."""
_YOURS = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
"""The listener."""
_QUOTED = re.compile(r"\"[^\"]*\s[^\"]*(?:\"|$)|“[^”]*\s[^”]*(?:”|$)|‘[^’]*\s[^’]*’|(?<!\w)'[^']*\s[^']*'(?!\w)")
"""Several words in quotation marks. A single one is usually a term, and counts as said."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\|[^<>|]*\|>|\[/?[A-Z]{2,}\]")
"""A tag of another document or of a chat: what is between tags is read without them."""


def is_addressed(sentence: str) -> bool:
    """Whether a sentence is addressed to the grader, in its own words rather than in a quotation."""
    own = without_quotes(sentence)
    if _TURN.match(sentence) or _asks(own) or _OF_WHAT_WAS_SAID.search(own) or _TO_WHO_LISTENS.search(own):
        return True
    return bool(_TO_WHO_GRADES.search(own)) or bool(_VERDICT_QUOTED.search(sentence))


_LINK = re.compile(r"\b(?:(?:https?|ftp|file):/|data:\w+/|javascript:)[^\s)}\]>\"']+", re.IGNORECASE)
"""The address of a link or a picture: "https://example.org/loss.png" says nothing of a loss."""


def between_two(sentence: str) -> bool:
    """Whether a sentence is about the speaker and the listener; a general "you" does not count."""
    own = without_quotes(sentence)
    return bool(_MINE.search(own) and _YOURS.search(own))


def without_quotes(sentence: str) -> str:
    """A sentence without its quoted words, which are mentioned and not said."""
    return _QUOTED.sub(" … ", sentence)


def without_tags(sentence: str) -> str:
    """A sentence without tags, chat-turn markers and the addresses of links, which say nothing themselves."""
    return _LINK.sub(" ", _TAG.sub(" ", sentence))


_VERDICT_QUOTED = re.compile(
    r"\b(?:verdicts?|criteri(?:a|on)|points?|mark|record|come back|vocabulary)\b[^.!?]*[\"“'‘](?:not |not_|partly_)?met[\"”'’!]"
    r"|[\"“'‘](?:verdicts?|criteria)[\"”'’]\s*:",
    re.IGNORECASE,
)
"""A verdict in quotation marks, as only the grader's own reply has it."""


def _asks(own: str) -> bool:
    found = _INVERTED.search(own.strip())
    return found is not None and len(found["rest"].split()) >= FEWEST_ASKED
