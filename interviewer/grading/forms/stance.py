"""Finds what a candidate stands by: words that are retracted, denied, asked, supposed or attributed to others are left out.

Every form that reads words uses this, so that a right value in a sentence that rejects it earns nothing, and a wrong one that
is corrected costs nothing. In doubt, too much is left out: the judge then decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from interviewer.grading.screening.retraction import WITHDRAWS
from interviewer.grading.text.evidence import Segment

_VISIBLE = re.compile(r"[^\n]")
_BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]*]*\s+(?=\S)|\n+")
TURN = re.compile(
    r";|[,:–—-]?\s*\b(?:but|however|instead(?! of)|yet|whereas|in fact|actually|fixed(?=:)|corrected(?=:)|correction\b"
    r"|correctly(?=:)|no(?=[,:.;]|\s+wait)|wait(?=[,.])|then (?:i|we) (?:saw|see|noticed|realised|realized)|(?:i|we) now\b|now (?:i|we)\b"
    r"|so (?:i|we)\b(?!\s+(?:took|got|wrote|had|said|put|thought))|so instead"
    r"|(?:the )?(?:right|correct|better|true|proper|working) (?:one|answer|way|version|formula|value|order|ranking|choice|solution|network|rule)"
    r"(?! (?:would not|wouldn't|is not|isn't)))"
    r"|,\s*(?:i(?:'d| would)? say|i(?:'d| would|'ll| will)? (?:go|stick|stay) with|i'm going with|mine is)\b",
    re.I,
)
"""Matches words where a sentence turns from what is set aside to what is meant."""
CORRECTS = re.compile(
    rf"\b(?:{WITHDRAWS}|wait,|sorry|oops|(?:but|or|no,?|well,?) (?:actually|rather)|or,? no\b|to be (?:on the safe side|safe)|(?:my|the) final (?:choice|version)|i mean"
    r"|let me correct|changed? my mind|final answer)\b",
    re.I,
)
_VERB_OF_OPINION = r"(?:thought|guessed|tried|believed|assumed|expected|would have (?:said|guessed|taken))"
_VERB_OF_DOING = r"(?:wrote|took|said|got|had|put|wanted|used)"
_ORDER = r"(?:at first|first|initially|originally|earlier|before)"
_OTHERS = (
    r"(?:some(?:one|body)?|(?:some|many|most|other) (?:people|students|books?|texts?|candidates?)|people|a (?:friend|colleague|student|beginner)|my (?:friend|colleague|teacher)"
    r"|(?:the|one|a|my) (?:text)?book)"
)
_TRY = r"(?:answer|guess|idea|attempt|try|approach|way|view|reading|choice|solution|version|network|rule|formula|order|ranking)"
_FORWARD = re.compile(
    rf"\b{_ORDER},?\s+(?:i|we)(?:'d| would| had)?\s*(?:have\s+)?{_VERB_OF_OPINION}\b"
    rf"|\b(?:i|we)(?: had|'d)?\s+(?:{_ORDER}|wrongly|mistakenly)\s+(?:have\s+)?{_VERB_OF_OPINION}\b"
    rf"|\b(?:i|we)(?: had|'d)?\s+(?:wrongly|mistakenly)\s+{_VERB_OF_DOING}\b"
    r"|\b(?:i|we)\s+(?:had\s+)?thought\b|\b(?:i|we) (?:was|were) (?:going|about|tempted) to\b"
    r"|\bmy\s+(?:first|initial|original|earlier)\s+(?:guess|try|attempt|idea|answer|thought|version|draft|reading)\b"
    r"|\bfirst\s+(?:try|attempt|guess|draft|idea|version)\b"
    r"|\b(?:you|one|we)(?:'d|\s+(?:might|may|would|could))\s+(?:first\s+|at first\s+|also\s+)?(?:think|say|guess|expect|be tempted)\b"
    rf"|\b(?:it is|it's|is|be) tempting\b|\bna[iï]vely\b|\bna[iï]ve\s+(?:(?!bayes\b|but\b|and\b|yet\b)\w+\s+)?{_TRY}\b|\bat first (?:sight|glance)\b"
    r"|\b(?:a|the|one|an|any)\s+(?:wrong|incorrect|faulty|false|failed|failing|broken|mistaken|bad|buggy)\s+\w+\b"
    r"|\b(?:common|frequent|typical|usual|classic|popular)\s+(?:mistake|error|pitfall|slip|wrong answer|misreading|trap)\b"
    rf"|\b{_OTHERS}\s+(?:\w+ly\s+)?(?:say|says|said|think|thinks|thought|claim|claims|claimed|would say|write|writes|answer|answers|take|takes|put|puts)\b"
    r"|\bif\s+(?:you|one|we|i|someone)\s+(?:\w+ly\s+)?(?:forget|forgot|miss|missed|ignore|ignored|drop|dropped|leave|left|skip|skipped|had|mix(?:ed)? up|swap(?:ped)?|confuse[sd]?)\b",
    re.I,
)
"""From a match on, a sentence says what is not, or no longer, meant, up to its turn."""
_STEP = re.compile(
    rf"\b{_ORDER},?\s+(?:i|we)(?:'d| had)?\s+{_VERB_OF_DOING}\b|\b(?:i|we)(?: had|'d)?\s+{_ORDER}\s+{_VERB_OF_DOING}\b",
    re.I,
)
"""What was done first: just a step ("first I wrote the table"), unless this sentence or the next one turns away from it."""
_TURNS_FIRST = re.compile(
    rf"\W*(?:(?:then|so|and|well|oh|later|afterwards)\b[\s,]*)*(?:{TURN.pattern}|{CORRECTS.pattern})", re.I
)
_SUPPOSED = re.compile(
    r"if\s+(?:you|one|we|i|someone)\s+(?:\w+ly\s+)?(?:drop|dropped|leave|left|skip|skipped|had)\b", re.I
)
_CONCLUDES = re.compile(
    r"[,;:–—-]\s*(?:so|hence|thus|therefore),?\s+(?=[A-Za-z]\w{0,5}'?\s*(?:\([^()]{0,12}\)\s*)?=)", re.I
)
"""A conclusion from a hypothetical change is meant: "if you drop a unit it is linear, so h1 = ...". After a mistake ("if you
forget the minus") the conclusion is part of the mistake."""
_BACKWARD = re.compile(
    r"\b(?:is|are|was|were|would be|gets?|looks?|'s|seems?)\s+(?:plainly |clearly |just |simply |also |of course )?(?:wrong|false|incorrect|mistaken|not (?:right|true|correct|so|the case|what (?:we|i) want))\b"
    r"|\b(?:isn't|aren't|wasn't|ain't) (?:right|true|correct|so|the case)\b"
    r"|\b(?:does not|doesn't|do not|don't|won't|would not|wouldn't|will not|cannot|can't|can not|could not|couldn't|did not|didn't)\s+(?:\w+ly\s+)?(?:work|hold|suffice|solve|manage"
    r"|(?:do|be|represent|compute|realise|realize|give|make|implement)\s+(?:it|this|that|xor|so|the job|the trick)|cut it)\b"
    r"|(?<!never )(?<!not )\bfails?\b(?! to| when only)|\bfailed\b|\b(?:is|was) (?:a|the|my) mistake\b",
    re.I,
)
"""Says that whatever comes before it in its part of the sentence does not hold."""
_POINTS_BACK = re.compile(r"\s*(?:and\s+|but\s+|well,?\s+|oh,?\s+|no,?\s+)*(?:that|this|which|it)\b", re.I)
_OTHER_SUBJECT = re.compile(
    r"[.;:!?](?=\s)|\n|\b(?:because|since|without|if|unless|otherwise|when|while|where|whereas|but|than|as)\b"
    r"|,(?=\s)(?!\s*$|\s*(?:which|so|and|that|this|it)\b)(?=[^,]*$)",
    re.I,
)
"""Between the word that points back and the word for wrong, this makes something else the wrong thing."""
_BRACKETS = re.compile(r"\([^()]*\)")
_CONDITION = re.compile(r"\s*(?:if|unless|when|whenever|without)\b", re.I)
"""A failure under such a condition only limits what is meant, and does not take it back."""
FURTHEST = 120
"""How many characters into a sentence it can say that what it points back at is wrong; later, it is usually about something
else."""
_UPHELD = re.compile(
    r"\b(?:and|which|so|indeed|,)\s*(?:that|it|this|i)?\s*(?:is|was|'s|am)\s+(?:indeed\s+|actually\s+|still\s+)?(?:right|correct|true|so)\b|\band indeed\b",
    re.I,
)
_ASKS = re.compile(
    r"^\W*(?:(?:so|and|or|but|hm+|well|maybe|then)\b[\s,]*)*(?:is|are|was|does|do|did|could|can|would|will|should|must|may|might|has|have)\b",
    re.I,
)
_ANSWERED_NO = re.compile(
    r"\W*(?:(?:hm+|well|oh|ah|but)\b[\s,.]*)*(?:no|nope|not (?:quite|really|at all|so)|wrong|false|never|hardly"
    r"|(?:i|we)\s+(?:do not|don't|would not|wouldn't|did not|didn't)\s+(?:\w+ly\s+)?(?:think|believe|say)|i doubt)\b",
    re.I,
)
_ANSWERED_YES = re.compile(r"\W*(?:yes|yep|yeah|right|correct|indeed|true|exactly|it is|sure)\b", re.I)
_N = r"(?:[-+−]?\d|\.\d|\\|\$|½|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|half|a half|minus|log)\b)"
_NOT_BUT = re.compile(
    rf"(?:,\s*|\(\s*)?(?<!and )(?<!or )(?<!\w)\b(?:not|rather than|instead of|as opposed to)\s+(?:(?:just|the|at|a|an|in|on|to|equal|as|by|value)\s+|=\s*)*"
    rf"(?={_N}|[A-Za-z]\w{{0,5}}'?\s*(?:\([^()]{{0,12}}\)\s*)?=)",
    re.I,
)
_UNEQUAL = re.compile(r"(?:!=|≠|\\neq?(?![a-z])|<>)(?!\s*['\"]?[a-z]['\"]?(?![\w^*/+(-]))")
"""Followed by a single letter, this compares two letters and denies no value."""
_DENIED = re.compile(
    r"\b(?:do|does|did)(?:n't| not)\s+(?:\w+ly\s+)?(?:think|believe|say|mean|guess|claim|see (?:how|why))\b"
    r"|\b(?:doubt|deny)\b"
    rf"|\b(?:cannot|can't|can not|could not|couldn't|must not|mustn't|should not|shouldn't|will not|won't|would not|wouldn't|may not)\s+(?:\w+ly\s+)?(?:be|equal|become)\b"
    rf"|\b(?:is|are|was|were|'s)\s+(?:never|no longer|hardly)\b|\b(?:isn't|aren't|wasn't|weren't|is not|are not)\s+(?:\w+ly\s+)?(?={_N})"
    r"|\b(?:impossible|untrue)\b",
    re.I,
)
_BOUND = re.compile(
    r"[^,;.!?\d]{0,40}?\b(?:(?:more|less|fewer|larger|smaller|greater|bigger|higher|lower) than|(?:above|below|over|under|beyond)\b)",
    re.I,
)
"""After a denial, this means that a bound is denied and not the value: "I doubt it's more than 4"."""
_END = re.compile(r"[;.!?](?=\s|$)|,(?=\s)|\s[-–—]\s|\b(?:but|because|since|so|as|for it|while)\b", re.I)


@lru_cache(maxsize=64)  # each criterion of a question asks for the same answer
def stood_by(text: str, denials: bool = True, questions: bool = True, retractions: bool = True) -> str:
    """The text with everything the candidate does not stand by replaced by spaces. Fenced code stays.

    Args:
        denials: Whether denied values go as well: "it cannot be 4". Forms in which a denial says something, such as that a
            leaf is not visited, keep them.
        questions: Whether questions go as well.
        retractions: Whether anything retracted, supposed or said by others goes. Otherwise only plain denials do, and a
            denied bound stays: "I doubt it's more than 4".
    """
    out, at = [], 0
    for start, end in sorted(_set_aside(text, denials, questions, retractions)):
        if end > at:  # spans can overlap; each character is written once
            start = max(start, at)
            out += [text[at:start], _VISIBLE.sub(" ", text[start:end])]
            at = end
    return "".join((*out, text[at:]))


def corrections(text: str) -> tuple[int, ...]:
    """The places where words take back what was said before them: "no wait", "but actually", "scratch that"."""
    return tuple(match.start() for match in CORRECTS.finditer(text))


def is_set_aside(words: str) -> bool:
    """Whether some words announce something not meant, or end by taking it back: "A common mistake:", "First try:"."""
    found = list(_FORWARD.finditer(words))
    found += list(_BACKWARD.finditer(words)) if words.rstrip().endswith(":") else []
    return bool(found) and not TURN.search(words, max(match.end() for match in found))


def takes_back(words: str) -> bool:
    """Whether some words say that what comes before them is wrong: "That does not work".

    They must point back at the thing that is wrong. "This keeps z, because without it the rest would not work" is praise.
    """
    points = _POINTS_BACK.match(words)
    wrong = _BACKWARD.search(words, points.end(), FURTHEST) if points else None
    if points is None or wrong is None:
        return False
    between = _BRACKETS.sub("", words[points.end() : wrong.start()])
    return not _OTHER_SUBJECT.search(between) and not _CONDITION.match(words, wrong.end())


def _set_aside(text: str, denials: bool, questions: bool, retractions: bool) -> Iterator[tuple[int, int]]:
    blocks = [match.span() for match in _BLOCK.finditer(text)]
    block_ends = [end for _, end in blocks]

    def in_block(piece: Segment) -> bool:
        nearest = bisect_right(block_ends, piece.start)
        return nearest < len(blocks) and blocks[nearest][0] < piece.end

    pieces = [piece for piece in _sentences(text) if not in_block(piece)]
    for at, piece in enumerate(pieces):
        words = piece.of(text)
        after = pieces[at + 1].of(text) if at + 1 < len(pieces) else ""
        if retractions and takes_back(after) and at + 2 < len(pieces):
            yield piece.start, piece.end
        if _is_question(words, after):
            if questions or _ANSWERED_NO.match(after):
                yield piece.start, piece.end
            continue
        for start, end in _in_sentence(words, after, denials, retractions):
            yield piece.start + start, piece.start + end


def _sentences(text: str) -> list[Segment]:
    found, at = [], 0
    for match in (*_SENTENCE.finditer(text), None):
        end = match.start() if match else len(text)
        whole = text[at:end]
        cut = 0
        for question in re.finditer(r"\?\s*(?=\S)", whole):  # "4? No, 5" is two of them
            found.append(Segment(at + cut, at + question.end()))
            cut = question.end()
        found.append(Segment(at + cut, end))
        at = match.end() if match else end
    return [piece for piece in found if piece.of(text).strip()]


def _is_question(words: str, after: str) -> bool:
    if not words.rstrip().endswith("?") or _ANSWERED_YES.match(after):
        return False
    return bool(_ASKS.search(words) or _ANSWERED_NO.match(after))


def _in_sentence(words: str, after: str, denials: bool, retractions: bool) -> Iterator[tuple[int, int]]:
    if _UPHELD.search(words):
        return
    turns = [turn.span() for turn in TURN.finditer(words)]
    ends = [end.start() for end in _END.finditer(words)]
    starts = [start for start, _ in turns]
    if retractions:
        yield from _forward(words, after, starts)
        for match in _BACKWARD.finditer(words):
            before = bisect_left(turns, (match.start(), 0))
            yield turns[before - 1][1] if before else 0, _first(ends, match.end(), words)
    for pattern in (_NOT_BUT, _UNEQUAL, _DENIED) if denials else (_NOT_BUT,):
        for match in pattern.finditer(words):
            if retractions or not _BOUND.match(words, match.end()):
                yield match.start(), _first(ends, match.end(), words)


def _forward(words: str, after: str, turns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The spans set aside from an announcement up to the turn of the sentence.

    Args:
        turns: Where the sentence turns, in order.
    """
    concluded = [match.start() for match in _CONCLUDES.finditer(words)]
    for match in _FORWARD.finditer(words):
        end = _first(turns, match.end(), words)
        yield match.start(), min(end, _first(concluded, match.end(), words)) if _SUPPOSED.match(match[0]) else end
    for match in _STEP.finditer(words):
        end = _first(turns, match.end(), words)
        if end < len(words) or _TURNS_FIRST.match(after):
            yield match.start(), end


def _first(places: Sequence[int], after: int, words: str) -> int:
    at = bisect_left(places, after)
    return places[at] if at < len(places) else len(words)
