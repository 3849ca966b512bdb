"""What was said as a guess is shown as one, with its quotes, wherever the candidate's words are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.debrief.as_said import as_said
from interviewer.conversation.state.state import QuestionAttempt, Said, Turn
from interviewer.conversation.talk.guessing import as_statement
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding
from interviewer.report.build import build_report
from interviewer.report.markdown import to_markdown
from interviewer.web.report.shown import shown_questions
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player
from tests.interviewer.web.states import graded, record, state

QUESTION = "training-06a"
GUESS = "hm, is it because of rounding? the constants are ugly, so it gets worse, right?"
REST = "A larger tile needs larger constants."


def turn(text: str, question: str = QUESTION) -> Turn:
    return Turn("candidate", "talk", text, 0.0, question)


def answered(*messages: str, quotes: tuple[str, ...] = ()) -> QuestionAttempt:
    answer = "\n\n".join(messages)
    found = tuple(Evidence(quote, answer.index(quote), answer.index(quote) + len(quote)) for quote in quotes)
    items = tuple(CriterionVerdict(f"c{n}", "c", 1, "met", 0.9, (e,)) for n, e in enumerate(found))
    return QuestionAttempt(QUESTION, answer=answer, grade=Grade(QUESTION, 1.0, items), closed=True)


def shown_quotes(attempt: QuestionAttempt) -> list[str]:
    assert attempt.grade
    quotes = [item.evidence[0] for item in attempt.grade.criteria]
    assert all(attempt.answer[e.start : e.end] == e.quote for e in quotes)
    return [e.quote for e in quotes]


def test_a_guess_is_shown_as_it_was_said_and_so_are_quotes_of_it() -> None:
    told = as_statement(GUESS)
    quotes = ("because of rounding", "constants are ugly", "larger tile", f"{told}", "worse.\n\nA larger")
    shown = as_said(answered("First.", told, REST, quotes=quotes), [turn(GUESS)])
    assert shown.answer == f"First.\n\n{GUESS}\n\n{REST}"
    first, second = "hm, is it because of rounding?", "the constants are ugly, so it gets worse, right?"
    assert shown_quotes(shown) == [first, second, "larger tile", GUESS, f"{second}\n\nA larger"]


def test_a_wrong_belief_quotes_it_too() -> None:
    told = as_statement("is it because of rounding?")
    attempt = answered(told)
    assert attempt.grade
    heard = Evidence("rounding", told.index("rounding"), len(told) - 1)
    wrong = MisconceptionFinding(id="m", correction="no", penalty=0.1, evidence=(heard,))
    attempt = replace(attempt, grade=replace(attempt.grade, misconceptions=(wrong,)))
    shown = as_said(attempt, [turn("is it because of rounding?")])
    assert shown.grade and shown.grade.misconceptions[0].evidence[0].quote == "is it because of rounding?"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("It is because of rounding.", "It is because of rounding."),
        ("It is because of rounding. And so on.", "is it because of rounding?"),
        ("is it because of rounding?", "is it because of rounding?"),
        ("It is because of rounding.", "what do you mean by rounding?"),
    ],
)
def test_what_was_said_outright_stays(answer: str, said: str) -> None:
    attempt = answered(answer)
    assert as_said(attempt, [turn(said)]) is attempt
    assert as_said(attempt, [turn("is it because of rounding?", "nlp-10")]) is attempt


def test_the_report_has_the_guess_in_every_form(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=(QUESTION,))
    guess = "hm, is it because the variance is smaller?"
    turns = [*player.send(Said(player.now, guess, heard="clarify", unsure=True)), *player.send(Said(player.now, "yes"))]
    answer = player.state.attempts[-1].answer
    assert answer == "It is because the variance is smaller."
    grade = graded(bank, QUESTION, "met")
    quote = replace(grade.criteria[0], evidence=(Evidence("variance is smaller", 18, 37),))
    grade = replace(grade, criteria=(quote, *grade.criteria[1:]))
    of = state(QuestionAttempt(QUESTION, answer=answer, grade=grade, closed=True), phase="finished")
    report = build_report(record("i", of), turns, bank)
    assert report.questions[0].answer == guess
    (shown,) = shown_questions(report, of, bank)
    assert f"{guess}<sup" in shown.verdicts and "It is because" not in shown.verdicts
    assert guess in to_markdown(report) and "It is because the variance" not in to_markdown(report)
