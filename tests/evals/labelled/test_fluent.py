"""Fluent answers: whose are used for training, and that the voice gives away nothing about the truth."""

from __future__ import annotations

from statistics import mean

import pytest

from evals.labelled.fluent import BESIDE, FITTED_ON, FLUENT, LEARNT_FROM, LEFT_OUT, TRIED, WRITERS, fluent_answers
from evals.labelled.gold import gold_split
from evals.labelled.strangers import StatedAnswer
from interviewer.errors import UsageError
from knowledge.schema import Bank
from tests.repeated import repeated

AT_LENGTH = {"chatty", "salesman", "lecturer", "podcaster", "thinker", "hedger", "symbols"}
"""Writers who mention every point in every answer, at similar length."""
BOTH = {"reviser", "watcher"}
"""Who wrote all four kinds of answer."""
SPLITS = {
    **dict.fromkeys((*LEARNT_FROM, *TRIED, "thinker"), "train"),
    **dict.fromkeys((*FITTED_ON, "reviser"), "dev"),
    **dict.fromkeys(("podcaster", "blunt", "watcher"), "test"),
}


@pytest.fixture(scope="module", params=sorted(SPLITS))
def written(request: pytest.FixtureRequest, bank: Bank) -> tuple[str, list[StatedAnswer]]:
    return request.param, fluent_answers(bank, request.param)


def kinds_of(writer: str) -> tuple[str, ...]:
    """Which kinds of answer a writer wrote to each part."""
    if writer in BOTH:
        return ("mistaken", "mixed", "strong", "beside")
    return ("mixed", "strong", "beside") if writer in BESIDE else ("mistaken", "mixed", "strong")


def test_every_file_has_its_place() -> None:
    assert sorted([*LEARNT_FROM, *TRIED, *FITTED_ON, *LEFT_OUT]) == sorted(path.stem for path in FLUENT.iterdir())
    assert set(SPLITS) == set(WRITERS) == {*LEARNT_FROM, *TRIED, *FITTED_ON, *LEFT_OUT}


def test_a_writer_answers_questions_of_one_split(bank: Bank, written: tuple[str, list[StatedAnswer]]) -> None:
    writer, answers = written
    stems = set(gold_split()[SPLITS[writer]])
    assert answers and {bank[answer.question_id].stem for answer in answers} <= stems
    assert {answer.writer for answer in answers} == {writer}
    assert repeated(answer.id for answer in answers) == []


def test_each_part_has_one_of_each_kind_and_length_tells_nothing(written: tuple[str, list[StatedAnswer]]) -> None:
    writer, answers = written
    by_kind = {kind: [a for a in answers if a.quality == kind] for kind in kinds_of(writer)}
    parts = {answer.question_id for answer in answers}
    assert all({a.question_id for a in some} == parts and len(some) == len(parts) for some in by_kind.values())
    if writer in AT_LENGTH:
        lengths = [mean(map(words, some)) for some in by_kind.values()]
        assert max(lengths) < 1.2 * min(lengths)
    # the others leave points out of a mixed answer, which makes it shorter; but what is wrong is said at the length of what is right
    if "mistaken" in by_kind:
        wrong, right = (mean(map(words_a_statement, by_kind[kind])) for kind in ("mistaken", "strong"))
        assert max(wrong, right) < 1.2 * min(wrong, right)
    # and text that misses the point is no shorter than text that makes it, so that length earns nothing
    if "beside" in by_kind:
        assert mean(map(words, by_kind["beside"])) > 0.9 * mean(map(words, by_kind["strong"]))


def words(answer: StatedAnswer) -> float:
    return len(answer.text.split())


def words_a_statement(answer: StatedAnswer) -> float:
    return words(answer) / len(answer.statements)


def test_labels_of_an_answer_follow_from_those_of_its_statements(written: tuple[str, list[StatedAnswer]]) -> None:
    for answer in written[1]:
        told = [labels for _, labels in answer.statements]
        for name, label in answer.labels.items():
            said = {labels[name] for labels in told if name in labels}
            assert (label == "contradicted") == ("contradicts" in said), answer.id
            assert (label == "not_met") == (not said), answer.id


def test_who_is_not_there_is_named(bank: Bank) -> None:
    with pytest.raises(UsageError, match="nobody"):
        fluent_answers(bank, "nobody")
