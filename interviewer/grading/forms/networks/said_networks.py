"""Small networks as an answer gives them: units as formulas, weights in words, vectors or matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from interviewer.grading.forms.maths.formula import FUNCTIONS, FormulaError, Node
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.networks.network import Network, in_order, is_built_of_units
from interviewer.grading.forms.networks.network_notation import Line, lines_of
from interviewer.grading.forms.networks.weights import network_of_weights
from interviewer.grading.forms.stance import stood_by
from knowledge.text.alternatives import any_of, in_context, table

MAX_NETWORKS = 8
"""Most networks per answer that are run; people give one or two."""
LONGEST_QUOTE = 300
"""Most characters of the line that is quoted for a network's weights."""
_PAIRS = (("x1", "x2"), ("x", "y"), ("a", "b"), ("A", "B"), ("p", "q"), ("i1", "i2"), ("x0", "x1"), ("u", "v"))
_INPUTS = frozenset(name for pair in _PAIRS for name in pair)
_OUTPUTS = ("y", "out", "output", "o", "yhat", "f", "z", "result", "xor", "XOR", "O", "Y")
_NAME = r"[A-Za-z]{1,6}\d?"
_VERB = in_context(
    (
        ("=", "h1 = step(x + y)"),
        (r":(?=\s)", "h1: step(x + y)"),
        (r"\bis\s+on\s+(?:if|when)\b", "h1 is on if one input is"),
        (
            r"\b"
            + any_of(r"fires, activates, is\s+active, turns\s+on, lights\s+up, is\s+1, is\s+one")
            + r"\s+(?:if|when|iff|once|for)\b",
            "h1 fires when x1 is on",
        ),
        (r"(?<=\d)\s?(?:if|when|for)\b", "1 if x1 > 0.5"),
        (r"\bis\b(?=\s*(?:step|relu|sigmoid|max|\[))", "h1 is step(x + y)"),
        (r"(?=\[)", "h1 [1, -1]"),
    ),
    before=r"(?:\(\s*\w{1,3}\s*,\s*\w{1,3}\s*\)\s*)?",
)
_DEFINITION = table(
    (rf"(?<![\w.'])({_NAME})\s*{_VERB}\s*", "h1 fires if x1 is on"),
    flags=re.NOFLAG,
)
_NO_UNIT = frozenset(
    [
        "e",
        "pi",
        "it",
        "is",
        "so",
        "if",
        "we",
        "and",
        "or",
        "the",
        "does",
        "xor",
        "gate",
        "unit",
        "as",
        "in",
        "to",
        "for",
        "step",
        "bias",
        "weight",
        "input",
    ]
)
_GATE = re.compile(
    rf"(?<![\w.])({_NAME})\s*(?:=|is|does|computes|:)\s*(?:an?\s+|the\s+)?(OR|AND|NAND|NOR)\b"
    rf"(?!\s*\()(?!,?\s*(?:but|and|or|AND|OR|of|minus|plus)\b)(?!\s*[-+*])"
)
"""A unit that is a gate of both inputs; "OR but not AND" combines two units."""
_UNREAD = table(
    (r"\s*(?:mod\b|%|\bxor\b|⊕|\^\^|!=|≠|\\oplus|\boplus\b)", "x1 XOR x2"),
    (
        r"\s*\b(?:or|nor|and|nand)\s+(?:not\s+)?\(?(?:[a-z]{1,3}\d|[a-z])\)?(?=\s*"
        + any_of(r"[,;.):→], $, \b(?:where|with|which)\b, \b(?:and|or|nor|nand)\b(?!\s+\w+\s*=)")
        + ")",
        "and not B",
    ),
)
"""Matches a continuation with an operation that units do not have, so that the text before it is not a complete formula."""
_Definition = tuple[str, Node, str, bool]
"""A unit's name, its formula, the words that give it, and whether the candidate stands by it."""
_CANNOT = re.compile(
    r"\b(?:cannot|can't|can not|fails?|isn't enough|not enough|impossible|only (?:OR|AND)|never|wrong)\b", re.I
)


