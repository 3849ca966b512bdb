"""What may be taken for granted of every question: whether pseudo-code will do, how long an answer should be, in which language.

The bank settles what is special to a question; these are answered in one sentence where it says nothing. A row of a table tells
by what a thing is recognised; the words that ask for leave, or what is wanted, are the same for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from interviewer.conversation.phrases.notices import LANGUAGE
from interviewer.conversation.talk.clarifying import MOST_CHARACTERS
from knowledge.schema import Question
from knowledge.text.alternatives import any_of, table

MOST_WORDS = 20
"""A longer message asks for more than the form of an answer (a judgement)."""
_SO = any_of("and, so, but, ok(?:ay)?, hm+, wait, sorry, just, quick question, also, then, well, hey, one thing, first")
OPENING = rf"^\W*(?:{_SO}\b\W*)*"
"""Small words before what is asked."""
_ASKS_LEAVE = table(
    (r"(?:can|could|may|might|should|shall|must|do|am|would) i\b", "Should I draw it?"),
    (r"(?:do|would) you (?:want|expect|need|care|mind|like|prefer|accept|allow)\b", "Do you want a formula?"),
    (
        r"(?:is|would|are) (?:it|that) (?:be )?(?:ok(?:ay)?|al(?:l )?right|fine|allowed|enough|cheating|acceptable)\b",
        "Is it okay?",
    ),
    (r"(?:ok(?:ay)?|al(?:l )?right|fine|cool|mind) if (?:i|we)\b", "Okay if I use pseudo-code?"),
    # the word order of a statement, as in many other languages
    (r"(?:i|we) (?:can|could|may|should|must|have to|need to)\b(?=[^.!?]*\?)", "I can write in Spanish?"),
    (r"you (?:want|expect|need|accept|allow|prefer)\b(?=[^.!?]*\?)", "You want the formula?"),
    (r"is (?:ok(?:ay)?|allowed|possible|fine|enough)\b(?=[^.!?]*\?)", "Is possible pseudo-code?"),
    before=OPENING,
)
"""Asks for leave, or what is wanted, with or without a question mark."""
_ASKS_IF_FINE = table(
    (
        r"(?:is|are|does|do|would|will) (?:an? |the |my )?(?:(?!you\b|we\b|it\b)[\w-]+ ){1,3}?"
        r"(?:ok(?:ay)?|fine|enough|do|needed|matter|help|count|allowed)\b[^?]*\?",
        "Is pseudo-code ok?",
    ),
    before=OPENING,
)
"""Asks whether a form will do, which comes first."""
_ASKS_HOW = table(
    (r"(?:what|which|how much|how many|how|in (?:what|which|how much))\b[^?]*\?\W*$", "Which programming language?"),
    before=OPENING,
)
"""Asks openly. Of the forms only some are asked about so: "What is the intuition?" wants an explanation."""
_OPEN = frozenset({"points", "length", "programming language", "spoken language"})
_KINDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "pseudo-code": table((r"\bpseudo[- ]?code\b", "pseudo code")),
        "programming language": table(
            (r"\b(?:programming|coding) language\b", "which programming language"),
            (
                r"\b(?:in|use) (?:c\+\+|c#|c|java|javascript|julia|matlab|r|rust|go|scala|fortran)(?=\W*$)",
                "write it in C++",
            ),
            (r"\b(?:which|what|any|another|a different) language\W*$", "in which language"),
        ),
        "spoken language": table(
            (
                r"\b(?:in|use|speak|write|switch to) (?:german|french|spanish|italian|portuguese|dutch|polish|russian|turkish|arabic|hindi|chinese)\b",
                "answer in German",
            ),
            (
                r"\b(?:in|use) (?:japanese|korean|ukrainian|my (?:own|native|first|mother) (?:language|tongue)|english)\b",
                "in English",
            ),
            (r"\b(?:answer|speak|write|reply) (?:\w+ )?in another language\b", "answer in another language"),
        ),
        "library": table(
            (
                r"\buse (?:\w+ )?(?:pytorch|torch|tensorflow|keras|jax|numpy|scipy|scikit-learn|sklearn|pandas)\b",
                "use PyTorch",
            ),
            (r"\buse (?:a |any |some )?(?:library|libraries|framework|package)s?\b", "use a library"),
        ),
        "code": table(
            (
                r"\b(?:write|want|need|expect|use|give|show|see|real|actual|working|some|any|is) (?:you )?(?:\w+ )?code\b",
                "do you want code",
            ),
        ),
        "proof": table(
            (r"\b(?:prove|proofs?|derive|derivations?)\b", "do I have to prove it"),
            (r"\b(?:rigorous|formally)\b", "does it have to be rigorous"),
        ),
        "words or formulas": table(
            (
                r"\b(?:formula[es]?|formulas|equations?|maths?|mathematics|notation|latex|symbols?)\b",
                "do you want a formula",
            ),
            (
                r"\b(?:explain|describe|say|answer|put)(?: \w+)? (?:just |only )?in (?:plain |my own |simple )?words\b",
                "explain it in words",
            ),
            (r"\bintuitions?\b", "just the intuition"),
        ),
        "example": table(
            (
                r"\b(?:use|give|add|take|need|include|want|with)(?: you)?(?: \w+)? examples?(?: of my own)?\W*$",
                "can I use an example",
            ),
        ),
        "sketch": table((r"\b(?:draw|sketch|sketches|drawing|diagrams?|picture of it)\b", "should I draw something")),
        "notes": table(
            (
                r"\b(?:bullet ?points?|bullets|bulleted|note form|notes|keywords|catchwords|full sentences|lists?)\W*$",
                "use bullet points",
            ),
            (r"\b(?:abbreviat\w+|acronyms?|shorthand)\b", "are abbreviations ok"),
        ),
        "points": table(
            (
                r"\bhow many (?:\w+ )?(?:points|marks|criteria|aspects) (?:does|do|has|have|is|are|can|should|will|would|am|in)\b",
                "how many points does this have",
            ),
            (
                r"\bhow many (?:\w+ )?(?:things|reasons|parts|items|examples)\b[^?]*\b(?:you|i|this question)\b",
                "how many reasons do you want",
            ),
        ),
        "length": table(
            (r"\b(?:level|amount|degree) of (?:detail|depth|precision)\b", "what level of detail"),
            (
                r"\bhow (?:detailed|long|deep|technical|brief|short|thorough|precise|in[- ]depth|far (?:should|must|do) i)\b",
                "how technical should I be",
            ),
            (
                r"\bhow (?:many|much) (?:sentences|words|lines|detail|depth|text|paragraphs|should i (?:say|write))\b",
                "how many sentences",
            ),
            (r"\b(?:short|brief|long|one[- ]line|quick) (?:answer|reply|version)\b", "is a short answer okay"),
            (r"\b(?:be|keep it|make it) (?:brief|short|concise|detailed)\b", "should I be brief"),
        ),
        "spelling": table((r"\b(?:spelling|grammar|typos?|accent|punctuation)\b", "does grammar matter")),
        "sources": table(
            (
                r"\b(?:look (?:it|that|this|things|something) up|google|search (?:online|the web)|chat ?gpt|wikipedia|my notes|a book)\b",
                "look it up",
            ),
        ),
        "citing": table(
            (r"\b(?:cite|citations?|references?|name (?:the )?papers?|authors)\b", "do I need to cite papers")
        ),
        "guess": table((r"\b(?:guess|speculate)\W*$", "is it ok to guess")),
        "audience": table(
            (
                r"\b(?:basics|from scratch|beginner|layman|lay person|five[- ]year[- ]old|audience|prior knowledge|familiarity)\b",
                "explain the basics",
            ),
        ),
        "order": table(
            (r"\b(?:start|begin|go) (?:with|in (?:a|any|another) (?:different )?order)\b", "start with the second part")
        ),
    }
)
"""By what a form is recognised; the first that fits counts."""
_OF_CODE: Mapping[str, str] = MappingProxyType(
    {
        "pseudo-code": "This one asks for real code, please: it's meant to be run.",
        "code": "Yes, real code for this one: it's meant to be run.",
        "programming language": "Python, please.",
    }
)
_OF_TEXT: Mapping[str, str] = MappingProxyType(
    {
        "pseudo-code": "Pseudo-code is fine wherever it makes your point clearer.",
        "code": "No code needed: words are enough, with a few lines of code if they make it clearer.",
        "programming language": "Any language you like, as long as the idea comes across in words too.",
        "library": "Name whichever you know best, and tell me what it does for you.",
        "sketch": "Words are enough: tell me what one would see in it.",
    }
)
_OF_ANY: Mapping[str, str] = MappingProxyType(
    {
        "spoken language": "In English, please: I can't reliably grade any other language.",
        "proof": "The main steps with their reasons are enough, unless the question asks for more.",
        "words or formulas": "Either is fine: put it in words or in a formula, whichever makes your point clearer.",
        "example": "An example is welcome, as long as you also say what it shows.",
        "notes": "Short notes are fine, as long as each of them says a whole thought.",
        "points": "I won't count them out while the question is open: take everything it asks for, with your reasons.",
        "length": "A few sentences for each part, the main points with their reasons: if I want more, I'll ask.",
        "spelling": LANGUAGE,
        "sources": "Try it from memory, as in any interview: if you're stuck, ask me for a hint.",
        "citing": "No sources needed: your own explanation is what I'm after.",
        "guess": "A guess is fine: say what makes you think so.",
        "audience": "Talk to me as you would to a colleague in the field: the basics need no explaining.",
        "order": "Start wherever you like.",
    }
)
_EXACT = "Where the question asks for a number or a formula, give me that: the rest can be in words."
"""About formulas in a question that has points which are computed."""


def form_asked(text: str) -> str:
    """The kind of form that a message asks about, "" if it asks about something else."""
    said = " ".join(text[:MOST_CHARACTERS].split())
    if len(said.split()) > MOST_WORDS:
        return ""
    kind = next((kind for kind, named in _KINDS.items() if named.search(said)), "")
    leave = _ASKS_LEAVE.match(said) or _ASKS_IF_FINE.match(said)
    return kind if leave or (kind in _OPEN and _ASKS_HOW.match(said)) else ""


def form_reply(text: str, question: Question) -> str:
    """What holds of any answer to a question of this kind; "" if a message asks about something else, or it depends."""
    kind = form_asked(text)
    if kind == "words or formulas" and any(point.expects for point in question.criteria):
        return _EXACT
    own = _OF_CODE if question.answer_kind == "code" else _OF_TEXT if question.answer_kind == "text" else {}
    return own.get(kind) or _OF_ANY.get(kind, "")
