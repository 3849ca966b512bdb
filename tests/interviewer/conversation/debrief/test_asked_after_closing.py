"""How often the sentence of the bank is given that answers a question about a closed question.

The questions are in ``evals/labelled/asked_after.jsonl``: each asks about one part of the bank and names words of the sentences
that answer it; none does if the bank has nothing on it. Half of the parts were only looked at to measure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from interviewer.conversation.debrief.relevant import found, further, sentences_of
from interviewer.conversation.phrases import notices
from interviewer.conversation.wording.explaining import Explaining
from interviewer.loading.services import Services
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.wording.test_explaining import state

ASKED = Path("evals/labelled/asked_after.jsonl")


@dataclass(frozen=True)
class Asked:
    """A question, and words of the sentences that answer it."""

    part: str
    question_id: str
    asked: str
    says: tuple[str, ...]

    def is_answered_by(self, text: str) -> bool:
        return any(words in text for words in self.says)


def asked(part: str = "") -> Iterator[Asked]:
    for line in (Path(__file__).parents[4] / ASKED).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if part in ("", row["part"]):
            yield Asked(row["part"], row["question_id"], row["asked"], tuple(row["says"]))


def rates(part: str, bank: Bank, embedder: CachedEmbedder | None) -> tuple[float, float]:
    """The share of questions for which the right sentence is told, and of those without an answer that are told one."""
    told = [(each, found(embedder, each.asked, sentences_of(bank[each.question_id])).text) for each in asked(part)]
    right = [each.is_answered_by(text) for each, text in told if each.says]
    made_up = [bool(text) for each, text in told if not each.says]
    return sum(right) / len(right), sum(made_up) / len(made_up)


def test_the_set_is_large_and_every_answer_is_in_the_bank(bank: Bank) -> None:
    rows = list(asked())
    assert len([row for row in rows if row.says]) >= 80 and len({row.question_id for row in rows}) >= 20
    assert {row.question_id for row in asked("fit")}.isdisjoint(row.question_id for row in asked("held-out"))
    for row in rows:
        texts = [sentence.text for sentence in sentences_of(bank[row.question_id])]
        assert all(any(words in text for text in texts) for words in row.says), row


@pytest.mark.parametrize(("part", "least"), [("fit", 0.75), ("held-out", 0.59)])
def test_by_words_alone_the_right_sentence_is_told_more_often_than_not(part: str, least: float, bank: Bank) -> None:
    right, made_up = rates(part, bank, None)
    assert right >= least and made_up <= 0.25


@pytest.mark.embedded
@pytest.mark.parametrize(("part", "least"), [("fit", 0.78), ("held-out", 0.61)])
def test_with_vectors_too(part: str, least: float, bank: Bank, real_embedder: CachedEmbedder) -> None:
    right, made_up = rates(part, bank, real_embedder)
    assert right >= least and made_up <= 0.25


def test_a_rare_word_and_a_reason_outweigh_the_other_sentences_with_the_word(light_services: Services) -> None:
    question = light_services.bank["nlp-05a"]
    told = Explaining(light_services).explain(question, "why does the word worm not count at all?", state())
    assert r"its weight is $\ln(5/5) = 0$" in told and "dislikes" not in told


def test_what_may_be_about_something_else_is_told_with_a_doubt(light_services: Services) -> None:
    question = light_services.bank["training-06a"]
    assert found(None, "why clip by value?", sentences_of(question)).is_clear
    lacking = Services(light_services.settings)
    told = Explaining(lacking).explain(question, "are residual bridges heavy?", state())
    assert told.startswith(notices.NEAREST.format(words="")) and "residual" in told
    assert "strong answer" in Explaining(lacking).explain(question, "explain zyzzyva", state())


def test_what_leads_up_to_a_further_question_is_told_with_it(bank: Bank) -> None:
    assert [text[:23] for text in further(bank["vision-05"])] == ["You predict on overlapp"]
    assert len(further(bank["training-06a"])) == 2


@pytest.mark.parametrize(
    "asked", ["explain backpropagation through max pooling", "and how do gradients flow in max pooling?"]
)
def test_the_words_of_the_point_lead_to_the_sentence_that_makes_it(asked: str, bank: Bank) -> None:
    own = sentences_of(bank["vision-08a"], ["gradients"])
    assert found(None, asked, own).text.startswith("**Gradients.**")


def test_a_point_that_was_missed_comes_before_one_that_was_made(bank: Bank) -> None:
    question = bank["vision-08a"]
    for criterion in question.criteria:
        missed = [each for each in sentences_of(question, [criterion.id]) if each.is_missed]
        assert missed and all(each.points for each in missed)
    assert not any(each.is_missed for each in sentences_of(question))
