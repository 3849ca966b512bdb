from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.text.plurals import counted

ROOT = Path(__file__).parents[3]
INLINE = re.compile(r"""\{['"]s?['"] if [^{}]*(?:[=!]= ?1|> ?1)(?: else ['"]s?['"])?\}""")
OTHERWISE = {
    "knowledge/text/plurals.py": "the one place",
    "knowledge/curriculum.py": 'says "no part", too',
}
"""Files that spell a plural out, and why they may."""


@pytest.mark.parametrize(("number", "told"), [(0, "0 hints"), (1, "1 hint"), (2, "2 hints"), (1200, "1,200 hints")])
def test_a_noun_agrees_with_its_number(number: int, told: str) -> None:
    assert counted(number, "hint") == told


def test_it_is_spelt_out_in_one_place() -> None:
    files = (path for tree in ("interviewer", "knowledge", "evals") for path in (ROOT / tree).rglob("*.py"))
    found = {str(path.relative_to(ROOT)) for path in files if INLINE.search(path.read_text(encoding="utf-8"))}
    assert found == set(OTHERWISE)
