"""Anki packages of every version are read; anything else is refused in one line and in bounded time."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.errors import UsageError
from interviewer.study import anki_package
from interviewer.study.anki_package import AnkiReview, package_reviews
from tests.interviewer.study.packages import collection, legacy_package, modern_package

ROWS = [("g1", 1_700_000_000_000, 3), ("g2", 1_700_000_100_000, 0)]
READ = [AnkiReview(*row) for row in ROWS]


@pytest.mark.parametrize("suffix", ["apkg", "colpkg"])
def test_a_current_package_is_read_and_not_its_dummy(tmp_path: Path, suffix: str) -> None:
    assert package_reviews(modern_package(tmp_path / f"a.{suffix}", ROWS)) == READ


@pytest.mark.parametrize("name", ["collection.anki21", "collection.anki2"])
def test_older_packages_are_read(tmp_path: Path, name: str) -> None:
    assert package_reviews(legacy_package(tmp_path / "a.apkg", ROWS, name)) == READ


def packed(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"collection.{name}", data)
    return path


def refused(path: Path) -> str:
    with pytest.raises(UsageError) as error:
        package_reviews(path)
    said = str(error.value)
    assert "\n" not in said and len(said) < 400 + len(str(path))
    return said


def test_damage_of_every_kind_is_one_line(tmp_path: Path) -> None:
    whole = modern_package(tmp_path / "whole.apkg", ROWS).read_bytes()
    (tmp_path / "cut.apkg").write_bytes(whole[: len(whole) // 2])
    assert "not a readable Anki package" in refused(tmp_path / "cut.apkg")
    with zipfile.ZipFile(tmp_path / "whole.apkg") as archive:
        data = archive.read("collection.anki21b")
    assert "not a readable Anki package" in refused(packed(tmp_path / "a.apkg", anki21b=b"not packed"))
    assert "not a readable Anki package" in refused(packed(tmp_path / "b.apkg", anki21b=data[: len(data) // 2]))
    assert "not a readable Anki package" in refused(
        packed(tmp_path / "c.apkg", anki21b=zstandard.compress(b"no database" * 99))
    )
    assert "not a readable Anki package" in refused(packed(tmp_path / "d.apkg", anki2=b"no database"))
    assert "no table" in refused(packed(tmp_path / "e.apkg", anki2=b""))
    assert "holds no collection" in refused(packed(tmp_path / "f.apkg"))
    assert "not a readable Anki package" in refused(tmp_path / "none.apkg")
    assert "not a readable Anki package" in refused(tmp_path)


def test_a_table_with_other_columns_or_values_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    collection(path, [("g", 1, 1)])
    base = sqlite3.connect(path)
    base.execute("drop table revlog")
    base.execute("create table revlog (id, cid, ease)")
    base.execute("insert into revlog values ('yesterday', 1, 'good')")
    base.commit()
    base.close()
    assert "not a readable Anki package" in refused(packed(tmp_path / "a.apkg", anki2=path.read_bytes()))
    base = sqlite3.connect(path)
    base.execute("alter table revlog rename column ease to rating")
    base.close()
    assert "not a readable Anki package" in refused(packed(tmp_path / "b.apkg", anki2=path.read_bytes()))


def test_a_view_in_the_place_of_a_table_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    collection(path, [])
    base = sqlite3.connect(path)
    base.execute("drop table revlog")
    endless = (
        "with recursive n(x) as (select 1 union all select x + 1 from n) select x as id, x as cid, x as ease from n"
    )
    base.execute(f"create view revlog as {endless}")
    base.commit()
    base.close()
    assert "no table 'revlog'" in refused(packed(tmp_path / "a.apkg", anki2=path.read_bytes()))


def test_a_package_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_package, "MAX_BYTES", 5_000_000)
    bomb = zstandard.compress(b"\0" * 20_000_000)
    assert len(bomb) < 10_000
    assert "over 5 MB" in refused(packed(tmp_path / "a.apkg", anki21b=bomb))
    assert "over 5 MB" in refused(packed(tmp_path / "b.apkg", anki2=b"\0" * 20_000_000))


@pytest.mark.slow
def test_reading_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_package, "MAX_SECONDS", -1.0)
    path = legacy_package(tmp_path / "a.apkg", [(f"g{n}", n, 3) for n in range(1, 30_000)])
    assert "interrupted" in refused(path)


@pytest.fixture(scope="module")
def whole_package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return modern_package(tmp_path_factory.mktemp("anki") / "a.apkg", ROWS).read_bytes()


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_byte_is_read_or_refused(tmp_path: Path, whole_package: bytes, data: st.DataObject) -> None:
    whole = bytearray(whole_package)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    broken = tmp_path / "b.apkg"
    broken.write_bytes(bytes(whole))
    try:
        assert isinstance(package_reviews(broken), list)
    except UsageError as error:
        assert "\n" not in str(error)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_any_bytes_as_a_collection_are_refused(tmp_path: Path, data: bytes) -> None:
    for name in ("anki21b", "anki21"):
        refused(packed(tmp_path / "a.apkg", **{name: data}))
