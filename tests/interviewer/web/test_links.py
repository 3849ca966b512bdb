"""Addresses inside the page."""

from __future__ import annotations

import pytest

from interviewer.web.links import Link, marker, read_link


@pytest.mark.parametrize(
    ("search", "link"),
    [
        ("", None),
        ("?", None),
        ("?utm=1", None),
        ("?__theme=dark", None),
        ("?report=817a", Link("report", "817a")),
        ("?__theme=dark&drill=nlp", Link("drill", "nlp")),
        ("?drill=why%20do%20RNNs%20forget%3F", Link("drill", "why do RNNs forget?")),
        ("?start=", Link("start", "")),
        ("?question=" + "x" * 999, Link("question", "x" * 300)),
    ],
)
def test_an_address_leads_to_one_place_or_none(search: str, link: Link | None) -> None:
    assert read_link(search) == link


@pytest.mark.parametrize("value", ["nlp", "a & b = c?", "ä/ö", '"><script>'])
def test_a_link_is_read_back_as_it_was_written(value: str) -> None:
    link = Link("drill", value)
    assert read_link(link.address) == link
    assert "<script" not in marker(link, value) and marker(link, value).count('"') == 4
