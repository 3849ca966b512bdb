"""Whether a message refuses or puts off an answer, or speaks to the interviewer about the interview, and says nothing else.

Neither is thanked for as an answer. It decides only what is said next, and never a grade.
"""

from __future__ import annotations

import re

from interviewer.conversation.understanding.asked_words import asked_words, telling_words
from interviewer.conversation.understanding.unknowing import MOST_CHARACTERS, admits_not_knowing
from interviewer.grading.screening.address import is_addressed
from interviewer.grading.screening.counted import counted_in
from interviewer.grading.screening.subject import speaks_of_interview
from knowledge.schema import Question
from knowledge.text.alternatives import any_of, table
from knowledge.text.sentences import sentences

_OURS = any_of("team, colleagues?, boss, group, company, manager, department, supervisor, professor")
_OTHERS = r"(?:some(?:body|one)|(?:other )?people|others) (?:else|in|at|on|from)\b.{0,25}"
_SOMEBODY = rf"(?:(?:my|our|the) {_OURS}|(?:an?|another|some) (?:colleague|expert|specialist)s?|{_OTHERS})"
_SPEAK = any_of(
    "say, answer, tell, talk, discuss, comment, guess, speculate, share, explain, go into, get into, think about, commit"
)
_NOT = r"(?:rather not|prefer not to|do not (?:want|wish|care) to|don['’]?t (?:want|wish|care) to|won['’]?t|will not|refuse to|decline to)"
_EVADES = table(
    (
        rf"\bI(?:['’]d| would)? (?:really )?{_NOT}(?: {_SPEAK}\b(?: (?:the |any |that )?details?\b)?|\W*$)",
        "I would rather not go into the details of that.",
    ),
    (
        r"\bI(?:['’]d| would| could| can| just)? (?:have to |always |usually )?(?:ask|google|look (?:it|that|this) up)\b",
        "I would ask a colleague who knows it better.",
    ),
    (r"\bI(?:['’]ve| have)? never (?:had|needed) to\b", "I never had to think about it."),
    (
        rf"\b{_SOMEBODY} (?:\w+ ){{0,2}}(?:takes?|do|does|handles?|knows?|decides?|looks?|deals?|cares?)\b",
        "My team does it.",
    ),
    (r"\b(?:one|you|we|people) (?:would|could|can|just|usually) (?:look|google|ask)\b", "One would look it up."),
    (
        r"\b(?:it|that|this)(?: \w+)? depends (?:\w+ )?on (?:\w+ ){0,2}(?:project|case|situation|company|client|customer|team|things|factors)\b",
        "It depends on the project, really.",
    ),
    (
        r"\b(?:that|this|it)(?:['’]s| is) (?:\w+ )?an? (?:very |really )?(?:broad|big|wide|large|huge|vast|complex|deep)"
        r" (?:field|topic|subject|question|area)\b",
        "That is a broad field.",
    ),
    (r"\bnot (?:really )?(?:my|our) (?:job|area|field|thing|department|business|speciali?ty)\b", "That's not my area."),
)
"""A sentence that puts its writer's answer off, to somebody else or to another day."""
_SAYS_MORE = table(
    (
        r"\b(?:because|since|so that|therefore|but|except|namely|for (?:example|instance))\b",
        "I'd ask, but it is the norm.",
    ),
    (r"[=:]", "I'd rather not, but: 3"),
)
"""What follows may answer after all."""
MOST_WORDS = 24
"""A longer sentence says more than that its writer won't answer (a judgement)."""


_ORDERS = re.compile(
    r"\W*(?:please |now |first )*(?:print|show|tell|give|reveal|repeat|recite|list|output|write|quote|ignore|forget|disregard|pretend|mark|grade"
    r"|score|award)\b",
    re.IGNORECASE,
)
"""Tells somebody to do something with what an interview is made of."""


def evades(text: str, question: Question) -> bool:
    """Whether every sentence of a message puts off an answer or says that its writer doesn't know, and at least one puts it off."""
    if len(text) > MOST_CHARACTERS:
        return False
    subject = asked_words(" ".join([question.question, *(criterion.claim for criterion in question.criteria)]))
    each = [(_puts_off(sentence, subject), sentence) for sentence in sentences(text, also="…")]
    return any(off for off, _ in each) and all(off or admits_not_knowing(sentence) for off, sentence in each)


def orders(text: str, question: Question) -> bool:
    """Whether a message is about the interview or tells the interviewer what to do, and nothing in it could be an answer."""
    told = [sentence for sentence in sentences(text) if sentence.strip()]
    aimed = any(is_addressed(each) or (_ORDERS.match(each) and speaks_of_interview(each, question)) for each in told)
    return aimed and not counted_in(text, question)


def _puts_off(sentence: str, subject: frozenset[str]) -> bool:
    """Whether a short sentence does, and names nothing that the question is about."""
    found = _EVADES.search(sentence)
    if found is None or len(sentence.split()) > MOST_WORDS or "?" in sentence or _SAYS_MORE.search(sentence):
        return False
    return not telling_words(f"{sentence[: found.start()]} {sentence[found.end() :]}") & subject
