"""Removes asides from a message: "as I said before", "I told you", "you know what I mean". An answer with asides is still one.

An aside is set off from the rest by a comma, a dash or the end of a sentence.
"""

from __future__ import annotations

from knowledge.text.alternatives import any_of, table
from knowledge.text.sentences import sentences

_AGO = r"(?:just )?(?:a|one|two) (?:minutes?|moments?|seconds?|messages?|sentences?) (?:ago|before)"
_WHEN = any_of(
    "already, just, before, earlier, above, once, twice, again, now, so, as much, that, it, at the (?:start|beginning), in the beginning, "
    rf"{_AGO}, in my (?:first|last|previous) (?:answer|message|sentence), (?:two |three )?times, last time, the first time"
)
_NOW = rf"(?: {_WHEN})"
"""When it was said: "before", "a minute ago", "in my first answer"."""
_SAID = any_of(
    "said, told you, tell you, say, mention(?:ed)?, explain(?:ed)?, wrote, stat(?:e|ed), point(?:ed)? out, hint(?:ed)? at"
)
_I = r"i(?:['’]ve| have| had|['’]d| did| do)?(?: (?:already|just|also|literally|did|keep|only))*"
_ASIDES = (
    (
        rf"(?:(?:as|like|just as|just like|same as|what|remember what) )?{_I} {_SAID}(?: you)?{_NOW}{{0,3}}",
        "As I told you before, it shrinks.",
    ),
    (
        rf"(?:as|like) (?:(?:{_WHEN})|mentioned|said|stated|explained)(?: (?:before|earlier|above|already))?",
        "Like mentioned above, it shrinks.",
    ),
    (
        r"as (?:i|you|we|everybody|everyone)(?:['’]\w+)?(?: [\w'’]+){1,5}?",
        "As everybody knows, it shrinks.",
    ),
    (
        r"i(?:['’]m| am) (?:just )?(?:repeating|saying it again|repeating myself)(?: myself)?",
        "I'm repeating myself, but it shrinks.",
    ),
    (
        "to repeat(?: myself)?|i repeat|again|once (?:more|again)",
        "Once again, it shrinks.",
    ),
    (
        r"(?:do )?(?:you|ya) (?:know|see)(?: what i mean| what i['’]m saying| how it is)?",
        "It shrinks, you know.",
    ),
    (
        "(?:if )?you (?:get|see) what i mean|if you (?:ask me|like|will)",
        "It shrinks, if you see what I mean.",
    ),
    ("(?:you )?mind you|believe (?:you )?me|trust me", "Trust me, it shrinks."),
    ("i mean|i tell you|let me tell you", "I mean, it shrinks."),
    ("look|listen|honestly|frankly|really", "Honestly, it shrinks."),
)
"""The asides; each example has what sets it off from the rest."""
_STARTS = r"(?:(?:well|so|but|and|no|yes|yeah|ok(?:ay)?|look|hey|again|sorry|come on)[,.!]? )*"
_OF_ITS_OWN = table(*_ASIDES, before=rf"^\W*{_STARTS}", after=r"\s*(?:[,:;!…–—]|\.{2,}|\.(?=\s)| -+ )+\s*")
"""An aside that a sentence begins with, or that is a sentence."""
_WITHIN = table(*_ASIDES, before=r"(?:,|[–—]| -)\s*", after=r"\s*(?:[,:–—]| - )\s*")
"""An aside in the middle of a sentence."""
_LAST = table(*_ASIDES, before=r"\s*(?:,|[–—]| -)\s*", after="(?=[.!…]*$)")
"""An aside that a sentence ends with."""
FEWEST_LEFT = 2
"""If fewer words than this are left without the asides, they are kept: the whole message is talk. A judgement."""
MOST_CHARACTERS = 600
"""A longer message is an answer in any case. The limit keeps the patterns fast."""


def without_asides(text: str) -> str:
    """A message without its asides; unchanged if hardly anything would be left, or if a question is all that would be."""
    if len(text) > MOST_CHARACTERS:
        return text
    left = [_without(sentence) for sentence in sentences(text, also="…", lines=False, small=True)]
    rest = " ".join(sentence for sentence in left if any(map(str.isalnum, sentence)))
    return rest if len(rest.split()) >= FEWEST_LEFT else text


def _without(sentence: str) -> str:
    alone = _OF_ITS_OWN.match(f"{sentence} ")
    if alone:
        sentence = sentence[alone.end() :] if alone.end() < len(sentence) else ""
    sentence = _WITHIN.sub(", ", sentence)
    return _LAST.sub("", sentence)
