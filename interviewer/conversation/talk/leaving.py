"""Finds a wish to leave: the question, at the end of an answer, or perhaps the interview, in which case the candidate is asked."""

from __future__ import annotations

import re

from interviewer.conversation.state.intents import LEAVING
from interviewer.conversation.understanding.intent import agrees, read_intent, wants_next
from interviewer.conversation.understanding.unknowing import admits_not_knowing
from interviewer.grading.screening.silence import says_nothing
from knowledge.text.alternatives import table
from knowledge.text.sentences import sentence_end, sentences

MOST_CHARACTERS = 160
"""How many characters at the end of a message are searched for such a wish (a judgement)."""
MOST_SEARCHED = 1200
"""A longer message is not searched for a wish before its end (a judgement)."""
MOST_WORDS = 14
"""A longer message does not only ask to end (a judgement)."""
_ALSO = ";…"
"""What ends a sentence here as well: such a wish often follows a semicolon or dots."""
_CLAUSES = re.compile(r"\s*[,;:.!?–—]+\s*|\s+-+\s+|,?\s+(?:so|and|then)\s+")
"""Where a clause ends."""
_WISHES = re.compile(
    r"\b(?:(?:can|could|may|might|shall|should) (?:we|i|you)|let['’]?s|please|i(?:['’]d| would)|i (?:want|need)|"
    r"questions?|(?:next|another) one|next please|on to the next|what['’]?s next)\b",
    re.IGNORECASE,
)
"""Words of somebody who wants something. "Then skip it." has none: it may say what to do with a layer."""
_OF_ONESELF = re.compile(
    r"\b(?:i|my|me|mine|sorry|nope|don['’]?t know|clue|idea|blank|topic|question|pretend|minutes?|beyond)\b",
    re.IGNORECASE,
)
"""Speaks of oneself or of the question, as an excuse does."""
_SKIPS_IT = re.compile(r"\b(?:skip|pass)\b(?: on)? (?:it|this|that)\W*$", re.IGNORECASE)
"""May speak of a thing of the subject: "Let's skip it.", unless it asks."""
_LAST_CLAUSE = table(
    (
        r"(?:(?:can|could|may|shall|should) (?:we|i)|let['’]?s)\b[^,;.!?]{2,60}[.!?]*",
        "It shrinks the norm, so can we move on?",
    ),
    before=r"(?:[,;]| [–—-])\s+(?:(?:so|and|but|then|ok(?:ay)?|now)\W+)*(?P<wish>",
    after=")$",
)
"""A wish in the last clause of a sentence."""
_FINISHES = table(
    ("let['’]?s|let us", "Okay, let's finish."),
    ("(?:can|could|may|shall|should) (?:we|i)|we (?:can|could|should)", "Can we stop here?"),
    ("i(?:['’]d| would) (?:like to|rather)|i want to|time to", "I'd like to wrap it up now."),
    before=r"\W*(?:(?:ok(?:ay)?|and|so|well|then|now|please|i think|i guess|maybe)\W+)*",
    after=(
        " (?:please |just |now )?(?:finish|end|stop|wrap (?:it |this )?up|conclude|quit|call it (?:a day|quits))"
        r"(?: (?:it|this|that|here|now|up|there|with (?:it|this|that)))*(?: (?:please|then|now|today))?\W*"
    ),
)
"""Wants to finish, perhaps only with the question."""


def answer_before_leaving(text: str) -> str:
    """The answer in a message that ends with a wish for the next question: "..., I think that's it, can we move on?".

    Returns:
        "" if it does not end so, or answers nothing before.
    """
    text = text.rstrip()
    starts = [0, *(found.end() for found in sentence_end(_ALSO, small=True).finditer(text))]
    end = len(text)
    for start in reversed(starts):
        if len(text) - start > MOST_CHARACTERS or not _leaves_or_is_done(text[start:end]):
            break
        end = start
    if end == len(text) and (last := _LAST_CLAUSE.search(text, starts[-1])) and _leaves(last["wish"]):
        end = last.start()
    tail, head = text[end:].lstrip(" ,;–—-"), text[:end].rstrip()
    if not head or not any(
        _leaves(clause) for sentence in sentences(tail, _ALSO, small=True) for clause in _parts(sentence)
    ):
        return ""
    answers = any(
        read_intent(each) == "answer" and not admits_not_knowing(each) for each in sentences(head, _ALSO, small=True)
    )
    return head if answers and not says_nothing(head) else ""


def wishes_within(text: str) -> bool:
    """Whether a message answers, and before its end has a sentence that asks for the next question.

    What follows such a wish is often an afterthought: "Let's move on, that was all I had. Oh, and a lower learning rate."
    """
    each = sentences(text[:MOST_SEARCHED], _ALSO, small=True)
    if len(each) < 2 or len(text) > MOST_SEARCHED:
        return False
    wishes = [_asks_to_leave(sentence) for sentence in each]
    answers = any(
        not wish and read_intent(sentence) == "answer" and not admits_not_knowing(sentence)
        for sentence, wish in zip(each, wishes, strict=True)
    )
    return any(wishes[:-1]) and answers


def says_it_leaves(text: str) -> bool:
    """Whether a message, or a clause of it, asks in listed words to leave the question: "This one is hard, let's move on"."""
    return any(
        read_intent(each) == "skip" or wants_next(each) for each in (text, *_CLAUSES.split(text)) if each.strip()
    )


def agrees_to_leave(text: str) -> bool:
    """Whether every clause of a message agrees to leave the question: "Yes, skip it", "Please go ahead"."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    return bool(clauses) and all(agrees(each) or read_intent(each) in LEAVING for each in clauses)


def speaks_of_oneself(text: str) -> bool:
    """Whether some words are of the speaker or the question, as an excuse is: "I'd rather not bluff"."""
    return bool(_OF_ONESELF.search(text))


def perhaps_ends(text: str) -> bool:
    """Whether a message says that its writer is done and wants to finish, perhaps only with the question."""
    if len(text.split()) > MOST_WORDS:
        return False
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    finishes = [bool(_FINISHES.fullmatch(clause)) or read_intent(clause) == "end" for clause in clauses]
    others = (clause for clause, ends in zip(clauses, finishes, strict=True) if not ends)
    return any(finishes) and all(read_intent(clause) in {"done", "small_talk"} for clause in others)


def _leaves_or_is_done(sentence: str) -> bool:
    """Whether every clause of a sentence asks for the next question, or says that the answer is complete."""
    return all(read_intent(part) in {"done", "small_talk"} or _leaves(part) for part in _parts(sentence))


def _asks_to_leave(sentence: str) -> bool:
    return (
        len(sentence) <= MOST_CHARACTERS
        and bool(_WISHES.search(sentence))
        and _leaves_or_is_done(sentence)
        and any(map(_leaves, _parts(sentence)))
    )


def _leaves(part: str) -> bool:
    if not (read_intent(part) == "skip" or wants_next(part)) or not _WISHES.search(part):
        return False
    return not _SKIPS_IT.search(part) or part.rstrip().endswith("?")


def _parts(sentence: str) -> list[str]:
    """A sentence as a whole if it has one meaning, or else its clauses, with the question mark of the last."""
    if read_intent(sentence) != "answer":
        return [sentence]
    parts = [part for part in _CLAUSES.split(sentence) if part.strip()]
    asks = sentence.rstrip().endswith("?")
    return [*parts[:-1], f"{parts[-1]}?" if asks else parts[-1]] if parts else [sentence]
