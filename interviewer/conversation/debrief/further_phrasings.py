"""How candidates ask, once they have a grade, about anything but a point: whether it is a pass, what hints cost, and so on.

Each table lists the ways of asking one thing. To have another one recognised, add a row with an example.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from knowledge.text.alternatives import any_of, shared, table

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
_OPENERS = any_of(
    "so, and, but, ok(?:ay)?, oh, ah+, hm+, well, wait, right, just, also, then, sorry, thanks, no, yes, fair"
)
_LEAD = rf"^\W*(?:{_OPENERS}\b[\s,.!…–—-]*)*"
"""The start of a message, with the words that only lead up to what is asked: "Ok so, ..."."""

_COSTS = any_of(
    r"costs?, counts?, counted, los[et], lower\w*, points?, marks?, score, grade, affect\w*, against, hurt, matter\w*, deduct\w*, free"
)
_TAKES = any_of(r"costs?, los[et], lower\w*, deduct\w*, taken? off, how many")
HINTS = table(
    (rf"\bhints?\b[^?]*\b{_COSTS}\b", "Did the hints lower my score?"),
    (rf"\b{_TAKES}\b[^?]*\bhints?\b", "How much did I lose with the two hints?"),
)
"""Asks what the hints cost, or how many there were."""

_LATER_WORDS = any_of(
    r"follow[- ]?ups?, (?:second|last|other) (?:answer|message|reply|part), later (?:answers?|messages?|replies), my repl(?:y|ies), "
    r"what i (?:added|said (?:later|after\w*))"
)
_HELPED = any_of(
    r"better, help\w*, chang\w*, count\w*, improv\w*, differen\w*, add\w*, earn\w*, points?, matter\w*, worse, bring, brought, any good"
)
REPLIES = table((rf"\b{_LATER_WORDS}\b[^?]*\b{_HELPED}\b", "Did my replies change anything?"))
"""Asks what the answers to follow-ups changed."""

_GETS_IN = r"get (?:me )?(?:hired|the job|an offer|through|in)"
_NUMBER = r"\d[\d.]*(?: ?(?:%|percent))?"
_FAIR = any_of("good, ok(?:ay)?, bad, enough, decent, fine, acceptable, low, high, normal, average, typical")
_PLEASED = any_of(r"accept\w*, hire\w*, happy, satisf\w*, pass, enough, good, impress\w*, like")
_EMPLOYER = any_of("interviewer, employer, company, examiner, recruiter, hiring manager, human, person")
_THE_OTHERS = any_of("others?, other (?:people|candidates|users), everyone, everybody, people, average, rest")
PASS = table(
    shared(
        _LEAD,
        (
            rf"(?:did|do|have|would|will|could) (?:i|that|this|it|my answer) (?:have )?(?:pass\w*|fail\w*|{_GETS_IN}|be enough)\b",
            "So, would that get me hired?",
        ),
        (
            r"(?:is|was|would|am|are) (?:that|it|this|i|my (?:answer|score|grade))?[^?]{0,20}"
            r"\b(?:a |an )?(?:pass(?:ed|ing)?|fail(?:ed|ing|ure)?)\b",
            "Is that a pass?",
        ),
        (
            rf"(?:is|was|would) (?:that|it|this|my (?:score|grade|answer)|{_NUMBER})(?: be)? (?:a )?(?:really |even |very |any )?"
            rf"{_FAIR}(?: (?:score|grade|result|mark|enough))?\W*$",
            "Is 60% a good score?",
        ),
        (
            rf"(?=[^?]*\b{_PLEASED}\b)(?:would|will|could) (?:a|an|any|the|most|real|actual) (?:\w+ )?{_EMPLOYER}s?\b",
            "Would a real interviewer be happy with it?",
        ),
    ),
    (rf"\b(?:compare[ds]?|comparison)\b[^?]*\b{_THE_OTHERS}\b", "How does that compare to other candidates?"),
    (r"\b(?:above|below|better than|worse than) (?:most|the average|average)\b", "Am I above average?"),
    (r"\b(?:better|worse) than (?:most|the average|average|others?|other \w+)\b", "Was it worse than others?"),
    (r"\bwhat (?:grade|mark) (?:would|is) (?:that|this|it)\b", "What grade would that be at a university?"),
    (r"\b(?:pass mark|passing (?:score|grade|mark))\b", "What's the pass mark?"),
)
"""Asks whether the grade is a pass, or how good it is next to other people's."""

