"""Files that others wrote, at random: each is read, or refused in the one way that the page and the terminal show."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import UsageError
from interviewer.settings import load_settings
from interviewer.storage.archive import read_archive
from interviewer.storage.rows import TABLES, fault_of
from interviewer.study.anki_package import package_reviews
from knowledge.errors import KnowledgeError
from knowledge.loader import load_bank
from tests.fuzz.bounds import FUZZED
from tests.interviewer.study.packages import collection

pytestmark = pytest.mark.slow

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
FRONT = {"id": "a-01", "section": "a", "criteria": [{"id": "c", "claim": "Says c"}]}
KEYS = st.sampled_from(
    [
        "id",
        "section",
        "criteria",
        "title",
        "topics",
        "difficulty",
        "minutes",
        "answer_kind",
        "follows",
        "hints",
        "tree",
        "misconceptions",
        "related",
        "sources",
        "drawing",
        "code_tests",
        "status",
    ]
)


def read_bank(folder: Path, text: str | bytes) -> None:
    (folder / "a-01.md").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    try:
        load_bank(folder, drafts=True)
    except KnowledgeError as error:
        assert str(error)


@FUZZED
@given(st.binary(max_size=300))
def test_any_bytes_as_a_question(tmp_path: Path, data: bytes) -> None:
    read_bank(tmp_path, data)


@FUZZED
@given(st.dictionaries(KEYS, JSON, max_size=5), st.text(max_size=100))
def test_any_front_matter_of_a_question(tmp_path: Path, odd: dict[str, object], body: str) -> None:
    front = yaml.safe_dump({**FRONT, **odd})
    read_bank(tmp_path, f"---\n{front}---\n## Question\n{body}\n\n## Reference answer\nSo.\n")


@FUZZED
@given(st.dictionaries(st.sampled_from(sorted(load_settings().model_dump())), st.text(max_size=30), max_size=4))
def test_any_settings(odd: dict[str, str]) -> None:
    try:
        load_settings(**odd)
    except UsageError as error:
        assert str(error).startswith("settings: ")


@FUZZED
@given(st.sampled_from(sorted(TABLES)), JSON)
def test_any_json_as_a_row_of_an_export(table: str, row: object) -> None:
    assert fault_of(table, json.loads(json.dumps(row)))


@FUZZED
@given(
    st.dictionaries(
        st.sampled_from([f"{name}.jsonl" for name in TABLES] + ["bank/a.md", "x"]), st.binary(max_size=80), max_size=4
    ),
    st.binary(max_size=40),
)
def test_any_zip_as_an_export(tmp_path: Path, files: dict[str, bytes], manifest: bytes) -> None:
    path = tmp_path / "a.zip"
    for head in (manifest, b'{"format": 1}'):
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in {**files, "viva-data.json": head}.items():
                archive.writestr(name, data)
        try:
            read_archive(path)
        except UsageError as error:
            assert str(path) in str(error)


@FUZZED
@given(
    st.lists(
        st.tuples(st.text(max_size=10), st.integers(-(2**62), 2**62), st.integers(-9, 9)),
        max_size=5,
        unique_by=lambda row: row[1],
    ),
    st.data(),
)
def test_any_collection_and_any_damage_to_it(
    tmp_path: Path, rows: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    rows = [(note.encode("utf-8", "replace").decode(), at, ease) for note, at, ease in rows]
    base = bytearray(collection(tmp_path / "c.db", rows))
    for _ in range(data.draw(st.integers(0, 5))):
        base[data.draw(st.integers(0, len(base) - 1))] = data.draw(st.integers(0, 255))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("collection.anki2", bytes(base))
    (tmp_path / "a.apkg").write_bytes(buffer.getvalue())
    try:
        package_reviews(tmp_path / "a.apkg")
    except UsageError as error:
        assert "\n" not in str(error)
