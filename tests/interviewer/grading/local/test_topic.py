"""Paragraphs about something other than the question are marked, and do not count next to those about it."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.grading.local.listening import Listener
from interviewer.grading.local.topic import ON_TOPIC
from knowledge.schema import Criterion
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question
from tests.stand_ins import RuleReader

CLIPS = "I clip the gradient norm before each step."
NAN = "And the loss turns NaN."
SOUP = (
    "Salt goes first into plenty of boiling water. Noodles want exactly ten minutes, never more, never less. "
    "Butter and cheese complete this simple dish."
)
"""No word in common with the question: the stand-in for the embeddings counts words."""


@pytest.fixture
def listener(words: CachedEmbedder) -> Listener:
    return Listener(words, RuleReader(("clipped", "clip", "says")))


def off_topic(listener: Listener, text: str, **changes: object) -> list[str]:
    return [item.own for item in listener.hear(question(**changes), text).statements if item.off_topic]


def test_a_paragraph_about_something_else_is_off_the_topic(listener: Listener) -> None:
    soup = off_topic(listener, f"{CLIPS} {NAN}\n\n{SOUP}")
    assert len(soup) == 3
    assert soup[0].startswith("Salt"), "before or after makes no difference"
    assert off_topic(listener, f"{SOUP}\n  \n{CLIPS} {NAN}") == soup


def test_a_remark_within_a_paragraph_stays_with_it(listener: Listener) -> None:
    assert off_topic(listener, f"{CLIPS} {NAN} Noodles want exactly ten minutes, never more.") == []
    assert off_topic(listener, f"{CLIPS}\n{NAN}\nNoodles want exactly ten minutes, never more.") == [], (
        "a line is no paragraph"
    )


def test_a_line_or_two_have_to_be_further_off(listener: Listener) -> None:
    near, far = "Before each step I wash my hands with soap.", "Salt goes first into plenty of boiling water."
    assert off_topic(listener, f"{CLIPS} {NAN} I cap their length before the step.\n\n{near}") == []
    assert off_topic(listener, f"{CLIPS} {NAN} I cap their length before the step.\n\n{far}") == [far]


def test_an_answer_with_blank_lines_between_its_sentences_is_one_stretch(listener: Listener) -> None:
    assert off_topic(listener, f"{CLIPS}\n\nNoodles want exactly ten minutes, never more.\n\n{NAN}") == []


def test_nothing_is_marked_where_all_is_about_something_else(listener: Listener) -> None:
    assert off_topic(listener, SOUP) == []
    assert off_topic(listener, f"{SOUP}\n\nEverybody should enjoy their meal while hot.") == []
    assert off_topic(listener, "") == []


def test_nothing_is_marked_where_the_bank_has_no_statements(listener: Listener) -> None:
    bare = (Criterion("clipping", "Says that gradients are clipped"),)
    assert off_topic(listener, f"{CLIPS} {NAN}\n\n{SOUP}", criteria=bare, misconceptions=()) == []


def test_what_is_off_the_topic_is_neither_counted_nor_in_the_passage(words: CachedEmbedder) -> None:
    reader = RuleReader(("clipped", "clip", "says"))
    listener = Listener(words, reader)
    alone = listener.hear(question(), f"{CLIPS} {NAN}")
    beside = listener.hear(
        question(), f"{SOUP}\n\n{CLIPS} {NAN}\n\n{SOUP} Everybody should enjoy their meal while hot."
    )
    claims = alone.claims.points["clipping"]
    first, second = listener.read(alone, claims)[0], listener.read(beside, claims)[0]
    assert first.said == second.said == 2
    assert np.allclose(first.together, second.together)
    assert len(second.statements) > len(first.statements), "it is still read by itself"
    passages = [text for _, text in reader.pairs if "clip" in text and "NaN" in text]
    assert passages and not any("water" in text or "meal" in text for text in passages)


def test_the_limit_lies_between_what_answers_and_other_texts_have() -> None:
    assert 0.36 <= ON_TOPIC <= 0.43, "swept on development questions: experiment 48"


def test_a_line_that_comes_near_by_chance_hides_nothing(listener: Listener) -> None:
    near = "Before each step I wash my hands with soap and hot water."
    assert off_topic(listener, f"{near}\n\n{SOUP}") == []
    assert len(off_topic(listener, f"{CLIPS}\n\n{SOUP}")) == 3
