"""Small networks as an answer gives them: units as formulas, weights in words, vectors or matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from interviewer.grading.forms.formula import FUNCTIONS, FormulaError, Node
from interviewer.grading.forms.formula_parser import parse_formula
from interviewer.grading.forms.network import Network, in_order
from interviewer.grading.forms.notation import plain_notation
from interviewer.grading.forms.weights import network_of_weights

MAX_NETWORKS = 8
"""Networks of one answer that are run; people give one or two."""
_PAIRS = (("x1", "x2"), ("x", "y"), ("a", "b"), ("A", "B"), ("p", "q"), ("i1", "i2"), ("x0", "x1"), ("u", "v"))
_INPUTS = frozenset(name for pair in _PAIRS for name in pair)
_OUTPUTS = ("y", "out", "output", "o", "yhat", "f", "z", "result", "xor", "XOR", "O", "Y")
_NAME = r"[A-Za-z]{1,6}\d?"
_VERB = (
    r"(?:\(\s*\w{1,3}\s*,\s*\w{1,3}\s*\)\s*)?(?:=|:(?=\s)|\bis\s+on\s+(?:if|when)\b|\b(?:fires|activates|is\s+active|turns\s+on|lights\s+up|is\s+1|is\s+one)\s+"
    r"(?:if|when|iff|once|for)\b|(?<=\d)\s?(?:if|when|for)\b|\bis\b(?=\s*(?:step|relu|sigmoid|max|\[))|(?=\[))"
)
_DEFINITION = re.compile(rf"(?<![\w.'])({_NAME})\s*{_VERB}\s*")
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
_GATE = re.compile(rf"(?<![\w.])({_NAME})\s*(?:=|is|does|computes|:)\s*(?:an?\s+|the\s+)?(OR|AND|NAND|NOR)\b(?!\s*\()")
_CANNOT = re.compile(
    r"\b(?:cannot|can't|can not|fails?|isn't enough|not enough|impossible|only (?:OR|AND)|never|wrong)\b", re.I
)


def said_networks(answer: str) -> tuple[Network, ...]:
    """The networks that an answer describes so that they can be run, in order; at most ``MAX_NETWORKS``."""
    found: list[Network] = []
    lines = _lines(answer)
    groups: list[tuple[dict[str, Node], str]] = [({}, "")]
    definitions = list(_definitions(lines))
    for name, node, quote in definitions:
        formulas, _ = groups[-1]
        if _closes(name, node, formulas):
            groups.append(({}, ""))
        formulas = groups[-1][0]
        formulas[name] = node
        groups[-1] = (formulas, quote)
    found += [n for formulas, quote in groups for n in _networks(formulas, quote)]
    if not definitions:
        found = [n for line, quote in lines for n in [_bare(line, quote)] if n is not None]
    if not found:
        given = network_of_weights(answer)
        found = [given] if given else []
    return tuple(found[:MAX_NETWORKS])


def _closes(name: str, node: Node, formulas: Mapping[str, Node]) -> bool:
    """Whether a definition begins another network: its name is taken by another formula, or an output is there already."""
    if name in formulas:
        gate = formulas[name].op in {"OR", "AND", "NAND", "NOR"}
        return not gate and formulas[name] != node
    needed = frozenset[str]().union(*(other.names for other in formulas.values())) - set(formulas)
    done = any(out in formulas for out in _OUTPUTS)
    return done and name not in needed and not (node.names & (set(formulas) - set(_OUTPUTS)))


def _networks(formulas: Mapping[str, Node], quote: str) -> Iterator[Network]:
    """A network for each unit that no other uses and that may be an output."""
    used = frozenset[str]().union(*(node.names for node in formulas.values()))
    for last in formulas:
        joins = formulas[last].names & set(formulas)
        if last in used or not (last in _OUTPUTS or joins):
            continue
        network = _network(_needed(last, formulas), last, quote)
        if network is not None:
            yield network


def _needed(last: str, formulas: Mapping[str, Node]) -> dict[str, Node]:
    """A unit and all those that it is computed from."""
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
    return node.op == "number" or any(_has_number(arg) for arg in node.args) or node.op in {"relu", "max", "abs"}


def _lines(answer: str) -> list[tuple[str, str]]:
    """Lines of an answer in plain notation, each with its words as they are written."""
    found = []
    for line in re.split(r"\n|(?<=[.;])\s+(?=[A-Za-z(\[])", answer[:8000]):
        if 3 <= len(line) <= 600:
            plain = plain_notation(line)
            plain = re.sub(r"([A-Za-z])\s*_\s*(?:\(\s*(\d)\s*\)|(\d))", r"\1\2\3", plain)
            plain = re.sub(r"\b(?:Heaviside|heaviside|threshold|thresh|sgn|[Hh]ardlim|H|Theta|u)\s*\(", "step(", plain)
            plain = re.sub(r"\b(?:ReLU|RELU|Relu|relu)\s*(?=\()", "relu", plain)
            plain = re.sub(r"\b(?:sigma|Sigmoid|logistic)\s*(?=\()", "sigmoid", plain)
            plain = re.sub(r"\b(?:np\.)?(?:maximum|Max|MAX)\s*\(", "max(", plain)
            plain = re.sub(r"\b1\s*(?=\[)|\bI(?=\[)", "", plain)
            plain = _spoken(plain)
            plain = re.sub(r"\b(?:minus)\b", "-", re.sub(r"\b(?:plus)\b", "+", re.sub(r"\btimes\b", "*", plain)))
            found.append((_gates(plain), line.strip()))
    return found


def _spoken(plain: str) -> str:
    """Units in words as formulas: "the second computes ReLU of x1 plus x2 minus one" is h2 = relu(x1 plus x2 minus 1)."""
    unit = r"(?:\s+(?:hidden\s+)?(?:unit|neuron|one))?\s+(?:computes|is|takes|does|calculates|gives)\s+"
    plain = re.sub(rf"\b[Tt]he\s+first{unit}", "h1 = ", plain)
    plain = re.sub(rf"\b[Tt]he\s+(?:second|other){unit}", "h2 = ", plain)
    plain = re.sub(r"\b[Tt]he\s+output(?:\s+(?:unit|neuron))?\s+(?:computes|is|takes|does|gives)\s+", "out = ", plain)
    plain = re.sub(
        r"\b(relu|step|sigmoid)\s+of\s+([^,.;:()=]{2,60})", lambda m: f"{m[1].lower()}({m[2]})", plain, flags=re.I
    )
    for word, digit in (("one", "1"), ("two", "2"), ("half", "0.5"), ("zero", "0")):
        plain = re.sub(rf"(?<=[a-z0-9]\s)(?:a\s+)?{word}(?=\s+times|\s*[).,]|\s*$|\s+[a-z]\d)", digit, plain)
    return re.sub(r"(plus|minus|times|\()\s*two(?=\s)", r"\1 2", plain)


def _gates(plain: str) -> str:
    """Gates between two units as functions: "h1 AND NOT h2" is AND(h1, NOT(h2))."""
    plain = re.sub(r"\bNOT\s+(\w{1,4})\b", r"NOT(\1)", plain)
    plain = re.sub(r"\b(\w{1,4})\s+and\s+not\s+(\w{1,2}\d)\b", r"AND(\1, NOT(\2))", plain)
    return re.sub(
        r"((?:NOT\()?\b\w{1,4}\)?)\s+(AND|OR)\s+((?:NOT\()?\w{1,4}\)?)",
        lambda m: f"{m[2]}({m[1]}, {m[3]})" if m[1] not in FUNCTIONS else m[0],
        plain,
    )


def _definitions(lines: list[tuple[str, str]]) -> Iterator[tuple[str, Node, str]]:
    defined = {m[1] for line, _ in lines for m in _DEFINITION.finditer(line)} | _INPUTS
    names = frozenset(name for name in defined if name not in FUNCTIONS)
    for line, quote in lines:
        starts = [(m.start(), m[1], m.end(), "") for m in _DEFINITION.finditer(line)]
        starts += [(m.start(), m[1], m.end(), m[2]) for m in _GATE.finditer(line)]
        for _, name, at, gate in sorted(starts):
            if name in FUNCTIONS or name.lower() in _NO_UNIT:
                continue
            node = _gate(gate, names) if gate else _longest(line[at : at + 200], names)
            copies = node is not None and node.op == "name" and node.name in defined - _INPUTS
            copies = copies and not re.match(r"\s*\w+\s*[=:\[]", line[at:])
            if node is not None and (copies or node.op not in {"number", "name"}) and name not in node.names:
                yield name, node, quote


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
            return parse_formula(piece, names)
        except FormulaError:
            continue
    return None


def _bare(line: str, quote: str) -> Network | None:
    """A network given as one formula without a name: "relu(x1 - x2) + relu(x2 - x1)"."""
    match = re.search(r"(?:\d?\s*\*?\s*(?:relu|step|sigmoid|max|abs)\s*\(|\[)", line)
    if match is None:
        return None
    node = _longest(line[match.start() : match.start() + 200], _INPUTS)
    return _network({"out": node}, "out", quote) if node is not None and node.op not in {"number", "name"} else None
