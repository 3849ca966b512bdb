"""What a candidate says a message was, when asked "Was that a question for me, or part of your answer?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from interviewer.conversation.understanding.asked_words import asked_words
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.unknowing import admits_not_knowing

Meant = Literal["talk", "answer", "both", "nothing"]
"""A question, part of the answer, each in part, or neither: the message is to be forgotten."""

MOST_WORDS = 8
"""A longer reply says something new, unless every clause of it says what the message was (a judgement)."""
MOST_CHARACTERS = 80
"""As long as eight words can get; it bounds the patterns below."""
MOST_REPLY = 400
"""Longest reply that is read clause by clause, in characters (a judgement)."""
SAME = 0.6
"""Share of the shorter message's words that two messages share if one repeats the other (a judgement)."""
FEWEST_WORDS = 4
"""Fewest words of an answer that comes before a question in one message (a judgement)."""
_DRESSING = re.compile(r"[*\"“”„«»_`()\[\]]|(?<!\w)['‘’]|['‘’](?!\w)")
"""Marks around the words that the candidate was told to say. An apostrophe within a word stays."""
_SO = (
    r"(?:(?:(?:it|that|this)(?: ?['’]?s| was| is)?|oh|ok|okay|sorry|please|yes|yeah|yep|just|only|well|actually|also|meant|as|rather"
    r"|i (?:meant|mean|think|guess|was)|(?:no|nope)(?=[,.;:!]| (?:it|that|this|i|my|the|for|to)\b))(?!\w)[\s,.;:!-]*)*?"
)
"""What can come before the deciding word. A bare "no" before "answer" is not an opening: "no answer"."""
_AFTER = (
    r"(?:[\s,.;:!-]+(?:please|thanks|thank you|sorry|then|actually|i think|i guess|really|of course|so|for sure|(?:as|like) i said"
    r"|(?:obvious|clear|honest|natural|certain|absolute|definite|literal|serious|evident|apparent|plain|simp)ly|duh"
    r"|(?:let['’]?s |you can |please )?(?:go on|move on"
    r"|continue|carry on|proceed)|next))*[\s,.;:!…]*"
)
_NOT = r"(?:not|(?:(?:it|that|this) )?(?:is|was)n['’]?t)"
_PART = r"(?:(?:a )?part of )?(?:(?:my|the|an) )?(?:(?:final|whole) )?answer"
_TO_THE_INTERVIEWER = (
    r"(?:for|to) (?:you|the interviewer)|you|(?:(?:a|my|the|that) )?question(?: part)?(?: (?:for|to) you)?|(?:talk(?:ing)?|asking)(?: to)?(?: you)?"
    r"|the (?:last )?question(?: at the end)? (?:was|is) (?:for|to) you"
    r"|(?:all (?:of it )?(?:was |is )?|it (?:was |is )?all |the whole (?:thing|message) (?:was |is )?|everything (?:was |is )?)(?:a question|for you|to you)"
    rf"|{_NOT} {_PART}|{_NOT} part of it|no (?:part of (?:it|(?:(?:my|the) )?answer)|answer)|yes|yeah|yep"
    r"|(?:the )?(?:first|former)(?: (?:one|option))?"
)
_OF_THE_ANSWER = (
    rf"(?:for )?{_PART}|{_NOT} (?:for|to) you|{_NOT} a question(?: for you)?|mine|part of it|no|nope|(?:count|grade|keep|include) (?:it|that|this)"
    r"|(?:the )?(?:second|latter)(?: (?:one|option))?"
)
_SOME_OF_IT = (
    r"(?:only )?(?:the )?(?:first|second|last|other|one|final) (?:part|half|bit|sentence|line|one|bit of it)s?"
    r"|(?:the )?(?:rest|beginning|start|end|remainder)(?: of it)?|everything else|(?:what|everything) (?:came )?before(?: it| that)?"
)
_BOTH = re.compile(
    rf"\s*{_SO}(?:(?:(?:a (?:bit|little) of )?both|both (?:of (?:them|these|those)|really)|the two|a mix(?: of (?:both|the two))?"
    rf"|(?:an|my|the) answer and (?:a|the) question|(?:a|the) question and (?:an|my|the) answer"
    rf"|(?:{_SOME_OF_IT})(?: (?:was|is|were|are|belongs to|counts as))? (?:(?:for|to) you|(?:a|my|the) question"
    rf"|{_PART})(?: to you| for you)?)){_AFTER}",
    re.IGNORECASE,
)
_TALK = re.compile(rf"\s*{_SO}(?:{_TO_THE_INTERVIEWER}){_AFTER}", re.IGNORECASE)
_ANSWER = re.compile(rf"\s*{_SO}(?:{_OF_THE_ANSWER}){_AFTER}", re.IGNORECASE)
"""Replies to "Was that for me, or part of your answer?". A bare yes or no answers its first half."""
_DROPS = re.compile(
    rf"\s*{_SO}(?:never ?mind|(?:forget|ignore|drop|disregard) (?:it|that|this|about it)|neither(?: of (?:them|these|those|the two))?"
    rf"|(?:it |that )?(?:does not|doesn['’]?t|didn['’]?t) matter|not important|leave it out|don['’]?t count (?:it|that)){_AFTER}",
    re.IGNORECASE,
)
_ASKED_ABOUT = re.compile(
    rf"\s*{_SO}(?:a question|my question|i(?:['’]m| am| was) (?:just |only )?(?:asking|wondering)|i (?:just )?(?:wanted|meant|want) to (?:ask|know)|i asked"
    r"|asking) (?:you )?(?P<what>(?:about|whether|if|what|how|which|why|where|when|on)\b.+)",
    re.IGNORECASE | re.DOTALL,
)
"""Says that it was a question, and about what."""
_STRONG = re.compile(r"\b(?:question|answer|both|for you|to you|asking|interviewer|part of it)\b", re.IGNORECASE)
"""Words that a clause needs to settle anything if more follows: "First," and "No," begin many an answer."""
_BARE = re.compile(r"\W*(?:yes|yeah|yep|no|nope)\W*", re.IGNORECASE)
_BREAK = re.compile(r"\s*[.,;:!?…–—]+\s*|\s+-+\s+|\s+(?:and|but)\s+")
_ALL_OF_IT = re.compile(
    r"\b(?:all|whole|entire|everything|no part|no answer|not (?:an? )?(?:part of )?(?:(?:my|the|an) )?answer|not part of it|(?:is|was)n['’]?t)\b",
    re.IGNORECASE,
)
_MEANS_THAT = re.compile(
    r"\W*(?:(?:it|that|this) (?:just |simply )?means|i (?:just )?mean(?:t)?|meaning)(?: that)?\W+", re.IGNORECASE
)
_TELLS_OF_IT = re.compile(
    r"\W*(?:(?:and|but|then|after that|afterwards|the rest|that|this|with the \w+|in the (?:other|second|last) \w+)\W+)*i (?:\w+ )?(?:asked|was asking|am asking"
    r"|wanted|want|meant|mean|requested|told)\b[^.!?]*\W*",
    re.IGNORECASE,
)
"""Tells what the message in doubt asked for: "then I asked you to end"."""
_ADDRESSED = re.compile(r"\b(?:you|your|yours|question|sorry|please)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!;…])\s+|\n+")


