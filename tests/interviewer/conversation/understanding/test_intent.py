"""What candidates say to the interviewer is no answer, and what they say about the subject is none of that."""

from __future__ import annotations

import re

import pytest

from evals.labelled.gold import gold_answers
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.understanding.intent import PHRASINGS, after_lead, before_done, is_long, read_intent
from interviewer.conversation.understanding.interview_phrasings import LEADS, REPLACEMENTS
from interviewer.conversation.understanding.phrasing import CLOSERS, OPENERS, SLOTS
from interviewer.grading.screening.silence import says_nothing
from knowledge.schema import Bank
from tests.interviewer.conversation.said import ANSWERS, SAID

NEXT = {"next question please"}
"""In the middle of a question this skips it, and afterwards it leads on."""


@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in SAID.items() for text in texts])
def test_a_message_is_read_as_what_it_is(intent: Intent, text: str) -> None:
    wanted = {"next"} if text in NEXT else {intent}
    for written in (text, text.upper(), f"  {text} ", text.replace("'", "’"), text.replace("'", "")):
        assert read_intent(written) in wanted


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_that_looks_like_talk_is_an_answer(text: str) -> None:
    for written in (text, text.upper(), f"  {text} ", f"{text}."):
        assert read_intent(written) == "answer"


def test_there_are_many_of_both() -> None:
    assert sum(map(len, SAID.values())) >= 400 and len(set(ANSWERS)) >= 140
    assert all(len(texts) >= 12 for texts in SAID.values())


@pytest.mark.slow
def test_no_answer_and_no_paraphrase_of_a_point_is_taken_for_a_command(bank: Bank) -> None:
    answers = [a.answer for a in gold_answers(bank) if any(char.isalnum() for char in a.answer)]
    points = [text for q in bank.values() for c in q.criteria for text in (c.claim, *c.satisfied_by)]
    assert len(answers) > 900 and len(points) > 2000
    taken = [text for text in (*answers, *points) if read_intent(text) != "answer"]
    assert not [text for text in taken if text not in {"yep", "yes"}]
    assert not [text for text in points if says_nothing(text)]


@pytest.mark.parametrize(
    "text",
    ["I don't know about that", "no clue at all", "never heard of it", "i have no idea, sorry", "not sure", "..."],
)
def test_what_says_nothing_is_heard_as_that(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["I don't know how it converges", "nothing changes", "no idea but dropout helps"])
def test_what_says_something_is_not(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no clue at all, can I have a hint?", "hint"),
        ("never heard of it. next question please", "skip"),
        ("beats me, let's move on", "skip"),
        ("idk, what's the answer?", "reveal"),
        ("idk skip", "skip"),
        ("I'm lost, could you rephrase the question?", "clarify"),
        ("I can't understand, can you repeat it?", "repeat"),
        ("no idea, I'm lost, hint please", "hint"),
        ("no, skip it", "skip"),
        ("my mind went blank, give me a second", "wait"),
        ("I'm lost", "answer"),
        ("I can't understand", "answer"),
        ("I don't know, sorry", "answer"),
        ("no hint of overfitting", "answer"),
        ("no next token is predicted", "answer"),
        ("no idea but the next question is whether it converges", "answer"),
    ],
)
def test_who_is_stuck_may_ask_for_something_in_the_same_breath(text: str, intent: Intent) -> None:
    assert read_intent(text) == intent


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "can you " * 15,
        "i don't know, " * 15,
        "please " * 29 + "x",
        "a " * 30,
        "i want " * 15,
        "no " * 29 + "x",
        "&#60;" * 200_000,
    ],
)
def test_a_long_run_of_polite_words_is_read_at_once(text: str) -> None:
    assert read_intent(text) in {"answer", "small_talk", "wait"}


def test_a_text_without_spaces_is_no_remark_because_it_is_one_word() -> None:
    assert is_long("x" * 1000) and is_long("word " * 31)
    assert not is_long(
        "Could you perhaps say once more what exactly it is that you would like to hear about normalisation?"
    )


