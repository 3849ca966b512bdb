"""What is asked about a point that was missed: another question each time, from the machine to the displayed text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.phrases.phrases import ANGLES
from interviewer.conversation.state.state import Graded, Pressed, Said, Turn, WordProbe
from interviewer.conversation.wording.wording import Wording
from interviewer.grading.grade import Grade
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.probes import probes_of
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.player import Player, all_met, without_further_probes
from tests.stand_ins import FakeChat

MISSES = ("Well, it depends on the case, I would say.", "Hmm, hard to put into words.", "One would have to try it out.")


def played(services: Services, store: Store, mode: str, pool: tuple[str, ...], *between: str) -> list[Turn]:
    """An interview in which every answer misses; what is said before each answer comes between."""
    conductor = Conductor(services, store.interviews, lambda: 1000.0)
    interview_id, _ = conductor.start(mode, 60, pool=pool, seed=3, questions=len(pool))  # type: ignore[arg-type]
    for number in range(40):
        state = conductor.record(interview_id).state
        if state.phase == "finished":
            break
        if state.phase == "reviewing":
            list(conductor.say(interview_id, "next"))
            continue
        for text in between if state.attempts[-1].probing else ():
            list(conductor.say(interview_id, text))
        list(conductor.say(interview_id, f"{MISSES[number % 3]} That is answer {number}."))
    else:
        pytest.fail("the interview did not end")
    return list(store.interviews.transcript(interview_id))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mode", "between"), [("coach", ()), ("interview", ()), ("interview", ("hint",)), ("coach", ("hint",))]
)
def test_no_question_is_asked_twice_of_a_candidate_who_keeps_missing(
    light_services: Services, store: Store, bank: Bank, mode: str, between: tuple[str, ...]
) -> None:
    pool = ("training-06b", "nlp-02", "rl-03", "vision-07")
    probes = [turn for turn in played(light_services, store, mode, pool, *between) if turn.kind == "probe"]
    assert len(probes) == 3 * len(pool)
    assert max(Counter(turn.text for turn in probes).values()) == 1
    for question_id in pool:
        asked = [turn for turn in probes if turn.question_id == question_id]
        first = bank[question_id].criterion(asked[0].criterion_id)
        goes = 3 if between and first.hint else 2
        # an acknowledgement may come before it, in the same message
        pairs = zip(asked[:goes], probes_of(first)[:goes], strict=True)
        assert all(turn.text.endswith(probe) for turn, probe in pairs)
        assert (asked[2].criterion_id == first.id) == (goes == 3)


def test_a_request_for_other_words_is_about_the_question_asked_last(
    light_services: Services, store: Store, bank: Bank
) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    interview_id, _ = conductor.start("coach", 60, pool=("training-06b",), seed=3)
    for text in MISSES[:2]:
        list(conductor.say(interview_id, text))
    point = conductor.record(interview_id).state.attempts[-1].probing
    criterion = bank["training-06b"].criterion(point)
    for asked in ("What do you mean by that?", "Could you repeat the question?"):
        text = [step.turn for step in conductor.say(interview_id, asked) if step.turn][-1].text
        assert criterion.further_probes[0] in text and criterion.probe not in text


def test_what_is_said_back_is_known_to_the_grader(
    light_services: Services, store: Store, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    told: list[tuple[str, ...]] = []
    real = conductor.grader.grade

    def grade(
        question: Question,
        answer: str,
        only: Collection[str] | None = None,
        since: int = 0,
        said: Sequence[str] = (),
    ) -> Grade:
        told.append(tuple(said))
        return real(question, answer, only, since, said)

    monkeypatch.setattr(conductor.grader, "grade", grade)
    interview_id, _ = conductor.start("coach", 60, pool=("training-06b",), seed=3)
    for text in MISSES:
        list(conductor.say(interview_id, text))
    point = conductor.record(interview_id).state.attempts[-1].probed[0]
    probes = probes_of(bank["training-06b"].criterion(point))
    assert told == [(), probes[:1], probes[:2]]


def test_a_models_wording_is_held_against_the_question_of_the_go(bank: Bank, words: CachedEmbedder) -> None:
    question = bank["training-06a"]
    criterion = question.criterion("clipping")

    def worded(reply: str, go: int) -> tuple[str, FakeChat]:
        chat = FakeChat(reply)
        wording = Wording(lambda: chat, lambda: words)
        return wording.probe(question, criterion, "the loss goes wild", question.criteria, go=go), chat

    near = "So, " + criterion.further_probes[0]
    text, chat = worded(near, 2)
    assert text == near and criterion.further_probes[0] in chat.asked[0][1] and criterion.probe not in chat.asked[0][1]
    assert worded(near, 1)[0] == criterion.probe and worded(near, 3)[0] == criterion.further_probes[1]
    assert worded("So, " + criterion.probe, 2)[0] == criterion.further_probes[0], "it would ask the first one again"


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["coach", "interview"])
def test_a_bank_with_one_probe_a_point_never_asks_it_twice(
    light_services: Services, store: Store, bank: Bank, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare, pool = without_further_probes(bank), ("training-06b", "nlp-02", "rl-03")
    monkeypatch.setattr(light_services, "bank", bare)
    probes = [turn for turn in played(light_services, store, mode, pool) if turn.kind == "probe"]
    of_bank = {criterion.probe for question_id in pool for criterion in bare[question_id].criteria}
    asked = [known for turn in probes for known in (*of_bank, *ANGLES) if known in turn.text]
    assert len(asked) == len(probes) == 3 * len(pool), "each asks one thing"
    assert max(Counter(asked).values()) == 1, "whatever is said before it"
    assert len(set(asked) & set(ANGLES)) == len(pool), "each question has its second try"


def test_no_words_are_quoted_before_a_question_that_fits_any_point(bank: Bank) -> None:
    player = Player(without_further_probes(bank), pool=("training-06b",))
    player.say("something vague")
    point = player.state.attempts[-1].probing
    player.now += 10
    player.send(Said(player.now, "it never jumps"))
    verdicts = {point.replace("-", "_"): "contradicted"}
    player.send(Graded(player.now, player.grade(player.state.pending, verdicts)))  # type: ignore[arg-type]
    pending = player.state.pending
    assert isinstance(pending, WordProbe) and pending.angle in ANGLES and (pending.contrary, pending.near) == ("", "")
    assert player.state.attempts[-1].taken_up == ()


def test_where_the_bank_has_another_question_it_needs_no_lead(bank: Bank) -> None:
    player = Player(bank, pool=("training-06b",))
    player.say("something vague")
    player.now += 10
    player.send(Said(player.now, "still vague"))
    player.send(Graded(player.now, player.grade(player.state.pending, {})))  # type: ignore[arg-type]
    first = player.state.attempts[-1].probed[0]
    assert player.state.pending == WordProbe("training-06b", first, angle="")
    player.settle({})
    player.say("vague again")
    assert player.state.attempts[-1].probed[-1] != first


def test_a_candidate_who_took_the_hint_gets_an_easier_third_question(bank: Bank) -> None:
    for mode in ("coach", "interview"):
        player = Player(bank, pool=("training-06b", "nlp-02"), mode=mode)
        while player.state.attempts[-1].question_id != "training-06b":
            player.say("skip")
            player.send(Pressed(player.now, "next"))
        player.say("something vague")
        first = player.state.attempts[-1].probing
        player.say("still vague")
        player.say("hint")
        player.say("vague again")
        assert player.state.attempts[-1].probed == (first,) * 3
        repeated = player.say("could you repeat the question?")[-1].text
        assert bank["training-06b"].criterion(first).further_probes[1] in repeated


def test_with_nothing_else_open_a_coach_stays_and_an_interviewer_moves_on(bank: Bank) -> None:
    met = {key: verdict for key, verdict in all_met(bank, "training-01").items() if key != "capacity"}
    coach = Player(bank, pool=("training-01",))
    for _ in range(4):
        assert coach.state.phase == "answering"
        coach.say("something vague", **met)
    assert coach.state.attempts[0].probed == ("capacity",) * 3 and coach.state.attempts[0].closed
    interviewer = Player(bank, pool=("training-01",), mode="interview")
    for _ in range(3):
        interviewer.say("something vague", **met)
    assert interviewer.state.attempts[0].probed == ("capacity",) * 2 and interviewer.state.attempts[0].closed
    one = Player(without_further_probes(bank), pool=("training-01",))
    for _ in range(3):
        one.say("something vague", **met)
    assert one.state.attempts[0].probed == ("capacity",) * 2 and one.state.attempts[0].closed
