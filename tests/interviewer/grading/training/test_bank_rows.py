"""Rows of a bank's phrases, with labels as the bank and the frames give them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from interviewer.grading.local.relation import TAKEN_BACK
from interviewer.grading.training import bank_rows as making
from interviewer.grading.training import frames
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.frames import dictated, framed, negated
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question
from tests.stand_ins import WordEmbedder

RIGHT = "The gradients are cut off at some length before the step"
HALF = "Their length matters in some way"
NEAR = "I lower the momentum of the optimiser"
WRONG = "Clipping makes all the gradients larger"
OTHER = Criterion("symptom", "Names a symptom", satisfied_by=("Overflow turns losses into NaN", "It diverges quickly"))
POINT = Criterion(
    "clipping",
    "Says that gradients are clipped",
    satisfied_by=(RIGHT,),
    partly_satisfied_by=(HALF,),
    not_satisfied_by=(NEAR,),
    contradicted_by=(WRONG,),
    probe="What could you do to them?",
)
OWN = question(criteria=(POINT, OTHER))


def made(words: CachedEmbedder, seeds: int = 40) -> list[Row]:
    bank = Bank([OWN, replace(OWN, id="own-02", title="Left out")])
    return [row for seed in range(seeds) for row in BankRows(bank, words, ["own-01"], seed).rows()]


def labels(rows: list[Row], statement: str, claim: str = POINT.claim) -> set[tuple[str, ...]]:
    return {row.relations for row in rows if row.statement == statement and claim in row.claim}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return made(CachedEmbedder(WordEmbedder(), tmp_path_factory.mktemp("rows") / "vectors.db"))


def test_phrases_have_the_label_that_the_bank_gives_them(rows: list[Row]) -> None:
    assert labels(rows, RIGHT) == {("says",)}
    assert labels(rows, HALF) == {("half",)}
    assert labels(rows, WRONG) == {("contradicts",)}
    assert labels(rows, NEAR) == {("silent", "contradicts")}, "a near miss may be wrong, too"
    assert {row.source for row in rows} == {"bank", "misconception"}
    assert {row.group for row in rows} == {"own-01"}, "other questions are left out"


@pytest.mark.parametrize(
    ("wordings", "relation"),
    [
        (frames.HARMLESS, "says"),
        (frames.DENIED, "contradicts"),
        (frames.REJECTED, "contradicts"),
        (frames.SAID_WRONG, "contradicts"),
        (frames.ASKED, "silent"),
        (frames.UNSURE, "silent"),
        (frames.RETRACTED, "silent"),
    ],
)
def test_a_framed_statement_has_the_label_of_its_frame(
    rows: list[Row], wordings: tuple[str, ...], relation: str
) -> None:
    found = [labels(rows, framed(frame, RIGHT)) for frame in wordings]
    assert any(found) and all(some <= {(relation,)} for some in found)


def test_the_same_in_another_form_says_it_and_its_negation_the_contrary(rows: list[Row]) -> None:
    assert labels(rows, dictated(RIGHT)) == {("says",)}
    assert labels(rows, negated(RIGHT) or "") == {("contradicts",)}


def test_a_denied_wrong_statement_is_left_open_and_an_asked_one_silent(rows: list[Row]) -> None:
    denied = [labels(rows, framed(frame, WRONG)) for frame in frames.DENIED]
    assert any(denied) and all(some <= {("says", "half", "silent")} for some in denied)
    asked = [labels(rows, framed(frame, WRONG)) for frame in frames.ASKED]
    assert any(asked) and all(some <= {("silent",)} for some in asked)


def test_what_makes_another_point_talk_and_the_interviewers_words_are_silent(rows: list[Row]) -> None:
    for text in (OTHER.satisfied_by[0], POINT.probe, OWN.question):
        assert labels(rows, text) == {("silent",)}, text
    assert any(labels(rows, talk) == {("silent",)} for talk in frames.TALK)
    assert labels(rows, RIGHT, OTHER.claim) == {("silent",)}


def test_what_may_well_say_this_point_too_is_no_sure_silence(words: CachedEmbedder) -> None:
    alike = replace(OTHER, satisfied_by=(f"{RIGHT} again", "It diverges quickly"))
    bank = Bank([replace(OWN, criteria=(POINT, alike))])
    rows = [row for seed in range(20) for row in BankRows(bank, words, ["own-01"], seed).rows()]
    assert labels(rows, f"{RIGHT} again") == set() and labels(rows, "It diverges quickly") == {("silent",)}


def test_a_misconception_is_said_denied_or_left_alone(rows: list[Row]) -> None:
    (belief,) = OWN.misconceptions
    assert labels(rows, belief.examples[0], belief.claim) == {("says",)}
    assert labels(rows, belief.not_examples[0], belief.claim) == {("silent", "contradicts")}
    assert labels(rows, belief.correction, belief.claim) == {("silent", "contradicts")}
    denied = [labels(rows, framed(frame, belief.examples[0]), belief.claim) for frame in frames.DENIED]
    assert any(denied) and all(some <= {("contradicts",)} for some in denied)


@pytest.mark.slow
def test_a_statement_is_mostly_not_shown_with_itself_and_never_where_it_is_left_out(
    words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for row in made(words) if row.statement == RIGHT and POINT.claim in row.claim]
    shown = sum(f"Right: {RIGHT}" in row.claim for row in rows)
    assert 0 <= shown < 0.3 * len(rows)
    for share, name in ((0.0, "ITSELF_SHOWN"), (0.0, "TURNED_SHOWN"), (1.0, "SHOWN")):
        monkeypatch.setattr(making, name, share)
    turned = {RIGHT, *(framed(f, RIGHT) for f in (*frames.DENIED, *frames.HARMLESS, *frames.ASKED))}
    left_out = [row for row in made(words) if row.statement in turned and POINT.claim in row.claim]
    assert left_out and not any(RIGHT in row.claim for row in left_out), "its label would be given away"
    monkeypatch.setattr(making, "ITSELF_SHOWN", 1.0)
    monkeypatch.setattr(making, "TURNED_SHOWN", 1.0)
    kept = [row for row in made(words) if row.statement in turned and POINT.claim in row.claim]
    assert kept and all(f"Right: {RIGHT}." in row.claim for row in kept)


@pytest.mark.slow
def test_some_rows_are_shown_nothing_as_a_bank_without_phrases_has_it(
    words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = Counter("Wrong: " in row.claim for row in made(words) if POINT.claim in row.claim)
    assert kinds[True] > 0.3 * kinds.total() and kinds[False] > 0.2 * kinds.total()
    monkeypatch.setattr(making, "SHOWN", 0.0)
    assert not any("Right: " in row.claim or "Wrong: " in row.claim for row in made(words, 3))


def test_foreign_statements_are_silent(words: CachedEmbedder) -> None:
    maker = BankRows(Bank([OWN]), words, ["own-01"], 1)
    rows = list(maker.foreign(["A man eats soup.", "Two dogs run.", "It rains."], 2))
    assert (
        len(rows) == 2 and {row.relations for row in rows} == {("silent",)} and {r.source for r in rows} == {"foreign"}
    )
    assert len(list(maker.foreign(["It rains."], 9))) == 1


def test_a_retraction_takes_all_back_and_other_ends_do_not(words: CachedEmbedder) -> None:
    rows = list(BankRows(Bank([OWN]), words, ["own-01"], 1).retractions(200))
    assert len(rows) == 200 and all(TAKEN_BACK in row.claim for row in rows)
    for row in rows:
        takes = row.statement in frames.TAKES_ALL_BACK
        assert row.relations == (("says",) if takes else ("silent", "contradicts")), row.statement
    assert 0.25 < sum(row.relations == ("says",) for row in rows) / len(rows) < 0.55


def test_a_seed_makes_the_same_rows_again(words: CachedEmbedder) -> None:
    assert made(words, 2) == made(words, 2)
    first, second = (list(BankRows(Bank([OWN]), words, ["own-01"], seed).rows()) for seed in (1, 2))
    assert first != second
