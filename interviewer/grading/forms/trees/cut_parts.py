"""What one sentence of prose says is pruned, part by part: what a part is about can depend on the parts before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from interviewer.grading.forms.trees.claim import CutClaim
from interviewer.grading.forms.trees.cut_clauses import parts_of
from interviewer.grading.forms.trees.cut_words import CUT, ELLIPSIS, NEVER_SEEN, VALUE, as_said, joined, says_of
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.mention import leaves_named, mentions, number_in, without_leaves
from interviewer.grading.forms.trees.mention_phrasings import A_NUMBER, NUMBER
from interviewer.grading.forms.trees.neighbours import with_neighbours_named
from knowledge.text.alternatives import any_of, shared, table

_AFTER = table(
    (
        rf"\b(?:after|once|having seen)\s+(?:the\s+|seeing\s+|leaf\s+|we\s+see\s+)*{NUMBER}\s*(?:is"
        r" seen\s*)?,?",
        "after five",
    ),
)
_WHY = re.compile(r"\b(?:because|since|as|once|when|given|where|so that|due to|for)\b.*", re.I | re.DOTALL)
_ONLY = re.compile(r"\b(?:only|just|nothing but)\b", re.I)
_COUNTED = re.compile(r"\s+(?:more\s+|whole\s+)?(?:leaves|nodes|children|branches|of\s+them)\b", re.I)
_AS_WELL = re.compile(r"\b(?:neither|nor|as\s+well|too|also|likewise|(?:as|so)\s+(?:is|are|was|were|does|do))\b", re.I)
_GIVES_VALUE = table(
    (rf"{VALUE}{NUMBER}\s*$", "gets a two"),
)
_SO = re.compile(r"\s*(?:and\s+)?(?:hence|so|thus|therefore|consequently|then)\b", re.I)
"""Matches words after which the statement is about what follows, not about what was named before."""
_WHOLE = table(
    (
        r"(?:everything|anything|nothing|none|all|whatever)(?:\s+"
        + any_of(
            r"is, lies, hangs, comes, of\s+(?:it|them), the\s+leaves, leaves, nodes, else, "
            r"that(?:['’]s|\s+is|\s+lies|\s+hangs)?"
        )
        + ")?",
        "everything that lies under the ",
    ),
    (r"what(?:['’]s|\s+is|\s+lies|\s+hangs)", "what is under the "),
    (r"(?:the|both|two|no)\s+(?:two\s+)?(?:leaf|leaves|children|nodes)", "both leaves under the "),
    before=r"\b",
    after=r"\s+(?:under(?:neath)?|inside|within|in|on)\s+(?:the\s+)?$",
)
"""Before a node: all that is below it is meant, so the node does not only say where."""
_THEY = re.compile(rf"{_SO.pattern}\s*(?:they|these|those|both)\b", re.I)
_ABOUT_THEM = table(
    shared(
        r"\s*(?:and\s+|so\s+)?",
        (r"(?:is|are|gets?|can be|need|never|not|will be|both)\b", "and never"),
        (r"(?:do|does|did|have|has|need|ca|wo)n['’]t\b", "and doesn't"),
        (r"(?:do|does|did|have) not\b", "and does not"),
    ),
    (_THEY.pattern, "therefore they"),
)
_PLACED = re.compile(r"(?<!look )(?<!looked )(?<!looking )\b(?:on|in|at|inside|within|under)\s+(?:the\s+)?$", re.I)
_SIDE_ALONE = re.compile(
    r"\W*(?:(?:but|and|then|now)\s+)?(?:(?:on|in|at)\s+the\s+)?(?P<side>left|right)(?:\s+(?:hand\s+)?(?:side|half|branch|part))?\W*",
    re.I,
)
_ANNOUNCES = re.compile(r"\W*(?:(?:what\s+is|so|then|now)\s+)?(?:prun\w+|cut(?:\s+off)?|skip\w*)\W*", re.I)
"""A part that announces what is cut: "pruned: the max node over 5 and 9"."""
_ITS = re.compile(r"\b(?:its|whose|their|that (?:node|one)['’]s)\s+$", re.I)
_WHEN = re.compile(r"\bafter\s+(?:(?:seeing|visiting|having\s+seen)\s+)?(?:the\s+)?$", re.I)
"""Before a node: it only says when."""
_REST = re.compile(
    r"\b(?:rest|remainder|remaining (?:part|child|children|branch|node)|other (?:child|half)|(?:every|any|no)thing (?:else|more|further))\b",
    re.I,
)


def claims_of(sentence: str, tree: GameTree) -> Iterator[CutClaim]:
    """The claims in a sentence of prose, in order."""
    reader = PartReader(tree, sentence)
    whole = without_leaves(as_said(with_neighbours_named(sentence, tree)), tree)
    for part in parts_of(_AFTER.sub(" ", joined(whole)), tree):
        if claim := reader.read(part):
            yield claim


@dataclass(frozen=True)
class SentencePart:
    """A part of a sentence.

    Attributes:
        scope: Nodes that only say where.
        objects: Nodes that something is said about.
        quote: The part as it was written.
    """

    text: str
    scope: Sequence[TreePath]
    objects: Sequence[TreePath]
    quote: str


@dataclass
class PartReader:
    """Reads a sentence part by part, and keeps what earlier parts mean for the later ones.

    Attributes:
        sentence: The sentence as it was written.
        named: Nodes that were named, with nothing said about them yet.
        denied: Whether the sentence began by saying that nothing is cut.
        announced: Whether the last part announced what is cut: "pruned: …".
        side: The side of the tree that a part by itself named, in words.
        last: Whether the last statement was about a cut; None if there was none.
    """

    tree: GameTree
    sentence: str
    named: list[TreePath] = field(default_factory=list)
    denied: bool = False
    announced: bool = False
    side: str = ""
    last: bool | None = None

    def read(self, text: str) -> CutClaim | None:
        """The claim in the next part; None if it makes none by itself."""
        text = without_reason(text)
        if self.names_a_side(text):
            return None
        scope, objects = _named(self.side + text.lstrip(), self.tree)
        part = SentencePart(text, scope, objects, _quote(text, self.sentence))
        says = self.said_of(part)
        self.forget(part)
        if says is None:
            return self.without_verb(part)
        self.announced = bool(_ANNOUNCES.fullmatch(text))
        self.last = says in {"cut", "idle"}
        match says:
            case "nothing":
                self.denied = True
                return CutClaim(tuple(part.objects or part.scope), False, part.quote)
            case "cut":
                return self.cut(part)
            case "idle":
                return self.idle(part)
        return CutClaim(tuple(part.objects), False, part.quote) if part.objects else None

    def names_a_side(self, text: str) -> bool:
        """Whether a part names a side alone: "Right: the second max node is cut" counts on the right."""
        if alone := _SIDE_ALONE.fullmatch(text):
            self.side = f"on the {alone['side']} "
            return True
        if re.search(r"\b(?:left|right)", text, re.I):
            self.side = ""
        return False

    def said_of(self, part: SentencePart) -> str | None:
        """What a part says is done with its nodes; after a cut, "the 5 is" says that the 5 is looked at."""
        says = says_of(part.text, self.denied)
        if says is None and self.last and ELLIPSIS.search(part.text) and not _AS_WELL.search(part.text):
            return "seen"
        return says

    def forget(self, part: SentencePart) -> None:
        """Drop the nodes named before a "so", unless it goes on with "they" and they are what is pruned."""
        if _SO.match(part.text) and not (_THEY.match(part.text) and _are_pruned(self.named, self.tree)):
            self.named = []

    def without_verb(self, part: SentencePart) -> CutClaim | None:
        """A part that is not a statement on its own: what was announced, the same as before ("and 9, too"), or just a name."""
        if self.announced and part.objects:
            return CutClaim(tuple(part.objects), True, part.quote)
        self.announced = bool(_ANNOUNCES.fullmatch(part.text))
        if _AS_WELL.search(part.text) and self.last is not None and part.objects:
            return CutClaim(tuple(part.objects), self.last, part.quote)
        if not CUT.search(part.text) and not (_GIVES_VALUE.search(part.text) and mentions(part.text, self.tree)):
            self.named += part.objects
        return None

    def cut(self, part: SentencePart) -> CutClaim | None:
        """A part that says that something is cut, or never looked at."""
        meant = self.meant(part, part.objects)
        return CutClaim(meant, True, part.quote, bool(_ONLY.search(part.text))) if meant else None

    def idle(self, part: SentencePart) -> CutClaim | None:
        """A part that says that something does not matter, which is a claim only about exactly what is pruned."""
        meant = self.meant(part, [path for path in part.objects if path])  # "can't change the result" is not the root
        pruned = meant and _are_pruned(meant, self.tree)
        return CutClaim(meant, True, part.quote, bool(_ONLY.search(part.text))) if pruned else None

    def meant(self, part: SentencePart, objects: Sequence[TreePath]) -> tuple[TreePath, ...]:
        """The nodes that a statement about a cut is about."""
        if _REST.search(part.text):
            return tuple(_rest_meant(part.scope, objects, self.tree))
        return tuple(objects or _left_over(part.text, self.named, self.tree))


def without_reason(part: str) -> str:
    """A part without its reason, if it still speaks of a cut without it."""
    bare = _WHY.sub("", part)
    return bare if CUT.search(bare) or NEVER_SEEN.search(bare) else part


def _named(part: str, tree: GameTree) -> tuple[list[TreePath], list[TreePath]]:
    """The nodes that only give a location, and those that something is said about. Bare numbers are leaves."""
    scope: list[TreePath] = []
    objects: list[TreePath] = []
    found = mentions(part, tree)
    for mention in found:
        before = part[: mention.start]
        if _ITS.search(before) or _WHEN.search(before):
            continue  # the second node of something said before, not of all; or the node before those that are meant
        (scope if _PLACED.search(before) and not _WHOLE.search(before) else objects).extend(mention.paths)
    spans = [range(m.start, m.end) for m in found]
    numbers = [
        number_in(match[0])
        for match in A_NUMBER.finditer(part)
        if not any(match.start() in span for span in spans) and not _COUNTED.match(part, match.end())
    ]
    compared = re.search(r"[<>=≤≥]|\balpha\b|\bbeta\b|α|β", part) is not None
    if compared:
        objects = _below_others(objects)
    if numbers and not compared:
        below = scope or objects or None
        leaves = leaves_named(tree, numbers, below)
        if not leaves and objects and not any(map(tree.children, objects)):
            leaves = leaves_named(tree, numbers, scope or None)  # another leaf: "the 9 and the seventh leaf"
        elif leaves and objects and all(any(leaf[: len(o)] == o for o in objects) for leaf in leaves):
            return scope, list(leaves)
        objects.extend(leaves)
    return scope, objects


def _below_others(paths: Sequence[TreePath]) -> list[TreePath]:
    """The nodes that are not above another one of them: where bounds are compared, the node above only says whose they are."""
    return [path for path in paths if not any(len(other) > len(path) and other[: len(path)] == path for other in paths)]


def _rest_meant(scope: Sequence[TreePath], objects: Sequence[TreePath], tree: GameTree) -> Sequence[TreePath]:
    """What "the rest" is: the children of the node named that are left, or the leaves it lists: "the rest (5 and 9)"."""
    listed = len(objects) > 1 and all(tree.kind(path) == "leaf" for path in objects)
    return objects if listed else _rest_of(scope or objects, tree)


def _are_pruned(paths: Sequence[TreePath], tree: GameTree) -> bool:
    """Whether these nodes are exactly what alpha-beta prunes."""
    return {leaf for path in paths for leaf in tree.leaves(path)} == tree.pruned_leaves != frozenset()


def _rest_of(tops: Sequence[TreePath], tree: GameTree) -> tuple[TreePath, ...]:
    """The children of a node after those that were visited, or after the first if all were."""
    if len(tops) != 1 or not tree.children(tops[0]):
        return ()
    children = tree.children(tops[0])
    left = tuple(child for child in children if child in tree.search.pruned)
    return left or children[1:]


def _left_over(part: str, named: Sequence[TreePath], tree: GameTree) -> Sequence[TreePath]:
    """The nodes an earlier part named, if this part only says what happens to them: "the last node, with 5 and 9, is cut"."""
    if not _ABOUT_THEM.match(part):
        return ()
    leaves = [path for path in named if not tree.children(path)]
    above = [path for path in named if any(leaf[: len(path)] == path for leaf in leaves)]
    return [*above, *leaves] if len(leaves) > 1 else named  # leaves identify a node better than an ordinal


def _quote(part: str, sentence: str) -> str:
    """The part as written in the sentence; the whole sentence if something was removed from the part."""
    words = part.strip()
    return words if words in sentence else sentence.strip()
