"""A missed point is shown the passage of the reference answer that makes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.grade import CriterionVerdict
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.index import Index
from knowledge.search.lexical import shared_words
from knowledge.search.retriever import Retriever
from tests.interviewer.grading.feedback.written import written


@pytest.fixture(scope="module")
def retriever(bank: Bank, real_embedder: CachedEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    index = Index(real_embedder, tmp_path_factory.mktemp("chroma"))
    index.sync(bank)
    return Retriever(bank, index)


@pytest.mark.embedded
@pytest.mark.parametrize(
    ("question_id", "criterion_id", "begins"),
    [
        ("nlp-09", "bottleneck", "**4. Expressiveness.**"),
        ("nlp-09", "memory", "**2. Memory.**"),
        ("nlp-13", "cue", "**Case-sensitive by default.**"),
        ("rl-12", "model-free", "**Model-free**"),
        ("advanced-05b", "evaluation", "- **"),
    ],
)
def test_the_passage_makes_the_point(
    bank: Bank, retriever: Retriever, question_id: str, criterion_id: str, begins: str
) -> None:
    question = bank[question_id]
    assert retriever.passage(question, question.criterion(criterion_id).claim).startswith(begins)


@pytest.mark.timeout(900)  # over the whole bank
@pytest.mark.embedded
def test_every_missed_point_is_shown_sentences(bank: Bank, retriever: Retriever) -> None:
    for question in bank.values():
        for criterion in question.criteria:
            passage = retriever.passage(question, criterion.claim)
            assert not passage.lstrip().startswith(("$$", "|", "```")), (question.id, criterion.id)


@pytest.mark.embedded
def test_feedback_leaves_no_marks_of_a_heading(bank: Bank, retriever: Retriever) -> None:
    for question in bank.values():
        rows = [CriterionVerdict(c.id, c.claim, c.weight, "not_met", 0.02) for c in question.criteria]
        for row in rows:
            text = written(question, [row], [], retriever.passage)
            assert "**" not in text and not text.split("From the reference answer: ")[-1][:2].isdigit(), text


def test_a_point_that_a_table_makes_is_answered_by_its_row(bank: Bank) -> None:
    def told(question_id: str, criterion_id: str) -> str:
        criterion = next(c for c in bank[question_id].criteria if c.id == criterion_id)
        row = CriterionVerdict(criterion.id, criterion.claim, criterion.weight, "not_met", 0.02)
        return written(bank[question_id], [row], []).split("From the reference answer: ")[-1]

    assert told("training-14", "axes").startswith("Statistics over: the N examples, for each feature")
    assert told("rl-02", "stationary").startswith(
        "Optimal policy: depends on the time left, $\\pi_t(s)$, non-stationary (finite, $T$ steps);"
    )
    assert told("training-14", "where-used").startswith("Typical use: convolutional networks (batch norm);")
    sentence = told("training-14", "common-and-effect")
    assert sentence.startswith("Both standardise"), "a sentence that says it is taken before a row"
    for question in bank.values():
        for criterion in question.criteria:
            assert told(question.id, criterion.id).count("$") % 2 == 0


def test_a_reference_that_begins_with_a_bar_is_no_table(bank: Bank) -> None:
    question = replace(bank["training-16"], reference="|w| shrinks a little at each step of weight decay, in any case.")
    rows = [CriterionVerdict(c.id, c.claim, c.weight, "not_met", 0.02) for c in question.criteria]
    assert "Start with this one: " in written(question, rows, [])


def test_words_that_few_passages_have_count_more() -> None:
    found = shared_words("the rank of the softmax", ["softmax cost", "the softmax has a low rank", "nothing here"])
    assert found[1] == 1.0 and 0 < found[0] < 0.5 and found[2] == 0.0
    assert shared_words("", ["a"]) == [0.0] and shared_words("zebra", ["lion"]) == [0.0]
