"""Reads what prose says about pruning: "the leaves 5 and 9 are never looked at", "so nothing is pruned"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewer.grading.forms.game_tree import GameTree, TreePath
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.forms.tree_claim import CutClaim
from interviewer.grading.forms.tree_mention import NUMBER, leaves_named, mentions, number_in, without_leaves
from interviewer.grading.forms.tree_sentences import sentences_of

_VERBS = r"prun\w*|cut(?:s|ting)?(?:\s+off|\s+away)?|skip\w*"
_SEEN = r"visit\w*|look(?:ed)?\s+at|evaluat\w*|search\w*|examin\w*|explor\w*|expand\w*|check\w*|seen|see|consider\w*"
_NOT = r"(?:not|n['’]t|never|cannot|no longer)"
_NEVER_SEEN = re.compile(
    rf"\b(?:are|is|get|gets|be|was|were|do|does|don|doesn|isn|aren|need|needn|have|has|we|you)?\s*{_NOT}\s+(?:\w+\s+){{0,2}}?(?:{_SEEN})\b"
    rf"|\bno need to (?:{_SEEN})\b|\bun(?:visited|seen|explored)\b|\bwithout (?:visiting|looking at|evaluating|seeing)\b",
    re.I,
)
_NOT_CUT = re.compile(
    rf"\b(?:{_NOT}|can['’]?t|without(?:\s+any)?)\s*(?:\w+\s+){{0,3}}?(?:{_VERBS})\b|\w+n['’]t\s+(?:be\s+|get\s+)?(?:{_VERBS})\b",
    re.I,
)
_NOTHING = re.compile(
    r"\b(?:nothing|none(?:\s+of\s+them)?|no\s+(?:\w+\s+){0,2}?(?:nodes?|branch(?:es)?|lea(?:f|ves)|sub-?trees?|parts?|cuts?|pruning|cut-?offs?))\b",
    re.I,
)
_ALL_SEEN = re.compile(
    rf"\b(?:all|every|each)\b(?:\s+(?:of\s+)?(?:the\s+)?(?:eight|\w+)?)?\s*(?:lea(?:f|ves)|nodes?|branch(?:es)?|of them)\b.*\b(?:{_SEEN})\b",
    re.I,
)
_CUT = re.compile(rf"\b(?:{_VERBS})\b|\bleft out\b|\bignored?\b", re.I)
_SEEN_VERB = re.compile(rf"\b(?:must|has to|have to|is|are|gets?|still|need to)\b.*\b(?:{_SEEN})\b", re.I)
_PARTS = re.compile(r",\s+|\s+[-–—]\s+|;\s*|:\s+|\b(?:but|while|whereas)\b")
_AFTER = re.compile(
    rf"\b(?:after|once|having seen)\s+(?:the\s+|seeing\s+|leaf\s+|we\s+see\s+)*{NUMBER}\s*(?:is seen\s*)?,?", re.I
)
_WHY = re.compile(r"\b(?:because|since|as|once|when|given|where|so that|due to|for)\b.*", re.I | re.DOTALL)
_ONLY = re.compile(r"\b(?:only|just|nothing but)\b", re.I)
_AND_NO_MORE = re.compile(
    r",?\s*\b(?:and|but)\s+(?:nothing|no\s+others?|none)\b(?:\s+(?:else|more|other|of\s+the\s+others))?(?=\s*(?:[.,;!]|$))",
    re.I,
)
"""Matches words that only repeat that these are all."""
_ONLY_THESE = re.compile(
    r"\b(?:nothing|no\s+(?:other\s+)?(?:lea(?:f|ves)|nodes?|branch(?:es)?|one))\s+(?:(?:more|else|other)\s+)?(?:than|but|except(?:\s+for)?|besides|apart\s+from)\b",
    re.I,
)
"""With a negative before it this says "only": "nothing more than 5 and 9 is pruned"."""
_LEAVES_COUNTED = re.compile(
    r"only leaves\s+(?:the\s+)?((?:last|first|right-?most|left-?most)\s+(?:two|three|2|3))\b(?:\s+leaves)?", re.I
)
_LISTED = re.compile(
    rf"(?:\bleaves\s+)?{NUMBER}(?:,\s+{NUMBER})*,?\s+and\s+(?:the\s+)?{NUMBER}|[(\[]\s*(?:leaves\s+|with\s+)*{NUMBER}(?:,\s+{NUMBER})+\s*[)\]]",
    re.I,
)
_VERB_THEN_LIST = re.compile(
    rf"\b(?:leaves\s+|nodes\s+|never\s+|not\s+)?(?P<verb>prun\w+|cut(?:\s+off)?|skipped|visited|unvisited|searched)(?:\s+(?!not\b|no\b|never\b|nothing\b)\w+){{0,3}}\s*[:=]\s*"
    rf"[\[({{]?\s*(?P<list>(?:leaf\s+|leaves\s+)?{NUMBER}(?:\s*(?:,\s*and|,|and|&)\s*{NUMBER})*)\s*[\])}}]?",
    re.I,
)
_COUNTED = re.compile(r"\s+(?:more\s+|whole\s+)?(?:leaves|nodes|children|branches|of\s+them)\b", re.I)
_ALL_BUT = re.compile(
    rf"\b(?:all|every|each)\b[^.;]{{0,40}}\b(?:{_SEEN})\b[^.;\d]{{0,20}}\b(?:except|but|apart\s+from|besides|other\s+than)\b(?:\s+(?:for|the|leaf|leaves|of))*\s+(?P<list>{NUMBER}(?:\s*(?:,\s*and|,|and|&)\s*(?:the\s+)?{NUMBER})*)"
    rf"|\ball\b[^.;]{{0,20}}\b(?:except|but|apart\s+from)\b(?:\s+(?:for|the|leaf|leaves|of))*\s+(?P<listed>{NUMBER}(?:\s*(?:,\s*and|,|and|&)\s*(?:the\s+)?{NUMBER})*)\s+(?:\w+\s+){{0,2}}(?:{_SEEN})\b",
    re.I,
)
_LEAF_THEN_VERB = re.compile(r"(?<=\d)\s*:\s*(prun\w+|cut(?:\s+off)?|skipped|visited)\b", re.I)
_AS_WELL = re.compile(r"\b(?:neither|nor|as\s+well|too|also|likewise|(?:as|so)\s+(?:is|are|was|were|does|do))\b", re.I)
_SO = re.compile(r"\s*(?:and\s+)?(?:hence|so|thus|therefore|consequently|then)\b", re.I)
"""Matches words after which the statement is about what follows, not about what was named before."""
_PLACED = re.compile(r"(?<!look )(?<!looked )(?<!looking )\b(?:on|in|at|inside|within|under)\s+(?:the\s+)?$", re.I)
_REST = re.compile(
    r"\b(?:rest|remainder|remaining (?:part|child|children|branch|node)|other (?:child|half)|everything else)\b", re.I
)
_ELLIPSIS = re.compile(r"\b(?:is|are|does|do)\s*[.!]?\s*$", re.I)


def read_cuts(text: str, tree: GameTree) -> tuple[CutClaim, ...]:
    """What prose says is pruned, or is not, in order."""
    heard = stood_by(text, denials=False)
    return tuple(claim for sentence in sentences_of(heard) for claim in _of_sentence(sentence, tree))


def _of_sentence(sentence: str, tree: GameTree) -> Iterator[CutClaim]:
    if sentence.count("|") >= 2:
        yield from _of_row(sentence, tree)
        return
    sentence = _as_said(_AND_NO_MORE.sub(" ", sentence))
    sentence = _ONLY_THESE.sub(lambda match: "only leaves " if "lea" in match[0].lower() else "only ", sentence)
    sentence = _LEAVES_COUNTED.sub(r"only the \1 leaves", sentence)
    whole = without_leaves(sentence, tree)
    parts = [part for part in _PARTS.split(_AFTER.sub(" ", _joined(whole))) if part and part.strip()]
    named: list[TreePath] = []
    denied = False
    last: bool | None = None
    for part in parts:
        part = _WHY.sub("", part) if _CUT.search(_WHY.sub("", part)) or _NEVER_SEEN.search(_WHY.sub("", part)) else part
        scope, objects = _named(part, tree)
        says = _says(part, denied)
        if _SO.match(part):
            named = []
        if says is None:
            if _AS_WELL.search(part) and last is not None and objects:
                yield CutClaim(tuple(objects), last, _quote(part, sentence))
            elif not _CUT.search(part):
                named += objects
            continue
        last = says == "cut"
        quote = _quote(part, sentence)
        only = bool(_ONLY.search(part))
        if says == "nothing":
            denied = True
            below = tuple(objects or scope)
            yield CutClaim(below, False, quote)
        elif says == "cut":
            meant = tuple(
                _rest_of(scope or objects, tree) if _REST.search(part) else objects or _left_over(part, named)
            )
            if meant:
                yield CutClaim(meant, True, quote, only)
        elif objects:
            yield CutClaim(tuple(objects), False, quote)


def _as_said(sentence: str) -> str:
    """A sentence with lists after a colon moved before their verb: "cut: [5, 9]", "skipped = 5, 9", "leaf 6: pruned"."""
    sentence = re.sub(r"\s+and\s+(?=(?:neither|nor)\b)", ", ", sentence, flags=re.I)
    seen_but = _ALL_BUT.search(sentence)
    if seen_but:
        return f"only leaves {_with_and(seen_but['list'] or seen_but['listed'])} are pruned"
    sentence = _VERB_THEN_LIST.sub(lambda m: f"; leaves {_with_and(m['list'])} are {m['verb']};", sentence)
    return _LEAF_THEN_VERB.sub(r" is \1", sentence)


def _with_and(numbers: str) -> str:
    return " & ".join(match[0] for match in re.finditer(NUMBER, numbers, re.I))


def _joined(sentence: str) -> str:
    """A sentence whose lists of leaves are not cut at their commas: "4, 5 and 9 are pruned"."""
    return _LISTED.sub(lambda match: re.sub(r",(?=\s)", "&", match[0]), sentence)


def _of_row(row: str, tree: GameTree) -> Iterator[CutClaim]:
    """The claims in a table row: its cells are about the node in the first cell."""
    cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
    heads = [mention.paths for mention in mentions(cells[0], tree)]
    said = next((cell for cell in cells[1:] if _CUT.search(cell) or _NEVER_SEEN.search(cell)), None)
    if said is None or not (heads or re.search(r"\b(?:node|lea|max|min)", cells[0], re.I)):
        return
    inner = [number_in(match[0]) for match in re.finditer(NUMBER, said, re.I)]
    leaves = leaves_named(tree, inner, None) if inner else ()
    paths = leaves or (heads[0] if len(heads) == 1 else ())
    if paths and not _NOT_CUT.search(said) and not _NOTHING.search(said):
        yield CutClaim(tuple(paths), True, row.strip())


def _says(part: str, denied: bool) -> str | None:
    """Whether a part says that something is cut, that nothing is, or that something is looked at."""
    cuts = _CUT.search(part)
    if (_NOTHING.search(part) and cuts) or _ALL_SEEN.search(part):
        return "nothing"
    if _NEVER_SEEN.search(part):
        return "cut"
    if _NOT_CUT.search(part):
        return "nothing"
    if cuts and not re.search(
        r"\bcut(?:s|ting)?\s+(?:off\s+)?(?:when|condition|happens)|\bprun(?:ing|e)\s+(?:rule|condition|when|happens|is safe)",
        part,
        re.I,
    ):
        return "cut"
    if _SEEN_VERB.search(part):
        return "seen"
    return "cut" if denied and _ELLIPSIS.search(part) else None


def _named(part: str, tree: GameTree) -> tuple[list[TreePath], list[TreePath]]:
    """The nodes that only say where, and those that something is said about. Bare numbers are leaves."""
    scope: list[TreePath] = []
    objects: list[TreePath] = []
    found = mentions(part, tree)
    for mention in found:
        (scope if _PLACED.search(part[: mention.start]) else objects).extend(mention.paths)
    spans = [range(m.start, m.end) for m in found]
    numbers = [
        number_in(match[0])
        for match in re.finditer(NUMBER, part, re.I)
        if not any(match.start() in span for span in spans) and not _COUNTED.match(part, match.end())
    ]
    if numbers and not re.search(r"[<>=≤≥]|\balpha\b|\bbeta\b|α|β", part):
        below = scope or objects or None
        leaves = leaves_named(tree, numbers, below)
        if leaves and objects and all(any(leaf[: len(o)] == o for o in objects) for leaf in leaves):
            return scope, list(leaves)
        objects.extend(leaves)
    return scope, objects


def _rest_of(tops: Sequence[TreePath], tree: GameTree) -> tuple[TreePath, ...]:
    """The children of a node after those that were visited, or after the first if all were."""
    if len(tops) != 1 or not tree.children(tops[0]):
        return ()
    children = tree.children(tops[0])
    left = tuple(child for child in children if child in tree.search.pruned)
    return left or children[1:]


def _left_over(part: str, named: Sequence[TreePath]) -> Sequence[TreePath]:
    """The nodes an earlier part named, if this part only says what happens to them: "the last node, with 5 and 9, is cut"."""
    return (
        named
        if re.match(r"\s*(?:and\s+|so\s+)?(?:is|are|gets?|can be|need|never|not|will be|both)\b", part, re.I)
        else ()
    )


def _quote(part: str, sentence: str) -> str:
    """The part as written in the sentence; the whole sentence if something was removed from the part."""
    words = part.strip()
    return words if words in sentence else sentence.strip()
