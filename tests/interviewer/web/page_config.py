"""What Gradio says of a page at ``/config``, as far as tests read it, and what a request to the page may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from interviewer.json_data import JsonObject, JsonValue


class Dependency(TypedDict):
    """A function of the page: what starts it, what it takes and what it gives."""

    id: int
    api_name: str
    targets: Sequence[Sequence[int | str | None]]
    inputs: list[int]
    outputs: list[int]
    backend_fn: bool


class Part(TypedDict):
    """A component of the page."""

    id: int
    type: str
    props: JsonObject


class PageConfig(TypedDict):
    """All of the page."""

    dependencies: list[Dependency]
    components: list[Part]


class Request(TypedDict, total=False):
    """What a request has besides its method and its path."""

    headers: Mapping[str, str]
    params: Mapping[str, str]
    data: Mapping[str, str]
    json: JsonValue
    content: bytes | None
