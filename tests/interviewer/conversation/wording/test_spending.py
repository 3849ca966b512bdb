"""Every call of a language model is booked to the question that it was made for, by whichever thread it was made."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from interviewer.bootstrap import conductor_of
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Setup
from interviewer.conversation.state.steps import without_answer
from interviewer.conversation.wording.spending import UsageLedger, book, spent_on, with_spent
from interviewer.conversation.wording.voice import Voice
from interviewer.grading.grade import Grade
from interviewer.llm.replies.reply import Reply
from interviewer.llm.usage import Usage, spent_words
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from tests.interviewer.conversation.faulty import FaultyJudge

EACH = Usage(calls=1, input_tokens=40, output_tokens=6, cost=0.25)


class MeteredChat:
    """Says one thing, and counts what each thread has spent as the real client does."""

    name = "metered"

    def __init__(self, text: str = "What would you look at next?", seconds: float = 0.0) -> None:
        self.text = text
        self.seconds = seconds
        self.calls = 0
        self._of = threading.local()

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        self.calls += 1
        self._of.spent = getattr(self._of, "spent", Usage()) + EACH
        time.sleep(self.seconds)
        yield self.text

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        raise NotImplementedError

    def take_usage(self) -> Usage:
        spent: Usage = getattr(self._of, "spent", Usage())
        self._of.spent = Usage()
        return spent


@pytest.fixture
def chat(light_services: Services) -> MeteredChat:
    made = MeteredChat()
    light_services._chat, light_services._chat_ready = made, True
    light_services._judge = FaultyJudge()
    return made


def begun(services: Services, store: Store, ahead: bool = False) -> tuple[Conductor, str]:
    conductor = conductor_of(services, store)
    if not ahead:
        conductor._performer.ahead._words = lambda likely, is_wanted: ""
    interview_id, _ = conductor.start("coach", 60, pool=["training-01", "nlp-10"], questions=2, seed=1)
    return conductor, interview_id


def idle() -> None:
    """Wait for calls whose words were not used to their end: they are booked with what comes next."""
    for _ in range(200):
        if not any(thread.name == "viva-model-call" for thread in threading.enumerate()):
            return
        time.sleep(0.01)


@pytest.mark.slow
def test_clarifying_and_explaining_are_booked_to_their_question_and_stored(
    light_services: Services, store: Store, chat: MeteredChat
) -> None:
    conductor, interview_id = begun(light_services, store)
    list(conductor.say(interview_id, "What do you mean by error?"))
    idle()
    list(conductor.say(interview_id, "Overfit one batch first."))
    assert conductor.record(interview_id).phase == "reviewing"
    assert chat.calls == 1 and conductor.record(interview_id).state.attempts[0].spent == EACH
    list(conductor.say(interview_id, "Please explain the answer to me."))
    idle()
    list(conductor.press(interview_id, "next"))
    assert chat.calls == 2 and conductor.record(interview_id).state.attempts[0].spent == EACH + EACH
    list(conductor.say(interview_id, "What do you mean by error?"))
    idle()
    list(conductor.press(interview_id, "hint"))
    spent = [attempt.spent.calls for attempt in conductor.record(interview_id).state.attempts]
    assert spent == [2, 1]


def test_what_is_worded_ahead_is_booked_with_the_next_event(
    light_services: Services, store: Store, chat: MeteredChat
) -> None:
    conductor, interview_id = begun(light_services, store, ahead=True)
    for _ in range(100):
        if chat.calls and not conductor._performer.ahead._running and not conductor._performer.ahead._queue:
            break
        time.sleep(0.05)
    made = chat.calls
    assert made
    list(conductor.press(interview_id, "hint"))
    assert conductor.record(interview_id).state.attempts[0].spent.calls == made


def test_an_interview_without_a_model_spends_nothing(light_services: Services, store: Store) -> None:
    light_services._judge = FaultyJudge()
    conductor, interview_id = begun(light_services, store)
    list(conductor.say(interview_id, "Overfit one batch first."))
    state = conductor.record(interview_id).state
    assert spent_words(spent_on(*state.attempts)) == ""


@pytest.mark.slow
def test_a_call_that_is_late_is_booked_once_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviewer.conversation.wording.voice.FIRST_SECONDS", 0.1)
    ledger, chat = UsageLedger(), MeteredChat(seconds=0.4)
    ledger.charge("i", "q")
    values = {"heard": "h", "probe": "p"}
    assert Voice(lambda: chat).reply("probe", values) == "" and ledger.take("i") == {}
    time.sleep(0.6)
    assert ledger.take("i") == {"q": EACH} and ledger.take("i") == {}


@pytest.mark.slow
def test_calls_of_two_interviews_at_once_are_not_mixed_up() -> None:
    ledger, chat = UsageLedger(), MeteredChat(seconds=0.05)

    def play(name: str, times: int) -> None:
        for number in range(times):
            ledger.charge(name, f"q{number % 2}")
            Voice(lambda: chat).reply("probe", {"heard": "h", "probe": "p"})

    threads = [threading.Thread(target=play, args=(f"i{n}", n + 1)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [sum(u.calls for u in ledger.take(f"i{n}").values()) for n in range(4)] == [1, 2, 3, 4]


def test_what_nobody_is_charged_for_is_booked_nowhere() -> None:
    ledger = UsageLedger()
    thread = threading.Thread(target=lambda: book()(EACH))  # a thread of its own has no interview
    thread.start()
    thread.join()
    ledger.charge("", "q")
    book()(EACH)
    assert ledger.take("") == {}


def test_a_replaced_answer_keeps_what_its_grade_cost() -> None:
    graded = QuestionAttempt("q", "a", Grade("q", 0.5, (), usage=EACH), spent=EACH)
    state = without_answer(InterviewState(Setup("coach", 30, ("q",), 1), "answering", (graded,)))
    assert state.attempts[0].grade is None and spent_on(state.attempts[0]) == spent_on(graded) == EACH + EACH


def test_what_was_spent_on_a_question_that_is_asked_no_more_goes_to_the_last() -> None:
    state = InterviewState(Setup("coach", 30, ("q",), 1), "answering", (QuestionAttempt("q"),))
    assert with_spent(state, {"gone": EACH}).attempts[0].spent == EACH
    assert with_spent(state, {}) is state
    nothing = replace(state, attempts=())
    assert with_spent(nothing, {"q": EACH}) is nothing
