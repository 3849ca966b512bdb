"""What else is asked once there is a grade: passing, hints, another try, the points; it is answered from the grade."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.debrief.asked_after import asks_further, told_further
from interviewer.conversation.debrief.further_phrasings import Further
from interviewer.conversation.phrases import notices
from interviewer.conversation.selection.readiness import FEWEST_ANSWERS, Readiness
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import LookAgain, QuestionAttempt, WordClarification
from interviewer.grading.grade import PASS, CriterionVerdict, Evidence, Grade
from interviewer.web.progress.ready import ready_html
from knowledge.schema import Bank
from tests.interviewer.conversation.debrief.test_closed_talk import closed, hears
from tests.interviewer.conversation.player import texts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("so did I pass?", "pass"),
        ("is 60 % good?", "pass"),
        ("how do I compare with other people?", "pass"),
        ("would a real interviewer accept that?", "pass"),
        ("would that get me the job?", "pass"),
        ("what grade would that be at university?", "pass"),
        ("did the hint cost me points?", "hints"),
        ("do hints count?", "hints"),
        ("were my follow-up answers any better?", "replies"),
        ("did what I added change anything?", "replies"),
        ("can I try again?", "again"),
        ("could I still add that?", "again"),
        ("I'd like to redo this one", "again"),
        ("how many points were there in total?", "points"),
        ("what exactly did you want to hear?", "points"),
        ("what about the bonus?", "bonus"),
        ("was I too vague?", "clear"),
        ("was my answer clear enough?", "clear"),
        ("where did I lose the most?", "weakest"),
        ("what should I work on?", "weakest"),
        ("did you understand what I meant?", "heard"),
        ("did you read all of it?", "heard"),
        ("am I above average with this?", "pass"),
        ("how many hints did I use?", "hints"),
        ("did my second message help?", "replies"),
        ("when will I get this one again?", "reviews"),
        ("does this go into my progress?", "reviews"),
        ("did spelling matter?", "language"),
        ("sorry, English isn't my first language, did that hurt my grade?", "language"),
        ("is there partial credit?", "rules"),
        ("who decides what counts?", "rules"),
        ("what did you not hear?", "weakest"),
        ("which criterion did I fail?", "weakest"),
        ("could you show me where I said that?", "heard"),
        ("I would like to take that back", "slip"),
        ("that was a typo", "slip"),
        ("ok thanks, that makes sense", "taken in"),
        ("hm, I don't think I'd have come up with that", "taken in"),
        ("ah, I should have thought of that", "taken in"),
    ],
)
def test_it_is_told_what_is_asked(text: str, kind: Further) -> None:
    assert asks_further(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "why does clipping help?",
        "explain gradual unfreezing",
        "What would warmup do here?",
        "how would I log the norm?",
        "does adding noise make the gradient better?",
        "I got it from the lecture that it is linear?",
        "what does bonus mean?",
        "when does the gradient vanish?",
        "how is the loss computed?",
        "will the model forget its first language?",
        "is a high learning rate bad for the first layers of a network?",
        "word " * 100,
    ],
)
def test_questions_about_the_subject_are_none_of_these(text: str) -> None:
    assert asks_further(text) is None


@pytest.mark.parametrize("intent", [None, "progress", "repeat", "small_talk", "why", "clarify", "hint", "control"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("so did I pass?", notices.PASS_MARK.format(share=PASS)),
        ("did the hint cost me points?", notices.HINTS_FREE),
        ("can I try again?", notices.NOT_AGAIN),
        ("how many points were there in total?", "There were four points."),
        ("what about the bonus?", "There was no bonus point in this one."),
        ("was it too long?", notices.LENGTH),
        ("are you sure about that?", "I may be wrong about this"),
        ("which part was the best?", "You made one of the four points."),
        ("which of my sentences counted?", "You made one of the four points."),
        ("did you count my example?", notices.BY_POINTS),
        ("does my wrong statement count against me?", "You got "),
        ("is there anything I should read about this?", "I'd read "),
    ],
)
def test_it_is_answered_whatever_it_was_heard_as(text: str, told: str, intent: Intent | None, bank: Bank) -> None:
    player = closed(bank)
    assert texts(hears(player, intent, text)).startswith(told)
    assert player.state.phase == "reviewing"


def test_the_pass_mark_is_the_one_of_progress(bank: Bank) -> None:
    told = texts(hears(closed(bank), None, "what's the pass mark?"))
    ready = Readiness("senior", 0.8, 0.7, 0.9, 0.9, FEWEST_ANSWERS, "", 0.0, ())
    assert f"{PASS:.0%} as a pass" in told and f"{PASS:.0%} as a pass" in ready_html(ready, [])


def test_progress_on_the_grade_is_told_from_it_and_on_the_interview_from_that(bank: Bank) -> None:
    player = closed(bank, questions=1)
    assert texts(hears(player, "progress", "am I any good at these?")).startswith("You got ")
    assert texts(hears(player, "progress", "have we got many more of them?")).startswith("This is the only question.")


def test_an_objection_is_still_read_again_and_a_subject_looked_up(bank: Bank) -> None:
    player = closed(bank)
    hears(player, None, "I did say the second point, read it again")
    assert isinstance(player.state.pending, LookAgain)
    player = closed(bank)
    hears(player, "why", "I don't get the last point, can you explain it?")
    assert isinstance(player.state.pending, WordClarification)


def graded(*items: CriterionVerdict, **fields: object) -> QuestionAttempt:
    attempt = QuestionAttempt("training-06a", "x", Grade("training-06a", 0.5, items), closed=True)
    return replace(attempt, **fields)  # type: ignore[arg-type]


MET = CriterionVerdict("clipping", "Names gradient clipping", 1.0, "met", evidence=(Evidence("clip them", 0, 9),))
OPEN = CriterionVerdict("norms", "Says to log the norm", 2.0, "not_met", reason="nothing makes it")


def test_the_points_are_told_with_what_became_of_them() -> None:
    told = told_further("points", graded(MET, OPEN))
    assert told == "There were two points.\n- Gradient clipping: *met*\n- Log the norm (counts double): *not met*"
    assert told_further("points", graded(MET)).startswith("There was one point.\n- Gradient clipping: *met*")
    alike = told_further("points", graded(MET, replace(OPEN, weight=1.0)))
    assert alike.startswith("There were two points. They weigh the same.\n")


def test_a_bonus_is_told_with_what_became_of_it() -> None:
    bonus = replace(OPEN, id="more", weight=0.0)
    assert told_further("bonus", graded(MET, bonus)) == (
        "Log the norm: that was a bonus, and I didn't hear it, which costs you nothing."
    )
    words = (Evidence("I log it", 0, 8),)
    earned = replace(bonus, verdict="met", evidence=words)
    assert told_further("bonus", graded(MET, earned)) == (
        "Log the norm: that goes beyond the question, and you said it: “I log it”. So it's a bonus."
    )
    wrong = replace(bonus, contradicted=True, unsure=False, evidence=words)
    assert told_further("bonus", graded(MET, wrong)) == "Log the norm: that was a bonus, and it's contradicted."


def test_hints_and_follow_ups_are_counted() -> None:
    assert told_further("hints", graded(MET)) == f"{notices.HINTS_FREE} You used none here."
    assert told_further("hints", graded(MET, hints=(0, 1))).endswith("You used two here.")
    assert told_further("replies", graded(MET)) == "I asked no follow-up on this one."
    assert told_further("replies", graded(MET, probed=("norms",))).startswith("They changed no verdict")


def test_who_was_vague_is_told_where() -> None:
    half = replace(OPEN, verdict="partly_met", evidence=(Evidence("look at the sizes", 0, 17),))
    assert told_further("clear", graded(MET, half)) == "“look at the sizes” is only part of this: log the norm."
    assert "**not met**" in told_further("clear", graded(MET, OPEN))
    assert told_further("clear", graded(MET)) == "It was clear enough for me: I heard every point."


def test_a_skipped_question_has_no_grade() -> None:
    skipped = QuestionAttempt("training-06a", closed=True, skipped=True)
    for kind in ("pass", "points", "weakest", "heard"):
        assert told_further(kind, skipped) == notices.NO_GRADE  # type: ignore[arg-type]
    assert told_further("hints", skipped).startswith(notices.HINTS_FREE)
