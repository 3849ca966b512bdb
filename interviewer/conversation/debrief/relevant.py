"""Finds the sentence of the reference answer that best answers a candidate's question, by meaning and by shared words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from interviewer.conversation.debrief.shared_words import shares
from interviewer.conversation.understanding.asked_words import asked_words, telling_words
from interviewer.grading.rubric.spoken import in_sentence
from knowledge.errors import VectorStoreError
from knowledge.schema import Criterion, Question, is_prose
from knowledge.text.alternatives import table
from knowledge.text.marks import ITEM
from knowledge.text.sentences import sentences

if TYPE_CHECKING:
    from knowledge.search.embeddings import BankEmbedder

SHARED = 0.8
"""Weight of the shared words, next to a cosine (a judgement)."""
NEAR = 0.7
"""Threshold of the sum above which a sentence is given; how often it is the right one is measured in
``tests/interviewer/conversation/debrief/test_asked_after_closing.py``."""
COVERED = 0.5
"""The same threshold for shared words without an embedder (a judgement)."""
CLEAR, CLEARLY_COVERED = 0.75, 0.65
"""The same two, above which a sentence is given without a caveat (judgements)."""
CLOSE = 0.1
"""How far behind the best sentence the second may be to be given after it (a judgement)."""
AHEAD = 0.15
"""How much nearer a sentence of another question must be (a judgement)."""
LABELLED = 0.25
"""What a sentence gains if its paragraph's heading names what is asked about (a judgement)."""
REASON = 0.1
"""What a sentence gains that gives a reason, if the request asks why (a judgement)."""
MISSED = 0.1
"""What a sentence gains that states a point which the candidate did not make (a judgement)."""
FRAGMENT = 0.1
"""What a sentence loses that says next to nothing (a judgement)."""
SHORT = 8
"""Fewer words than this are a fragment (a judgement)."""
FURTHER = 0.1
"""What an answer to a further question loses against the reference answer (a judgement)."""
MOST_WORDS = 60
"""Longest further question that is given with its whole answer, in words; otherwise its nearest sentence (a judgement)."""
FEWEST_WORDS = 4
"""Fewest words of a sentence; what is shorter is a heading, and goes with the sentence after it (a judgement)."""
_SIZES = asked_words("small smaller large larger high higher low lower few fewer big bigger")
"""Words that say nothing in a follow-up, and much in "the small ones or the large ones?"."""
_ASKS_WHY = table(
    ("why", "Why does the word not count at all?"),
    ("how come", "How come it wins?"),
    (r"what(?:['’]s| is| was) (?:so |really )?(?:bad|wrong|the (?:reason|problem|downside))", "What's bad about it?"),
    before=r"\b",
    after=r"\b",
)
"""Asks for a reason."""
_GIVES_REASON = table(
    (r"\b(?:so|because|since|therefore|hence|thus|otherwise|that is why)\b", "So it is the same at every place."),
    (r"[=;]", "Its weight is ln(5/5) = 0."),
)
"""Gives a reason."""
_SENTENCES = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!e\.g\.)(?<!i\.e\.)\s+(?=[A-Z*$\"“(\\])|(?<=[.!?]\*\*)\s+(?=\S)")
"""Where a sentence ends: unlike in ``sentences``, not after an initial nor before a small letter, but also after a bold heading."""
_HEADING = re.compile(r"\*\*[^*]+\*\*|\*\*[^*]+\?|[^*]{1,80}\?")
"""A heading or a question by itself, which answers nothing: what follows it does."""
_SAYS = re.compile(r"(?:Says|States|Explains|Adds|Notes|Knows) that\b")
"""Opens a claim that is worded as a statement."""
_LEANS = table(
    ("it|its|this|that|these|those|they|their|them|there|such", "They cancel."),
    ("hence|so|both", "Both are cheap."),
    ("the (?:former|latter|other|same)", "The latter is biased."),
    ("because of (?:this|that)", "Because of this, it drifts."),
    before=r"(?:\*\*[^*]+\*\*\s*)?",
    after=r"\b",
)
"""Opens a sentence that makes no sense without the one before."""


@dataclass(frozen=True)
class Sentence:
    """Something the bank says.

    Attributes:
        text: What is given: a whole sentence, with the one before it if it makes no sense alone.
        label: The heading that it begins with, "" without one.
        points: The points that it is the reference for, in the words of answers that make them; "" if it is for none.
        is_missed: The candidate did not make one of these.
        is_further: It answers a further question, or is a point that the reference answer makes in a table.
        about: What it is compared by: with the heading of its paragraph.
    """

    text: str
    about: str
    label: str = ""
    is_further: bool = False
    points: str = ""
    is_missed: bool = False


def wanted_words(request: str) -> frozenset[str]:
    """The stems of the words of a request that tell what it is about."""
    return telling_words(request) | (asked_words(request) & _SIZES)


def sentences_of(question: Question, missed: Collection[str] = ()) -> list[Sentence]:
    """Every sentence of a question's reference answer and of its further questions, and the points in its tables.

    Args:
        missed: Ids of the points that the candidate did not make.
    """
    stated = [(point, _letters(point.in_reference)) for point in question.criteria if point.in_reference]
    found = [
        _with_points(sentence, stated, missed) for passage in question.passages() for sentence in sentences_in(passage)
    ]
    for told in further(question):
        asks, _, answer = told.rpartition("? ")
        if len(told.split()) <= MOST_WORDS or not asks:
            found.append(Sentence(told, told, is_further=True))
        else:  # what leads up to the question, and the question, say what each sentence of its answer is about
            found += [Sentence(each.text, f"{asks}? {each.about}", is_further=True) for each in sentences_in(answer)]
    return found + [Sentence(text, text, is_further=True) for text in _stated(question)]


def _with_points(sentence: Sentence, stated: Sequence[tuple[Criterion, str]], missed: Collection[str]) -> Sentence:
    """A sentence with the points that the bank takes it for.

    Args:
        stated: The points with the letters of their words in the reference answer.
    """
    said = _letters(sentence.text)
    points = [point for point, own in stated if own and (said in own or own in said)]
    words = " ".join(text for point in points for text in (point.claim, *point.satisfied_by))
    return replace(sentence, points=words, is_missed=any(point.id in missed for point in points))


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.lower()))


