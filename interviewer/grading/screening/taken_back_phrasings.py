"""Words by which an answer takes back what it said: of the last sentence, of a thing, or of everything."""

from __future__ import annotations

import re

from interviewer.grading.screening.retraction import PAIR, THING, WITHDRAWS
from knowledge.text.alternatives import any_of, in_context, shared, table

_REGRETS = r"(?:oh|ah|argh|ugh|oops|whoops|hm+|um+|uh|er+|sorry|apologies|wait|my (?:mistake|bad))"
_OPENERS = (
    rf"(?:(?:{_REGRETS}|no(?:pe)?|well|so|then|but|and|ok(?:ay)?|actually|though|"
    rf"yes|right|now|i think|i mean|on reflection|come to think of it)\b[,.!\s…–—-]*)*"
)
_SAID = rf"(?:{THING}|what i (?:just )?said)"
_UNDOES = in_context(
    (
        (WITHDRAWS, "No, I take that back."),
        (
            f"(?:let me |i(?:['’]d like to|['’]ll| will| must| have to| should| want to)? )?(?:take|took) {_SAID} back",
            "No, I take that back.",
        ),
        (
            "(?:let me |i"
            + any_of("['’]d like to, ['’]ll,  will,  must,  have to,  should,  want to")
            + f"? )?(?:withdr[ae]w|retract(?:ed)?) {_SAID}",
            "Let me withdraw that.",
        ),
        (
            f"(?:scratch|scrap|strike|forget|ignore|disregard) (?:{_SAID}|the last (?:part|bit|sentence))",
            "Scratch that, it is three.",
        ),
        ("(?:let me |i (?:have to|must|should) )?correct (?:that|myself)", "correct that?"),
        ("(?:sorry,? |no,? )i meant", "sorry, I meant"),
        ("(?:or |no,? )rather the (?:other way (?:a?round)|opposite|reverse)", "Or rather the other way round."),
        shared(
            f"{THING}(?:['’]s| is| was) ",
            ("wrong", "All of it was wrong, I said."),
            ("not (?:right|true|correct|what i meant)", "That is not what I meant."),
            ("a (?:mistake|slip)(?: of the tongue)?", "that was a slip of the tongue"),
            ("nonsense", "it is nonsense."),
            ("backwards", "that's backwards,"),
            ("the wrong way (?:a?round)", "that's the wrong way round"),
        ),
        (f"{THING} can(?:no|['’])t be right", "that can't be right."),
        (f"{THING} came out (?:all )?(?:wrong|backwards)", "That came out all wrong."),
        (
            f"i (?:said|put|wrote|told you) {THING} (?:all )?(?:wrong|backwards|the wrong way (?:a?round))",
            "I said it backwards.",
        ),
        ("i stand corrected", "I stand corrected."),
        ("not what i meant", "That is not what I meant."),
        ("that (?:isn|wasn)['’]t (?:right|true|correct)", "That isn't right."),
        (
            f"i (?:was|am|got (?:that|it)) {any_of('wrong, mistaken, backwards')}(?: (?:(?:about|on|with) "
            "(?:that|this|it)|there))?",
            "I was wrong",
        ),
        (f"i(?:['’]ve)? (?:got|had) {PAIR} wrong", "I got that wrong."),
        (f"i(?:['’]ve| have)? (?:swapped|switched|confused) {PAIR}(?: (?:up|round|around))?", "I swapped the two"),
    ),
)
"""Words that undo what was said last."""
_IN_REVERSE = in_context(
    (
        ("(?:the )?other way (?:a?round)", "Or rather the other way round."),
        ("the (?:exact )?(?:opposite|reverse)", "the opposite"),
        (any_of("vice versa, swapped, switched, reversed, backwards"), "vice versa"),
    ),
    before=f"(?:(?:(?:{THING}|they)"
    + any_of("['’]s, ['’]re,  is,  was,  are,  were,  should be,  has to be,  must be")
    + (
        f"(?: actually)?|i (?:meant|mean|should have said)(?: {THING})?) )?"
        f"(?:{any_of('exactly, just, quite, precisely, really, obviously, of course')} )?"
    ),
)
"""Reverses something. It takes back what was said last only after a word of regret, or in reply to those very words: otherwise
it may be what holds for the next thing, "It's the other way round for the decoder", or the answer, "No, the other way round"."""
_AFTER = r"(?:,? (?:of course|actually|sorry|i mean|i think|isn['’]t it))?\s*(?:[,.:;!…–—-]+\s*|$)"
ABOUT = table(
    (
        "i(?:['’]d)? (?:(?:was|am|had been) (?:wrong|mistaken|confused)|got it wrong|made a mistake|misspoke)",
        "I was wrong about the tiny batches.",
    ),
    (
        "i(?:['’]d| would)? (?:(?:want to|have to|like to|must|should|will)"
        f" )?{any_of('(?:take|took) back, withdraw, withdrew, retract')}",
        "I take back what I said about the momentum.",
    ),
    ("(?:scratch|scrap|strike|forget|ignore|disregard)(?= what i)", "scratch what i said about momentum,"),
    before=rf"\s*{_OPENERS}",
    after=f" (?:{any_of('about, on, in, with, for')} )?(?:what i (?:just )?said (?:about|on) )?"
    "(?P<what>[^.,:;!?–—]+)(?P<stop>[.,:;!?–—]?)",
)
"""Undoes what was said about a thing: "I was wrong about small batches"."""
MINE = table(
    (
        "my (?P<mine>[^.,:;!?–—]{2,60}?) (?:sentence|claim|statement|remark|point|part|bit|answer|idea)",
        "Hm, my tiny batches claim was just wrong.",
    ),
    shared(
        "",
        ("what i (?:just )?said", "What I said about strides is not true."),
        ("the (?:part|bit|thing|sentence|remark)", "The bit about padding was a slip:"),
        after=" (?:about|on) (?P<said>[^.,:;!?–—]{2,60}?)",
    ),
    before=rf"\s*{_OPENERS}",
    after=" (?:was|is) (?:(?:just|plain|simply|completely|actually) )?"
    + any_of("wrong, false, incorrect, nonsense, backwards, not (?:right|true|correct), a (?:mistake|slip)")
    + "(?P<stop>[.,:;!?–—]|$)",
)
"""Calls what was said about a thing wrong: "My sentence about pooling was wrong", "My pooling remark was a slip"."""
LEAD = table(
    (
        rf"\s*{_OPENERS}(?:(?:no,? wait|wait,? no|(?:sorry,? |no,? )i meant)\b[\s,.:;!…–—-]*|"
        f"(?:{_UNDOES}){_AFTER})",
        "That is not what I meant.",
    ),
)
"""The start of a sentence. Punctuation must follow, or "hold on to the best weights" would undo something."""
TURNED = table(
    (rf"\s*{_OPENERS}{_IN_REVERSE}{_AFTER}", "and the other way round."),
)
"""Opens what follows by turning it round, so that the sentence before it is no longer meant."""
REGRET = re.compile(rf"\b{_REGRETS}\b", re.IGNORECASE)
"""Regrets what was said."""
REGRETTED = re.compile(rf"\s*(?:(?:no(?:pe)?|well|yes|right)\b[,.!\s]*)*{_REGRETS}\b", re.IGNORECASE)
"""A sentence that begins with a word of regret."""
WITHIN = table(
    ("no,? wait", "i, no, wait,"),
    ("wait,? no", "corner, but wait, no,"),
    ("actually,? no", "It has weights, actually no, it has none."),
    ("no,? actually", "It grows, no actually, it shrinks."),
    ("no,? sorry", "KL, no, sorry,"),
    ("sorry,? no", "It is four, sorry, no, it is three."),
    ("(?:sorry|no),? i meant?", "right, sorry, i meant"),
    (any_of("scratch that, strike that, i take (?:that|it) back"), "No, I take that back."),
    before=r"(?<![,;:…–—-])[,;:…–—-]+\s*(?:(?:oh|sorry|well|but)[,\s]+)?",
    after=r"\b[\s,.:;!…–—-]*",
)
"""Undoes the clause before it in the same sentence. Narrower: mid-sentence, "that is wrong" is about what others say."""
TOTAL = table(
    (
        r"\b(?:all|every\w*|whole|entire|complete|none|nothing|any)\b[^.;!?]{0,25}\b"
        + any_of("i, it, this, that, them, these, those, answer, words?, points?, said, time")
        + r"\b",
        "All of it was wrong, I said.",
    ),
    (r"\beverything\b", "forget everything"),
    (r"\bthe lot\b", "scrap the lot"),
    (r"\bmy (?:answer|words)\b", "my answer"),
    (r"\bwhat i(?:['’]ve)? (?:just )?(?:said|wrote|told you)\b(?! (?:about|on|of|regarding)\b)", "what I've said"),
)
"""Refers to everything that was said."""
TOTAL_OF_MINE = re.compile(
    r"\b(?:all|every\w*|whole|entire|complete|none|nothing|any)\b[^.;!?]{0,25}\b(?:i|answer|said)\b|\bmy (?:answer|words)\b",
    re.IGNORECASE,
)
"""The same, after the words that take something back: what comes then may be the right answer, "the largest gets all of it"."""
CAUSE = re.compile(r"\b(?:because|since|as|and|but)\b", re.IGNORECASE)
"""Opens a reason, or a further clause: the thing that is taken back ends before it."""
