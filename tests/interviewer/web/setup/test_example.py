"""The example of a graded answer on the first start."""

from __future__ import annotations

import re

from interviewer.grading.text.words import content_words
from interviewer.web.setup.example import example_html
from knowledge.schema import Bank
from tests.interviewer.web.test_first_screen import _ENGINEERS
from tests.interviewer.web.test_hostile import Tags


def test_it_shows_each_kind_of_verdict_with_the_words_it_rests_on() -> None:
    shown = example_html()
    for kind in ("met", "partly_met", "not_met"):
        assert f'<li class="verdict {kind}">' in shown
    assert shown.count("<mark") == 2 and re.findall(r"<sup>(\d)</sup>", shown) == ["1", "2"]
    tags = Tags()
    tags.feed(shown)
    assert not [tag for tag in tags.found if tag.startswith("@")]


def test_it_has_everyday_words_and_answers_no_question_of_the_bank(bank: Bank) -> None:
    read = re.sub(r"<[^>]*>", " ", example_html())
    assert not _ENGINEERS.search(read)
    claims = [content_words(criterion.claim) for question in bank.values() for criterion in question.criteria]
    for told in re.findall(r"</span> ([^<]+) <span", example_html()):
        words = content_words(told)
        assert len(words) > 1 and not any(words <= claim for claim in claims), told
