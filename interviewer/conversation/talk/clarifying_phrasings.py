"""How candidates ask about a question: what a word of it means, what they may assume, how long the answer should be.

Each table lists the ways of asking one thing. To have another one recognised, add a row with an example.
"""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, shared, table

_END = (
    r"(?=\s+(?:here|exactly|in this (?:context|case|question)|by any chance|too|as well|then|please)\b"
    r"|\s*(?:[?.,;!\n]|\s[-–—]\s|\s(?:or|do you|did you|is it|are you|i mean)\b|$))"
)
"""Where a term ends: before a word that only rounds off the question, or another question."""
QUOTED = re.compile(r"[\"“‘'](?P<term>[^\"”’']{2,60})[\"”’'](?!\w)")
"""A term in quotation marks."""
MEANS = table(
    ("mean(?:t)? (?:by|with)", "What do you mean by a mask?"),
    ("understand by", "What do you understand by drift?"),
    ("refer(?:ring)? to (?:by|as|with)", "What do you refer to by the tail?"),
    ("call", "What do you call a layer?"),
    ("when you say|when you write", "When you say capacity?"),
    ("(?:definition|meaning) of", "What is your definition of capacity?"),
    ("define", "Could you define capacity?"),
    ("in (?:what|which) sense(?: do you mean| is it)?", "In what sense is it stable?"),
    (r"what (?:(?:is|are) (?:it )?(?:mean\b|means\b)|means?\b)", "What is mean 'mask'?"),
    (r"what (?:is|are) (?:meant by|an?\b|the)?", "What is a mask here?"),
    before=r"\b",
    after=rf"\s*(?P<term>[^?.,;!\n]+?){_END}",
)
"""Asks what a term means, which comes last."""
WHAT_MEANS = re.compile(r"\bwhat (?:does|do|would) (?P<term>[^?.,;!\n]+?) (?:mean|refer to|stand for)\b", re.IGNORECASE)
"""Asks what a term means, which comes first: "What does capacity mean here?"."""
GUESS = table(
    # without "what do you mean", which guesses nothing
    (
        r"(?:do |did )?(?<!what do )(?<!what did )(?<!what )you mean(?! by\b)",
        "Do you mean weight decay?",
    ),
    (
        "are you (?:asking about|talking about|thinking of|after|referring to)",
        "Are you asking about training?",
    ),
    ("are we talking about", "Are we talking about images?"),
    ("(?:is|was) (?:it|this|that) (?:about|for|on)?", "Is this about training?"),
    before=r"(?<!what )(?<!exactly )\b",
    after=rf"\s*(?P<term>[^?.,;!\n]+?){_END}",
)
"""Guesses what the question means."""
MAY = table(
    ("(?:can|may|should|could|shall|must) (?:i|we)", "Can I use a pretrained model?"),
    ("do (?:i|we) (?:need|have) to", "Do I need to derive it?"),
    ("is it (?:ok|okay|fine|allowed)", "Is it okay to skip the proof?"),
    ("am i (?:allowed|supposed) to", "Am I allowed to assume that?"),
    before=r"\b",
    after=r"\b",
)
"""Asks for leave."""
WANTS = table(
    ("do you (?:want|expect|need)", "Do you want a formula?"),
    ("would you like", "Would you like an example?"),
    ("should i (?:add|include|give|show|write|name|list)", "Should I name examples?"),
    before=r"\b",
    after=r"\b",
)
"""Asks what should be in the answer."""
OR = re.compile(r"\bor\b", re.IGNORECASE)
"""Offers a choice."""
LENGTH = table(
    (r"\bhow (?:detailed|long|deep|much detail|precise|far|thorough|formal)\b", "How detailed should it be?"),
    (r"\bin (?:how much )?detail\b", "In how much detail?"),
)
"""Asks how long the answer should be."""
_OTHER_WORDS = (
    ("rephrase|reword|other words|differently", "Can you put that differently?"),
    ("put (?:it|that|this|the question)", "Can you put it simply?"),
    (
        "(?:another|a different|some other|an easier|a simpler) (?:way|wording|angle)",
        "Could you ask that in another way?",
    ),
    ("(?:simpler|plainer|easier|different) (?:words|terms|wording)", "Could you use simpler words?"),
    ("(?:plain|simple) (?:english|words)", "In plain English, please."),
    (
        "(?:say|ask|tell|explain|speak|make)(?: (?:me|it|this|that|the question|please))* "
        "(?:more |in )?(?:easy|easier|simple|simpler|simply|clear|clearer|slow|slowly)",
        "You can say more easy?",
    ),
)
"""Asks for the question in other words."""
REWORDS = table(*_OTHER_WORDS, before=r"\b", after=r"\b")
"""Asks in so many words for the question to be put differently."""
REWORD = table(
    shared("", *_OTHER_WORDS),
    (
        "(?:don['’]?t|do not|didn['’]?t|not sure i|can['’]?t|am not|no|not) (?:quite |really |good |well )?(?:understand|get|follow)",
        "I don't quite follow.",
    ),
    ("confus|unclear|clarify", "That's confusing."),
    (
        r"(?:what|how) (?:exactly )?do you mean(?: exactly)?(?: by (?:that|this|it))?\W*$",
        "What do you mean by that?",
    ),
    ("what (?:exactly )?are you asking", "What exactly are you asking?"),
    ("what you(?:['’]re| are) (?:asking|after|getting at)", "I don't see what you're getting at."),
    before=r"\b",
)
"""Does not follow the question."""
NO_QUOTES = re.compile(r"[\"“”]|(?<!\w)['‘’]|['‘’](?!\w)")
"""Quotation marks, and no apostrophes."""
ANY = re.compile(
    r"^(?:it|that|this|the question|you|there|those|these|one|a|an|the|something|anything)$", re.IGNORECASE
)
"""Words that name no term."""
CLAUSE = table(
    ("i|we|you|he|she|they|me|us|my", "okay if I use pseudo-code"),
    ("if|whether|because|that|to", "fine to use bullet points"),
    ("is|are|was|were|am|do|does|did|can|could|may|should|would|will|must|have|has", "asking is this"),
    ("ok(?:ay)?|fine|all ?right|allowed|enough|needed|required|important|necessary", "okay"),
    before=r"(?<![\w-])",
    after=r"(?![\w-])",
)
"""Words that no term has: what has one of these is half a sentence, and is not repeated as if it were a term."""
ACCEPTS = table(
    (
        r"\b(?:is|are|would|will) [^?.!\n]{2,60}? (?:be )?(?:allowed|accepted|acceptable|valid|ok(?:ay)?|fine|right|correct|enough) "
        r"(?:as|for) (?:an?|the|my) answer\b",
        "Is clipping by value allowed as an answer?",
    ),
    (
        r"\b(?:would|do|will|can) you (?:also )?(?:accept|take|count|allow) [^?.!\n]{2,60}\?",
        "Would you accept dropout?",
    ),
)
"""Asks whether an answer would earn a point before it is given."""
_KIND = r"(?:exactly |kind of (?:answer|thing) |sort of (?:answer|thing) |else )?"
_WANT = any_of("want, expect, like to hear, look, after, hoping, asking for, trying to get")
WHAT_WANTED = table(
    (
        rf"\bwhat {_KIND}(?:do|did|would|are|were|is it (?:that )?) ?you(?:['’]re)? (?:exactly )?{_WANT}"
        r"(?![^?]*\b(?:assume|suppose)\b)",
        "What kind of answer do you expect?",
    )
)
"""Asks what the interviewer wants to hear; "what do you want me to assume" asks for an assumption."""
ASSUMES = table(
    (r"assum\w+|suppos(?:e|ing)", "May I assume independence?"),
    ("pretend|imagine|say that", "Can I pretend it is linear?"),
    ("take it (?:that|as)", "May I take it that it converges?"),
    ("use|start from|rely", "Can I use a pretrained model?"),
    before=r"\b",
    after=r"\b",
)
"""Speaks of something to be assumed or used."""
IS_IT = table(
    ("is|are|was|were|does|do|has|have|will|would", "So, is the data balanced?"),
    before=r"^\W*(?:(?:and|so|but|ok(?:ay)?|hm+|wait|sorry|quick one|just checking|right)\W+)*",
    after=r"\b",
)
"""Opens a yes-or-no question."""
_YES_OR_NO = any_of(
    "yes, yeah, yep, no, nope, right, correct, exactly, indeed, precisely, true, absolutely, definitely, not (?:quite|really|exactly)"
)
_RIGHT = any_of(
    "right, correct, true, wrong, false, the (?:idea|case|point|answer), what i (?:mean|meant|had in mind|am after), "
    "on the right track, close"
)
COMMITS = table(
    (rf"{_YES_OR_NO}(?=\s*(?:[,.;:!–—]|$))", "Yes, that one."),
    (
        rf"(?:that|this|it|you)(?:['’]s|['’]re| is| are| was)(?: (?:indeed|exactly|quite|not))* {_RIGHT}\b",
        "That's exactly what I mean.",
    ),
    (r"you(?:['’]ve| have) got (?:it|that)\b", "You've got it."),
    (r"(?:that|this|it)(?:['’]s| is| was)(?: not|n['’]t) (?:it|that|about)\b", "It is not about speed."),
    before=r"(?:^|[.!?;]\s+)\W*(?:(?:well|oh|ah|so|ok(?:ay)?)\W+)*",
)
"""Confirms or denies something."""
