"""The form of a game tree: values, alpha, beta and pruning, filled in or described, checked node by node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewer.errors import UsageError
from interviewer.grading.forms.fences import KINDS, words_beside
from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.trees.claim import QUANTITIES, CutClaim, NodeClaim, Quantity, TreeAnswer
from interviewer.grading.forms.trees.cuts import read_cuts
from interviewer.grading.forms.trees.fields import nearest, right_number, told, why_wrong, wrong_fields
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath, path_of, read_game_tree
from interviewer.grading.forms.trees.node_names import name_of, names_of, shown_number
from interviewer.grading.forms.trees.prose import read_values
from interviewer.grading.forms.trees.tree_json import read_filled
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from knowledge.schema import Criterion, Question

_TOLERANCE = 1e-9
"""Difference up to which values are equal: rounding."""
_EXPECTED = re.compile(r"(value|alpha|beta)\s+(root|\d+(?:\.\d+)*)")


class TreeForm:
    """Checks answers about the game tree of a question."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """A finding for each criterion that the answer settles; none where the question has no tree.

        Raises:
            UsageError: The bank's tree, or what a criterion expects of it, cannot be read.
        """
        if not question.tree:
            return ()
        tree = read_game_tree(question.tree)
        said = read_tree_answer(answer, tree)
        prose = bool(words_beside(answer, KINDS))
        if said.faults and not (said.filled or prose):
            return tuple(Finding(c.id, "ungraded", _told(said, answer)) for c in question.criteria if c.tree)
        found = (_judge(c, tree, said, prose) for c in question.criteria if c.tree)
        return tuple(_lowered([finding for finding in found if finding is not None], question, tree, said))

    def note(self, question: Question, answer: str) -> str:
        """What could not be read in a filled-in tree; or, if nothing was found in the prose, that it can be filled in."""
        if not question.tree:
            return ""
        tree = read_game_tree(question.tree)
        said = read_tree_answer(answer, tree)
        if said.faults:
            return _told(said, answer)
        if said.filled and (wrong := wrong_fields(tree, said)):
            return f"In your tree, this is wrong: {'; '.join(field.name(tree) for field in wrong)}."
        if not (said.nodes or said.cuts or said.filled):
            return "Fill in the tree, or name each node with its value, and every node will be checked by computation."
        return ""


def _told(said: TreeAnswer, answer: str) -> str:
    """What could not be read in a filled-in tree, as a sentence."""
    if not said.filled and len(answer) >= MAX_GRADED_CHARACTERS:
        return f"Your tree takes up more than the {MAX_GRADED_CHARACTERS:,} characters of an answer that are read."
    return f"In your tree, {'; '.join(said.faults)}."


def read_tree_answer(answer: str, tree: GameTree) -> TreeAnswer:
    """Everything that an answer says about a tree, filled in and in prose."""
    prose = words_beside(answer, KINDS)
    return read_filled(answer, tree) + TreeAnswer(read_values(prose, tree), read_cuts(prose, tree))


def expected_of(entry: str, tree: GameTree) -> tuple[tuple[Quantity, TreePath], ...]:
    """What an entry of a criterion's ``tree`` asks for, such as ``value 1 | beta 1``: either will do.

    Raises:
        UsageError: It cannot be read, or names a node that the tree does not have.
    """
    found: list[tuple[Quantity, TreePath]] = []
    for option in entry.split("|"):
        match = _EXPECTED.fullmatch(option.strip())
        path = path_of(match[2], tree) if match else None
        if match is None or path is None:
            raise UsageError(
                f"a criterion expects {entry!r} of its tree; write it as 'value root', 'beta 2' or 'pruned'"
            )
        found.append((next(q for q in QUANTITIES if q == match[1]), path))
    return tuple(found)


def _lowered(findings: Sequence[Finding], question: Question, tree: GameTree, said: TreeAnswer) -> Iterator[Finding]:
    """The findings on a filled-in tree, each lowered for wrong fields that are closest to its criterion."""
    fields = [field for field in wrong_fields(tree, said) if not field.follows] if said.filled else []
    targets = {
        c.id: [target for entry in c.tree if entry != "pruned" for target in expected_of(entry, tree)]
        for c in question.criteria
        if c.tree
    }
    for finding in findings:
        near = [field for field in fields if nearest(field, targets, tree) == finding.criterion_id]
        if near and finding.verdict == "met":
            reason = f"{finding.reason} But not everything around it is right: {told(near)}"
            yield replace(finding, verdict="partly_met", reason=reason)
        else:
            yield finding


def _judge(criterion: Criterion, tree: GameTree, said: TreeAnswer, prose: bool) -> Finding | None:
    if "pruned" in criterion.tree:
        return _judge_cuts(criterion, tree, said, prose)
    parts = [_check(expected_of(entry, tree), tree, said) for entry in criterion.tree]
    wrong = next((part for part in parts if part and not part.right), None)
    if wrong is not None:
        return Finding(criterion.id, "not_met", wrong.reason, wrong.quote, contradicted=True)
    right = [part for part in parts if part]
    if len(right) == len(parts):
        reason = f"Right: {'; '.join(dict.fromkeys(part.reason for part in right))}."
        return Finding(criterion.id, "met", reason, right[0].quote)
    missing = parts.index(None)
    quantity, path = expected_of(criterion.tree[missing], tree)[0]
    if not said.filled or prose:
        return None  # the rest may be given in words that only a reader understands
    unread = said.unread.get((quantity, path))
    lacks = f"the {quantity} of {name_of(tree, path)} is {f'not a number: {unread}' if unread else 'empty'}."
    if right and parts[0]:
        reason = f"{_capitalized(right[0].reason)}, but {lacks}"
        return Finding(criterion.id, "partly_met", reason, right[0].quote)
    return Finding(criterion.id, "not_met", _capitalized(lacks))


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Part:
    """One number that was asked for and given."""

    def __init__(self, right: bool, reason: str, quote: str) -> None:
        self.right, self.reason, self.quote = right, reason, quote


def _check(options: Sequence[tuple[Quantity, TreePath]], tree: GameTree, said: TreeAnswer) -> _Part | None:
    """The answer's last word on what is asked: right, wrong, or None if nothing was said."""
    wrong: _Part | None = None
    for quantity, path in options:
        claims = said.said(quantity, path)
        right = right_number(quantity, path, tree)
        if not claims and (passed := _passed_down(quantity, path, tree, said)):
            reason = f"the {quantity} of {name_of(tree, path)} is {shown_number(passed.number)}"
            return _Part(True, reason, passed.quote)
        if not claims:
            continue
        last = claims[-1]
        if right is None:
            raise UsageError(f"{name_of(tree, path)} is pruned, so it has no {quantity}; a criterion cannot ask for it")
        name = name_of(tree, path)
        if abs(last.number - right) <= _TOLERANCE or last.number == right:
            return _Part(True, f"the {quantity} of {name} is {shown_number(right)}", last.quote)
        if wrong is None and not _is_carried_over(last, said):
            wrong = _Part(False, why_wrong(quantity, path, last, tree), last.quote)
    return wrong