@dataclass(frozen=True)
class Settled:
    """What a reply says a message was.

    Attributes:
        meant: What the message was.
        rest: What the reply says beyond that: the question put once more, or more of the answer.
        all_of_it: The whole message was a question, so no part of it is an answer.
    """

    meant: Meant
    rest: str = ""
    all_of_it: bool = False


def settled(text: str) -> Meant | None:
    """What the message in doubt was, going by the next reply; None if that says anything else."""
    said = " ".join(_DRESSING.sub("", text[: MOST_REPLY + 1]).split())
    if len(said) > MOST_REPLY:
        return None
    if len(said) <= MOST_CHARACTERS and len(said.split()) <= MOST_WORDS:
        meant = _in_one(said)
        if meant or not _BREAK.search(said):
            return meant
    clauses = [clause for clause, _ in _clauses(said) if not _BARE.fullmatch(clause)]
    return _together({_in_one(clause) for clause in clauses}) if len(clauses) > 1 else None


def read_reply(text: str) -> Settled | None:
    """What a reply says the message in doubt was, and what else it says; None if it does not say."""
    if len(text) > MOST_REPLY:
        return None
    all_of_it = bool(_ALL_OF_IT.search(text))
    if meant := settled(text):
        return Settled(meant, all_of_it=all_of_it)
    if found := _ASKED_ABOUT.fullmatch(text):
        return Settled("talk", found["what"] if len(found["what"].split()) >= FEWEST_WORDS else "")
    found_so_far: set[Meant | None] = set()
    end = 0
    for clause, after in _clauses(text):
        meant = _in_one(clause)
        if meant is None or not _STRONG.search(clause):
            break
        found_so_far.add(meant)
        end = after
    together = _together(found_so_far)
    if together is None:
        return None
    rest = text[end:].strip()
    return Settled(together, "" if _TELLS_OF_IT.fullmatch(rest) else rest, all_of_it)