@pytest.mark.timeout(20)
@pytest.mark.parametrize("run", ["\n", ",", " ", "…", "ok, so "])
def test_the_end_of_a_long_text_is_looked_for_at_once(run: str) -> None:
    text = f"a{run * (20_000 // len(run))}a"
    assert before_done(text) is None and after_lead(text) == ""
    assert before_done(f"{text}. I'm done") == f"{text}."


@pytest.mark.parametrize(
    ("text", "intent", "rest"),
    [
        ("Let me think out loud: the norms grow", "aloud", "the norms grow"),
        ("Hmm, good question. Let me think aloud for a moment... a wide minimum", "aloud", "a wide minimum"),
        ("/think the norms grow", "aloud", "the norms grow"),
        ("Note to self: read up on clipping", "note", "read up on clipping"),
        ("/note", "note", ""),
        ("Scratch that: the loss is NaN", "change", "the loss is NaN"),
        ("No. Sorry, I take that back. It is the variance", "change", "It is the variance"),
        ("Forget what I said, it is the variance", "change", "it is the variance"),
        ("Thinking about loudness", "answer", ""),
    ],
)
def test_the_words_that_open_a_message_are_cut_off(text: str, intent: Intent, rest: str) -> None:
    assert (read_intent(text), after_lead(text)) == (intent, rest)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("The loss is flat. I'm done", "The loss is flat."),
        ("The loss is flat, done.", "The loss is flat"),
        ("The loss is flat\nokay, so that's my final answer!", "The loss is flat"),
        ("done", ""),
        ("The mean, that is all", None),
        ("stop when training is done", None),
        ("It is wrong. That's it: the variance", None),
    ],
)
def test_the_words_that_end_a_message_are_cut_off(text: str, before: str | None) -> None:
    assert before_done(text) == before


def test_words_about_the_subject_are_no_words_to_the_interviewer() -> None:
    for text in (
        "Later layers learn more abstract features",
        "Note that the loss is convex here",
        "I would change my answer distribution by label smoothing",
        "Done right, batch norm speeds up training",
        "Thinking about loudness, the spectrogram helps",
        "Scratch training needs more data than fine-tuning",
    ):
        assert read_intent(text) == "answer", text
    assert [read_intent(t) for t in ("that's my answer.", "/later", "thinking aloud...", "note to self: x")] == [
        "done",
        "later",
        "aloud",
        "note",
    ]


def test_everything_in_the_table_is_used_once_and_has_a_reason() -> None:
    tables = (*PHRASINGS, *LEADS, *REPLACEMENTS)
    assert all(entry.why and entry.templates for entry in (*tables, *SLOTS.values()))
    templates = [template for entry in tables for template in entry.templates]
    shared = [template for slot in SLOTS.values() for template in slot.templates]
    used = re.findall(r"<([^>]+)>", " ".join((*templates, *shared, *OPENERS, *CLOSERS, "<is-done>")))
    assert set(used) == set(SLOTS)
    for entry in tables:
        assert len(set(entry.templates)) == len(entry.templates)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("too hard, skip", "skip"),
        ("This one is way too vague for me, next question please.", "next"),
        ("it's just too much, can we move on?", "skip"),
        ("that's too tricky. Give me a hint", "hint"),
        ("too hard", "answer"),
        ("too hard a margin, skip connections help", "answer"),
        ("it's too difficult to optimise", "answer"),
    ],
)
def test_what_is_too_hard_is_a_reason_for_what_is_asked_next(text: str, intent: Intent) -> None:
    assert read_intent(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "different question please",
        "a new question, please",
        "could I get a different one?",
        "I'd like a different question",
        "can we switch to another question?",
        "some other question please",
        "let's change the subject",
        "swap this question",
        "ask me a completely different question",
        "can we do a different topic",
    ],
)
def test_another_question_is_no_repetition_of_this_one(text: str) -> None:
    assert read_intent(text) in {"skip", "next"}


@pytest.mark.parametrize(
    "text", ["a different question for each head", "change the question", "a different topic model"]
)
def test_what_is_different_elsewhere_stays_as_it_was(text: str) -> None:
    assert read_intent(text) == "answer"
