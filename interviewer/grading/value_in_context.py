"""Whether the words around a computed value take it back: what is denied, asked or put into another's mouth is not given.

The forms know the common ways of saying so (``forms/stance.py``); there are always others. So the judge, which has learnt to tell
what is said from what is only mentioned, reads the words that give the value, first with their neighbours and then by themselves.
If it hears the point in the words alone and no longer in their passage, the passage takes them back, and the point is left to the
judge. If it does not understand the words alone either, such as a formula, the form's verdict stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from interviewer.errors import UnavailableError
from interviewer.grading.forms.code.code import suite_of
from interviewer.grading.forms.exact_verdicts import exact_verdicts
from interviewer.grading.forms.fences import blocks
from interviewer.grading.forms.finding import Form
from interviewer.grading.grade import CREDIT, CriterionVerdict, Evidence
from interviewer.grading.judge import HearsWords, Judge
from interviewer.grading.text.evidence import sentences
from knowledge.errors import VectorStoreError
from knowledge.schema import Criterion, Question

HEARD = 0.85
"""From this probability on the judge hears a point in the words alone."""
NOT_HEARD = 0.25
"""Below this probability it does not hear the point in their passage. Both were chosen on changed phrases of the bank and on labelled
answers to computed parts (docs/experiments.md, 63)."""
BEFORE, AFTER = 1, 2
"""How many sentences before and after the words are read with them."""
MOST_WORDS = 3
"""How many ways of cutting the words out of their sentence are read."""
MOST_CUTS = 60
"""How many ways are tried; the shortest come first."""
_CELL = "|"
"""In a row of a table, which says nothing of its neighbours."""
_OPENS = re.compile(r"\b(?:that|whether|if|of|than)\s+|[:,;—–(]\s+|[\"“‘«]")
"""Behind this a value's own words may begin."""
_CLOSES = re.compile(r"[,;:—–)!?]|\.(?=\s|$)|[\"”’»]|\.{2,}|…|\b(?:and|or|but)\b")
"""Before this they may end."""


def left_standing(
    judge: Judge,
    forms: Sequence[Form],
    question: Question,
    text: str,
    exact: Mapping[str, CriterionVerdict],
    criteria: Sequence[Criterion],
) -> dict[str, CriterionVerdict]:
    """The computed verdicts without those whose value the words around it take back.

    Args:
        text: The cleaned answer.
        exact: The computed verdicts, by criterion.
        criteria: Those that are graded.
    """
    wanted = {criterion.id: criterion for criterion in criteria}
    out = dict(exact)
    if not isinstance(judge, HearsWords) or blocks(text) or suite_of(question) is not None:
        return out  # code, a table, a tree or a drawing gives values by what it is
    for id_, verdict in exact.items():
        criterion = wanted.get(id_)
        if criterion is None or not CREDIT.get(verdict.verdict) or not verdict.evidence:
            continue
        try:
            if _is_taken_back(judge, forms, question, text, verdict, criterion):
                del out[id_]
        except (UnavailableError, VectorStoreError):
            return dict(exact)
    return out


def _is_taken_back(
    judge: HearsWords,
    forms: Sequence[Form],
    question: Question,
    text: str,
    verdict: CriterionVerdict,
    criterion: Criterion,
) -> bool:
    quote = verdict.evidence[0]
    sentence, passage = _passage(text, quote)
    whole = judge.likelihood(question, passage, criterion)
    if whole is None or whole >= NOT_HEARD:
        return False

    def gives(words: str) -> bool:
        found = exact_verdicts(forms, question, words, (criterion,)).get(criterion.id)
        return found is not None and found.verdict == verdict.verdict

    alone = _alone(sentence, quote.quote, gives)
    return any((judge.likelihood(question, words, criterion) or 0.0) >= HEARD for words in alone)


def _passage(text: str, quote: Evidence) -> tuple[str, str]:
    """The sentence with a quote, and the same with its neighbours."""
    said = sentences(text)
    within = [n for n, piece in enumerate(said) if piece.start < quote.end and quote.start < piece.end]
    if not within:
        return text[quote.start : quote.end], text[quote.start : quote.end]
    first, last = within[0], within[-1]
    sentence = text[said[first].start : said[last].end]
    before, after = said[max(0, first - BEFORE) : first], said[last + 1 : last + 1 + AFTER]
    neighbours = [[piece.of(text) for piece in pieces if _CELL not in piece.of(text)] for pieces in (before, after)]
    return sentence, " ".join((*neighbours[0], sentence, *neighbours[1]))


def _alone(sentence: str, quote: str, gives: Callable[[str], bool]) -> Iterator[str]:
    """The words that give a value, cut out of their sentence in a few ways, the shortest first."""
    starts = [0, *(match.end() for match in _OPENS.finditer(sentence))]
    ends = [*(match.start() for match in _CLOSES.finditer(sentence)), len(sentence)]
    cuts = {sentence[start:end].strip() for start in starts for end in ends if start < end}
    cuts |= {quote.strip()}
    cuts.discard(sentence.strip())
    number = 0
    for words in sorted(cuts, key=lambda cut: (len(cut), cut))[:MOST_CUTS]:
        if len(words.split()) > 1 and gives(words):
            yield words
            number += 1
            if number == MOST_WORDS:
                return
