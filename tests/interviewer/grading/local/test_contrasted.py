"""How the judge compares words with the bank's right and wrong statements of a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from interviewer.grading.local.claims import Claim, claims_of
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reading import LogProbabilities
from interviewer.grading.local.relation import Relation
from interviewer.grading.local.statement import Statement
from interviewer.grading.local.verdict import expected_credit
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import FITTED, question
from tests.interviewer.grading.local.test_judge import CLIPS, IDLE, RELU, RULES, WRONG, point, quotes
from tests.stand_ins import RuleReader

SWAPPED = "Whenever they get small I clip their norm to one hundred."
SOUNDS_WRONG: tuple[tuple[str, str, Relation], ...] = (
    ("gradients are clipped", "norm to one hundred", "says"),
    ("clipping makes gradients larger", "norm to one hundred", "says"),
)


def test_words_that_say_the_banks_wrong_statement_rather_than_a_right_one_earn_nothing(
    words: CachedEmbedder,
) -> None:
    item = point(LocalJudge(words, RuleReader(*SOUNDS_WRONG), FITTED), f"{IDLE} {SWAPPED}")  # type: ignore[arg-type]
    assert (item.verdict, item.contradicted, item.unsure, quotes(item)) == ("not_met", False, True, [SWAPPED])
    assert item.probability < 0.5
    right: tuple[str, str, Relation] = ("clip the gradient norm", "norm to one hundred", "says")
    both = LocalJudge(words, RuleReader(*SOUNDS_WRONG, right), FITTED)  # type: ignore[arg-type]
    only_right = LocalJudge(words, RuleReader(SOUNDS_WRONG[0], right), FITTED)  # type: ignore[arg-type]
    assert point(both, SWAPPED).probability < point(only_right, SWAPPED).probability
    assert point(only_right, SWAPPED).verdict == "met"


def contrasts(judge: LocalJudge, monkeypatch: pytest.MonkeyPatch, **found: float) -> None:
    """Gives statements that contain a word a contrast."""

    def read(said: Sequence[tuple[Claim, Statement]]) -> list[tuple[float, float]]:
        return [(next(value for word, value in found.items() if word in item.text), 0.0) for _, item in said]

    monkeypatch.setattr(judge._listener, "read_bank", read)
    monkeypatch.setattr("interviewer.grading.local.judge.contrast", lambda right, wrong: right - wrong)


def test_one_sentence_that_sounds_wrong_does_not_undo_a_right_one(
    words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = (SOUNDS_WRONG[0], ("gradients are clipped", "norm to one.", "says"))
    judge = LocalJudge(words, RuleReader(*both), FITTED)  # type: ignore[arg-type]
    text = f"{SWAPPED} {CLIPS}"
    read = judge.measure(question(), text)["clipping"]
    first = "small" if "small" in read.reading.statements[read.number].text else "large"
    other, words_of = ("large", CLIPS) if first == "small" else ("small", SWAPPED)
    contrasts(judge, monkeypatch, **{first: -9.0, other: 3.0})
    item = point(judge, text)
    assert (item.verdict, quotes(item)) == ("met", [words_of])
    contrasts(judge, monkeypatch, small=-9.0, large=-9.0)
    assert point(judge, text).verdict == "not_met"


def test_a_reply_is_held_against_the_bank_too(words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = LocalJudge(words, RuleReader(SOUNDS_WRONG[0]), FITTED)  # type: ignore[arg-type]
    text = f"{IDLE}\n\n{SWAPPED}"
    for found, verdict in ((3.0, "met"), (-9.0, "not_met")):
        contrasts(judge, monkeypatch, small=found)
        assert point(judge, text, since=len(IDLE)).verdict == verdict


class HearsBoth(RuleReader):
    """Reads one sentence as a likely contradiction; the rules decide about the others."""

    def log_probabilities(self, pairs: Sequence[tuple[str, str]]) -> LogProbabilities:
        rows = super().log_probabilities(pairs)
        for row, (_, said) in zip(rows, pairs, strict=True):
            if said == WRONG:
                row[:] = np.log([0.2, 0.02, 0.02, 0.76])
        return rows


def test_contrast_makes_no_charge(words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = LocalJudge(words, HearsBoth(SOUNDS_WRONG[0]), FITTED)  # type: ignore[arg-type]
    text = f"{WRONG} {SWAPPED}"
    contrasts(judge, monkeypatch, small=1.0)
    assert point(judge, text).verdict == "met"
    contrasts(judge, monkeypatch, small=-9.0)
    doubted = judge._contrasted(question(), list(judge.measure(question(), text).values()))[0]
    assert FITTED.points.verdict(doubted.outcomes)[1], "what is lost would go to the contradiction"
    after = point(judge, text)
    assert (after.verdict, after.contradicted, after.unsure) == ("not_met", False, True)


def test_words_that_earn_little_by_themselves_are_not_lifted(
    words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubtful = LocalJudge(words, RuleReader(*RULES, surely=0.6), FITTED)  # type: ignore[arg-type]
    contrasts(doubtful, monkeypatch, large=3.0)
    lifted, read = point(doubtful, CLIPS), doubtful.measure(question(), CLIPS)["clipping"]
    assert lifted.probability > expected_credit(read.read)
    monkeypatch.setattr("interviewer.grading.local.contrast.ALONE", 0.9)
    assert point(doubtful, CLIPS).probability == pytest.approx(expected_credit(read.read))


def test_a_whole_reference_is_not_held_against_statements_of_its_points(words: CachedEmbedder) -> None:
    whole = replace(question().criteria[0], claim=question().reference)
    assert all(claim.can_contrast for claim in claims_of(question(), words).points["clipping"])
    assert not any(claim.can_contrast for claim in claims_of(question(criteria=(whole,)), words).points["clipping"])


def test_without_wrong_statements_in_the_bank_nothing_is_doubted(words: CachedEmbedder) -> None:
    plain = replace(question(), criteria=(replace(question().criteria[0], contradicted_by=()),))
    reader = RuleReader(SOUNDS_WRONG[0])
    judge = LocalJudge(words, reader, FITTED)  # type: ignore[arg-type]
    assert judge.judge(plain, SWAPPED, plain.criteria).items[0].verdict == "met"
    assert not any("I lower the momentum" in claim and "Right" not in claim for claim, _ in reader.pairs)


@pytest.mark.parametrize(("surely", "found", "count"), [(0.6, 3.0, 1), (0.6, 1.0, 0), (0.95, -2.0, 0), (0.95, 0.0, 1)])
def test_a_belief_counts_by_its_examples_and_by_the_true_statements_nearby(
    words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch, surely: float, found: float, count: int
) -> None:
    judge = LocalJudge(words, RuleReader(*RULES, surely=surely), FITTED)  # type: ignore[arg-type]
    contrasts(judge, monkeypatch, ReLU=found)
    assert len(judge.judge(question(), RELU, question().criteria).misconceptions) == count


def test_what_hardly_sounds_like_a_belief_is_not_held_against_its_examples(
    words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = LocalJudge(words, RuleReader(surely=0.5), FITTED)  # type: ignore[arg-type]
    contrasts(judge, monkeypatch)  # knows no statement, so reading one would be an error
    assert judge.judge(question(), RELU, ()).misconceptions == ()
    assert judge.judge(question(), RELU, question().criteria).misconceptions == ()


def test_the_second_statement_is_taken_where_the_bare_belief_speaks_against_the_first(
    words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = LocalJudge(words, RuleReader(*RULES), FITTED)  # type: ignore[arg-type]
    other = "Since ReLU is used they cannot explode."
    contrasts(judge, monkeypatch, ReLU=4.0)
    alone = {RELU: 0.1, other: 0.9}
    monkeypatch.setattr(judge._listener, "says_alone", lambda claim, heard, item: alone[item.own])
    (found,) = judge.judge(question(), f"{RELU} {other}", question().criteria).misconceptions
    assert [evidence.quote for evidence in found.evidence] == [other]
