"""The phrases of a candidate who does not know are one table, and each row is recognised."""

from __future__ import annotations

import re
import time

import pytest

from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.unknowing import admits_not_knowing
from interviewer.grading.screening.not_knowing import ADDRESSED, STUCK, STUCK_PHRASES, WHOLE_PHRASES, phrase_pattern
from interviewer.grading.screening.silence import blanked, says_nothing


@pytest.mark.parametrize("phrase", STUCK_PHRASES)
def test_every_row_is_heard_with_all_its_words_and_with_as_few_as_it_has(phrase: str) -> None:
    shortest = re.sub(r"\[[^\]]*\]", "", phrase)
    for text in (phrase, shortest):
        first = " ".join(re.sub(r"[(\[]([^|)\]]*)[^)\]]*[)\]]", r"\1", text).split())
        assert says_nothing(first), first
        assert says_nothing(f"Hmm, sorry, {first.upper()}."), first


@pytest.mark.parametrize("phrase", WHOLE_PHRASES)
@pytest.mark.parametrize("addressed", ADDRESSED)
def test_grader_and_intents_hear_the_same_whomever_it_is_said_to(phrase: str, addressed: str) -> None:
    said = " ".join(re.sub(r"\[[^\]]*\]|\(([^|)]*)[^)]*\)", r"\1", phrase).split())
    text = f"{said} {addressed}"
    assert says_nothing(text) and admits_not_knowing(text), text
    assert read_intent(f"{text}, can I have a hint?") == "hint", text


@pytest.mark.parametrize(
    "text",
    [
        "Never heard of it",
        "beats me",
        "IDK",
        "no clue at all",
        "I'm lost",
        "I’m totally stuck!",
        "I can't understand",
        "i cannot answer that question",
        "I give up",
        "I dont know anything about that one, sorry",
        "pass",
        "no",
        "??",
        "search me",
        "I don't really know that one.",
        "I can't even answer that",
        "I'm not familiar with that",
        "this is beyond me",
        "No idea, honestly.",
        "hm, no idea, honestly",
        "erm, no clue, sorry, really",
        "I don't know, frankly",
        "To be honest, I wouldn't know.",
        "don't know",
        "dont remember, sorry",
        "can't say",
        "Haven't got the faintest idea, I'm afraid",
        "no idea mate",
        "I have zero idea",
        "haven't the foggiest",
        "I haven’t got a single clue",
        "not the slightest, sorry",
        "I have literally no clue at all, lol",
        "dunno, my friend",
        "search me, mate",
    ],
)
def test_what_candidates_say(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm lost in local minima",
        "I don't know why, but ReLU helps",
        "no bias",
        "don't know why but it helps",
        "I missed a factor of two",
        "passing",
    ],
)
def test_what_says_something_too(text: str) -> None:
    assert not says_nothing(text)


def test_the_pattern_is_a_part_for_larger_ones() -> None:
    assert re.compile(STUCK).groups == 0
    lead = re.compile(rf"^(?:{STUCK}[,.]\s)*(?:hint)$", re.IGNORECASE)
    assert lead.match("I have no idea, beats me. hint")
    assert re.fullmatch(phrase_pattern(["[a|b] (c|d e) [f's]"]), "b d  e fs")
    assert not re.fullmatch(phrase_pattern(["[a|b] (c|d e) [f's]"]), "b f's")


@pytest.mark.parametrize("text", ["i don't know, " * 300, "so " * 3000 + "x", "not sure " * 1000])
def test_a_long_run_of_such_words_is_read_at_once(text: str) -> None:
    start = time.monotonic()
    says_nothing(text)
    assert time.monotonic() - start < 0.5


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("idk\n\nyou can do inverse RL", "you can do inverse RL"),
        ("It scales at test time.\n\nNo idea.\n\n", "It scales at test time."),
        ("I don't know.\nIt may be the mask.", "I don't know.\nIt may be the mask."),
        ("one\n\n\n  two\nlines \n \nidk\n\nthree", "one\n\n\n  two\nlines \n \n   \n\nthree"),
        ("No.\n\nEach layer has its own.", "No.\n\nEach layer has its own."),
        ("idk", ""),
        ("No idea, honestly.\n\nMaybe it diverges.", "Maybe it diverges."),
        ("I wouldn't know whether it converges.\n\nYes.", "I wouldn't know whether it converges.\n\nYes."),
        ("", ""),
    ],
)
def test_what_is_sent_and_says_nothing_is_blanked_and_all_else_stays_in_place(text: str, left: str) -> None:
    found = blanked(text)
    assert len(found) == len(text) and found.strip() == left.strip()
    assert all(new in (old, " ") for old, new in zip(text, found, strict=True))
