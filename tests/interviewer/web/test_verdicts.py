"""Verdict cards: what is named when, what counts as missing, and that nothing a candidate wrote becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.conversation.state.state import QuestionAttempt, VerdictChange
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding
from interviewer.study.progress import PastAnswer
from interviewer.web.objections import Contest
from interviewer.web.own_words import marked_answer
from interviewer.web.verdicts import (
    OPEN_POINT,
    earlier_html,
    shown_verdicts,
    verdicts_html,
)
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON

EVIL = '<img src=x onerror=alert(1)> & "quotes" </div><script>x</script>'
MET = CriterionVerdict("met", "Says what it counts", 2, "met", 0.9, (Evidence("edits", 0, 5),))
PARTLY = CriterionVerdict("partly", "Names the steps", 1, "partly_met", 0.5, (Evidence("edits", 0, 5),), "four of six")
MISSING = CriterionVerdict("value", "Gives the distance 4", 4, "not_met", 0.1)
BONUS = CriterionVerdict("bonus", "Names the inventor", 0, "not_met", 0.1)


def attempted(*criteria: CriterionVerdict, closed: bool = False) -> QuestionAttempt:
    return QuestionAttempt("nlp-10", answer="edits", grade=Grade("nlp-10", 0.5, criteria), closed=closed)


def test_what_is_missing_is_not_named_while_the_question_is_open(bank: Bank) -> None:
    open_cards = shown_verdicts(attempted(MISSING, MET))
    assert [card.text for card in open_cards] == [OPEN_POINT, "What it counts"]
    assert [card.tag for card in open_cards] == ["still open", "met"]
    assert [(card.kind, card.mark) for card in open_cards] == [("open", "○"), ("met", "✓")], (
        "not in red: it can still be made"
    )
    assert "distance 4" not in verdicts_html(attempted(MISSING, MET), bank["nlp-10"])
    closed = shown_verdicts(attempted(MISSING, MET, closed=True))
    assert [card.text for card in closed] == ["The distance 4", "What it counts"]


def test_the_page_is_told_how_much_of_the_answer_was_graded(bank: Bank) -> None:
    shown = verdicts_html(replace(attempted(MET), answer="edits, and more", graded_to=5), bank["nlp-10"])
    assert 'data-graded="5"' in shown


def test_a_bonus_says_bonus_and_is_never_missing(bank: Bank) -> None:
    assert [card.text for card in shown_verdicts(attempted(MET, BONUS))] == ["What it counts"]
    left_out = shown_verdicts(attempted(MET, BONUS, closed=True))[1]
    assert (left_out.kind, left_out.mark, left_out.tag) == ("extra", "+", "not mentioned")
    assert (left_out.worth, left_out.doubt) == ("bonus", "")
    earned = shown_verdicts(attempted(replace(MET, weight=0)))[0]
    assert (earned.kind, earned.worth) == ("met", "bonus")
    shown = verdicts_html(attempted(MET, BONUS, closed=True), bank["nlp-10"])
    assert "weight" not in shown and "✗" not in shown and "<small></small>" not in shown


def test_a_bonus_that_is_said_wrongly_is_shown_as_such() -> None:
    wrong = replace(BONUS, evidence=(Evidence("edits", 0, 5),), contradicted=True, unsure=False)
    assert [card.kind for card in shown_verdicts(attempted(wrong, closed=True))] == ["contradicted"]


def test_quotes_are_numbered_as_they_are_in_the_answer() -> None:
    cards = shown_verdicts(attempted(BONUS, MISSING, MET, closed=False))
    assert [card.number for card in cards] == [None, 2]  # the bonus is not shown, and comes last once it is
    assert (
        marked_answer("edits", attempted(BONUS, MISSING, MET).grade)
        == '<mark class="met">edits<sup title="is about point 2">2</sup></mark>'
    )  # type: ignore[arg-type]


def test_why_a_point_is_partly_met_is_said_once_the_question_is_closed() -> None:
    assert shown_verdicts(attempted(PARTLY))[0].reason == ""
    assert shown_verdicts(attempted(PARTLY, closed=True))[0].reason == "four of six"
    fault = replace(MISSING, verdict="ungraded", reason="the model did not answer")
    card = shown_verdicts(attempted(fault))[0]
    assert (card.reason, card.doubt, card.mark) == ("the model did not answer", "", "?")


def test_a_correction_that_is_given_next_to_it_is_not_given_again(bank: Bank) -> None:
    heard = (MisconceptionFinding("m", (), "It does help."), MisconceptionFinding("n", (), "It is one."))
    attempt = QuestionAttempt("nlp-10", "edits", Grade("nlp-10", 0.5, (MET,), heard), closed=True)
    shown = verdicts_html(attempt, bank["nlp-10"], told=["It does help."])
    assert "It does help." not in shown and "It is one." in shown


def test_a_quote_that_breaks_off_says_so() -> None:
    grade = Grade("nlp-10", 0.5, (replace(MET, evidence=(Evidence("it counts edits", 0, 15),)),))
    attempt = QuestionAttempt("nlp-10", "it counts edits between two words. More.", grade)
    assert shown_verdicts(attempt)[0].quote == "it counts edits …"
    assert shown_verdicts(replace(attempt, answer="it counts edits. More."))[0].quote == "it counts edits"


def test_a_long_quote_stands_in_the_list_once(bank: Bank) -> None:
    said = "one counts how many edits turn a word into another"

    def shown(quote: str) -> str:
        found = (Evidence(quote, 0, len(quote)),)
        items = tuple(replace(MET, id=f"c{n}", evidence=found) for n in range(3))
        return verdicts_html(QuestionAttempt("nlp-10", said, Grade("nlp-10", 1.0, items), closed=True), bank["nlp-10"])

    assert shown(said).count(f"<q>{said}</q>") == 1 and shown(said).count("Same words as for point 1.") == 2
    assert shown("one counts").count("<q>one counts …</q>") == 3, "a few words are quoted again"


def test_the_words_about_a_point_are_quoted_once_it_is_closed() -> None:
    said = (
        "at first, as everybody knows, there are two words that stand next to each other on a page, and then "
        "somebody asks how far they are from one another, so they say what it counts"
    )
    attempt = QuestionAttempt(
        "nlp-10",
        said,
        Grade("nlp-10", 0.5, (replace(PARTLY, claim="Says what it counts", evidence=(Evidence(said, 0, len(said)),)),)),
    )
    assert shown_verdicts(attempt)[0].quote.startswith("at first")
    assert shown_verdicts(replace(attempt, closed=True))[0].quote.endswith("what it counts")


def test_a_verdict_that_moved_says_from_where() -> None:
    moved = replace(attempted(MET), changes=(VerdictChange("met", "partly_met", "met", 0.2, 0.5),))
    assert shown_verdicts(moved)[0].moved == "I heard half of it at first; what you said later made the point"
    assert shown_verdicts(attempted(MET))[0].moved == ""


def test_a_slip_put_right_in_the_same_message_was_never_said() -> None:
    change = VerdictChange("met", "contradicted", "met", 0.2, 0.5, corrected=True)
    later = replace(
        attempted(MET), changes=(change,), answer="edits shrink it.\n\nNo wait, I take that back, they grow it."
    )
    assert shown_verdicts(later)[0].moved.startswith("At first you said the opposite;")
    at_once = replace(
        later, answer="edits shrink it, no wait, that's wrong, scratch that.\n\nThey grow it, I take it back."
    )
    assert shown_verdicts(at_once)[0].moved.startswith("At first I took your words to contradict this;")


def test_a_verdict_comes_with_no_percentage_and_a_sure_one_with_no_doubt(bank: Bank) -> None:
    """“Not met” was shown at 52 %, “met” at 46 %: the number is what the point is expected to earn, not how sure its verdict is."""
    rows = [
        replace(item, id=f"{item.verdict}{p}", probability=p, unsure=unsure)
        for item in (MET, PARTLY, MISSING, WRONG)
        for p in (0.02, 0.46, 0.52, 0.9)
        for unsure in (True, False)
    ]
    shown = verdicts_html(attempted(*rows, closed=True), bank["nlp-10"], Contest("now", {}))
    assert "%" not in shown.replace("<b>50%</b>", "") and "likely" not in shown
    for card, item in zip(shown_verdicts(attempted(*rows, closed=True)), rows, strict=True):
        assert card.doubt.startswith("Not sure about this one: ") == bool(item.unsure)


def test_a_formula_in_words_and_quotes_is_typeset(bank: Bank) -> None:
    answer = r"so it is $x^2 + \beta$ then <i> and $5"
    quote = answer[3:15]  # cuts the formula in two
    item = CriterionVerdict("c", r"Says that $\alpha$ grows", 1, "met", 0.9, (Evidence(quote, 3, 15),))
    attempt = QuestionAttempt("nlp-10", answer=answer, grade=Grade("nlp-10", 0.5, (item,)), closed=True)
    cards, words = verdicts_html(attempt, bank["nlp-10"]).split("Your words")
    assert "<mi>α</mi>" in cards and "$x" not in words and words.count("<math") == 1
    assert re.search(
        r'so <mark class="met">it is <math.*</math><sup title="is about point 1">1</sup></mark> then', words
    )
    assert "&lt;i&gt; and $5" in words


def test_without_a_grade_it_says_why(bank: Bank) -> None:
    attempt = QuestionAttempt("nlp-10")
    assert "Not graded yet." in verdicts_html(attempt, bank["nlp-10"])
    assert "Skipped." in verdicts_html(replace(attempt, skipped=True), bank["nlp-10"])


def test_a_score_is_shown_only_where_something_was_judged(bank: Bank) -> None:
    assert "<b>50%</b>" in verdicts_html(attempted(MET), bank["nlp-10"])
    assert "<b>–</b>" in verdicts_html(attempted(replace(MET, verdict="ungraded")), bank["nlp-10"])


def test_cards_escape_everything(bank: Bank) -> None:
    item = CriterionVerdict("c", EVIL, 1, "met", 0.9, (Evidence(EVIL[:10], 0, 10),), EVIL)
    heard = MisconceptionFinding("m", (), EVIL)
    for verdict in ("met", "partly_met", "not_met", "ungraded"):
        for closed in (False, True):
            grade = Grade("nlp-10", 1.0, (replace(item, verdict=verdict),), misconceptions=(heard,))
            attempt = QuestionAttempt("nlp-10", answer=EVIL, grade=grade, closed=closed)
            shown = verdicts_html(attempt, bank["nlp-10"])
            assert "<img" not in shown and "<script" not in shown
            assert ("Not quite right" in shown) == closed
            assert ("&lt;script&gt;" in shown.split('class="answer"')[0]) == (closed or verdict in {"met", "ungraded"})


def test_an_earlier_answer_lists_what_was_missing_then_but_no_bonus() -> None:
    def earlier(*criteria: CriterionVerdict) -> PastAnswer:
        return PastAnswer("i", "t", "nlp-10", NOON, 0.5, "edits", Grade("nlp-10", 0.5, criteria), None)

    shown = earlier_html(earlier(MET, MISSING, BONUS))
    assert "<b>50%</b><span>1 Nov 2026</span>" in shown and "Missing last time" in shown
    assert "distance 4" in shown and "inventor" not in shown
    assert "Missing last time" not in earlier_html(earlier(MET, BONUS))


WRONG = CriterionVerdict("wrong", "Says so", 3, "not_met", 0.02, (Evidence("edits", 0, 5),), "why", False, True)


def test_what_was_said_wrongly_has_a_sign_words_and_a_kind_of_its_own(bank: Bank) -> None:
    missing, wrong = shown_verdicts(attempted(MISSING, WRONG, closed=True))
    assert (missing.kind, missing.mark, missing.tag) == ("not_met", "✗", "not met")
    assert (wrong.kind, wrong.mark, wrong.tag) == ("contradicted", "≠", "contradicted")
    assert (wrong.quote, wrong.number, wrong.text, wrong.doubt, wrong.reason) == ("edits", 2, "Saying so", "", "why")
    shown = verdicts_html(attempted(MISSING, WRONG, closed=True), bank["nlp-10"])
    assert '<li class="verdict contradicted"><span class="mark" aria-hidden="true">≠</span>' in shown
    assert '<span class="tag">contradicted [2]</span>' in shown, "words for who sees no colour and no sign"


def test_while_the_question_is_open_the_claim_behind_it_is_not_named() -> None:
    (card,) = shown_verdicts(attempted(WRONG))
    assert (card.text, card.quote, card.reason) == (OPEN_POINT, "edits", "")


def test_where_the_judge_is_unsure_of_it_nobody_is_called_wrong_and_the_words_are_asked_about() -> None:
    (unsure,) = shown_verdicts(attempted(replace(WRONG, unsure=True), closed=True))
    assert unsure.doubt == "Not sure about this one: do the quoted words make this point?"
    assert (unsure.kind, unsure.tag, unsure.quote) == ("not_met", "not met", "edits")
    (sure,) = shown_verdicts(attempted(WRONG, closed=True))
    assert sure.doubt == ""


def test_an_earlier_answer_tells_wrong_from_missing() -> None:
    grade = Grade("nlp-10", 0.5, (MISSING, WRONG))
    shown = earlier_html(PastAnswer("i", "t", "nlp-10", NOON, 0.5, "edits", grade, None))
    wrong, missing = shown.split("Missing last time")
    assert "Wrong last time" in wrong and "Saying so" in wrong and "distance 4" not in wrong.split("Wrong last time")[1]
    assert "distance 4" in missing


def test_a_point_that_was_denied_says_who_decided() -> None:
    denied = replace(MISSING, denied=True, unsure=False, probability=0.0)
    (card,) = shown_verdicts(attempted(denied, closed=True))
    assert (card.tag, card.doubt) == ("not met, as you said yourself", "")


def test_a_point_that_was_read_again_is_not_to_be_checked_once_more() -> None:
    closed = attempted(PARTLY, closed=True)
    assert shown_verdicts(closed)[0].doubt == "Not sure about this one: does your answer say this?"
    again = shown_verdicts(replace(closed, appealed=("partly",)))[0]
    assert again.doubt == "Not sure about this one: your answer may cover more or less of it."


def test_a_point_is_to_be_checked_only_where_there_is_something_to_press(bank: Bank) -> None:
    closed = attempted(PARTLY, closed=True)
    assert "does your answer say this?" in verdicts_html(closed, bank["nlp-10"], Contest("now", {}))
    shown = verdicts_html(closed, bank["nlp-10"])
    assert "Not sure about this one: your answer may" in shown and "does your answer" not in shown


def test_the_marks_in_the_answer_are_explained(bank: Bank) -> None:
    question = bank["training-06a"]
    assert 'Your words</h3><p class="quiet legend">The numbers refer to the points above.' in verdicts_html(
        attempted(MET), question
    )
    assert "≠ marks words that contradict the point." in verdicts_html(attempted(WRONG), question)
    assert "≠ marks" not in verdicts_html(attempted(MET), question)
    assert "legend" not in verdicts_html(attempted(MISSING), question)


def test_what_the_candidate_or_the_bank_says_decides_no_note(bank: Bank) -> None:
    question = bank["training-06a"]
    said = replace(MET, claim='Says class="verdict open" <sup> and contradicts point 1')
    answer = 'edits <sup class="verdict open">contradicts point 1</sup>'
    shown = verdicts_html(replace(attempted(said), answer=answer), question)
    assert "≠ marks" not in shown and "Points that are still open" not in shown
    assert "Points that are still open" in verdicts_html(attempted(MISSING), question)
    assert "legend" not in verdicts_html(replace(attempted(MISSING), answer=answer), question)


def test_what_was_computed_is_told_where_it_gives_nothing_away() -> None:
    right = replace(MET, reason="These 4 edits turn one into the other.", computed=True)
    wrong = replace(MISSING, reason="It is 4, not 5.", contradicted=True, computed=True)
    while_open = {card.id: card.reason for card in shown_verdicts(attempted(right, wrong))}
    assert while_open == {"met": right.reason, "value": ""}
    closed = {card.id: card.reason for card in shown_verdicts(attempted(right, wrong, closed=True))}
    assert closed == {"met": right.reason, "value": wrong.reason}
    assert shown_verdicts(attempted(replace(MET, reason="a judge's note"), closed=True))[0].reason == ""
