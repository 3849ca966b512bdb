"""Typed parsing of YAML fields that reports every fault with its line."""

from __future__ import annotations

from pathlib import Path

import yaml

from knowledge.errors import Problem, ProblemKind
from knowledge.text.visible import visible


class FieldReader:
    """Reads the YAML nodes of one file with types. An error is recorded with its line, and reading continues."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def fault(self, line: int, message: str, about: str = "", kind: ProblemKind = "") -> None:
        """Record a fault; ``line`` counts from 1 in the file, and ``about`` is the field of the question that has it."""
        self.problems.append(Problem(self.path, line, message, about, kind=kind))

    def line(self, node: yaml.Node) -> int:
        """The line in the file where a node begins."""
        return int(node.start_mark.line) + 2  # the opening '---' is line 1

    def mapping(self, node: yaml.Node, known: set[str], what: str) -> dict[str, yaml.Node] | None:
        """The nodes of a mapping by field name; None if it is not a mapping. Unknown and repeated fields are faults."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(self.line(node), f"{what} must be a group of fields, such as 'id: …' and 'claim: …'")
            return None
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key not in known:
                self.fault(self.line(key_node), f"unknown field {key!r} in {what}")
            elif key in found:
                self.fault(self.line(key_node), f"field {key!r} is given twice in {what}")
            else:
                found[key] = value
        return found

    def text(self, node: yaml.Node, name: str, about: str = "") -> str:
        """A text without invisible characters; line breaks are kept only in block scalars. An empty text is a fault.

        Args:
            about: The field it belongs to, if ``name`` says more than that.
        """
        if not isinstance(node, yaml.ScalarNode):
            self.fault(self.line(node), f"{name} must be text", about or name)
            return ""
        # the file was cleaned before it was parsed; only double quotes have escapes that bring anything back
        value = visible(node.value) if node.style == '"' else node.value
        if not value.strip():
            self.fault(self.line(node), f"{name} is empty", about or name)
        return " ".join(value.split()) if node.style in {">", None, '"', "'"} else value.strip()

    def texts(self, node: yaml.Node, name: str) -> tuple[str, ...]:
        """A list of texts."""
        if not isinstance(node, yaml.SequenceNode):
            self.fault(self.line(node), f"{name} must be a list", name)
            return ()
        return tuple(self.text(item, f"an entry of {name}", name) for item in node.value)

    def pairs(self, node: yaml.Node, name: str) -> tuple[tuple[str, str], ...]:
        """A list of pairs of texts."""
        if not isinstance(node, yaml.SequenceNode):
            self.fault(self.line(node), f"{name} must be a list of pairs")
            return ()
        found: list[tuple[str, str]] = []
        for item in node.value:
            if isinstance(item, yaml.SequenceNode) and len(item.value) == 2:
                first, second = (self.text(part, f"an entry of {name}") for part in item.value)
                found.append((first, second))
            else:
                self.fault(self.line(item), f'an entry of {name} must be a pair of texts, such as ["text a", "text b"]')
        return tuple(found)

    def span(self, node: yaml.Node, name: str) -> tuple[float, float]:
        """Two numbers, the smaller one first."""
        values: list[float] = []
        if isinstance(node, yaml.SequenceNode) and len(node.value) == 2:
            values = [self.number(item, f"an end of {name}", -1e6, 1e6) for item in node.value]
        if len(values) != 2 or not values[0] < values[1]:
            self.fault(self.line(node), f"{name} must be two numbers, the smaller one first, such as [-4, 4]")
            return (0.0, 1.0)
        return values[0], values[1]

    def flag(self, node: yaml.Node, name: str) -> bool:
        """True or false."""
        value = node.value.lower() if isinstance(node, yaml.ScalarNode) else ""
        if value not in {"true", "false"}:
            self.fault(self.line(node), f"{name} must be true or false")
        return bool(value == "true")

    def number(self, node: yaml.Node, name: str, low: float, high: float, whole: bool = False) -> float:
        """A number from ``low`` to ``high``; ``low`` if it is not one."""
        try:
            value = float(node.value) if isinstance(node, yaml.ScalarNode) else float("nan")
        except ValueError:
            value = float("nan")
        if not low <= value <= high or (whole and value != int(value)):
            kind = "a whole number" if whole else "a number"
            self.fault(self.line(node), f"{name} must be {kind} from {low:g} to {high:g}", name)
            return low
        return value
