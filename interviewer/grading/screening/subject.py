"""Whether a sentence is about the question, or addresses the interviewer: about grades, roles, instructions."""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.grading.screening.address import between_two, without_quotes, without_tags
from interviewer.grading.screening.non_answers import ENGLISH_WORDS
from interviewer.grading.text.quotation import is_code
from interviewer.grading.text.words import content_words
from knowledge.schema import Question
from knowledge.text.function_words import FUNCTION_WORDS

_OF_THE_INTERVIEW = content_words(
    """
    answer question reference rubric criteria criterion point grade grader mark score credit verdict met pass perfect
    correct complete full result evaluation confidence missing nothing everything fulfil requirement deserve promise
    interview interviewer examiner candidate developer administrator manager operator assistant user role session job
    system prompt instruct instruction rule policy override debug mode debug maintenance guide hidden previous notes
    print show tell give reveal disclose share repeat recite list name say spell translate write decode dump release
    read confirm record follow ignore disregard forget pretend imagine play stop start begin close end open act comply
    output message reply respond response sentence word letter line text above below solution sample expected excellent
    tool call return status report content request authorise agree move done hint contest appeal feedback transcript skip quote
    """
)
"""Words about the interview itself. They occur in answers too, but name no subject."""
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
"""Function words."""
TELLING = 2
"""How many subject words a sentence needs if it also mentions the interview; otherwise one is enough. A judgement."""
LEAST_SHARE = 0.3
"""Below this share of subject words a sentence is about something else. Of the sentences in right labelled answers that have
any subject word, few are below."""
LEAST_BETWEEN_TWO = 0.5
"""The same for a sentence about the speaker and the listener. A judgement."""
MOST_OF_ONE = 6
"""In a sentence of at most this many words, one subject word is enough. A judgement."""
RESTATED = 6
"""A sentence of at least this many words says nothing new if the question contains all but one in this many. A judgement."""
MOST_OF_INTERVIEW = 2
"""With this many interview words, none of them subject words, a sentence that says little else is about the interview. A
judgement."""

_WORD = re.compile(r"[^\W_]+")
"""A word or a number."""
_SIGNS = re.compile(r"[=≤≥≈+*/^∑∇·\d]")
"""Signs of a formula: with one a sentence is about the subject, whatever its words."""
_STATEMENT = re.compile(r"\s*(?:def \w+\(|class \w+\W|return\b[^.!?]*[,()\[\]*+/-])")
"""A line of code that defines or returns something."""
_ASSIGNED = re.compile(r"[\w\])]\s*[-+*/@|&]?=\s*[\w(\[{~-]")
"""An assignment in code."""
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
"""A string in code: its words are no code."""
_OF_A_GRADE = content_words("criteria criterion rubric verdict verdicts grade grades grader points instruction")
"""Words that no code in an answer uses as names."""


def says_of(sentence: str, question: Question) -> bool:
    """Whether a sentence has anything to do with a question.

    It does not test whether the sentence is right: it keeps a request, an order or a made-up verdict from being evidence,
    whatever a judge thinks of it. Text in signs and short names, such as a formula or a line of code, is let through.
    """
    sentence = without_tags(sentence)
    if _says_in_code(sentence):
        return True
    words = content_words(sentence)
    subject, paraphrases = _subject(question)
    if not words:
        said_words = _WORD.findall(sentence.lower())
        full = any(said_words == _WORD.findall(text.lower()) for c in question.criteria for text in c.satisfied_by)
        short = frozenset(said_words) - FUNCTION_WORDS - ENGLISH_WORDS
        return full or bool(_SIGNS.search(sentence)) or bool(short & _short_words(question))
    if any(words == said or (len(words) >= TELLING and words <= said) for said in paraphrases):
        return True
    of_interview = words & _OF_THE_INTERVIEW - subject
    if of_interview:  # the subject has to be in the sentence's own words, not only in a quotation
        words = content_words(without_quotes(sentence))
    plain = (words & subject) - _OF_THE_INTERVIEW
    return len(plain) >= (TELLING if of_interview else 1)


def is_about(sentence: str, question: Question) -> bool:
    """Whether a sentence is about a question, rather than mentioning one of its words: stricter than ``says_of``."""
    sentence = without_tags(sentence)
    own = content_words(sentence) - _OF_NOTHING
    if not says_of(sentence, question) or repeats(sentence, question):
        return False
    if not own or _says_in_code(sentence):
        return True
    plain = (own & _subject(question)[0]) - _OF_THE_INTERVIEW
    least = LEAST_BETWEEN_TWO if between_two(sentence) else LEAST_SHARE
    return len(plain) >= max(least * len(own), TELLING if len(own) > MOST_OF_ONE else 0)


def repeats(sentence: str, question: Question) -> bool:
    """Whether a longer sentence has hardly any words that are not in the question."""
    own = content_words(sentence) - _OF_NOTHING
    return len(own) >= RESTATED and len(own - content_words(question.question)) * RESTATED < len(own)


def speaks_of_interview(sentence: str, question: Question) -> bool:
    """Whether a sentence is about the interview itself more than about anything else."""
    words = content_words(without_quotes(without_tags(sentence)))
    subject, _ = _subject(question)
    of_interview = words & _OF_THE_INTERVIEW - subject
    return len(of_interview) >= MOST_OF_INTERVIEW and 2 * len(of_interview) >= len(words - _OF_NOTHING)


def _says_in_code(line: str) -> bool:
    """Whether a line is code that does something with its own names, apart from its strings."""
    bare = _STRING.sub("", line)
    names = re.findall(r"[A-Za-z_]\w*", bare)
    named = content_words(" ".join(names).replace("_", " "))
    if not names or named & _OF_A_GRADE:
        return False
    return bool(_STATEMENT.match(bare)) or (is_code(bare) and bool(_ASSIGNED.search(bare)))


@lru_cache(maxsize=256)
def _short_words(question: Question) -> frozenset[str]:
    """Names too short to be content words, such as "SGD"."""
    texts = [question.short_title, *(text for c in question.criteria for text in (c.claim, *c.satisfied_by))]
    return frozenset(word.lower() for word in _WORD.findall(" ".join(texts)) if word.isupper())


@lru_cache(maxsize=256)
def _subject(question: Question) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The words that a question is about, and those of each answer that the bank considers complete."""
    paraphrases = [text for c in question.criteria for text in c.satisfied_by]
    wrong = [text for c in question.criteria for text in c.not_satisfied_by] + [
        m.claim for m in question.misconceptions
    ]
    claims = [c.claim for c in question.criteria]
    own = content_words(" ".join(paraphrases))
    # question, reference and claims mention examples and points, like any question and answer key
    rest = content_words(" ".join([question.question, question.short_title, question.reference, *claims, *wrong]))
    rest -= _OF_THE_INTERVIEW
    return (own | rest) - _OF_NOTHING, tuple(content_words(text) for text in paraphrases)