_MAY_I = r"(?:can|could|may|might|am|do|should) (?:i|we|you let me)"
_I_WISH = r"i(?:['’]d| would| want| wish| need)[^?]{0,8}(?: like)?(?: to)?"
AGAIN = table(
    (
        r"try (?:it |this |that |this one |that one )?(?:again|once more|over)",
        "Can I try that one again?",
    ),
    (r"re-?(?:do|try|take|write|answer|phrase)", "I'd like to redo it."),
    (r"answer (?:it |this |that )?again", "May I answer it again?"),
    (r"another (?:go|try|chance|attempt|shot)", "Can I have another go?"),
    (r"second (?:chance|try|attempt)", "Do I get a second chance?"),
    (r"do (?:it|this|that)(?: one)? (?:again|over)", "Let me do it over."),
    ("add|complete|extend|amend|edit", "Can I add something?"),
    (r"correct (?:it|that|this|my)", "Let me correct that."),
    (r"change (?:it|that|my|what)", "Could I change my answer?"),
    (r"fix (?:it|that|my)", "Can I fix my answer?"),
    before=rf"{_LEAD}(?:{_MAY_I}|let me|{_I_WISH})\b[^?]{{0,25}}\b",
    after=r"\b",
)
"""Wants to answer a closed question again, or to add to the answer."""

_COMES_BACK = any_of(r"again, come (?:back|up), next time, repeat\w*, review\w*")
_MY_PROGRESS = r"my (?:progress|statistics|stats|history|record|reviews?|schedule|average)"
_ASKED_AGAIN = r"be asked (?:this |that |it )?again|get (?:this|it|that)(?: one| question)? again"
REVIEWS = table(
    (rf"\bwhen\b[^?]*\b{_COMES_BACK}\b", "When will this come up again?"),
    (
        rf"\b(?:will|do|does|is|are|would)\b[^?]*\b(?:{_MY_PROGRESS}|come (?:back|up again)|{_ASKED_AGAIN})\b",
        "Will I be asked this again?",
    ),
)
"""Asks when a missed point comes back, or where progress is kept."""

_MY_LANGUAGE = any_of(
    "spelling, grammar, typos?, my (?:english|accent|wording|language|style), my (?:first|native) language, mother tongue, native speaker"
)
LANGUAGE = table((rf"\b{_MY_LANGUAGE}\b[^?]*\?", "Does my English count?"))
"""Asks whether spelling, grammar or a foreign language costs anything."""

_GRADING = any_of("you (?:grade|mark|score|judge|decide|count), grad(?:ed|ing), scor(?:ed|ing), marked, judged")
RULES = table(
    (r"\b(?:partial|half) (?:credit|points?|marks?)\b[^?]*\?", "Is there partial credit?"),
    (
        # "how did you grade my second point" asks about that point
        rf"\bhow (?:do|did|are|is|does)\b[^?]*\b{_GRADING}\b(?! (?:my|this|that|the) \w+ (?:point|sentence))",
        "How do you grade these answers?",
    ),
    (r"\bwho (?:decides|decided|grades|graded|marks|wrote)\b", "Who decides what counts?"),
)
"""Asks how grading works."""

BONUS = table(
    (
        # "what does bonus mean" is answered by the meaning of the word
        r"\b(?:what|which|how|was|is|were|are|did|do|any)\b[^?]*\bbonus(?:es)?\b(?![^?]*\bmean)",
        "Was there a bonus point?",
    )
)
"""Asks about bonus points."""

_POINTS = "(?:points|criteria|things)"
_THERE = any_of("were, are, is, was, there, total, altogether, have, had, possible")
_LOOKS_FOR = any_of(r"look\w*, listen\w*, want\w*, expect\w*, after, need\w*, hop\w*, grade\w*")
_LOOKING_FOR = any_of(
    r"looking, listening, hoping, waiting, want(?:ed)? to hear, want(?:ed)? me, want from me, expect\w*, after"
)
_WEIGHS_MOST = any_of(r"weigh\w*, most important, worth, counts? (?:the )?most, matters? (?:the )?most")
POINTS = table(
    (rf"\bhow many {_POINTS}\b[^?]*\b{_THERE}\b", "How many points were there?"),
    (rf"\bwhat\b[^?]{{0,20}}\b{_POINTS}\b[^?]*\b{_LOOKS_FOR}\b", "What points were you looking for?"),
    (
        rf"\bwhat\b[^?]{{0,20}}\b(?:did you|were you|are you|you)\b[^?]{{0,20}}\b{_LOOKING_FOR}\b",
        "What did you expect me to say?",
    ),
    (rf"\bwhich (?:point|criterion|one|part)\b[^?]*\b{_WEIGHS_MOST}\b", "Which point is most important?"),
    (r"\bwhat (?:is|was) (?:on )?(?:the|your) (?:rubric|list|criteria)\b", "What was on your list?"),
)
"""Asks what the points of the question were, or how they are weighed."""

_UNCLEAR = any_of(
    "vague, unclear, imprecise, general, sloppy, fuzzy, abstract, clear, precise, specific, confusing, understandable, detailed"
)
CLEAR = table(
    (
        r"\b(?:was|were|am|is|are|wasn['’]?t)\b[^?]{0,15}\b(?:i|it|that|this|my \w+)\b[^?]{0,15}"
        r"\b(?:too |so |very |clear |precise |specific )?"
        rf"{_UNCLEAR}\b(?! (?:about|on|why|how))[^?]{{0,12}}\??\W*$",
        "Was my answer too vague?",
    )
)
"""Asks whether the answer was put clearly enough."""