def said_networks(answer: str) -> tuple[Network, ...]:
    """The runnable networks that an answer describes and stands by, in order; at most ``MAX_NETWORKS``.

    Gates given only by name count if no weights are given.
    """
    lines = lines_of(answer)
    definitions = list(_definitions(lines))
    found = [network for group in _groups(definitions) for network in _networks(*group)]
    if not definitions:
        found = [bare for line in lines if (bare := _bare(line.stands, line.quote)) is not None]
    if not any(network.numbers for network in found):
        given = network_of_weights(stood_by(answer, denials=False))
        found = [replace(given, quote=_line_of_numbers(answer))] if given else found
    return tuple(network for network in found if all(is_built_of_units(u.formula) for u in network.units))[
        -MAX_NETWORKS:
    ]


def _line_of_numbers(answer: str) -> str:
    """The line that gives a network's weights: the one with most numbers, cut where a quote would be too long."""
    lines = answer.splitlines()
    return max(lines, key=lambda line: len(re.findall(r"\d+", line))).strip()[:LONGEST_QUOTE] if lines else ""


def _groups(definitions: Sequence[_Definition]) -> list[tuple[dict[str, Node], str, dict[str, Node]]]:
    """Definitions grouped by network, each group with a quote and with earlier definitions that it may use.

    A rejected attempt still defines its hidden units, which the right one may keep.
    """
    groups: list[tuple[dict[str, Node], str, dict[str, Node]]] = [({}, "", {})]
    earlier: dict[str, Node] = {}
    for name, node, quote, stands in definitions:
        if stands:
            formulas, first, _ = groups[-1]
            if _closes(name, node, formulas):
                if not any(True for _ in _networks(*groups[-1])):
                    earlier |= formulas
                groups.append(({}, quote, dict(earlier)))
            formulas, first, known = groups[-1]
            known = known if formulas else dict(earlier)
            formulas[name] = node
            groups[-1] = (formulas, first or quote, known)
        earlier[name] = node
    last, quote, known = groups[-1]
    if len(groups) > 1 and not any(True for _ in _networks(last, quote, known)):
        # a unit that is corrected after the output was given
        groups.append(({**groups[-2][0], **last}, quote, groups[-2][2]))
    return groups


def _closes(name: str, node: Node, formulas: Mapping[str, Node]) -> bool:
    """Whether a definition begins another network: its name already has another formula, or there is already an output."""
    if name in formulas:
        gate = formulas[name].op in {"OR", "AND", "NAND", "NOR"}
        return not gate and formulas[name] != node
    needed = frozenset[str]().union(*(other.names for other in formulas.values())) - set(formulas)
    done = any(out in formulas for out in _OUTPUTS)
    return done and name not in needed and not (node.names & (set(formulas) - set(_OUTPUTS)))


def _networks(formulas: Mapping[str, Node], quote: str, earlier: Mapping[str, Node]) -> Iterator[Network]:
    """A network for each unit that no other unit uses and that can be an output."""
    used = frozenset[str]().union(*(node.names for node in formulas.values()))
    for last in formulas:
        free = frozenset[str]().union(*(node.names for node in formulas.values())) - set(formulas)
        lent = {name: earlier[name] for name in free if name in earlier and name not in _INPUTS}
        whole = {**lent, **formulas}
        joins = whole[last].names & set(whole)
        if last in used or not (last in _OUTPUTS or joins):
            continue
        network = _network(_needed(last, whole), last, quote)
        if network is not None:
            yield network


def _needed(last: str, formulas: Mapping[str, Node]) -> dict[str, Node]:
    """A unit and all units it is computed from."""
    wanted, queue = {last}, [last]
    while queue:
        for name in formulas[queue.pop()].names & set(formulas) - wanted:
            wanted.add(name)
            queue.append(name)
    return {name: node for name, node in formulas.items() if name in wanted}


