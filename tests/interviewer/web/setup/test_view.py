"""What the start promises of each way is what it does."""

from __future__ import annotations

from interviewer.conversation.phrases.phrases import COACH_HOW
from interviewer.web.setup.view import MODES
from interviewer.web.verdicts import shown_verdicts
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts


def test_a_coach_shows_the_grade_within_a_question_and_says_so(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    told = texts(player.say("the norms grow", clipping="met"))
    attempt = player.state.attempts[-1]
    assert shown_verdicts(attempt) and not attempt.closed
    label = next(label for label, mode in MODES if mode == "coach")
    assert "each answer" in label and "question" not in label
    assert "after each question" not in COACH_HOW and "after each question" not in told
