"""The input channels of a CNN for text: what an answer says of each view of the text, labelled or in the question's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.numerals import number_in
from interviewer.grading.forms.numbers.said_cases import NUMBER
from interviewer.grading.forms.stance import corrections, stood_by
from knowledge.answers.expectation import CHANNELS
from knowledge.schema import Question
from knowledge.text.alternatives import in_context, table

WORDS, PICTURE, CHARACTERS = CHANNELS
MOST_WORDS = 40
"""The longest answer that is read, in words. In longer ones a value is in a sentence that may be about anything, and the judge
reads it: of the gold of the judge, five of 203 longer answers were decided the wrong way."""
_RIGHT = {
    WORDS: ("embedding", "the dimension of the embedding"),
    PICTURE: ("one", "one"),
    CHARACTERS: ("alphabet", "the number of symbols in the alphabet or the vocabulary"),
}
"""What is right for each view, and how it is told."""
_VIEWS = {
    PICTURE: r"\b(?:pictures?|images?|photos?|2[\s-]?d|two[\s-]dimensional|matrix|conv2d|gr[ae]y[\s-]?scale)\b",
    CHARACTERS: r"\b(?:one[\s-]?hot|char(?:acter)?s?(?:[\s-]level)?)\b",
    WORDS: r"\b(?:slid\w+|along\s+the\s+(?:words|sentence|text|sequence)|word\s+(?:embeddings?|vectors?)|"
    r"1[\s-]?d|one[\s-]dimensional|conv1d|word\s+to\s+word|from\s+word|words?(?=\s*:))",
}
_VALUES = (
    (
        "length",
        r"(?:the\s+)?(?:(?:sentence|sequence|text)\s+length|length\s+of\s+the\s+(?:sentence|sequence|text)|number\s+of\s+words)",
    ),
    ("filters", r"(?:the\s+)?(?:filter\s+(?:width|size)|kernel\s+(?:width|size)|number\s+of\s+filters|batch\s+size)"),
    (
        "alphabet",
        in_context(
            (
                (r"(?:alphabet|vocab(?:ulary)?|character\s+set)(?:['’]s)?(?:\s+size)?", "the vocabulary,"),
                (r"size\s+of\s+the\s+(?:alphabet|vocab(?:ulary)?)", "the size of the vocabulary,"),
                (
                    r"number\s+of\s+(?:distinct\s+|different\s+|possible\s+)?(?:characters|symbols|letters|tokens)",
                    "the number of characters",
                ),
                (r"\|?V\|?(?![\w'])", "one of |V|"),
                (r"\|A\|", "one of |A|"),
            ),
            before=r"(?:the\s+)?",
        ),
    ),
    (
        "embedding",
        in_context(
            (
                (
                    r"(?:word[\s-])?(?:embedding|vector)(?:['’]s)?(?:\s+(?:dimension(?:ality)?|size|length|dim))",
                    "the embedding size.",
                ),
                (
                    r"(?:dimension(?:ality)?|size|length|dim)\s+of\s+the\s+(?:word\s+)?(?:embeddings?|vectors?)",
                    "the dimension of the word embedding",
                ),
                (r"(?<![\w'])[dD](?![\w'-])", "times d"),
                (r"(?<![\w'])d_emb", "times d_emb"),
            ),
            before=r"(?:the\s+)?",
        ),
    ),
)
_ONE = (
    "(?:"
    + in_context(
        (
            (r"an?\s+single(?:\s+one)?", "a single one"),
            (r"(?:just|only)\s+(?:one|1)", "just one"),
            ("single", "a single channel"),
            (r"(?<![\w.,])1(?![\w.,]*\d|[\s-]?d\b|\s+(?:\w+\s+)?per\b)", "1 channel"),
            (
                r"\bone\b(?![\s-]?(?:hot|d\b|dimension)|\s+(?:\w+\s+)?(?:per|for\s+(?:each|every)|each|of)\b)",
                "one channel",
            ),
        ),
    )
    + ")"
)
_ONE_CHANNEL = table((_ONE, "just one"))
_COUNT = table((rf"(?<![\w.,]){NUMBER}(?![\w.,]*\d|[\s-]?d\b)", "300 channels"))
_DIMENSION = table(
    (rf"(?P<n>{NUMBER})[\s-]*(?:d\b|dim(?:ension(?:al|s)?)?\b)", "300-dimensional"),
    (rf"\b(?:vectors?|embeddings?)\s+(?:of\s+)?(?:length|size|dimension)\s+(?P<m>{NUMBER})", "vector of length 10"),
    (rf"\bd\s*=\s*(?P<k>{NUMBER})", "d = 1"),
)
_SYMBOLS = table(
    (rf"\b(?P<n>{NUMBER})\s+(?:\w+\s+)?(?:letters|characters|symbols|chars|tokens)\b", "26 letters"),
    (rf"\balphabet\s+(?:of|with)\s+(?:size\s+)?(?P<m>{NUMBER})", "an alphabet of 26"),
    (rf"\bvocabulary\s+of\s+(?P<k>{NUMBER})", "a vocabulary of 26"),
)
_TYPICAL = {
    "embedding": {50, 64, 100, 128, 200, 256, 300, 512, 768, 1024},
    "alphabet": {26, 27, 52, 62, 70, 95, 96, 128},
}
"""Numbers that are usual for one of the two, where an answer does not say what they are."""
_MARK = re.compile(
    r"^\s*(?:\(?[a-c1-3]\)|[a-c1-3][.):]|(?:the\s+)?(?:first|second|third)(?:\s+case)?\s*[:,]?|[-*•])\s*", re.I
)
_SPLIT = re.compile(r"\s*(?:\n+|;|,\s+(?:and\s+)?|\s+and\s+|\s/\s|(?<=\w)/(?=\w)|\s+(?=\(?[a-c1-3]\)\s))\s*")
_OTHER_PICTURE = re.compile(r"\b(?:colou?r(?:ed)?|rgb|ordinary|normal|real)\b", re.I)
"""Words for pictures that are no view of a text."""
_CALCULATED = re.compile(r"\blog\w*\b|\bsquared?\b|[\^*²√]|\btimes\b|\bhalf\b")
_ANYWAY = re.compile(
    r",?\s*\b(?:regardless\s+of|whatever|no\s+matter|however\s+(?:long|large|big)|independent(?:ly)?\s+of)\b[^.;\n]*",
    re.I,
)
"""What a value is said not to depend on."""
_EXAMPLE = re.compile(r"\([^()]*(?:e\.g\.|say|for example)[^()]*\)")
_LIKE = re.compile(r",?\s*\b(?:like|just\s+as|as\s+(?:in|for|with))\b.*$", re.I | re.S)
_LABEL_PARTS = re.compile(r"(?<=[.;])\s+|;|\n+|,\s+(?:and\s+)?(?=\S)|\bwhile\b|\bwhereas\b|\bbut\b")
"""Where the part of a text about one view ends: finer than ``sentences``, at commas and some words."""


@dataclass(frozen=True)
class _Said:
    """The value that an answer gives one view, as a kind, and the words for it; a number that could be both is "number"."""

    kind: str
    quote: str


class ChannelViews:
    """The form of criteria that expect the input channels of a view of a text."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria."""
        wanted = [c for c in question.criteria if c.expects and c.expects.kind == "channels"]
        if not wanted:
            return ()
        said = channels_said(answer)
        found = []
        for criterion in wanted:
            view = criterion.expects.accepted[0] if criterion.expects else ""
            if view in said and (finding := _finding(criterion.id, view, said[view])):
                found.append(finding)
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """No note."""
        return ""