def repeats(doubtful: str, text: str, asks: bool) -> bool:
    """Whether a reply puts the message in doubt once more.

    Args:
        asks: The reply was read as a question to the interviewer.
    """
    if _folded(doubtful) == _folded(text):
        return True
    questions = [sentence for _, sentence in _with_starts(doubtful) if sentence.rstrip().endswith("?")]
    said, before = asked_words(text), asked_words(" ".join(questions) or doubtful)
    if not said or not before or not (asks or text.rstrip().endswith("?")):
        return False
    return len(said & before) >= SAME * min(len(said), len(before))


def does_not_know(text: str) -> bool:
    """Whether a reply explains that the message in doubt said "I don't know"."""
    return admits_not_knowing(_MEANS_THAT.sub("", text, count=1))


def answer_before_question(text: str) -> str:
    """The sentences of a message that answer, before the question at its end; "" if there is no such question or answer."""
    said: list[str] = []
    end = 0
    for start, sentence in _with_starts(text):
        if sentence.rstrip().endswith("?"):
            break
        said.append(sentence)
        end = start + len(sentence)
    if not said or not text[end:].strip().endswith("?"):
        return ""
    answers = any(len(part.split()) >= FEWEST_WORDS and _is_of_the_subject(part) for part in said)
    return text[:end].rstrip() if answers else ""


def _is_of_the_subject(sentence: str) -> bool:
    return read_intent(sentence) == "answer" and not _ADDRESSED.search(sentence) and not admits_not_knowing(sentence)


def _with_starts(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for found in _SENTENCES.finditer(text):
        yield at, text[at : found.start()]
        at = found.end()
    if at < len(text):
        yield at, text[at:]


def _in_one(said: str) -> Meant | None:
    if len(said) > MOST_CHARACTERS or len(said.split()) > MOST_WORDS:
        return None
    if _BOTH.fullmatch(said):
        return "both"
    if _DROPS.fullmatch(said):
        return "nothing"
    talk, answer = bool(_TALK.fullmatch(said)), bool(_ANSWER.fullmatch(said))
    if talk == answer:
        return None
    return "talk" if talk else "answer"


def _together(meant: Set[Meant | None]) -> Meant | None:
    """What several clauses say together; None if one of them says something else, or there are none."""
    if None in meant or not meant:
        return None
    if len(meant) > 1:
        return "both" if meant <= {"talk", "answer", "both"} else None
    return next(iter(meant))


def _clauses(text: str) -> Iterator[tuple[str, int]]:
    """The clauses of a reply, each with where the next one begins."""
    at = 0
    for found in _BREAK.finditer(text):
        if text[at : found.start()].strip():
            yield text[at : found.start()].strip(), found.end()
        at = found.end()
    if text[at:].strip():
        yield text[at:].strip(), len(text)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