def _passed_down(quantity: Quantity, path: TreePath, tree: GameTree, said: TreeAnswer) -> NodeClaim | None:
    """The claim that gives a bound to the parent of a node, which passes it down; None if it does not settle the node's own.

    It does where the node's other bound is given too and what is pruned is right: the two were then compared.
    """
    claims = said.said(quantity, path[:-1]) if path and quantity != "value" and not said.filled else ()
    right = right_number(quantity, path, tree)
    if not claims or right is None or {claims[-1].number} != {right, right_number(quantity, path[:-1], tree)}:
        return None
    other = said.said("beta" if quantity == "alpha" else "alpha", path)
    cut, *_ = _settled(said.cuts, tree)
    return claims[-1] if other and cut and cut == tree.pruned_leaves else None


def _is_carried_over(claim: NodeClaim, said: TreeAnswer) -> bool:
    """Whether the answer gives the same bound to a node above: the error is charged there, and not a second time."""
    above = (claim.path[:depth] for depth in range(len(claim.path)))
    return claim.quantity != "value" and any(
        claims and claims[-1].number == claim.number for claims in (said.said(claim.quantity, path) for path in above)
    )


def _judge_cuts(criterion: Criterion, tree: GameTree, said: TreeAnswer, prose: bool) -> Finding | None:
    cut, seen, nothing, last = _settled(said.cuts, tree)
    right = tree.pruned_leaves
    names = names_of(tree, tree.search.pruned)
    verb = "is" if len(tree.search.pruned) == 1 else "are"
    if last is None:
        if said.filled and not prose:
            return Finding(criterion.id, "not_met", "No node is marked as pruned.") if right else None
        return None
    wrong = tuple(sorted(cut - right))
    if wrong:
        what = names_of(tree, _whole(tree, cut - right))
        return Finding(
            criterion.id,
            "not_met",
            f"You prune {what}, which alpha-beta visits; {_only(names, verb)}.",
            last.quote,
            True,
        )
    if cut == right and (cut or nothing):
        return Finding(
            criterion.id, "met", f"Right: {names} {verb} pruned." if cut else "Right: nothing is pruned.", last.quote
        )
    if nothing or seen & right or last.only:
        return Finding(
            criterion.id,
            "not_met",
            f"That's not right: {names} {verb} pruned, since alpha is at least beta there.",
            last.quote,
            True,
        )
    if cut:
        left = names_of(tree, tuple(sorted(right - cut)))
        return Finding(
            criterion.id,
            "partly_met",
            f"Right as far as it goes, but {left} is pruned too: {names} is cut as a whole.",
            last.quote,
        )
    return None


def _only(names: str, verb: str) -> str:
    return f"what is pruned is {names}" if names != "nothing" else "nothing is pruned here"


def _settled(
    cuts: Sequence[CutClaim], tree: GameTree
) -> tuple[frozenset[TreePath], frozenset[TreePath], bool, CutClaim | None]:
    """The leaves finally said to be pruned and visited, whether nothing is, and the claim that decides it."""
    cut: frozenset[TreePath] = frozenset()
    seen: frozenset[TreePath] = frozenset()
    nothing, last = False, None
    for claim in cuts:
        leaves = frozenset(leaf for path in claim.paths for leaf in tree.leaves(path))
        if claim.cut:
            cut, seen, nothing, last = cut | leaves, seen - leaves, False, claim
        elif claim.paths:
            seen, cut = seen | leaves, cut - leaves
            if leaves & tree.pruned_leaves or last is None:
                last = claim
        else:
            cut, nothing, last = frozenset(), True, claim
    return cut, seen, nothing, last


def _whole(tree: GameTree, leaves: frozenset[TreePath]) -> tuple[TreePath, ...]:
    """Some leaves as the fewest nodes that contain exactly these leaves."""
    found: list[TreePath] = []
    for path in tree.nodes:  # parents come first
        below = tree.leaves(path)
        if set(below) <= leaves and not any(path[: len(p)] == p for p in found):
            found.append(path)
    return tuple(found)
