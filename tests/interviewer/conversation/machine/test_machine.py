"""The interview as a pure machine: no clock, no model, no file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest

from interviewer.conversation.phrases import phrases
from interviewer.conversation.selection.selection import next_question, section_pool
from interviewer.conversation.state.past_outcome import Outcome
from interviewer.conversation.state.state import (
    GradeAnswer,
    Graded,
    Pressed,
    Resumed,
    Said,
    Ticked,
    WordClarification,
    Worded,
    WordProbe,
)
from interviewer.conversation.state.style import STYLES
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgements
from interviewer.grading.rubric.spoken import core
from interviewer.grading.text.words import content_words
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts, without_further_probes


def test_it_opens_with_a_question_at_once(bank: Bank) -> None:
    player = Player(bank, questions=2)
    assert [t.kind for t in player.turns] == ["opening", "ask"]
    assert player.state.phase == "answering"
    assert player.state.pending is None


def test_the_heaviest_unmet_criterion_is_probed_and_every_point_is_graded_again(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.now += 10
    player.send(Said(player.now, "clip the gradients"))
    assert player.state.pending == GradeAnswer("training-06a", ())
    first = player.grade(player.state.pending, {"clipping": "met", "loss_symptoms": "partly_met"})
    player.send(Graded(player.now, first))
    assert isinstance(player.state.pending, WordProbe)
    assert player.state.pending.criterion_id == "gradient-norms"  # weight 2, unmet, before its equal
    player.settle({})
    player.now += 10
    player.send(Said(player.now, "the norms spike"))
    pending = player.state.pending
    assert isinstance(pending, GradeAnswer)
    # also the one that was met, since the reply may contradict it
    assert pending.only == ("loss-symptoms", "gradient-norms", "clipping", "structural-prevention")
    assert player.state.attempts[-1].answer == "clip the gradients\n\nthe norms spike"
    turns = player.settle({"gradient_norms": "met"})
    change = next(t for t in turns if t.kind == "change")
    assert change.text.endswith("You're at 62% now.")  # (2 + 1 + 2) / 8
    assert "look for gradients that are too large" in change.text


def test_at_most_three_probes_and_one_point_is_come_at_from_another_side(bank: Bank) -> None:
    player = Player(bank, pool=("training-06b",))  # five criteria
    player.say("something vague")
    for _ in range(6):
        if player.state.phase != "answering":
            break
        player.say("still vague")
    probed = player.state.attempts[-1].probed
    assert len(probed) == 3 and len(set(probed)) == 2 and probed[0] == probed[1]
    assert player.state.phase in {"reviewing", "finished"}


def test_two_silences_in_a_row_move_on_without_grading(bank: Bank) -> None:
    player = Player(bank, pool=("training-06b", "training-01"), mode="interview")
    player.say("I don't know")
    assert player.state.attempts[-1].question_id == player.state.attempts[0].question_id
    player.say("no idea")
    assert len(player.state.attempts) == 2
    assert any(t.text.startswith(("That is fine", "No problem", "Fair enough", "That is honest")) for t in player.turns)


def test_interview_mode_shows_no_grade_before_the_end(bank: Bank) -> None:
    player = Player(bank, mode="interview", questions=3)
    while player.state.phase != "finished":
        player.say("an answer", **all_met(bank, player.state.attempts[-1].question_id))
    assert not {t.kind for t in player.turns} & {"feedback", "reveal", "change"}
    assert len(player.state.attempts) == 3
    assert player.state.ended == "all asked"


@pytest.mark.slow
def test_parts_of_a_chosen_pool_stay_with_their_stem_in_order_and_nothing_comes_twice(bank: Bank) -> None:
    player = Player(bank, mode="interview", minutes=240.0, chosen=True)
    while player.state.phase != "finished":
        player.say("an answer", **all_met(bank, player.state.attempts[-1].question_id))
    asked = [attempt.question_id for attempt in player.state.attempts]
    assert len(asked) == len(set(asked)) == len(bank)
    for stem in {bank[i].stem for i in asked}:
        places = [n for n, i in enumerate(asked) if bank[i].stem == stem]
        assert places == list(range(places[0], places[0] + len(places)))
        assert [asked[n] for n in places] == sorted(asked[n] for n in places)


def test_difficulty_follows_the_ability(bank: Bank) -> None:
    pool = [i for i in bank if bank[i].stem == i]  # single parts only

    def asked(ability: float) -> list[str]:
        choices = [next_question(bank, pool, (), ability=ability, minutes_left=30, seed=seed) for seed in range(20)]
        return [choice.question_id for choice in choices if choice]

    easy, hard = asked(1.0), asked(4.5)
    assert len(easy) == len(hard) == 20
    assert sum(bank[i].difficulty for i in hard) > sum(bank[i].difficulty for i in easy) + 20


def test_only_the_candidates_time_counts(bank: Bank) -> None:
    player = Player(bank, minutes=10.0)
    player.now += 30
    player.send(Said(player.now, "an answer"))
    assert player.state.elapsed == 30
    player.now += 45  # grading
    player.send(Graded(player.now, player.grade(player.state.pending, {})))  # type: ignore[arg-type]
    assert player.state.elapsed == 30
    player.settle({})
    player.now += 86_400  # away for a day
    player.send(Resumed(player.now))
    assert player.state.elapsed == 30
    player.now += 15
    player.send(Ticked(player.now))
    assert player.state.elapsed == 45


def test_time_warns_waits_for_the_answer_under_way_and_then_ends(bank: Bank) -> None:
    player = Player(bank, minutes=20.0, mode="interview")
    said: list[str] = []
    for _ in range(300):
        player.now += 5
        said += [t.text for t in player.send(Ticked(player.now))]
        if player.state.elapsed >= 1210:
            break
    assert [s[:18] for s in said] == ["You have 5 minutes", "You have 1 minute ", "That's our time. F"]
    assert player.state.phase == "answering"
    turns = player.say("my last words", **all_met(bank, player.state.attempts[-1].question_id))
    assert turns[-1].kind == "closing"
    assert player.state.ended == "time up"
    assert player.state.attempts[-1].grade is not None


def test_it_ends_without_an_answer_after_the_grace(bank: Bank) -> None:
    player = Player(bank, minutes=5.0)
    for _ in range(100):
        player.now += 5
        player.send(Ticked(player.now))
    assert player.state.phase == "finished"
    assert 300 + 120 <= player.state.elapsed <= 300 + 130


def test_events_that_do_not_fit_change_nothing(bank: Bank) -> None:
    player = Player(bank)
    player.send(Said(player.now + 1, "an answer"))
    working = player.state
    assert player.send(Said(player.now + 2, "another")) == []
    assert replace(player.state, last_at=0, elapsed=0) == replace(working, last_at=0, elapsed=0)
    assert player.send(Worded(player.now + 2, "x")) == []
    player.send(Pressed(player.now + 3, "end"))
    assert player.state.phase == "finished"
    assert player.send(Said(player.now + 4, "too late")) == []


def test_a_model_fault_is_not_probed_and_the_interview_goes_on(bank: Bank) -> None:
    player = Player(bank, pool=("training-01", "training-02"), mode="interview")
    player.send(Said(player.now + 1, "an answer"))
    question = bank[player.state.attempts[-1].question_id]

    class Broken:
        name = "broken"

        def judge(self, *args: object) -> Judgements:
            from interviewer.errors import UnavailableError

            raise UnavailableError("down")

    grade = Grader(Broken()).grade(question, "an answer")
    player.send(Graded(player.now + 2, grade))
    assert player.state.attempts[0].probed == ()
    assert player.state.attempts[0].closed
    assert player.state.ability == 2.5
    assert len(player.state.attempts) == 2


def test_skipping_leaves_no_grade_and_clarifying_none_either(bank: Bank) -> None:
    player = Player(bank, mode="interview")
    player.send(Said(player.now, "What do you mean?"))
    assert isinstance(player.state.pending, WordClarification)
    player.settle({})
    player.say("skip")
    assert player.state.attempts[0].skipped and player.state.attempts[0].grade is None
    assert len(player.state.attempts) == 2


def test_an_interview_draws_on_all_five_sections(bank: Bank) -> None:
    for seed in range(5):
        asked: list[str] = []
        left = 60.0
        while choice := next_question(bank, section_pool(bank, ()), asked, ability=2.5, minutes_left=left, seed=seed):
            asked.append(choice.question_id)
            left -= bank[choice.question_id].minutes
        assert {bank[i].section for i in asked} == {"training", "nlp", "vision", "rl", "advanced"}
        assert len(asked) == len(set(asked)) and left > -2


def test_a_second_go_comes_from_another_side_and_never_a_third(bank: Bank) -> None:
    player = Player(without_further_probes(bank), pool=("training-06b",))
    player.say("something vague")
    player.now += 10
    player.send(Said(player.now, "still vague"))
    player.send(Graded(player.now, player.grade(player.state.pending, {})))  # type: ignore[arg-type]
    pending = player.state.pending
    assert isinstance(pending, WordProbe) and pending.angle in phrases.ANGLES
    assert pending.criterion_id == player.state.attempts[-1].probed[0]
    player.settle({})
    player.say("vague again")
    assert player.state.attempts[-1].probed[-1] != pending.criterion_id
    silent = Player(bank, pool=("training-06b",))
    silent.say("something vague")
    silent.say("no idea")
    assert len(set(silent.state.attempts[-1].probed)) == len(silent.state.attempts[-1].probed)


def test_a_missed_probe_does_not_tell_the_point_in_coach_mode(bank: Bank) -> None:
    player = Player(bank, pool=("training-06b",))
    player.say("something vague")
    turns = player.say("still vague")
    question = bank["training-06b"]
    told = content_words(texts(turns))
    for criterion in question.criteria:
        assert core(criterion.claim).rstrip(".").lower() not in texts(turns).lower()
        own = content_words(criterion.claim) - content_words(question.question)
        assert own and len(own & told) <= len(own) / 2, own & told


def test_a_question_that_was_graded_is_closed_when_the_interview_ends(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06a", "nlp-01a"), questions=2)
    player.say("I clip the gradient", clipping="met")
    assert player.state.attempts[-1].probing and not player.state.attempts[-1].closed
    player.send(Pressed(player.now, "end"))
    assert player.state.phase == "finished"
    assert (
        player.state.attempts[-1].closed
        and not player.state.attempts[-1].skipped
        and not player.state.attempts[-1].probing
    )
    silent = Player(bank, mode="interview", pool=("training-06a",))
    silent.send(Pressed(silent.now, "end"))
    assert not silent.state.attempts[-1].closed


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_no_remark_is_made_twice_in_any_style(bank: Bank, style: str) -> None:
    player = Player(bank, mode="interview", minutes=120.0, style=style)
    for number in range(60):
        if player.state.phase != "answering":
            break
        player.say(f"some answer number {number}")
    probes = [t.text.removesuffix("worded probe").strip() for t in player.turns if t.kind == "probe"]
    notes = [lead for lead in probes if lead]
    assert len(notes) == len(set(notes)) and len(notes) >= 5
    assert len(notes) < len(probes)  # often none is made
    # none has a separate bubble
    assert not [t for t in player.turns if t.kind == "note" and t.role == "interviewer" and t.text in notes]
    assert not any(re.search(r"\b(?:great|excellent|perfect|correct|exactly|well done)\b", n, re.I) for n in notes)


def test_every_style_has_every_kind_of_phrase() -> None:
    for style in STYLES:
        for kind in get_args(phrases.PhraseKind):
            assert phrases.options(style, kind)
        said = {p for kind in get_args(phrases.PhraseKind) for p in phrases.options(style, kind)}
        assert not any(re.search(r"\b(?:great|excellent|correct|right answer)\b", p, re.I) for p in said)


def test_a_candidate_who_comes_back_is_remembered(bank: Bank) -> None:
    earlier = (Outcome("training-06a", 2.0, 0.4), Outcome("training-06a", 2.0, 0.61), Outcome("nlp-01a", 2.0, 1.0))
    pool = ("training-06a", "nlp-02")
    drill = Player(bank, pool=pool, drill=True, earlier=earlier)
    assert "61%" in drill.turns[-1].text and bank["training-06a"].question in drill.turns[-1].text
    drill.say("skip")
    drill.send(Pressed(drill.now, "next"))
    assert "%" not in drill.turns[-1].text.split(bank["nlp-02"].question)[0]  # that one is new
    interview = Player(bank, pool=pool, earlier=earlier)
    assert "back" in interview.turns[0].text and "61%" not in texts(interview.turns)
    assert "back" not in Player(bank, pool=pool).turns[0].text
