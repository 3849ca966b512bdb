"""The reply to a question about the question that nothing else answers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.conversation.talk.clarifying import (
    asked_term,
    does_not_follow,
    no_assumption,
    says_yes_or_no,
    wants_other_words,
)
from interviewer.conversation.talk.referring import in_other_words
from interviewer.conversation.wording.wording import Wording
from knowledge.schema import Bank
from knowledge.text.pictures import described

ASKED = "Why is the rate lowered, and how is it done? Say for one of the ways what it costs."


@pytest.mark.parametrize(
    ("request_", "term"),
    [
        ("What do you mean by learned weights here - do you mean transposed convolution?", "“learned weights”"),
        ("What do you mean by learned weights here - do you mean transposed convolution?", "“transposed convolution”"),
        ("do you mean transposed convolution?", "“transposed convolution”"),
        ("What does 'at prediction' mean?", "“at prediction”"),
        ("When you say papers, any conference?", "“papers”"),
        ("what is meant by a schedule", "“schedule”"),
        ("are we talking about CNNs?", "“CNNs”"),
        ('can you clarify what you mean by "learned"?', "“learned”"),
    ],
)
def test_the_candidates_own_term_is_taken_up(request_: str, term: str) -> None:
    for number in range(3):
        assert term in no_assumption(request_, number, ASKED)


@pytest.mark.parametrize(
    ("request_", "word"),
    [
        ("May I use a pretrained model here, or should I talk about training from scratch?", "which of the two"),
        ("images or text?", "which of the two"),
        ("Can I assume the batch is large?", "the question"),
        ("How detailed should it be?", "main points"),
        ("do you want the formula?", "clearer"),
        ("which framework?", "on purpose"),
    ],
)
def test_each_kind_of_request_has_a_reply_of_its_own(request_: str, word: str) -> None:
    assert word in no_assumption(request_, 1, ASKED)


@pytest.mark.parametrize(
    "request_", ["I don't understand the question", "could you rephrase that?", "What do you mean by that?"]
)
def test_who_did_not_understand_is_given_the_first_part(request_: str) -> None:
    told = no_assumption(request_, 0, ASKED)
    assert "Why is the rate lowered?" in told and "how is it done" not in told


@pytest.mark.parametrize("request_", ["do you mean X?", "What framework?", "may I?", "hm, and the optimizer?", "", "?"])
def test_replies_vary_are_short_and_never_repeat_the_question(request_: str) -> None:
    told = [no_assumption(request_, number, ASKED) for number in range(2)]
    assert len(set(told)) == 2 and all(ASKED not in text and 4 < len(text.split()) < 45 for text in told)


def test_braces_and_long_guesses_do_no_harm() -> None:
    assert "{0}" in no_assumption("do you mean {0}?", 0)
    assert "“" not in no_assumption("do you mean " + "very " * 30 + "deep?", 0)


def test_what_a_part_rests_on_is_said_with_it() -> None:
    told = no_assumption("what do you mean?", 0, "Unroll it over three steps. What does it look like? Say why.")
    assert told.endswith("Unroll it over three steps. What does it look like?")


FALSE = re.compile(
    r"either is fine|no preference|your choice|doesn't matter|any will do|nothing in the question rules|may or may not|I can't say whether",
    re.IGNORECASE,
)
"""What may be untrue of a question whose rubric is about one of the readings."""


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize(
    ("request_", "fits"),
    [
        ("Do you mean weight decay here, or a norm on activations?", r"which|the one you think I mean"),
        ("Should I assume a ConvNet or a ViT?", r"which|the one you think I mean"),
        ("pretrained or from scratch?", r"which|the one you think I mean"),
        ("is the data labelled?", r"[Aa]ssum|how you read it"),
        ("so, are the labels noisy?", r"[Aa]ssum|how you read it"),
        ("What exactly do you want to hear?", r": Why is the rate lowered\?$"),
        ("what are you looking for", r": Why is the rate lowered\?$"),
        ("can we pretend memory is no problem", r"[Aa]ssum"),
        ("do I have to derive it?", r"I'll ask|makes your point clearer"),
        ("Do I get to assume the dataset's balanced or is that the trick?", r"which|the one you think I mean"),
        ("What should I assume?", r"[Aa]ssum"),
        (
            "what does Winograd mean here? And do you mean speed or also numerical accuracy?",
            r"which|the one you think I mean",
        ),
    ],
)
def test_a_reply_fits_what_was_asked_and_says_nothing_untrue(request_: str, fits: str, number: int) -> None:
    told = no_assumption(request_, number, ASKED)
    assert re.search(fits, told) and not FALSE.search(told)


def test_no_request_on_record_is_told_that_any_reading_will_do() -> None:
    talk = Path(__file__).parents[4] / "evals" / "labelled" / "talk"
    lines = [json.loads(line) for file in sorted(talk.glob("*.jsonl")) for line in file.read_text().splitlines()]
    requests = [line["text"] for line in lines if line.get("intent") == "clarify"]
    assert len(requests) > 300
    for request_ in requests:
        for number in range(3):
            told = no_assumption(request_, number, ASKED)
            assert not FALSE.search(told) and 4 < len(told.split()) < 45 and not re.search(r"\{\w+\}", told), request_


def test_a_pronoun_and_half_a_quotation_are_no_terms() -> None:
    assert "“it”" not in no_assumption("In the question, 'it' is the encoder, yes?", 0)
    assert "“model collapses”" in no_assumption("when you say the model 'collapses', what then", 0)


@pytest.mark.parametrize(
    ("request_", "lost"),
    [
        ("What do you mean by that?", True),
        ("Sorry, I don't understand the question.", True),
        ("Could you rephrase that?", True),
        ("can you put it differently, please", True),
        ("What do you mean by a habit?", False),
        ("I don't understand: do you want code or prose?", False),
        ("How detailed should it be? I didn't quite get that.", False),
        ("Which of the two is it?", False),
    ],
)
def test_who_follows_nothing_is_told_from_who_asks_about_a_word(request_: str, lost: bool) -> None:
    assert does_not_follow(request_) is lost


def test_the_question_is_put_plainly_where_the_bank_can_and_a_follow_up_is_not(bank: Bank) -> None:
    question = replace(bank["training-06a"], plainly="What do you see, and what do you do?")
    wording = Wording(lambda: None, lambda: None)
    assert list(wording.clarify(question, "What do you mean by that?", [])) == [f"In other words: {question.plainly}"]
    again = "".join(
        wording.clarify(question, "I still don't understand.", [], said=[f"In other words: {question.plainly}"])
    )
    assert again and question.plainly not in again
    for request, probing in (("What do you mean by that?", "clipping"), ("What do you mean by momentum?", "")):
        assert question.plainly not in " ".join(wording.clarify(question, request, [], probing))
    (word,) = wording.clarify(question, "What do you mean by gradients?", [])
    assert "“gradients”" in word and word.endswith(question.plainly), "a word of the question is put plainly too"


@pytest.mark.parametrize("part", ["nlp-05a", "nlp-05b"])
def test_a_question_about_texts_shows_them_however_it_is_put(bank: Bank, part: str) -> None:
    question, wording = bank[part], Wording(lambda: None, lambda: None)
    texts = [line for line in question.question.splitlines() if re.match(r"D[1-5]: ", line)]
    attempt = QuestionAttempt(question.id)
    assert len(texts) == 5
    asked = [current_wording(attempt, question), described(question.question), in_other_words(question)]
    asked.append("".join(wording.clarify(question, "What do you mean by that?", [])))
    for shown in asked:
        assert all(text in shown.splitlines() for text in texts)
    assert asked[-1].startswith(f"In other words: {question.plainly}")


@pytest.mark.parametrize(
    "reply",
    [
        "Yes, it is weight tying.",
        "No. I ask about the gradient.",
        "Exactly, that one.",
        "I see. That's right.",
        "Well, not quite: think of the loss.",
        "You're on the right track.",
        "That is what I had in mind.",
        "It isn't about speed.",
        "Okay, correct.",
    ],
)
def test_a_reply_that_confirms_or_denies_is_known(reply: str) -> None:
    assert says_yes_or_no(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "I'm asking what the layer does to its input.",
        "No framework is needed.",
        "Exactly which one is yours to say.",
        "Right now I only want the first part.",
        "Tell me what this is good for. Correct it if you like.",
        "The true distribution is the one behind the data.",
    ],
)
def test_a_reply_that_commits_to_nothing_passes(reply: str) -> None:
    assert not says_yes_or_no(reply)


@pytest.mark.parametrize(
    "request_",
    [
        "is this dropout?",
        "do you mean L2?",
        "are you asking about the bias?",
        "so it's for speed, right?",
        "is it true that it shrinks?",
        "does it save memory?",
        "speed or memory?",
    ],
)
def test_a_guess_is_neither_confirmed_nor_denied(request_: str) -> None:
    for number in range(3):
        told = no_assumption(request_, number, ASKED)
        assert not says_yes_or_no(told) and "part of the answer" not in told


@pytest.mark.parametrize(
    "text",
    [
        "I am not understand good the question, you can say more easy?",
        "you can explain more simple please?",
        "please make it more clear",
        "tell me in easy words",
        "can you speak more slow",
        "I not understand good. ask me more simply",
    ],
)
def test_who_learnt_english_late_gets_other_words_too(text: str) -> None:
    assert wants_other_words(text)


@pytest.mark.parametrize(
    ("text", "term"), [("what is mean 'mask'?", "mask"), ("what means capacity here?", "capacity")]
)
def test_a_term_is_found_in_the_word_order_of_other_languages(text: str, term: str) -> None:
    assert asked_term(text) == term


@pytest.mark.parametrize(
    "text",
    [
        "Is clipping by value allowed as an answer?",
        "would you accept dropout?",
        "will early stopping be okay for an answer?",
        "do you also count weight decay?",
    ],
)
def test_nobody_is_told_what_would_earn_a_point(text: str) -> None:
    replies = {no_assumption(text, number) for number in range(4)}
    assert len(replies) == 2 and all("answer" in each or "said" in each for each in replies)
    assert not any(map(says_yes_or_no, replies))
