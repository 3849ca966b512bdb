"""What is taken back is the last claim, not everything that was said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.conversation.debrief.changes import change_text
from interviewer.conversation.debrief.closed_talk import meant
from interviewer.conversation.debrief.own_words import on_own_words
from interviewer.conversation.machine.machine import advance
from interviewer.conversation.phrases import notices
from interviewer.conversation.probing.probing import challenged
from interviewer.conversation.state.state import GradeAnswer, Said
from interviewer.grading.appeals.last_word import held_to_last_word
from interviewer.grading.grade import Evidence, Grade, MisconceptionFinding
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.screening.taken_back import taken_back
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.conversation.player import Player, texts

FIRST = "It is faster to compute. It doesn't save parameters."


@pytest.mark.parametrize("text", ["I take that back", "I take that back. It does save a matrix.", "scratch that"])
def test_only_the_last_claim_is_taken_back(bank: Bank, text: str) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say(FIRST)
    player.say(text)
    answer = player.state.attempts[-1].answer
    assert answer.startswith(FIRST) and answer.endswith(text), "nothing of it is lost"
    rest = taken_back(answer).rest
    assert "faster" in rest and "save parameters" not in rest


@pytest.mark.parametrize("text", ["let me change my answer: it is slower", "I take that back: it does save them"])
def test_a_whole_answer_is_still_replaced_where_that_is_meant(bank: Bank, text: str) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("It doesn't save parameters.")
    player.say(text)
    assert "doesn't" not in player.state.attempts[-1].answer


WRONG = "Small updates are the sign."
WHOLE = f"{WRONG} I would plot the norms."


class Charging:
    """Finds a contradiction of one point in ``WRONG``, and the point itself in "huge updates"."""

    name = "charging"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        return Judgements(tuple(self._item(criterion.id, text) for criterion in criteria))

    def _item(self, criterion_id: str, text: str) -> Judgement:
        if criterion_id != "loss-symptoms":
            return Judgement(criterion_id, "not_met", 0.1)
        for words, verdict in (("huge updates", "met"), (WRONG, "not_met")):
            if (start := text.find(words)) >= 0:
                place = (Evidence(words, start, start + len(words)),)
                return Judgement(criterion_id, verdict, 0.9, place, contradicted=verdict == "not_met", unsure=False)
        return Judgement(criterion_id, "not_met", 0.1)


class HeldToLastWord(Player):
    """Grades like the product: with what was taken back left out."""

    def grade(self, pending: GradeAnswer, verdicts: dict[str, str]) -> Grade:
        question, attempt, grader = self.bank[pending.question_id], self.state.attempts[-1], Grader(Charging())
        answer = attempt.answer
        if attempt.grade is None:
            grade = grader.grade(question, answer)
        else:
            grade = grader.grade_again(question, answer, attempt.grade, None, attempt.graded_to)
        return held_to_last_word(grader, question, answer, grade, challenge=challenged(attempt))


def asked_about_it(bank: Bank) -> HeldToLastWord:
    player = HeldToLastWord(bank, pool=("training-06a",))
    player.say(WHOLE)
    assert player.state.attempts[-1].probing == "loss-symptoms"
    return player


@pytest.mark.parametrize(
    "reply",
    ["No, sorry, it's the other way round.", "Oops, I mixed them up", "no, the reverse", "My bad, that's backwards."],
)
def test_what_the_interviewer_held_against_the_candidate_is_what_they_take_back(bank: Bank, reply: str) -> None:
    player = asked_about_it(bank)
    new = player.say(reply)
    attempt = player.state.attempts[-1]
    assert attempt.grade is not None and attempt.grade.criterion("loss-symptoms").kind == "not_met"
    told = texts(new)
    assert "“Small updates are the sign” no longer counts against you." in told
    assert "On the other hand" not in told and "contradicts it" not in told and "No change" not in told
    assert attempt.probing == "loss-symptoms", "what is right was not said yet, so it is asked for"
    player.say("I would clip them.")
    later = player.state.attempts[-1].grade
    assert later is not None and not later.criterion("loss-symptoms").contradicted, "it is not held against them again"


def test_who_says_what_is_right_is_not_asked_again(bank: Bank) -> None:
    player = asked_about_it(bank)
    player.say("Sorry, other way round: huge updates are.")
    attempt = player.state.attempts[-1]
    assert attempt.grade is not None and attempt.grade.criterion("loss-symptoms").kind == "met"
    assert attempt.probing != "loss-symptoms"


@pytest.mark.parametrize("heard", ["change", "small_talk", "clarify", "disagree"])
def test_taking_a_charge_back_is_part_of_the_answer_however_it_sounds(bank: Bank, heard: str) -> None:
    player = asked_about_it(bank)
    for unsure in (False, True):
        event = Said(player.now, "Ah no, they're swapped, sorry", heard=heard, unsure=unsure)  # type: ignore[arg-type]
        state, _ = advance(player.state, event, bank)
        assert isinstance(state.pending, GradeAnswer) and state.attempts[-1].answer.startswith(WHOLE)


def test_a_wrong_belief_that_was_dropped_is_told_and_not_found_again(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say(WHOLE)
    attempt = player.state.attempts[-1]
    assert attempt.grade is not None
    belief = MisconceptionFinding("relu-fixes-all", (Evidence(WRONG, 0, len(WRONG)),), "It does not.", 0.1)
    charged = Grade(attempt.question_id, 0.3, attempt.grade.criteria, (belief,))
    assert f"“{WRONG[:-1]}” no longer counts against you." in change_text(attempt, (), charged, attempt.grade)

    class Finding(Charging):
        def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
            return Judgements(super().judge(question, text, criteria, since).items, (belief,))

    again = Grader(Finding()).grade_again(
        bank["training-06a"], f"{WHOLE}\n\nAnd I clip.", attempt.grade, since=len(WHOLE)
    )
    assert not again.misconceptions


@pytest.mark.parametrize(
    "said", ["oh, I mixed those up", "Sorry, it's the other way round.", "hm, that was wrong: huge ones are"]
)
@pytest.mark.parametrize("heard", ["disagree", "change", "explain", None])
def test_what_is_taken_back_after_the_close_is_put_right_and_changes_no_grade(
    bank: Bank, said: str, heard: str | None
) -> None:
    player = asked_about_it(bank)
    player.say("skip")
    assert player.state.phase == "reviewing"
    before = player.state.attempts[-1].grade
    player.now += 1
    told = texts(player.send(Said(player.now, said, heard=heard)))  # type: ignore[arg-type]
    assert told.startswith(f"{notices.TAKEN_BACK_LATE} You said “Small updates are the sign”. ")
    assert player.state.attempts[-1].grade == before and player.state.phase == "reviewing"


@pytest.mark.parametrize("said", ["what I said about the updates, was that wrong?", "were my norms right?"])
def test_who_asks_if_they_were_wrong_contests_nothing(bank: Bank, said: str) -> None:
    assert meant("disagree", said) == "explain"
    assert meant("disagree", "I did say that") == "disagree"


def test_nobody_is_told_what_the_reference_says_of_words_they_took_back(bank: Bank) -> None:
    answer = f"I clip the gradient. {WRONG}\n\nSorry, scratch that."
    told = on_own_words(
        None, bank["training-06a"], "was what I said about small updates and the gradient right?", answer
    )
    assert "Small updates" not in told


CREDITED = "Noise from the clipping trains faster."


class Crediting(Charging):
    """Finds the same point in ``CREDITED``."""

    def _item(self, criterion_id: str, text: str) -> Judgement:
        start = text.find(CREDITED)
        if criterion_id != "loss-symptoms" or start < 0:
            return Judgement(criterion_id, "not_met", 0.1)
        return Judgement(criterion_id, "met", 0.9, (Evidence(CREDITED, start, start + len(CREDITED)),))


class Credited(Player):
    """Grades with ``Crediting``."""

    def grade(self, pending: GradeAnswer, verdicts: dict[str, str]) -> Grade:
        return Grader(Crediting()).grade(self.bank[pending.question_id], self.state.attempts[-1].answer)


def closed_with_credit(bank: Bank) -> Credited:
    player = Credited(bank, pool=("training-06a",))
    player.say(f"{CREDITED} I would plot the norms.")
    player.say("skip")
    grade = player.state.attempts[-1].grade
    assert player.state.phase == "reviewing" and grade is not None and grade.criterion("loss-symptoms").kind == "met"
    return player


@pytest.mark.parametrize(
    "said",
    [
        "I take back what I said about clipping",
        "My clipping noise sentence was wrong.",
        "Hm, what I said about the noise was nonsense.",
    ],
)
def test_a_point_that_rests_on_what_is_taken_back_after_the_close_can_be_given_back(bank: Bank, said: str) -> None:
    player = closed_with_credit(bank)
    told = texts(player.say(said))
    assert "Noise from the clipping trains faster" in told and notices.TAKE_AWAY in told
    player.say("yes")
    grade = player.state.attempts[-1].grade
    assert grade is not None and grade.criterion("loss-symptoms").kind == "not_met"


@pytest.mark.parametrize("heard", ["disagree", None])
def test_who_puts_a_credited_statement_right_after_the_close_is_heard(bank: Bank, heard: str | None) -> None:
    player = closed_with_credit(bank)
    before = player.state.attempts[-1].grade
    player.now += 1
    text = "Actually my noise sentence was wrong, I meant that it trains more steadily."
    told = texts(player.send(Said(player.now, text, heard=heard)))  # type: ignore[arg-type]
    assert told == notices.TAKEN_BACK_WORDS.format(quote="“Noise from the clipping trains faster”")
    assert player.state.attempts[-1].grade == before


def test_what_is_taken_back_and_earned_nothing_gives_no_point_back(bank: Bank) -> None:
    player = closed_with_credit(bank)
    told = texts(player.say("I take back what I said about the norms."))
    assert notices.TAKE_AWAY not in told and notices.TAKEN_BACK_LATE in told