def _stated(question: Question) -> Iterator[str]:
    """The points that the reference answer makes in a table: a row of it, read aloud, is no sentence."""
    for criterion in question.criteria:
        if criterion.in_reference.startswith("|") and _SAYS.match(criterion.claim):
            text = in_sentence(criterion.claim)
            yield _whole(f"{text[:1].upper()}{text[1:]}")


def sentences_in(passage: str) -> list[Sentence]:
    """The sentences of a passage. One that ends in a colon leads to something else, so it is left out."""
    return list(_sentences_in(passage)) if is_prose(passage) else []


def further(question: Question) -> list[str]:
    """The further questions that the bank asks and answers below its reference, each with what leads up to it and its answer."""
    told: list[str] = []
    answered = True
    for sentence in sentences(question.deeper, lines=False):
        asks = sentence.endswith("?")
        if not told or (asks and answered and "?" in told[-1]):
            told.append(sentence)
        else:
            told[-1] = f"{told[-1]} {sentence}"
        answered = not asks
    return [text for text in told if text]


@dataclass(frozen=True)
class Found:
    """What is given in reply to a request.

    Attributes:
        text: The nearest sentence, and the second if it is about as near; "" if none is near enough.
        is_clear: Whether it is so near that it can hardly be about something else.
    """

    text: str = ""
    is_clear: bool = True