def _network(formulas: Mapping[str, Node], last: str, quote: str) -> Network | None:
    free = frozenset[str]().union(*(node.names for node in formulas.values())) - set(formulas) - {"e", "pi"}
    inputs = next((pair for pair in _PAIRS if free and free <= set(pair)), None)
    if inputs is None or len(free) < 2 or (len(formulas) == 1 and _CANNOT.search(quote)):
        return None
    try:
        units = in_order(formulas)
    except FormulaError:
        return None
    units = (*(unit for unit in units if unit.name != last), *(unit for unit in units if unit.name == last))
    return Network(units, inputs, quote, any(_has_number(unit.formula) for unit in units))


def _has_number(node: Node) -> bool:
    return (
        node.op in {"number", "<", ">", "<=", ">="}
        or any(_has_number(arg) for arg in node.args)
        or node.op in {"relu", "max", "abs"}
    )


def _definitions(lines: Sequence[Line]) -> Iterator[_Definition]:
    defined = {m[1] for line in lines for m in _DEFINITION.finditer(line.plain)} | _INPUTS
    names = frozenset(name for name in defined if name not in FUNCTIONS)
    for line in lines:
        standing = list(_of_line(line.stands, names, defined))
        for name, node in _of_line(line.plain, names, defined):
            yield name, node, line.quote, line.stands == line.plain or (name, node) in standing


def _of_line(line: str, names: frozenset[str], defined: set[str]) -> Iterator[tuple[str, Node]]:
    starts = [(m.start(), m[1], m.end(), "") for m in _DEFINITION.finditer(line)]
    starts += [(m.start(), m[1], m.end(), m[2]) for m in _GATE.finditer(line)]
    for _, name, at, gate in sorted(starts):
        if name in FUNCTIONS or name.lower() in _NO_UNIT:
            continue
        node = _gate(gate, names) if gate else _longest(line[at : at + 200], names)
        if node is not None and not is_built_of_units(node):
            # "y = |x1 - x2| = relu(x1 - x2) + relu(x2 - x1)" ends with the network
            goes_on = re.match(r"[^=;.,]{1,60}=(?![=<>])\s*", line[at : at + 200])
            other = _longest(line[at + goes_on.end() : at + 200], names) if goes_on else None
            node = other if other is not None and is_built_of_units(other) else node
        copies = node is not None and node.op == "name" and node.name in defined - _INPUTS
        copies = copies and not re.match(r"\s*\w+\s*[=:\[]", line[at:])
        if node is not None and (copies or node.op not in {"number", "name"}) and name not in node.names:
            yield name, node


def _gate(gate: str, names: frozenset[str]) -> Node:
    pair = ("x1", "x2") if "x1" in names else ("x", "y")
    return Node(gate, tuple(Node("name", name=name) for name in pair))


def _longest(text: str, names: frozenset[str]) -> Node | None:
    """The longest beginning of a text that is a formula."""
    stop = re.search(r"(?<![<>!])=|[→;:]|->|\.\s|\bis\b|\bfires\b|\bwhere\b|\bwith\b|\bwhich\b", text)
    text = text[: stop.start()] if stop else text
    ends = [len(text), *(m.start() for m in reversed(list(re.finditer(r"[\s,.)\]]|(?<=[)\]])", text))))]
    for end in ends[:60]:
        piece = text[:end].strip().rstrip(".,")
        if not piece:
            continue
        try:
            node = parse_formula(piece, names)
        except FormulaError:
            continue
        return None if _UNREAD.match(text[end:] + (stop[0] if stop else "")) else node
    return None


def _bare(line: str, quote: str) -> Network | None:
    """A network given as one formula without a name: "relu(x1 - x2) + relu(x2 - x1)"."""
    first: Network | None = None
    for match in re.finditer(r"(?:\d?\s*\*?\s*(?:relu|step|sigmoid|max|abs)\s*\(|\[)", line):
        node = _longest(line[match.start() : match.start() + 200], _INPUTS)
        network = _network({"out": node}, "out", quote) if node and node.op not in {"number", "name"} else None
        if network is not None and is_built_of_units(network.units[-1].formula):
            return network  # "|x1 - x2| = relu(x1 - x2) + relu(x2 - x1)" ends with the network
        first = first or network
    return first
