"""A request about a word of a follow-up is answered from the question, and nobody is told to assume something."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.phrases import notices
from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.state.state import Said, WordClarification
from interviewer.conversation.talk.addressing import asks_in_earnest
from interviewer.conversation.talk.referring import (
    asks_about_a_phrase,
    asks_which,
    in_plainer_words,
    pointed_back,
    word_asked_about,
)
from interviewer.conversation.wording.wording import Wording
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.probes import probes_of
from knowledge.schema import Bank, Question
from tests.interviewer.conversation.player import Player

POINT = "What has the generator learned at that point?"
TWO = "Write down the gradients of the two and compare them, component by component."
ASSUME = re.compile(
    r"\bassum|leave (?:it|that) (?:open|to you)|leaving that open|would at work|say (?:which|what) you", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("question_id", "probe", "request_"),
    [
        ("advanced-05a", POINT, "Which point do you mean?"),
        ("advanced-05a", POINT, "at which point?"),
        ("advanced-05a", POINT, "What point?"),
        ("advanced-05a", POINT, "what do you mean by that point?"),
        ("advanced-05a", POINT, "that one?"),
        ("training-15", TWO, "which two?"),
        ("training-15", TWO, "Sorry, which two do you mean?"),
        ("training-15", TWO, "what do you mean by 'the two'?"),
        ("training-15", TWO, "which gradients?"),
        ("training-28b", "What exactly are the things you rank, and against which others?", "which things?"),
        ("training-06b", "What happens to that product as the sequence gets longer?", "Which product?"),
    ],
)
def test_the_part_of_the_question_is_said_again(question_id: str, probe: str, request_: str, bank: Bank) -> None:
    question = bank[question_id]
    for number in range(2):
        told = pointed_back(request_, probe, question, number)
        assert " ".join(question.question.split()) in told and not ASSUME.search(told)
        assert told != pointed_back(request_, probe, question, number + 1)
    bare = Wording(lambda: None, lambda: None)
    criterion = replace(question.criteria[0], probe=probe, further_probes=())  # whether or not the bank has it
    asked = replace(question, criteria=(criterion, *question.criteria[1:]))
    (told,) = bare.clarify(asked, request_, [], criterion.id, 1)
    assert " ".join(question.question.split()) in told and not ASSUME.search(told)


@pytest.mark.parametrize(
    "request_",
    [
        "Which framework should I use?",
        "Which one should I assume?",
        "Do you mean the Nash equilibrium?",
        "How long should it be?",
        "what do you mean by divergence?",
        "What do you mean?",
        "It is the one where the losses meet.",
        "",
    ],
)
def test_what_is_not_about_a_word_of_it_is_left_alone(request_: str, bank: Bank) -> None:
    assert word_asked_about(request_, POINT) == "" and pointed_back(request_, POINT, bank["advanced-05a"], 0) == ""


def test_a_word_of_the_question_is_meant_as_there(bank: Bank) -> None:
    told = pointed_back("what do you mean by gradients?", "How do the gradients behave?", bank["training-06b"], 0)
    assert "“gradients”" in told and bank["training-06b"].question in told


def test_a_sentence_that_leans_on_another_comes_with_it(bank: Bank) -> None:
    told = pointed_back("which two?", "Two is less than six. What do you make of that?", bank["nlp-12"], 0)
    assert "6 bits" in told and "Which of them" in told


def test_no_part_that_is_repeated_is_long_or_holds_a_picture(bank: Bank) -> None:
    for question in bank.values():
        for criterion in question.criteria:
            for probe in probes_of(criterion):
                told = pointed_back("which one?", probe, question, 0)
                assert len(told.split()) <= 90 and "![" not in told and "```" not in told and "\n" not in told


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Which two?", True),
        ("What point?", True),
        ("which two", False),
        ("The second one?", False),
        ("Is it the norm?", False),
    ],
)
def test_a_bare_which_is_a_question_however_it_sounds(text: str, asks: bool, bank: Bank) -> None:
    player = Player(bank, pool=("training-15",))
    player.say("It is smoother.")
    player.state = replace(
        player.state,
        attempts=(replace(player.state.attempts[-1], probing="simple-gradient", probed=("simple-gradient",)),),
    )
    assert asks_which(text, f"{POINT} {TWO}") is asks
    player.send(Said(player.now + 1, text, heard="verdict", unsure=True))
    assert (player.state.pending == WordClarification("training-15", text)) is asks


def test_from_not_knowing_to_the_point_that_is_meant(light_services: Services, store: Store, bank: Bank) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    interview_id, _ = conductor.start("coach", 60, pool=("advanced-05a",), seed=3)
    for _ in range(2):
        list(conductor.say(interview_id, "I don't know"))
        if conductor.record(interview_id).state.attempts[-1].probing:
            break
    told = [step.turn for step in conductor.say(interview_id, "Which one do you mean?") if step.turn][-1].text
    assert bank["advanced-05a"].question in told and not ASSUME.search(told)


SPEED = replace(
    Question(
        "own-01", "own", "How would you handle a loss that diverges? Say what you would look at first.", "This.", ()
    ),
    plainly="What do you do when the loss grows without bound? And what do you look at before anything else?",
)


@pytest.mark.parametrize(
    "request_",
    [
        "what do you mean by handle?",
        "what does 'handle' mean here?",
        "sorry, what's the meaning of handle?",
        "“handle”?",
        "In what sense do you mean handle?",
        "when you say handle, what is that?",
    ],
)
def test_a_word_of_the_question_is_explained_in_its_plainer_words(request_: str) -> None:
    bare = Wording(lambda: None, lambda: None)
    said: tuple[str, ...] = ()
    for _ in range(2):
        (told,) = bare.clarify(SPEED, request_, [], said=said)
        assert "“handle”" in told and "How would you handle a loss that diverges?" in told
        assert "In plainer words: What do you do when the loss grows without bound?" in told
        assert told not in said and not ASSUME.search(told)
        said = (*said, told)


def test_who_asks_about_a_word_that_stays_is_told_that_there_is_no_simpler_one() -> None:
    for number, told in enumerate(("no simpler word for “loss”", "For “loss” itself I have no other word")):
        assert told in in_plainer_words("what do you mean by loss?", SPEED, number)


@pytest.mark.parametrize(
    "request_", ["what do you mean by momentum?", "should I handle it in code?", "what do you mean?", ""]
)
def test_other_requests_are_not_about_a_word_of_the_question(request_: str) -> None:
    assert not in_plainer_words(request_, SPEED, 0)
    assert not in_plainer_words("what do you mean by handle?", replace(SPEED, plainly=""), 0)


def test_every_word_of_the_bank_can_be_asked_about(bank: Bank) -> None:
    asked = [(q, word) for q in bank.values() for word in re.findall(r"\b[a-z]{6,}\b", q.question)[::5]]
    told = [in_plainer_words(f"what do you mean by {word}?", question, 0) for question, word in asked]
    assert sum(map(bool, told)) >= 0.9 * len(told) and all(len(text.split()) < 120 for text in told)


def test_a_word_that_only_a_follow_up_has_brings_back_the_follow_up_and_not_the_question(bank: Bank) -> None:
    for number in range(2):
        told = pointed_back("what do you mean by rank?", "How would you rank them?", bank["training-28b"], number)
        assert "“rank”" in told and told.endswith("How would you rank them?")
        assert bank["training-28b"].question[:40] not in told and "In plainer words" not in told


def test_a_loose_phrase_of_a_follow_up_has_it_put_differently_once(bank: Bank) -> None:
    player = Player(bank, pool=("nlp-01c",))
    player.say("It drops units at random.")
    attempt = player.state.attempts[-1]
    criterion = next(c for c in bank["nlp-01c"].criteria if c.probe.startswith("Do you know another scheme"))
    player.state = replace(
        player.state,
        phase="answering",
        pending=None,
        attempts=(replace(attempt, probing=criterion.id, probed=(criterion.id,)),),
    )
    turns = player.send(Said(player.now + 1, "What do you mean by another scheme? Another kind of dropout?"))
    assert [turn.kind for turn in turns] == ["talk", "clarify"]
    assert any(turns[1].text.endswith(probe) for probe in probes_of(criterion)[1:])
    assert bank["nlp-01c"].question[:40] not in turns[1].text


@pytest.mark.parametrize(
    "text",
    [
        "Is that entropy measured per character for A and per word for B, or over the whole test set?",
        "So which of the two do you mean?",
        "Should I assume one GPU? And what is N?",
    ],
)
def test_what_is_a_question_by_its_grammar_is_not_asked_back(text: str, bank: Bank) -> None:
    assert asks_in_earnest(text)
    player = Player(bank)
    question_id = player.state.attempts[-1].question_id
    turns = player.send(Said(player.now + 1, text, heard="clarify", unsure=True))
    assert player.state.pending == WordClarification(question_id, text)
    assert notices.FOR_ME not in [turn.text for turn in turns] and player.state.attempts[-1].answer == ""


@pytest.mark.parametrize(
    "text",
    [
        "Is it because the variance shrinks, or because the mean does?",
        "Is it the softmax?",
        "It is the softmax. Or which one?",
        "isn't it the rate",
        "What about weight decay?",
        "What matters is the norm.",
    ],
)
def test_what_may_be_a_guess_is_no_question_by_its_grammar(text: str, bank: Bank) -> None:
    assert not asks_in_earnest(text)
    player = Player(bank)
    player.send(Said(player.now + 1, text, heard="clarify", unsure=True))
    assert player.state.pending != WordClarification(player.state.attempts[-1].question_id, text)


@pytest.mark.parametrize("term", ["tidy inputs", "brave weights"])
def test_a_term_without_a_definition_is_refused_in_so_many_words(term: str, bank: Bank) -> None:
    question, probe = bank["training-06a"], f"What do {term} do here?"
    for number in range(2):
        told = pointed_back(f"what do you mean by {term}?", probe, question, number)
        assert f"“{term}”" in told and "defin" in told and "nothing special" not in told
    assert not asks_about_a_phrase(f"what do you mean by {term}?", probe, question)


def test_a_phrase_of_a_follow_up_is_put_differently(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("the loss jumps")
    asked = current_wording(player.state.attempts[-1], bank["training-06a"])
    phrase = " ".join(asked.rstrip("?.").split()[-4:])
    turns = player.say(f"Sorry, I don't follow: what do you mean by {phrase}?")
    again = current_wording(player.state.attempts[-1], bank["training-06a"])
    assert turns[-1].kind == "clarify" and again != asked and turns[-1].text.endswith(again)
    assert "nothing special" not in turns[-1].text


@pytest.mark.parametrize("term", ["iterations", "one-hot vectors", "thickness"])
def test_a_word_that_only_begins_like_a_pointing_one_is_a_term(term: str, bank: Bank) -> None:
    told = pointed_back(f"what do you mean by {term}?", f"What do {term} do here?", bank["training-06a"], 0)
    assert f"no definition of “{term}”" in told