def _finding(criterion_id: str, view: str, said: _Said) -> Finding | None:
    right, told = _RIGHT[view]
    if said.kind == right:
        return Finding(criterion_id, "met", f"It is {told}.", said.quote)
    if said.kind == "number":
        return None
    return Finding(criterion_id, "not_met", f"Here it is {told}.", said.quote, contradicted=True)


def channels_said(answer: str) -> Mapping[str, _Said]:
    """What an answer says of each view, by the view's name; a view that it gives two values is left out."""
    if len(answer.split()) > MOST_WORDS or any(corrections(answer)):
        return {}
    heard = stood_by(answer)
    kinds = _numbers_of(answer)
    listed = _in_order(heard, kinds)
    return listed if listed else _labelled(heard, kinds)


def _numbers_of(text: str) -> Mapping[float, str]:
    """What the numbers of a text are, where it says so: the dimension of an embedding, or the symbols of an alphabet."""
    found: dict[float, str] = {}
    for pattern, kind in ((_SYMBOLS, "alphabet"), (_DIMENSION, "embedding")):
        for match in pattern.finditer(text):
            number = number_in(next(group for group in match.groups() if group))
            if number is not None and number > 3:
                found[number] = "number" if found.get(number, kind) != kind else kind
    return found


def _in_order(text: str, kinds: Mapping[float, str]) -> Mapping[str, _Said]:
    """The views of an answer that only lists three values, in the question's order."""
    parts = [_MARK.sub("", part).strip(" .") for part in _SPLIT.split(_LIKE.sub("", _EXAMPLE.sub(" ", text.strip())))]
    parts = [part for part in parts if part]
    values = [_kind_of_part(part, kinds) for part in parts]
    if len(parts) != len(CHANNELS) or not all(values):
        return {}
    return {view: _Said(kind, part) for view, kind, part in zip(CHANNELS, values, parts, strict=True)}