def nearest(
    embedder: BankEmbedder | None, request: str, own: Sequence[Sentence], other: Sequence[Sentence] = ()
) -> str:
    """The text of the sentence that is nearest to a request; "" if none is near enough. See ``found``."""
    return found(embedder, request, own, other, at_most=1).text


def found(
    embedder: BankEmbedder | None,
    request: str,
    own: Sequence[Sentence],
    other: Sequence[Sentence] = (),
    at_most: int = 2,
) -> Found:
    """What is nearest to a request.

    Args:
        embedder: None if only words can be compared.
        own: Sentences of the question.
        other: Sentences of other questions, which are given only if they are clearly nearer.
        at_most: How many sentences are given.
    """
    known = [*own, *other]
    wanted = wanted_words(request)
    if not known or not wanted:
        return Found()
    shared = shares(
        wanted, [s.about for s in own], [s.about for s in known], [s.text for s in known], [s.points for s in known]
    )
    score, bound, clear = shared, COVERED, CLEARLY_COVERED
    if embedder is not None:
        try:
            cosines = embedder.embed_known([each.about for each in known]) @ embedder.embed([request])[0]
            score, bound, clear = cosines + SHARED * shared, NEAR, CLEAR
        except VectorStoreError:
            pass  # the shared words decide
    score = score - np.asarray([0.0] * len(own) + [AHEAD] * len(other))
    why = bool(_ASKS_WHY.search(request))
    score += np.asarray([_gain(each, wanted, why) for each in known])
    score = np.where(shared > 0, score, -1.0)  # on the same subject alone, a sentence is not yet an answer
    ranked = sorted(range(len(known)), key=lambda i: -score[i])
    best = ranked[0]
    if score[best] < bound:
        return Found()
    least = max(score[best] - CLOSE, bound)
    told = [known[best].text]
    for second in (known[i].text for i in ranked[1:] if score[i] >= least):
        if len(told) < at_most and not any(second in text or text in second for text in told):
            told.append(second)
    return Found(" ".join(told), bool(score[best] >= clear))


def _gain(sentence: Sentence, wanted: frozenset[str], why: bool) -> float:
    """What a sentence gains or loses by its form."""
    gain = LABELLED * bool(wanted & asked_words(sentence.label)) - FURTHER * sentence.is_further
    gain += MISSED * sentence.is_missed
    gain += REASON * (why and bool(_GIVES_REASON.search(sentence.text)))
    return gain - FRAGMENT * (len(sentence.text.split()) < SHORT)


def _sentences_in(passage: str) -> Iterator[Sentence]:
    for line in passage.splitlines():
        before = head = ""
        for sentence in _joined(_SENTENCES.split(ITEM.sub("", line).strip())):
            if (
                sentence[:1].islower()
                or sentence.startswith("$$")
                or sentence.count("$") % 2
                or sentence.rstrip("*").endswith(":")
            ):
                before = ""  # the rest of a sentence, or one that goes on elsewhere
                continue
            text = f"{before} {sentence}" if before and _LEANS.match(sentence) else sentence
            found = re.match(r"\*{1,2}[^*]+\*{1,2}", sentence)
            label = found[0] if found else ""
            yield Sentence(_whole(text), f"{head} {sentence}".strip(), label)
            before, head = sentence, head or label


def _joined(sentences: Sequence[str]) -> Iterator[str]:
    """Sentences, each heading together with the one after it."""
    head = ""
    for sentence in sentences:
        whole = f"{head} {sentence}".strip()
        head = whole if len(whole.split()) < FEWEST_WORDS or _HEADING.fullmatch(whole) else ""
        if not head:
            yield whole
    if head and not _HEADING.fullmatch(head):
        yield head


def _whole(sentence: str) -> str:
    """A sentence with its full stop, and without half a pair of marks."""
    text = sentence.rstrip(" ;,")
    text = text.replace("**", "") if text.count("**") % 2 else text
    return text if text.endswith((".", "!", "?", ")", "*", "”", '"')) else f"{text}."
