"""The last thing said about a point that was called wrong: a correction counts, and words about something else change nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.grading.appeals.appeal import hear
from interviewer.grading.appeals.last_word import held_to_last_word
from interviewer.grading.appeals.put_right import NO_LONGER
from interviewer.grading.feedback.certainty import doubt
from interviewer.grading.grade import CriterionVerdict, Grade, Verdict
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.screening.taken_back import Challenge
from interviewer.grading.text.evidence import locate
from knowledge.schema import Bank, Criterion, Question

POINT = "bug-check"
WRONG = "It proves that the model generalises."
READ = {
    "proves that the model generalises": ("contradicted", 0.02),
    "cannot show a bug": ("contradicted", 0.02),
    "wide nets show bugs, narrow ones none": ("contradicted", 0.02),
    "the loop is broken": ("met", 0.9),
    "probably the loader": ("met", 0.65),
    "perhaps the loader": ("met", 0.55),
    "hides the bug": ("contradicted", 0.3),
    "some of the loader": ("partly_met", 0.45),
    "touches the loader": ("not_met", 0.35),
}
"""What the stand-in finds in words, worst first: contradictions drown out what is right next to them."""


class Drowning:
    """Reads words for one point. A contradiction anywhere in what it reads decides, as it mostly does in the embedded judge,
    which also takes a reply that makes the point."""

    name = "drowning"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.seen.append(text)
        return Judgements(tuple(self._item(c.id, text, since) for c in criteria))

    def _item(self, criterion_id: str, text: str, since: int) -> Judgement:
        found = next(((words, *READ[words]) for words in READ if words in text), None)
        new = next(((words, *READ[words]) for words in READ if words in text[since:]), None)
        found = new if new and new[1] in {"met", "contradicted"} else found
        if criterion_id != POINT or found is None:
            return Judgement(criterion_id, "not_met", 0.02)
        words, verdict, p = found
        place = locate(words, text)
        wrong = verdict == "contradicted"
        heard: Verdict = "not_met" if wrong else verdict  # type: ignore[assignment]
        return Judgement(criterion_id, heard, p, (place,) if place else (), contradicted=wrong)


def after(bank: Bank, *messages: str, asked: bool = True, judge: Drowning | None = None) -> tuple[Grade, str]:
    """The grade after these messages, each a reply to a question about the point if it was called wrong."""
    question, grader = bank["training-01"], Grader(judge or Drowning())
    answer, grade = messages[0], grader.grade(bank["training-01"], messages[0])
    for message in messages[1:]:
        item, since = grade.criterion(POINT), len(answer)
        challenge = Challenge(item.evidence, since, POINT) if item.contradicted and asked else None
        answer = f"{answer}\n\n{message}"
        again = grader.grade_again(question, answer, grade, None, since)
        grade = held_to_last_word(grader, question, answer, again, challenge=challenge, since=since)
    return grade, answer


def point_after(bank: Bank, *messages: str, asked: bool = True) -> CriterionVerdict:
    grade, answer = after(bank, *messages, asked=asked)
    item = grade.criterion(POINT)
    assert all(answer[e.start : e.end] == e.quote for e in item.evidence)
    return item


@pytest.mark.parametrize(
    "reply",
    [
        "If it can't, the loop is broken.",
        "Okay, forget it then. It tells you that the loop is broken.",
        "Only one thing: the loop is broken.",
        "Then it's probably the loader that has the fault.",
    ],
)
def test_a_reply_about_the_point_that_is_right_by_itself_makes_it(bank: Bank, reply: str) -> None:
    item = point_after(bank, WRONG, reply)
    assert item.kind == "met" and item.evidence[0].quote in reply


@pytest.mark.parametrize(
    "reply", ["I mean, perhaps the loader.", "That touches the loader.", "It's some of the loader."]
)
def test_a_reply_that_speaks_of_it_and_no_longer_contradicts_leaves_it_open(bank: Bank, reply: str) -> None:
    item = point_after(bank, WRONG, reply)
    assert (item.kind, item.contradicted, item.evidence, item.reason) == ("not_met", False, (), NO_LONGER)
    later = point_after(bank, WRONG, reply, "I like big networks.")
    assert later.kind == "not_met" and not later.contradicted, "it is not held against them again"
    assert point_after(bank, WRONG, reply, "So the loop is broken.").kind == "met"


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I don't know.",
        "I did say it right.",
        "As I said before.",
        "I like big networks.",
        "It cannot show a bug.",
        "It hides the bug.",
    ],
)
def test_what_puts_nothing_right_washes_nothing_away(bank: Bank, reply: str) -> None:
    assert point_after(bank, WRONG, reply).kind == "contradicted"


def test_half_of_it_in_reply_to_something_else_takes_nothing_back(bank: Bank) -> None:
    for reply in ("Then it's some of the loader.", "It touches the loader.", "Perhaps the loader."):
        assert point_after(bank, WRONG, reply, asked=False).kind == "contradicted"


def test_wrong_words_beside_right_ones_in_one_message_are_still_charged(bank: Bank) -> None:
    assert point_after(bank, f"{WRONG} If not, the loop is broken.").kind == "contradicted"
    assert point_after(bank, WRONG, "It cannot show a bug. And the loop is broken.").kind == "contradicted"


@pytest.mark.parametrize(
    "lead", ["I mixed those up: ", "Sorry, I had it the wrong way round. ", "Oops, I got that wrong, "]
)
@pytest.mark.parametrize("asked", [True, False])
def test_who_says_that_they_correct_themselves_is_believed_on_half_of_it(bank: Bank, lead: str, asked: bool) -> None:
    assert point_after(bank, WRONG, f"{lead}it is some of the loader.", asked=asked).kind == "partly_met"
    assert point_after(bank, WRONG, f"{lead}perhaps the loader.", asked=asked).kind == "met"


def test_two_sides_in_one_correction_are_read_one_by_one(bank: Bank) -> None:
    swapped = "I mixed those up: wide nets show bugs, narrow ones none"
    assert point_after(bank, WRONG, f"{swapped}.").kind == "not_met", "no clause of it is wrong by itself"
    assert point_after(bank, WRONG, f"{swapped}, and then the loop is broken.").kind == "met"
    wrong = f"{swapped}, so it cannot show a bug, and the loop is broken."
    assert point_after(bank, WRONG, wrong).kind == "contradicted", "a clause that is wrong by itself counts"
    insists = f"Yes, {swapped.partition(': ')[2]}, and it cannot show a bug."
    assert point_after(bank, WRONG, insists).kind == "contradicted"


@pytest.mark.parametrize(
    "reply",
    [
        "Oh wait, the loop is broken. Then I had it the wrong way round, I take that back.",
        "Hm, then the loop is broken. So I was wrong.",
    ],
)
def test_who_sees_it_first_and_then_takes_back_loses_nothing_of_it(bank: Bank, reply: str) -> None:
    item = point_after(bank, WRONG, reply, "I like big networks.")
    assert item.kind == "met" and item.evidence[0].quote == "the loop is broken"


def test_what_is_taken_back_within_the_reply_is_not_credited(bank: Bank) -> None:
    item = point_after(bank, WRONG, "So the loop is broken. No wait, scratch that, it cannot show a bug.")
    assert item.kind == "contradicted"


def test_no_judge_is_asked_about_an_empty_reply(bank: Bank) -> None:
    judge = Drowning()
    grade, answer = after(bank, WRONG, judge=judge)
    asked = len(judge.seen)
    challenge = Challenge(grade.criterion(POINT).evidence, len(answer), POINT)
    grader = Grader(judge)
    same = held_to_last_word(
        grader, bank["training-01"], f"{answer}\n\nno idea", grade, challenge=challenge, since=len(answer)
    )
    assert len(judge.seen) == asked and same.criteria == grade.criteria


def contested(bank: Bank, argument: str, *messages: str) -> tuple[str, bool]:
    """The kind of verdict after contesting the grade of the first message, and whether the appeal was upheld."""
    question, grader = bank["training-01"], Grader(Drowning())
    before = grader.grade(question, messages[0])
    outcome = hear(grader, question, "\n\n".join(messages), before, POINT, argument)
    return outcome.grade.criterion(POINT).kind, outcome.upheld


@pytest.mark.parametrize("argument", ["I took that back later on!", "I put it right: then the loop is broken."])
def test_a_contest_is_read_on_the_last_word(bank: Bank, argument: str) -> None:
    right = "Sorry, I got that wrong: then the loop is broken."
    assert contested(bank, argument, WRONG, right, "I like big networks.") == ("met", True)
    again = "Sorry, I got that wrong: it cannot show a bug."
    assert contested(bank, argument, WRONG, again) == ("contradicted", False)


def test_a_contest_may_point_at_later_words_that_correct_nothing_aloud(bank: Bank) -> None:
    argument = "I said “If it can't memorise them the loop is broken”."
    assert contested(bank, argument, WRONG, "If it can't memorise them the loop is broken.") == ("met", True)


class Kind(Drowning):
    """Hears what is right wherever it is said."""

    def _item(self, criterion_id: str, text: str, since: int) -> Judgement:
        return super()._item(criterion_id, text.replace("proves that the model", "") if "loop" in text else text, since)


def test_words_that_nobody_contested_stay_wrong(bank: Bank) -> None:
    question, grader, right = bank["training-01"], Grader(Kind()), "If it can't memorise them the loop is broken."
    for answer, kind in ((f"{WRONG} {right}", "partly_met"), (f"{WRONG}\n\n{right}", "met")):
        before = grader.grade(question, WRONG)
        outcome = hear(grader, question, answer, before, POINT, f"I said “{right}”.")
        item = outcome.grade.criterion(POINT)
        assert (item.kind, outcome.upheld) == (kind, True)
        assert "But “proves that the model generalises” still contradicts it" in outcome.explanation
        assert "still contradicts it" in item.reason
    disputed = hear(
        grader, question, f"{WRONG} {right}", before, POINT, f"“{WRONG}” isn't wrong, and I said “{right}”."
    )
    assert disputed.grade.criterion(POINT).kind == "met" and "still contradicts" not in disputed.explanation


def test_no_doubt_is_left_of_what_was_found_right(bank: Bank) -> None:
    question, right = bank["training-01"], "Then perhaps the loader needs a look."
    fresh = Grader(Drowning()).grade(question, right).criterion(POINT)
    before = Grader(Drowning()).grade(question, "I like big networks.")
    outcome = hear(Grader(Drowning()), question, right, before, POINT, f"I said “{right}”.")
    item = outcome.grade.criterion(POINT)
    assert fresh.uncertain and doubt(fresh), "the judge is close to even"
    assert item.verdict == "met" and "You are right" in outcome.explanation and doubt(item) == ""


def test_a_contest_cannot_lead_back_from_a_later_mistake(bank: Bank) -> None:
    right, wrong = "If it can't memorise them the loop is broken.", "No, it cannot show a bug."
    before, answer = after(bank, WRONG, right, wrong)
    assert before.criterion(POINT).kind == "contradicted"
    for argument in (f"I said “{right}”", "I took that back!"):
        outcome = hear(Grader(Drowning()), bank["training-01"], answer, before, POINT, argument)
        assert not outcome.upheld and outcome.grade.criterion(POINT).kind == "contradicted"


@pytest.mark.parametrize(
    ("argument", "later"),
    [
        ("I did say it right.", "I like big networks."),
        ("I took it back: the loop is broken.", "I like big networks."),
        ("I like big networks, I said so.", "I like big networks."),
        ("I took that back!", "It cannot show a bug."),
    ],
)
def test_a_contest_alone_takes_nothing_back(bank: Bank, argument: str, later: str) -> None:
    assert contested(bank, argument, WRONG, later) == ("contradicted", False)
