"""Hostile text in somebody's own bank: nothing of it runs, leads away or breaks what is around it; our own bank is unharmed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from interviewer.report.build import build_report
from interviewer.study.quick_cards import CardSession, QuickCard
from interviewer.web.cards.shown import shown_card
from interviewer.web.interview.shown import shown
from interviewer.web.markdown import safe_markdown
from interviewer.web.report.shown import points_markdown, shown_questions
from interviewer.web.snapshot import View
from knowledge.schema import Bank, Question
from tests.interviewer.web.cards.test_shown import RETURNS
from tests.interviewer.web.states import attempt, graded, record, state
from tests.interviewer.web.test_hostile import ATTACKS, QUIET, Tags

ASKED = "training-01"
_FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)


def tags(shown: str) -> set[str]:
    """The tags and addresses that Markdown becomes; formulas are set by a program that is handed their text alone."""
    parser = Tags()
    parser.feed(MarkdownIt("commonmark", {"html": True}).render(_FORMULA.sub("FORMULA", shown)))
    return set(parser.found)


def hostile(bank: Bank, attack: str) -> Bank:
    """A bank whose every text that is shown contains an attack."""
    found = bank[ASKED]
    criteria = tuple(replace(each, claim=f"{attack} is said") for each in found.criteria)
    made = replace(
        found,
        question=f"What about {attack}?\n\n{attack}",
        title=attack[:60],
        reference=f"It is {attack} because of this.\n\n{attack}\n\nAnd so on, as everybody knows by now.",
        deeper=attack,
        sources=(attack,),
        criteria=criteria,
    )
    return Bank([made], bank.root)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_in_a_bank_becomes_a_tag_or_an_address(bank: Bank, attack: str) -> None:
    theirs = hostile(bank, attack)
    grade = graded(theirs, ASKED, "met", "partly_met")
    closed = state(attempt(ASKED, grade, closed=True), phase="finished")
    report = build_report(record("i", closed), (), theirs)
    panel = shown(View("i", closed, ()), theirs).panel
    (item,) = shown_questions(report, closed, theirs)
    assert panel is not None
    deck = CardSession((QuickCard(ASKED, theirs[ASKED].criteria[0].id, f"What of {attack}?", due=True),), turned=True)

    def passage(question: Question, about: str) -> str:
        return question.passages()[0]

    card = shown_card(deck, theirs, passage, lambda which: RETURNS)
    assert tags(panel.reference) <= {*QUIET, "mark"}, "the words that state a missing point are marked"
    for text in (panel.question, points_markdown(report), item.question, item.missed, item.feedback):
        assert tags(text) <= QUIET
    for text in (card.front, card.question, card.back, card.reference):
        assert tags(text) <= QUIET


def test_nothing_of_our_own_bank_is_changed_but_how_a_sign_is_written(bank: Bank) -> None:
    texts = [text for each in bank.values() for text in (each.question, each.reference, each.deeper, each.plainly)]
    assert len(texts) > 300
    for text in texts:
        plain = safe_markdown(text).replace("&#58;", ":").replace("&lt;", "<").replace("&#96;", "`")
        assert plain.replace("< ", "<") == text.replace("< ", "<")
