"""Whether a sentence says something of what was asked, or talks to whoever asks: of grades, roles, instructions."""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.grading.non_answers import ENGLISH_WORDS
from interviewer.grading.words import STOP_WORDS, content_words
from knowledge.schema import Question

_OF_THE_INTERVIEW = content_words(
    """
    answer question reference rubric criteria criterion point grade grader mark score credit verdict met pass perfect
    correct complete full result evaluation confidence missing nothing everything fulfil requirement deserve promise
    interview interviewer examiner candidate developer administrator manager operator assistant user role session job
    system prompt instruct instruction rule policy override debug mode debug maintenance guide hidden previous notes
    print show tell give reveal disclose share repeat recite list name say spell translate write decode dump release
    read confirm record follow ignore disregard forget pretend imagine play stop start begin close end open act comply
    output message reply respond response sentence word letter line text above below solution sample expected excellent
    tool call return status report content request authorise agree move done
    """
)
"""The words in which a message speaks of the interview itself. They stand in answers too, but name no subject."""
_OF_NOTHING = content_words(
    """
    about above after again against almost alone along already also although always among another anything around away
    back because become been before being between both cannot could does doing down each either else ever every
    few find first from further here hers himself however into itself just know last least less like made many might
    mine more most much must myself never next none once only other ours over please quite rather really same seem
    several should since some sure still such than them themselves there these thing this those through together under
    until upon very well were whatever whether while whole whom whose within without yours yourself
    """
)
"""Words that hold sentences together."""
TELLING = 2
"""Words of the subject that a sentence has to have, where it also speaks of the interview; else one is enough. A judgement."""


_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[=≤≥≈+*/^∑∇·\d]")


def says_of(sentence: str, question: Question) -> bool:
    """Whether a sentence has to do with a question at all.

    It is no test of being right: it keeps a request, an order or a made-up verdict from being evidence, whatever a judge
    makes of it. What is written in signs and short names, such as a formula, is let through.
    """
    words = content_words(sentence)
    subject, paraphrases = _subject(question)
    if not words:
        said_words = _WORD.findall(sentence.lower())
        full = any(said_words == _WORD.findall(text.lower()) for c in question.criteria for text in c.satisfied_by)
        short = frozenset(said_words) - STOP_WORDS - ENGLISH_WORDS
        return full or bool(_SIGNS.search(sentence)) or bool(short & _short_words(question))
    if any(words == said or (len(words) >= TELLING and words <= said) for said in paraphrases):
        return True
    plain = (words & subject) - _OF_THE_INTERVIEW
    if (words & _OF_THE_INTERVIEW) - subject:
        return len(plain) >= TELLING
    return bool(plain)


@lru_cache(maxsize=256)
def _short_words(question: Question) -> frozenset[str]:
    """Names that are too short to be content words, such as "SGD"."""
    texts = [question.short_title, *(text for c in question.criteria for text in (c.claim, *c.satisfied_by))]
    return frozenset(word.lower() for word in _WORD.findall(" ".join(texts)) if word.isupper())


@lru_cache(maxsize=256)
def _subject(question: Question) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The words that a question is about, and those of each answer that the bank takes for a full one."""
    paraphrases = [text for c in question.criteria for text in c.satisfied_by]
    wrong = [text for c in question.criteria for text in c.not_satisfied_by] + [
        m.claim for m in question.misconceptions
    ]
    claims = [c.claim for c in question.criteria]
    own = content_words(" ".join(paraphrases))
    # question, reference and claims speak of examples and points, as any question and any answer key does
    rest = content_words(" ".join([question.question, question.short_title, question.reference, *claims, *wrong]))
    rest -= _OF_THE_INTERVIEW
    return (own | rest) - _OF_NOTHING, tuple(content_words(text) for text in paraphrases)
