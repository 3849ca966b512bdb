"""Files of the index that are half there, cut, or full of something else: said, and built anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.schema import Bank
from knowledge.search.damage import damage_of, look_through
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.index import Index

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The folder of a whole index, which each test copies, and what is in it."""
    from tests.stand_ins import WordEmbedder

    folder = tmp_path_factory.mktemp("index")
    index = Index(CachedEmbedder(WordEmbedder(), folder / "vectors.db"), folder / "chroma")
    index.sync(bank)
    return folder / "chroma", index.holds(bank)


@pytest.fixture
def copied(made: tuple[Path, dict[str, int]], tmp_path: Path) -> tuple[Path, dict[str, int]]:
    folder = tmp_path / "chroma"
    shutil.copytree(made[0], folder)
    return folder, made[1]


def cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def scrambled(path: Path) -> None:
    path.write_bytes(b"\xff\x00other" * (path.stat().st_size // 7 + 1))


def removed(path: Path) -> None:
    path.unlink()


def test_a_whole_index_has_no_damage(copied: tuple[Path, dict[str, int]]) -> None:
    assert len(copied[1]) == 2 and min(copied[1].values()) >= 100
    assert damage_of(*copied) == "" and look_through(*copied) == ""


@pytest.mark.parametrize("spoil", [cut, scrambled, removed])
def test_a_damaged_database_is_said(copied: tuple[Path, dict[str, int]], spoil: Callable[[Path], None]) -> None:
    spoil(copied[0] / "chroma.sqlite3")
    said = damage_of(*copied)
    assert said and "\n" not in said and len(said) <= 200


@pytest.mark.parametrize("spoil", [cut, scrambled, removed])
@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "length.bin"])
def test_damaged_vectors_are_said_or_do_no_harm(
    copied: tuple[Path, dict[str, int]], spoil: Callable[[Path], None], name: str
) -> None:
    for path in copied[0].rglob(name):
        spoil(path)
    said = damage_of(*copied)
    assert "\n" not in said
    if said == "":  # then every query finds something
        assert look_through(*copied) == ""


def test_vectors_that_are_gone_are_said_or_nothing_is_lost(copied: tuple[Path, dict[str, int]]) -> None:
    for path in [each for each in copied[0].iterdir() if each.is_dir()]:
        shutil.rmtree(path)
    assert damage_of(*copied) or look_through(*copied) == ""


def test_entries_that_are_missing_are_said(copied: tuple[Path, dict[str, int]]) -> None:
    more = {name: count + 1 for name, count in copied[1].items()}
    assert "entries" in damage_of(copied[0], more)
    assert damage_of(copied[0], {"viva-nothing": 3})


def test_after_damage_an_index_is_built_anew(
    copied: tuple[Path, dict[str, int]], bank: Bank, words: CachedEmbedder
) -> None:
    scrambled(copied[0] / "chroma.sqlite3")
    assert damage_of(*copied)
    shutil.rmtree(copied[0])
    index = Index(words, copied[0])
    index.sync(bank)
    assert damage_of(copied[0], index.holds(bank)) == "" and index.query("questions", "dropout", 3)