WEAKEST = table(
    (
        r"\bwhat (?:did you not|didn['’]t you|did you fail to|couldn['’]t you) (?:hear|find|get|see)\b",
        "What did you not hear?",
    ),
    (
        r"\b(?:which|what)\b[^?]{0,20}\b(?:did|have|do) i (?:fail|miss(?:ed)?|leave out|forg[eo]t\w*|skip)\b",
        "What did I leave out?",
    ),
    (
        r"\b(?:where|what|which|how)\b[^?]*\b(?:los[et]|losing|missed)\b[^?]*\b(?:the )?most\b",
        "Where did I lose the most?",
    ),
    (
        r"\b(?:weakest|worst|poorest|least good)\b[^?]*\b(?:point|part|bit|spot|one|answer|thing|area|sentence)?\b",
        "What was my weakest point?",
    ),
    (
        r"\bwhat\b[^?]{0,15}\b(?:should|could|can|must|do) i\b[^?]{0,15}"
        r"\b(?:improve|work on|do better|have done (?:better|differently)|practi[cs]e|focus)\b",
        "What should I work on?",
    ),
    (r"\bhow (?:can|could|do|should) i (?:improve|get better|do better)\b", "How can I improve?"),
)
"""Asks what was missing or weak, without naming a point."""

_TAKE_IN = any_of(
    "understand, understood, get, got, read, hear, heard, count, counted, notice, see, like, consider, include, take"
)
HEARD = table(
    (r"\bwhere (?:did i|i|have i) (?:say|said)\b", "Where did I say that?"),
    (
        rf"{_LEAD}(?:did|have|had|do) you (?:even |really |actually |fully )?{_TAKE_IN}\b[^?]*"
        r"\b(?:i|me|my|mine|all of it|it all|everything|the whole|what i)\b",
        "Did you even read my answer?",
    ),
)
"""Doubts that the answer was read in full."""

_SLIP = any_of(r"typo, slip, spelling, misspell\w*, autocorrect, mistype, typing, slip of the (?:tongue|pen)")
_MIXED_UP = r"mixed (?:it|that|them|those|the two) up"
SLIP = table(
    (rf"(?:that|it|this)(?:['’]s| was| is) (?:just |only )?(?:a |my )?{_SLIP}", "That was just a typo."),
    (r"i(?:['’]d| would)?(?: like to| want to| have to)? take (?:that|it|this) back", "I take that back."),
    (rf"i (?:mistyped|misspoke|misspelled|misspelt|{_MIXED_UP}|made a typo)", "Oh, I mixed the two up."),
    before=_LEAD,
)
"""Calls part of the answer a slip, which is too late once the question is closed."""

TAKEN_IN = table(
    (r"(?:that|it|this)(?: really| all)? makes (?:a lot of |total |perfect )?sense", "Ah, that makes sense."),
    (r"(?:i )?(?:got|get) (?:it|that)\b", "Ok, got it."),
    (r"i (?:see|understand|understood)\b(?! (?:why|what|how|no|not))", "I see."),
    (r"understood\b", "Understood, thanks."),
    (r"(?:that['’]?s )?good to know", "Good to know."),
    ("noted|interesting", "Interesting!"),
    (r"now i (?:see|get|understand|know|remember)", "Now I remember."),
    (
        r"i(?:['’]d| would| should| could|['’]ll| might| must| will)?(?: probably| really)?(?:n['’]t| not| never)? have "
        r"(?:known|thought|remembered|said|seen|guessed|mentioned|come)\b",
        "I should have mentioned that.",
    ),
    (r"i (?:(?:wouldn|shouldn|couldn)['’]t) have\b", "I wouldn't have got there."),
    shared(
        "i ",
        ("forgot|had forgotten", "I forgot about the norm."),
        (r"(?:didn['’]?t|did not|never) (?:think|thought) (?:of|about)", "I didn't think of that."),
        ("had no idea", "I had no idea."),
        (
            r"(?:don['’]?t|do not) think i(?:['’]d| would| could)(?:n['’]t)? have",
            "I don't think I would have said that.",
        ),
    ),
    before=_LEAD,
)
"""Takes in what was explained, and asks nothing."""

FURTHER: Mapping[Further, re.Pattern[str]] = MappingProxyType(
    {
        "hints": HINTS,
        "replies": REPLIES,
        "pass": PASS,
        "again": AGAIN,
        "reviews": REVIEWS,
        "language": LANGUAGE,
        "rules": RULES,
        "bonus": BONUS,
        "points": POINTS,
        "clear": CLEAR,
        "weakest": WEAKEST,
        "heard": HEARD,
        "slip": SLIP,
        "taken in": TAKEN_IN,
    }
)
"""What candidates ask, in this order: the first table that has it decides."""
