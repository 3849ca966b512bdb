"""Splits the text of a bank file and puts it back together: the front matter as YAML nodes, the body by its headings.

It uses nodes rather than values, so that numbers keep their notation and blocks of lines stay blocks: what is not edited stays
the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from knowledge.errors import KnowledgeError
from knowledge.format.body import HEADING
from knowledge.text.visible import visible

_WIDTH = 1000
"""Line width for YAML; the writer would fold longer lines."""
_TEXT = "tag:yaml.org,2002:str"
_UNWRITABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
"""Characters that a YAML file cannot contain."""


class EditFault(KnowledgeError):
    """An edit can't be written; the file is unchanged."""


@dataclass(frozen=True)
class TakenApart:
    """The two parts of a bank file.

    Attributes:
        head: The front matter without its '---' lines.
        body: Everything after it.
    """

    head: str
    body: str


def taken_apart(text: str) -> TakenApart:
    """Splits the text of a file into its two parts.

    Raises:
        EditFault: It has no front matter.
    """
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.strip() == "---"), 0)
    if lines[0].strip() != "---" or not end:
        raise EditFault("the file has no front matter between two lines of '---'; fix it under 'Edit the file'")
    return TakenApart("\n".join(lines[1:end]), "\n".join(lines[end + 1 :]))


def put_together(halves: TakenApart) -> str:
    """The text of a file, put together from its two parts."""
    return f"---\n{halves.head.rstrip()}\n---\n{halves.body.rstrip()}\n"


def nodes_of(head: str) -> yaml.MappingNode:
    """The front matter as nodes.

    Raises:
        EditFault: It is not a YAML mapping.
    """
    try:
        node = yaml.compose(head, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise EditFault("the front matter is not YAML; fix it under 'Edit the file'") from error
    if not isinstance(node, yaml.MappingNode):
        raise EditFault("the front matter has no fields; fix it under 'Edit the file'")
    return node


def head_of(node: yaml.MappingNode) -> str:
    """The nodes as text."""
    text: str = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=_WIDTH)
    return text


def put(node: yaml.MappingNode, name: str, value: yaml.Node | None) -> None:
    """Set a field, or remove it if there is no value."""
    at = next((n for n, (key, _) in enumerate(node.value) if key.value == name), None)
    if value is None:
        node.value = [pair for pair in node.value if pair[0].value != name]
    elif at is None:
        node.value.append((text_node(name), value))
    else:
        node.value[at] = (node.value[at][0], value)


def field_of(node: yaml.MappingNode, name: str) -> yaml.Node | None:
    """A field; None if it is missing."""
    return next((value for key, value in node.value if key.value == name), None)


def text_node(text: str) -> yaml.ScalarNode:
    """A text on one line."""
    return yaml.ScalarNode(_TEXT, one_line(text))


def texts_node(texts: Sequence[str]) -> yaml.SequenceNode | None:
    """A list of texts; None for an empty one."""
    items = [text_node(text) for text in texts if one_line(text)]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=False) if items else None


def number_node(value: float) -> yaml.ScalarNode:
    """A number, written as an integer if it is one."""
    kind = "int" if value == int(value) else "float"
    return yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", f"{value:g}")


def flag_node(value: bool) -> yaml.ScalarNode:
    """True or false."""
    return yaml.ScalarNode("tag:yaml.org,2002:bool", str(value).lower())


def mapping_node(fields: Mapping[str, yaml.Node | None]) -> yaml.MappingNode:
    """A mapping of the fields that are present."""
    pairs = [(text_node(name), value) for name, value in fields.items() if value is not None]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)


def one_line(text: str) -> str:
    """A text without line breaks and without characters that no file should contain."""
    return " ".join(writable(text).split())


def writable(text: str) -> str:
    """A text with plain line breaks, and without invisible characters and lone surrogates."""
    return _UNWRITABLE.sub("", visible(text))


def with_part(body: str, heading: str, text: str) -> str:
    """The body with the text under a second-level heading replaced, or added at the end if the heading is missing."""
    lines = body.split("\n")
    starts = _headings(lines)
    at = next((n for n, name in starts if name == heading.lower()), None)
    if at is None:
        return f"{body.rstrip()}\n\n## {heading}\n\n{text}\n" if text else body
    end = next((n for n, _ in starts if n > at), len(lines))
    new = ["", *text.split("\n"), ""] if text else [""]
    return "\n".join([*lines[: at + 1], *new, *lines[end:]])


def part_of(body: str, heading: str) -> str:
    """The text under a heading, as it is in the file; "" if the heading is missing."""
    lines = body.split("\n")
    starts = _headings(lines)
    at = next((n for n, name in starts if name == heading.lower()), None)
    if at is None:
        return ""
    return "\n".join(lines[at + 1 : next((n for n, _ in starts if n > at), len(lines))]).strip()


def _headings(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Second-level headings with their line, from 0, and their words in lower case, as the loader finds them."""
    found: list[tuple[int, str]] = []
    fenced = False
    for number, line in enumerate(lines):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        heading = None if fenced else HEADING.match(line)
        if heading:
            found.append((number, heading[1].lower()))
    return found
