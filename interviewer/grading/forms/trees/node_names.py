"""The names of a game tree's nodes in messages to people."""

from __future__ import annotations

from interviewer.grading.forms.trees.game_tree import GameTree, TreePath

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def name_of(tree: GameTree, path: TreePath) -> str:
    """A node by kind and place, such as "the right min node" or "the fourth max node (5, 9)"."""
    if not path:
        return "the root"
    level = tree.level(len(path))
    kind = tree.kind(path)
    place = level.index(path)
    if kind == "leaf":
        where = "last" if place == len(level) - 1 else _ordinal(place)
        return (
            f"the leaf {tree.values[path]:g} ({where} from the left)"
            if where != "last"
            else f"the last leaf, {tree.values[path]:g}"
        )
    if len(path) == 1 and len(level) <= 3:
        side = ("left", "right") if len(level) == 2 else ("left", "middle", "right")
        return f"the {side[place] if len(level) > 1 else 'only'} {kind} node"
    children = tree.children(path)
    below = ", ".join(f"{tree.values[c]:g}" for c in children)
    shown = f" ({below})" if all(tree.kind(c) == "leaf" for c in children) else ""
    return f"the {_ordinal(place)} {kind} node{shown}"


def names_of(tree: GameTree, paths: tuple[TreePath, ...]) -> str:
    """Several nodes as one phrase; leaves by their numbers, such as "the leaves 5 and 9"."""
    if not paths:
        return "nothing"
    if len(paths) > 1 and all(tree.kind(path) == "leaf" for path in paths):
        numbers = [f"{tree.values[path]:g}" for path in paths]
        return f"the leaves {', '.join(numbers[:-1])} and {numbers[-1]}"
    names = [name_of(tree, path) for path in paths]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def shown_number(value: float) -> str:
    """A number, or ∞ with its sign."""
    if value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else "-∞"
    return f"{value:g}"


def _ordinal(place: int) -> str:
    return ORDINALS[place] if place < len(ORDINALS) else f"{place + 1}th"
