"""Statements in many people's wordings, and what each comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from interviewer.grading.local.relation import TAKEN_BACK
from interviewer.grading.training import turned_rows
from interviewer.grading.training.row import Row
from interviewer.grading.training.spoken import spoken_frames
from interviewer.grading.training.turned_rows import ALONE_OR_AFTER, OF_ANSWER, OF_FALSE, OF_RIGHT, TurnedRows
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question

RIGHT, WRONG = "the loss falls at each step", "the loss climbs at each step"
POINT = Criterion("falls", "Says that the loss falls", satisfied_by=(RIGHT,), contradicted_by=(WRONG,))
OTHER = Criterion("rate", "Names the rate", satisfied_by=("Rates decay over time", "A warm-up comes first"))
OWN = question(criteria=(POINT, OTHER))


def made(words: CachedEmbedder, point: Criterion = POINT) -> list[Row]:
    bank = Bank([replace(OWN, criteria=(point, OTHER)), replace(OWN, id="own-02", title="Left out")])
    rows = [row for seed in range(30) for row in TurnedRows(bank, words, ["own-01"], seed).rows()]
    return [row for row in rows if point.claim in row.claim]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, tuple[str, ...]]:
    """One wording of each kind."""
    wordings = {
        "denied": ("heavens no, not {p}",),
        "rejected": ("the guru teaches {p}, the poor soul",),
        "unsure": ("hm, {p}? who knows",),
        "retracted": ("{P} Erase that.",),
        "asked": ("pray, {p}?",),
        "agreed": ("the guru teaches {p}, and how right",),
        "harmless": ("to wit, {p}",),
        "corrected": ("not {p} but {r}",),
        "wrong_then_right": ("Oops, rather so:",),
        "all_taken_back": ("Burn every word.",),
        "not_taken_back": ("Burn the toast.",),
    }
    monkeypatch.setattr(turned_rows, "spoken_frames", lambda: wordings)
    return wordings


def test_every_kind_of_wording_has_its_label(words: CachedEmbedder, few: Mapping[str, tuple[str, ...]]) -> None:
    assert set(few) == set(OF_RIGHT) | set(ALONE_OR_AFTER) and set(OF_RIGHT) == set(OF_FALSE)
    rows = made(words)
    for kind, (wording,) in few.items():
        if kind in ALONE_OR_AFTER:
            continue
        for one, other, told in ((RIGHT, WRONG, OF_RIGHT), (WRONG, RIGHT, OF_FALSE)):
            if kind == "wrong_then_right":
                text = f"{one.capitalize()}. {wording} {other.capitalize()}."
            else:
                text = wording.replace("{p}", one).replace("{P}", one.capitalize() + ".").replace("{r}", other)
            found = {row.relations for row in rows if text.lower() in row.statement.lower()}
            assert found == {told[kind]}, (kind, one)


def test_half_of_them_stand_among_sentences_about_other_points(words: CachedEmbedder) -> None:
    rows = made(words)
    among = [row for row in rows if any(text in row.statement for text in OTHER.satisfied_by)]
    assert 0.2 < len(among) / len(rows) < 0.6


def test_a_whole_answer_may_be_said_in_one_manner(words: CachedEmbedder, few: Mapping[str, tuple[str, ...]]) -> None:
    texts = [row.statement for row in made(words) if "Heavens no, not the loss" in row.statement]
    beside = [text for text in texts if "rates decay" in text.lower()]
    alike = [text for text in beside if "Heavens no, not rates decay" in text]
    assert 0.15 < len(alike) / len(beside) < 0.75


def test_a_point_without_wrong_statements_has_none(words: CachedEmbedder) -> None:
    assert made(words, replace(POINT, contradicted_by=())) == []


def test_numbers_of_the_claim_are_made_wrong(words: CachedEmbedder) -> None:
    point = Criterion("five", "Says that there are 5 steps", satisfied_by=("it takes 5 steps",))
    rows = made(words, point)
    assert rows and {row.relations for row in rows} == {("contradicts",)}
    assert not any("5 steps" in row.statement.replace("2.5", "") for row in rows)


def test_only_a_whole_answer_taken_back_is_taken_back(
    words: CachedEmbedder, few: Mapping[str, tuple[str, ...]]
) -> None:
    bank = Bank([replace(OWN, criteria=(POINT, OTHER))])
    rows = [row for seed in range(20) for row in TurnedRows(bank, words, ["own-01"], seed).retractions()]
    assert {row.claim for row in rows} == {f"Exploding gradients: {TAKEN_BACK}."}
    back = [row for row in rows if "Burn every word." in row.statement]
    assert back and all(row.relations == ("says",) for row in back)
    assert {row.relations for row in rows if row not in back} == {("silent", "contradicts")}
    assert any(row.statement != "Burn every word." for row in back), "it may come after a statement"
    for part in ("Burn the toast.", "Heavens no", "and how right", "To wit"):
        assert any(part in row.statement for row in rows), part
    assert set(OF_ANSWER) - {"plain"} <= set(few)


def test_the_shipped_wordings_have_their_gaps_and_are_many() -> None:
    frames = spoken_frames()
    assert set(frames) == set(OF_RIGHT) | set(ALONE_OR_AFTER)
    for kind, wordings in frames.items():
        assert len(set(wordings)) == len(wordings) >= 60
        for wording in wordings:
            gaps = {gap for gap in ("{p}", "{P}", "{r}") if gap in wording}
            whole = dict.fromkeys(("wrong_then_right", *ALONE_OR_AFTER), (set(),))
            wanted = {**whole, "corrected": ({"{p}", "{r}"}, {"{P}", "{r}"})}
            assert gaps in wanted.get(kind, ({"{p}"}, {"{P}"})), (kind, wording)