def _kind_of_part(part: str, kinds: Mapping[float, str]) -> str:
    """The kind of a part that is nothing but a value; "" if it is more."""
    bare = re.sub(
        r"^(?:it\s+is|it's|is|has|there\s+(?:is|are)|the|just|only)\s+|\s+(?:input\s+)?channels?$", "", part, flags=re.I
    )
    for kind, pattern in _VALUES:
        if re.fullmatch(rf"{pattern}(?:\s*\(?(?:e\.g\.\s*)?\d*\)?)?", bare, re.I if len(bare) > 2 else re.NOFLAG):
            return kind
    if _ONE_CHANNEL.fullmatch(bare):
        return "one"
    number = number_in(bare)
    return _kind_of(number, kinds) if number is not None else ""


def _kind_of(number: float, kinds: Mapping[float, str]) -> str:
    if number == 1:
        return "one"
    if number == 3:
        return "three"
    typical = [kind for kind, values in _TYPICAL.items() if number in values]
    return kinds.get(number) or (typical[0] if len(typical) == 1 else "number")


def _labelled(text: str, kinds: Mapping[float, str]) -> Mapping[str, _Said]:
    """The values of views that are named next to them."""
    found: dict[str, list[_Said]] = {}
    for part in _LABEL_PARTS.split(_ANYWAY.sub(" ", text)):
        views = {view for view, pattern in _VIEWS.items() if re.search(pattern, part, re.I)}
        if (PICTURE in views and _OTHER_PICTURE.search(part)) or _CALCULATED.search(part):
            continue
        if re.search(r"\bembeddings?\b", part, re.I) and not views & {PICTURE, CHARACTERS}:
            views |= {WORDS}
        if len(views) > 1 and WORDS in views:
            views -= {WORDS}  # "as an image of word vectors" is the picture
        given = set(_kinds_in(part, kinds))
        if len(views) == 1 and len(given) == 1:
            found.setdefault(views.pop(), []).append(_Said(given.pop(), part.strip()))
    return {view: said[0] for view, said in found.items() if len({s.kind for s in said}) == 1}


def _kinds_in(part: str, kinds: Mapping[float, str]) -> Iterator[str]:
    """The kinds of the values in a part, without the sizes that only say what it is about."""
    bare = _DIMENSION.sub(" ", _SYMBOLS.sub(" ", part))
    bare = re.sub(r"\b(?:filters?|kernels?)\s+(?:of|with)\s+\S+(?:\s+x\s+\S+)?|\b\w+\s*[x×]\s*\w+\b", " ", bare)
    spans: list[tuple[int, int]] = []
    for kind, pattern in _VALUES:
        for match in re.finditer(pattern, bare, re.I if kind not in {"alphabet"} else re.NOFLAG):
            if not any(a < match.end() and match.start() < b for a, b in spans):
                spans.append(match.span())
                yield kind
    for match in _ONE_CHANNEL.finditer(bare):
        spans.append(match.span())
        yield "one"
    for match in _COUNT.finditer(bare):
        number = number_in(match[0])
        if number is not None and number > 1 and not any(a <= match.start() < b for a, b in spans):
            yield _kind_of(number, kinds)


__all__ = ["ChannelViews", "channels_said"]
