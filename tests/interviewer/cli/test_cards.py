from __future__ import annotations

import pytest

from interviewer.bootstrap import open_app
from interviewer.cli import cards
from interviewer.cli.main import run_with
from interviewer.grading.grade import CriterionVerdict
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from interviewer.study.quick_cards import QuickCard, fronts
from interviewer.web.desk import Desk
from knowledge.schema import Bank
from tests.interviewer.cli.terminal import stdin
from tests.interviewer.workers.opened_light import WordJudge


@pytest.mark.slow
@pytest.mark.usefixtures("light")
def test_cards_are_answered_shown_and_rated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, "I do not know\n9\n3\n\n\n")
    assert run_with(["cards", "--section", "rl", "--count", "2"]) == 0
    shown = capsys.readouterr().out
    assert "(new, 1 more)" in shown and "not met" in shown and "(Enter: 1)" in shown and "That's the deck" in shown
    store = Store(load_settings().database)
    assert [(r.rating, r.source) for r in store.reviews.log()] == [(3, "card"), (1, "card")]


@pytest.mark.slow
@pytest.mark.usefixtures("light")
def test_a_verdict_is_contested_before_it_is_rated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, "the weather is nice\n/contest\n/contest I said that it is nice\n/contest again\n\n")
    assert run_with(["cards", "--section", "rl", "--count", "1"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "if the verdict is wrong: /contest" in shown and "say why the verdict is wrong" in shown
    assert "I won't read it again" in shown and "you have already contested this verdict" in shown
    store = Store(load_settings().database)
    assert len(store.reviews.log()) == len(store.interviews.appeals()) == 1


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("typed", ["", "I do not know\n", "I do not know\n9\n"])
def test_the_end_of_the_input_rates_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    stdin(monkeypatch, typed)
    assert run_with(["cards", "--section", "rl", "--count", "2"]) == 0
    assert "That's the deck" in capsys.readouterr().out
    assert Store(load_settings().database).reviews.log() == []


@pytest.mark.slow
@pytest.mark.usefixtures("light")
def test_the_terminal_gives_the_verdicts_of_the_page(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], bank: Bank
) -> None:
    """What is computed, what is said back of the card, and what only the judge can tell: each the same in both."""
    monkeypatch.setattr(Services, "judge", lambda self: WordJudge())
    computed = [(q, c) for q in bank.values() for c in q.criteria if c.expects is not None][:4]
    judged = [(q, c) for q in bank.values() for c in q.criteria if c.expects is None][:4]
    asked = [(QuickCard(q.id, c.id, fronts(c)[0], False), c) for q, c in (*computed, *judged)]
    answers = [(card, text) for card, c in asked for text in (c.satisfied_by[0], c.claim, card.front, "no idea: 7")]
    rated: list[CriterionVerdict | None] = []

    def rate(*given: object) -> QuickCard:
        rated.append(given[-1])  # type: ignore[arg-type]
        return answers[0][0]

    monkeypatch.setattr(cards, "quick_deck", lambda *_: [card for card, _ in answers])
    monkeypatch.setattr(cards, "rate_card", rate)
    stdin(monkeypatch, "".join(f"{' '.join(text.split())}\n4\n" for _, text in answers))
    assert run_with(["cards"]) == 0
    app = open_app(load_settings())
    desk = Desk(app)
    shown = [desk.check_card(card, " ".join(text.split())) for card, text in answers]
    desk.close()
    assert rated == shown
    assert {verdict.verdict for verdict in shown} >= {"met", "not_met"}
    assert any(verdict.reason.startswith("of ") for verdict in shown), "the judge was asked"
    by_form = [verdict for (card, _), verdict in zip(answers, shown, strict=True) if card in [c for c, _ in asked[:4]]]
    assert any(not verdict.reason.startswith("of ") and verdict.verdict == "met" for verdict in by_form)
